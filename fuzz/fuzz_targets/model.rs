//! Any bytes are a model or are refused with a reason, damage is noticed, and with any model any text
//! gives entities that stand in it.

#![no_main]

use libfuzzer_sys::{arbitrary, fuzz_target};
use spanwright::detect::entities::{Model, ModelParts, TAGS, detect};
use spanwright::text::SourceText;
use spanwright_fuzz::check_span;

#[derive(Debug, arbitrary::Arbitrary)]
enum Input<'a> {
    Bytes(&'a [u8]),
    /// What stands after the hash, which is then right.
    Sealed(&'a [u8], &'a str),
    Damaged(Parts, u16, u8),
    Parts(Parts, &'a str),
}

#[derive(Debug, arbitrary::Arbitrary)]
struct Parts {
    weights: Vec<(u32, [i8; TAGS])>,
    transitions: Vec<i16>,
    temperature: u8,
}

impl Parts {
    fn to_bytes(mut self) -> Vec<u8> {
        self.weights.sort_by_key(|row| row.0);
        self.weights.dedup_by_key(|row| row.0);
        let mut transitions = [[0.0; TAGS]; TAGS];
        for (score, given) in transitions.iter_mut().flatten().zip(self.transitions) {
            *score = f32::from(given) / 64.0;
        }
        let parts = ModelParts {
            weights: self.weights,
            transitions,
            temperature: f32::from(self.temperature) / 64.0 + 0.1,
        };
        parts.to_bytes()
    }
}

fuzz_target!(|input: Input| {
    match input {
        Input::Bytes(bytes) => {
            let _ = Model::from_bytes(bytes);
        }
        Input::Sealed(body, text) => {
            let whole = Parts {
                weights: Vec::new(),
                transitions: Vec::new(),
                temperature: 64,
            }
            .to_bytes();
            // After the magic bytes, the format and the hash stand the labels.
            let labels = 18..20 + usize::from(u16::from_le_bytes([whole[18], whole[19]]));
            let body = [&whole[labels], body].concat();
            let file = ModelParts::seal(&body);
            if let Ok(model) = Model::from_bytes(&file) {
                look(&model, text);
            }
        }
        Input::Damaged(parts, at, bits) if bits != 0 => {
            let mut bytes = parts.to_bytes();
            let at = usize::from(at) % bytes.len();
            bytes[at] ^= bits;
            let error = Model::from_bytes(&bytes).err().expect("damage is noticed");
            assert!(error.to_string().contains("file"));
        }
        Input::Damaged(..) => {}
        Input::Parts(parts, text) => {
            let model = Model::from_bytes(&parts.to_bytes()).expect("what was written is read");
            look(&model, text);
        }
    }
});

fn look(model: &Model, text: &str) {
    let text = SourceText::new(text).expect("a fuzzed text is short");
    let mut found = Vec::new();
    if let Some(whole) = text.whole() {
        detect(model, text.as_str(), whole, &mut found);
    }
    for proposal in found {
        check_span(&text, proposal.span);
        assert!((0.0..=1.0).contains(&proposal.score.get()));
    }
}

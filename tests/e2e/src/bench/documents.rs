//! The documents that everything is measured on: the same words in the same order for everybody.

use serde_json::{Value, json};

/// How many tokens there are for one annotation.
const TOKENS_A_SPAN: usize = 25;

/// How many tokens there are in a paragraph.
const TOKENS_A_PARAGRAPH: usize = 80;

/// How often the name that has no label yet, and a date that the detectors suggest, each stand in a
/// document that is long enough: every so many tokens.
const EVERY: usize = 100;

/// The name that has no label yet.
pub(super) const NAME: &str = "Vantaro";

const WORDS: [&str; 24] = [
    "the", "harbour", "of", "council", "said", "a", "report", "that", "winter", "was", "under",
    "water", "and", "with", "engine", "in", "north", "because", "price", "on", "street", "paper",
    "went", "to",
];

const NAMES: [(&str, &str); 4] = [
    ("Ada Lovelace", "PERSON"),
    ("Northern Gate", "PLACE"),
    ("Acme Steel", "ORG"),
    ("Wroclaw", "PLACE"),
];

/// A document, all of it ASCII, so that a byte is a character.
pub(super) struct Document {
    paragraphs: Vec<String>,
    /// Start and end in the paragraphs set end to end, and the label.
    spans: Vec<(usize, usize, &'static str)>,
}

impl Document {
    /// A document of so many tokens.
    pub(super) fn of_tokens(tokens: usize) -> Self {
        let mut document = Self {
            paragraphs: Vec::new(),
            spans: Vec::new(),
        };
        // A linear congruential generator with the factors of Numerical Recipes: enough to mix words.
        let mut state = 1_u32;
        let mut before = 0;
        let mut token = 0;
        while token < tokens {
            let mut words = String::new();
            for _ in 0..TOKENS_A_PARAGRAPH.min(tokens - token) {
                if !words.is_empty() {
                    words.push(' ');
                }
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let random = (state >> 16) as usize;
                if token % TOKENS_A_SPAN == TOKENS_A_SPAN / 2 {
                    let (name, label) = NAMES[random % NAMES.len()];
                    let start = before + words.len();
                    document.spans.push((start, start + name.len(), label));
                    words += name;
                } else if token % EVERY == 40 {
                    words += NAME;
                } else if token % EVERY == 70 {
                    words += &format!("on {} May 20{:02} and", 1 + random % 28, random % 24);
                } else {
                    words += WORDS[random % WORDS.len()];
                }
                token += 1;
            }
            before += words.len();
            document.paragraphs.push(words);
        }
        document
    }

    /// The line of a dataset that Spanwright reads.
    pub(super) fn line(&self, name: &str) -> String {
        // Between two paragraphs stands an empty line.
        let mut label = Vec::new();
        let mut spans = self.spans.iter().peekable();
        let (mut before, mut shift) = (0, 0);
        for paragraph in &self.paragraphs {
            let end = before + paragraph.len();
            while let Some((start, stop, id)) = spans.next_if(|(start, ..)| *start < end) {
                label.push(json!([start + shift, stop + shift, id]));
            }
            before = end;
            shift += 2;
        }
        json!({ "name": name, "text": self.paragraphs.join("\n\n"), "label": label }).to_string()
    }

    /// What the peers' page reads.
    pub(super) fn for_peers(&self) -> Value {
        json!({ "paragraphs": self.paragraphs, "spans": self.spans })
    }
}

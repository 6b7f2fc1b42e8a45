//! A journal of which lines are altered, cut, missing or exchanged gives work whose annotations are
//! sorted, names each lost line, and is the whole work where nothing was altered.

#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::{arbitrary, fuzz_target};
use spanwright::annotation::{Entry, LabelId, Work};
use spanwright::project::{JournalLine, Seq, Snapshot, replay};
use spanwright::text::TextSpan;
use spanwright::workbench::{Command, Workbench};
use spanwright_fuzz::{check_set, document, stamp};

const TEXT: &str = "Ada met Babbage on 5 May 1843 in London, and Žofie wrote to 😀 about it.";

#[derive(Debug, arbitrary::Arbitrary)]
enum Act {
    Put(u8, u8),
    Undo,
    Redo,
}

#[derive(Debug, arbitrary::Arbitrary)]
enum Harm {
    Flip(u8, u16, u8),
    Cut(u8, u16),
    Lose(u8),
    Swap(u8, u8),
    Invent(u64, Vec<u8>),
    Forge(u64, Act),
}

fuzz_target!(|input: (Vec<Act>, Vec<Harm>, u8)| {
    let (acts, harms, kept) = input;
    let document = document(TEXT);
    let text = document.text.clone();
    let mut bench = Workbench::new(document.into(), Work::default(), Vec::new());
    let mut lines = BTreeMap::new();
    let mut snapshot = Snapshot::default();
    for (n, act) in acts.iter().enumerate() {
        let Ok(Some(entry)) = bench.perform(&command(act), &stamp(n as i64)) else {
            continue;
        };
        let seq = Seq::new(lines.len() as u64 + 1);
        lines.insert(
            seq,
            JournalLine { seq, entry }.seal().expect("a line is stored"),
        );
        if seq.get() == u64::from(kept) {
            snapshot = Snapshot {
                seq,
                work: bench.work().clone(),
            };
        }
    }
    let whole = lines.clone();
    for harm in harms {
        damage(&mut lines, harm);
    }
    let replayed = replay(snapshot, lines.clone());
    check_set(&text, &replayed.work.markup().annotations);
    let last = lines.keys().next_back().copied().unwrap_or_default();
    assert!(replayed.seq >= last);
    for damage in &replayed.damage {
        assert!(
            damage
                .to_string()
                .starts_with(&format!("line {}", damage.seq))
        );
    }
    if lines == whole {
        assert_eq!(replayed.damage, []);
        assert_eq!(replayed.work, *bench.work());
    }
});

fn command(act: &Act) -> Command {
    match act {
        Act::Put(at, length) => {
            let start = TEXT.floor_char_boundary(usize::from(*at) % TEXT.len());
            let end = TEXT.ceil_char_boundary((start + 1 + usize::from(*length)).min(TEXT.len()));
            let span = TextSpan::from_range(start..end).expect("the span has a byte");
            Command::Put(span, LabelId::new("PERSON"))
        }
        Act::Undo => Command::Undo,
        Act::Redo => Command::Redo,
    }
}

fn damage(lines: &mut BTreeMap<Seq, Vec<u8>>, harm: Harm) {
    let keys: Vec<Seq> = lines.keys().copied().collect();
    let nth = |n: u8| (!keys.is_empty()).then(|| keys[usize::from(n) % keys.len()]);
    match harm {
        Harm::Flip(n, at, bits) => {
            if let Some(line) = nth(n)
                .and_then(|seq| lines.get_mut(&seq))
                .filter(|line| !line.is_empty())
            {
                let at = usize::from(at) % line.len();
                line[at] ^= bits;
            }
        }
        Harm::Cut(n, at) => {
            if let Some(line) = nth(n).and_then(|seq| lines.get_mut(&seq)) {
                line.truncate(usize::from(at));
            }
        }
        Harm::Lose(n) => {
            nth(n).and_then(|seq| lines.remove(&seq));
        }
        Harm::Swap(one, other) => {
            if let (Some(one), Some(other)) = (nth(one), nth(other)) {
                let (first, second) = (lines.get(&one).cloned(), lines.get(&other).cloned());
                lines.extend(first.map(|line| (other, line)));
                lines.extend(second.map(|line| (one, line)));
            }
        }
        Harm::Invent(seq, line) => {
            lines.insert(Seq::new(seq), line);
        }
        // A line with a true checksum that was never written here.
        Harm::Forge(seq, act) => {
            let mut bench = Workbench::new(document(TEXT).into(), Work::default(), Vec::new());
            let now = stamp(0);
            let entry = match bench.perform(&command(&act), &now) {
                Ok(Some(entry)) => entry,
                _ => Entry::Undo {
                    at: now.at,
                    by: now.by,
                },
            };
            let seq = Seq::new(seq);
            let line = JournalLine { seq, entry };
            lines.insert(seq, line.seal().expect("a line is stored"));
        }
    }
}

//! Any bytes are a record of a kind or are refused. What is read is the same when it is stored and
//! read once more, and one bit less is noticed.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde::Serialize;
use serde::de::DeserializeOwned;
use spanwright::annotation::{Annotation, AnnotationSet};
use spanwright::project::{Document, JournalLine, Snapshot, StoredProject, Summary};
use spanwright::record::{self, RecordError, hear, open, seal};
use spanwright::workbench::Place;
use spanwright::workbench::keys::{Chord, KEYS, KeyTable};

fuzz_target!(|input: (u8, u32, &[u8])| {
    let (kind, bit, content) = input;
    match kind % 10 {
        0 => drop(check::<Document>(content, bit)),
        1 => drop(check::<Snapshot>(content, bit)),
        2 => drop(check::<JournalLine>(content, bit)),
        3 => drop(check::<StoredProject>(content, bit)),
        4 => drop(check::<Summary>(content, bit)),
        5 => drop(check::<Place>(content, bit)),
        6 => drop(check::<Vec<Annotation>>(content, bit)),
        7 => drop(check::<AnnotationSet>(content, bit)),
        8 => {
            if let Some(table) = check::<KeyTable>(content, bit) {
                for row in KEYS {
                    for chord in table.chords(row.action) {
                        Chord::from_text(chord);
                    }
                }
            }
        }
        // What the first version wrote, and whatever else.
        _ => {
            let _ = StoredProject::open(content);
            let _ = JournalLine::open(content);
        }
    }
});

fn check<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(
    content: &[u8],
    bit: u32,
) -> Option<T> {
    let read: T = hear(content).ok()?;
    let mut stored = seal(&read).expect("what was read can be stored");
    let again: T = open(&stored).expect("what was stored can be read");
    assert_eq!(record::say(&again), record::say(&read));
    let at = bit as usize / 8 % stored.len();
    stored[at] ^= 1 << (bit % 8);
    match open::<T>(&stored) {
        Err(RecordError::Altered { .. } | RecordError::Foreign { .. }) => {}
        // The version is no part of what is checked.
        other => assert!(at == 0, "{other:?}"),
    }
    Some(read)
}

//! Any annotation brought over to any other text stands in it or has a reason why not, quotes there
//! what it quoted, and finds its old place where the text is the same.

#![no_main]

use libfuzzer_sys::{arbitrary, fuzz_target};
use spanwright::annotation::{Annotation, AnnotationId, LabelId};
use spanwright::formats::{How, Import, read, reimport};
use spanwright::text::{SourceText, TextSpan};
use spanwright_fuzz::{FILE, check_span, document, stamp};

#[derive(Debug, arbitrary::Arbitrary)]
struct Input<'a> {
    old: &'a str,
    spans: Vec<(u16, u8)>,
    change: Change<'a>,
}

#[derive(Debug, arbitrary::Arbitrary)]
enum Change<'a> {
    Nothing,
    Another(&'a str),
    Insert(u16, &'a str),
    Cut(u16, u16),
    Twice,
}

fuzz_target!(|input: Input| {
    let Input { old, spans, change } = input;
    let text = SourceText::new(old).expect("a fuzzed text is short");
    let boundary = |at: u16| old.floor_char_boundary(usize::from(at) % (old.len() + 1));
    let new = match change {
        Change::Nothing => old.to_owned(),
        Change::Another(new) => new.to_owned(),
        Change::Insert(at, new) => {
            let (before, after) = old.split_at(boundary(at));
            format!("{before}{new}{after}")
        }
        Change::Cut(one, other) => {
            let (one, other) = (boundary(one), boundary(other));
            format!("{}{}", &old[..one.min(other)], &old[one.max(other)..])
        }
        Change::Twice => format!("{old}{old}"),
    };
    let document = document(&new);
    let Import { mut documents, .. } = read(FILE, r#"{"text": ""}"#);
    let mut imported = documents.pop().expect("one document was written");
    let annotations = spans
        .into_iter()
        .enumerate()
        .filter_map(|(n, (at, length))| {
            let start = boundary(at);
            let end = old.ceil_char_boundary((start + usize::from(length)).min(old.len()));
            let span = TextSpan::from_range(start..end)?;
            let id = AnnotationId::new(n as u64);
            Some(Annotation::drawn(
                id,
                span,
                LabelId::new("PERSON"),
                stamp(0),
            ))
        });
    imported.annotations = annotations.collect();
    imported.text = text;
    let result = reimport(&imported, &document);
    assert_eq!(
        result.placed.len() + result.orphans.len(),
        imported.annotations.len(),
        "nothing is lost in silence"
    );
    if new == old {
        assert_eq!(result.orphans, []);
    }
    for (placed, how) in &result.placed {
        check_span(&document.text, placed.span);
        let mut before = imported.annotations.iter();
        let before = before
            .find(|one| one.id == placed.id)
            .expect("it was there before");
        let same = imported.text.slice(before.span) == document.text.slice(placed.span);
        match how {
            How::Position => assert!(same && before.span == placed.span),
            How::Quote => assert!(same),
            How::Fuzzy { edits } => assert!(*edits > 0),
        }
    }
});

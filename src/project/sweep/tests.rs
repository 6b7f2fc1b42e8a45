//! The same words labelled in several documents and taken back, with and without other work between.

use super::*;
use crate::annotation::{AnnotationId, Markup};
use crate::project::{Document, Meta, Source};
use crate::text::{FindOptions, SourceText, TextFormat, UnicodeSegmenter, blocks};
use crate::workbench::{Command, Workbench};

const WHOLE: FindOptions = FindOptions {
    match_case: true,
    whole_words: true,
};

fn stamp(at: i64) -> Stamp {
    Stamp {
        at: Timestamp::from_millis(at),
        by: Author::new("Ada"),
    }
}

/// A document with this text, on which nothing was done.
fn bench(text: &str) -> Workbench {
    let document = Document {
        id: DocumentId::new("one"),
        name: String::new(),
        source: Source::Paste,
        added: Timestamp::default(),
        author: None,
        published: None,
        text: SourceText::new(text).unwrap(),
        sha256: String::new(),
        blocks: blocks(text, TextFormat::Plain).into(),
        meta: Meta::default(),
    };
    Workbench::new(document.into(), Work::new(Markup::default()), Vec::new())
}

fn sweep() -> Sweep {
    Sweep {
        at: Timestamp::from_millis(10_000),
        by: Author::new("Ada"),
        words: "Kerry".to_owned(),
        label: LabelId::new("PERSON"),
        documents: vec![DocumentId::new("one")],
    }
}

/// Labels what reads as the sweep's words.
fn make(bench: &mut Workbench) {
    let sweep = sweep();
    let found = bench.occurrences(&sweep.words, Some(&sweep.label), WHOLE, &UnicodeSegmenter);
    let spans: Vec<_> = found.iter().map(|one| one.span).collect();
    perform(bench, &Command::label_all(&spans, &sweep.label), 10_000);
}

fn perform(bench: &mut Workbench, command: &Command, at: i64) {
    bench.perform(command, &stamp(at)).unwrap();
}

/// The words and labels that hold.
fn labelled(bench: &Workbench) -> String {
    let text = &bench.document().text;
    let all = bench.markup().annotations.iter();
    let all = all.map(|one| format!("{} {}", text.slice(one.span), one.label));
    all.collect::<Vec<_>>().join(", ")
}

/// The annotation of these words.
fn id(bench: &Workbench, words: &str) -> AnnotationId {
    let text = &bench.document().text;
    let mut all = bench.markup().annotations.iter();
    all.find(|one| text.slice(one.span) == words).unwrap().id
}

fn put(bench: &mut Workbench, words: &str, label: &str, at: i64) {
    let start = bench.document().text.as_str().find(words).unwrap();
    let span = crate::text::TextSpan::from_range(start..start + words.len()).unwrap();
    perform(bench, &Command::Put(span, LabelId::new(label)), at);
}

fn take(bench: &mut Workbench, entry: Option<Entry>) -> bool {
    entry.is_some_and(|entry| bench.step(&entry).unwrap().is_some())
}

fn undo(bench: &mut Workbench, at: i64) -> bool {
    let entry = sweep().undo(bench.work(), &stamp(at));
    take(bench, entry)
}

fn redo(bench: &mut Workbench, at: i64) -> bool {
    let entry = sweep().redo(bench.work(), &stamp(at));
    take(bench, entry)
}

#[test]
fn what_was_done_last_is_undone_and_redone_like_any_change() {
    let mut bench = bench("Kerry met Lavrov. Kerry left.");
    make(&mut bench);
    assert_eq!(labelled(&bench), "Kerry PERSON, Kerry PERSON");
    assert!(undo(&mut bench, 20_000));
    assert_eq!(labelled(&bench), "");
    assert!(bench.work().history().done().is_empty());
    assert!(redo(&mut bench, 30_000));
    assert_eq!(labelled(&bench), "Kerry PERSON, Kerry PERSON");
    assert_eq!(bench.work().history().done().len(), 1);
}

#[test]
fn work_on_other_annotations_since_stays() {
    let mut bench = bench("Kerry met Lavrov. Kerry left.");
    make(&mut bench);
    put(&mut bench, "Lavrov", "PERSON", 20_000);
    assert!(undo(&mut bench, 30_000));
    assert_eq!(labelled(&bench), "Lavrov PERSON");
    assert!(redo(&mut bench, 40_000));
    assert_eq!(
        labelled(&bench),
        "Kerry PERSON, Lavrov PERSON, Kerry PERSON"
    );
    assert!(undo(&mut bench, 50_000), "a second time");
    assert_eq!(labelled(&bench), "Lavrov PERSON");
}

#[test]
fn where_what_it_made_was_changed_since_nothing_is_taken_back() {
    let mut bench = bench("Kerry met Lavrov. Kerry left.");
    make(&mut bench);
    let kerry = id(&bench, "Kerry");
    perform(
        &mut bench,
        &Command::Relabel(kerry, LabelId::new("ORG")),
        20_000,
    );
    let before = bench.work().clone();
    assert!(!undo(&mut bench, 30_000));
    assert_eq!(*bench.work(), before);
}

#[test]
fn it_is_not_made_again_over_what_was_done_since() {
    let mut bench = bench("Kerry met Lavrov.");
    make(&mut bench);
    undo(&mut bench, 20_000);
    put(&mut bench, "Kerry", "ORG", 30_000);
    assert!(!redo(&mut bench, 40_000));
    assert_eq!(labelled(&bench), "Kerry ORG");
}

#[test]
fn a_document_in_which_it_was_not_made_has_nothing_to_undo() {
    let mut bench = bench("Kerry met Lavrov.");
    put(&mut bench, "Lavrov", "PERSON", 5_000);
    assert!(!undo(&mut bench, 20_000));
    assert!(!redo(&mut bench, 20_000));
}

#[test]
fn what_was_done_last_is_undone_first() {
    let mut sweeps = SweepHistory::default();
    let mut labels = SchemaHistory::default();
    assert!(!sweeps.undoes_before(&labels, None));
    sweeps.record(sweep());
    assert!(sweeps.undoes_before(&labels, None));
    let mut bench = bench("Kerry met Lavrov.");
    make(&mut bench);
    let mine = |sweeps: &SweepHistory, labels: &SchemaHistory, bench: &Workbench| {
        sweeps.undoes_before(labels, Some(bench.work().history()))
    };
    assert!(
        mine(&sweeps, &labels, &bench),
        "it is the open document's last change too"
    );
    put(&mut bench, "Lavrov", "PERSON", 20_000);
    assert!(!mine(&sweeps, &labels, &bench));
    perform(&mut bench, &Command::Undo, 25_000);
    assert!(mine(&sweeps, &labels, &bench));
    let mut schema = crate::annotation::Schema::standard();
    let gene = schema.addition("Gene").unwrap();
    labels
        .perform(&mut schema, vec![gene], &stamp(30_000))
        .unwrap();
    assert!(!mine(&sweeps, &labels, &bench));
}

#[test]
fn what_was_done_first_is_redone_first() {
    let mut sweeps = SweepHistory::default();
    let labels = SchemaHistory::default();
    sweeps.record(sweep());
    let mut bench = bench("Kerry met Lavrov.");
    make(&mut bench);
    put(&mut bench, "Lavrov", "PERSON", 20_000);
    perform(&mut bench, &Command::Undo, 30_000);
    perform(&mut bench, &Command::Undo, 31_000);
    assert_eq!(sweeps.undo(), Some(&sweep()));
    let mine = |bench: &Workbench| sweeps.redoes_before(&labels, Some(bench.work().history()));
    assert!(mine(&bench));
    assert!(redo(&mut bench, 40_000));
    assert_eq!(labelled(&bench), "Kerry PERSON");
    assert!(sweeps.forget_undone());
    assert!(!sweeps.redoes_before(&labels, None));
}

//! What the history panel shows.

use super::*;
use crate::annotation::{Edit, Stamp, Status};

fn stamp(at: i64) -> Stamp {
    Stamp {
        at: Timestamp::from_millis(at),
        by: Author::new("Ada"),
    }
}

fn status(at: i64, after: Status) -> Event {
    let Stamp { at, by } = stamp(at);
    let edit = Edit::Status {
        before: Status::New,
        after,
    };
    Event { edit, at, by }
}

#[test]
fn changes_to_the_document_and_to_the_labels_stand_in_one_list() {
    let mut schema = Schema::standard();
    let mut labels = SchemaHistory::default();
    let mut history = History::default();
    history.record(status(1_000, Status::Done));
    let gene = schema.addition("Gene").unwrap();
    labels
        .perform(&mut schema, vec![gene], &stamp(2_000))
        .unwrap();
    history.record(status(3_000, Status::Flagged));
    let text = SourceText::new("").unwrap();
    let lines = |history: &History, labels: &SchemaHistory, most| {
        let words = HistoryWords::ENGLISH;
        let lines = history_lines(Some((history, &text)), labels, &schema, &words, most);
        let line = |line: HistoryLine| match line.is_undone {
            true => format!("({})", line.text),
            false => line.text,
        };
        lines.into_iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(
        lines(&history, &labels, 9),
        ["flagged", "label Gene added", "marked done"]
    );
    assert_eq!(lines(&history, &labels, 2), ["flagged", "label Gene added"]);
    assert!(!labels.undoes_before(Some(&history)));
    history.note_undo();
    assert_eq!(
        lines(&history, &labels, 9),
        ["(flagged)", "label Gene added", "marked done"]
    );
    assert!(labels.undoes_before(Some(&history)));
    let mut table = schema.clone();
    labels.undo(&mut table).unwrap();
    assert_eq!(
        lines(&history, &labels, 9),
        ["(flagged)", "(label Gene added)", "marked done"]
    );
    // What was done first is done again first.
    assert!(!labels.undoes_before(Some(&history)) && labels.redoes_before(Some(&history)));
    labels.redo(&mut table).unwrap();
    assert!(!labels.redoes_before(Some(&history)));
    assert_eq!(table, schema);
}

#[test]
fn without_a_document_the_labels_have_their_history() {
    let labels = SchemaHistory::default();
    assert!(!labels.undoes_before(None) && !labels.redoes_before(None));
    let words = HistoryWords::ENGLISH;
    assert_eq!(
        history_lines(None, &labels, &Schema::standard(), &words, 9),
        []
    );
}

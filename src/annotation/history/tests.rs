//! Which changes are one to a person.

use super::*;
use crate::annotation::choices::annotation;
use crate::annotation::{Annotation, LabelId};
use crate::text::TextSpan;

fn labelled(label: &str) -> Box<Annotation> {
    let span = TextSpan::from_range(0..3).unwrap();
    Box::new(Annotation {
        label: LabelId::new(label),
        ..annotation(1, span, 0)
    })
}

fn relabelled(from: &str, to: &str) -> Edit {
    Edit::Change {
        before: labelled(from),
        after: labelled(to),
    }
}

/// How many changes can be undone after these, made at these moments by these people.
fn remembered(changes: &[(Edit, i64, &str)]) -> usize {
    let mut history = History::default();
    for (edit, at, by) in changes {
        history.record(Event {
            edit: edit.clone(),
            at: Timestamp::from_millis(*at),
            by: Author::new(*by),
        });
    }
    history.done().len()
}

#[test]
fn what_follows_within_500_ms_is_one_change() {
    let first = (relabelled("A", "B"), 0, "Ada");
    let then = |at| (relabelled("B", "C"), at, "Ada");
    assert_eq!(remembered(&[first.clone(), then(0)]), 1);
    assert_eq!(remembered(&[first.clone(), then(500)]), 1);
    assert_eq!(remembered(&[first.clone(), then(501)]), 2);
    // A clock that was set back says nothing about how much time passed.
    assert_eq!(remembered(&[first, then(-1)]), 2);
}

#[test]
fn the_500_ms_begin_anew_with_each_change() {
    let changes = [
        (Edit::Add(labelled("A")), 0, "Ada"),
        (relabelled("A", "B"), 400, "Ada"),
        (relabelled("B", "C"), 800, "Ada"),
    ];
    assert_eq!(remembered(&changes), 1);
}

#[test]
fn changes_of_two_people_or_two_things_stay_two() {
    let first = (relabelled("A", "B"), 0, "Ada");
    let of_another = (relabelled("B", "C"), 100, "Charles");
    assert_eq!(remembered(&[first.clone(), of_another]), 2);
    let date = Edit::Date {
        before: None,
        after: chrono::NaiveDate::from_ymd_opt(2016, 7, 16),
    };
    assert_eq!(remembered(&[first, (date, 100, "Ada")]), 2);
}

#[test]
fn a_change_that_takes_the_last_one_back_stays_its_own() {
    let there = (relabelled("A", "B"), 0, "Ada");
    let back = (relabelled("B", "A"), 100, "Ada");
    assert_eq!(remembered(&[there, back]), 2);
}

#[test]
fn what_is_amended_is_undone_with_the_change_that_it_belongs_to() {
    let event = |edit| Event {
        edit,
        at: Timestamp::from_millis(0),
        by: Author::new("Ada"),
    };
    let other = Edit::Status {
        before: crate::annotation::Status::New,
        after: crate::annotation::Status::Flagged,
    };
    let mut history = History::default();
    history.record(event(Edit::Add(labelled("A"))));
    history.record(event(other.clone()));
    history.amend(event(relabelled("A", "B")));
    let done: Vec<&Edit> = history.done().iter().map(|event| &event.edit).collect();
    assert_eq!(done, [&Edit::Add(labelled("B")), &other]);
    // What belongs to nothing is a change of its own.
    let mut history = History::default();
    history.amend(event(relabelled("A", "B")));
    assert_eq!(history.done().len(), 1);
}

//! The duties of an edit, for any edit.

use proptest::prelude::*;

use super::*;
use crate::annotation::choices::{Choice, annotation, markup};
use crate::annotation::{HistoryWords, LabelId, Schema};
use crate::text::SourceText;

fn applied(edit: &Edit, markup: &Markup) -> Markup {
    let mut markup = markup.clone();
    edit.apply(&mut markup).unwrap();
    markup
}

proptest! {
    #[test]
    fn the_inverse_takes_back_what_was_applied(
        (markup, next_id) in markup(),
        choice in Choice::any(),
    ) {
        let edit = choice.edit(&markup, next_id);
        let after = applied(&edit, &markup);
        prop_assert_eq!(applied(&edit.inverse(), &after), markup);
        prop_assert_eq!(edit.inverse().inverse(), edit);
    }

    #[test]
    fn an_empty_edit_changes_nothing(
        (markup, next_id) in markup(),
        choice in Choice::any(),
    ) {
        let edit = choice.edit(&markup, next_id);
        if edit.is_empty() {
            prop_assert_eq!(applied(&edit, &markup), markup);
        }
    }

    #[test]
    fn merged_edits_do_what_both_do(
        (markup, next_id) in markup(),
        first in Choice::any(),
        second in Choice::any(),
    ) {
        let first = first.edit(&markup, next_id);
        let between = applied(&first, &markup);
        let second = second.edit(&between, next_id + 100);
        if let Some(merged) = first.merge(&second) {
            let after = applied(&second, &between);
            prop_assert_eq!(applied(&merged, &markup), after.clone());
            prop_assert_eq!(applied(&merged.inverse(), &after), markup);
        }
    }

    #[test]
    fn an_edit_is_written_and_read_again(
        (markup, next_id) in markup(),
        choice in Choice::any(),
    ) {
        let edit = choice.edit(&markup, next_id);
        let written = serde_json::to_string(&edit).unwrap();
        prop_assert_eq!(serde_json::from_str::<Edit>(&written).unwrap(), edit);
        let written = serde_json::to_string(&markup).unwrap();
        prop_assert_eq!(serde_json::from_str::<Markup>(&written).unwrap(), markup);
    }

    #[test]
    fn a_batch_with_a_part_that_does_not_fit_does_nothing(
        (markup, next_id) in markup(),
        choices in prop::collection::vec(Choice::any(), 0..6),
        at in any::<prop::sample::Index>(),
    ) {
        let Edit::Batch(mut edits) = Choice::Batch(choices).edit(&markup, next_id) else {
            unreachable!()
        };
        let unknown = AnnotationId::new(1_000_000);
        let missing = annotation(unknown.get(), TextSpan::from_range(0..1).unwrap(), 0);
        edits.insert(at.index(edits.len() + 1), Edit::Remove(Box::new(missing)));
        let mut after = markup.clone();
        let refused = Edit::Batch(edits).apply(&mut after);
        prop_assert_eq!(refused, Err(EditError::Differs(unknown)));
        prop_assert_eq!(after, markup);
    }

    /// Such an edit comes out of a damaged journal.
    #[test]
    fn an_edit_of_another_markup_is_applied_wholly_or_not_at_all(
        (markup, _) in markup(),
        (other, next_id) in markup(),
        choice in Choice::any(),
    ) {
        let edit = choice.edit(&other, next_id);
        let mut after = markup.clone();
        match edit.apply(&mut after) {
            Ok(()) => prop_assert_eq!(applied(&edit.inverse(), &after), markup),
            Err(_) => prop_assert_eq!(after, markup),
        }
    }
}

/// The words for an edit of a text with the annotation `Ada` and a change to it.
fn told(change: impl FnOnce(Annotation) -> Edit) -> String {
    let text = SourceText::new("Ada Lovelace met Babbage").unwrap();
    let ada = Annotation {
        label: LabelId::new("PERSON"),
        ..annotation(0, TextSpan::from_range(0..3).unwrap(), 0)
    };
    change(ada).describe(&text, &Schema::standard(), &HistoryWords::ENGLISH)
}

#[test]
fn an_edit_says_what_it_does() {
    let add = told(|ada| Edit::Add(Box::new(ada)));
    assert_eq!(add, "Ada: PERSON");
    let remove = told(|ada| Edit::Remove(Box::new(ada)));
    assert_eq!(remove, "Ada: PERSON removed");
    let change = told(|ada| {
        let after = Annotation {
            span: TextSpan::from_range(0..12).unwrap(),
            label: LabelId::new("ORG"),
            ..ada.clone()
        };
        Edit::Change {
            before: Box::new(ada),
            after: Box::new(after),
        }
    });
    assert_eq!(change, "Ada: now “Ada Lovelace”, PERSON → ORG");
    let batch = told(|ada| {
        let add = Edit::Add(Box::new(ada));
        let date = Edit::Date {
            before: None,
            after: None,
        };
        Edit::Batch(vec![add, date.clone(), date])
    });
    assert_eq!(batch, "Ada: PERSON and 2 more");
}

#[test]
fn an_edit_of_many_says_what_they_share() {
    let at = |range: std::ops::Range<usize>| TextSpan::from_range(range).unwrap();
    let add = |ada: &Annotation, span, label: &str| {
        Edit::Add(Box::new(Annotation {
            span,
            label: LabelId::new(label),
            ..ada.clone()
        }))
    };
    let relabel = |ada: &Annotation, label: &str| Edit::Change {
        before: Box::new(Annotation {
            label: LabelId::new(label),
            ..ada.clone()
        }),
        after: Box::new(ada.clone()),
    };
    let same = told(|ada| Edit::Batch(vec![relabel(&ada, "ORG"); 3]));
    assert_eq!(same, "Ada: ORG → PERSON, 3 occurrences");
    let same_label =
        told(|ada| Edit::Batch(vec![add(&ada, ada.span, "PERSON"), relabel(&ada, "ORG")]));
    assert_eq!(same_label, "Ada: PERSON, 2 occurrences");
    let same_change = told(|ada| {
        Edit::Batch(vec![
            add(&ada, ada.span, "ORG"),
            add(&ada, at(4..12), "ORG"),
        ])
    });
    assert_eq!(same_change, "Ada and 1 more: ORG");
    let unlike = told(|ada| {
        Edit::Batch(vec![
            add(&ada, ada.span, "ORG"),
            add(&ada, at(4..12), "MISC"),
        ])
    });
    assert_eq!(unlike, "Ada: ORG and 1 more");
    assert_eq!(told(|_| Edit::Batch(Vec::new())), "nothing");
}

#[test]
fn a_change_cannot_make_another_annotation() {
    let span = TextSpan::from_range(0..3).unwrap();
    let (one, other) = (annotation(1, span, 0), annotation(2, span, 0));
    let mut markup = Markup::default();
    markup.annotations.insert(one.clone());
    let before = markup.clone();
    let change = Edit::Change {
        before: Box::new(one.clone()),
        after: Box::new(other.clone()),
    };
    let refused = change.apply(&mut markup);
    assert_eq!(refused, Err(EditError::Identity(one.id, other.id)));
    assert_eq!(markup, before);
}

#[test]
fn an_edit_that_does_not_fit_says_why() {
    let there = annotation(1, TextSpan::from_range(0..3).unwrap(), 0);
    let mut markup = Markup::default();
    markup.annotations.insert(there.clone());
    let again = Edit::Add(Box::new(there.clone())).apply(&mut markup);
    assert_eq!(again, Err(EditError::Exists(there.id)));
    let another = annotation(1, there.span, 1);
    let remove = Edit::Remove(Box::new(another)).apply(&mut markup);
    assert_eq!(remove, Err(EditError::Differs(there.id)));
    let status = Edit::Status {
        before: Status::Done,
        after: Status::New,
    };
    assert_eq!(
        status.apply(&mut markup).unwrap_err().to_string(),
        "the document's status is not as the edit remembers it; the edit was not applied"
    );
}

//! What an annotator might do, for the property tests. A choice says nothing about what is there
//! to be chosen from, so any list of choices makes sense for any markup, also one made shorter.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{
    Annotation, AnnotationId, Author, BlockIndex, Edit, LabelId, Markup, Review, Stamp, Status,
    Timestamp,
};
use crate::detect::Score;
use crate::text::TextSpan;

/// A change to make.
#[derive(Clone, Debug)]
pub enum Choice {
    Add(TextSpan, u8),
    Remove(usize),
    Resize(usize, TextSpan),
    Relabel(usize, u8),
    Review(usize, bool),
    Date(Option<u16>),
    Block(u32, Option<bool>),
    Status(Status),
    Batch(Vec<Choice>),
}

impl Choice {
    /// Any choice.
    pub fn any() -> impl Strategy<Value = Self> {
        Self::simple().prop_recursive(2, 8, 4, |inner| {
            prop::collection::vec(inner, 0..4).prop_map(Self::Batch)
        })
    }

    fn simple() -> impl Strategy<Value = Self> {
        let status = prop::sample::select(vec![
            Status::New,
            Status::InProgress,
            Status::Done,
            Status::Flagged,
        ]);
        prop_oneof![
            4 => (span(60), 0..4_u8).prop_map(|(span, label)| Self::Add(span, label)),
            1 => any::<usize>().prop_map(Self::Remove),
            2 => (any::<usize>(), span(60)).prop_map(|(which, span)| Self::Resize(which, span)),
            3 => (any::<usize>(), 0..4_u8).prop_map(|(which, label)| Self::Relabel(which, label)),
            1 => any::<(usize, bool)>().prop_map(|(which, holds)| Self::Review(which, holds)),
            2 => any::<Option<u16>>().prop_map(Self::Date),
            1 => (0..3_u32, any::<Option<bool>>()).prop_map(|(block, on)| Self::Block(block, on)),
            1 => status.prop_map(Self::Status),
        ]
    }

    /// The edit that makes this change to the markup; new annotations are numbered from `next_id`.
    pub fn edit(&self, markup: &Markup, next_id: u64) -> Edit {
        let change = |which: usize, change: &dyn Fn(&mut Annotation)| {
            let Some(before) = pick(markup, which) else {
                return Edit::Batch(Vec::new());
            };
            let mut after = before.clone();
            change(&mut after);
            Edit::Change {
                before: Box::new(before),
                after: Box::new(after),
            }
        };
        match self {
            Self::Add(span, label) => Edit::Add(Box::new(annotation(next_id, *span, *label))),
            Self::Remove(which) => pick(markup, *which).map_or_else(
                || Edit::Batch(Vec::new()),
                |annotation| Edit::Remove(Box::new(annotation)),
            ),
            Self::Resize(which, span) => change(*which, &|annotation| annotation.span = *span),
            Self::Relabel(which, label) => {
                change(*which, &|annotation| annotation.label = label_id(*label))
            }
            Self::Review(which, holds) => change(*which, &|annotation| {
                annotation.review = match holds {
                    true => Review::Accepted,
                    false => Review::Rejected,
                };
            }),
            Self::Date(days) => Edit::Date {
                before: markup.date,
                after: days.and_then(|days| {
                    NaiveDate::from_num_days_from_ce_opt(730_000 + i32::from(days))
                }),
            },
            Self::Block(block, after) => Edit::Block {
                block: BlockIndex::new(*block),
                before: markup.blocks.get(&BlockIndex::new(*block)).copied(),
                after: *after,
            },
            Self::Status(after) => Edit::Status {
                before: markup.status,
                after: *after,
            },
            Self::Batch(choices) => {
                let mut markup = markup.clone();
                let mut next_id = next_id;
                let edits = choices.iter().map(|choice| {
                    let edit = choice.edit(&markup, next_id);
                    edit.apply(&mut markup).unwrap();
                    next_id += edit.annotations().count() as u64;
                    edit
                });
                Edit::Batch(edits.collect())
            }
        }
    }
}

fn pick(markup: &Markup, which: usize) -> Option<Annotation> {
    let at = which.checked_rem(markup.annotations.len())?;
    markup
        .annotations
        .iter()
        .nth(at)
        .map(|found| (**found).clone())
}

/// A markup after some choices, and the number for its next annotation.
pub fn markup() -> impl Strategy<Value = (Markup, u64)> {
    prop::collection::vec(Choice::any(), 0..12).prop_map(|choices| {
        let mut markup = Markup::default();
        let mut next_id = 0;
        for choice in choices {
            let edit = choice.edit(&markup, next_id);
            edit.apply(&mut markup).unwrap();
            next_id += edit.annotations().count() as u64;
        }
        (markup, next_id)
    })
}

/// A span of a text of so many bytes.
pub fn span(text: u32) -> impl Strategy<Value = TextSpan> {
    (0..text - 1, 1..12_u32).prop_map(move |(start, length)| {
        let end = (start + length).min(text);
        TextSpan::from_range(start as usize..end as usize).unwrap()
    })
}

/// An annotation. Score and stamp follow from its number, so that they differ.
pub fn annotation(id: u64, span: TextSpan, label: u8) -> Annotation {
    let stamp = Stamp {
        at: Timestamp::from_millis(id as i64),
        by: Author::new("Ada"),
    };
    Annotation {
        score: Some(Score::new(1.0 / (id + 1) as f32)),
        ..Annotation::drawn(AnnotationId::new(id), span, label_id(label), stamp)
    }
}

fn label_id(label: u8) -> LabelId {
    LabelId::new(format!("L{label}"))
}

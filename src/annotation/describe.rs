//! Edits in words, for the history and for the screen reader.

use super::{Annotation, Edit, Review, Schema, Status};
use crate::text::SourceText;

/// How many characters of a quotation are shown.
const QUOTE: usize = 40;

impl Edit {
    /// The change in words.
    ///
    /// ```
    /// use spanwright::annotation::{Edit, Schema, Status};
    /// use spanwright::text::SourceText;
    /// let edit = Edit::Status { before: Status::New, after: Status::Done };
    /// let text = SourceText::new("")?;
    /// assert_eq!(edit.describe(&text, &Schema::standard()), "marked done");
    /// # Ok::<(), spanwright::text::TextTooLong>(())
    /// ```
    pub fn describe(&self, text: &SourceText, schema: &Schema) -> String {
        let quote = |annotation: &Annotation| shorten(text.slice(annotation.span));
        let label = |annotation: &Annotation| schema.name(&annotation.label).to_owned();
        match self {
            Self::Add(new) if new.review == Review::Rejected => {
                format!("{}: not {}", quote(new), label(new))
            }
            Self::Add(new) => format!("{}: {}", quote(new), label(new)),
            Self::Remove(old) => format!("{}: {} removed", quote(old), label(old)),
            Self::Change { before, after } => describe_change(before, after, text, schema),
            Self::Date { after: None, .. } => "the document has no date".to_owned(),
            Self::Date {
                after: Some(date), ..
            } => format!("the document's date is {}", super::day::to_text(*date)),
            Self::Block {
                after: Some(true), ..
            } => "a block included".to_owned(),
            Self::Block { .. } => "a block skipped".to_owned(),
            Self::Status { after, .. } => match after {
                Status::New => "marked new",
                Status::InProgress => "marked in progress",
                Status::Done => "marked done",
                Status::Flagged => "flagged",
            }
            .to_owned(),
            Self::Batch(edits) => match edits.as_slice() {
                [] => "nothing".to_owned(),
                [one] => one.describe(text, schema),
                [first, rest @ ..] => {
                    format!("{} and {} more", first.describe(text, schema), rest.len())
                }
            },
        }
    }
}

fn describe_change(
    before: &Annotation,
    after: &Annotation,
    text: &SourceText,
    schema: &Schema,
) -> String {
    let quote = |annotation: &Annotation| shorten(text.slice(annotation.span));
    let mut parts = Vec::new();
    if before.span != after.span {
        parts.push(format!("now “{}”", quote(after)));
    }
    if before.label != after.label {
        let (from, to) = (schema.name(&before.label), schema.name(&after.label));
        parts.push(format!("{from} → {to}"));
    }
    if before.review != after.review {
        let decision = match after.review {
            Review::Suggested => "open again",
            Review::Accepted => "accepted",
            Review::Rejected => "rejected",
        };
        parts.push(decision.to_owned());
    }
    if before.time != after.time {
        let value = after.time.as_ref().map_or("none", |time| &time.timex.value);
        parts.push(format!("value {value}"));
    }
    format!("{}: {}", quote(before), parts.join(", "))
}

fn shorten(quote: &str) -> String {
    let mut characters = quote.chars();
    let mut short: String = characters.by_ref().take(QUOTE).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

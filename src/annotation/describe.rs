//! Edits in words, for the history and for the screen reader.

use super::{Annotation, Edit, HistoryWords, Review, Schema, Status};
use crate::text::SourceText;
use crate::words::fill;

/// How many characters of a quotation are shown.
const QUOTE: usize = 40;

/// A simple change in words.
struct Told {
    /// What the annotation covers, where the change is about one.
    quote: Option<String>,
    /// What happened to it.
    what: String,
    /// The label that it has now, where it has one.
    label: Option<String>,
}

impl Edit {
    /// The change in words.
    ///
    /// ```
    /// use spanwright::annotation::{Edit, HistoryWords, Schema, Status};
    /// use spanwright::text::SourceText;
    /// let edit = Edit::Status { before: Status::New, after: Status::Done };
    /// let text = SourceText::new("")?;
    /// let words = HistoryWords::ENGLISH;
    /// assert_eq!(edit.describe(&text, &Schema::standard(), &words), "marked done");
    /// # Ok::<(), spanwright::text::TextTooLong>(())
    /// ```
    pub fn describe(&self, text: &SourceText, schema: &Schema, words: &HistoryWords) -> String {
        let parts = self.parts();
        let told = parts.iter().map(|part| part.tell(text, schema, words));
        let told: Vec<Told> = told.collect();
        let [first, rest @ ..] = &*told else {
            return words.nothing.to_owned();
        };
        if rest.is_empty() {
            return first.sentence(&first.what);
        }
        let same_words = rest.iter().all(|one| one.quote == first.quote);
        let same_change = rest.iter().all(|one| one.what == first.what);
        let same_label = rest.iter().all(|one| one.label == first.label);
        let (count, others) = (told.len().to_string(), rest.len().to_string());
        match (&first.quote, &first.label) {
            (Some(_), _) if same_words && same_change => {
                first.sentence(&fill(words.occurrences, &[&first.what, &count]))
            }
            (Some(_), Some(label)) if same_words && same_label => {
                first.sentence(&fill(words.occurrences, &[label, &count]))
            }
            (Some(quote), _) if same_change => {
                let quotes = fill(words.and_others, &[quote, &others]);
                format!("{quotes}: {}", first.what)
            }
            _ => fill(words.and_more, &[&first.sentence(&first.what), &others]),
        }
    }

    /// A simple change in words.
    fn tell(&self, text: &SourceText, schema: &Schema, words: &HistoryWords) -> Told {
        let label = |annotation: &Annotation| schema.name(&annotation.label).to_owned();
        let about = |annotation: &Annotation, what, label| Told {
            quote: Some(shorten(text.slice(annotation.span))),
            what,
            label,
        };
        let what = match self {
            Self::Add(new) if new.review == Review::Rejected => {
                return about(new, fill(words.rejection, &[&label(new)]), None);
            }
            Self::Add(new) => return about(new, label(new), Some(label(new))),
            Self::Remove(old) => return about(old, fill(words.removed, &[&label(old)]), None),
            Self::Change { before, after } => {
                let what = describe_change(before, after, text, schema, words);
                let holds = after.review != Review::Rejected;
                return about(before, what, holds.then(|| label(after)));
            }
            Self::Date { after: None, .. } => words.no_date.to_owned(),
            Self::Date {
                after: Some(date), ..
            } => fill(words.date, &[&super::day::to_text(*date)]),
            Self::Block {
                after: Some(true), ..
            } => words.included.to_owned(),
            Self::Block { .. } => words.skipped.to_owned(),
            Self::Status { after, .. } => {
                let [new, in_progress, done, flagged] = words.status;
                match after {
                    Status::New => new,
                    Status::InProgress => in_progress,
                    Status::Done => done,
                    Status::Flagged => flagged,
                }
                .to_owned()
            }
            // The parts of an edit are simple.
            Self::Batch(_) => words.nothing.to_owned(),
        };
        Told {
            quote: None,
            what,
            label: None,
        }
    }
}

impl Told {
    fn sentence(&self, what: &str) -> String {
        match &self.quote {
            Some(quote) => format!("{quote}: {what}"),
            None => what.to_owned(),
        }
    }
}

fn describe_change(
    before: &Annotation,
    after: &Annotation,
    text: &SourceText,
    schema: &Schema,
    words: &HistoryWords,
) -> String {
    let mut parts = Vec::new();
    if before.span != after.span {
        parts.push(fill(words.moved, &[&shorten(text.slice(after.span))]));
    }
    let (from, to) = (schema.name(&before.label), schema.name(&after.label));
    if from != to {
        parts.push(fill(words.relabelled, &[from, to]));
    }
    if before.review != after.review {
        let decision = match after.review {
            Review::Suggested => words.open_again,
            Review::Accepted => words.accepted,
            Review::Rejected => words.rejected,
        };
        parts.push(decision.to_owned());
    }
    if before.time != after.time {
        parts.push(match &after.time {
            Some(time) => fill(words.value, &[&time.timex.value]),
            None => words.no_value.to_owned(),
        });
    }
    match parts.is_empty() {
        true => words.unchanged.to_owned(),
        false => parts.join(", "),
    }
}

fn shorten(quote: &str) -> String {
    let mut characters = quote.chars();
    let mut short: String = characters.by_ref().take(QUOTE).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

//! The history as a list of sentences.

use super::{Author, Event, History, HistoryWords, Schema, SchemaEvent, SchemaHistory, Timestamp};
use crate::text::{SourceText, TextSpan};

/// A change of the past, told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    /// What was changed.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
    /// What it is about.
    pub about: About,
    /// Whether it was undone. Such lines stand first, and undoing goes on with the first of the
    /// others.
    pub is_undone: bool,
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The document, at this place where it is about one: where the first annotation that it concerns
    /// stands now.
    Document(Option<TextSpan>),
    /// The labels.
    Labels,
}

/// The changes to a document and to the label table, at most so many, the newest first.
pub fn history_lines(
    document: Option<(&History, &SourceText)>,
    labels: &SchemaHistory,
    schema: &Schema,
    words: &HistoryWords,
    most: usize,
) -> Vec<HistoryLine> {
    let mut events: Vec<(bool, Told)> = Vec::new();
    if let Some((history, text)) = document {
        let told = |event| Told::Document(event, text);
        events.extend(history.undone().iter().map(|event| (true, told(event))));
        events.extend(
            history
                .done()
                .iter()
                .rev()
                .map(|event| (false, told(event))),
        );
    }
    let (undone, done) = (labels.undone().iter(), labels.done().iter().rev());
    events.extend(undone.map(|event| (true, Told::Labels(event))));
    events.extend(done.map(|event| (false, Told::Labels(event))));
    // The newest first; what was undone is newer than what was not.
    events.sort_by(|(a_undone, a), (b_undone, b)| {
        let undone = b_undone.cmp(a_undone);
        undone.then_with(|| b.stamp().0.cmp(&a.stamp().0))
    });
    events.truncate(most);
    let lines = events.into_iter().map(|(is_undone, event)| {
        let (at, by) = event.stamp();
        HistoryLine {
            text: match event {
                Told::Document(event, text) => event.edit.describe(text, schema, words),
                Told::Labels(event) => event.describe(schema, words),
            },
            at,
            by: by.clone(),
            about: match event {
                Told::Document(event, _) => About::Document(place(event, is_undone)),
                Told::Labels(_) => About::Labels,
            },
            is_undone,
        }
    });
    lines.collect()
}

fn place(event: &Event, is_undone: bool) -> Option<TextSpan> {
    let spans = event.edit.parts().first()?.touched();
    let span = if is_undone {
        spans.first()
    } else {
        spans.last()
    };
    span.copied()
}

/// What is told.
enum Told<'a> {
    Document(&'a Event, &'a SourceText),
    Labels(&'a SchemaEvent),
}

impl<'a> Told<'a> {
    fn stamp(&self) -> (Timestamp, &'a Author) {
        match self {
            Self::Document(event, _) => (event.at, &event.by),
            Self::Labels(event) => (event.at, &event.by),
        }
    }
}

#[cfg(test)]
mod tests;

//! What time expressions mean. The engine that reads them is large and does not run here: the
//! workbench says what is to be read, whoever has the engine reads it, and the readings come back
//! as a step that belongs to the change which called for them.

use chrono::NaiveDate;
use std::sync::Arc;

use super::{Command, Workbench};
use crate::annotation::{Annotation, Edit, Entry, Event, Review, Stamp, TimeValue};
use crate::detect::dates::{self, Reading, Unread};
use crate::text::TextSpan;

impl Workbench {
    /// What a command's change leaves to be read, in the order of the text. A value that a person
    /// set is never read again; what was undone or redone, or came in with a file, has its values.
    pub fn unread(&self, command: &Command) -> Vec<Unread> {
        let Some(event) = self.work().history().to_undo() else {
            return Vec::new();
        };
        let mut spans: Vec<TextSpan> = match command {
            Command::Label(_)
            | Command::Put(..)
            | Command::Relabel(..)
            | Command::Resize(..)
            | Command::All(_) => {
                let changed = event.edit.annotations().map(|annotation| annotation.id);
                let changed = changed.filter_map(|id| self.markup().annotations.get(id));
                changed.filter(|a| is_read(a)).map(|a| a.span).collect()
            }
            Command::SetDate(_) => {
                let implied = self.markup().annotations.iter().filter(|annotation| {
                    let time = annotation.time.as_ref();
                    is_read(annotation) && time.is_some_and(|time| time.timex.implied)
                });
                implied.map(|annotation| annotation.span).collect()
            }
            _ => Vec::new(),
        };
        spans.sort_unstable();
        spans.dedup();
        spans.into_iter().filter_map(|span| self.at(span)).collect()
    }

    /// The time expressions among the annotations and the visible suggestions, in order.
    pub fn dates(&self) -> Vec<Arc<Annotation>> {
        let whole = self.document().text.whole();
        let drawn = whole.into_iter().flat_map(|whole| self.drawn(whole));
        drawn.filter(|one| is_date(one)).cloned().collect()
    }

    /// The time expression in focus, and what of the text tells its meaning.
    pub fn focused_date(&self) -> Option<(&Arc<Annotation>, Unread)> {
        let date = self.focused().filter(|one| is_date(one))?;
        Some((date, self.at(date.span)?))
    }

    /// A piece of the text and the block in which it begins.
    fn at(&self, span: TextSpan) -> Option<Unread> {
        let block = self.document().blocks_in(span).next()?;
        let block = self.document().blocks.get(block.to_usize())?.span;
        Some(Unread { span, block })
    }

    /// Takes over what the engine read for a document of this date. Returns the entry for the
    /// journal, or `None` where nothing is different, or where what was read is out of date: the
    /// document has another date by now, or the change that called for it was undone.
    pub fn take_readings(
        &mut self,
        date: Option<NaiveDate>,
        readings: &[Reading],
        stamp: &Stamp,
    ) -> Option<Entry> {
        if self.markup().date != date || self.work().history().to_redo().is_some() {
            return None;
        }
        let changes = readings.iter().flat_map(|reading| {
            let there = self.markup().annotations.overlapping(reading.span);
            there
                .filter(|annotation| annotation.span == reading.span && is_read(annotation))
                .filter_map(|annotation| {
                    let mut after = (**annotation).clone();
                    after.time = Some(TimeValue {
                        timex: reading.timex.clone(),
                        by_person: false,
                    });
                    (after != **annotation).then(|| Edit::Change {
                        before: Box::new((**annotation).clone()),
                        after: Box::new(after),
                    })
                })
        });
        let changes: Vec<Edit> = changes.collect();
        if changes.is_empty() {
            return None;
        }
        let entry = Entry::Amend(Event {
            edit: Edit::Batch(changes),
            at: stamp.at,
            by: stamp.by.clone(),
        });
        // The changes fit, as they were made from what is there.
        self.step(&entry).ok()?.map(|_| entry)
    }
}

/// Whether the annotation is a time expression: by its label, or because it has such a meaning.
pub fn is_date(annotation: &Annotation) -> bool {
    annotation.time.is_some() || annotation.label.as_str() == dates::LABEL
}

/// Whether the engine says what an annotation means.
fn is_read(annotation: &Annotation) -> bool {
    let by_person = annotation.time.as_ref().is_some_and(|time| time.by_person);
    annotation.label.as_str() == dates::LABEL && annotation.review != Review::Rejected && !by_person
}

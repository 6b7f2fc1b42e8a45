//! What an annotator can do to the open document. A command becomes the journal entry that does
//! it; the same entry is replayed when the document is opened again.

use chrono::NaiveDate;

use super::{Focus, Workbench};
use crate::annotation::{
    Annotation, AnnotationId, BlockIndex, Edit, EditError, Entry, Event, LabelId, Origin, Review,
    Stamp, Status, TimeValue,
};
use crate::detect::dates::{self, Timex};
use crate::text::TextSpan;

/// An annotator's action.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Give what is in focus this label: a piece of text gets an annotation, an annotation
    /// another label, a suggestion is accepted with this label.
    Label(LabelId),
    /// Accept a suggestion.
    Accept(AnnotationId),
    /// Reject a suggestion, so that it is not made again.
    Reject(AnnotationId),
    /// Remove an annotation. One that a detector proposed is rejected.
    Remove(AnnotationId),
    /// Move the ends of an annotation.
    Resize(AnnotationId, TextSpan),
    /// Say what a time expression means.
    SetTime(AnnotationId, Timex),
    /// Say when the document was published.
    SetDate(Option<NaiveDate>),
    /// Include a block that is skipped, or skip one that is included.
    ToggleBlock(BlockIndex),
    /// Say how far the work on the document is.
    SetStatus(Status),
    /// Take over annotations that a file brought, as far as they are new.
    Import(Vec<Annotation>),
    /// Take back the last change.
    Undo,
    /// Make the change again that was taken back last.
    Redo,
}

impl Workbench {
    /// Carries out a command. Returns the entry for the journal, or `None` where the command
    /// changes nothing.
    ///
    /// # Errors
    /// Where an edit does not fit, which would be a fault of this program.
    pub fn perform(
        &mut self,
        command: &Command,
        stamp: &Stamp,
    ) -> Result<Option<Entry>, EditError> {
        let entry = match command {
            Command::Undo => Entry::Undo {
                at: stamp.at,
                by: stamp.by.clone(),
            },
            Command::Redo => Entry::Redo {
                at: stamp.at,
                by: stamp.by.clone(),
            },
            other => {
                let Some(edit) = self.edit_for(other, stamp).filter(|edit| !edit.is_empty()) else {
                    return Ok(None);
                };
                Entry::Do(Event {
                    edit,
                    at: stamp.at,
                    by: stamp.by.clone(),
                })
            }
        };
        let Some(edit) = self.step(&entry)? else {
            return Ok(None);
        };
        self.focus_after(command, &edit);
        Ok(Some(entry))
    }

    fn edit_for(&self, command: &Command, stamp: &Stamp) -> Option<Edit> {
        match command {
            Command::Label(label) => self.label(label, stamp),
            Command::Accept(id) => self.decide(*id, None, Review::Accepted, stamp),
            Command::Reject(id) => self.decide(*id, None, Review::Rejected, stamp),
            Command::Remove(id) => self.removal(*id, stamp),
            Command::Resize(id, span) => {
                let span = *span;
                self.change(*id, stamp, |annotation| annotation.span = span)
            }
            Command::SetTime(id, timex) => self.change(*id, stamp, |annotation| {
                annotation.time = Some(TimeValue {
                    timex: Timex {
                        implied: false,
                        ..timex.clone()
                    },
                    by_person: true,
                });
            }),
            Command::SetDate(date) => Some(self.date_change(*date, stamp)),
            Command::ToggleBlock(block) => Some(self.block_change(*block)),
            Command::SetStatus(status) => Some(Edit::Status {
                before: self.markup().status,
                after: *status,
            }),
            Command::Import(annotations) => Some(self.import(annotations)),
            Command::Undo | Command::Redo => None,
        }
    }

    fn import(&self, annotations: &[Annotation]) -> Edit {
        let known = |new: &&Annotation| {
            let mut old = self.markup().annotations.overlapping(new.span);
            old.any(|old| old.span == new.span && old.label == new.label)
        };
        let new = annotations.iter().filter(|new| !known(new));
        let adds = new.zip(self.work().fresh_ids()).map(|(annotation, id)| {
            Edit::Add(Box::new(Annotation {
                id,
                ..annotation.clone()
            }))
        });
        Edit::Batch(adds.collect())
    }

    fn label(&self, label: &LabelId, stamp: &Stamp) -> Option<Edit> {
        match self.focus() {
            Focus::Nothing => None,
            Focus::Annotation(id) if self.suggestions().get(id).is_some() => {
                self.decide(id, Some(label), Review::Accepted, stamp)
            }
            Focus::Annotation(id) => {
                let span = self.focused()?.span;
                let time = self.time_of(span, label, self.markup().date);
                self.change(id, stamp, |annotation| {
                    if annotation.label != *label {
                        annotation.label = label.clone();
                        annotation.time = time;
                    }
                })
            }
            Focus::Text(span) => {
                let id = self.work().fresh_ids().next()?;
                let mut drawn = Annotation::drawn(id, span, label.clone(), stamp.clone());
                drawn.time = self.time_of(span, label, self.markup().date);
                Some(Edit::Add(Box::new(drawn)))
            }
        }
    }

    /// A person's decision about a suggestion, with another label where one is given.
    fn decide(
        &self,
        id: AnnotationId,
        label: Option<&LabelId>,
        review: Review,
        stamp: &Stamp,
    ) -> Option<Edit> {
        let suggestion = self.suggestions().get(id)?;
        let fresh = self.work().fresh_ids().next()?;
        let mut decided = suggestion.decided(fresh, review, stamp.clone());
        if let Some(label) = label.filter(|label| **label != decided.label) {
            decided.time = self.time_of(decided.span, label, self.markup().date);
            decided.label = label.clone();
        }
        Some(Edit::Add(Box::new(decided)))
    }

    /// Removing what a detector proposed must not bring the proposal back, so it is rejected.
    fn removal(&self, id: AnnotationId, stamp: &Stamp) -> Option<Edit> {
        if self.suggestions().get(id).is_some() {
            return self.decide(id, None, Review::Rejected, stamp);
        }
        let annotation = self.markup().annotations.get(id)?;
        match annotation.origin {
            Origin::Detector { .. } => self.change(id, stamp, |annotation| {
                annotation.review = Review::Rejected;
            }),
            _ => Some(Edit::Remove(Box::new((**annotation).clone()))),
        }
    }

    /// An annotation with something else about it. A suggestion is accepted first.
    fn change(
        &self,
        id: AnnotationId,
        stamp: &Stamp,
        alter: impl FnOnce(&mut Annotation),
    ) -> Option<Edit> {
        if let Some(suggestion) = self.suggestions().get(id) {
            let fresh = self.work().fresh_ids().next()?;
            let mut decided = suggestion.decided(fresh, Review::Accepted, stamp.clone());
            alter(&mut decided);
            return Some(Edit::Add(Box::new(decided)));
        }
        let before = (**self.markup().annotations.get(id)?).clone();
        let mut after = before.clone();
        alter(&mut after);
        if before == after {
            return None;
        }
        after.changed = Some(stamp.clone());
        Some(Edit::Change {
            before: Box::new(before),
            after: Box::new(after),
        })
    }

    /// Another date for the document, and with it another value for each time expression whose
    /// value follows from that date.
    fn date_change(&self, date: Option<NaiveDate>, stamp: &Stamp) -> Edit {
        let mut edits = vec![Edit::Date {
            before: self.markup().date,
            after: date,
        }];
        let implied = self.markup().annotations.iter().filter(|annotation| {
            let time = annotation.time.as_ref();
            time.is_some_and(|time| time.timex.implied && !time.by_person)
        });
        for annotation in implied {
            let fresh = self.time_of(annotation.span, &annotation.label, date);
            let moved = fresh.and_then(|time| {
                self.change(annotation.id, stamp, |annotation| {
                    annotation.time = Some(time)
                })
            });
            edits.extend(moved);
        }
        match edits.len() {
            1 => edits.swap_remove(0),
            _ => Edit::Batch(edits),
        }
    }

    /// What the date engine reads in a span that a person marked as a time expression.
    fn time_of(
        &self,
        span: TextSpan,
        label: &LabelId,
        date: Option<NaiveDate>,
    ) -> Option<TimeValue> {
        if label.as_str() != dates::LABEL {
            return None;
        }
        let block = self.document().block_at(span.start())?;
        let within = self.document().blocks.get(block.to_usize())?.span;
        let mut found = Vec::new();
        dates::detect(self.document().text.as_str(), within, date, &mut found);
        let same = found.into_iter().find(|proposal| proposal.span == span)?;
        same.time.map(|timex| TimeValue {
            timex,
            by_person: false,
        })
    }

    fn block_change(&self, block: BlockIndex) -> Edit {
        let included = self.document().is_included(block, self.markup());
        let before = self.markup().blocks.get(&block).copied();
        let recognised = self.document().blocks.get(block.to_usize());
        let by_default = recognised.is_none_or(|block| block.skip.is_none());
        let after = (by_default == included).then_some(!included);
        Edit::Block {
            block,
            before,
            after,
        }
    }

    /// Labelling keeps what was labelled in focus; a decision about a suggestion, a removal, undo
    /// and redo leave the focus where the text was.
    fn focus_after(&mut self, command: &Command, edit: &Edit) {
        let first = edit.annotations().next();
        let Some((id, span)) = first.map(|annotation| (annotation.id, annotation.span)) else {
            return;
        };
        self.set_focus(match command {
            Command::SetDate(_) | Command::Import(_) => return,
            Command::Accept(_) | Command::Reject(_) | Command::Remove(_) => Focus::Text(span),
            _ => Focus::Annotation(id),
        });
    }
}

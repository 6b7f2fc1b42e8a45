//! What an annotator can do to the open document. A command becomes the journal entry that does
//! it; the same entry is replayed when the document is opened again.

use chrono::NaiveDate;
use std::collections::HashSet;

use super::{Focus, Workbench};
use crate::annotation::{
    Annotation, AnnotationId, BlockIndex, Edit, EditError, Entry, Event, LabelId, Origin, Review,
    Stamp, Status, TimeValue,
};
use crate::detect::dates::Timex;
use crate::text::TextSpan;

/// An annotator's action. What time expressions mean after it is read elsewhere, see
/// [`Workbench::unread`].
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Give what is in focus this label: a piece of text gets an annotation, an annotation
    /// another label, a suggestion is accepted with this label.
    Label(LabelId),
    /// Give a piece of the text this label, whatever is in focus. What stands on exactly this piece
    /// already gets it instead of another annotation beside it.
    Put(TextSpan, LabelId),
    /// Give an annotation or a suggestion another label.
    Relabel(AnnotationId, LabelId),
    /// Accept a suggestion.
    Accept(AnnotationId),
    /// Reject a suggestion, so that it is not made again.
    Reject(AnnotationId),
    /// Remove an annotation. One that a detector proposed is rejected.
    Remove(AnnotationId),
    /// Move the ends of an annotation. What it means follows the text, unless a person said what
    /// it is or the text by itself does not tell.
    Resize(AnnotationId, TextSpan),
    /// Say what a time expression means.
    SetTime(AnnotationId, Timex),
    /// Say when the document was published. The values that follow from it are to be read again.
    SetDate(Option<NaiveDate>),
    /// Include a block that is skipped, or skip one that is included.
    ToggleBlock(BlockIndex),
    /// Say how far the work on the document is.
    SetStatus(Status),
    /// Take over the decided annotations that a file brought, as far as they are new.
    Import(Vec<Annotation>),
    /// Do all of these, in order, as one change. What has become impossible on the way is left out.
    All(Vec<Command>),
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
            Command::Label(label) => match self.focus() {
                Focus::Nothing => None,
                Focus::Annotation(id) => self.relabel(id, label, stamp),
                Focus::Text(span) => self.draw_anew(span, label, stamp),
            },
            Command::Put(span, label) => match self.annotation_at(*span) {
                Some(id) => self.relabel(id, label, stamp),
                None => self.draw_anew(*span, label, stamp),
            },
            Command::Relabel(id, label) => self.relabel(*id, label, stamp),
            Command::Accept(id) => self.decide(*id, Review::Accepted, stamp),
            Command::Reject(id) => self.decide(*id, Review::Rejected, stamp),
            Command::Remove(id) => self.removal(*id, stamp),
            Command::Resize(id, span) => self.change(*id, stamp, |annotation| {
                if annotation.span != *span {
                    annotation.span = *span;
                }
            }),
            Command::SetTime(id, timex) => self.change(*id, stamp, |annotation| {
                annotation.time = Some(TimeValue {
                    timex: Timex {
                        implied: false,
                        ..timex.clone()
                    },
                    by_person: true,
                });
            }),
            Command::SetDate(date) => Some(Edit::Date {
                before: self.markup().date,
                after: *date,
            }),
            Command::ToggleBlock(block) => Some(self.block_change(*block)),
            Command::SetStatus(status) => Some(Edit::Status {
                before: self.markup().status,
                after: *status,
            }),
            Command::Import(annotations) => Some(self.import(annotations)),
            Command::All(commands) => self.all(commands, stamp),
            Command::Undo | Command::Redo => None,
        }
    }

    /// Each command meets what the ones before it left, as if it were given after them.
    fn all(&self, commands: &[Command], stamp: &Stamp) -> Option<Edit> {
        let mut ahead = Self {
            document: self.document.clone(),
            work: self.work.without_history(),
            suggestions: self.suggestions.clone(),
            decided: Vec::new(),
            hidden: self.hidden.clone(),
            focus: self.focus,
            caret: None,
            cycled: None,
            views: Vec::new(),
        };
        let mut edits = Vec::new();
        for command in commands {
            let edit = ahead.edit_for(command, stamp);
            let Some(edit) = edit.filter(|edit| !edit.is_empty()) else {
                continue;
            };
            ahead.work.apply(&edit).ok()?;
            edits.extend(edit.parts().into_iter().cloned());
        }
        Some(Edit::Batch(edits))
    }

    fn import(&self, annotations: &[Annotation]) -> Edit {
        let mut seen = HashSet::new();
        let new = annotations.iter().filter(|new| {
            let mut old = self.markup().annotations.overlapping(new.span);
            let known = old.any(|old| old.span == new.span && old.label == new.label);
            !known && new.review != Review::Suggested && seen.insert((new.span, &new.label))
        });
        let adds = new.zip(self.work().fresh_ids()).map(|(annotation, id)| {
            Edit::Add(Box::new(Annotation {
                id,
                ..annotation.clone()
            }))
        });
        Edit::Batch(adds.collect())
    }

    fn relabel(&self, id: AnnotationId, label: &LabelId, stamp: &Stamp) -> Option<Edit> {
        self.change(id, stamp, |annotation| {
            if annotation.label != *label {
                annotation.label = label.clone();
                annotation.time = None;
            }
        })
    }

    fn draw_anew(&self, span: TextSpan, label: &LabelId, stamp: &Stamp) -> Option<Edit> {
        let id = self.work().fresh_ids().next()?;
        let drawn = Annotation::drawn(id, span, label.clone(), stamp.clone());
        Some(Edit::Add(Box::new(drawn)))
    }

    /// A person's decision about a suggestion.
    fn decide(&self, id: AnnotationId, review: Review, stamp: &Stamp) -> Option<Edit> {
        self.visible_suggestion(id)?;
        self.change(id, stamp, |annotation| annotation.review = review)
    }

    /// Removing what a detector proposed must not bring the proposal back, so it is rejected; and
    /// where a person had given it another label or other ends, so is the proposal itself.
    fn removal(&self, id: AnnotationId, stamp: &Stamp) -> Option<Edit> {
        let annotation = self.annotation(id)?;
        if !matches!(annotation.origin, Origin::Detector { .. }) {
            return Some(Edit::Remove(Box::new((**annotation).clone())));
        }
        let rejected = self.change(id, stamp, |annotation| {
            annotation.review = Review::Rejected;
        })?;
        if self.visible_suggestion(id).is_some() {
            return Some(rejected);
        }
        let proposals = self.suggestions().overlapping(annotation.span);
        let coming_back = proposals.filter(|proposal| {
            let is_the_same =
                proposal.span == annotation.span && proposal.label == annotation.label;
            let mut others = self.contradictions(proposal).filter(|other| other.id != id);
            proposal.origin == annotation.origin && !is_the_same && others.next().is_none()
        });
        let rejections = coming_back
            .zip(self.work().fresh_ids())
            .map(|(proposal, id)| {
                Edit::Add(Box::new(proposal.decided(
                    id,
                    Review::Rejected,
                    stamp.clone(),
                )))
            });
        let mut edits: Vec<Edit> = rejections.collect();
        Some(match edits.is_empty() {
            true => rejected,
            false => {
                edits.insert(0, rejected);
                Edit::Batch(edits)
            }
        })
    }

    /// An annotation with something else about it. A suggestion is accepted first.
    fn change(
        &self,
        id: AnnotationId,
        stamp: &Stamp,
        alter: impl FnOnce(&mut Annotation),
    ) -> Option<Edit> {
        if let Some(suggestion) = self.visible_suggestion(id) {
            let fresh = self.work().fresh_ids().next()?;
            let mut decided = suggestion.decided(fresh, Review::Accepted, stamp.clone());
            alter(&mut decided);
            return Some(Edit::Add(Box::new(decided)));
        }
        let before = (**self.annotation(id)?).clone();
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

    /// The first of what was changed comes into focus; where all of it is gone, the piece of the
    /// text where it was does. Another date for the document, an import
    /// and a command about many leave the focus where it is.
    fn focus_after(&mut self, command: &Command, edit: &Edit) {
        let dated = |part: &&Edit| matches!(part, Edit::Date { .. });
        if matches!(command, Command::Import(_) | Command::All(_)) || edit.parts().iter().any(dated)
        {
            return;
        }
        let first = |annotations: &mut dyn Iterator<Item = &Annotation>| {
            let first = annotations.min_by_key(|annotation| annotation.place())?;
            Some((first.id, first.span))
        };
        let is_there = |annotation: &&Annotation| self.annotation(annotation.id).is_some();
        let there = first(&mut edit.annotations().filter(is_there));
        let there = there.map(|(id, _)| Focus::Annotation(id));
        let gone = || Some(Focus::Text(first(&mut edit.annotations())?.1));
        if let Some(focus) = there.or_else(gone) {
            self.set_focus(focus);
        }
    }
}

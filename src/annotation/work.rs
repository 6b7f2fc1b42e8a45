//! The work on one document: its markup, and how it came to be.

use serde::{Deserialize, Serialize};

use super::{Activity, AnnotationId, Author, Edit, EditError, Event, History, Markup, Timestamp};

/// One line of a document's journal. Replaying the journal over the markup that it began with
/// gives the work again, undo history included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// A change was made.
    Do(Event),
    /// A change was made that belongs to the last one about the same thing, as when what a time
    /// expression means was read after somebody marked it. Undoing takes back both.
    Amend(Event),
    /// The last change was undone.
    Undo {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
    },
    /// The change undone last was made again.
    Redo {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Author,
    },
}

/// The work on one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Work {
    markup: Markup,
    history: History,
    /// One more than the largest identity ever given, so that none is given twice.
    next_id: u64,
    /// How much was done.
    #[serde(default)]
    activity: Activity,
}

impl Work {
    /// The work that begins with this markup.
    pub fn new(markup: Markup) -> Self {
        let ids = markup.annotations.iter().map(|annotation| annotation.id);
        let next_id = ids
            .map(|id| id.get().saturating_add(1))
            .max()
            .unwrap_or_default();
        Self {
            markup,
            history: History::default(),
            next_id,
            activity: Activity::default(),
        }
    }

    /// What is decided now.
    pub fn markup(&self) -> &Markup {
        &self.markup
    }

    /// What can be undone and redone.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// How much was done, and how long it took.
    pub fn activity(&self) -> Activity {
        self.activity
    }

    /// The identities that the next annotations get.
    pub fn fresh_ids(&self) -> impl Iterator<Item = AnnotationId> + use<> {
        (self.next_id..AnnotationId::END.get()).map(AnnotationId::new)
    }

    /// The same markup with nothing to undo, to try changes on. Identities go on as here.
    pub fn without_history(&self) -> Self {
        Self {
            markup: self.markup.clone(),
            history: History::default(),
            next_id: self.next_id,
            activity: self.activity,
        }
    }

    /// Applies a change without taking note of it in the history.
    ///
    /// # Errors
    /// Where the change does not fit the markup, which is then unchanged.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        edit.apply(&mut self.markup)?;
        let ids = edit.annotations().map(|annotation| annotation.id);
        let next = ids
            .map(|id| id.get().saturating_add(1))
            .max()
            .unwrap_or_default();
        self.next_id = self.next_id.max(next);
        Ok(())
    }

    /// Takes one step, live or from the journal, and returns the change that it made; `None`
    /// where there was nothing to undo or redo.
    ///
    /// # Errors
    /// Where the step does not fit the markup, which is then unchanged.
    pub fn step(&mut self, entry: &Entry) -> Result<Option<Edit>, EditError> {
        match entry {
            Entry::Do(event) | Entry::Amend(event) => {
                self.apply(&event.edit)?;
                match entry {
                    // What belongs to a change was not done by hand.
                    Entry::Amend(_) => self.history.amend(event.clone()),
                    _ => {
                        self.history.record(event.clone());
                        self.activity.note(event.at);
                    }
                }
                Ok(Some(event.edit.clone()))
            }
            Entry::Undo { at, .. } => {
                let Some(event) = self.history.to_undo() else {
                    return Ok(None);
                };
                let edit = event.edit.inverse();
                edit.apply(&mut self.markup)?;
                self.history.note_undo();
                self.activity.note(*at);
                Ok(Some(edit))
            }
            Entry::Redo { at, .. } => {
                let Some(event) = self.history.to_redo() else {
                    return Ok(None);
                };
                let edit = event.edit.clone();
                edit.apply(&mut self.markup)?;
                self.history.note_redo();
                self.activity.note(*at);
                Ok(Some(edit))
            }
        }
    }
}

#[cfg(test)]
mod tests;

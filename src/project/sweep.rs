//! A label given to the same words in several documents, as one change to a person.
//!
//! In each document it is a change of that document's own history, as if it had been made there. What
//! makes it one is that all of these were made at the same moment by the same person, and that the
//! project remembers in which documents.

use serde::{Deserialize, Serialize};

use super::DocumentId;
use crate::annotation::{
    Author, Edit, Entry, Event, History, LabelId, SchemaHistory, Stamp, Timestamp, Work,
};

/// What was labelled, and in which documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sweep {
    /// When; no other change to one of the documents was made by this person at this moment.
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
    /// The words.
    pub words: String,
    /// What they are labelled.
    pub label: LabelId,
    /// In which documents.
    pub documents: Vec<DocumentId>,
}

impl Sweep {
    /// The step that takes it back in one of its documents. There is none where it is not in the
    /// document's history, or where what it made has been changed since; other changes since do not
    /// matter.
    pub fn undo(&self, work: &Work, stamp: &Stamp) -> Option<Entry> {
        let history = work.history();
        if history.to_undo().is_some_and(|event| self.made(event)) {
            let Stamp { at, by } = stamp.clone();
            return Some(Entry::Undo { at, by });
        }
        let event = history.done().iter().rfind(|event| self.made(event))?;
        step(event.edit.inverse(), work, stamp)
    }

    /// The step that makes it again in one of its documents after it was taken back. There is none
    /// where something else was done there since that does not go with it.
    pub fn redo(&self, work: &Work, stamp: &Stamp) -> Option<Entry> {
        let history = work.history();
        if history.to_redo().is_some_and(|event| self.made(event)) {
            let Stamp { at, by } = stamp.clone();
            return Some(Entry::Redo { at, by });
        }
        let event = history.done().iter().rfind(|event| self.made(event))?;
        step(event.edit.clone(), work, stamp)
    }

    /// Whether a change of a document belongs to it.
    pub fn made(&self, event: &Event) -> bool {
        event.at == self.at && event.by == self.by
    }
}

/// The step that makes this change, where it fits.
fn step(edit: Edit, work: &Work, Stamp { at, by }: &Stamp) -> Option<Entry> {
    let entry = Entry::Do(Event {
        edit,
        at: *at,
        by: by.clone(),
    });
    let fits = work.without_history().step(&entry).is_ok();
    fits.then_some(entry)
}

/// What was done and what was undone, the last one last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SweepHistory {
    done: Vec<Sweep>,
    undone: Vec<Sweep>,
}

impl SweepHistory {
    /// Takes note of one that is made. What was undone before can no longer be redone.
    pub fn record(&mut self, sweep: Sweep) {
        self.undone.clear();
        self.done.push(sweep);
    }

    /// Takes note that the last one is taken back, and returns it.
    pub fn undo(&mut self) -> Option<&Sweep> {
        self.undone.push(self.done.pop()?);
        self.undone.last()
    }

    /// Takes note that the one that was taken back last is made again, and returns it.
    pub fn redo(&mut self) -> Option<&Sweep> {
        self.done.push(self.undone.pop()?);
        self.done.last()
    }

    /// Something else was done, so what was undone can no longer be redone. Returns whether there was
    /// anything.
    pub fn forget_undone(&mut self) -> bool {
        !std::mem::take(&mut self.undone).is_empty()
    }

    /// What was done, the first one first.
    pub fn done(&self) -> &[Sweep] {
        &self.done
    }

    /// What was undone, the first one that was undone first.
    pub fn undone(&self) -> &[Sweep] {
        &self.undone
    }

    /// Whether undoing is about the last of these now, and not about the labels or something that was
    /// done in the open document after it. Its own part in the open document is undone with it.
    pub fn undoes_before(&self, labels: &SchemaHistory, document: Option<&History>) -> bool {
        let here = self.done.last().map(|sweep| sweep.at);
        let labels = labels.done().last().map(|event| event.at);
        let there = document.and_then(|history| Some(history.to_undo()?.at));
        here.is_some() && here > labels && here >= there
    }

    /// Whether redoing is about the last of these now: what was done first is redone first.
    pub fn redoes_before(&self, labels: &SchemaHistory, document: Option<&History>) -> bool {
        let Some(here) = self.undone.last().map(|sweep| sweep.at) else {
            return false;
        };
        let labels = labels.undone().last().map(|event| event.at);
        let there = document.and_then(|history| Some(history.to_redo()?.at));
        labels.is_none_or(|at| here < at) && there.is_none_or(|at| here <= at)
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

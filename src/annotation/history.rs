//! Undo and redo, without a limit.

use serde::{Deserialize, Serialize};

use super::{Author, Edit, Timestamp};

/// Changes that follow each other within this many milliseconds and concern the same thing are
/// one to a person.
pub(super) const SAME_EVENT_MS: i64 = 500;

/// A change, who made it and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The change.
    pub edit: Edit,
    /// When it was made.
    pub at: Timestamp,
    /// Who made it.
    pub by: Author,
}

/// What was done and what was undone, the last one last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    done: Vec<Event>,
    undone: Vec<Event>,
}

impl History {
    /// Takes note of a change that was made. What was undone before can no longer be redone.
    pub fn record(&mut self, event: Event) {
        self.undone.clear();
        if let Some(last) = self.done.last_mut() {
            let elapsed = event.at.millis() - last.at.millis();
            let same_event = last.by == event.by && (0..=SAME_EVENT_MS).contains(&elapsed);
            let merged = same_event.then(|| last.edit.merge(&event.edit)).flatten();
            // What takes the last change back stays a change of its own, or undoing would seem
            // to do nothing.
            if let Some(merged) = merged.filter(|merged| !merged.is_empty()) {
                last.edit = merged;
                last.at = event.at;
                return;
            }
        }
        self.done.push(event);
    }

    /// Takes note of changes that belong to others: each becomes part of the last change about the
    /// same annotation or, as one that follows from it, about the document's date.
    pub fn amend(&mut self, event: Event) {
        for change in event.edit.parts() {
            let about = |part: &&Edit| match part {
                Edit::Date { .. } => true,
                other => other
                    .annotations()
                    .map(|a| a.id)
                    .eq(change.annotations().map(|a| a.id)),
            };
            let mut done = self.done.iter_mut().rev();
            match done.find(|one| one.edit.parts().iter().any(about)) {
                Some(one) => one.edit = one.edit.followed_by(change),
                None => self.record(Event {
                    edit: change.clone(),
                    ..event.clone()
                }),
            }
        }
    }

    /// The change that undoing would take back.
    pub fn to_undo(&self) -> Option<&Event> {
        self.done.last()
    }

    /// The change that redoing would make again.
    pub fn to_redo(&self) -> Option<&Event> {
        self.undone.last()
    }

    /// Takes note that the last change was undone.
    pub fn note_undo(&mut self) {
        self.undone.extend(self.done.pop());
    }

    /// Takes note that the change undone last was made again.
    pub fn note_redo(&mut self) {
        self.done.extend(self.undone.pop());
    }

    /// What was done, the first one first.
    pub fn done(&self) -> &[Event] {
        &self.done
    }

    /// What was undone, the first one that was undone first.
    pub fn undone(&self) -> &[Event] {
        &self.undone
    }
}

#[cfg(test)]
mod tests;

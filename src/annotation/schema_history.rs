//! Undo and redo of changes to the label table, without a limit. It is kept with the project.

use serde::{Deserialize, Serialize};

use super::history::SAME_EVENT_MS;
use super::{Author, History, HistoryWords, LabelError, Schema, SchemaEdit, Stamp, Timestamp};
use crate::words::fill;

/// A change to the label table, who made it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemaEvent {
    /// The changes, in order; they are one to a person.
    pub edits: Vec<SchemaEdit>,
    /// When it was made.
    pub at: Timestamp,
    /// Who made it.
    pub by: Author,
}

impl SchemaEvent {
    /// The changes in words.
    pub fn describe(&self, schema: &Schema, words: &HistoryWords) -> String {
        let told = |edit: &SchemaEdit| edit.describe(schema, words);
        match &*self.edits {
            [] => words.nothing.to_owned(),
            [one] => told(one),
            [first, rest @ ..] => fill(words.and_more, &[&told(first), &rest.len().to_string()]),
        }
    }
}

/// What was done to the label table and what was undone, the last one last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemaHistory {
    pub(super) done: Vec<SchemaEvent>,
    pub(super) undone: Vec<SchemaEvent>,
}

impl SchemaHistory {
    /// Makes changes and takes note of them. Returns whether anything is different now. What was
    /// undone before can no longer be redone.
    ///
    /// # Errors
    /// Where a change does not fit the table, which is then as it was.
    pub fn perform(
        &mut self,
        schema: &mut Schema,
        edits: Vec<SchemaEdit>,
        stamp: &Stamp,
    ) -> Result<bool, LabelError> {
        let edits: Vec<SchemaEdit> = edits.into_iter().filter(|edit| !edit.is_empty()).collect();
        apply(schema, &edits)?;
        if edits.is_empty() {
            return Ok(false);
        }
        self.undone.clear();
        if let ([edit], Some(last)) = (&*edits, self.done.last_mut())
            && let [before] = &*last.edits
            && last.by == stamp.by
            && (0..=SAME_EVENT_MS).contains(&(stamp.at.millis() - last.at.millis()))
            && let Some(merged) = before.merge(edit).filter(|merged| !merged.is_empty())
        {
            last.edits = vec![merged];
            last.at = stamp.at;
            return Ok(true);
        }
        self.done.push(SchemaEvent {
            edits,
            at: stamp.at,
            by: stamp.by.clone(),
        });
        Ok(true)
    }

    /// Takes the last change back and returns it.
    ///
    /// # Errors
    /// Where it does not fit the table, which is then as it was.
    pub fn undo(&mut self, schema: &mut Schema) -> Result<Option<&SchemaEvent>, LabelError> {
        let Some(event) = self.done.last() else {
            return Ok(None);
        };
        let edits: Vec<SchemaEdit> = event.edits.iter().rev().map(SchemaEdit::inverse).collect();
        apply(schema, &edits)?;
        self.undone.extend(self.done.pop());
        Ok(self.undone.last())
    }

    /// Makes the change again that was taken back last, and returns it.
    ///
    /// # Errors
    /// Where it does not fit the table, which is then as it was.
    pub fn redo(&mut self, schema: &mut Schema) -> Result<Option<&SchemaEvent>, LabelError> {
        let Some(event) = self.undone.last() else {
            return Ok(None);
        };
        apply(schema, &event.edits)?;
        self.done.extend(self.undone.pop());
        Ok(self.done.last())
    }

    /// What was done, the first one first.
    pub fn done(&self) -> &[SchemaEvent] {
        &self.done
    }

    /// What was undone, the first one that was undone first.
    pub fn undone(&self) -> &[SchemaEvent] {
        &self.undone
    }

    /// Whether undoing is about the labels now and not about the open document: what was done last
    /// is undone first.
    pub fn undoes_before(&self, document: Option<&History>) -> bool {
        let here = self.done.last().map(|event| event.at);
        let there = document.and_then(|history| Some(history.to_undo()?.at));
        here > there
    }

    /// Whether redoing is about the labels now and not about the open document: what was done
    /// first is redone first.
    pub fn redoes_before(&self, document: Option<&History>) -> bool {
        let here = self.undone.last().map(|event| event.at);
        let there = document.and_then(|history| Some(history.to_redo()?.at));
        match (here, there) {
            (Some(here), Some(there)) => here < there,
            (here, _) => here.is_some(),
        }
    }
}

/// Makes all the changes or none.
fn apply(schema: &mut Schema, edits: &[SchemaEdit]) -> Result<(), LabelError> {
    let mut ahead = schema.clone();
    for edit in edits {
        edit.apply(&mut ahead)?;
    }
    *schema = ahead;
    Ok(())
}

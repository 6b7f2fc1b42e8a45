//! The label table and the changes to it in the shape that they had before there were guidelines:
//! records of version 1 and backups of that time have it.

use serde::Deserialize;

use super::schema_edit::Slot;
use super::{Author, Label, Schema, SchemaEdit, SchemaEvent, SchemaHistory, Timestamp};

/// A label table: a list of labels.
#[derive(Deserialize)]
pub struct FirstSchema(Vec<Label>);

/// What was done to it and what was undone, the last one last.
#[derive(Default, Deserialize)]
pub struct FirstSchemaHistory {
    done: Vec<FirstEvent>,
    undone: Vec<FirstEvent>,
}

#[derive(Deserialize)]
struct FirstEvent {
    edits: Vec<FirstEdit>,
    at: Timestamp,
    by: Author,
}

#[derive(Deserialize)]
struct FirstEdit {
    #[serde(default)]
    before: Option<Slot>,
    #[serde(default)]
    after: Option<Slot>,
}

impl From<FirstSchema> for Schema {
    fn from(FirstSchema(labels): FirstSchema) -> Self {
        Self::of(labels, String::new())
    }
}

impl From<FirstSchemaHistory> for SchemaHistory {
    fn from(first: FirstSchemaHistory) -> Self {
        let events = |events: Vec<FirstEvent>| events.into_iter().map(SchemaEvent::from).collect();
        Self {
            done: events(first.done),
            undone: events(first.undone),
        }
    }
}

impl From<FirstEvent> for SchemaEvent {
    fn from(FirstEvent { edits, at, by }: FirstEvent) -> Self {
        let edits = edits.into_iter();
        let edits = edits.map(|edit| SchemaEdit::of_label(edit.before, edit.after));
        Self {
            edits: edits.collect(),
            at,
            by,
        }
    }
}

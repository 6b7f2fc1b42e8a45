//! Changes to the labels, and undo and redo over the labels and the open document.

use spanwright::annotation::{History, LabelError, SchemaEdit, SchemaEvent, Timestamp};
use spanwright::project::Project;
use spanwright::words::fill;
use spanwright::workbench::Command;

use super::action::{Action, Effect, Notice};
use super::language;
use super::state::State;

impl State {
    /// Changes the labels, all at once.
    pub(super) fn change_labels(&mut self, edits: Vec<SchemaEdit>, now: Timestamp) -> Vec<Effect> {
        let stamp = self.stamp(now);
        let Project {
            schema,
            label_history,
            ..
        } = &mut self.project;
        let changed = label_history.perform(schema, edits, &stamp);
        let changed = changed.map(|_| label_history.done().last().cloned());
        self.labels_changed("{0}", changed, now)
    }

    /// Whether there is something to undo, and something to redo.
    pub fn can_undo_and_redo(&self) -> (bool, bool) {
        let labels = &self.project.label_history;
        let history = self.workbench.as_ref().map(|bench| bench.work().history());
        let undo = history.and_then(History::to_undo).is_some() || !labels.done().is_empty();
        let redo = history.and_then(History::to_redo).is_some() || !labels.undone().is_empty();
        (undo, redo)
    }

    /// Takes back what was done last, to the open document or to the labels.
    pub(super) fn undo(&mut self, now: Timestamp) -> Vec<Effect> {
        let history = self.workbench.as_ref().map(|bench| bench.work().history());
        match self.project.label_history.undoes_before(history) {
            true => self.undo_labels(now),
            false => self.perform(&Command::Undo, now),
        }
    }

    /// Makes again what was undone, to the open document or to the labels: what was done first comes
    /// first.
    pub(super) fn redo(&mut self, now: Timestamp) -> Vec<Effect> {
        let history = self.workbench.as_ref().map(|bench| bench.work().history());
        match self.project.label_history.redoes_before(history) {
            true => self.redo_labels(now),
            false => self.perform(&Command::Redo, now),
        }
    }

    /// Takes back the last change to the labels.
    pub(super) fn undo_labels(&mut self, now: Timestamp) -> Vec<Effect> {
        let labels = &mut self.project.label_history;
        let undone = labels.undo(&mut self.project.schema);
        let undone = undone.map(Option::<&SchemaEvent>::cloned);
        self.labels_changed(language::words().said.undone, undone, now)
    }

    /// Makes the change to the labels again that was taken back last.
    pub(super) fn redo_labels(&mut self, now: Timestamp) -> Vec<Effect> {
        let labels = &mut self.project.label_history;
        let redone = labels.redo(&mut self.project.schema);
        let redone = redone.map(Option::<&SchemaEvent>::cloned);
        self.labels_changed(language::words().said.redone, redone, now)
    }

    /// What follows from a change to the labels.
    fn labels_changed(
        &mut self,
        what: &str,
        change: Result<Option<SchemaEvent>, LabelError>,
        now: Timestamp,
    ) -> Vec<Effect> {
        let event = match change {
            Ok(Some(event)) => event,
            Ok(None) => return Vec::new(),
            Err(error) => {
                return self.reduce(Action::Notify(Notice::problem(error.to_string())), now);
            }
        };
        let schema = &self.project.schema;
        if let Some(workbench) = &mut self.workbench {
            workbench.hide(schema.deleted());
        }
        let change = event.describe(schema, language::words().told);
        vec![
            Effect::SaveProject,
            Effect::Announce(fill(what, &[&change])),
        ]
    }
}

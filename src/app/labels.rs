//! Changes to the labels and to several documents at once, and undo and redo over all of that and the
//! open document.

use spanwright::annotation::{History, LabelError, SchemaEdit, SchemaEvent, Timestamp};
use spanwright::clerk::Job;
use spanwright::project::{Project, Sweep};
use spanwright::record;
use spanwright::text::TextSpan;
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
        let sweeps = &self.project.sweeps;
        let history = self.history();
        let undo = history.and_then(History::to_undo).is_some()
            || !(labels.done().is_empty() && sweeps.done().is_empty());
        let redo = history.and_then(History::to_redo).is_some()
            || !(labels.undone().is_empty() && sweeps.undone().is_empty());
        (undo, redo)
    }

    fn history(&self) -> Option<&History> {
        Some(self.workbench.as_ref()?.work().history())
    }

    /// Takes back what was done last, to the open document, to several or to the labels.
    pub(super) fn undo(&mut self, now: Timestamp) -> Vec<Effect> {
        let (labels, sweeps) = (&self.project.label_history, &self.project.sweeps);
        let history = self.history();
        if sweeps.undoes_before(labels, history) {
            return self.again(false, now);
        }
        match labels.undoes_before(history) {
            true => self.undo_labels(now),
            false => self.perform(&Command::Undo, now),
        }
    }

    /// Makes again what was undone, to the open document, to several or to the labels: what was done
    /// first comes first.
    pub(super) fn redo(&mut self, now: Timestamp) -> Vec<Effect> {
        let (labels, sweeps) = (&self.project.label_history, &self.project.sweeps);
        let history = self.history();
        if sweeps.redoes_before(labels, history) {
            return self.again(true, now);
        }
        match labels.redoes_before(history) {
            true => self.redo_labels(now),
            false => self.perform(&Command::Redo, now),
        }
    }

    /// Labels the same words in several documents.
    pub(super) fn sweep(&mut self, sweep: Sweep, here: &[TextSpan], job: Vec<u8>) -> Vec<Effect> {
        let command = Command::label_all(here, &sweep.label);
        let mut effects = self.perform(&command, sweep.at);
        self.project.sweeps.record(sweep);
        effects.extend([Effect::SaveProject, Effect::Sweep(job)]);
        effects
    }

    /// Takes back what was labelled last in several documents, or makes it again.
    fn again(&mut self, redo: bool, now: Timestamp) -> Vec<Effect> {
        let sweeps = &mut self.project.sweeps;
        let sweep = if redo { sweeps.redo() } else { sweeps.undo() };
        let Some(mut sweep) = sweep.cloned() else {
            return Vec::new();
        };
        let history = self.history();
        let next = if redo {
            history.and_then(History::to_redo)
        } else {
            history.and_then(History::to_undo)
        };
        let mut effects = match next.is_some_and(|event| sweep.made(event)) {
            true if redo => self.perform(&Command::Redo, now),
            true => self.perform(&Command::Undo, now),
            false => Vec::new(),
        };
        let open = self.open_document();
        sweep.documents.retain(|id| Some(id) != open);
        let stamp = self.stamp(now);
        let job = match redo {
            true => Job::RedoLabel(sweep, stamp),
            false => Job::UndoLabel(sweep, stamp),
        };
        // Every job of this version has a compact form; the clerk refuses what has none.
        let job = record::say(&job).unwrap_or_default();
        effects.extend([Effect::SaveProject, Effect::Sweep(job)]);
        effects
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

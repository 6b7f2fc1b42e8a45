//! The state of the page and what each action does to it. It holds no DOM: what has to happen
//! outside comes back as [`Effect`]s, which the page carries out.

use std::sync::Arc;

use spanwright::annotation::{
    AnnotationId, BlockIndex, History, HistoryWords, LabelError, Schema, Stamp, Status, Timestamp,
};
use spanwright::project::{DocumentId, Project, Summary};
use spanwright::windows::Which;
use spanwright::workbench::{Command, Focus, Place, Workbench};

use super::action::{Action, Detection, Dialog, Effect, Gravity, Notice, Opened, Panel, Saved};
use super::keys::Key;

/// The state of the page.
#[derive(Debug)]
pub struct State {
    /// The project.
    pub project: Project,
    /// The open document.
    pub workbench: Option<Workbench>,
    /// Whether the work is on disk.
    pub saved: Saved,
    /// How far the detectors are.
    pub detection: Detection,
    /// The open window.
    pub dialog: Option<Dialog>,
    /// Whether the label menu is open.
    pub menu: bool,
    /// What the annotator has to know.
    pub notices: Vec<Notice>,
    /// Whether the list of documents is open.
    pub documents_open: bool,
    /// Whether labels and annotations are open.
    pub annotations_open: bool,
    /// Whether the project was read.
    pub ready: bool,
    /// Whether another tab has taken the project over. Then nothing can be done here.
    pub taken_over: bool,
    /// The block at the top of the view, when the annotator last came to rest.
    top: Option<BlockIndex>,
    /// Where the annotator was when that was last written.
    written: Option<(DocumentId, Place)>,
}

impl State {
    /// The page before anything was read.
    pub fn new(project: Project, wide: bool) -> Self {
        Self {
            project,
            workbench: None,
            saved: Saved::default(),
            detection: Detection::default(),
            dialog: None,
            menu: false,
            notices: Vec::new(),
            documents_open: wide,
            annotations_open: wide,
            ready: false,
            taken_over: false,
            top: None,
            written: None,
        }
    }

    /// The identity of the open document.
    pub fn open_document(&self) -> Option<&DocumentId> {
        let workbench = self.workbench.as_ref()?;
        Some(&workbench.document().id)
    }

    /// Does what the action says, at this moment, and returns what has to happen outside.
    pub fn reduce(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        // Whether the last changes are on disk must be told truthfully to the end.
        if self.taken_over && !matches!(action, Action::Saved(_)) {
            return Vec::new();
        }
        let mut effects = self.react(action, now);
        effects.extend(self.save_place());
        effects
    }

    fn react(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        match action {
            Action::TakenOver => {
                self.taken_over = true;
                self.workbench = None;
                self.dialog = None;
                Vec::new()
            }
            Action::Started(Some(project)) => {
                self.project = project;
                self.ready = true;
                let current = self.project.current.clone();
                let first = || self.project.documents.first();
                match current.or_else(|| first().map(|summary| summary.id.clone())) {
                    Some(id) => vec![Effect::Load(id)],
                    None => Vec::new(),
                }
            }
            Action::Started(None) => {
                self.ready = true;
                vec![Effect::Sample]
            }
            Action::Added(documents, schema) => self.add(documents, schema),
            Action::TakeOver(annotations) => self.perform(&Command::Import(annotations), now),
            Action::Files(files) => vec![Effect::OpenFiles(files)],
            Action::Changed(summary) => {
                self.project.put(summary);
                Vec::new()
            }
            Action::Restored(project) => {
                self.workbench = None;
                self.reduce(Action::Started(Some(project)), now)
            }
            Action::Open(id) if self.open_document() == Some(&id) => Vec::new(),
            Action::Open(id) => vec![Effect::Load(id)],
            Action::Opened(opened) => self.open(*opened),
            Action::Saved(saved) => {
                self.saved = saved;
                Vec::new()
            }
            Action::Proposed(document, span, proposals) => {
                if self.open_document() == Some(&document)
                    && let Some(workbench) = &mut self.workbench
                {
                    workbench.suggest(span, proposals);
                }
                Vec::new()
            }
            Action::Read(document, date, readings) => {
                let stamp = self.stamp(now);
                let bench = self.workbench.as_mut();
                let bench = bench.filter(|bench| bench.document().id == document);
                let entry = bench.and_then(|bench| bench.take_readings(date, &readings, &stamp));
                let journal = entry.map(|entry| Effect::Journal(document, Box::new(entry)));
                journal.into_iter().collect()
            }
            Action::Detected(detection) => {
                let finished = detection == Detection::Done;
                self.detection = detection;
                finished
                    .then_some(Effect::SaveSuggestions)
                    .into_iter()
                    .collect()
            }
            Action::Command(command) => self.perform(&command, now),
            Action::Focus(focus, menu) => {
                if let Some(workbench) = &mut self.workbench {
                    workbench.set_focus(focus);
                    self.menu = menu && workbench.focus() != Focus::Nothing;
                }
                Vec::new()
            }
            Action::Click(id) if id.is_suggestion() => self.perform(&Command::Accept(id), now),
            Action::Click(id) => self.reduce(Action::Focus(Focus::Annotation(id), true), now),
            Action::GoTo(id) => {
                let mut effects = self.reduce(Action::Focus(Focus::Annotation(id), false), now);
                effects.extend(self.reveal_focus());
                effects
            }
            Action::Key(key) => self.key(key, now),
            Action::LabelKey(key) => match self.project.schema.by_key(key) {
                Some(label) => self.perform(&Command::Label(label.id.clone()), now),
                None => Vec::new(),
            },
            Action::SetAuthor(name) => {
                self.project.author = spanwright::annotation::Author::new(name);
                vec![Effect::SaveProject]
            }
            Action::Labels(edits) => {
                let stamp = self.stamp(now);
                let Project {
                    schema,
                    label_history,
                    ..
                } = &mut self.project;
                let changed = label_history.perform(schema, edits, &stamp).map(|_| ());
                self.labels_changed("", changed, now)
            }
            Action::Show(span) => {
                let mut effects = self.reduce(Action::Focus(Focus::Text(span), false), now);
                effects.push(Effect::Reveal(span));
                effects
            }
            Action::Dialog(dialog) => {
                self.dialog = dialog;
                self.menu = false;
                Vec::new()
            }
            Action::Panel(Panel::Documents) => {
                self.documents_open = !self.documents_open;
                Vec::new()
            }
            Action::Panel(Panel::Annotations) => {
                self.annotations_open = !self.annotations_open;
                Vec::new()
            }
            // What is there already need not be said again, as when each write fails in turn.
            Action::Notify(notice) if self.notices.contains(&notice) => Vec::new(),
            Action::Notify(notice) => {
                let said = Effect::Announce(notice.text.clone());
                self.notices.push(notice);
                vec![said]
            }
            Action::Dismiss(notice) => {
                if notice < self.notices.len() {
                    self.notices.remove(notice);
                }
                Vec::new()
            }
            Action::SnapshotDue(id) => vec![Effect::Snapshot(id)],
            Action::Rest(top) => {
                self.top = top;
                Vec::new()
            }
            Action::Moved | Action::Dropping(_) | Action::Window(_) => Vec::new(),
            Action::Retry => vec![Effect::Retry],
            Action::Delete(id) => self.delete(&id),
        }
    }

    /// New documents stand at the end of the list, and the first of them is opened.
    fn add(&mut self, documents: Vec<Summary>, schema: Option<Schema>) -> Vec<Effect> {
        self.dialog = None;
        if let Some(schema) = schema {
            self.project.schema = schema;
        }
        let first = documents.first().map(|summary| summary.id.clone());
        for summary in documents {
            self.project.put(summary);
        }
        let mut effects = vec![Effect::SaveProject];
        effects.extend(first.map(Effect::Load));
        effects
    }

    fn open(&mut self, opened: Opened) -> Vec<Effect> {
        let mut workbench =
            Workbench::new(Arc::new(opened.document), opened.work, opened.suggestions);
        workbench.hide(self.project.schema.deleted());
        let place = opened.place.unwrap_or_default();
        workbench.return_to(place);
        self.project.current = Some(workbench.document().id.clone());
        self.workbench = Some(workbench);
        self.detection = Detection::Waiting;
        self.menu = false;
        self.top = place.top;
        let top = place.top.unwrap_or_default();
        vec![Effect::SaveProject, Effect::ScrollTo(top), Effect::Detect]
    }

    fn delete(&mut self, id: &DocumentId) -> Vec<Effect> {
        let next = self.neighbour(id, 1).or_else(|| self.neighbour(id, -1));
        self.project.documents.retain(|summary| summary.id != *id);
        let mut effects = vec![Effect::DeleteDocument(id.clone()), Effect::SaveProject];
        if self.open_document() == Some(id) {
            self.workbench = None;
            self.project.current = None;
            effects.extend(next.map(Effect::Load));
        }
        effects
    }

    /// The document so many places further in the list.
    fn neighbour(&self, id: &DocumentId, distance: isize) -> Option<DocumentId> {
        let documents = &self.project.documents;
        let at = documents.iter().position(|summary| summary.id == *id)?;
        let neighbour = documents.get(at.checked_add_signed(distance)?)?;
        Some(neighbour.id.clone())
    }

    fn key(&mut self, key: Key, now: Timestamp) -> Vec<Effect> {
        let focused = |state: &Self| {
            let focused = state.workbench.as_ref()?.focused()?;
            Some(focused.id)
        };
        match key {
            Key::NextSuggestion => self.go_to_suggestion(true),
            Key::PreviousSuggestion => self.go_to_suggestion(false),
            Key::Accept => self.decide(focused(self), Command::Accept, now),
            Key::Reject => self.decide(focused(self), Command::Reject, now),
            Key::Remove => match focused(self) {
                Some(id) => self.perform(&Command::Remove(id), now),
                None => Vec::new(),
            },
            Key::Menu => {
                let focus = self.workbench.as_ref().map(Workbench::focus);
                self.menu = focus.is_some_and(|focus| focus != Focus::Nothing);
                Vec::new()
            }
            Key::Cancel if self.dialog.is_some() => self.reduce(Action::Dialog(None), now),
            Key::Cancel if self.menu => {
                self.menu = false;
                Vec::new()
            }
            Key::Cancel => {
                let mut effects = self.reduce(Action::Focus(Focus::Nothing, false), now);
                effects.push(Effect::Deselect);
                effects
            }
            Key::ToggleBlock => {
                let span = self.workbench.as_ref().and_then(Workbench::focused_span);
                let block = span.zip(self.workbench.as_ref());
                let block = block.and_then(|(span, bench)| bench.document().block_at(span.start()));
                match block {
                    Some(block) => self.perform(&Command::ToggleBlock(block), now),
                    None => Vec::new(),
                }
            }
            Key::DoneAndNext => {
                let mut effects = self.perform(&Command::SetStatus(Status::Done), now);
                let next = self.project.next_unfinished(self.open_document());
                match next.map(|summary| summary.id.clone()) {
                    Some(next) => effects.push(Effect::Load(next)),
                    None => effects.extend(self.reduce(all_done(), now)),
                }
                effects
            }
            Key::Flag => {
                let status = self.workbench.as_ref().map(|bench| bench.markup().status);
                let status = match status {
                    Some(Status::Flagged) => Status::InProgress,
                    _ => Status::Flagged,
                };
                self.perform(&Command::SetStatus(status), now)
            }
            Key::NextDocument => self.open_neighbour(1),
            Key::PreviousDocument => self.open_neighbour(-1),
            Key::Undo => self.undo(now),
            Key::Redo => self.redo(now),
            Key::Help => self.reduce(Action::Dialog(Some(Dialog::Window(Which::Help))), now),
        }
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
    fn undo(&mut self, now: Timestamp) -> Vec<Effect> {
        let history = self.workbench.as_ref().map(|bench| bench.work().history());
        let labels = &mut self.project.label_history;
        if !labels.undoes_before(history) {
            return self.perform(&Command::Undo, now);
        }
        let undone = labels.undo(&mut self.project.schema).map(|_| ());
        self.labels_changed("Undone: ", undone, now)
    }

    /// Makes again what was undone, to the open document or to the labels: what was done first comes
    /// first.
    fn redo(&mut self, now: Timestamp) -> Vec<Effect> {
        let history = self.workbench.as_ref().map(|bench| bench.work().history());
        let labels = &mut self.project.label_history;
        if !labels.redoes_before(history) {
            return self.perform(&Command::Redo, now);
        }
        let redone = labels.redo(&mut self.project.schema).map(|_| ());
        self.labels_changed("Redone: ", redone, now)
    }

    /// What follows from a change to the labels.
    fn labels_changed(
        &mut self,
        what: &str,
        changed: Result<(), LabelError>,
        now: Timestamp,
    ) -> Vec<Effect> {
        if let Err(error) = changed {
            return self.reduce(Action::Notify(Notice::problem(error.to_string())), now);
        }
        let project = &self.project;
        if let Some(workbench) = &mut self.workbench {
            workbench.hide(project.schema.deleted());
        }
        let labels = &project.label_history;
        let event = match what {
            "Undone: " => labels.undone().last(),
            _ => labels.done().last(),
        };
        let said = event.map(|event| {
            let change = event.describe(&project.schema, &HistoryWords::ENGLISH);
            Effect::Announce(format!("{what}{change}"))
        });
        [Effect::SaveProject].into_iter().chain(said).collect()
    }

    fn open_neighbour(&self, distance: isize) -> Vec<Effect> {
        let id = self.open_document();
        let next = id.and_then(|id| self.neighbour(id, distance));
        next.map(Effect::Load).into_iter().collect()
    }

    fn go_to_suggestion(&mut self, forward: bool) -> Vec<Effect> {
        self.menu = false;
        let found = self
            .workbench
            .as_mut()
            .and_then(|bench| bench.go_to_suggestion(forward));
        match found {
            Some(_) => self.reveal_focus(),
            None => vec![Effect::Announce("No suggestion is left.".to_owned())],
        }
    }

    /// Decides about the suggestion in focus and goes on to the next one.
    fn decide(
        &mut self,
        id: Option<AnnotationId>,
        command: fn(AnnotationId) -> Command,
        now: Timestamp,
    ) -> Vec<Effect> {
        let Some(id) = id.filter(|id| id.is_suggestion()) else {
            return Vec::new();
        };
        let mut effects = self.perform(&command(id), now);
        effects.extend(self.go_to_suggestion(true));
        effects
    }

    fn stamp(&self, now: Timestamp) -> Stamp {
        Stamp {
            at: now,
            by: self.project.author.clone(),
        }
    }

    fn perform(&mut self, command: &Command, now: Timestamp) -> Vec<Effect> {
        let stamp = self.stamp(now);
        let Some(workbench) = &mut self.workbench else {
            return Vec::new();
        };
        let document = workbench.document().clone();
        let before = (workbench.markup().date, workbench.markup().blocks.clone());
        let entry = match workbench.perform(command, &stamp) {
            Ok(Some(entry)) => entry,
            Ok(None) => return Vec::new(),
            Err(error) => {
                return self.reduce(Action::Notify(Notice::problem(error.to_string())), now);
            }
        };
        self.menu = false;
        let mut effects = vec![Effect::Journal(document.id.clone(), Box::new(entry))];
        if workbench.markup().blocks != before.1 {
            effects.push(Effect::Detect);
        } else if workbench.markup().date != before.0 {
            effects.push(Effect::Redetect);
        }
        let unread = workbench.unread(command);
        if !unread.is_empty() {
            effects.push(Effect::Read(unread));
        }
        let history = workbench.work().history();
        let said = match command {
            Command::Undo => history.to_redo().map(|event| ("Undone: ", event)),
            Command::Redo => history.to_undo().map(|event| ("Redone: ", event)),
            _ => history.to_undo().map(|event| ("", event)),
        };
        if let Some((what, event)) = said {
            let edit =
                event
                    .edit
                    .describe(&document.text, &self.project.schema, &HistoryWords::ENGLISH);
            effects.push(Effect::Announce(format!("{what}{edit}")));
        }
        if matches!(command, Command::Undo | Command::Redo) {
            effects.extend(reveal(workbench));
        }
        self.project.put(Summary::new(&document, workbench.work()));
        effects.push(Effect::Deselect);
        effects
    }

    /// Where the annotator is comes back after a reload, so it is written whenever it changes.
    fn save_place(&mut self) -> Option<Effect> {
        let bench = self.workbench.as_ref()?;
        let now = (bench.document().id.clone(), bench.place(self.top));
        if self.written.as_ref() == Some(&now) {
            return None;
        }
        self.written = Some(now.clone());
        Some(Effect::SavePlace(now.0, now.1))
    }

    fn reveal_focus(&self) -> Vec<Effect> {
        self.workbench
            .as_ref()
            .and_then(reveal)
            .into_iter()
            .collect()
    }
}

fn reveal(workbench: &Workbench) -> Option<Effect> {
    workbench.focused_span().map(Effect::Reveal)
}

fn all_done() -> Action {
    Action::Notify(Notice {
        gravity: Gravity::Information,
        text: "All documents are done. Export takes the dataset out.".to_owned(),
    })
}

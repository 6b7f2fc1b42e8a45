//! The state of the page and what each action does to it. It holds no DOM: what has to happen
//! outside comes back as [`Effect`]s, which the page carries out.

use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;
use spanwright::annotation::{
    Annotation, AnnotationId, BlockIndex, Entry, Schema, Stamp, Status, Timestamp, Work,
};
use spanwright::detect::Proposal;
use spanwright::detect::dates::{Reading, Timex, Unread};
use spanwright::project::{Document, DocumentId, Project, Summary};
use spanwright::text::TextSpan;
use spanwright::workbench::{Command, Focus, Place, Workbench};

use super::keys::Key;
use crate::browser::files::PickedFile;

/// Whether the work is on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saved {
    /// All of it.
    #[default]
    All,
    /// So many changes are on their way.
    Pending(usize),
    /// It could not be written, for this reason; it is kept in memory.
    Failed(String),
}

/// How far the detectors are with the open document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Detection {
    /// They have not begun.
    #[default]
    Waiting,
    /// So many of so many pieces are done.
    Running(usize, usize),
    /// They are done.
    Done,
    /// They cannot run, for this reason.
    Trouble(String),
}

/// A window over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Bring documents in.
    Import,
    /// Take the dataset out.
    Export,
    /// The keys and a few words.
    Help,
}

/// How grave a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gravity {
    /// Good to know.
    Information,
    /// Something did not work.
    Problem,
}

/// Something that the annotator has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How grave it is.
    pub gravity: Gravity,
    /// What it is, in sentences.
    pub text: String,
}

/// Which panels are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The list of documents.
    Documents,
    /// Labels and the list of annotations.
    Annotations,
}

/// A document read back from disk.
#[derive(Debug)]
pub struct Opened {
    /// The document.
    pub document: Document,
    /// The work on it.
    pub work: Work,
    /// The suggestions that were known.
    pub suggestions: Vec<Annotation>,
    /// Where the annotator was.
    pub place: Option<Place>,
}

/// What can happen.
pub enum Action {
    /// The project was read, or there is none yet.
    Started(Option<Project>),
    /// Documents came in.
    Added(Vec<Summary>, Option<Schema>),
    /// A file brought annotations for the open document.
    TakeOver(Vec<Annotation>),
    /// Another document of the list has changed.
    Changed(Summary),
    /// The annotator opens files.
    Files(Rc<[PickedFile]>),
    /// A backup takes the place of everything.
    Restored(Project),
    /// Open this document.
    Open(DocumentId),
    /// A document was read.
    Opened(Box<Opened>),
    /// Whether the work is on disk changed.
    Saved(Saved),
    /// A detector has read a piece of a document.
    Proposed(DocumentId, TextSpan, Vec<Proposal>),
    /// Time expressions that people marked were read, in a document of this date.
    Read(DocumentId, Option<NaiveDate>, Vec<Reading>),
    /// How far the detectors are.
    Detected(Detection),
    /// The annotator does something to the document.
    Command(Command),
    /// The annotator turns to something, and perhaps opens the menu for it.
    Focus(Focus, bool),
    /// The annotator clicks on an annotation or a suggestion.
    Click(AnnotationId),
    /// The annotator jumps to an annotation.
    GoTo(AnnotationId),
    /// A key of the key table.
    Key(Key),
    /// The key of a label.
    LabelKey(char),
    /// The annotator says what a time expression means.
    SetTime(AnnotationId, Timex),
    /// The annotator says when the document was published.
    SetDate(Option<NaiveDate>),
    /// The annotator says who annotates.
    SetAuthor(String),
    /// Open or close a window.
    Dialog(Option<Dialog>),
    /// Open or close a panel.
    Panel(Panel),
    /// Close the label menu.
    CloseMenu,
    /// Say something.
    Notify(Notice),
    /// The annotator has read a notice.
    Dismiss(usize),
    /// The journal of a document has grown long.
    SnapshotDue(DocumentId),
    /// The view has moved.
    Moved,
    /// A file hangs over the page, or no longer does.
    Dropping(bool),
    /// Try again to write what could not be written.
    Retry,
    /// The annotator has come to rest at a block.
    Rest(Option<BlockIndex>),
    /// Take documents out of the project.
    Delete(DocumentId),
}

/// What has to happen outside.
#[derive(Clone)]
pub enum Effect {
    /// Write a step to the journal.
    Journal(DocumentId, Box<Entry>),
    /// Write the project.
    SaveProject,
    /// Take a document off the disk.
    DeleteDocument(DocumentId),
    /// Write the work on a document as it is, so that its journal can begin anew.
    Snapshot(DocumentId),
    /// Write where the annotator is.
    SavePlace(DocumentId, Place),
    /// Read a document.
    Load(DocumentId),
    /// Let the detectors read the open document.
    Detect,
    /// Tell the detectors the document's date.
    Redetect,
    /// Read time expressions that people marked.
    Read(Vec<Unread>),
    /// Keep the suggestions of the open document.
    SaveSuggestions,
    /// Scroll a piece of the text into view.
    Reveal(TextSpan),
    /// Scroll a block to the top.
    ScrollTo(BlockIndex),
    /// Let go of the browser's selection.
    Deselect,
    /// Say something to a screen reader.
    Announce(String),
    /// Read files: articles, datasets, backups.
    OpenFiles(Rc<[PickedFile]>),
    /// Try again to write what could not be written.
    Retry,
    /// Build the built-in sample.
    Sample,
}

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
    /// The block at the top of the view, when the annotator last came to rest.
    top: Option<BlockIndex>,
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
            top: None,
        }
    }

    /// The identity of the open document.
    pub fn open_document(&self) -> Option<&DocumentId> {
        let workbench = self.workbench.as_ref()?;
        Some(&workbench.document().id)
    }

    /// Does what the action says, at this moment, and returns what has to happen outside.
    pub fn reduce(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        match action {
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
            Action::SetTime(id, timex) => self.perform(&Command::SetTime(id, timex), now),
            Action::SetDate(date) => self.perform(&Command::SetDate(date), now),
            Action::Focus(focus, menu) => {
                if let Some(workbench) = &mut self.workbench {
                    workbench.set_focus(focus);
                    self.menu = menu && workbench.focus() != Focus::Nothing;
                }
                self.save_place()
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
            Action::CloseMenu => {
                self.menu = false;
                Vec::new()
            }
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
                self.save_place()
            }
            Action::Moved | Action::Dropping(_) => Vec::new(),
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
        let place = opened.place.unwrap_or_default();
        workbench.set_focus(place.focus);
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
            Key::Cancel if self.menu => self.reduce(Action::CloseMenu, now),
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
            Key::Undo => self.perform(&Command::Undo, now),
            Key::Redo => self.perform(&Command::Redo, now),
            Key::Help => self.reduce(Action::Dialog(Some(Dialog::Help)), now),
        }
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
            Some(_) => [self.reveal_focus(), self.save_place()].concat(),
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
            let edit = event.edit.describe(&document.text, &self.project.schema);
            effects.push(Effect::Announce(format!("{what}{edit}")));
        }
        if matches!(command, Command::Undo | Command::Redo) {
            effects.extend(reveal(workbench));
        }
        self.project
            .put(Summary::new(&document, workbench.markup()));
        effects.push(Effect::Deselect);
        effects.extend(self.save_place());
        effects
    }

    /// Where the annotator is comes back after a reload, so it is written whenever it changes.
    fn save_place(&self) -> Vec<Effect> {
        let place = self.workbench.iter().map(|bench| {
            let (top, focus) = (self.top, bench.focus());
            Effect::SavePlace(bench.document().id.clone(), Place { top, focus })
        });
        place.collect()
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

impl Notice {
    /// Something that did not work.
    pub fn problem(text: impl Into<String>) -> Self {
        Self {
            gravity: Gravity::Problem,
            text: text.into(),
        }
    }

    /// Something good to know.
    pub fn information(text: impl Into<String>) -> Self {
        Self {
            gravity: Gravity::Information,
            text: text.into(),
        }
    }
}

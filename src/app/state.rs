//! The state of the page and what each action does to it. It holds no DOM: what has to happen
//! outside comes back as [`Effect`]s, which the page carries out.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use spanwright::annotation::{AnnotationId, BlockIndex, Entry, LabelId, Schema, Stamp, Timestamp};
use spanwright::detect::dates::Timex;
use spanwright::detect::protocol::Precise;
use spanwright::project::{DocumentId, Project, Summary};
use spanwright::text::{ByteOffset, FindOptions, Segmenter, TextSpan, find};
use spanwright::windows::Which;
use spanwright::words::fill;
use spanwright::workbench::keys::KeyTable;
use spanwright::workbench::{Command, Focus, ListOptions, Place, Workbench};

use super::action::{Action, Detection, Effect, Gravity, Notice, Panel, Saved};
use super::find::Find;
use super::hands::Dragged;
use super::language;

/// The state of the page.
pub struct State {
    /// The project.
    pub project: Project,
    /// The open document.
    pub workbench: Option<Workbench>,
    /// Whether the work is on disk.
    pub saved: Saved,
    /// How far the precise tier of the detectors is.
    pub precise: Precise,
    /// How things stand with them, as it is sent; empty where nobody has asked.
    pub standing: Rc<[u8]>,
    /// How far the detectors are.
    pub detection: Detection,
    /// The open window.
    pub dialog: Option<Which>,
    /// Whether the label menu is open.
    pub menu: bool,
    /// What the annotator has to know.
    pub notices: Vec<Notice>,
    /// Whether the list of documents is open.
    pub documents_open: bool,
    /// Whether labels and annotations are open.
    pub annotations_open: bool,
    /// The window that stands beside the article.
    pub beside: Option<Which>,
    /// Whether the project was read.
    pub ready: bool,
    /// Whether this tab only reads, as another one writes.
    pub reads_only: bool,
    /// Documents that were open before and whose work may be in memory alone, as the disk does not work.
    pub kept: Vec<Workbench>,
    /// What knows where characters and words begin.
    pub(super) segmenter: Rc<dyn Segmenter>,
    /// The time expression that the menu is about, and its meaning in words once that is told.
    pub(super) meaning: Option<(AnnotationId, Timex, String)>,
    /// Whether the time expression is to be turned to its next meaning as soon as that is known.
    pub(super) turning: bool,
    /// What the keys do. The page's listener looks into it as well.
    pub keys: Rc<RefCell<KeyTable>>,
    /// What is looked for in the article, while it is.
    pub finding: Option<Find>,
    /// The label that was chosen first, and that whatever is selected gets.
    pub sticky: Option<LabelId>,
    /// What the mouse points at, once it has moved: the next key is about this.
    pub pointed: Option<Focus>,
    /// What an end is dragged of, and how far it is.
    pub dragged: Option<Dragged>,
    /// Whether the hand is a finger.
    pub touch: bool,
    /// When and where the text was tapped last.
    pub tapped: Option<(Timestamp, ByteOffset)>,
    /// Whether line breaks and tabs can be seen.
    pub invisibles: bool,
    /// How the list of annotations is filtered and sorted.
    pub list: ListOptions,
    /// What is looked for in the names of the documents.
    pub document_filter: String,
    /// The annotations of the list that are chosen.
    pub chosen: Vec<AnnotationId>,
    /// The first and the last block in view, when the annotator last came to rest.
    pub view: Option<(BlockIndex, BlockIndex)>,
    /// Where to go in the document that is being opened.
    sought: Option<(DocumentId, TextSpan)>,
    /// Where the annotator was when that was last written.
    written: Option<(DocumentId, Place)>,
}

impl State {
    /// The page before anything was read.
    pub fn new(project: Project, wide: bool, segmenter: Rc<dyn Segmenter>) -> Self {
        Self {
            project,
            segmenter,
            workbench: None,
            saved: Saved::default(),
            precise: Precise::Off,
            standing: Rc::new([]),
            detection: Detection::default(),
            dialog: None,
            menu: false,
            notices: Vec::new(),
            documents_open: wide,
            annotations_open: wide,
            beside: None,
            ready: false,
            reads_only: false,
            kept: Vec::new(),
            meaning: None,
            turning: false,
            keys: Rc::default(),
            finding: None,
            sticky: None,
            pointed: None,
            dragged: None,
            touch: false,
            tapped: None,
            invisibles: false,
            list: ListOptions::default(),
            document_filter: String::new(),
            chosen: Vec::new(),
            view: None,
            sought: None,
            written: None,
        }
    }

    /// The identity of the open document.
    pub fn open_document(&self) -> Option<&DocumentId> {
        let workbench = self.workbench.as_ref()?;
        Some(&workbench.document().id)
    }

    /// The documents in whose names is what is looked for, in order.
    pub fn found_documents(&self) -> impl Iterator<Item = &Summary> {
        let wanted = &*self.document_filter;
        let documents = self.project.documents.iter();
        documents.filter(move |summary| {
            let find = || {
                find(
                    &summary.name,
                    wanted,
                    FindOptions::default(),
                    &*self.segmenter,
                )
            };
            wanted.is_empty() || !find().is_empty()
        })
    }

    /// Does what the action says, at this moment, and returns what has to happen outside.
    pub fn reduce(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        if self.reads_only && action.is_change() {
            return self.refuse(now);
        }
        let focus = self.workbench.as_ref().map(Workbench::focus);
        let mut effects = self.react(action, now);
        self.reopen(&mut effects, now);
        if self.workbench.as_ref().map(Workbench::focus) != focus {
            self.pointed = None;
        }
        effects.extend(self.explain());
        effects.extend(self.save_place());
        let decided = self.workbench.as_mut().map(Workbench::take_decisions);
        let decided = decided.filter(|decided| !decided.is_empty());
        effects.extend(decided.map(Effect::Learn));
        effects
    }

    fn react(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        match action {
            Action::ReadsOnly(reads_only) => {
                self.reads_only = reads_only;
                Vec::new()
            }
            Action::Started(Some(project)) => {
                let here = self.workbench.take();
                let here = here.map(|bench| bench.document().id.clone());
                self.project = project;
                self.ready = true;
                self.saved = Saved::All;
                self.kept = Vec::new();
                let here = here.filter(|id| self.project.summary(id).is_some());
                let current = here.or_else(|| self.project.current.clone());
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
            Action::Kept(documents) => {
                let benches = documents.into_iter();
                let benches = benches
                    .map(|(document, work)| Workbench::new(Arc::new(document), work, Vec::new()));
                self.kept.extend(benches);
                Vec::new()
            }
            Action::Added(documents, schema) => self.add(documents, schema),
            Action::TakeOver(annotations) => self.perform(&Command::Import(annotations), now),
            Action::Files(files) => {
                let is_model = files.iter().any(|file| file.name().ends_with(".onnx"));
                if is_model {
                    self.dialog = Some(Which::Detectors);
                }
                vec![Effect::OpenFiles(files)]
            }
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
            Action::Opened(opened) => {
                let document = Arc::new(opened.document);
                let bench = Workbench::new(document, opened.work, opened.suggestions);
                self.open(bench, opened.place, now)
            }
            Action::Saved(saved) => {
                if saved == Saved::All {
                    self.kept = Vec::new();
                }
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
            Action::Explained(span, words, next) => self.explained(span, words, next, now),
            Action::Detected(detection) => {
                let finished = detection == Detection::Done;
                self.detection = detection;
                finished
                    .then_some(Effect::SaveSuggestions)
                    .into_iter()
                    .collect()
            }
            Action::Standing(standing) => {
                self.standing = standing;
                Vec::new()
            }
            Action::Precise(precise) => {
                let is_read = matches!(&precise, Precise::Reading { done, total } if done == total);
                self.precise = precise;
                is_read
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
            Action::Caret(offset, extend) => self.put_caret(offset, extend),
            Action::Tap(tap) => self.tap(tap, now),
            Action::Drag(drag) => self.drag(drag, now),
            Action::Click(id) => self.click(id, now),
            Action::GoTo(id) => self.go_to(Focus::Annotation(id), now),
            Action::Key(key) => self.key(key, now),
            Action::Rebind(keys) => {
                *self.keys.borrow_mut() = keys;
                vec![Effect::SaveKeys]
            }
            Action::Keys(keys) => {
                *self.keys.borrow_mut() = keys;
                Vec::new()
            }
            Action::Find(find) => self.find(find),
            Action::FindNext(forward) => self.find_next(forward, now),
            Action::Sweep(sweep, here, job) => self.sweep(sweep, &here, job),
            Action::Legend(label) => match self.workbench.as_ref().map(Workbench::focus) {
                Some(Focus::Nothing) | None => self.reduce(Action::Stick(Some(label)), now),
                Some(_) => self.perform(&Command::Label(label), now),
            },
            Action::Stick(label) => {
                self.sticky = label.filter(|label| self.sticky.as_ref() != Some(label));
                Vec::new()
            }
            Action::Selected(span) => match self.sticky.clone() {
                // A finger selects a word first and then goes on.
                Some(label) if !self.touch => self.perform(&Command::Put(span, label), now),
                _ => self.reduce(Action::Focus(Focus::Text(span), true), now),
            },
            Action::LabelKey(key) => match self.project.schema.by_key(key) {
                Some(label) => self.label(label.id.clone(), now),
                None => Vec::new(),
            },
            Action::SetAuthor(name) => {
                self.project.author = spanwright::annotation::Author::new(name);
                vec![Effect::SaveProject]
            }
            Action::Labels(edits) => self.change_labels(edits, now),
            Action::UndoLabels => self.undo_labels(now),
            Action::RedoLabels => self.redo_labels(now),
            Action::Show(id, span) => {
                self.dialog = None;
                if self.open_document() != Some(&id) {
                    self.sought = Some((id.clone(), span));
                    return vec![Effect::Load(id)];
                }
                let mut effects = self.reduce(Action::Focus(Focus::Text(span), false), now);
                effects.push(Effect::Reveal(span));
                effects
            }
            Action::Dialog(Some(which)) => self.show_window(which),
            Action::Dialog(dialog) => {
                self.dialog = dialog;
                self.menu = false;
                self.pointed = None;
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
            Action::Panel(Panel::Beside) => {
                self.beside = None;
                // The keys go on in the article.
                vec![Effect::FocusOn("main")]
            }
            // What is there already need not be said again, as when each write fails in turn.
            Action::Notify(notice) if self.notices.contains(&notice) => Vec::new(),
            Action::Notify(notice) if notice.gravity == Gravity::Working => {
                let begun = self.notices.len();
                self.notices.retain(|one| one.gravity != Gravity::Working);
                let is_first = self.notices.len() == begun && !notice.text.is_empty();
                let said = is_first.then(|| Effect::Announce(notice.text.clone()));
                if !notice.text.is_empty() {
                    self.notices.push(notice);
                }
                said.into_iter().collect()
            }
            Action::Notify(notice) => {
                let said = Effect::Announce(notice.text.clone());
                self.notices.push(notice);
                vec![said]
            }
            Action::Dismiss(notice) => match self.notices.get(notice) {
                Some(notice) if notice.gravity == Gravity::Working => vec![Effect::StopFiles],
                Some(_) => {
                    self.notices.remove(notice);
                    Vec::new()
                }
                None => Vec::new(),
            },
            Action::SnapshotDue(id) => vec![Effect::Snapshot(id)],
            Action::Rest(view) => {
                self.view = view;
                Vec::new()
            }
            Action::List(options) => {
                self.list = options;
                Vec::new()
            }
            Action::Choose(id, chosen) => {
                self.chosen.retain(|one| *one != id);
                if chosen {
                    self.chosen.push(id);
                }
                Vec::new()
            }
            Action::Many(many) => self.do_many(many, now),
            Action::FilterDocuments(filter) => {
                self.document_filter = filter;
                Vec::new()
            }
            Action::Moved
            | Action::Scrolled(_)
            | Action::Mount
            | Action::Draw
            | Action::Mouse(..)
            | Action::Hand(_)
            | Action::SelectionChanged
            | Action::Dropping(_)
            | Action::Window(_) => Vec::new(),
            Action::Retry => vec![Effect::Retry],
            Action::Write(writing) => vec![Effect::Write(writing)],
            Action::Delete(id) => self.delete(&id),
        }
    }

    /// New documents stand at the end of the list, and the first of them is opened.
    fn add(&mut self, documents: Vec<Summary>, schema: Option<Schema>) -> Vec<Effect> {
        self.dialog = None;
        // While a file was read, the labels may have been changed here.
        for label in schema.iter().flat_map(Schema::labels) {
            self.project.schema.adopt(label);
        }
        let first = documents.first().map(|summary| summary.id.clone());
        self.project.put_all(documents);
        let mut effects = vec![Effect::SaveProject];
        effects.extend(first.map(Effect::Load));
        effects
    }

    /// A document that is kept in memory is not read from the disk.
    fn reopen(&mut self, effects: &mut Vec<Effect>, now: Timestamp) {
        let found = effects.iter().enumerate().find_map(|(n, effect)| {
            let Effect::Load(id) = effect else {
                return None;
            };
            let is_it = |bench: &Workbench| bench.document().id == *id;
            Some((n, self.kept.iter().position(is_it)?))
        });
        if let Some((n, at)) = found {
            effects.remove(n);
            let bench = self.kept.swap_remove(at);
            effects.extend(self.open(bench, None, now));
        }
    }

    fn open(
        &mut self,
        mut workbench: Workbench,
        place: Option<Place>,
        now: Timestamp,
    ) -> Vec<Effect> {
        workbench.hide(self.project.schema.deleted());
        let place = place.unwrap_or_default();
        workbench.return_to(place);
        if matches!(self.saved, Saved::Failed(_)) {
            self.kept.extend(self.workbench.take());
        }
        self.project.current = Some(workbench.document().id.clone());
        if let Some(find) = &mut self.finding {
            find.search(&workbench, &*self.segmenter);
        }
        self.workbench = Some(workbench);
        self.detection = Detection::Waiting;
        self.menu = false;
        self.view = place.top.map(|top| (top, top));
        self.chosen = Vec::new();
        let top = place.top.unwrap_or_default();
        let mut effects = vec![Effect::SaveProject, Effect::ScrollTo(top), Effect::Detect];
        if let Some((id, span)) = self.sought.take()
            && self.open_document() == Some(&id)
        {
            effects.extend(self.reduce(Action::Show(id, span), now));
        }
        effects
    }

    /// Says why nothing is changed here.
    fn refuse(&mut self, now: Timestamp) -> Vec<Effect> {
        let notice = Notice::information(language::words().said.reads_only);
        self.reduce(Action::Notify(notice), now)
    }

    fn delete(&mut self, id: &DocumentId) -> Vec<Effect> {
        self.kept.retain(|bench| bench.document().id != *id);
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

    pub(super) fn open_neighbour(&self, distance: isize) -> Vec<Effect> {
        let id = self.open_document();
        let next = id.and_then(|id| self.neighbour(id, distance));
        next.map(Effect::Load).into_iter().collect()
    }

    pub(super) fn go_to_suggestion(&mut self, forward: bool) -> Vec<Effect> {
        self.menu = false;
        let found = self
            .workbench
            .as_mut()
            .and_then(|bench| bench.go_to_suggestion(forward));
        match found {
            Some(_) => {
                let mut effects = self.reveal_focus();
                effects.extend(self.say_focus());
                effects
            }
            None => vec![Effect::Announce(
                language::words().said.no_suggestion_left.to_owned(),
            )],
        }
    }

    /// Decides about the suggestion in focus and goes on to the next one.
    pub(super) fn decide(
        &mut self,
        id: Option<AnnotationId>,
        command: fn(AnnotationId) -> Command,
        now: Timestamp,
    ) -> Vec<Effect> {
        let mut effects = self.decide_here(id, command, now);
        if !effects.is_empty() {
            effects.extend(self.go_to_suggestion(true));
        }
        effects
    }

    /// Decides about the suggestion in focus.
    pub(super) fn decide_here(
        &mut self,
        id: Option<AnnotationId>,
        command: fn(AnnotationId) -> Command,
        now: Timestamp,
    ) -> Vec<Effect> {
        let suggestion = id.filter(|id| id.is_suggestion());
        let decided = suggestion.map(|id| self.perform(&command(id), now));
        decided.unwrap_or_default()
    }

    /// Where the clock was set back, what is done next still counts as later than what was done before:
    /// undo goes by time.
    pub(super) fn stamp(&self, now: Timestamp) -> Stamp {
        let labels = self.project.label_history.done().last();
        let sweeps = self.project.sweeps.done().last();
        let here = self.workbench.as_ref();
        let here = here.and_then(|bench| bench.work().history().to_undo());
        // `None` is less than any time.
        let before = labels.map(|event| event.at);
        let before = before.max(sweeps.map(|sweep| sweep.at));
        let before = before.max(here.map(|event| event.at));
        Stamp {
            at: before.max(Some(now)).unwrap_or(now),
            by: self.project.author.clone(),
        }
    }

    pub(super) fn perform(&mut self, command: &Command, now: Timestamp) -> Vec<Effect> {
        if self.reads_only {
            return self.refuse(now);
        }
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
        let is_new = matches!(entry, Entry::Do(_));
        let mut effects = vec![Effect::Journal(document.id.clone(), Box::new(entry))];
        if is_new && self.project.sweeps.forget_undone() {
            effects.push(Effect::SaveProject);
        }
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
        let words = language::words();
        let said = match command {
            Command::Undo => history.to_redo().map(|event| (words.said.undone, event)),
            Command::Redo => history.to_undo().map(|event| (words.said.redone, event)),
            _ => history.to_undo().map(|event| ("{0}", event)),
        };
        if let Some((what, event)) = said {
            let edit = event
                .edit
                .describe(&document.text, &self.project.schema, words.told);
            effects.push(Effect::Announce(fill(what, &[&edit])));
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
        let now = (
            bench.document().id.clone(),
            bench.place(self.view.map(|(top, _)| top)),
        );
        if self.written.as_ref() == Some(&now) {
            return None;
        }
        self.written = Some(now.clone());
        Some(Effect::SavePlace(now.0, now.1))
    }

    pub(super) fn reveal_focus(&self) -> Vec<Effect> {
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

pub(super) fn all_done() -> Action {
    Action::Notify(Notice {
        gravity: Gravity::Information,
        text: language::words().said.all_done.to_owned(),
    })
}

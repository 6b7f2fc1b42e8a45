//! Carries out what the state cannot do by itself: disk, detectors, files.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use spanwright::project::{DocumentId, JournalLine, Seq};
use spanwright::workbench::Workbench;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::action::{Action, Detection, Effect, Notice, Opened, Saved};
use super::state::State;
use crate::browser::detector::{Detector, DetectorEvent};
use crate::browser::one_tab;
use crate::browser::storage::{self, SaveEvent, SaveState, Saver, Store, StoreError, Written};

/// The name under which a person's keys are stored.
const KEYS_SETTING: &str = "keys";

/// The way to everything outside. Cheap to clone.
#[derive(Clone)]
pub struct Outside(Rc<Inner>);

struct Inner {
    act: Callback<Action>,
    disk: RefCell<Option<Disk>>,
    detector: Detector,
    /// The last journal line of each document that was opened.
    lines: RefCell<HashMap<DocumentId, Seq>>,
    /// The document that was asked for last, so that an answer that comes late is not shown.
    wanted: RefCell<Option<DocumentId>>,
    /// Whether the browser was asked not to clear the disk.
    persistent: Cell<bool>,
    /// Whether another tab has taken the project over.
    taken_over: Cell<bool>,
    /// The jobs of the clerk's that change documents which are not open; the first one is being done.
    sweeps: RefCell<VecDeque<Vec<u8>>>,
    /// Whether the last write was refused.
    failing: Cell<bool>,
    /// Whether the project is saved to a folder. It may be, until the clerk has said that it is not.
    in_folder: Cell<bool>,
    /// Runs out when the annotator pauses.
    pause: RefCell<Option<Timeout>>,
}

/// So long after the last change the annotator pauses.
const PAUSE_MS: u32 = 3_000;

#[derive(Clone)]
struct Disk {
    store: Store,
    saver: Saver,
}

impl PartialEq for Outside {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Outside {
    /// Opens the disk and reads the project; what comes of it is told to `act`.
    pub fn start(act: Callback<Action>) -> Self {
        let report = act.clone();
        let outside = Self(Rc::new(Inner {
            detector: Detector::new(move |event| report.emit(detected(event))),
            act,
            disk: RefCell::default(),
            lines: RefCell::default(),
            wanted: RefCell::default(),
            persistent: Cell::default(),
            sweeps: RefCell::default(),
            failing: Cell::default(),
            taken_over: Cell::default(),
            in_folder: Cell::new(true),
            pause: RefCell::default(),
        }));
        spawn_local(outside.clone().open_disk());
        outside
    }

    /// Says something to the annotator.
    pub fn notify(&self, notice: Notice) {
        self.0.act.emit(Action::Notify(notice));
    }

    /// Does something in the state.
    pub fn act(&self, action: Action) {
        self.0.act.emit(action);
    }

    /// The disk, where there is one.
    pub fn store(&self) -> Option<Store> {
        let disk = self.0.disk.borrow();
        disk.as_ref().map(|disk| disk.store.clone())
    }

    /// Waits until nothing is on its way to the disk, neither from here nor from the clerk, or the disk
    /// refuses. Returns whether all of the work is on disk.
    pub async fn settled(&self) -> bool {
        while self.is_sweeping() {
            moment().await;
        }
        self.written().await
    }

    /// Waits until nothing is on its way from here to the disk.
    async fn written(&self) -> bool {
        let saver = self.0.disk.borrow().as_ref().map(|disk| disk.saver.clone());
        let waits = || saver.as_ref().is_some_and(|saver| saver.pending() > 0);
        while waits() && !self.0.failing.get() {
            moment().await;
        }
        !waits()
    }

    /// Whether the clerk is changing documents that are not open. None of them may be opened then: the
    /// next step there would take the place of the clerk's.
    fn is_sweeping(&self) -> bool {
        !self.0.sweeps.borrow().is_empty()
    }

    /// Has the clerk change documents that are not open, one job after another.
    fn sweep(&self, job: Vec<u8>) {
        self.0.sweeps.borrow_mut().push_back(job);
        if self.0.sweeps.borrow().len() > 1 {
            return;
        }
        let outside = self.clone();
        spawn_local(async move {
            loop {
                let job = outside.0.sweeps.borrow().front().cloned();
                let Some(job) = job else {
                    return;
                };
                outside.written().await;
                super::intake::sweep(&outside, &job).await;
                outside.0.sweeps.borrow_mut().pop_front();
            }
        });
    }

    /// Whether another tab has taken the project over.
    pub fn is_taken_over(&self) -> bool {
        self.0.taken_over.get()
    }

    async fn open_disk(self) {
        let loser = self.clone();
        one_tab::take_over(move || {
            loser.0.taken_over.set(true);
            loser.0.detector.close();
            loser.act(Action::TakenOver);
        });
        let project = match Store::open().await {
            Ok(store) => {
                let mut project = store.load_project().await;
                if let Err(StoreError::Damaged { .. }) = project {
                    // An earlier version may have written it, which the page need not know how to read.
                    super::intake::renew(&self).await;
                    project = store.load_project().await;
                }
                // What cannot be read is not written over: the page then does without the disk.
                if project.is_ok() {
                    let watcher = self.clone();
                    let saver = Saver::new(store.clone(), move |event| watcher.save_event(event));
                    *self.0.disk.borrow_mut() = Some(Disk { store, saver });
                }
                project
            }
            Err(error) => Err(error),
        };
        // A person's keys are worth no error: without them the standard ones are in use.
        if let Some(store) = self.store()
            && let Ok(Some(keys)) = store.load_setting(KEYS_SETTING).await
        {
            self.act(Action::Keys(keys));
        }
        match project {
            Ok(project) => self.act(Action::Started(project)),
            Err(error) => {
                self.act(Action::Started(None));
                self.act(Action::Saved(Saved::Failed(error.to_string())));
                self.notify(Notice::problem(error.to_string()));
            }
        }
    }

    fn save_event(&self, event: SaveEvent) {
        if let SaveEvent::State(state) = &event {
            self.0.failing.set(matches!(state, SaveState::Failed(_)));
        }
        match event {
            SaveEvent::State(SaveState::Saved) => {
                self.act(Action::Saved(Saved::All));
                self.save_at_pause();
            }
            SaveEvent::State(SaveState::Saving { pending }) => {
                self.act(Action::Saved(Saved::Pending(pending)));
            }
            SaveEvent::State(SaveState::Failed(error)) => {
                self.act(Action::Saved(Saved::Failed(error.to_string())));
                self.notify(Notice::problem(error.to_string()));
            }
            SaveEvent::SnapshotDue(document) => self.act(Action::SnapshotDue(document)),
        }
    }

    /// Whether the project is saved to a folder.
    pub fn in_folder(&self) -> &Cell<bool> {
        &self.0.in_folder
    }

    /// Has the project saved to the folder when the annotator pauses.
    fn save_at_pause(&self) {
        let outside = self.clone();
        let rest = Timeout::new(PAUSE_MS, move || {
            if outside.0.in_folder.get() {
                super::intake::save_to_folder(&outside);
            }
        });
        *self.0.pause.borrow_mut() = Some(rest);
    }

    /// Does what the effect says.
    pub fn carry_out(&self, effect: Effect, state: &State) {
        let bench = state.workbench.as_ref();
        match effect {
            Effect::Journal(id, entry) => {
                let mut lines = self.0.lines.borrow_mut();
                let seq = lines.entry(id.clone()).or_default();
                *seq = seq.next();
                let line = JournalLine {
                    seq: *seq,
                    entry: *entry,
                };
                if let (Some(disk), Some(summary)) =
                    (&*self.0.disk.borrow(), state.project.summary(&id))
                {
                    disk.saver.push(line, summary.clone());
                }
                self.ask_to_persist();
            }
            Effect::Snapshot(id) => {
                let seq = self.0.lines.borrow().get(&id).copied();
                if let (Some(seq), Some(bench)) = (seq, bench.filter(|one| one.document().id == id))
                {
                    self.write(|store| store.compact(&id, seq, bench.work()));
                }
            }
            Effect::SaveProject => {
                if let Some(disk) = &*self.0.disk.borrow() {
                    disk.saver.push_project(Rc::new(state.project.clone()));
                }
            }
            Effect::SaveKeys => {
                self.write(|store| store.save_setting(KEYS_SETTING, &*state.keys.borrow()));
            }
            Effect::DeleteDocument(id) => {
                self.write(|store| store.remove_documents(&[id], &state.project));
            }
            Effect::Load(id) => self.load(id),
            Effect::Detect => self.detect(bench),
            Effect::Redetect => {
                if let Some(bench) = bench {
                    self.0.detector.set_reference(bench.markup().date);
                }
            }
            Effect::Read(unread) => self.0.detector.read(unread),
            Effect::Explain(unread, timex) => {
                self.0
                    .detector
                    .explain(unread, timex, super::language::chosen())
            }
            Effect::SaveSuggestions => {
                if let Some(bench) = bench {
                    let id = &bench.document().id;
                    self.write(|store| store.save_suggestions(id, bench.suggestions()));
                }
            }
            Effect::SavePlace(id, place) => {
                let top = place.top.unwrap_or_default().to_usize();
                if let Some(block) = bench.and_then(|bench| bench.document().blocks.get(top)) {
                    self.0.detector.look_at(block.span.start());
                }
                self.write(|store| store.save_place(&id, &place));
            }
            Effect::Deselect => crate::browser::selection::clear(),
            Effect::Retry => {
                if let Some(disk) = &*self.0.disk.borrow() {
                    disk.saver.retry();
                }
            }
            Effect::Sweep(job) => self.sweep(job),
            Effect::Sample => super::intake::sample(self),
            Effect::OpenFiles(files) => {
                let open = state.open_document().cloned();
                super::intake::open_files(self, open, files);
            }
            Effect::Announce(_)
            | Effect::Reveal(_)
            | Effect::RevealCaret
            | Effect::FocusOn(_)
            | Effect::Line(..)
            | Effect::ScrollTo(_) => {}
        }
    }

    /// Writes beside the journal; what cannot be written is told.
    fn write(&self, write: impl FnOnce(&Store) -> Written) {
        if let Some(disk) = &*self.0.disk.borrow() {
            self.report(write(&disk.store));
        }
    }

    fn report(&self, written: Written) {
        let outside = self.clone();
        spawn_local(async move {
            if let Err(error) = written.await {
                outside.notify(Notice::problem(error.to_string()));
            }
        });
    }

    fn load(&self, id: DocumentId) {
        *self.0.wanted.borrow_mut() = Some(id.clone());
        let Some(store) = self.store() else {
            return;
        };
        let outside = self.clone();
        spawn_local(async move {
            let loaded = loop {
                // What is on its way to the disk may belong to this very document: read before it is
                // there, the work would lack it, and the next step would take its place.
                if !outside.settled().await {
                    let words = super::language::words().said.not_on_disk;
                    return outside.notify(Notice::problem(words));
                }
                let loaded = store.load_document(&id).await;
                // The clerk may have begun to change it meanwhile.
                if !outside.is_sweeping() {
                    break loaded;
                }
            };
            let loaded = match loaded {
                Ok(Some(loaded)) => loaded,
                Ok(None) => {
                    let words = super::language::words().said.gone;
                    return outside.notify(Notice::problem(words));
                }
                Err(error) => return outside.notify(Notice::problem(error.to_string())),
            };
            for damage in &loaded.damage {
                outside.notify(Notice::problem(damage.to_string()));
            }
            if outside.0.wanted.borrow().as_ref() != Some(&id) {
                return;
            }
            outside.0.lines.borrow_mut().insert(id, loaded.seq);
            outside.act(Action::Opened(Box::new(Opened {
                document: loaded.document,
                work: loaded.work,
                suggestions: loaded.suggestions,
                place: loaded.place,
            })));
        });
    }

    fn detect(&self, bench: Option<&Workbench>) {
        let Some(bench) = bench else {
            return self.0.detector.close();
        };
        let document = bench.document();
        let included = document.included(bench.markup());
        let blocks: Vec<_> = included.map(|(_, block)| block.span).collect();
        let reference = bench.markup().date;
        self.0
            .detector
            .open(document.id.clone(), &document.text, &blocks, reference);
    }

    /// Asks the browser once, after the first work, not to clear the disk when space runs short.
    fn ask_to_persist(&self) {
        if !self.0.persistent.replace(true) {
            spawn_local(async {
                // A browser that refuses keeps the work all the same, as long as there is space.
                let _ = storage::request_persistence().await;
            });
        }
    }
}

/// Lets the page go on for a moment.
async fn moment() {
    gloo::timers::future::TimeoutFuture::new(10).await;
}

fn detected(event: DetectorEvent) -> Action {
    match event {
        DetectorEvent::Proposals {
            document,
            span,
            proposals,
        } => Action::Proposed(document, span, proposals),
        DetectorEvent::Read {
            document,
            readings,
            reference,
        } => Action::Read(document, reference, readings),
        DetectorEvent::Explained { span, words, next } => Action::Explained(span, words, next),
        DetectorEvent::Progress { done, total } => {
            Action::Detected(Detection::Running(done, total))
        }
        DetectorEvent::Finished => Action::Detected(Detection::Done),
        DetectorEvent::Trouble(words) => Action::Detected(Detection::Trouble(words)),
    }
}

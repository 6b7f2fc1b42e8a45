//! Carries out what the state cannot do by itself: disk, detectors, files.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::rc::{Rc, Weak};

use futures_util::future::LocalBoxFuture;
use gloo::timers::callback::Timeout;
use spanwright::clerk::{DiskUse, Kept, Means};
use spanwright::project::{DocumentId, JournalLine, Seq};
use spanwright::windows::Which;
use spanwright::workbench::Workbench;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::action::{Action, Detection, Effect, Notice, Opened, Saved};
use super::state::State;
use crate::browser::detector::{Detector, DetectorEvent};
use crate::browser::one_tab::{OneTab, TabEvent};
use crate::browser::storage::{self, SaveEvent, SaveState, Saver, Store, StoreError, Written};
use crate::browser::worker_link::WorkerLink;

/// The name under which a person's keys are stored.
const KEYS_SETTING: &str = "keys";

/// The way to everything outside. Cheap to clone.
#[derive(Clone)]
pub struct Outside(Rc<Inner>);

struct Inner {
    act: Callback<Action>,
    disk: RefCell<Option<Disk>>,
    /// The disk that was asked for first of all, until it is needed.
    asked: Cell<Option<LocalBoxFuture<'static, Result<Store, StoreError>>>>,
    detector: Detector,
    /// The last journal line of each document that was opened.
    lines: RefCell<HashMap<DocumentId, Seq>>,
    /// The document that was asked for last, so that an answer that comes late is not shown.
    wanted: RefCell<Option<DocumentId>>,
    /// Whether the browser was asked not to clear the disk.
    persistent: Cell<bool>,
    /// This tab among those of the project.
    tab: OnceCell<OneTab>,
    /// Whether this tab is the one that writes.
    writes: Cell<bool>,
    /// How often the disk was opened.
    openings: Cell<u32>,
    /// How many writes and jobs are under way beside the saver's.
    under_way: Cell<usize>,
    /// The jobs of the clerk's that change documents which are not open; the first one is being done.
    sweeps: RefCell<VecDeque<Vec<u8>>>,
    /// The wires to the clerks that read files, as long as they do.
    reading: RefCell<Vec<Weak<WorkerLink>>>,
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
            asked: Cell::new(Some(Box::pin(Store::open()))),
            lines: RefCell::default(),
            wanted: RefCell::default(),
            persistent: Cell::default(),
            sweeps: RefCell::default(),
            reading: RefCell::default(),
            failing: Cell::default(),
            in_folder: Cell::new(true),
            pause: RefCell::default(),
            tab: OnceCell::new(),
            writes: Cell::default(),
            openings: Cell::default(),
            under_way: Cell::default(),
        }));
        let hears = outside.clone();
        let tab = OneTab::start(move |event| hears.tab_event(event));
        // It is set here alone.
        let _ = outside.0.tab.set(tab);
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
        self.is_reading() || !self.0.sweeps.borrow().is_empty()
    }

    /// Whether a clerk reads a file, by which documents may change too.
    fn is_reading(&self) -> bool {
        let mut reading = self.0.reading.borrow_mut();
        reading.retain(|link| link.strong_count() > 0);
        !reading.is_empty()
    }

    /// Takes note that a clerk reads a file.
    pub fn reads(&self, link: &Rc<WorkerLink>) {
        self.0.reading.borrow_mut().push(Rc::downgrade(link));
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
                while outside.is_reading() {
                    moment().await;
                }
                outside.written().await;
                super::intake::sweep(&outside, &job).await;
                outside.0.sweeps.borrow_mut().pop_front();
            }
        });
    }

    /// Whether this tab is the one that writes.
    pub fn writes(&self) -> bool {
        self.0.writes.get()
    }

    /// What may be done with the disk here.
    pub fn disk_use(&self) -> DiskUse {
        match self.store() {
            None => DiskUse::Nothing,
            Some(_) if self.writes() => DiskUse::Write,
            Some(_) => DiskUse::Read,
        }
    }

    /// Notes that something is under way until [`Self::end`] is called.
    pub fn begin(&self) {
        self.0.under_way.update(|count| count + 1);
    }

    /// It is no longer under way.
    pub fn end(&self) {
        self.0.under_way.update(|count| count - 1);
    }

    /// Asks the tab that writes to let this one write.
    pub fn take_over(&self) {
        if let Some(tab) = self.0.tab.get() {
            tab.take_over();
        }
    }

    fn tab_event(&self, event: TabEvent) {
        let outside = self.clone();
        match event {
            TabEvent::Gained | TabEvent::Waits => {
                self.0.writes.set(event == TabEvent::Gained);
                spawn_local(outside.open_disk());
            }
            TabEvent::Asked => spawn_local(outside.give_back()),
            TabEvent::Refused => {
                self.notify(Notice::problem(super::language::words().said.not_given));
            }
            TabEvent::Lost => {
                self.0.writes.set(false);
                if let Some(disk) = &*self.0.disk.borrow() {
                    disk.saver.stop();
                }
                self.act(Action::ReadsOnly(true));
            }
        }
    }

    /// Lets another tab write, once all that was done here is on disk.
    async fn give_back(self) {
        self.act(Action::ReadsOnly(true));
        let settled = loop {
            let settled = self.settled().await;
            if self.0.under_way.get() == 0 || !settled {
                break settled;
            }
            moment().await;
        };
        let Some(tab) = self.0.tab.get() else {
            return;
        };
        if settled {
            self.0.writes.set(false);
            tab.give_back();
        } else {
            self.act(Action::ReadsOnly(false));
            tab.keep();
        }
    }

    async fn open_disk(self) {
        self.0.openings.update(|openings| openings + 1);
        let opening = self.0.openings.get();
        let mut opened = None;
        // A person's keys are worth no error: without them the standard ones are in use.
        let mut keys = None;
        let asked = self.0.asked.take();
        let project = match asked.unwrap_or_else(|| Box::pin(Store::open())).await {
            Ok(store) => {
                let mut project;
                (project, keys) = store.load_project_and_setting(KEYS_SETTING).await;
                if let Err(StoreError::Damaged { .. }) = project
                    && self.writes()
                {
                    // An earlier version may have written it, which the page need not know how to read.
                    super::intake::renew(&self).await;
                    project = store.load_project().await;
                }
                // What cannot be read is not written over: the page then does without the disk.
                opened = project.is_ok().then_some(store);
                project
            }
            Err(error) => Err(error),
        };
        // This tab may have come to write meanwhile, and read the disk again.
        if self.0.openings.get() != opening {
            return;
        }
        *self.0.disk.borrow_mut() = opened.map(|store| {
            let watcher = self.clone();
            let saver = Saver::new(store.clone(), move |event| watcher.save_event(event));
            Disk { store, saver }
        });
        if let Some(keys) = keys {
            self.act(Action::Keys(keys));
        }
        let error = project.as_ref().err().map(ToString::to_string);
        self.0.failing.set(error.is_some());
        self.act(Action::ReadsOnly(!self.writes()));
        self.act(Action::Started(project.ok().flatten()));
        if let Some(error) = error {
            self.act(Action::Saved(Saved::Failed(error.clone())));
            self.notify(Notice::unsaved(error));
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
                self.notify(Notice::unsaved(error.to_string()));
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
                if let (Some(disk), Some(summary)) = (self.disk(), state.project.summary(&id)) {
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
                if let Some(disk) = self.disk() {
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
            Effect::Learn(decisions) => self.0.detector.learn(decisions),
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
                if let Some(disk) = self.disk() {
                    let (outside, means) = (self.clone(), self.means(state));
                    spawn_local(async move {
                        // What came in meanwhile is on no disk yet.
                        super::intake::keep(&outside, means).await;
                        disk.saver.retry();
                    });
                }
            }
            Effect::Write(writing) => {
                super::intake::write(self, writing, self.means(state));
            }
            Effect::Sweep(job) => self.sweep(job),
            Effect::StopFiles => {
                let reading = self.0.reading.borrow();
                let links = reading.iter().filter_map(Weak::upgrade);
                links.for_each(|link| crate::browser::clerk::stop(&link));
            }
            Effect::Sample => super::intake::sample(self),
            Effect::OpenFiles(files) if state.dialog == Some(Which::Detectors) => {
                self.0.detector.hand_over(&files);
            }
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
        if let Some(disk) = self.disk() {
            self.report(write(&disk.store));
        }
    }

    /// The disk, where this tab writes on it.
    fn disk(&self) -> Option<Disk> {
        let disk = self.0.disk.borrow().clone();
        disk.filter(|_| self.writes())
    }

    /// What there is to make a file of: where the disk does not have all, what is in memory too.
    fn means(&self, state: &State) -> Means {
        let is_missing = matches!(state.saved, Saved::Failed(_));
        let benches = state.kept.iter().chain(&state.workbench);
        let documents = benches.filter(|_| is_missing).map(|bench| {
            let seq = self.0.lines.borrow().get(&bench.document().id).copied();
            Kept {
                document: bench.document().clone(),
                work: bench.work().clone(),
                seq: seq.unwrap_or_default(),
                suggestions: bench.suggestions().clone(),
            }
        });
        Means {
            disk: self.disk_use(),
            project: is_missing.then(|| state.project.clone()),
            documents: documents.collect(),
        }
    }

    fn report(&self, written: Written) {
        let outside = self.clone();
        self.begin();
        spawn_local(async move {
            if let Err(error) = written.await {
                outside.notify(Notice::unsaved(error.to_string()));
            }
            outside.end();
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
                // Where the disk refuses, that work is kept in memory and opened from there.
                outside.settled().await;
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
        self.0.detector.open(
            document.id.clone(),
            &document.text,
            &blocks,
            reference,
            bench.found_later(),
            bench.decisions(),
        );
    }

    /// Tells the detectors' worker something, as it is sent.
    pub fn tell_detectors(&self, request: &[u8]) {
        self.0.detector.tell(request);
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
        DetectorEvent::Precise(precise) => Action::Precise(precise),
        DetectorEvent::Standing(standing) => Action::Standing(standing.into()),
        DetectorEvent::Finished => Action::Detected(Detection::Done),
        DetectorEvent::Trouble(words) => Action::Detected(Detection::Trouble(words)),
    }
}

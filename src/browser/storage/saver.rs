//! Writes the steps of the work in order, and says truthfully what is on disk.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

use super::{Store, StoreError};
use spanwright::project::{DocumentId, JournalLine, Project, SaveBatch, SaveQueue, Summary};

/// How much of the work is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// All of it.
    Saved,
    /// Some is being written.
    Saving {
        /// How many steps are not on disk yet.
        pending: usize,
    },
    /// Some could not be written. It is kept in memory; the next step, or [`Saver::retry`],
    /// tries again.
    Failed(StoreError),
}

/// What a saver reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveEvent {
    /// The state has changed.
    State(SaveState),
    /// A document's journal has grown long: [`Store::compact`] is due.
    SnapshotDue(DocumentId),
}

/// Writes one batch at a time; what comes meanwhile goes together with the next one. Cheap to
/// clone.
#[derive(Clone)]
pub struct Saver(Rc<Inner>);

struct Inner {
    store: Store,
    queue: RefCell<SaveQueue>,
    report: Box<dyn Fn(SaveEvent)>,
    is_stopped: Cell<bool>,
}

impl Saver {
    /// Writes to `store` and tells `report` how far it is.
    pub fn new(store: Store, report: impl Fn(SaveEvent) + 'static) -> Self {
        Self(Rc::new(Inner {
            store,
            queue: RefCell::default(),
            report: Box::new(report),
            is_stopped: Cell::default(),
        }))
    }

    /// Writes a line of the journal of the summary's document, and the summary.
    pub fn push(&self, line: JournalLine, summary: Summary) {
        self.0.queue.borrow_mut().push(line, summary);
        self.write();
    }

    /// Writes the project, as [`Store::save_project`] does.
    pub fn push_project(&self, project: Rc<Project>) {
        self.0.queue.borrow_mut().push_project(project);
        self.write();
    }

    /// Tries again to write what could not be written.
    pub fn retry(&self) {
        self.write();
    }

    /// Writes nothing any more, as another tab does.
    pub fn stop(&self) {
        self.0.is_stopped.set(true);
        if self.pending() > 0 {
            self.state(SaveState::Failed(StoreError::TakenOver));
        }
    }

    /// How many steps are not on disk yet.
    pub fn pending(&self) -> usize {
        self.0.queue.borrow().pending()
    }

    fn write(&self) {
        if self.0.is_stopped.get() {
            return;
        }
        let batch = self.0.queue.borrow_mut().begin();
        let pending = self.pending();
        if pending > 0 {
            self.state(SaveState::Saving { pending });
        }
        if let Some(batch) = batch {
            spawn_local(self.clone().write_all(batch));
        }
    }

    /// Writes this batch and then what has come meanwhile, until nothing waits.
    async fn write_all(self, first: Rc<SaveBatch>) {
        let mut next = Some(first);
        while let Some(batch) = next.take_if(|_| !self.0.is_stopped.get()) {
            if let Err(error) = self.0.store.save(&batch).await {
                drop(batch);
                self.0.queue.borrow_mut().failed();
                self.state(SaveState::Failed(error));
                return;
            }
            self.0.queue.borrow_mut().committed();
            next = self.0.queue.borrow_mut().begin();
            self.state(match self.pending() {
                0 => SaveState::Saved,
                pending => SaveState::Saving { pending },
            });
            let due = batch.lines.iter();
            for (document, _) in due.filter(|(_, line)| line.seq.is_snapshot_due()) {
                (self.0.report)(SaveEvent::SnapshotDue(document.clone()));
            }
        }
    }

    fn state(&self, state: SaveState) {
        (self.0.report)(SaveEvent::State(state));
    }
}

//! The database: its tables, its versions, and its transactions.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use idb::event::{DatabaseEvent, Event, VersionChangeEvent};
use idb::{Factory, ObjectStoreParams, Request, Transaction};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbRequest, IdbTransaction};

use super::error::StoreError;
use super::reads::Read;
use super::writes::{Write, Writes};

/// The version of the tables. A version of Spanwright that changes them raises it and adds to
/// [`upgrade`] what leads from the version before to its own.
const VERSION: u32 = 1;

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// The project without its list of documents: one record.
    Project,
    /// What the list says about a document, by document.
    Summaries,
    /// A document as it came in, by document.
    Documents,
    /// The snapshot of the work, by document.
    Work,
    /// The journal after the snapshot, by document and number of the line.
    Journal,
    /// What detectors suggest, by document.
    Suggestions,
    /// Where the annotator was, by document.
    Places,
    /// The settings of the page, by name.
    Settings,
}

impl Table {
    pub(super) const ALL: [Self; 8] = [
        Self::Project,
        Self::Summaries,
        Self::Documents,
        Self::Work,
        Self::Journal,
        Self::Suggestions,
        Self::Places,
        Self::Settings,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Summaries => "summaries",
            Self::Documents => "documents",
            Self::Work => "work",
            Self::Journal => "journal",
            Self::Suggestions => "suggestions",
            Self::Places => "places",
            Self::Settings => "settings",
        }
    }
}

/// An open database.
pub(super) struct Database {
    connection: IdbDatabase,
    /// Why the connection has ended, where it has.
    ended: Rc<Cell<Option<Ending>>>,
    _listeners: [EventListener; 2],
}

#[derive(Clone, Copy)]
enum Ending {
    Superseded,
    Closed,
}

impl Database {
    /// Asks for the database at once, and has it when this is awaited.
    pub(super) fn open(
        name: &str,
    ) -> impl Future<Output = Result<Self, StoreError>> + use<> + 'static {
        let connection = connect(name);
        async { Ok(Self::of(connection?.await?)) }
    }

    fn of(connection: IdbDatabase) -> Self {
        let ended = Rc::new(Cell::new(None));
        // Giving way lets the tab that upgrades go on; this one says what happened.
        let superseded = EventListener::new(&connection, "versionchange", {
            let (ended, connection) = (ended.clone(), connection.clone());
            move |event| {
                connection.close();
                // A database that is being deleted gets no new version.
                let version = Reflect::get(event, &"newVersion".into());
                let is_deleted = version.is_ok_and(|version| version.is_null());
                ended.set(Some(match is_deleted {
                    true => Ending::Closed,
                    false => Ending::Superseded,
                }));
            }
        });
        let closed = EventListener::new(&connection, "close", {
            let ended = ended.clone();
            move |_| ended.set(Some(Ending::Closed))
        });
        Self {
            connection,
            ended,
            _listeners: [superseded, closed],
        }
    }

    /// The answers to questions, as they are at one moment. All are asked before the first one is
    /// answered, so many take hardly longer than one.
    pub(super) async fn read(&self, reads: Vec<Read>) -> Result<Vec<Vec<JsValue>>, StoreError> {
        let transaction = self.transaction(reads.iter().map(Read::table), "readonly")?;
        let mut requests: Vec<IdbRequest> = Vec::new();
        for read in reads {
            let store = transaction.object_store(read.table().name())?;
            requests.push(match read {
                Read::Records(_, query) => store.get_all(query, None)?.into(),
                Read::Keys(_, query) => store.get_all_keys(query, None)?.into(),
            });
        }
        finish(transaction).await?;
        let answers = requests.iter().map(IdbRequest::result);
        let answers = answers.map(|answer| answer.map(|records| Array::from(&records).to_vec()));
        let answers = answers.collect::<Result<_, _>>();
        answers.map_err(|exception| StoreError::from_exception(&exception))
    }

    /// Makes all the changes, or none of them. They are on disk when this returns.
    ///
    /// Each transaction is about all tables, so the browser does one after another, whoever asks: where
    /// Chromium (156) is killed while two write to different tables, it finds its files damaged the next
    /// time and deletes the whole database.
    pub(super) async fn write(&self, writes: Writes) -> Result<(), StoreError> {
        let writes = writes.into_inner();
        if writes.is_empty() {
            return Ok(());
        }
        let transaction = self.transaction(Table::ALL.into_iter(), "readwrite")?;
        if let Err(error) = request_all(&transaction, writes) {
            // What was asked for before the error must not be written without the rest.
            let _ = transaction.abort();
            return Err(error);
        }
        finish(transaction).await
    }

    fn transaction(
        &self,
        tables: impl Iterator<Item = Table>,
        mode: &str,
    ) -> Result<Transaction, StoreError> {
        match self.ended.get() {
            Some(Ending::Superseded) => return Err(StoreError::Superseded),
            Some(Ending::Closed) => return Err(StoreError::Closed),
            None => {}
        }
        // A table that is named twice is taken once.
        let names: Array = tables.map(|table| JsValue::from(table.name())).collect();
        strict_transaction(&self.connection, &names, mode)
            .map(Transaction::from)
            .map_err(|exception| StoreError::from_exception(&exception))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.connection.close();
    }
}

/// Opens a transaction that is complete only when the operating system has its data on disk,
/// not when it merely has promised to write them. `web-sys` has no stable binding for that
/// option.
fn strict_transaction(
    connection: &IdbDatabase,
    tables: &Array,
    mode: &str,
) -> Result<IdbTransaction, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let open: Function = Reflect::get(connection, &"transaction".into())?.dyn_into()?;
    open.call3(connection, tables, &mode.into(), &options)?
        .dyn_into()
}

fn request_all(transaction: &Transaction, writes: Vec<Write>) -> Result<(), StoreError> {
    for write in writes {
        let store = transaction.object_store(write.table().name())?;
        match write {
            Write::Put { key, value, .. } => drop(store.put(&value, Some(&key))?),
            Write::Delete { query, .. } => drop(store.delete(query)?),
            Write::Clear(_) => drop(store.clear()?),
        }
    }
    Ok(())
}

/// Waits until all that the transaction was asked is answered, and what it writes is on disk.
///
/// It is not told to commit: Chromium (156) then says that it is complete before it has the answer to a
/// request for much data.
async fn finish(mut transaction: Transaction) -> Result<(), StoreError> {
    let mut executor = |resolve: Function, reject: Function| {
        transaction.on_complete(move |_| {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
        transaction.on_abort(move |event| {
            let aborted = event.target();
            let aborted = aborted.and_then(|target| target.dyn_into::<IdbTransaction>().ok());
            let reason = aborted.and_then(|transaction| transaction.error());
            let _ = reject.call1(&JsValue::UNDEFINED, &reason.into());
        });
    };
    let ended = JsFuture::from(Promise::new(&mut executor)).await;
    ended
        .map(drop)
        .map_err(|exception| StoreError::from_exception(&exception))
}

/// Asks for a connection, which comes when the future is awaited.
fn connect(
    name: &str,
) -> Result<impl Future<Output = Result<IdbDatabase, StoreError>> + use<>, StoreError> {
    let mut request = Factory::new()?.open(name, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        if let Err(error) = upgrade(&event) {
            // Left to itself the upgrade would be committed half done.
            let transaction = event
                .target()
                .ok()
                .and_then(|request| request.transaction());
            if let Some(transaction) = transaction {
                let _ = transaction.abort();
            }
            gloo::console::error!(error.to_string());
        }
    });
    let mut silent = None;
    let opened = {
        let request = &mut request;
        Promise::new(&mut |resolve: Function, reject: Function| {
            let blocked = Rc::new({
                let reject = reject.clone();
                move || drop(reject.call1(&JsValue::UNDEFINED, &JsValue::from(BLOCKED)))
            });
            let waits = blocked.clone();
            silent = Some(Timeout::new(PATIENCE_MS, move || waits()));
            request.on_blocked(move |_| blocked());
            request.on_error(move |event| {
                let error = event.target().and_then(|request| request.error());
                let error = error.ok().flatten();
                let _ = reject.call1(&JsValue::UNDEFINED, &error.into());
            });
            request.on_success(move |_| {
                let _ = resolve.call0(&JsValue::UNDEFINED);
            });
        })
    };
    Ok(async move {
        let answer = JsFuture::from(opened).await;
        drop(silent);
        if let Err(reason) = answer {
            if reason.as_string().as_deref() != Some(BLOCKED) {
                return Err(StoreError::from_exception(&reason));
            }
            // When the other tab gives way later, nobody waits here any more.
            request.on_success(|event| {
                if let Ok(database) = event.target().and_then(|request| request.database()) {
                    database.close();
                }
            });
            request.forget_callbacks();
            return Err(StoreError::Blocked);
        }
        Ok(request.database()?.into())
    })
}

/// A database that is silent for so long waits for another tab: where that one has it open and a third one
/// wants it deleted, the browser says nothing at all.
const PATIENCE_MS: u32 = 15_000;

/// Stands for the event that another connection blocks the upgrade.
const BLOCKED: &str = "blocked";

/// Leads from whatever version is there to this one.
fn upgrade(event: &VersionChangeEvent) -> Result<(), StoreError> {
    let database = event.database()?;
    if event.old_version()? < 1 {
        for table in Table::ALL {
            database.create_object_store(table.name(), ObjectStoreParams::new())?;
        }
    }
    Ok(())
}

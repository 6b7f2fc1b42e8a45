//! What the page stores and loads.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::rc::Rc;

use futures_util::future::LocalBoxFuture;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

use super::database::{Database, Table};
use super::error::StoreError;
use super::reads::Read;
use super::writes::{Writes, document_key, line_key, lines, seq_of_key};
use spanwright::annotation::{Annotation, AnnotationSet, Work};
use spanwright::project::{
    Damage, Document, DocumentId, JournalLine, Project, Replayed, SaveBatch, Seq, Snapshot,
    StoredProject, Summary, replay,
};
use spanwright::record::{self, RecordError};
use spanwright::workbench::Place;

/// The name of the database.
const NAME: &str = "spanwright";

/// The key of the one record about the project.
const PROJECT: &str = "project";

/// A change on its way to the disk. It was built at once, so what it was made of may go on
/// changing; it is written when this is awaited.
pub type Written = LocalBoxFuture<'static, Result<(), StoreError>>;

/// The project on disk. Cheap to clone.
#[derive(Clone)]
pub struct Store(Rc<Database>);

/// A document as it was left.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The document.
    pub document: Document,
    /// The work on it, undo history included.
    pub work: Work,
    /// The last line of its journal; the next one follows it.
    pub seq: Seq,
    /// What of the journal is lost.
    pub damage: Vec<Damage>,
    /// What detectors had suggested.
    pub suggestions: Vec<Annotation>,
    /// Where the annotator was.
    pub place: Option<Place>,
}

impl Store {
    /// Opens the database, and creates or upgrades it where need be. The browser is asked at once, not
    /// when this is awaited.
    pub fn open() -> impl Future<Output = Result<Self, StoreError>> + use<> {
        Self::open_named(NAME)
    }

    /// Opens a database of another name.
    pub fn open_named(name: &str) -> impl Future<Output = Result<Self, StoreError>> + use<> {
        let opened = Database::open(name);
        async { Ok(Self(Rc::new(opened.await?))) }
    }

    /// The project, or `None` where there is none yet.
    pub async fn load_project(&self) -> Result<Option<Project>, StoreError> {
        self.load_project_by(record::open).await
    }

    /// The project, or `None` where there is none yet, and a setting of the page, or `None` where it was
    /// never set or its form has changed.
    pub async fn load_project_and_setting<T: DeserializeOwned>(
        &self,
        name: &str,
    ) -> (Result<Option<Project>, StoreError>, Option<T>) {
        let setting = Read::one(Table::Settings, name.into());
        let reads = project_reads().into_iter().chain([setting]).collect();
        match self.0.read(reads).await {
            Ok(answers) => {
                let setting = answers.get(2).and_then(|answer| answer.first());
                let setting = setting.and_then(|setting| parse(setting, name).ok());
                (project_of(&answers, record::open), setting)
            }
            Err(error) => (Err(error), None),
        }
    }

    /// The project, its record read by `open`.
    pub async fn load_project_by(
        &self,
        open: fn(&[u8]) -> Result<StoredProject, RecordError>,
    ) -> Result<Option<Project>, StoreError> {
        let answers = self.0.read(project_reads().into()).await?;
        project_of(&answers, open)
    }

    /// Stores the project: its name, author and labels, the order of its documents and which one
    /// is open. What the list says about each document is stored with the steps of the work on
    /// it.
    pub fn save_project(&self, project: &Project) -> Written {
        self.write(|writes| put_project(writes, project))
    }

    /// Stores new documents, the work that they come with, and the project that lists them. A
    /// document that is there already is replaced, together with the work on it.
    pub fn add_documents(&self, documents: &[(Document, Work)], project: &Project) -> Written {
        self.write(|writes| {
            for (document, work) in documents {
                put_document(writes, document, work)?;
            }
            put_project(writes, project)
        })
    }

    /// Stores new documents and the work that they come with. The project that lists them is written by who
    /// has it; until then they stand at the end of its list.
    pub fn put_documents(&self, documents: &[(Document, Work)]) -> Written {
        self.write(|writes| {
            let mut documents = documents.iter();
            documents.try_for_each(|(document, work)| put_document(writes, document, work))
        })
    }

    /// Deletes documents that no project lists yet.
    pub fn forget_documents(&self, ids: &[DocumentId]) -> Written {
        self.write(|writes| ids.iter().try_for_each(|id| forget_document(writes, id)))
    }

    /// A document as it was left, or `None` where there is no such document.
    pub async fn load_document(&self, id: &DocumentId) -> Result<Option<Loaded>, StoreError> {
        let one = |table| Read::one(table, document_key(id));
        let answers = self.0.read(vec![
            one(Table::Documents),
            one(Table::Work),
            one(Table::Suggestions),
            one(Table::Places),
            Read::Keys(Table::Journal, Some(lines(id, None)?.into())),
            Read::range(Table::Journal, lines(id, None)?),
        ]);
        let answers = answers.await?;
        let [document, snapshot, suggestions, place, keys, records] = &*answers else {
            return Ok(None);
        };
        let Some(document) = document.first() else {
            return Ok(None);
        };
        let document: Document = parse(document, "document")?;
        let snapshot: Snapshot = match snapshot.first() {
            Some(snapshot) => parse(snapshot, "work on the document")?,
            None => return Err(StoreError::damaged("work on the document", "it is missing")),
        };
        let stored = keys.iter().zip(records);
        let stored = stored.filter_map(|(key, record)| Some((seq_of_key(key)?, bytes(record))));
        let Replayed { work, seq, damage } = replay(snapshot, stored);
        // Suggestions can be made again and the place found again, so neither is worth refusing
        // the document for.
        let suggestions = suggestions.first();
        let suggestions = suggestions.and_then(|s| parse(s, "suggestions").ok());
        let place = place.first();
        let place = place.and_then(|place| parse(place, "place").ok());
        Ok(Some(Loaded {
            document,
            work,
            seq,
            damage,
            suggestions: suggestions.unwrap_or_default(),
            place,
        }))
    }

    /// Adds lines to a document's journal and stores what the list says about it after them.
    pub fn append(&self, lines: &[JournalLine], summary: &Summary) -> Written {
        let lines = lines.iter().map(|line| (summary.id.clone(), line.clone()));
        self.save(&SaveBatch {
            lines: lines.collect(),
            summaries: vec![summary.clone()],
            project: None,
        })
    }

    /// Stores a document that is in memory and perhaps on no disk, with the work on it as it is after
    /// line `seq`.
    pub fn keep(&self, document: &Document, seq: Seq, work: &Work) -> Written {
        self.write(|writes| {
            let id = &document.id;
            writes.put(Table::Documents, document_key(id), document)?;
            writes.put(
                Table::Summaries,
                document_key(id),
                &Summary::new(document, work),
            )?;
            put_snapshot(writes, id, seq, work)
        })
    }

    /// Stores what was waiting to be stored.
    pub fn save(&self, batch: &SaveBatch) -> Written {
        self.write(|writes| {
            for (document, line) in &batch.lines {
                writes.put(Table::Journal, line_key(document, line.seq), line)?;
            }
            for summary in &batch.summaries {
                writes.put(Table::Summaries, document_key(&summary.id), summary)?;
            }
            match &batch.project {
                Some(project) => put_project(writes, project),
                None => Ok(()),
            }
        })
    }

    /// Stores the work as it is after line `seq` and deletes the lines up to there.
    pub fn compact(&self, id: &DocumentId, seq: Seq, work: &Work) -> Written {
        self.write(|writes| {
            put_snapshot(writes, id, seq, work)?;
            writes.delete_lines(id, Some(seq))
        })
    }

    /// Stores what detectors suggest for a document, in the place of what they had suggested.
    pub fn save_suggestions(&self, id: &DocumentId, suggestions: &AnnotationSet) -> Written {
        self.write(|writes| writes.put(Table::Suggestions, document_key(id), suggestions))
    }

    /// Stores where the annotator is in a document.
    pub fn save_place(&self, id: &DocumentId, place: &Place) -> Written {
        self.write(|writes| writes.put(Table::Places, document_key(id), place))
    }

    /// Deletes documents with all that belongs to them, and stores the project without them.
    pub fn remove_documents(&self, ids: &[DocumentId], project: &Project) -> Written {
        self.write(|writes| {
            for id in ids {
                forget_document(writes, id)?;
            }
            put_project(writes, project)
        })
    }

    /// Puts a project and its documents in the place of everything that is stored, settings
    /// excepted. Where that fails, everything is as before.
    pub fn replace_everything(&self, project: &Project, documents: &[(Document, Work)]) -> Written {
        self.write(|writes| {
            for table in Table::ALL.into_iter().filter(|t| *t != Table::Settings) {
                writes.clear(table);
            }
            for (document, work) in documents {
                put_document(writes, document, work)?;
            }
            put_project(writes, project)
        })
    }

    /// A setting of the page, or `None` where it was never set or its form has changed.
    pub async fn load_setting<T: DeserializeOwned>(
        &self,
        name: &str,
    ) -> Result<Option<T>, StoreError> {
        let read = Read::one(Table::Settings, name.into());
        let answers = self.0.read(vec![read]).await?;
        let setting = answers.iter().flatten().next();
        Ok(setting.and_then(|setting| parse(setting, name).ok()))
    }

    /// Stores a setting of the page.
    pub fn save_setting<T: Serialize>(&self, name: &str, value: &T) -> Written {
        self.write(|writes| writes.put(Table::Settings, name, value))
    }

    /// A value of the browser's own that is stored as a setting.
    pub async fn load_value(&self, name: &str) -> Result<Option<JsValue>, StoreError> {
        let read = Read::one(Table::Settings, name.into());
        let answers = self.0.read(vec![read]).await?;
        Ok(answers.into_iter().flatten().next())
    }

    /// Stores a value of the browser's own as a setting, or deletes it.
    pub fn save_value(&self, name: &str, value: Option<JsValue>) -> Written {
        self.write(|writes| {
            match value {
                Some(value) => writes.put_value(Table::Settings, name, value),
                None => writes.delete(Table::Settings, name),
            }
            Ok(())
        })
    }

    fn write(&self, build: impl FnOnce(&mut Writes) -> Result<(), StoreError>) -> Written {
        let mut writes = Writes::default();
        let built = build(&mut writes);
        self.commit(built.map(|()| writes))
    }

    fn commit(&self, writes: Result<Writes, StoreError>) -> Written {
        let database = self.0.clone();
        Box::pin(async move { database.write(writes?).await })
    }
}

/// What is asked about the project.
fn project_reads() -> [Read; 2] {
    [
        Read::one(Table::Project, PROJECT.into()),
        Read::Records(Table::Summaries, None),
    ]
}

/// The project that the answers to [`project_reads`] tell of.
fn project_of(
    answers: &[Vec<JsValue>],
    open: fn(&[u8]) -> Result<StoredProject, RecordError>,
) -> Result<Option<Project>, StoreError> {
    let [project, summaries, ..] = answers else {
        return Ok(None);
    };
    let Some(record) = project.first() else {
        return Ok(None);
    };
    let stored = open(&bytes(record));
    let StoredProject { mut project, order } =
        stored.map_err(|error| StoreError::damaged("project", error))?;
    let summaries = summaries.iter().map(|one| parse(one, "list of documents"));
    project.list(order, summaries.collect::<Result<_, _>>()?);
    Ok(Some(project))
}

fn put_project(writes: &mut Writes, project: &Project) -> Result<(), StoreError> {
    let order = project.documents.iter().map(|summary| summary.id.clone());
    let record = StoredProject {
        order: order.collect(),
        project: Project {
            name: project.name.clone(),
            author: project.author.clone(),
            schema: project.schema.clone(),
            label_history: project.label_history.clone(),
            sweeps: project.sweeps.clone(),
            documents: Vec::new(),
            current: project.current.clone(),
        },
    };
    writes.put(Table::Project, PROJECT, &record)
}

fn put_document(writes: &mut Writes, document: &Document, work: &Work) -> Result<(), StoreError> {
    let summary = Summary::new(document, work);
    writes.put(Table::Documents, document_key(&document.id), document)?;
    writes.put(Table::Summaries, document_key(&document.id), &summary)?;
    put_snapshot(writes, &document.id, Seq::START, work)?;
    forget_session(writes, &document.id)
}

fn forget_document(writes: &mut Writes, id: &DocumentId) -> Result<(), StoreError> {
    for table in [Table::Documents, Table::Work, Table::Summaries] {
        writes.delete(table, document_key(id));
    }
    forget_session(writes, id)
}

fn put_snapshot(
    writes: &mut Writes,
    id: &DocumentId,
    seq: Seq,
    work: &Work,
) -> Result<(), StoreError> {
    #[derive(Serialize)]
    struct Borrowed<'a> {
        seq: Seq,
        work: &'a Work,
    }
    writes.put(Table::Work, document_key(id), &Borrowed { seq, work })
}

/// Deletes what came after the snapshot.
fn forget_session(writes: &mut Writes, id: &DocumentId) -> Result<(), StoreError> {
    writes.delete_lines(id, None)?;
    writes.delete(Table::Suggestions, document_key(id));
    writes.delete(Table::Places, document_key(id));
    Ok(())
}

/// Reads a record.
fn parse<T: DeserializeOwned>(value: &JsValue, name: &str) -> Result<T, StoreError> {
    record::open(&bytes(value)).map_err(|error| StoreError::damaged(name, error))
}

/// The bytes of a record; none where there is something else.
fn bytes(value: &JsValue) -> Vec<u8> {
    let bytes = value.dyn_ref::<Uint8Array>();
    bytes.map(Uint8Array::to_vec).unwrap_or_default()
}

//! What the page stores and loads.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use wasm_bindgen::JsValue;

use super::database::{Database, Table};
use super::error::StoreError;
use super::writes::{Writes, document_key, line_key, lines, seq_of_key};
use spanwright::annotation::{Annotation, Work};
use spanwright::project::{
    Damage, Document, DocumentId, JournalLine, Project, Replayed, SaveBatch, Seq, Snapshot,
    Summary, replay,
};
use spanwright::workbench::Place;

/// The name of the database.
const NAME: &str = "spanwright";

/// The key of the one record about the project.
const PROJECT: &str = "project";

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

/// The project as it is stored: the list of documents is kept entry by entry, so that a step of
/// the work writes one entry and not the list.
#[derive(Serialize, Deserialize)]
struct ProjectRecord {
    project: Project,
    order: Vec<DocumentId>,
}

impl Store {
    /// Opens the database, and creates or upgrades it where need be.
    pub async fn open() -> Result<Self, StoreError> {
        Self::open_named(NAME).await
    }

    /// Opens a database of another name.
    pub async fn open_named(name: &str) -> Result<Self, StoreError> {
        Ok(Self(Rc::new(Database::open(name).await?)))
    }

    /// The project, or `None` where there is none yet.
    pub async fn load_project(&self) -> Result<Option<Project>, StoreError> {
        let transaction = self.0.read(&[Table::Project, Table::Summaries])?;
        let records = transaction.object_store(Table::Project.name())?;
        let record = records.get(JsValue::from(PROJECT))?.await?;
        let summaries = transaction.object_store(Table::Summaries.name())?;
        let summaries = summaries.get_all(None, None)?.await?;
        let Some(record) = record else {
            return Ok(None);
        };
        let ProjectRecord { mut project, order } = parse(&record, "project")?;
        let mut listed = std::collections::HashMap::new();
        for summary in &summaries {
            let summary: Summary = parse(summary, "list of documents")?;
            listed.insert(summary.id.clone(), summary);
        }
        project.documents = order.iter().filter_map(|id| listed.remove(id)).collect();
        Ok(Some(project))
    }

    /// Stores the project: its name, author and labels, the order of its documents and which one
    /// is open. What the list says about each document is stored with the steps of the work on
    /// it.
    pub async fn save_project(&self, project: &Project) -> Result<(), StoreError> {
        let mut writes = Writes::default();
        put_project(&mut writes, project)?;
        self.0.write(writes).await
    }

    /// Stores new documents, the work that they come with, and the project that lists them. A
    /// document that is there already is replaced, together with the work on it.
    pub async fn add_documents(
        &self,
        documents: &[(Document, Work)],
        project: &Project,
    ) -> Result<(), StoreError> {
        let mut writes = Writes::default();
        for (document, work) in documents {
            put_document(&mut writes, document, work)?;
        }
        put_project(&mut writes, project)?;
        self.0.write(writes).await
    }

    /// A document as it was left, or `None` where there is no such document.
    pub async fn load_document(&self, id: &DocumentId) -> Result<Option<Loaded>, StoreError> {
        let transaction = self.0.read(&[
            Table::Documents,
            Table::Work,
            Table::Journal,
            Table::Suggestions,
            Table::Places,
        ])?;
        let get = |table: Table| -> Result<_, StoreError> {
            Ok(transaction
                .object_store(table.name())?
                .get(document_key(id))?)
        };
        let document = get(Table::Documents)?.await?;
        let snapshot = get(Table::Work)?.await?;
        let suggestions = get(Table::Suggestions)?.await?;
        let place = get(Table::Places)?.await?;
        let journal = transaction.object_store(Table::Journal.name())?;
        let keys = journal.get_all_keys(Some(lines(id, None)?.into()), None)?;
        let keys = keys.await?;
        let texts = journal.get_all(Some(lines(id, None)?.into()), None)?;
        let texts = texts.await?;

        let Some(document) = document else {
            return Ok(None);
        };
        let document: Document = parse(&document, "document")?;
        let snapshot: Snapshot = match snapshot {
            Some(snapshot) => parse(&snapshot, "work on the document")?,
            None => return Err(StoreError::damaged("work on the document", "it is missing")),
        };
        let stored = keys.iter().zip(&texts).filter_map(|(key, text)| {
            let text = text.as_string().unwrap_or_default();
            Some((seq_of_key(key)?, text))
        });
        let Replayed { work, seq, damage } = replay(snapshot, stored);
        // Suggestions can be made again and the place found again, so neither is worth refusing
        // the document for.
        let suggestions = suggestions.and_then(|s| parse(&s, "suggestions").ok());
        let place = place.and_then(|place| parse(&place, "place").ok());
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
    pub async fn append(&self, lines: &[JournalLine], summary: &Summary) -> Result<(), StoreError> {
        let lines = lines.iter().map(|line| (summary.id.clone(), line.clone()));
        self.save(&SaveBatch {
            lines: lines.collect(),
            summaries: [(summary.id.clone(), summary.clone())].into(),
            project: None,
        })
        .await
    }

    /// Stores what was waiting to be stored.
    pub async fn save(&self, batch: &SaveBatch) -> Result<(), StoreError> {
        let mut writes = Writes::default();
        for (document, line) in &batch.lines {
            let text = line.to_text();
            let text = text.map_err(|error| StoreError::damaged("step of the work", error))?;
            writes.put_text(Table::Journal, line_key(document, line.seq), &text);
        }
        for summary in batch.summaries.values() {
            writes.put(Table::Summaries, document_key(&summary.id), summary)?;
        }
        if let Some(project) = &batch.project {
            put_project(&mut writes, project)?;
        }
        self.0.write(writes).await
    }

    /// Stores the work as it is after line `seq` and deletes the lines up to there.
    pub async fn compact(&self, id: &DocumentId, seq: Seq, work: &Work) -> Result<(), StoreError> {
        let mut writes = Writes::default();
        put_snapshot(&mut writes, id, seq, work)?;
        writes.delete_lines(id, Some(seq))?;
        self.0.write(writes).await
    }

    /// Stores what detectors suggest for a document, in the place of what they had suggested.
    pub async fn save_suggestions(
        &self,
        id: &DocumentId,
        suggestions: &[Annotation],
    ) -> Result<(), StoreError> {
        self.put(Table::Suggestions, document_key(id), suggestions)
            .await
    }

    /// Stores where the annotator is in a document.
    pub async fn save_place(&self, id: &DocumentId, place: &Place) -> Result<(), StoreError> {
        self.put(Table::Places, document_key(id), place).await
    }

    /// Deletes documents with all that belongs to them, and stores the project without them.
    pub async fn remove_documents(
        &self,
        ids: &[DocumentId],
        project: &Project,
    ) -> Result<(), StoreError> {
        let mut writes = Writes::default();
        for id in ids {
            for table in [Table::Documents, Table::Work, Table::Summaries] {
                writes.delete(table, document_key(id));
            }
            forget_session(&mut writes, id)?;
        }
        put_project(&mut writes, project)?;
        self.0.write(writes).await
    }

    /// Puts a project and its documents in the place of everything that is stored, settings
    /// excepted. Where that fails, everything is as before.
    pub async fn replace_everything(
        &self,
        project: &Project,
        documents: &[(Document, Work)],
    ) -> Result<(), StoreError> {
        let mut writes = Writes::default();
        for table in Table::ALL.into_iter().filter(|t| *t != Table::Settings) {
            writes.clear(table);
        }
        for (document, work) in documents {
            put_document(&mut writes, document, work)?;
        }
        put_project(&mut writes, project)?;
        self.0.write(writes).await
    }

    /// A setting of the page, or `None` where it was never set or its form has changed.
    pub async fn load_setting<T: DeserializeOwned>(
        &self,
        name: &str,
    ) -> Result<Option<T>, StoreError> {
        let transaction = self.0.read(&[Table::Settings])?;
        let settings = transaction.object_store(Table::Settings.name())?;
        let setting = settings.get(JsValue::from(name))?.await?;
        Ok(setting.and_then(|setting| parse(&setting, name).ok()))
    }

    /// Stores a setting of the page.
    pub async fn save_setting<T: Serialize>(
        &self,
        name: &str,
        value: &T,
    ) -> Result<(), StoreError> {
        self.put(Table::Settings, name.into(), value).await
    }

    async fn put<T: Serialize + ?Sized>(
        &self,
        table: Table,
        key: JsValue,
        record: &T,
    ) -> Result<(), StoreError> {
        let mut writes = Writes::default();
        writes.put(table, key, record)?;
        self.0.write(writes).await
    }
}

fn put_project(writes: &mut Writes, project: &Project) -> Result<(), StoreError> {
    let order = project.documents.iter().map(|summary| summary.id.clone());
    let record = ProjectRecord {
        order: order.collect(),
        project: Project {
            name: project.name.clone(),
            author: project.author.clone(),
            schema: project.schema.clone(),
            label_history: project.label_history.clone(),
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
fn parse<T: DeserializeOwned>(value: &JsValue, record: &str) -> Result<T, StoreError> {
    let json = value.as_string();
    let json = json.ok_or_else(|| StoreError::damaged(record, "it is not text"))?;
    serde_json::from_str(&json).map_err(|error| StoreError::damaged(record, error))
}

//! Does the jobs that the page hands over: documents in, datasets in and out, backups.

use spanwright::annotation::{AnnotationSet, Author, Entry, Review, Stamp, Work};
use spanwright::clerk::{DiskUse, Export, Job, Kept, Means, Outcome};
use spanwright::detect::dates;
use spanwright::formats::{
    self, Diagnostic, ExportItem, Exporter, Import, ImportedDocument, Reanchored, WriteError,
    backup, reimport,
};
use spanwright::project::{
    Document, DocumentId, Exported, Intake, JournalLine, Project, Seq, Source, StoredProject,
    Summary, Sweep,
};
use spanwright::text::{self, TextFormat, TextSpan, TextTooLong};
use spanwright::workbench::{Command, Workbench};

use crate::storage::{Loaded, Store, StoreError};

/// The article that a newcomer sees.
const SAMPLE: &str = include_str!("../../../static/sample.txt");

/// Why a job could not be done.
#[derive(Debug, thiserror::Error)]
enum JobError {
    /// The disk refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Does one job.
pub struct Clerk {
    store: Option<Store>,
    project: Project,
    /// What the page has in memory.
    documents: Vec<Kept>,
    outcome: Outcome,
    /// Whether the disk may be written to.
    writes: bool,
    /// Gives the page a sign of life.
    alive: fn(),
}

/// Does the job. `bytes` is what the file holds, where the job is about one.
/// `alive` gives the page a sign of life.
pub async fn run(job: Job, means: Means, bytes: &[u8], alive: fn()) -> (Outcome, Option<Vec<u8>>) {
    let mut store = match means.disk {
        DiskUse::Nothing => None,
        DiskUse::Write | DiskUse::Read => Store::open().await.ok(),
    };
    let project = match &store {
        Some(store) => store.load_project().await,
        None => Ok(None),
    };
    // What cannot be read is not written over: like the page, the clerk then does without the disk.
    if project.is_err() && !matches!(job, Job::Renew) {
        store = None;
    }
    let project = means.project.or(project.ok().flatten());
    let mut clerk = Clerk {
        store,
        documents: means.documents,
        project: project.unwrap_or_else(|| Project::new("Spanwright", Author::new("annotator"))),
        outcome: Outcome::default(),
        writes: means.disk == DiskUse::Write,
        alive,
    };
    let file = match clerk.perform(job, bytes).await {
        Ok(file) => file,
        Err(error) => {
            clerk.outcome.problems.push(error.to_string());
            None
        }
    };
    (clerk.outcome, file)
}

impl Clerk {
    async fn perform(&mut self, job: Job, bytes: &[u8]) -> Result<Option<Vec<u8>>, JobError> {
        match job {
            Job::Sample(intake) => {
                let document = intake.text(SAMPLE.to_owned(), TextFormat::Plain);
                self.put("The sample article", document).await?;
            }
            Job::Text(intake, format, text) => {
                let document = intake.text(text, format);
                self.put("The text", document).await?;
            }
            Job::Page(intake, events) => {
                let name = match &intake.source {
                    Source::Web { url } => url.clone(),
                    Source::File { name } => name.clone(),
                    Source::Sample | Source::Paste => String::new(),
                };
                let document = intake.article(text::html::extract(&events, Some(&name)));
                self.put(&format!("“{name}”"), document).await?;
            }
            Job::File { intake, open } => self.file(intake, open.as_ref(), bytes).await?,
            Job::Restore { name } => self.restore(&name, bytes).await?,
            Job::Label(sweep, places) => self.label(&sweep, places).await?,
            Job::UndoLabel(sweep, stamp) => {
                let undo = |work: &Work| sweep.undo(work, &stamp);
                self.step_each(&sweep.documents, undo, "taken back").await?;
            }
            Job::RedoLabel(sweep, stamp) => {
                let redo = |work: &Work| sweep.redo(work, &stamp);
                self.step_each(&sweep.documents, redo, "made again").await?;
            }
            Job::Renew => {
                if let Some(store) = &self.store
                    && let Ok(Some(project)) = store.load_project_by(StoredProject::open).await
                {
                    store.save_project(&project).await?;
                }
            }
            Job::Keep => {
                if let Some(store) = &self.store {
                    for kept in &self.documents {
                        store.keep(&kept.document, kept.seq, &kept.work).await?;
                    }
                }
            }
            Job::Export(export) => {
                let file = self.export(&export).await?;
                self.record_export(&export.documents).await;
                return Ok(Some(file));
            }
            Job::Backup => {
                let documents = self.project.documents.iter().map(|one| one.id.clone());
                let documents: Vec<_> = documents.collect();
                let file = self.backup(&documents).await?;
                self.record_export(&documents).await;
                return Ok(Some(file));
            }
        }
        Ok(None)
    }

    /// Takes a new document into the project.
    async fn put(
        &mut self,
        name: &str,
        document: Result<Document, TextTooLong>,
    ) -> Result<(), JobError> {
        match document {
            Ok(document) if document.blocks.is_empty() => {
                let words = format!("{name} has no text to annotate, so it was not opened.");
                self.outcome.problems.push(words);
                Ok(())
            }
            Ok(document) => {
                let work = Work::new(document.first_markup());
                self.add(vec![(document, work)]).await
            }
            Err(error) => {
                self.outcome.problems.push(format!("{name}: {error}"));
                Ok(())
            }
        }
    }

    async fn add(&mut self, documents: Vec<(Document, Work)>) -> Result<(), JobError> {
        for (document, work) in &documents {
            let summary = Summary::new(document, work);
            self.project.put(summary.clone());
            self.outcome.added.push(summary);
        }
        let stored = match &self.store {
            Some(store) => store.add_documents(&documents, &self.project).await,
            None => {
                self.outcome.documents = documents;
                return Ok(());
            }
        };
        if stored.is_err() {
            // The page has them in memory then.
            self.outcome.documents = documents;
        }
        Ok(stored?)
    }

    async fn file(
        &mut self,
        intake: Intake,
        open: Option<&DocumentId>,
        bytes: &[u8],
    ) -> Result<(), JobError> {
        let Source::File { name } = intake.source.clone() else {
            return Ok(());
        };
        let content = match text::decode(bytes) {
            Ok(decoded) => decoded.text,
            Err(error) => {
                self.outcome.problems.push(format!("“{name}”: {error}"));
                return Ok(());
            }
        };
        let extension = name.rsplit_once('.').map(|(_, end)| end.to_lowercase());
        match extension.as_deref() {
            Some("json" | "jsonl" | "ndjson") if backup::is_backup(&content) => {
                let restored = backup::read(&name, &content);
                self.outcome.backup = Some(restored.documents.len());
                Ok(())
            }
            Some("json" | "jsonl" | "ndjson" | "tml") => {
                self.dataset(&intake, &name, &content, open).await
            }
            Some("md" | "markdown") => {
                let document = intake.text(content, TextFormat::Markdown);
                self.put(&format!("“{name}”"), document).await
            }
            _ => {
                let document = intake.text(content, TextFormat::Plain);
                self.put(&format!("“{name}”"), document).await
            }
        }
    }

    /// Reads a dataset. A document that is here already, by its identity or its name, keeps its
    /// text and takes over the annotations that find their place in it; another one is new.
    async fn dataset(
        &mut self,
        intake: &Intake,
        name: &str,
        content: &str,
        open: Option<&DocumentId>,
    ) -> Result<(), JobError> {
        let mut import: Import = formats::read(name, content);
        let mut schema = self.project.schema.clone();
        import.adopt_labels(&mut schema);
        if schema != self.project.schema {
            self.project.schema = schema.clone();
            self.outcome.schema = Some(schema);
        }
        self.outcome.problems.extend(said(&import.diagnostics));
        let mut new = Vec::new();
        for (n, imported) in import.documents.iter().enumerate() {
            (self.alive)();
            match self.target(imported).await? {
                Some((loaded, reanchored)) => {
                    self.take_over(loaded, reanchored, intake, open).await?;
                }
                None => new.push(new_document(imported, intake, n)),
            }
        }
        match new.is_empty() {
            true => Ok(()),
            false => self.add(new).await,
        }
    }

    /// The document of the project that an imported one belongs to. One that has only its name in
    /// common must take most of the annotations.
    async fn target(
        &self,
        imported: &ImportedDocument,
    ) -> Result<Option<(Loaded, Reanchored)>, JobError> {
        let by_id = imported.id.as_ref().and_then(|id| self.project.summary(id));
        let documents = self.project.documents.iter();
        let mut named = documents.filter(|summary| imported.name.as_ref() == Some(&summary.name));
        let by_name = named.next().filter(|_| named.next().is_none());
        let (Some(summary), Some(store)) = (by_id.or(by_name), &self.store) else {
            return Ok(None);
        };
        let Some(loaded) = store.load_document(&summary.id).await? else {
            return Ok(None);
        };
        let reanchored = reimport(imported, &loaded.document);
        let fits = by_id.is_some() || reanchored.placed.len() > reanchored.orphans.len();
        Ok(fits.then_some((loaded, reanchored)))
    }

    /// Adds the annotations that found their place to a document that is here, as one edit that
    /// can be undone, and lists those that did not.
    async fn take_over(
        &mut self,
        loaded: Loaded,
        reanchored: Reanchored,
        intake: &Intake,
        open: Option<&DocumentId>,
    ) -> Result<(), JobError> {
        let name = loaded.document.name.clone();
        for orphan in &reanchored.orphans {
            self.outcome.problems.push(format!(
                "“{name}”: “{}” ({}) was left out: {}.",
                orphan.quote, orphan.annotation.label, orphan.reason
            ));
        }
        let placed = reanchored
            .placed
            .into_iter()
            .map(|(annotation, _)| annotation);
        let decided: Vec<_> = placed
            .filter(|annotation| annotation.review != Review::Suggested)
            .collect();
        self.outcome.news.push(format!(
            "“{name}” is here already. It keeps its text and takes over what is new of {} annotations.",
            decided.len()
        ));
        if open == Some(&loaded.document.id) {
            self.outcome.annotations.extend(decided);
            return Ok(());
        }
        let stamp = Stamp {
            at: intake.at,
            by: self.project.author.clone(),
        };
        let mut bench = Workbench::new(loaded.document.into(), loaded.work, Vec::new());
        match (
            bench.perform(&Command::Import(decided), &stamp),
            self.store.clone(),
        ) {
            (Ok(Some(entry)), Some(store)) => {
                self.append(&store, loaded.seq, vec![entry], &bench).await?;
            }
            (Ok(_), _) => {}
            (Err(error), _) => self.outcome.problems.push(error.to_string()),
        }
        Ok(())
    }

    /// Labels these pieces of documents that are not open.
    async fn label(
        &mut self,
        sweep: &Sweep,
        places: Vec<(DocumentId, Vec<TextSpan>)>,
    ) -> Result<(), JobError> {
        let Some(store) = self.store.clone() else {
            return Ok(());
        };
        let stamp = Stamp {
            at: sweep.at,
            by: sweep.by.clone(),
        };
        for (id, spans) in places {
            (self.alive)();
            let Some(loaded) = store.load_document(&id).await? else {
                continue;
            };
            let mut bench = Workbench::new(loaded.document.into(), loaded.work, loaded.suggestions);
            bench.hide(self.project.schema.deleted());
            let command = Command::label_all(&spans, &sweep.label);
            let labelled = match bench.perform(&command, &stamp) {
                Ok(Some(entry)) => entry,
                Ok(None) => continue,
                Err(error) => {
                    self.outcome.problems.push(error.to_string());
                    continue;
                }
            };
            let text = bench.document().text.clone();
            let date = bench.markup().date;
            let readings = dates::read(text.as_str(), &bench.unread(&command), date);
            let read = bench.take_readings(date, &readings, &stamp);
            let entries = [Some(labelled), read].into_iter().flatten();
            self.append(&store, loaded.seq, entries.collect(), &bench)
                .await?;
        }
        let documents = self.outcome.changed.len();
        if documents > 0 {
            let label = self.project.schema.name(&sweep.label);
            self.outcome.news.push(format!(
                "“{}” is {label} in {} too. Undo takes all of it back.",
                sweep.words,
                others(documents),
            ));
        }
        Ok(())
    }

    /// Takes a step in each of these documents, and says in which there is none to take.
    async fn step_each(
        &mut self,
        documents: &[DocumentId],
        next: impl Fn(&Work) -> Option<Entry>,
        done: &str,
    ) -> Result<(), JobError> {
        let Some(store) = self.store.clone() else {
            return Ok(());
        };
        for id in documents {
            (self.alive)();
            let Some(loaded) = store.load_document(id).await? else {
                continue;
            };
            let name = loaded.document.name.clone();
            let entry = next(&loaded.work);
            let mut bench = Workbench::new(loaded.document.into(), loaded.work, Vec::new());
            let stepped = entry.filter(|entry| matches!(bench.step(entry), Ok(Some(_))));
            match stepped {
                Some(entry) => {
                    self.append(&store, loaded.seq, vec![entry], &bench).await?;
                }
                None => self.outcome.problems.push(format!(
                    "In “{name}” it was not {done}: what was labelled there has changed since."
                )),
            }
        }
        let changed = self.outcome.changed.len();
        if changed > 0 {
            let words = format!("It was {done} in {} too.", others(changed));
            self.outcome.news.push(words);
        }
        Ok(())
    }

    /// Adds what was done on a document to its journal.
    async fn append(
        &mut self,
        store: &Store,
        mut seq: Seq,
        entries: Vec<Entry>,
        bench: &Workbench,
    ) -> Result<(), JobError> {
        let lines = entries.into_iter().map(|entry| {
            seq = seq.next();
            JournalLine { seq, entry }
        });
        let lines: Vec<JournalLine> = lines.collect();
        let summary = Summary::new(bench.document(), bench.work());
        store.append(&lines, &summary).await?;
        self.outcome.changed.push(summary);
        Ok(())
    }

    async fn restore(&mut self, name: &str, bytes: &[u8]) -> Result<(), JobError> {
        let restored = backup::read(name, &String::from_utf8_lossy(bytes));
        self.outcome.problems.extend(said(&restored.diagnostics));
        let (Some(mut project), Some(store)) = (restored.project, &self.store) else {
            return Ok(());
        };
        let summaries = restored.documents.iter();
        project.documents = summaries
            .map(|(document, work)| Summary::new(document, work))
            .collect();
        store
            .replace_everything(&project, &restored.documents)
            .await?;
        self.outcome.restored = Some(project);
        Ok(())
    }

    /// Reads the documents from memory or from disk, one after another. One that cannot be read is told
    /// of.
    async fn each(
        &mut self,
        documents: &[DocumentId],
        mut take: impl FnMut(&Document, &Work, &AnnotationSet) -> Result<(), WriteError>,
    ) -> Result<(), JobError> {
        for id in documents {
            (self.alive)();
            let mut kept = self.documents.iter();
            if let Some(kept) = kept.find(|one| one.document.id == *id) {
                take(&kept.document, &kept.work, &kept.suggestions)?;
                continue;
            }
            let Some(store) = &self.store else {
                self.miss(id, "it is not in this computer’s memory");
                continue;
            };
            match store.load_document(id).await {
                Ok(Some(loaded)) => {
                    let suggestions = loaded.suggestions.into_iter().collect();
                    take(&loaded.document, &loaded.work, &suggestions)?;
                }
                Ok(None) => self.miss(id, "it is not on this computer’s disk"),
                Err(error) => self.miss(id, error),
            }
        }
        Ok(())
    }

    /// A document that cannot be read is missing in the file.
    fn miss(&mut self, id: &DocumentId, why: impl std::fmt::Display) {
        let name = self.project.summary(id).map(|summary| &*summary.name);
        let words = format!(
            "“{}” is missing in the file: {why}.",
            name.unwrap_or_default()
        );
        self.outcome.problems.push(words);
    }

    async fn export(&mut self, export: &Export) -> Result<Vec<u8>, JobError> {
        let mut file = Vec::new();
        let schema = self.project.schema.clone();
        let mut exporter = Exporter::new(export.format, &schema, export.options, &mut file)?;
        self.each(&export.documents, |document, work, suggestions| {
            exporter.document(ExportItem {
                document,
                markup: work.markup(),
                suggestions,
            })
        })
        .await?;
        exporter.finish()?;
        Ok(file)
    }

    async fn backup(&mut self, documents: &[DocumentId]) -> Result<Vec<u8>, JobError> {
        let mut file = Vec::new();
        let mut writer = backup::Writer::new(&self.project, &mut file)?;
        self.each(documents, |document, work, _| {
            writer.document(document, work)
        })
        .await?;
        writer.finish()?;
        Ok(file)
    }
}

impl Clerk {
    /// Takes note of what is in a file now. Where the disk refuses that, the annotator is told of work in
    /// no file once too often, which does no harm.
    async fn record_export(&self, documents: &[DocumentId]) {
        let Some(store) = self.store.as_ref().filter(|_| self.writes) else {
            return;
        };
        let exported = store.load_setting(Exported::SETTING).await;
        let mut exported: Exported = exported.ok().flatten().unwrap_or_default();
        exported.record(documents, &self.project);
        let _ = store.save_setting(Exported::SETTING, &exported).await;
    }
}

fn new_document(imported: &ImportedDocument, intake: &Intake, n: usize) -> (Document, Work) {
    let id = DocumentId::new(format!("{}-{n}", intake.id.as_str()));
    let document = imported.document(id, intake.source.clone(), intake.at, |text| {
        text::blocks(text.as_str(), TextFormat::Plain).into()
    });
    (document, Work::new(imported.markup()))
}

/// So many documents that are not open.
fn others(count: usize) -> String {
    match count {
        1 => "1 other document".to_owned(),
        more => format!("{more} other documents"),
    }
}

fn said(diagnostics: &[Diagnostic]) -> impl Iterator<Item = String> {
    diagnostics.iter().map(ToString::to_string)
}

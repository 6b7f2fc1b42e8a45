//! Does the jobs that the page hands over: documents in, datasets in and out, backups.

use spanwright::annotation::{AnnotationSet, Author, Entry, Stamp, Work};
use spanwright::clerk::{Answer, DiskUse, Export, Fetched, Job, Kept, Means, Outcome, Report};
use spanwright::detect::dates;
use spanwright::formats::{
    self, Diagnostic, ExportItem, Exporter, Problem, WriteError, backup, labels,
};
use spanwright::project::{
    Document, DocumentId, Exported, Intake, JournalLine, Project, Seq, Source, StoredProject,
    Summary, Sweep,
};
use spanwright::text::{self, TextFormat, TextSpan, TextTooLong};
use spanwright::workbench::{Command, Workbench};

use super::dataset::Coming;
use super::file::{File, Unreadable};
use super::page::Page;
use super::storage::{Store, StoreError};

use futures_util::stream::{self, StreamExt as _};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::folder::FolderError;

/// The article that a newcomer sees.
const SAMPLE: &str = include_str!("../../../static/sample.txt");

/// How many bytes of a file are looked at to see what it is. A smaller file is read at once.
const BEGINNING: u64 = 1 << 20;

/// How many bytes of HTML are handed to the page: with more of them its parser would stop it for seconds.
const LARGEST_PAGE: u64 = 16_000_000;

/// How many documents are read from the disk at a time.
const AHEAD: usize = 16;

const NO_DISK: &str = "it is too large to be kept in memory, and this browser keeps nothing on disk here. \
                       Open the page in a window that is not private.";

/// Why a job could not be done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The disk refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The page does not listen any more.
    #[error("the page is gone")]
    Gone,
    /// The folder refuses.
    #[error(transparent)]
    Folder(#[from] FolderError),
}

/// Does one job.
pub struct Clerk {
    pub(super) page: Page,
    pub(super) store: Option<Store>,
    pub(super) project: Project,
    /// What the page has in memory.
    documents: Vec<Kept>,
    pub(super) outcome: Outcome,
    /// Whether the disk may be written to.
    writes: bool,
}

/// Does the job with these means. `with` is what the page gave with it, where it is about something: a
/// file or a folder. What is written comes back with the outcome, as bytes, or a folder.
pub async fn run(job: Job, means: Means, with: JsValue, page: Page) -> (Outcome, JsValue) {
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
        page,
        store,
        documents: means.documents,
        project: project.unwrap_or_else(|| Project::new("Spanwright", Author::new("annotator"))),
        outcome: Outcome::default(),
        writes: means.disk == DiskUse::Write,
    };
    let made = match clerk.perform(job, with).await {
        Ok(made) => made,
        Err(error) => {
            clerk.outcome.problems.push(error.to_string());
            JsValue::NULL
        }
    };
    (clerk.outcome, made)
}

fn written(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).buffer().into()
}

/// What the frame that fetches says; it is nothing where no frame answered.
fn answer_of(said: &JsValue) -> Option<Answer> {
    let get = |name: &str| Reflect::get(said, &name.into()).unwrap_or_default();
    said.is_object().then(|| Answer {
        status: get("status").as_f64().map(|status| status as u16),
        content_type: get("type").as_string().unwrap_or_default(),
        bytes: Uint8Array::new(&get("bytes")).to_vec(),
    })
}

impl Clerk {
    async fn perform(&mut self, job: Job, with: JsValue) -> Result<JsValue, JobError> {
        let file = with.dyn_ref::<Blob>().cloned().map(File::new);
        match job {
            Job::Sample(intake) => {
                let document = intake.text(SAMPLE.to_owned(), TextFormat::Plain);
                self.put("The sample article", document).await?;
            }
            Job::Text(intake, format, text) => {
                let document = intake.text(text, format);
                self.put("The text", document).await?;
            }
            Job::Fetched(intake) => return self.fetched(intake, &with).await,
            Job::Page(intake, events) => {
                let name = match &intake.source {
                    Source::Web { url } => url.clone(),
                    Source::File { name } => name.clone(),
                    Source::Sample | Source::Paste => String::new(),
                };
                let document = intake.article(text::html::extract(&events, Some(&name)));
                self.put(&format!("“{name}”"), document).await?;
            }
            Job::File { intake, open } => {
                if let Some(file) = &file {
                    return self.file(intake, open.as_ref(), file).await;
                }
            }
            Job::Restore { name } => {
                if let Some(file) = &file {
                    self.restore(&name, file).await?;
                }
            }
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
                return Ok(written(&file));
            }
            Job::Backup => {
                let documents = self.project.documents.iter().map(|one| one.id.clone());
                let documents: Vec<_> = documents.collect();
                let file = self.backup(&documents).await?;
                self.record_export(&documents).await;
                return Ok(written(&file));
            }
            Job::Folder(job) => return self.folder(job, with).await,
        }
        Ok(JsValue::NULL)
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

    /// Takes in what the frame that fetches has answered. The markup of a page goes back.
    async fn fetched(&mut self, intake: Intake, answer: &JsValue) -> Result<JsValue, JobError> {
        let Source::Web { url } = intake.source.clone() else {
            return Ok(JsValue::NULL);
        };
        match Fetched::read(url.trim(), answer_of(answer)) {
            Ok(Fetched::Page(markup)) => return Ok(markup.into()),
            Ok(Fetched::Text(text)) => {
                let document = intake.text(text, TextFormat::Plain);
                self.put(&format!("“{url}”"), document).await?;
            }
            Err(error) => self.outcome.problems.push(error.to_string()),
        }
        Ok(JsValue::NULL)
    }

    async fn file(
        &mut self,
        intake: Intake,
        open: Option<&DocumentId>,
        file: &File,
    ) -> Result<JsValue, JobError> {
        let Source::File { name } = intake.source.clone() else {
            return Ok(JsValue::NULL);
        };
        let opened = self.open_file(&name, intake, open, file).await?;
        Ok(opened.unwrap_or_else(|refused| {
            self.outcome.problems.push(format!("“{name}”: {refused}"));
            JsValue::NULL
        }))
    }

    /// Opens a file by what its name says and by how it begins; the inner error says why it is refused.
    /// What is left for the page to do goes back: a page's markup as a string.
    async fn open_file(
        &mut self,
        name: &str,
        intake: Intake,
        open: Option<&DocumentId>,
        file: &File,
    ) -> Result<Result<JsValue, String>, JobError> {
        let beginning = file.read(0, BEGINNING).await?;
        if let Err(refused) = text::check_kind(&beginning) {
            return Ok(Err(refused.to_string()));
        }
        let extension = name.rsplit_once('.').map(|(_, end)| end.to_lowercase());
        let extension = extension.as_deref();
        let is_json = matches!(extension, Some("json" | "jsonl" | "ndjson"));
        let beginning = String::from_utf8_lossy(&beginning);
        let is_backup = is_json && backup::is_backup(&beginning);
        let is_large = file.size() > formats::LARGEST_WHOLE as u64;
        if is_json && !is_backup && file.size() >= BEGINNING && formats::is_of_lines(&beginning) {
            if is_large && self.store.is_none() {
                return Ok(Err(NO_DISK.to_owned()));
            }
            let coming = Coming::new(&self.project, &intake, open);
            self.stream(name, file, coming).await?;
            return Ok(Ok(JsValue::NULL));
        }
        if is_large && !is_backup {
            let size = Problem::LargeFile { bytes: file.size() };
            return Ok(Err(format!("{size}. {}", size.remedy())));
        }
        let content = match text::decode(&file.whole().await?) {
            Ok(decoded) => decoded.text,
            Err(error) => return Ok(Err(error.to_string())),
        };
        match extension {
            _ if is_backup => {
                let restored = backup::read(name, &content);
                self.outcome.backup = Some(restored.documents.len());
            }
            Some("json") if labels::is_label_set(&content) => {
                self.labels(name, &content);
            }
            Some("json" | "jsonl" | "ndjson" | "tml") => {
                let coming = Coming::new(&self.project, &intake, open);
                self.dataset(formats::read(name, &content), coming).await?;
            }
            Some("md" | "markdown") => {
                let document = intake.text(content, TextFormat::Markdown);
                self.put(&format!("“{name}”"), document).await?;
            }
            Some("html" | "htm" | "xhtml") if file.size() <= LARGEST_PAGE => {
                return Ok(Ok(content.into()));
            }
            Some("html" | "htm" | "xhtml") => {
                return Ok(Err(
                    "it is larger than any page that is read here. Save the text of its \
                               article as .txt and open that."
                        .to_owned(),
                ));
            }
            _ => {
                let document = intake.text(content, TextFormat::Plain);
                self.put(&format!("“{name}”"), document).await?;
            }
        }
        Ok(Ok(JsValue::NULL))
    }

    /// Says what is wrong with a file.
    fn say(&mut self, diagnostics: &[Diagnostic]) {
        let mut report = Report::default();
        for problem in diagnostics {
            report.add(problem);
        }
        self.outcome.problems.extend(report.into_sentences());
    }

    /// Reads a label set. Where nobody has changed the labels here, they become those of the file, and else
    /// they take in those that are new; guidelines that somebody wrote here stay.
    pub(crate) fn labels(&mut self, name: &str, content: &str) {
        let set = labels::read(name, content);
        let mut schema = self.project.schema.clone();
        let edits = match self.project.label_history.done().is_empty() {
            true => schema.adoption(&set.labels),
            false => Vec::new(),
        };
        let guidelines = (schema.guidelines().is_empty()).then(|| schema.rewrite(&set.guidelines));
        for edit in edits.into_iter().chain(guidelines) {
            if let Err(error) = edit.apply(&mut schema) {
                self.outcome.problems.push(error.to_string());
            }
        }
        for label in &set.labels {
            schema.adopt(label);
        }
        self.say(&set.diagnostics);
        if schema != self.project.schema {
            self.project.schema = schema.clone();
            self.outcome.schema = Some(schema);
        }
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
            self.page.alive();
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
            self.page.alive();
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
    pub(super) async fn append(
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

    async fn restore(&mut self, name: &str, file: &File) -> Result<(), JobError> {
        let restored = backup::read(name, &String::from_utf8_lossy(&file.whole().await?));
        self.say(&restored.diagnostics);
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
        let store = self.store.clone();
        let loads = documents.iter().map(|id| {
            let store = store.clone();
            async move {
                let loaded = match store {
                    Some(store) => store.load_document(id).await,
                    None => Ok(None),
                };
                (id, loaded)
            }
        });
        // While one is written, the disk looks for the next ones.
        let mut loads = stream::iter(loads).buffered(AHEAD);
        while let Some((id, loaded)) = loads.next().await {
            self.page.alive();
            let mut kept = self.documents.iter();
            if let Some(kept) = kept.find(|one| one.document.id == *id) {
                take(&kept.document, &kept.work, &kept.suggestions)?;
                continue;
            }
            match loaded {
                Ok(Some(loaded)) => {
                    let suggestions = loaded.suggestions.into_iter().collect();
                    take(&loaded.document, &loaded.work, &suggestions)?;
                }
                Ok(None) if store.is_none() => {
                    self.miss(id, "it is not in this computer’s memory");
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

/// So many documents that are not open.
fn others(count: usize) -> String {
    match count {
        1 => "1 other document".to_owned(),
        more => format!("{more} other documents"),
    }
}

//! Takes datasets and backups out, and puts annotations and backups back in.

use spanwright::annotation::{AnnotationSet, Review, Schema, Stamp, Work};
use spanwright::formats::{
    self, Diagnostic, ExportItem, ExportOptions, Exporter, Format, ImportedDocument, Loss,
    Reanchored, WriteError, backup, reimport,
};
use spanwright::project::{Document, DocumentId, JournalLine, Project, Source, Summary};
use spanwright::text::{self, TextFormat};
use spanwright::workbench::{Command, Workbench};
use wasm_bindgen_futures::spawn_local;

use super::outside::Outside;
use super::state::{Action, Notice};
use crate::browser::storage::{Loaded, StoreError};
use crate::browser::{clock, files};

/// What went wrong while a dataset was being written.
#[derive(Debug, thiserror::Error)]
enum TransferError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl Outside {
    /// The documents, read from disk one after another.
    async fn each<E: From<StoreError>>(
        &self,
        summaries: &[Summary],
        mut take: impl FnMut(&Loaded) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(store) = self.store() else {
            return Ok(());
        };
        self.settled().await;
        for summary in summaries {
            if let Some(loaded) = store.load_document(&summary.id).await? {
                take(&loaded)?;
            }
        }
        Ok(())
    }
}

fn suggestions(loaded: &Loaded) -> AnnotationSet {
    loaded.suggestions.iter().cloned().collect()
}

/// What the format would not hold of these documents.
pub async fn losses(
    outside: &Outside,
    documents: &[Summary],
    schema: &Schema,
    format: Format,
    options: ExportOptions,
) -> Vec<Loss> {
    let mut losses = Vec::new();
    let read = outside.each(documents, |loaded| {
        let item = ExportItem {
            document: &loaded.document,
            markup: loaded.work.markup(),
            suggestions: &suggestions(loaded),
        };
        losses.extend(spanwright::formats::losses(format, [item], schema, options));
        Ok::<(), StoreError>(())
    });
    if let Err(error) = read.await {
        outside.notify(Notice::problem(error.to_string()));
    }
    losses
}

/// Writes the documents to a file of the annotator's disk.
pub fn export(
    outside: &Outside,
    project: &Project,
    documents: Vec<Summary>,
    format: Format,
    options: ExportOptions,
) {
    let (outside, schema) = (outside.clone(), project.schema.clone());
    spawn_local(async move {
        match write(&outside, &documents, &schema, format, options).await {
            Ok(file) => {
                let name = format!("spanwright.{}", format.extension());
                files::download(&name, format.mime_type(), &file);
            }
            Err(error) => outside.notify(Notice::problem(error.to_string())),
        }
    });
}

async fn write(
    outside: &Outside,
    documents: &[Summary],
    schema: &Schema,
    format: Format,
    options: ExportOptions,
) -> Result<Vec<u8>, TransferError> {
    let mut file = Vec::new();
    let mut exporter = Exporter::new(format, schema, options, &mut file)?;
    outside
        .each(documents, |loaded| {
            exporter.document(ExportItem {
                document: &loaded.document,
                markup: loaded.work.markup(),
                suggestions: &suggestions(loaded),
            })?;
            Ok::<(), TransferError>(())
        })
        .await?;
    exporter.finish()?;
    Ok(file)
}

/// Writes the whole project to a file of the annotator's disk.
pub fn backup(outside: &Outside, project: &Project) {
    let (outside, project) = (outside.clone(), project.clone());
    spawn_local(async move {
        match write_backup(&outside, &project).await {
            Ok(file) => {
                let name = format!("{}.{}", project.name, backup::EXTENSION);
                files::download(&name, backup::MIME_TYPE, &file);
            }
            Err(error) => outside.notify(Notice::problem(error.to_string())),
        }
    });
}

async fn write_backup(outside: &Outside, project: &Project) -> Result<Vec<u8>, TransferError> {
    let mut file = Vec::new();
    let mut writer = backup::Writer::new(project, &mut file)?;
    outside
        .each(&project.documents, |loaded| {
            writer.document(&loaded.document, &loaded.work)?;
            Ok::<(), TransferError>(())
        })
        .await?;
    writer.finish()?;
    Ok(file)
}

/// Puts a backup in the place of everything that is here, after asking.
pub async fn restore(outside: &Outside, project: &Project, name: &str, content: &str) {
    let restored = backup::read(name, content);
    let problems = said(&restored.diagnostics);
    let Some(mut back) = restored.project else {
        return outside.notify(Notice::problem(problems));
    };
    let here = project.documents.len();
    let question = format!(
        "“{name}” holds {} documents. Restoring it replaces the {here} documents that are here \
         now. Restore it?",
        restored.documents.len()
    );
    let asked = gloo::utils::window().confirm_with_message(&question);
    if here > 0 && !matches!(asked, Ok(true)) {
        return;
    }
    back.documents = restored
        .documents
        .iter()
        .map(|(document, work)| Summary::new(document, work.markup()))
        .collect();
    let written = match outside.store() {
        Some(store) => store.replace_everything(&back, &restored.documents).await,
        None => Ok(()),
    };
    match written {
        Ok(()) => outside.act(Action::Restored(back)),
        Err(error) => outside.notify(Notice::problem(error.to_string())),
    }
    if !problems.is_empty() {
        outside.notify(Notice::problem(problems));
    }
}

fn said(diagnostics: &[Diagnostic]) -> String {
    let lines: Vec<_> = diagnostics.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// What a dataset brought.
#[derive(Default)]
pub struct Dataset {
    /// Documents that were not here.
    pub documents: Vec<(Document, Work)>,
    /// The labels, with those that the file added.
    pub schema: Option<Schema>,
    /// What was wrong.
    pub problems: Vec<String>,
    /// What became of annotations of documents that were here.
    pub news: Vec<String>,
}

/// Reads a dataset. A document that is here already, by its identity or its name, keeps its text
/// and takes over the annotations that find their place in it; another one is new.
pub async fn dataset(
    outside: &Outside,
    project: &Project,
    open: Option<&DocumentId>,
    name: &str,
    content: &str,
) -> Dataset {
    let mut import = formats::read(name, content);
    let mut schema = project.schema.clone();
    import.adopt_labels(&mut schema);
    let mut dataset = Dataset {
        schema: (schema != project.schema).then_some(schema),
        problems: import.diagnostics.iter().map(ToString::to_string).collect(),
        ..Dataset::default()
    };
    for imported in &import.documents {
        match target(outside, project, imported).await {
            Some((loaded, reanchored)) => {
                let is_open = open == Some(&loaded.document.id);
                take_over(outside, project, loaded, reanchored, is_open, &mut dataset).await;
            }
            None => dataset.documents.push(new_document(imported, name)),
        }
    }
    dataset
}

fn new_document(imported: &ImportedDocument, file: &str) -> (Document, Work) {
    let source = Source::File {
        name: file.to_owned(),
    };
    let id = DocumentId::new(clock::random_id());
    let document = imported.document(id, source, clock::now(), |text| {
        text::blocks(text.as_str(), TextFormat::Plain).into()
    });
    (document, Work::new(imported.markup()))
}

/// The document of the project that an imported one belongs to. One that has only its name in
/// common must take at least half of the annotations.
async fn target(
    outside: &Outside,
    project: &Project,
    imported: &ImportedDocument,
) -> Option<(Loaded, Reanchored)> {
    let by_id = imported.id.as_ref().and_then(|id| project.summary(id));
    let mut named = project
        .documents
        .iter()
        .filter(|summary| imported.name.as_ref() == Some(&summary.name));
    let by_name = named.next().filter(|_| named.next().is_none());
    let summary = by_id.or(by_name)?;
    outside.settled().await;
    let loaded = outside.store()?.load_document(&summary.id).await.ok()??;
    let reanchored = reimport(imported, &loaded.document);
    let fits = by_id.is_some() || reanchored.placed.len() > reanchored.orphans.len();
    fits.then_some((loaded, reanchored))
}

/// Adds the annotations that found their place to a document that is here, as one edit that can
/// be undone, and lists those that did not.
async fn take_over(
    outside: &Outside,
    project: &Project,
    loaded: Loaded,
    reanchored: Reanchored,
    is_open: bool,
    dataset: &mut Dataset,
) {
    let name = loaded.document.name.clone();
    for orphan in &reanchored.orphans {
        dataset.problems.push(format!(
            "“{name}”: “{}” ({}) has no place: {}.",
            orphan.quote, orphan.annotation.label, orphan.reason
        ));
    }
    let placed = reanchored
        .placed
        .into_iter()
        .map(|(annotation, _)| annotation);
    let decided = placed.filter(|annotation| annotation.review != Review::Suggested);
    let command = Command::Import(decided.collect());
    if is_open {
        dataset.news.push(format!(
            "“{name}” took over the annotations that were new to it."
        ));
        return outside.act(Action::Command(command));
    }
    let stamp = Stamp {
        at: clock::now(),
        by: project.author.clone(),
    };
    let seq = loaded.seq.next();
    let mut bench = Workbench::new(loaded.document.into(), loaded.work, Vec::new());
    let entry = match bench.perform(&command, &stamp) {
        Ok(Some(entry)) => entry,
        Ok(None) => {
            return dataset
                .news
                .push(format!("“{name}” has all of them already."));
        }
        Err(error) => return dataset.problems.push(error.to_string()),
    };
    let summary = Summary::new(bench.document(), bench.markup());
    let written = match outside.store() {
        Some(store) => store.append(&[JournalLine { seq, entry }], &summary).await,
        None => Ok(()),
    };
    match written {
        Ok(()) => {
            dataset.news.push(format!(
                "“{name}” took over the annotations that were new to it."
            ));
            outside.act(Action::Changed(summary));
        }
        Err(error) => dataset.problems.push(error.to_string()),
    }
}

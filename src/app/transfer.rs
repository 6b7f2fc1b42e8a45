//! Takes datasets and backups out, and puts annotations and backups back in.

use spanwright::annotation::{AnnotationSet, Schema, Stamp};
use spanwright::formats::{
    ExportItem, ExportOptions, Exporter, Format, ImportedDocument, Loss, WriteError, reimport,
};
use spanwright::project::{Project, Summary};
use wasm_bindgen_futures::spawn_local;

use super::outside::Outside;
use super::state::Notice;
use crate::browser::files;
use crate::browser::storage::{Loaded, StoreError};

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

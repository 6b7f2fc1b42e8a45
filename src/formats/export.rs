//! Writing a dataset: what to write, and the way to write it one document after another.

use serde::{Deserialize, Serialize};
use std::io::{self, Write};

use super::prepared::Prepared;
use super::{Format, Loss, conll, own, spacy, timeml};
use crate::annotation::{AnnotationSet, Markup, Schema};
use crate::project::Document;

/// A document to write, with what is known about it.
#[derive(Clone, Copy, Debug)]
pub struct ExportItem<'a> {
    /// The document.
    pub document: &'a Document,
    /// What people decided about it.
    pub markup: &'a Markup,
    /// What detectors propose and nobody has looked at.
    pub suggestions: &'a AnnotationSet,
}

/// What becomes of the blocks that do not belong to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SkippedBlocks {
    /// Their text is left out.
    Exclude,
    /// Their text is written. The own formats and spaCy JSONL say which blocks they are.
    Mark,
}

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportOptions {
    /// What becomes of skipped blocks.
    pub skipped: SkippedBlocks,
    /// Whether suggestions that nobody has looked at are written too.
    pub suggestions: bool,
    /// Whether rejections are written too.
    pub rejected: bool,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    /// How many documents.
    pub documents: usize,
    /// How many annotations.
    pub spans: usize,
    /// What the file does not hold, or not as it is.
    pub losses: Vec<Loss>,
}

/// Why nothing more could be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file, or what stands for it, refused.
    #[error("the export could not be written: {0}; free some space and export again")]
    Io(#[from] io::Error),
    /// A record did not become JSON.
    #[error("the export could not be written: {0}")]
    Json(#[from] serde_json::Error),
    /// The format holds one document a file.
    #[error("{0} holds one document a file; export the documents one by one")]
    OneDocument(Format),
    /// A document's text does not fit into the offsets of this program.
    #[error(transparent)]
    TooLong(#[from] crate::text::TextTooLong),
}

/// Writes documents one after another, so that a project of any size can be written while only
/// one of its documents is in memory.
pub struct Exporter<'a, W> {
    format: Format,
    schema: &'a Schema,
    options: ExportOptions,
    sink: W,
    written: Written,
}

impl<'a, W: Write> Exporter<'a, W> {
    /// Begins a file.
    ///
    /// # Errors
    /// Where the sink refuses.
    pub fn new(
        format: Format,
        schema: &'a Schema,
        options: ExportOptions,
        mut sink: W,
    ) -> Result<Self, WriteError> {
        if format == Format::Json {
            own::write_head(schema, &mut sink)?;
        }
        Ok(Self {
            format,
            schema,
            options,
            sink,
            written: Written::default(),
        })
    }

    /// Writes one document. Each of its spans is held against the text that it covers.
    ///
    /// # Errors
    /// Where the sink refuses, and at a second document where the format holds one a file.
    pub fn document(&mut self, item: ExportItem) -> Result<(), WriteError> {
        if !self.format.holds_many() && self.written.documents > 0 {
            return Err(WriteError::OneDocument(self.format));
        }
        let mut prepared = Prepared::new(self.format, item, self.schema, self.options)?;
        let sink = &mut self.sink;
        match self.format {
            Format::JsonLines => own::write_line(&prepared, self.schema, sink)?,
            Format::Json => own::write_document(&prepared, self.written.documents == 0, sink)?,
            Format::SpacyJsonl => spacy::write(&prepared, sink)?,
            Format::Conll => conll::write(&prepared, sink)?,
            Format::TimeMl => timeml::write(&prepared, sink)?,
        }
        self.written.documents += 1;
        self.written.spans += prepared.spans.len();
        self.written.losses.append(&mut prepared.losses);
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Where the sink refuses.
    pub fn finish(mut self) -> Result<Written, WriteError> {
        if self.format == Format::Json {
            own::write_tail(&mut self.sink)?;
        }
        self.sink.flush()?;
        Ok(self.written)
    }
}

/// Writes all the documents.
///
/// # Errors
/// Where the sink refuses.
pub fn write<'a>(
    format: Format,
    items: impl IntoIterator<Item = ExportItem<'a>>,
    schema: &Schema,
    options: ExportOptions,
    sink: impl Write,
) -> Result<Written, WriteError> {
    let mut exporter = Exporter::new(format, schema, options, sink)?;
    for item in items {
        exporter.document(item)?;
    }
    exporter.finish()
}

/// What the file would not hold of these documents, or not as it is. What it never holds is said
/// by [`Format::cannot_hold`].
pub fn losses<'a>(
    format: Format,
    items: impl IntoIterator<Item = ExportItem<'a>>,
    schema: &Schema,
    options: ExportOptions,
) -> Vec<Loss> {
    let items = items.into_iter();
    let losses = items.filter_map(|item| Prepared::new(format, item, schema, options).ok());
    losses.flat_map(|prepared| prepared.losses).collect()
}

//! What the page has done for it beside the page: making documents of what comes in, reading
//! datasets, writing exports and backups.
//!
//! These are the messages. The work is done in a worker of its own, which reads and writes the
//! disk itself, so a large import or export neither freezes the page nor passes through it, and
//! the page need not load the code for it.

mod fetched;
mod report;

pub use fetched::{Answer, FetchError, Fetched, web_host};
pub use report::Report;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::annotation::{Annotation, AnnotationSet, Schema, Stamp, Work};
use crate::formats::{ExportOptions, Format};
use crate::project::{Document, DocumentId, Intake, Project, Seq, Summary, Sweep};
use crate::text::{TextFormat, TextSpan, html};

/// What to do. A file travels beside the message, as the browser's handle to it, so that it is read where
/// it is needed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Job {
    /// Make a document of the built-in article.
    Sample(Intake),
    /// Make a document of this text.
    Text(Intake, TextFormat, String),
    /// Make a document of what the frame that fetches has answered, which comes with the message. The
    /// markup of a page comes back.
    Fetched(Intake),
    /// Make a document of the article of this web page.
    Page(Intake, Vec<html::Event>),
    /// Open a file: an article, a dataset or a backup. The markup of a page comes back. `open` is the document that is open in the
    /// page, which takes over annotations by itself.
    File {
        /// The identity for a document, the moment, and the file's name.
        intake: Intake,
        /// The document that is open in the page.
        open: Option<DocumentId>,
    },
    /// Put this backup in the place of everything.
    Restore {
        /// The file's name.
        name: String,
    },
    /// Label the same words in documents that are not open in the page: these pieces of each.
    Label(Sweep, Vec<(DocumentId, Vec<TextSpan>)>),
    /// Take that back in these documents of it.
    UndoLabel(Sweep, Stamp),
    /// Make it again in these documents of it.
    RedoLabel(Sweep, Stamp),
    /// Write the stored project as this version has it, where an earlier one wrote it. What cannot be read
    /// stays as it is.
    Renew,
    /// Store the documents that the page has in memory.
    Keep,
    /// Write an export.
    Export(Export),
    /// Write a backup.
    Backup,
    /// Do this about the folder of the annotator's disk to which the project is saved.
    Folder(Folder),
}

/// What is done about the folder to which the project is saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Folder {
    /// Use the folder that comes with the message: bring in what is new in it, and write the project to
    /// it. The document that is open in the page takes over annotations by itself.
    Use(Option<DocumentId>),
    /// Hand the folder back that was used last, so that the page can ask for it.
    Ask,
    /// Write what has changed since.
    Save,
    /// Forget the folder. What is in it stays there.
    Forget,
}

/// What the clerk has to work with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Means {
    /// What it may do with the disk.
    pub disk: DiskUse,
    /// The project as the page has it, where the disk may lack some of it.
    pub project: Option<Project>,
    /// Documents that the page has in memory; they take the place of what is on disk of them.
    pub documents: Vec<Kept>,
}

/// A document that the page has in memory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The document.
    pub document: Arc<Document>,
    /// The work on it.
    pub work: Work,
    /// The last line of its journal, whether or not that is on disk.
    pub seq: Seq,
    /// What detectors suggest.
    pub suggestions: AnnotationSet,
}

/// What may be done with the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DiskUse {
    /// Reading and writing.
    Write,
    /// Reading alone: another tab writes.
    Read,
    /// Nothing, as it does not work.
    Nothing,
}

/// What to export.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Export {
    /// The documents in order.
    pub documents: Vec<DocumentId>,
    /// The format.
    pub format: Format,
    /// What of the documents.
    pub options: ExportOptions,
}

/// What came of a job. What a written file holds travels beside the message, as bytes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Outcome {
    /// Documents that are new, now on disk.
    pub added: Vec<Summary>,
    /// The new documents themselves, where there is no disk.
    pub documents: Vec<(Document, Work)>,
    /// Documents that were here and took something over.
    pub changed: Vec<Summary>,
    /// What the document that is open in the page is to take over.
    pub annotations: Vec<Annotation>,
    /// The labels, where the file brought new ones.
    pub schema: Option<Schema>,
    /// The file is a backup with so many documents; it was not restored yet.
    pub backup: Option<usize>,
    /// The project that a backup brought.
    pub restored: Option<Project>,
    /// Whether the project is saved to a folder from now on.
    pub folder: Option<bool>,
    /// What went wrong, a sentence or two each.
    pub problems: Vec<String>,
    /// What is good to know, a sentence each.
    pub news: Vec<String>,
}

//! A project as a folder of plain JSON files, made for version control: `project.json` with the labels
//! and the guidelines, and in `documents/` one file a document.
//!
//! The files are those of the label set and of the own JSON format, which are read as such. Each field,
//! each label and each annotation stands on a line of its own, in an order that never changes, and
//! nothing in a file changes where nobody has changed anything. What detectors suggest and the undo
//! history are not in them.

use super::prepared::Prepared;
use super::{ExportItem, ExportOptions, Format, SkippedBlocks, WriteError, labels, own};
use crate::annotation::{AnnotationSet, Markup, Schema};
use crate::project::Document;
use crate::text::sha256;

/// The name of the file with the labels.
pub const PROJECT: &str = "project.json";

/// The name of the folder with the documents.
pub const DOCUMENTS: &str = "documents";

/// How the names of the documents' files end.
pub const EXTENSION: &str = ".json";

/// The longest part of a file's name that comes from the document's, in characters.
const LONGEST_NAME: usize = 40;

/// The name of a document's file: what is readable of its name, and something of its identity, so that
/// no two documents have the same.
pub fn file_name(document: &Document) -> String {
    let words = document.name.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let mut name: String = words.join("-").to_ascii_lowercase();
    name.truncate(LONGEST_NAME);
    let name = name.trim_end_matches('-');
    let identity = &sha256(document.id.as_str())[..8];
    match name {
        "" => format!("document-{identity}{EXTENSION}"),
        name => format!("{name}-{identity}{EXTENSION}"),
    }
}

/// The file of a document.
///
/// # Errors
/// Where the document does not become JSON.
pub fn document(
    document: &Document,
    markup: &Markup,
    schema: &Schema,
) -> Result<String, WriteError> {
    let options = ExportOptions {
        skipped: SkippedBlocks::Mark,
        suggestions: false,
        rejected: true,
    };
    let item = ExportItem {
        document,
        markup,
        suggestions: &AnnotationSet::default(),
    };
    let mut file = Vec::new();
    let prepared = Prepared::new(Format::JsonLines, item, schema, options)?;
    own::write_lines(&prepared, schema, &mut file)?;
    Ok(String::from_utf8_lossy(&file).into_owned())
}

/// The file with the labels and the guidelines.
///
/// # Errors
/// Where they do not become JSON.
pub fn project(schema: &Schema) -> Result<String, WriteError> {
    let mut file = Vec::new();
    labels::write_lines(schema, &mut file)?;
    Ok(String::from_utf8_lossy(&file).into_owned())
}

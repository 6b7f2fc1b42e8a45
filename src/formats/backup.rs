//! A whole project in one file: its labels, its documents, everything decided about them and the
//! undo history.
//!
//! The file is JSON. Each document stands on a line of its own with a checksum, so that a damaged
//! line costs only its document and is reported.

use serde::de::DeserializeOwned;
use serde::ser::Error as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::HashSet;
use std::io::Write;

use super::diagnostic::note;
use super::escape::write_json;
use super::fields::Place;
use super::{Diagnostic, Problem, WriteError};
use crate::annotation::{AnnotationId, Work};
use crate::project::{Document, DocumentId, FirstProject, Project};
use crate::text::{TextSpan, sha256};

/// What the file calls itself.
pub const FORMAT: &str = "spanwright-backup";

/// The version of the file that is written. In version 1 the project had neither guidelines nor labels
/// given in several documents at once.
pub const VERSION: u64 = 2;

/// How the names of the files end, without the dot.
pub const EXTENSION: &str = "spanwright.json";

/// The media type of the files.
pub const MIME_TYPE: &str = "application/json";

/// What could be read of a backup, and what was wrong with the rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Restored {
    /// The project, where its line could be read. Its list of documents is as it was written.
    pub project: Option<Project>,
    /// The documents in the order of the file.
    pub documents: Vec<(Document, Work)>,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes documents one after another, so that only one of them needs to be in memory.
pub struct Writer<W> {
    sink: W,
    is_first: bool,
}

/// A part of the file, with the checksum of its JSON as it stands there.
#[derive(Serialize, Deserialize)]
struct Sealed {
    sha256: String,
    content: Box<RawValue>,
}

/// The whole file, as it is read.
#[derive(Deserialize)]
struct File {
    version: u64,
    project: Sealed,
    documents: Vec<Sealed>,
}

#[derive(Serialize)]
struct ContentRef<'a> {
    document: &'a Document,
    work: &'a Work,
}

#[derive(Deserialize)]
struct Content {
    document: Document,
    work: Work,
}

impl<W: Write> Writer<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// Where the sink refuses.
    pub fn new(project: &Project, mut sink: W) -> Result<Self, WriteError> {
        write!(
            sink,
            "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"project\":"
        )?;
        write_json(&Sealed::new(project)?, &mut sink)?;
        sink.write_all(b",\"documents\":[")?;
        let is_first = true;
        Ok(Self { sink, is_first })
    }

    /// Writes a document and the work on it.
    ///
    /// # Errors
    /// Where the sink refuses.
    pub fn document(&mut self, document: &Document, work: &Work) -> Result<(), WriteError> {
        let line_end: &[u8] = if self.is_first { b"\n" } else { b",\n" };
        self.is_first = false;
        self.sink.write_all(line_end)?;
        let sealed = Sealed::new(&ContentRef { document, work })?;
        Ok(write_json(&sealed, &mut self.sink)?)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Where the sink refuses.
    pub fn finish(mut self) -> Result<(), WriteError> {
        self.sink.write_all(b"\n]}\n")?;
        Ok(self.sink.flush()?)
    }
}

/// Writes a whole project.
///
/// # Errors
/// Where the sink refuses.
pub fn write<'a>(
    project: &Project,
    documents: impl IntoIterator<Item = (&'a Document, &'a Work)>,
    sink: impl Write,
) -> Result<(), WriteError> {
    let mut writer = Writer::new(project, sink)?;
    for (document, work) in documents {
        writer.document(document, work)?;
    }
    writer.finish()
}

/// Whether the content is a backup, whatever state it is in.
pub fn is_backup(content: &str) -> bool {
    let start: String = content.chars().take(200).collect();
    start.contains(&format!("\"{FORMAT}\""))
}

/// Reads a backup as far as it can be read.
pub fn read(name: &str, content: &str) -> Restored {
    let mut restored = Restored::default();
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    let place = Place::new(name, None);
    if !is_backup(content) {
        let problem = place.problem(None, Problem::NotABackup);
        note(&mut restored.diagnostics, problem);
        return restored;
    }
    match serde_json::from_str::<File>(content) {
        Ok(file) => restored.read_file(file, &place),
        Err(_) => restored.read_lines(name, content),
    }
    restored.report_absent(&place);
    restored
}

impl Sealed {
    fn new<T: Serialize>(content: &T) -> serde_json::Result<Self> {
        let mut json = Vec::new();
        write_json(content, &mut json)?;
        let json = String::from_utf8(json).map_err(serde_json::Error::custom)?;
        Ok(Self {
            sha256: sha256(&json),
            content: RawValue::from_string(json)?,
        })
    }

    /// The content, whether or not it is as it was sealed.
    fn open<T: DeserializeOwned>(&self, place: &Place, log: &mut Vec<Diagnostic>) -> Option<T> {
        let json = self.content.get();
        if sha256(json) != self.sha256 {
            let problem = Problem::Checksum;
            note(log, place.field("sha256").problem(None, problem));
        }
        match serde_json::from_str(json) {
            Ok(content) => Some(content),
            Err(error) => {
                let problem = Problem::Unreadable(error.to_string());
                note(log, place.field("content").problem(None, problem));
                None
            }
        }
    }
}

impl Restored {
    fn read_file(&mut self, file: File, place: &Place) {
        self.read_head(&file, place);
        let list = place.field("documents");
        for (n, sealed) in file.documents.iter().enumerate() {
            self.read_document(sealed, &list.item(n));
        }
    }

    fn read_head(&mut self, file: &File, place: &Place) {
        if file.version > VERSION {
            let problem = place.field("version").problem(None, Problem::Newer);
            note(&mut self.diagnostics, problem);
        }
        let place = place.field("project");
        let log = &mut self.diagnostics;
        self.project = match file.version {
            1 => {
                let first: Option<FirstProject> = file.project.open(&place, log);
                first.map(Project::from)
            }
            _ => file.project.open(&place, log),
        };
    }

    fn read_document(&mut self, sealed: &Sealed, place: &Place) {
        let Some(content) = sealed.open::<Content>(place, &mut self.diagnostics) else {
            return;
        };
        let Content { document, work } = content;
        if sha256(document.text.as_str()) != document.sha256 {
            let place = place.field("content.document.text");
            note(
                &mut self.diagnostics,
                place.problem(None, Problem::Checksum),
            );
        }
        let work = self.checked(&document, work, place);
        self.documents.push((document, work));
    }

    /// The work without the annotations that do not fit the text. The undo history goes with
    /// them, because it could bring them back.
    fn checked(&mut self, document: &Document, work: Work, place: &Place) -> Work {
        let check = |span: TextSpan| document.text.span_of_bytes(span.start(), span.end());
        let mut markup = work.markup().clone();
        for annotation in work.markup().annotations.iter() {
            if annotation.id >= AnnotationId::END {
                markup.annotations.remove(annotation.id);
                let place = place.field("content.work.markup.annotations");
                let problem = Problem::Unreadable("the identity is too large".to_owned());
                let value = Value::from(annotation.id.get());
                note(&mut self.diagnostics, place.problem(Some(&value), problem));
            } else if let Err(error) = check(annotation.span) {
                markup.annotations.remove(annotation.id);
                let place = place.field("content.work.markup.annotations");
                let value = serde_json::to_value(annotation).ok();
                let problem = place.problem(value.as_ref(), Problem::Offsets(error));
                note(&mut self.diagnostics, problem);
            }
        }
        let history = work.history();
        let mut history = history.done().iter().chain(history.undone());
        let ids_are_left = work.fresh_ids().next().is_some();
        let history_fits = ids_are_left
            && history.all(|event| {
                let touched = event.edit.touched();
                touched.into_iter().all(|span| check(span).is_ok())
            });
        if markup == *work.markup() && history_fits {
            return work;
        }
        if !history_fits {
            let place = place.field("content.work.history");
            let problem = Problem::Unreadable("it does not fit the text".to_owned());
            note(&mut self.diagnostics, place.problem(None, problem));
        }
        Work::new(markup)
    }

    /// A damaged file: each line is read for itself.
    fn read_lines(&mut self, name: &str, content: &str) {
        for (n, line) in content.split('\n').enumerate() {
            let place = Place::new(name, Some(u32::try_from(n + 1).unwrap_or(u32::MAX)));
            let line = line.trim().trim_end_matches(',');
            if line.is_empty() || line == "]}" {
                continue;
            }
            if let Ok(sealed) = serde_json::from_str(line) {
                self.read_document(&sealed, &place);
                continue;
            }
            match serde_json::from_str(&format!("{line}]}}")) {
                Ok(head) => self.read_head(&head, &place),
                Err(error) => {
                    let value = Value::from(line);
                    let problem = Problem::NotJson(error.to_string());
                    note(&mut self.diagnostics, place.problem(Some(&value), problem));
                }
            }
        }
    }

    /// Names the documents of the project's list that are not in the file.
    fn report_absent(&mut self, place: &Place) {
        let here = self.documents.iter().map(|(document, _)| &document.id);
        let here: HashSet<&DocumentId> = here.collect();
        let listed = self.project.iter().flat_map(|project| &project.documents);
        let absent = listed.filter(|summary| !here.contains(&summary.id));
        let absent = absent.map(|summary| {
            let value = Value::from(summary.name.as_str());
            place.problem(Some(&value), Problem::Absent)
        });
        for problem in absent.collect::<Vec<_>>() {
            note(&mut self.diagnostics, problem);
        }
    }
}

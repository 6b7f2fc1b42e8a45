//! Reading datasets: what comes out of a file, whatever state it is in.

use chrono::NaiveDate;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::anchor::{Anchorer, How, OrphanReason, Quote};
use super::diagnostic::note;
use super::fields::{Fields, Place};
use super::{Diagnostic, MOST_LABELS, Problem, own, spacy, timeml};
use crate::annotation::{
    Annotation, AnnotationSet, BlockIndex, Label, LabelId, Markup, Schema, Status, Timestamp,
};
use crate::project::{Document, DocumentId, Source};
use crate::text::{Block, CodePointOffset, SourceText, TextSpan};

/// What could be read of a file, and what was wrong with the rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The name of the file.
    pub file: Arc<str>,
    /// The documents in the order of the file.
    pub documents: Vec<ImportedDocument>,
    /// The labels that the file defines. A file of another tool only names labels.
    pub labels: Vec<Label>,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// A document of a file. What the file does not say is `None`.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedDocument {
    /// The line of the file, from 1, where it has one line a document.
    pub line: Option<u32>,
    /// Its identity.
    pub id: Option<DocumentId>,
    /// What people call it.
    pub name: Option<String>,
    /// Its text.
    pub text: SourceText,
    /// The SHA-256 of the text.
    pub sha256: String,
    /// Where the text was cut out of another.
    pub excerpt: Option<ExcerptOf>,
    /// How it came in first.
    pub source: Option<Source>,
    /// When it came in first.
    pub added: Option<Timestamp>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The date of publication that was found in it.
    pub published: Option<NaiveDate>,
    /// The date that people gave it.
    pub date: Option<NaiveDate>,
    /// How far the work on it is.
    pub status: Option<Status>,
    /// Its blocks.
    pub blocks: Option<Arc<[Block]>>,
    /// Which blocks a person included or skipped.
    pub choices: BTreeMap<BlockIndex, bool>,
    /// Its annotations, suggestions and rejections among them.
    pub annotations: Vec<Annotation>,
    /// What else the file says about it.
    pub meta: Map<String, Value>,
}

/// The text from which an excerpt was cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExcerptOf {
    /// The SHA-256 of that text.
    pub source_sha256: String,
    /// Where its stretches come from, in order.
    pub pieces: Vec<ExcerptPiece>,
}

/// A stretch of an excerpt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExcerptPiece {
    /// Where it stands in the excerpt.
    pub span: TextSpan,
    /// Where it starts in the text from which it was cut.
    pub source_start: CodePointOffset,
}

/// Annotations brought over to the text of another document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reanchored {
    /// Those that have a place there, and how it was found.
    pub placed: Vec<(Annotation, How)>,
    /// Those that have none.
    pub orphans: Vec<Orphan>,
}

/// An annotation without a place in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Orphan {
    /// The annotation, with its span in the text from which it comes.
    pub annotation: Annotation,
    /// The text that it quotes.
    pub quote: String,
    /// Why it has no place.
    pub reason: OrphanReason,
}

/// Reads a dataset. The format is told by the content: the own JSON and JSON Lines, and lines or
/// lists of `{"text", "entities": [[start, end, label], …]}` as spaCy, Prodigy and doccano have
/// them, `[text, {"entities": …}]` pairs too; and TimeML, of which the TIMEX3 marks are taken.
///
/// ```
/// let file = "{\"text\": \"Ada met Bob.\", \"entities\": [[0, 3, \"PER\"], [8, 99, \"PER\"]]}\n";
/// let import = spanwright::formats::read("friends.jsonl", file);
/// assert_eq!(import.documents[0].annotations.len(), 1);
/// assert_eq!(import.diagnostics[0].field, "entities[1]");
/// ```
pub fn read(name: &str, content: &str) -> Import {
    let mut import = Import::new(name);
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    if timeml::is_timeml(content) {
        let place = Place::new(name, None);
        let document = timeml::read(content, &place, &mut import.diagnostics);
        import.admit(document, &place);
        return import;
    }
    let place = Place::new(name, None);
    match whole(content) {
        Ok(whole) => import.read_value(whole, place),
        Err(Unread::Json(error)) => import.read_lines(name, content, &error),
        Err(Unread::ManyParts) => {
            import.read_lines_or(name, content, || place.problem(None, Problem::ManyParts))
        }
    }
    import
}

/// What a file or a line may take in memory when it is read as JSON, in bytes.
const ROOM: usize = 512 << 20;

/// What an object takes at least, its node of eleven fields, and an item of a list.
const OBJECT: usize = 640;
const ITEM: usize = 40;

/// Why there is no value.
enum Unread {
    Json(serde_json::Error),
    ManyParts,
}

/// The JSON value of a file or a line, where it takes no more than memory is kept for. Some bytes of a
/// file can make a hundred times as many in memory, so they are counted before they are read.
fn whole(json: &str) -> Result<Value, Unread> {
    let weight = json.bytes().map(|byte| match byte {
        b'{' => OBJECT,
        b',' | b'[' => ITEM,
        _ => 0,
    });
    if weight.sum::<usize>() > ROOM {
        return Err(Unread::ManyParts);
    }
    serde_json::from_str(json).map_err(Unread::Json)
}

/// Brings the annotations of an imported document over to a document of the project, whose text
/// may be another: by position where the text is the same, else by position, exact quote and
/// fuzzy quote.
pub fn reimport(import: &ImportedDocument, document: &Document) -> Reanchored {
    let mut result = Reanchored::default();
    let is_same = import.text == document.text;
    let mut anchorer = Anchorer::new(document.text.as_str());
    for annotation in &import.annotations {
        let quote = Quote::new(import.text.as_str(), annotation.span);
        let known = match is_same {
            true => Some(annotation.span),
            false => import.span_in_source(annotation.span, document),
        };
        let found = match known {
            Some(span) => Ok((span, How::Position)),
            None => anchorer.find(quote, annotation.span.start()),
        };
        match found {
            Ok((span, how)) => {
                let mut placed = annotation.clone();
                placed.span = span;
                result.placed.push((placed, how));
            }
            Err(reason) => result.orphans.push(Orphan {
                annotation: annotation.clone(),
                quote: quote.exact.to_owned(),
                reason,
            }),
        }
    }
    result
}

impl Import {
    /// Nothing yet of the file of this name.
    pub(super) fn new(file: &str) -> Self {
        Self {
            file: file.into(),
            ..Self::default()
        }
    }

    /// Brings labels and annotations together with the labels of a project: a label of the file
    /// that the project knows, by its identity or else by its export name, becomes that one;
    /// another is added to the project's. Where a project has [`MOST_LABELS`], one that it does not know
    /// is left out with what has it, and reported.
    pub fn adopt_labels(&mut self, schema: &mut Schema) {
        let mut adopted: BTreeMap<LabelId, Option<LabelId>> = BTreeMap::new();
        let mut refused = Vec::new();
        for label in &self.labels {
            let is_known = schema.get(&label.id).is_some()
                || schema.by_export_name(&label.export_name).is_some();
            let has_room = is_known || schema.labels().len() < MOST_LABELS;
            let known = has_room.then(|| schema.adopt(label));
            if known.is_none() {
                refused.push(label.id.clone());
            }
            adopted.insert(label.id.clone(), known);
        }
        let documents = self.documents.iter_mut();
        for document in documents {
            document.annotations.retain_mut(|annotation| {
                let label = annotation.label.clone();
                let known = adopted.entry(label).or_insert_with_key(|label| {
                    let known = schema.by_export_name(label.as_str()).is_some();
                    let has_room = known || schema.labels().len() < MOST_LABELS;
                    if !has_room {
                        refused.push(label.clone());
                    }
                    has_room.then(|| schema.ensure(label.as_str()))
                });
                known
                    .clone()
                    .map(|known| annotation.label = known)
                    .is_some()
            });
        }
        let place = Place::new(&self.file, None).field("label");
        for label in refused {
            let value = Value::from(label.as_str());
            let problem = place.problem(Some(&value), Problem::ManyLabels);
            note(&mut self.diagnostics, problem);
        }
    }

    fn read_value(&mut self, value: Value, place: Place) {
        match value {
            Value::Array(items) if spacy::is_pair(&items) => {
                let pair = spacy::read_pair(items, place, &mut self.diagnostics);
                self.documents.extend(pair);
            }
            Value::Array(items) => {
                for (n, item) in items.into_iter().enumerate() {
                    self.read_value(item, place.item(n));
                }
            }
            Value::Object(fields) => self.read_object(Value::Object(fields), place),
            other => {
                let problem = place.problem(Some(&other), Problem::NotADocument);
                note(&mut self.diagnostics, problem);
            }
        }
    }

    fn read_object(&mut self, value: Value, place: Place) {
        let format = value.get("format").and_then(Value::as_str);
        if format == Some(super::backup::FORMAT) {
            note(&mut self.diagnostics, place.problem(None, Problem::Backup));
        } else if value.get("documents").is_some() {
            self.read_file(value, place);
        } else if format == Some(own::FORMAT) || value.get("offset_unit").is_some() {
            let labels = &mut self.labels;
            let document = own::read_document(value, place.clone(), labels, &mut self.diagnostics);
            self.admit(document, &place);
        } else {
            let document = spacy::read_object(value, place.clone(), &mut self.diagnostics);
            self.admit(document, &place);
        }
    }

    /// Takes a document in, unless it has more annotations than can be shown.
    fn admit(&mut self, document: Option<ImportedDocument>, place: &Place) {
        let Some(document) = document else {
            return;
        };
        let count = document.annotations.len();
        let nested = nested(&document.annotations);
        if count > super::MOST_ANNOTATIONS || nested > super::MOST_NESTED {
            let problem = Problem::ManyAnnotations { count, nested };
            note(&mut self.diagnostics, place.problem(None, problem));
        } else {
            self.documents.push(document);
        }
    }

    /// A file with the label table and all documents.
    fn read_file(&mut self, value: Value, place: Place) {
        let Some(mut fields) = Fields::new(value, place, &mut self.diagnostics) else {
            return;
        };
        own::read_labels(&mut fields, &mut self.labels);
        let documents = fields.list("documents");
        fields.finish();
        for (place, document) in documents {
            self.read_value(document, place);
        }
    }

    /// A file of lines, or a damaged one whose lines are read as far as they can be.
    fn read_lines(&mut self, name: &str, content: &str, error: &serde_json::Error) {
        self.read_lines_or(name, content, || {
            let line = u32::try_from(error.line()).ok();
            not_json(&Place::new(name, line), "", error)
        });
    }

    /// A file of lines, or one with this problem.
    fn read_lines_or(&mut self, name: &str, content: &str, whole: impl Fn() -> Diagnostic) {
        let mut damaged = Vec::new();
        for (n, line) in content.split('\n').enumerate() {
            let place = Place::new(name, Some(u32::try_from(n + 1).unwrap_or(u32::MAX)));
            if let Err(problem) = self.read_line(line, place) {
                note(&mut damaged, problem);
            }
        }
        if self.documents.is_empty() && damaged.len() > 1 {
            // It is no file of lines, so its lines say nothing to anybody.
            damaged = vec![whole()];
        }
        for problem in damaged {
            note(&mut self.diagnostics, problem);
        }
    }

    /// Reads a line of JSON Lines, or of a JSON file that has one line a document. It may be blank, or
    /// close what an earlier line opened.
    pub(super) fn read_line(&mut self, line: &str, place: Place) -> Result<(), Diagnostic> {
        let json = line.trim().trim_end_matches(',');
        if json.is_empty() || json == "]}" {
            return Ok(());
        }
        let read = match json.starts_with('{') && json.ends_with('[') {
            true => whole(&format!("{json}]}}")),
            false => whole(json),
        };
        match read {
            Ok(value) => self.read_value(value, place),
            Err(Unread::ManyParts) => return Err(place.problem(None, Problem::ManyParts)),
            Err(Unread::Json(error)) => return Err(not_json(&place, line, &error)),
        }
        Ok(())
    }
}

/// How many annotations lie over one another where most do.
fn nested(annotations: &[Annotation]) -> usize {
    let mut starts: Vec<_> = annotations.iter().map(|one| one.span.start()).collect();
    let mut ends: Vec<_> = annotations.iter().map(|one| one.span.end()).collect();
    starts.sort_unstable();
    ends.sort_unstable();
    let mut ended = 0;
    let open = starts.iter().zip(1..).map(|(start, begun)| {
        ended += ends[ended..].partition_point(|end| end <= start);
        begun - ended
    });
    open.max().unwrap_or_default()
}

/// Whether a file of which this is the beginning has a document a line, and can so be read line by line.
///
/// ```
/// use spanwright::formats::is_of_lines;
/// assert!(is_of_lines("{\"text\": \"Ada\"}\n{\"text\": \"Bo"));
/// assert!(!is_of_lines("[\n  {\n"));
/// ```
pub fn is_of_lines(beginning: &str) -> bool {
    let mut lines = beginning.split_inclusive('\n');
    let first = lines.find(|line| !line.trim().is_empty());
    first.is_some_and(|line| {
        let mut tried = Import::new("");
        let read = tried.read_line(line, Place::new("", None));
        line.ends_with('\n') && read.is_ok()
    })
}

fn not_json(place: &Place, line: &str, error: &serde_json::Error) -> Diagnostic {
    let value = (!line.is_empty()).then(|| Value::from(line));
    place.problem(value.as_ref(), Problem::NotJson(error.to_string()))
}

impl ImportedDocument {
    /// A document of which only the text is known.
    pub(super) fn new(text: SourceText, sha256: String, line: Option<u32>) -> Self {
        Self {
            line,
            id: None,
            name: None,
            text,
            sha256,
            excerpt: None,
            source: None,
            added: None,
            author: None,
            published: None,
            date: None,
            status: None,
            blocks: None,
            choices: BTreeMap::new(),
            annotations: Vec::new(),
            meta: Map::new(),
        }
    }

    /// The document, with these where the file does not say: its identity, how and when it came
    /// in, and what finds its blocks.
    pub fn document(
        &self,
        id: DocumentId,
        source: Source,
        added: Timestamp,
        blocks: impl FnOnce(&SourceText) -> Arc<[Block]>,
    ) -> Document {
        let id = self.id.clone().unwrap_or(id);
        Document {
            name: self.name.clone().unwrap_or_else(|| id.as_str().to_owned()),
            id,
            source: self.source.clone().unwrap_or(source),
            added: self.added.unwrap_or(added),
            author: self.author.clone(),
            published: self.published,
            sha256: self.sha256.clone(),
            blocks: self.blocks.clone().unwrap_or_else(|| blocks(&self.text)),
            text: self.text.clone(),
            meta: self.meta.clone().into(),
        }
    }

    /// What people decided about the document.
    pub fn markup(&self) -> Markup {
        Markup {
            annotations: self.annotations(|annotation| !annotation.id.is_suggestion()),
            date: self.date,
            blocks: self.choices.clone(),
            status: self.status.unwrap_or_default(),
        }
    }

    /// What nobody has looked at.
    pub fn suggestions(&self) -> AnnotationSet {
        self.annotations(|annotation| annotation.id.is_suggestion())
    }

    /// Where a span of an excerpt stands in the document from which the excerpt was cut.
    fn span_in_source(&self, span: TextSpan, document: &Document) -> Option<TextSpan> {
        let excerpt = self.excerpt.as_ref()?;
        let mut pieces = excerpt.pieces.iter();
        let piece = pieces.find(|piece| piece.span.contains(span))?;
        let (start, end) = self.text.code_points(span);
        let (from, _) = self.text.code_points(piece.span);
        let shift = |offset: CodePointOffset| {
            let inside = offset.get().checked_sub(from.get())?;
            let shifted = piece.source_start.get().checked_add(inside)?;
            Some(CodePointOffset::new(shifted))
        };
        let found = document
            .text
            .span_of_code_points(shift(start)?, shift(end)?);
        let is_there = |found: &TextSpan| document.text.slice(*found) == self.text.slice(span);
        let is_source = excerpt.source_sha256 == document.sha256;
        found.ok().filter(|found| is_source && is_there(found))
    }

    fn annotations(&self, wanted: impl Fn(&Annotation) -> bool) -> AnnotationSet {
        let annotations = self.annotations.iter();
        annotations
            .filter(|annotation| wanted(annotation))
            .cloned()
            .collect()
    }
}

//! Reading datasets: what comes out of a file, whatever state it is in.

use chrono::NaiveDate;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::anchor::{Anchorer, How, OrphanReason, Quote};
use super::fields::{Fields, Place};
use super::{Diagnostic, Problem, own, spacy, timeml};
use crate::annotation::{
    Annotation, AnnotationSet, BlockIndex, Label, LabelId, Markup, Schema, Status, Timestamp,
};
use crate::project::{Document, DocumentId, Source};
use crate::text::{Block, CodePointOffset, SourceText, TextSpan};

/// What could be read of a file, and what was wrong with the rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
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
    let mut import = Import::default();
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    if timeml::is_timeml(content) {
        let place = Place::new(name, None);
        let document = timeml::read(content, &place, &mut import.diagnostics);
        import.documents.extend(document);
        return import;
    }
    match serde_json::from_str(content) {
        Ok(whole) => import.read_value(whole, Place::new(name, None)),
        Err(error) => import.read_lines(name, content, &error),
    }
    import
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
    /// Brings labels and annotations together with the labels of a project: a label of the file
    /// that the project knows, by its identity or else by its export name, becomes that one;
    /// another is added to the project's.
    pub fn adopt_labels(&mut self, schema: &mut Schema) {
        let mut adopted: BTreeMap<LabelId, LabelId> = BTreeMap::new();
        for label in &self.labels {
            adopted.insert(label.id.clone(), schema.adopt(label));
        }
        let documents = self.documents.iter_mut();
        for annotation in documents.flat_map(|document| &mut document.annotations) {
            let label = annotation.label.clone();
            let known = adopted
                .entry(label)
                .or_insert_with_key(|label| schema.ensure(label.as_str()));
            annotation.label = known.clone();
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
                self.diagnostics.push(problem);
            }
        }
    }

    fn read_object(&mut self, value: Value, place: Place) {
        let format = value.get("format").and_then(Value::as_str);
        if format == Some(super::backup::FORMAT) {
            self.diagnostics.push(place.problem(None, Problem::Backup));
        } else if value.get("documents").is_some() {
            self.read_file(value, place);
        } else if format == Some(own::FORMAT) || value.get("offset_unit").is_some() {
            let labels = &mut self.labels;
            let document = own::read_document(value, place, labels, &mut self.diagnostics);
            self.documents.extend(document);
        } else {
            let document = spacy::read_object(value, place, &mut self.diagnostics);
            self.documents.extend(document);
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
        let before = self.documents.len();
        let mut damaged = Vec::new();
        for (n, line) in content.split('\n').enumerate() {
            let place = Place::new(name, Some(u32::try_from(n + 1).unwrap_or(u32::MAX)));
            match lenient_line(line) {
                Ok(Some(value)) => self.read_value(value, place),
                Ok(None) => {}
                Err(error) => damaged.push(not_json(&place, line, &error)),
            }
        }
        if self.documents.len() == before && damaged.len() > 1 {
            // It is no file of lines, so its lines say nothing to anybody.
            let line = u32::try_from(error.line()).ok();
            damaged = vec![not_json(&Place::new(name, line), "", error)];
        }
        self.diagnostics.append(&mut damaged);
    }
}

/// A line of JSON Lines, or of a JSON file that has one line a document; nothing where it is
/// blank or only closes what an earlier line opened.
fn lenient_line(line: &str) -> Result<Option<Value>, serde_json::Error> {
    let line = line.trim().trim_end_matches(',');
    if line.is_empty() || line == "]}" {
        return Ok(None);
    }
    if line.starts_with('{') && line.ends_with('[') {
        return serde_json::from_str(&format!("{line}]}}")).map(Some);
    }
    serde_json::from_str(line).map(Some)
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

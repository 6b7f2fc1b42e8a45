//! Reading `[start, end, label]` data.
//!
//! The text stands in `text` or `data`. The annotations stand in `entities`, `label`, `labels`,
//! `spans` or `annotations`, each as `[start, end, label]` or as an object with `start`, `end`
//! and `label`, or `start_offset` and `end_offset`. Offsets count Unicode code points. Nothing
//! quotes the text, so offsets can only be held against its length.

use serde_json::{Map, Value};

use crate::annotation::{Annotation, AnnotationId, LabelId, Origin, Review, Status};
use crate::formats::diagnostic::note;
use crate::formats::fields::{Fields, Place};
use crate::formats::import::ImportedDocument;
use crate::formats::{Diagnostic, Problem};
use crate::project::DocumentId;
use crate::text::{CodePointOffset, SourceText, sha256};

const TEXT: [&str; 2] = ["text", "data"];

const ENTITIES: [&str; 5] = ["entities", "label", "labels", "spans", "annotations"];

/// Whether the list is `[text, {"entities": …}]`.
pub(in crate::formats) fn is_pair(items: &[Value]) -> bool {
    matches!(items, [Value::String(_), Value::Object(_)])
}

/// Reads `[text, {"entities": …}]`.
pub(in crate::formats) fn read_pair(
    items: Vec<Value>,
    place: Place,
    log: &mut Vec<Diagnostic>,
) -> Option<ImportedDocument> {
    let mut items = items.into_iter();
    let text = items.next()?;
    let Value::Object(mut object) = items.next()? else {
        return None;
    };
    object.insert(TEXT[0].to_owned(), text);
    read_object(Value::Object(object), place, log)
}

/// Reads `{"text", "entities": …}`. What else stands in it is kept as it is.
pub(in crate::formats) fn read_object(
    value: Value,
    place: Place,
    log: &mut Vec<Diagnostic>,
) -> Option<ImportedDocument> {
    let line = place.line;
    let mut fields = Fields::new(value, place, log)?;
    let Some(text) = TEXT.into_iter().find_map(|name| fields.text(name)) else {
        fields.report("", Problem::NotADocument);
        return None;
    };
    let text = match SourceText::new(text) {
        Ok(text) => text,
        Err(error) => {
            fields.report("", Problem::Unreadable(error.to_string()));
            return None;
        }
    };
    let checksum = sha256(text.as_str());
    let mut document = ImportedDocument::new(text, checksum, line);
    for name in ENTITIES {
        for (place, value) in fields.list_if_list(name) {
            let id = AnnotationId::new(document.annotations.len() as u64);
            match read_entity(&value, &place, id, &document.text) {
                Ok(annotation) => document.annotations.push(annotation),
                Err(problem) => note(fields.log(), place.problem(Some(&value), problem)),
            }
        }
    }
    let mut meta = match fields.value("meta") {
        Some(Value::Object(meta)) => meta,
        Some(other) => Map::from_iter([("meta".to_owned(), other)]),
        None => Map::new(),
    };
    meta.extend(fields.rest());
    read_answer(&meta, &mut document);
    document.id = text_of(&mut meta, "id").map(DocumentId::new);
    document.name = text_of(&mut meta, "name");
    let date = meta.get("date").and_then(Value::as_str);
    document.date = date.and_then(|date| date.parse().ok());
    if document.date.is_some() {
        meta.remove("date");
    }
    if meta.get("sha256").and_then(Value::as_str) == Some(&document.sha256) {
        meta.remove("sha256");
    }
    document.meta = meta;
    Some(document)
}

/// Reads one annotation.
fn read_entity(
    value: &Value,
    place: &Place,
    id: AnnotationId,
    text: &SourceText,
) -> Result<Annotation, Problem> {
    let named = |names: [&str; 2]| names.into_iter().find_map(|name| value.get(name));
    let (start, end, label) = match value {
        Value::Array(items) => (items.first(), items.get(1), items.get(2)),
        _ => (
            named(["start", "start_offset"]),
            named(["end", "end_offset"]),
            value.get("label"),
        ),
    };
    let offset = |value: Option<&Value>| {
        let offset = value.and_then(Value::as_u64)?;
        u32::try_from(offset).ok().map(CodePointOffset::new)
    };
    let read = offset(start).zip(offset(end));
    let (Some((start, end)), Some(label)) = (read, label.and_then(Value::as_str)) else {
        let expected = "a start, an end and the name of a label were expected";
        return Err(Problem::Unreadable(expected.to_owned()));
    };
    let span = text.span_of_code_points(start, end);
    Ok(Annotation {
        id,
        span: span.map_err(Problem::Offsets)?,
        label: LabelId::new(label),
        origin: Origin::Import {
            source: place.file.clone(),
        },
        score: None,
        review: Review::Accepted,
        time: None,
        created: None,
        changed: None,
    })
}

/// In Prodigy, a rejected line says that its annotations are wrong, and an ignored one that
/// nobody could tell.
fn read_answer(meta: &Map<String, Value>, document: &mut ImportedDocument) {
    match meta.get("answer").and_then(Value::as_str) {
        Some("reject") => {
            for annotation in &mut document.annotations {
                annotation.review = Review::Rejected;
            }
        }
        Some("ignore") => document.status = Some(Status::Flagged),
        _ => {}
    }
}

/// Takes a text, or a number as text, out of the fields.
fn text_of(fields: &mut Map<String, Value>, name: &str) -> Option<String> {
    let text = match fields.get(name)? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    fields.remove(name);
    Some(text)
}

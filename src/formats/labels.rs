//! A label set in a file of its own, to be shared between projects.
//!
//! The file is JSON: `{"format": "spanwright-labels", "version": 1, "labels": [...]}`, each label as
//! in a dataset of the own format, and beside them `"guidelines"`, Markdown, where there are any. A list
//! of names alone is read too.

use serde::Serialize;
use serde_json::Value;
use std::io::Write;

use super::diagnostic::note;
use super::escape::{write_json, write_json_lines};
use super::fields::{Fields, Place};
use super::{Diagnostic, MOST_LABELS, Problem, WriteError};
use crate::annotation::{Fate, Label, LabelId, LabelKind, Schema, Tint};

/// What the file calls itself.
pub const FORMAT: &str = "spanwright-labels";

/// The version of the file that is written.
pub const VERSION: u64 = 1;

/// How the names of the files end, without the dot.
pub const EXTENSION: &str = "labels.json";

/// What could be read of a label set, and what was wrong with the rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LabelSet {
    /// The labels in order. [`Schema::adoption`] brings them into a table.
    pub labels: Vec<Label>,
    /// How they are to be given, as Markdown; empty where the file does not say.
    pub guidelines: String,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes the labels that are in use.
///
/// # Errors
/// Where the sink refuses.
///
/// ```
/// use spanwright::annotation::Schema;
/// use spanwright::formats::labels;
/// let mut file = Vec::new();
/// labels::write(&Schema::standard(), &mut file)?;
/// let set = labels::read("mine.labels.json", &String::from_utf8_lossy(&file));
/// assert_eq!(set.labels, Schema::standard().labels());
/// assert_eq!(set.diagnostics, []);
/// # Ok::<(), spanwright::formats::WriteError>(())
/// ```
pub fn write(schema: &Schema, mut sink: impl Write) -> Result<(), WriteError> {
    write_json(&File::of(schema), &mut sink)?;
    Ok(sink.write_all(b"\n")?)
}

/// Writes the same over several lines, one for each label.
pub(super) fn write_lines(schema: &Schema, mut sink: impl Write) -> Result<(), WriteError> {
    write_json_lines(&File::of(schema), &mut sink)?;
    Ok(sink.write_all(b"\n")?)
}

#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    version: u64,
    labels: &'a [Label],
    #[serde(skip_serializing_if = "str::is_empty")]
    guidelines: &'a str,
}

impl<'a> File<'a> {
    fn of(schema: &'a Schema) -> Self {
        Self {
            format: FORMAT,
            version: VERSION,
            labels: schema.labels(),
            guidelines: schema.guidelines(),
        }
    }
}

/// Whether the content is a label set, whatever state it is in.
pub fn is_label_set(content: &str) -> bool {
    let start: String = content.chars().take(200).collect();
    start.contains(&format!("\"{FORMAT}\""))
}

/// Reads a label set, as far as it can be read.
pub fn read(name: &str, content: &str) -> LabelSet {
    let mut set = LabelSet::default();
    let place = Place::new(name, None);
    let log = &mut set.diagnostics;
    let value: Value = match serde_json::from_str(content.trim_start_matches('\u{feff}')) {
        Ok(value) => value,
        Err(error) => {
            let line = u32::try_from(error.line()).ok();
            let place = Place::new(name, line);
            note(
                log,
                place.problem(None, Problem::NotJson(error.to_string())),
            );
            return set;
        }
    };
    let mut guidelines = String::new();
    let items = match value {
        Value::Array(items) => {
            let items = items.into_iter().enumerate();
            items.map(|(n, item)| (place.item(n), item)).collect()
        }
        Value::Object(fields) if fields.contains_key("labels") => {
            let Some(mut fields) = Fields::new(Value::Object(fields), place, log) else {
                return set;
            };
            let version: Option<u64> = fields.get("version");
            if fields.text("format").is_some_and(|format| format == FORMAT)
                && version.is_some_and(|version| version > VERSION)
            {
                fields.report("version", Problem::Newer);
            }
            guidelines = fields.get("guidelines").unwrap_or_default();
            fields.list("labels")
        }
        other => {
            note(log, place.problem(Some(&other), Problem::NotALabelSet));
            Vec::new()
        }
    };
    set.guidelines = guidelines;
    for (place, item) in items {
        let label = read_label(item, place.clone(), set.labels.len(), &mut set.diagnostics);
        let Some(label) = label else {
            continue;
        };
        if set.labels.len() >= MOST_LABELS {
            let id = Value::from(label.id.as_str());
            note(
                &mut set.diagnostics,
                place.problem(Some(&id), Problem::ManyLabels),
            );
            continue;
        }
        match set.labels.iter().any(|known| known.id == label.id) {
            true => note(&mut set.diagnostics, place.problem(None, Problem::Repeated)),
            false => set.labels.push(label),
        }
    }
    set
}

fn read_label(item: Value, place: Place, at: usize, log: &mut Vec<Diagnostic>) -> Option<Label> {
    if let Value::String(name) = &item {
        let named = serde_json::Map::from_iter([("name".to_owned(), Value::from(name.trim()))]);
        return read_label(Value::Object(named), place, at, log);
    }
    let mut fields = Fields::new(item, place, log)?;
    let name: String = fields.require("name")?;
    if name.trim().is_empty() {
        fields.report("name", Problem::Missing);
        return None;
    }
    let label = Label {
        id: fields
            .get("id")
            .unwrap_or_else(|| LabelId::new(name.as_str())),
        export_name: fields.get("export_name").unwrap_or_else(|| name.clone()),
        name,
        tint: Tint::new(fields.get("tint").unwrap_or(at as u8)),
        key: fields.get("key"),
        kind: fields.get("kind").unwrap_or(LabelKind::Plain),
        description: fields.get("description").unwrap_or_default(),
        examples: fields.get("examples").unwrap_or_default(),
        fate: Fate::InUse,
    };
    fields.finish();
    Some(label)
}

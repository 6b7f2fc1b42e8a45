//! The shapes of the records that are written.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};

use super::tagged::{OriginRecord, SourceRecord};
use crate::annotation::{Label, LabelId, Origin, Review, Stamp, Status, TimeValue};
use crate::detect::dates::TimexKind;
use crate::project::Source;
use crate::text::{BlockKind, CodePointOffset, Language, SkipReason, Utf16Offset};

/// A document.
#[derive(Serialize)]
pub(super) struct DocumentRecord<'a> {
    /// What stands in the head of a JSON file stands on each line of JSON Lines.
    #[serde(flatten)]
    pub head: Option<LineHead<'a>>,
    pub id: &'a str,
    pub name: &'a str,
    pub text: &'a str,
    pub sha256: &'a str,
    pub offset_unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<ExcerptRecord<'a>>,
    #[serde(with = "SourceRecord")]
    pub source: &'a Source,
    pub added: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<NaiveDate>,
    pub date: Option<NaiveDate>,
    pub status: Status,
    pub blocks: Vec<BlockRecord>,
    pub spans: Vec<SpanRecord<'a>>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub meta: Map<String, Value>,
}

/// What makes a line readable by itself.
#[derive(Serialize)]
pub(super) struct LineHead<'a> {
    pub format: &'static str,
    pub version: u64,
    /// The labels of the line's spans.
    pub labels: Vec<&'a Label>,
}

/// Says that the text is not the document's whole text.
#[derive(Serialize)]
pub(super) struct ExcerptRecord<'a> {
    pub source_sha256: &'a str,
    pub pieces: Vec<PieceRecord>,
}

/// A stretch of the document's text that is in the excerpt.
#[derive(Serialize)]
pub(super) struct PieceRecord {
    pub start: CodePointOffset,
    pub end: CodePointOffset,
    pub source_start: CodePointOffset,
}

#[derive(Serialize)]
pub(super) struct BlockRecord {
    pub start: CodePointOffset,
    pub end: CodePointOffset,
    pub kind: BlockKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    #[serde(skip_serializing_if = "is_false")]
    pub skipped: bool,
    /// Why it was recognised as no part of the article, whatever a person said after that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<SkipReason>,
    /// Whether a person said that it is, or is not, skipped.
    #[serde(skip_serializing_if = "is_false")]
    pub by_person: bool,
}

#[derive(Serialize)]
pub(super) struct SpanRecord<'a> {
    pub id: u64,
    pub start: CodePointOffset,
    pub end: CodePointOffset,
    pub start_utf16: Utf16Offset,
    pub end_utf16: Utf16Offset,
    pub text: &'a str,
    pub prefix: &'a str,
    pub suffix: &'a str,
    pub label: &'a str,
    /// The label's identity, where its name does not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_id: Option<&'a LabelId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timex: Option<TimexRecord<'a>>,
    #[serde(with = "OriginRecord")]
    pub origin: &'a Origin,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f32>,
    pub state: Review,
    #[serde(skip_serializing_if = "is_false")]
    pub skipped: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<StampRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<StampRecord<'a>>,
}

#[derive(Serialize)]
pub(super) struct TimexRecord<'a> {
    #[serde(rename = "type")]
    pub kind: TimexKind,
    pub value: &'a str,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    pub implied: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quant: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freq: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begin: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    pub by_person: bool,
}

#[derive(Serialize)]
pub(super) struct StampRecord<'a> {
    pub at: String,
    pub by: &'a str,
}

impl<'a> From<&'a TimeValue> for TimexRecord<'a> {
    fn from(time: &'a TimeValue) -> Self {
        Self {
            kind: time.timex.kind,
            value: &time.timex.value,
            modifier: time.timex.modifier.as_deref(),
            implied: time.timex.implied,
            quant: time.timex.quant.as_deref(),
            freq: time.timex.freq.as_deref(),
            begin: time.timex.begin.as_deref(),
            end: time.timex.end.as_deref(),
            by_person: time.by_person,
        }
    }
}

impl<'a> From<&'a Stamp> for StampRecord<'a> {
    fn from(stamp: &'a Stamp) -> Self {
        Self {
            at: stamp.at.to_rfc3339(),
            by: stamp.by.as_str(),
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature is serde's"
)]
fn is_false(value: &bool) -> bool {
    !value
}

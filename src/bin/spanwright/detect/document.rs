//! One line of the input.

use chrono::NaiveDate;
use serde_json::{Map, Value};
use spanwright::detect::Detectors;
use spanwright::detect::encoder::EncoderError;
use spanwright::text::{SourceText, TextSpan};

use super::found::{Found, FoundSpan};

/// A document to detect in.
pub struct Document {
    id: Value,
    text: SourceText,
    /// The tokens, where the text was given as tokens.
    tokens: Option<Vec<TextSpan>>,
    date: Option<NaiveDate>,
}

/// Why a line is not a document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The line is not JSON, or not an object.
    #[error("not a JSON object: {0}")]
    Json(String),
    /// A field is missing or holds something else than it should.
    #[error("field \"{field}\": {problem}")]
    Field {
        /// The field.
        field: &'static str,
        /// What is wrong with it and what belongs there.
        problem: String,
    },
}

impl Document {
    /// Reads and checks one line.
    pub fn parse(line: &[u8]) -> Result<Self, DocumentError> {
        let line = std::str::from_utf8(line)
            .map_err(|error| DocumentError::Json(format!("not UTF-8: {error}")))?;
        let line = line.trim_start_matches('\u{feff}');
        let mut fields: Map<String, Value> =
            serde_json::from_str(line).map_err(|error| DocumentError::Json(error.to_string()))?;
        let id = match fields.remove("id") {
            Some(id @ (Value::String(_) | Value::Number(_))) => id,
            other => return Err(wrong("id", other.as_ref(), "a string or a number")),
        };
        let date = match fields.remove("date") {
            None | Some(Value::Null) => None,
            Some(value) => Some(
                value
                    .as_str()
                    .and_then(parse_date)
                    .ok_or_else(|| wrong("date", Some(&value), "a date such as \"2016-07-15\""))?,
            ),
        };
        let (text, tokens) = match (fields.remove("text"), fields.remove("tokens")) {
            (Some(Value::String(text)), None | Some(Value::Null)) => (text, None),
            (None | Some(Value::Null), Some(tokens)) => {
                let (text, spans) = join(&tokens)?;
                (text, Some(spans))
            }
            (Some(Value::String(_)), Some(_)) => {
                return Err(DocumentError::Field {
                    field: "tokens",
                    problem: "stands beside \"text\"; give one of the two".to_owned(),
                });
            }
            (text, _) => return Err(wrong("text", text.as_ref(), "a string, or \"tokens\"")),
        };
        let text = SourceText::new(text).map_err(|error| DocumentError::Field {
            field: "text",
            problem: error.to_string(),
        })?;
        Ok(Self {
            id,
            text,
            tokens,
            date,
        })
    }

    /// What the detectors find, in code points of the text or in tokens where those were given.
    ///
    /// # Errors
    /// Where a model cannot read it.
    pub fn detect(self, detectors: Detectors) -> Result<Found, EncoderError> {
        let text = self.text.as_str();
        let spans = if let Some(tokens) = &self.tokens {
            let index = |token: usize| u32::try_from(token).unwrap_or(u32::MAX);
            let found = detectors.detect_in_tokens(text, tokens, self.date)?;
            let position = |p: &spanwright::detect::Proposal| {
                let start = tokens.partition_point(|t| t.end() <= p.span.start());
                let end = tokens.partition_point(|t| t.start() < p.span.end());
                (index(start), index(end))
            };
            found
                .iter()
                .map(|p| FoundSpan::new(p, position(p)))
                .collect()
        } else {
            let found = self
                .text
                .whole()
                .map(|whole| detectors.detect(text, &[whole], self.date))
                .transpose()?
                .unwrap_or_default();
            let position = |p: &spanwright::detect::Proposal| {
                let (start, end) = self.text.code_points(p.span);
                (start.get(), end.get())
            };
            found
                .iter()
                .map(|p| FoundSpan::new(p, position(p)))
                .collect()
        };
        Ok(Found { id: self.id, spans })
    }
}

/// Joins tokens by single spaces. A token that is empty gets no span; no detector can find it.
fn join(tokens: &Value) -> Result<(String, Vec<TextSpan>), DocumentError> {
    let expected = "a list of non-empty strings";
    let list = tokens
        .as_array()
        .ok_or_else(|| wrong("tokens", Some(tokens), expected))?;
    let mut text = String::new();
    let mut spans = Vec::with_capacity(list.len());
    for token in list {
        let word = token.as_str().unwrap_or_default();
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        let span = TextSpan::from_range(start..text.len());
        spans.push(span.ok_or_else(|| wrong("tokens", Some(token), expected))?);
    }
    Ok((text, spans))
}

/// A calendar date, or the date of a date and time.
fn parse_date(value: &str) -> Option<NaiveDate> {
    let date = value.split(['T', ' ']).next()?;
    NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()
}

fn wrong(field: &'static str, value: Option<&Value>, expected: &str) -> DocumentError {
    let problem = match value {
        None => format!("is missing; it must be {expected}"),
        Some(value) => {
            let shown: String = value.to_string().chars().take(40).collect();
            format!("is {shown}; it must be {expected}")
        }
    };
    DocumentError::Field { field, problem }
}

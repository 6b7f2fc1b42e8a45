//! One line of the output.

use serde::Serialize;
use serde_json::Value;
use spanwright::detect::Proposal;
use spanwright::detect::dates::TimexKind;

/// What was found in a document.
#[derive(Serialize)]
pub struct Found {
    /// The document's id as it was given.
    pub id: Value,
    /// What was found, in the order of the text.
    pub spans: Vec<FoundSpan>,
}

/// A span in the unit of the input: code points of a text, or tokens.
#[derive(Serialize)]
pub struct FoundSpan {
    start: u32,
    end: u32,
    label: String,
    score: f64,
    source: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<TimexKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<String>,
}

impl FoundSpan {
    /// The proposal at a position.
    pub fn new(proposal: &Proposal, (start, end): (u32, u32)) -> Self {
        let detector = &proposal.detector;
        let time = proposal.time.as_ref();
        Self {
            start,
            end,
            label: proposal.label.to_string(),
            // Four digits say all that a confidence can say.
            score: (f64::from(proposal.score.get()) * 1e4).round() / 1e4,
            source: format!("{}@{}", detector.name, detector.version),
            kind: time.map(|time| time.kind),
            value: time.map(|time| time.value.clone()),
            modifier: time.and_then(|time| time.modifier.clone()),
        }
    }
}

//! One annotation: a span, its label, and where both came from.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::{AnnotationId, Stamp};
use crate::detect::{DetectorId, LabelId, Proposal, Score, dates::Timex};
use crate::text::TextSpan;

/// Where an annotation came from. It stays the same for the annotation's whole life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A person drew it.
    Person,
    /// A detector proposed it.
    Detector {
        /// Which detector.
        name: Arc<str>,
        /// Which rules or weights it ran with.
        version: Arc<str>,
    },
    /// It came in with a file.
    Import {
        /// The name of the file or of the tool that wrote it.
        source: Arc<str>,
    },
}

impl From<&DetectorId> for Origin {
    fn from(detector: &DetectorId) -> Self {
        Self::Detector {
            name: detector.name.as_ref().into(),
            version: detector.version.as_ref().into(),
        }
    }
}

/// What a person has decided about an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// Nobody has looked yet.
    Suggested,
    /// It holds.
    Accepted,
    /// It does not hold. It is kept so that it is not suggested again.
    Rejected,
}

/// What a time expression means, and whether a person said so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeValue {
    /// The meaning.
    pub timex: Timex,
    /// Whether a person set it. Such a value stays when the document's date changes.
    #[serde(default)]
    pub by_person: bool,
}

/// A labelled span of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// Its identity within the document.
    pub id: AnnotationId,
    /// The piece of the text.
    pub span: TextSpan,
    /// What it is.
    pub label: LabelId,
    /// Where it came from.
    pub origin: Origin,
    /// How sure its detector was.
    #[serde(default)]
    pub score: Option<Score>,
    /// What a person has decided.
    pub review: Review,
    /// What it means, where it is about time.
    #[serde(default)]
    pub time: Option<TimeValue>,
    /// Who made or accepted it, and when. A suggestion has none.
    #[serde(default)]
    pub created: Option<Stamp>,
    /// Who changed it last, and when.
    #[serde(default)]
    pub changed: Option<Stamp>,
}

impl Annotation {
    /// What a person draws.
    pub fn drawn(id: AnnotationId, span: TextSpan, label: LabelId, stamp: Stamp) -> Self {
        Self {
            id,
            span,
            label,
            origin: Origin::Person,
            score: None,
            review: Review::Accepted,
            time: None,
            created: Some(stamp),
            changed: None,
        }
    }

    /// What a detector proposes.
    pub fn suggested(proposal: Proposal) -> Self {
        Self {
            id: AnnotationId::of_suggestion(proposal.span, &proposal.label),
            span: proposal.span,
            origin: Origin::from(&proposal.detector),
            label: proposal.label,
            score: Some(proposal.score),
            review: Review::Suggested,
            time: proposal.time.map(|timex| TimeValue {
                timex,
                by_person: false,
            }),
            created: None,
            changed: None,
        }
    }

    /// What its detector has proposed, where it came from one.
    pub fn proposal(&self) -> Option<Proposal> {
        let Origin::Detector { name, version } = &self.origin else {
            return None;
        };
        Some(Proposal {
            span: self.span,
            label: self.label.clone(),
            score: self.score.unwrap_or_default(),
            detector: DetectorId {
                name: name.to_string().into(),
                version: version.to_string().into(),
            },
            time: self.time.as_ref().map(|time| time.timex.clone()),
        })
    }

    /// Where it stands among the annotations of a document: they are sorted by span, the longer
    /// one first where the starts agree, and then by identity.
    pub fn place(&self) -> (TextSpan, AnnotationId) {
        (self.span, self.id)
    }

    /// The same annotation as a person's decision about it.
    pub fn decided(&self, id: AnnotationId, review: Review, stamp: Stamp) -> Self {
        Self {
            id,
            review,
            created: Some(stamp),
            ..self.clone()
        }
    }
}

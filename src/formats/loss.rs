//! The account of what a format cannot hold.

use crate::annotation::{AnnotationId, LabelId};
use crate::project::DocumentId;
use crate::text::CodePointOffset;

/// An annotation that a file does not hold, or not as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// The document.
    pub document: DocumentId,
    /// The annotation.
    pub annotation: AnnotationId,
    /// Where it starts in the document's text.
    pub start: CodePointOffset,
    /// Where it ends in the document's text.
    pub end: CodePointOffset,
    /// The text that it covers.
    pub quote: String,
    /// Its label.
    pub label: LabelId,
    /// What the matter is.
    pub reason: LossReason,
}

/// Why a file does not hold an annotation, or not as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LossReason {
    /// It lies, wholly or partly, in a block that is left out.
    #[error("it lies in a skipped block, which is left out")]
    Skipped,
    /// Another annotation has its place, and the format holds one a place.
    #[error("it overlaps {winner} “{quote}”, which is kept because {why}")]
    Overlap {
        /// The label of the annotation that is written.
        winner: String,
        /// The text that the annotation that is written covers.
        quote: String,
        /// Why that one is written.
        why: Preference,
    },
    /// It begins or ends inside a token.
    #[error("it begins or ends inside a word")]
    CutsToken,
    /// It reaches from one block into another.
    #[error("it reaches over the end of a paragraph")]
    CrossesBlock,
    /// There is only white space in it.
    #[error("it covers nothing but white space")]
    Blank,
    /// It was rejected, and in this format it would look as if it held.
    #[error("it was rejected, and the format cannot say so")]
    Rejected,
    /// The format holds time expressions alone, and this is none or has no value that is valid.
    #[error("it has no valid time value, and the format holds time expressions alone")]
    NoTime,
    /// Its label has no name to write.
    #[error("its label has no name")]
    Nameless,
    /// Its offsets do not fit the text, so it could only be damaged.
    #[error("its place does not fit the text")]
    NotInText,
    /// It is written without the white space at its ends.
    #[error("it is written without the white space at its ends")]
    Trimmed,
    /// It is written under a name that the format can hold.
    #[error("its label is written as {0}")]
    Renamed(String),
    /// It is written, but a reader with tokens of its own may not find it.
    #[error("it begins or ends inside a word; spaCy may leave it out")]
    MayNotAlign,
}

/// Why one of two overlapping annotations is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Preference {
    /// A person has accepted it.
    #[error("a person accepted it")]
    Accepted,
    /// It is longer.
    #[error("it is longer")]
    Longer,
    /// It comes first in the text.
    #[error("it comes first")]
    First,
    /// Both cover the same text, and it was made first.
    #[error("it was made first")]
    Older,
}

impl LossReason {
    /// Whether the annotation is in the file all the same, though not as it is.
    pub const fn is_written(&self) -> bool {
        matches!(self, Self::Trimmed | Self::Renamed(_) | Self::MayNotAlign)
    }
}

impl std::fmt::Display for Loss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} {}–{} {} “{}”: {}",
            self.document.as_str(),
            self.start,
            self.end,
            self.label,
            self.quote,
            self.reason
        )
    }
}

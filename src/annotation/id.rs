//! The identity of an annotation.

use serde::{Deserialize, Serialize};

use crate::detect::LabelId;
use crate::text::TextSpan;

/// The identity of an annotation within its document, kept through every change.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct AnnotationId(u64);

/// Set in the identities of suggestions, which have an identity space of their own.
const SUGGESTION_BIT: u64 = 1 << 52;

impl AnnotationId {
    /// Beyond the identities of annotations that are no suggestions.
    pub const END: Self = Self(SUGGESTION_BIT);

    /// The annotation with this number.
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number; below 2^53, so that it passes through JavaScript unharmed.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The identity of a suggestion. It follows from span and label alone, so a suggestion that
    /// is proposed again, surer or from another detector, is the same one.
    pub fn of_suggestion(span: TextSpan, label: &LabelId) -> Self {
        // FNV-1a, 64 bit: small, and the same on every machine.
        let bytes = span.start().get().to_le_bytes().into_iter();
        let bytes = bytes.chain(span.end().get().to_le_bytes());
        let hash = bytes
            .chain(label.as_str().bytes())
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
            });
        Self(SUGGESTION_BIT | (hash >> 12))
    }

    /// Whether this is the identity of a suggestion.
    pub const fn is_suggestion(self) -> bool {
        self.0 & SUGGESTION_BIT != 0
    }
}

impl std::fmt::Display for AnnotationId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

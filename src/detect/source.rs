//! The kinds of detectors, as far as it matters whom one believes.

use serde::{Deserialize, Serialize};

use super::{DetectorId, custom, dates, lessons, terms};

/// Where a proposal comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Source {
    /// What the annotator has decided about the same words elsewhere in the document.
    Decisions,
    /// The lists of terms that the team has.
    Lists,
    /// The regular expressions that the team has.
    Patterns,
    /// The dates.
    Dates,
    /// Addresses, money, percentages and quantities.
    Terms,
    /// The model that the team has.
    Model,
    /// The names that the built-in models find.
    Names,
}

impl Source {
    /// All, in the order in which they are believed where nobody says anything else.
    pub const ALL: [Self; 7] = [
        Self::Decisions,
        Self::Lists,
        Self::Patterns,
        Self::Dates,
        Self::Terms,
        Self::Model,
        Self::Names,
    ];

    /// The kind of this detector.
    pub fn of(detector: &DetectorId) -> Self {
        let name = &*detector.name;
        if name == dates::DETECTOR.name {
            Self::Dates
        } else if name == terms::DETECTOR.name {
            Self::Terms
        } else if name == lessons::NAME {
            Self::Decisions
        } else if name == custom::PATTERNS {
            Self::Patterns
        } else if name.starts_with(custom::LIST) {
            Self::Lists
        } else if name.starts_with(custom::MODEL) {
            Self::Model
        } else {
            Self::Names
        }
    }

    /// Whether it finds names by what it has learned.
    pub const fn finds_names(self) -> bool {
        matches!(self, Self::Model | Self::Names)
    }
}

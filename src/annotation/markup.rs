//! Everything that people decide about one document.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::{AnnotationSet, Review};

/// The number of a block within its document, from 0.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct BlockIndex(u32);

impl BlockIndex {
    /// The block with this number.
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// The block at this place of the list of blocks.
    pub fn from_usize(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The place in the list of blocks.
    pub const fn to_usize(self) -> usize {
        self.0 as usize
    }
}

/// How far the work on a document has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nobody has worked on it.
    #[default]
    New,
    /// Somebody has begun.
    InProgress,
    /// Somebody has finished.
    Done,
    /// Somebody wants it to be looked at again.
    Flagged,
}

/// What people have decided about a document: its annotations, its date, which blocks belong to
/// it and how far the work is. The text itself is not here, because nobody can change it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Markup {
    /// The annotations that a person made, accepted or rejected.
    pub annotations: AnnotationSet,
    /// The date of publication, from which relative dates are reckoned.
    #[serde(default, with = "super::day")]
    pub date: Option<NaiveDate>,
    /// Blocks that a person included or skipped against what was recognised.
    #[serde(default)]
    pub blocks: BTreeMap<BlockIndex, bool>,
    /// How far the work is.
    #[serde(default)]
    pub status: Status,
}

impl Markup {
    /// Whether a person has decided about an annotation or a block.
    pub fn has_decisions(&self) -> bool {
        !self.annotations.is_empty() || !self.blocks.is_empty()
    }

    /// How many annotations hold.
    pub fn accepted(&self) -> usize {
        let accepted = |review| review == Review::Accepted;
        self.annotations
            .iter()
            .filter(|annotation| accepted(annotation.review))
            .count()
    }
}

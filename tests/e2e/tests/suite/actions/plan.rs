//! What is wrong with what was proposed.

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::conventions::Mistakes;

/// A labelled piece of a block.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Which block.
    pub block: usize,
    /// Its first UTF-16 unit in the block.
    pub start: usize,
    /// The end, exclusive.
    pub end: usize,
    /// Its label.
    pub label: String,
}

impl Span {
    /// Where it stands in its block.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether it differs from the other one in where it begins or in where it ends alone.
    pub fn has_an_end_of(&self, other: &Self) -> bool {
        self.label == other.label
            && self.block == other.block
            && (self.start == other.start) != (self.end == other.end)
    }

    fn is_at(&self, other: &Self) -> bool {
        (self.block, self.start, self.end) == (other.block, other.start, other.end)
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.block == other.block && self.start < other.end && other.start < self.end
    }
}

/// Finds the gold spans, which are in reading order, in the blocks.
pub fn place(gold: &[&str], blocks: &[(usize, String)]) -> Result<Vec<Span>> {
    let (mut at, mut from) = (0, 0);
    let placed = gold.iter().map(|gold| {
        let (label, words) = gold
            .split_once(' ')
            .context("a gold span is `LABEL words`")?;
        loop {
            let (block, text) = blocks
                .get(at)
                .with_context(|| format!("{gold} does not follow what stands before it"))?;
            let Some(found) = text.get(from..).and_then(|rest| rest.find(words)) else {
                (at, from) = (at + 1, 0);
                continue;
            };
            let units = |text: &str| text.encode_utf16().count();
            let start = units(&text[..from + found]);
            from += found + words.len();
            return Ok(Span {
                block: *block,
                start,
                end: start + units(words),
                label: label.to_owned(),
            });
        }
    });
    placed.collect()
}

/// Something that is wrong with what is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// A proposal is nothing.
    Remove(Span),
    /// Gold stands exactly on a proposal with another label.
    Relabel(Span),
    /// Gold overlaps a proposal with other ends.
    Resize {
        /// The proposal.
        from: Span,
        /// The gold.
        to: Span,
    },
    /// Gold stands where nothing is proposed.
    Draw(Span),
}

impl Correction {
    fn place(&self) -> &Span {
        match self {
            Self::Remove(span) | Self::Relabel(span) | Self::Draw(span) => span,
            Self::Resize { from, .. } => from,
        }
    }
}

/// The corrections that turn proposals into the gold.
#[derive(Default)]
pub struct Corrections {
    /// How many proposals are right.
    pub right: usize,
    /// What is to be done, in reading order.
    pub all: Vec<Correction>,
}

impl Corrections {
    /// Compares the proposals with the gold.
    pub fn between(proposed: &[Span], gold: &[Span]) -> Self {
        let mut corrections = Self::default();
        let mut used = BTreeSet::new();
        for gold in gold {
            let at = proposed.iter().find(|one| one.is_at(gold));
            let over = || {
                proposed
                    .iter()
                    .find(|one| one.overlaps(gold) && !used.contains(*one))
            };
            match at.or_else(over) {
                Some(one) if one == gold => corrections.right += 1,
                Some(one) if one.is_at(gold) => {
                    corrections.all.push(Correction::Relabel(gold.clone()));
                }
                Some(one) => corrections.all.push(Correction::Resize {
                    from: one.clone(),
                    to: gold.clone(),
                }),
                None => corrections.all.push(Correction::Draw(gold.clone())),
            }
            used.extend(at.or_else(over).cloned());
        }
        let unused = proposed.iter().filter(|one| !used.contains(*one));
        let removals = unused.cloned().map(Correction::Remove);
        corrections.all.extend(removals);
        corrections
            .all
            .sort_by(|one, other| one.place().cmp(other.place()));
        corrections
    }

    /// How many there are of each kind.
    pub fn count(&self) -> Mistakes {
        let mut mistakes = Mistakes::default();
        let mut labels = BTreeSet::new();
        for one in &self.all {
            match one {
                Correction::Remove(_) => mistakes.remove += 1,
                Correction::Relabel(_) => mistakes.relabel += 1,
                Correction::Resize { .. } => mistakes.resize += 1,
                Correction::Draw(span) => {
                    mistakes.draw += 1;
                    labels.insert(&span.label);
                }
            }
        }
        mistakes.drawn_labels = labels.len();
        mistakes
    }
}

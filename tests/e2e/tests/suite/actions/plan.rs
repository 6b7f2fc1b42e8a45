//! What is wrong with what was proposed, and what it takes other tools to put it right.

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::{Context, Result};
use serde::Deserialize;

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

    /// How many there are of each kind: to remove, to relabel, to resize, to draw.
    pub fn kinds(&self) -> [usize; 4] {
        let count = |is: fn(&Correction) -> bool| self.all.iter().filter(|one| is(one)).count();
        [
            count(|one| matches!(one, Correction::Remove(_))),
            count(|one| matches!(one, Correction::Relabel(_))),
            count(|one| matches!(one, Correction::Resize { .. })),
            count(|one| matches!(one, Correction::Draw(_))),
        ]
    }
}

/// What the conventions of another tool take, in keys and clicks; a drag is one. Looking, pointing
/// and scrolling are nothing, as they are for us.
pub struct Conventions {
    /// Its name.
    pub tool: &'static str,
    /// To remove a span.
    remove: usize,
    /// To give a span another label.
    relabel: usize,
    /// To move an end of a span.
    resize: usize,
    /// To draw a span and label it.
    draw: usize,
    /// Whether a label that is chosen first stays chosen, so that a drag alone draws the next span.
    label_stays: bool,
}

/// Label Studio, with the settings it comes with. A proposal that is loaded into the annotation
/// counts as accepted (its documentation: predicted regions become part of the annotation). A
/// region is removed by a click and Backspace, and gets another label by a click and the label's
/// key. A text region that a click has selected has handles at its ends (since its pull request 7309,
/// 2025). To draw is the label's key and a drag; the label is let go after each region.
pub const LABEL_STUDIO: Conventions = Conventions {
    tool: "Label Studio",
    remove: 2,
    relabel: 2,
    resize: 2,
    draw: 2,
    label_stays: false,
};

/// doccano. A proposal that is imported as a label counts as accepted (its issue 1455). A span is
/// removed by a right click and gets another label by a click and a choice in the menu. Its ends
/// cannot be moved, so it is removed and drawn anew. To draw is a drag and a choice in the menu, or
/// the label first, which stays, and a drag for each span.
pub const DOCCANO: Conventions = Conventions {
    tool: "doccano",
    remove: 1,
    relabel: 2,
    resize: 3,
    draw: 2,
    label_stays: true,
};

impl Conventions {
    /// The actions for these corrections, and one that says that the document is done.
    pub fn correct(&self, corrections: &Corrections) -> usize {
        let [remove, relabel, resize, _] = corrections.kinds();
        let drawn = corrections.all.iter().filter_map(|one| match one {
            Correction::Draw(span) => Some(span.clone()),
            _ => None,
        });
        remove * self.remove
            + relabel * self.relabel
            + resize * self.resize
            + self.draw_all(&drawn.collect::<Vec<_>>())
            + 1
    }

    /// The actions to make the whole gold where nothing is proposed, as the tool comes, and one
    /// that says that the document is done.
    pub fn by_hand(&self, gold: &[Span]) -> usize {
        self.draw_all(gold) + 1
    }

    fn draw_all(&self, spans: &[Span]) -> usize {
        let each = spans.len() * self.draw;
        let labels: BTreeSet<_> = spans.iter().map(|span| &span.label).collect();
        match self.label_stays {
            true => each.min(spans.len() + labels.len()),
            false => each,
        }
    }
}

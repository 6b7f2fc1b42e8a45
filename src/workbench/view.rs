//! How a block is to be drawn: the pieces of its text, each with the annotations that cover it.

use std::sync::Arc;

use super::Workbench;
use crate::annotation::{Annotation, BlockIndex, Review};
use crate::text::{BlockKind, ByteOffset, SkipReason, SourceText, TextSpan};

/// A block as it is to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockView {
    /// Which block.
    pub index: BlockIndex,
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: TextSpan,
    /// The text that it stands in.
    pub text: SourceText,
    /// Whether it belongs to the article.
    pub included: bool,
    /// Why it was recognised as no part of the article.
    pub reason: Option<SkipReason>,
    /// Its text in pieces, without a gap.
    pub segments: Vec<Segment>,
    /// How many of the suggestions that begin in it wait for a decision.
    pub pending: usize,
}

/// A piece of the text that is covered by the same annotations throughout.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Where it stands.
    pub span: TextSpan,
    /// What covers it, the outermost first.
    pub covers: Vec<Cover>,
}

/// An annotation over a segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// The annotation.
    pub annotation: Arc<Annotation>,
    /// How deep its line is drawn. It is the same for all segments of the annotation in the block,
    /// and no two annotations that overlap there have the same, unless they are more than 255.
    pub level: u8,
    /// Whether the annotation's first segment in the block is this one.
    pub starts: bool,
    /// Whether the annotation's last segment in the block is this one.
    pub ends: bool,
    /// Whether the annotation began in an earlier block.
    pub continued: bool,
}

impl Workbench {
    /// The annotations that hold and the visible suggestions that overlap `span`, in order.
    pub(super) fn drawn(&self, span: TextSpan) -> impl Iterator<Item = &Arc<Annotation>> {
        let decided = self.markup().annotations.overlapping(span);
        let mut decided = decided
            .filter(|annotation| self.holds(annotation))
            .peekable();
        let suggestions = self.suggestions().overlapping(span);
        let mut suggestions = suggestions
            .filter(|suggestion| self.is_visible(suggestion))
            .peekable();
        std::iter::from_fn(move || {
            let next = suggestions.peek().map(|suggestion| suggestion.place());
            let earlier = decided.next_if(|one| next.is_none_or(|next| one.place() < next));
            earlier.or_else(|| suggestions.next())
        })
    }

    /// Draws a block.
    pub(super) fn draw(&self, index: BlockIndex) -> Option<BlockView> {
        let document = self.document();
        let block = document.blocks.get(index.to_usize())?;
        let annotations: Vec<_> = self.drawn(block.span).collect();
        let earlier = index.to_usize().checked_sub(1);
        let earlier = earlier.and_then(|earlier| document.blocks.get(earlier));
        let from = earlier.map_or(ByteOffset::ZERO, |earlier| earlier.span.end());
        let pending = |annotation: &&&Arc<Annotation>| {
            annotation.review == Review::Suggested && annotation.span.start() >= from
        };
        Some(BlockView {
            index,
            kind: block.kind,
            span: block.span,
            text: document.text.clone(),
            included: document.is_included(index, self.markup()),
            reason: block.skip,
            pending: annotations.iter().filter(pending).count(),
            segments: segments(block.span, from, &annotations),
        })
    }
}

impl BlockView {
    /// The annotations drawn over a piece of this block, in order.
    pub fn annotations(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        let covers = self.segments.iter().flat_map(|segment| &segment.covers);
        covers
            .filter(|cover| cover.starts)
            .map(|cover| &cover.annotation)
    }

    /// The annotations that begin in this block, in order; each annotation of the document begins
    /// in one block alone.
    pub fn begun(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        let covers = self.segments.iter().flat_map(|segment| &segment.covers);
        covers
            .filter(|cover| cover.starts && !cover.continued)
            .map(|cover| &cover.annotation)
    }
}

/// Cuts a block where annotations begin and end. What begins before `from` began in an earlier
/// block.
fn segments(block: TextSpan, from: ByteOffset, annotations: &[&Arc<Annotation>]) -> Vec<Segment> {
    let mut cuts = vec![block.start(), block.end()];
    for annotation in annotations {
        cuts.extend([annotation.span.start(), annotation.span.end()]);
    }
    cuts.retain(|cut| block.start() <= *cut && *cut <= block.end());
    cuts.sort_unstable();
    cuts.dedup();
    let levels = levels(annotations);
    // Annotations are sorted by start, so those that cover a segment are among the ones that
    // have begun and not ended.
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    let pieces = cuts
        .windows(2)
        .filter_map(|cut| TextSpan::new(cut[0], cut[1]));
    pieces
        .map(|span| {
            open.retain(|&n| annotations[n].span.end() > span.start());
            while annotations
                .get(next)
                .is_some_and(|a| a.span.start() <= span.start())
            {
                if annotations[next].span.end() > span.start() {
                    open.push(next);
                }
                next += 1;
            }
            let cover = |&n: &usize| Cover {
                annotation: annotations[n].clone(),
                level: levels[n],
                starts: annotations[n].span.start().max(block.start()) == span.start(),
                ends: annotations[n].span.end().min(block.end()) == span.end(),
                continued: annotations[n].span.start() < from,
            };
            Segment {
                span,
                covers: open.iter().map(cover).collect(),
            }
        })
        .collect()
}

/// Gives each annotation, in the order given, the lowest level that no shorter annotation under it
/// has: inner annotations are drawn close to the text and outer ones below them.
///
/// Only annotations of one cluster, a run in which each overlaps another, can meet, so the cost
/// grows with the number of clusters and not with the square of the number of annotations. In a crowd, of
/// which nobody can tell what is under what, each has the lowest level that is free where it begins.
fn levels(annotations: &[&Arc<Annotation>]) -> Vec<u8> {
    let mut levels = vec![0; annotations.len()];
    let mut from = 0;
    while from < annotations.len() {
        let mut end = annotations[from].span.end();
        let rest = annotations[from..].iter();
        let size = rest
            .take_while(|annotation| {
                let joins = annotation.span.start() < end;
                end = end.max(annotation.span.end());
                joins
            })
            .count();
        let cluster = from..from + size;
        let give = if size > CROWD {
            level_crowd
        } else {
            level_cluster
        };
        give(&annotations[cluster.clone()], &mut levels[cluster]);
        from += size;
    }
    levels
}

/// More annotations than that in one cluster are a crowd.
const CROWD: usize = 500;

fn level_crowd(annotations: &[&Arc<Annotation>], levels: &mut [u8]) {
    // Where the last annotation of each level ends.
    let mut ends: Vec<ByteOffset> = Vec::new();
    for (annotation, level) in annotations.iter().zip(levels) {
        let span = annotation.span;
        let free = ends.iter().position(|end| *end <= span.start());
        match free {
            Some(free) => ends[free] = span.end(),
            None => ends.push(span.end()),
        }
        *level = u8::try_from(free.unwrap_or(ends.len() - 1)).unwrap_or(u8::MAX);
    }
}

fn level_cluster(annotations: &[&Arc<Annotation>], levels: &mut [u8]) {
    let mut shortest_first: Vec<usize> = (0..annotations.len()).collect();
    shortest_first.sort_by_key(|&n| (annotations[n].span.len_bytes(), annotations[n].id));
    for (rank, &n) in shortest_first.iter().enumerate() {
        let shorter = shortest_first[..rank].iter();
        let under = shorter.filter(|&&m| annotations[m].span.overlaps(annotations[n].span));
        let taken: Vec<u8> = under.map(|&m| levels[m]).collect();
        let free = (0..u8::MAX).find(|level| !taken.contains(level));
        levels[n] = free.unwrap_or(u8::MAX);
    }
}

//! What leaves of a document: its whole text, or its text without the skipped blocks. The one
//! place that maps offsets of the document to offsets of what is written.

use std::ops::Range;

use super::SkippedBlocks;
use crate::annotation::{BlockIndex, Markup};
use crate::project::Document;
use crate::text::{Block, SourceText, TextSpan, TextTooLong, sha256};

/// The part of a document's text that is written, and where each piece of it comes from.
#[derive(Clone, Debug)]
pub struct Excerpt {
    text: SourceText,
    sha256: String,
    /// In order. One piece where nothing is cut out.
    pieces: Vec<Piece>,
    is_whole: bool,
}

/// A stretch of the document's text that stands in the excerpt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the excerpt.
    pub span: TextSpan,
    /// Where it stands in the document's text.
    pub source: TextSpan,
}

impl Excerpt {
    /// What is written of the document.
    ///
    /// A skipped block goes with the white space up to the block after it, so that the blocks
    /// that stay are set apart as before; after the last block that stays, the white space
    /// before the skipped block goes.
    ///
    /// # Errors
    /// Never in practice: a part of a text is not longer than the text.
    pub fn new(
        document: &Document,
        markup: &Markup,
        skipped: SkippedBlocks,
    ) -> Result<Self, TextTooLong> {
        let cuts = match skipped {
            SkippedBlocks::Mark => Vec::new(),
            SkippedBlocks::Exclude => cuts(document, markup),
        };
        if cuts.is_empty() {
            let whole = document
                .text
                .whole()
                .map(|span| Piece { span, source: span });
            return Ok(Self {
                text: document.text.clone(),
                sha256: document.sha256.clone(),
                pieces: whole.into_iter().collect(),
                is_whole: true,
            });
        }
        let source = document.text.as_str();
        let mut text = String::with_capacity(source.len());
        let mut pieces = Vec::new();
        let ends = cuts.iter().map(|cut| cut.start).chain([source.len()]);
        let starts = [0].into_iter().chain(cuts.iter().map(|cut| cut.end));
        for kept in starts.zip(ends) {
            let from = text.len();
            text.push_str(&source[kept.0..kept.1]);
            let span = TextSpan::from_range(from..text.len());
            let source = TextSpan::from_range(kept.0..kept.1);
            pieces.extend(
                span.zip(source)
                    .map(|(span, source)| Piece { span, source }),
            );
        }
        Ok(Self {
            sha256: sha256(&text),
            text: SourceText::new(text)?,
            pieces,
            is_whole: false,
        })
    }

    /// The text that is written.
    pub fn text(&self) -> &SourceText {
        &self.text
    }

    /// The SHA-256 of the text that is written.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Whether it is the document's whole text.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The pieces of the document's text of which it is made, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Where a span of the document stands in the excerpt; `None` where part of it is cut out.
    pub fn span(&self, source: TextSpan) -> Option<TextSpan> {
        let after = self
            .pieces
            .partition_point(|piece| piece.source.start() <= source.start());
        let piece = self.pieces.get(after.checked_sub(1)?)?;
        if !piece.source.contains(source) {
            return None;
        }
        let from = piece.span.range().start;
        let shift = |at: usize| from + (at - piece.source.range().start);
        let range = source.range();
        TextSpan::from_range(shift(range.start)..shift(range.end))
    }
}

/// Blocks with their numbers and whether they stay.
pub(super) fn blocks<'a>(
    document: &'a Document,
    markup: &'a Markup,
) -> impl Iterator<Item = (BlockIndex, &'a Block, bool)> {
    document.blocks.iter().enumerate().map(|(n, block)| {
        let index = BlockIndex::from_usize(n);
        (index, block, document.is_included(index, markup))
    })
}

/// The ranges to cut out, in order and apart from each other.
fn cuts(document: &Document, markup: &Markup) -> Vec<Range<usize>> {
    let text = document.text.as_str();
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let mut end_of_kept = None;
    let mut run: Option<Range<usize>> = None;
    for (_, block, stays) in blocks(document, markup) {
        let range = block.span.range();
        if stays {
            cuts.extend(run.take().map(|run| {
                let gap = text.get(run.end..range.start).unwrap_or("x");
                let end = if is_blank(gap) { range.start } else { run.end };
                run.start..end
            }));
            end_of_kept = Some(range.end);
        } else {
            let start = run.map_or(range.start, |run| run.start);
            run = Some(start..range.end);
        }
    }
    cuts.extend(run.map(|run| {
        let kept = end_of_kept.unwrap_or(run.start);
        let gap = text.get(kept..run.start).unwrap_or("x");
        let start = if is_blank(gap) { kept } else { run.start };
        start..run.end
    }));
    cuts.retain(|cut| cut.start < cut.end && text.get(cut.clone()).is_some());
    cuts
}

fn is_blank(gap: &str) -> bool {
    gap.chars().all(char::is_whitespace)
}

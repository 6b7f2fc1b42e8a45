//! Paragraphs that are too long for one block.

use unicode_segmentation::UnicodeSegmentation as _;

use super::block::RawBlock;
use super::{TextSpan, sentences};

/// How many bytes a block has at most: some 1,300 English words. A page lays out a block at a time, and the
/// annotator moves by blocks, so that a file without line breaks must not be one.
pub const LONGEST_BLOCK: usize = 8_000;

/// The block, or the pieces of a long one, each of which ends with a sentence, or else with a word, or else
/// with a character.
pub(super) fn cut(text: &str, block: RawBlock) -> Vec<RawBlock> {
    let mut pieces = Vec::new();
    let mut rest = Some(block.span);
    while let Some(span) = rest {
        let (piece, after) = match span.slice(text).len() > LONGEST_BLOCK {
            true => split(text, span),
            false => (Some(span), None),
        };
        pieces.extend(piece.map(|span| RawBlock { span, ..block }));
        rest = after;
    }
    pieces
}

/// The beginning of a span that is too long, and the rest of it.
fn split(text: &str, span: TextSpan) -> (Option<TextSpan>, Option<TextSpan>) {
    let whole = span.range();
    let half = whole.start + LONGEST_BLOCK / 2;
    let end = text.floor_char_boundary(whole.start + LONGEST_BLOCK);
    let window = text.get(whole.start..end).unwrap_or_default();
    let last_sentence = || {
        let sentences = sentences(text, TextSpan::from_range(whole.start..end)?);
        sentences.last().map(|last| last.start().to_usize())
    };
    let last_word = || {
        let space = window.rfind(char::is_whitespace)?;
        Some(whole.start + space)
    };
    let last_character = || {
        let (start, _) = window.grapheme_indices(true).next_back()?;
        Some(whole.start + start)
    };
    let at = last_sentence()
        .filter(|at| *at > half)
        .or_else(|| last_word().filter(|at| *at > half))
        .or_else(|| last_character().filter(|at| *at > half))
        .unwrap_or(end);
    let part = |range| TextSpan::from_range(range)?.trimmed(text);
    (part(whole.start..at), part(at..whole.end))
}

//! The steps in which a caret walks through a text.

use super::pieces::{PieceKind, chunks, pieces};
use super::sentences::sentences_of;
use super::tokens::tokens_with;
use super::{ByteOffset, Segmenter, TextSpan};

/// What a caret steps over at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// What a reader sees as one character.
    Character,
    /// A word; marks between words are stepped over.
    Word,
    /// A sentence.
    Sentence,
    /// A block.
    Block,
}

/// An end of a piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
}

/// The units of a block, in order.
///
/// ```
/// use spanwright::text::{TextSpan, Unit, UnicodeSegmenter, units};
/// let text = "“Ada's work,” he said.";
/// let block = TextSpan::from_range(0..text.len()).unwrap();
/// let words = units(text, block, Unit::Word, &UnicodeSegmenter);
/// let words: Vec<&str> = words.into_iter().map(|word| word.slice(text)).collect();
/// assert_eq!(words, ["Ada", "'s", "work", "he", "said"]);
/// ```
pub fn units(text: &str, block: TextSpan, unit: Unit, segmenter: &dyn Segmenter) -> Vec<TextSpan> {
    match unit {
        Unit::Character => {
            let mut end = block.start().to_usize();
            let clusters = segmenter.characters(block.slice(text)).into_iter();
            let spans = clusters.filter_map(|cluster| {
                let start = end;
                end += cluster.len();
                TextSpan::from_range(start..end)
            });
            spans.collect()
        }
        Unit::Word => chunks(text, block.range(), segmenter)
            .flat_map(|chunk| pieces(text, chunk, block.range().end, segmenter))
            .filter(|piece| piece.kind != PieceKind::Mark)
            .filter_map(|piece| TextSpan::from_range(piece.range))
            .collect(),
        Unit::Sentence => sentences_of(text, &tokens_with(text, block, segmenter)),
        Unit::Block => vec![block],
    }
}

/// The nearest of the units' ends beyond `from`.
pub fn stop(units: &[TextSpan], from: ByteOffset, forward: bool, edge: Edge) -> Option<ByteOffset> {
    let mut stops = units.iter().map(|unit| match edge {
        Edge::Start => unit.start(),
        Edge::End => unit.end(),
    });
    match forward {
        true => stops.find(|stop| *stop > from),
        false => stops.rfind(|stop| *stop < from),
    }
}

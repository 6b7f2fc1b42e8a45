//! Cuts a text into the pieces of a vocabulary, as BERT does it: in lower case and without accents, at white
//! space and punctuation, and within a word the longest piece first (Devlin and others 2019).
//!
//! The tables of characters are those of the crates that Hugging Face's tokenizers use, of Unicode 8 and 9:
//! the encoder has learned from what they make of a text.

use std::collections::HashMap;

use unicode_categories::UnicodeCategories;
use unicode_normalization_alignments::UnicodeNormalization;

use super::Shape;
use crate::text::TextSpan;

/// A word of more characters is not cut but unknown as a whole.
const LONGEST_WORD: usize = 100;

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub number: u32,
    /// Where it stands in the text.
    pub span: TextSpan,
    /// The shape of the word that it is a part of.
    pub shape: Shape,
}

/// Why a list of pieces is no vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VocabularyError {
    /// A piece that every vocabulary has is not in it.
    #[error("the vocabulary has no piece {0:?}")]
    Missing(&'static str),
}

/// A vocabulary.
#[derive(Clone, Debug)]
pub struct WordPiece {
    /// The numbers of pieces that begin a word.
    begins: HashMap<String, u32>,
    /// The numbers of pieces that go on with one, without the `##` in front of them.
    goes_on: HashMap<String, u32>,
    unknown: u32,
    begin: u32,
    end: u32,
}

/// A character of the text as the vocabulary has it.
#[derive(Clone, Copy)]
struct Character {
    value: char,
    /// The place in the text of the character that it was, in bytes.
    start: usize,
    end: usize,
}

impl WordPiece {
    /// The vocabulary of these pieces with these numbers.
    ///
    /// ```
    /// use spanwright::detect::encoder::WordPiece;
    /// let pieces = ["[UNK]", "[CLS]", "[SEP]", "port", "##s", "of", "spain"];
    /// let pieces = WordPiece::new(pieces.into_iter().zip(0..)).unwrap();
    /// let found = pieces.cut("Ports of Spaïn");
    /// let numbers: Vec<u32> = found.iter().map(|piece| piece.number).collect();
    /// assert_eq!(numbers, [3, 4, 5, 6]);
    /// assert_eq!(found[3].span.slice("Ports of Spaïn"), "Spaïn");
    /// ```
    ///
    /// # Errors
    /// Where it lacks a piece for what is unknown, for the beginning or for the end of a window.
    pub fn new<S: Into<String>>(
        vocabulary: impl IntoIterator<Item = (S, u32)>,
    ) -> Result<Self, VocabularyError> {
        let mut begins = HashMap::new();
        let mut goes_on = HashMap::new();
        for (piece, number) in vocabulary {
            let piece = piece.into();
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => goes_on.insert(rest.to_owned(), number),
                _ => begins.insert(piece, number),
            };
        }
        let special = |name| {
            let number = begins.get(name).copied();
            number.ok_or(VocabularyError::Missing(name))
        };
        let (unknown, begin, end) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        Ok(Self {
            begins,
            goes_on,
            unknown,
            begin,
            end,
        })
    }

    /// The number of the piece for what is unknown.
    pub fn unknown(&self) -> u32 {
        self.unknown
    }

    /// The number of the piece that begins a window.
    pub fn begin(&self) -> u32 {
        self.begin
    }

    /// The number of the piece that ends a window.
    pub fn end(&self) -> u32 {
        self.end
    }

    /// The pieces of a text, in order. White space and control characters are no part of any.
    pub fn cut(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut word = Vec::new();
        for character in bare(text) {
            let value = character.value;
            if value.is_whitespace() {
                self.cut_word(text, &mut word, &mut pieces);
                continue;
            }
            let stands_alone = is_mark(value) || is_ideograph(value);
            if stands_alone {
                self.cut_word(text, &mut word, &mut pieces);
            }
            word.push(character);
            if stands_alone {
                self.cut_word(text, &mut word, &mut pieces);
            }
        }
        self.cut_word(text, &mut word, &mut pieces);
        pieces
    }

    /// Adds the pieces of a word, and leaves it empty.
    fn cut_word(&self, text: &str, word: &mut Vec<Character>, pieces: &mut Vec<Piece>) {
        let (Some(first), Some(last)) = (word.first(), word.last()) else {
            return;
        };
        let (start, end) = (first.start, last.end);
        let shape = Shape::of(text.get(start..end).unwrap_or_default());
        let mut add = |number, start, end| {
            if let Some(span) = TextSpan::from_range(start..end) {
                let piece = Piece {
                    number,
                    span,
                    shape,
                };
                pieces.push(piece);
            }
        };
        match self.parts(word) {
            Some(parts) => {
                let mut from = 0;
                for (number, to) in parts {
                    add(number, word[from].start, word[to - 1].end);
                    from = to;
                }
            }
            None => add(self.unknown, start, end),
        }
        word.clear();
    }

    /// The pieces of a word and where each ends, counted in characters; `None` where the vocabulary does not
    /// have it in pieces.
    fn parts(&self, word: &[Character]) -> Option<Vec<(u32, usize)>> {
        if word.len() > LONGEST_WORD {
            return None;
        }
        let mut parts = Vec::new();
        let mut from = 0;
        while from < word.len() {
            let known = if from == 0 {
                &self.begins
            } else {
                &self.goes_on
            };
            let mut rest: String = word[from..].iter().map(|one| one.value).collect();
            let mut to = word.len();
            let number = loop {
                if let Some(number) = known.get(&rest) {
                    break *number;
                }
                rest.pop()?;
                to -= 1;
            };
            parts.push((number, to));
            from = to;
        }
        Some(parts)
    }
}

/// The characters of the text in lower case and without accents, control characters left out.
fn bare(text: &str) -> impl Iterator<Item = Character> {
    let written = text.char_indices().filter(|(_, one)| !is_dropped(*one));
    let mut places = written.clone();
    let mut place = 0..0;
    let parts = written
        .map(|(_, one)| one)
        .nfd()
        .filter_map(move |(value, more)| {
            // A part that is not one more of the same character belongs to the next one.
            if more <= 0 {
                let (start, character) = places.next()?;
                place = start..start + character.len_utf8();
            }
            let (start, end) = (place.start, place.end);
            Some(Character { value, start, end })
        });
    let bare = parts.filter(|one| !one.value.is_mark_nonspacing());
    bare.flat_map(|one| {
        one.value
            .to_lowercase()
            .map(move |value| Character { value, ..one })
    })
}

/// Whether BERT leaves the character out: a control or format character, or what stands for a damaged one.
fn is_dropped(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\0' | '\u{fffd}' => true,
        _ => character.is_other(),
    }
}

/// Whether BERT cuts before and after the character: it counts all marks of ASCII as punctuation.
fn is_mark(character: char) -> bool {
    character.is_ascii_punctuation() || character.is_punctuation()
}

/// Whether the character is a word of its own: the CJK ideographs, of which Japanese and Chinese texts have no
/// spaces between.
fn is_ideograph(character: char) -> bool {
    matches!(
        u32::from(character),
        0x4e00..=0x9fff
            | 0x3400..=0x4dbf
            | 0x20000..=0x2a6df
            | 0x2a700..=0x2b73f
            | 0x2b740..=0x2b81f
            | 0x2b920..=0x2ceaf
            | 0xf900..=0xfaff
            | 0x2f800..=0x2fa1f
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vocabulary_has_a_piece_for_what_is_unknown() {
        let missing = WordPiece::new(["[CLS]", "[SEP]", "port"].into_iter().zip(0..)).unwrap_err();
        assert_eq!(missing, VocabularyError::Missing("[UNK]"));
    }
}

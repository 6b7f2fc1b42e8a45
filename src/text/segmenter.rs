//! Where characters and words begin, and which letter is which, according to whoever knows the
//! tables.

use unicode_segmentation::UnicodeSegmentation;

/// Cuts text into the characters and words that a reader sees.
///
/// The tables for that are large. The command line and the worker bring them along
/// ([`UnicodeSegmenter`]); a browser has its own, which also know the words of languages written
/// without spaces. What the conventions of this program add (abbreviations, addresses, clitics)
/// is the same over either.
pub trait Segmenter {
    /// The grapheme clusters of the text, in order; together they are the text.
    fn characters<'t>(&self, text: &'t str) -> Vec<&'t str>;

    /// The words and what stands between them, in order; together they are the text.
    fn words<'t>(&self, text: &'t str) -> Vec<&'t str>;

    /// The character as a small letter, which may be several characters.
    fn lowercase(&self, character: char) -> String;
}

/// The rules of Unicode Standard Annex 29, without a dictionary.
#[derive(Clone, Copy, Debug, Default)]
pub struct UnicodeSegmenter;

impl Segmenter for UnicodeSegmenter {
    fn characters<'t>(&self, text: &'t str) -> Vec<&'t str> {
        text.graphemes(true).collect()
    }

    fn words<'t>(&self, text: &'t str) -> Vec<&'t str> {
        text.split_word_bounds().collect()
    }

    fn lowercase(&self, character: char) -> String {
        character.to_lowercase().collect()
    }
}

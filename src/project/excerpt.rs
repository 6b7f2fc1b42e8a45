//! Words with what stands around them, for the eye.

use super::Document;
use crate::text::TextSpan;

/// How many bytes of the text are shown on each side, at most.
const EACH_SIDE: usize = 48;

/// Words of a document, and what stands before and after them in their block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// What stands before them.
    pub before: String,
    /// The words.
    pub words: String,
    /// What stands after them.
    pub after: String,
}

impl Document {
    /// The words with some text on each side, cut at white space where there is any, and nothing
    /// from other blocks.
    pub fn excerpt(&self, span: TextSpan) -> Excerpt {
        let text = self.text.as_str();
        let (start, end) = (span.range().start, span.range().end);
        let block = self.block_at(span.start());
        let block = block.and_then(|index| self.blocks.get(index.to_usize()));
        let block = block.map_or(0..text.len(), |block| block.span.range());
        let (first, last) = (block.start.min(start), block.end.max(end));
        let from = text.ceil_char_boundary(start.saturating_sub(EACH_SIDE).max(first));
        let to = text.floor_char_boundary((end + EACH_SIDE).min(last));
        let before = match text[from..start].find(char::is_whitespace) {
            Some(space) if from > first => from + space,
            _ => from,
        };
        let after = match text[end..to].rfind(char::is_whitespace) {
            Some(space) if to < last => end + space,
            _ => to,
        };
        Excerpt {
            before: text[before..start].trim_start().to_owned(),
            words: self.text.slice(span).to_owned(),
            after: text[end..after].trim_end().to_owned(),
        }
    }
}

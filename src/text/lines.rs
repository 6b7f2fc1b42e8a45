//! The lines of a text.

use std::ops::Range;

/// A line without its line break and without the white space at its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where the line is; empty for a blank line.
    pub(super) range: Range<usize>,
    /// How much white space stands before it, in bytes.
    pub(super) indent: usize,
}

impl Line {
    /// The lines of the text, blank ones included. A line ends at any mandatory break of Unicode
    /// Standard Annex 14: LF, CR, CR LF, VT, FF, NEL, LS or PS.
    pub(super) fn all(text: &str) -> Vec<Self> {
        let mut lines = Vec::new();
        let mut start = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            if !is_line_break(c) {
                continue;
            }
            lines.push(Self::trimmed(text, start..i));
            start = i + c.len_utf8();
            if c == '\r' && chars.next_if(|&(_, c)| c == '\n').is_some() {
                start += 1;
            }
        }
        lines.push(Self::trimmed(text, start..text.len()));
        lines
    }

    fn trimmed(text: &str, raw: Range<usize>) -> Self {
        let line = &text[raw.clone()];
        let indent = line.len() - line.trim_start().len();
        let start = raw.start + indent;
        Self {
            range: start..start + line.trim().len(),
            indent,
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.range.is_empty()
    }

    pub(super) fn content<'a>(&self, text: &'a str) -> &'a str {
        &text[self.range.clone()]
    }
}

fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

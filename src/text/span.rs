//! A non-empty, half-open piece of a text.

use serde::{Deserialize, Serialize};
use std::ops::Range;

use super::ByteOffset;

/// A non-empty half-open range of bytes, `start..end`.
///
/// Spans order by start, and where the starts agree the longer comes first, so that an outer
/// span always stands before the ones nested in it.
///
/// ```
/// use spanwright::text::{ByteOffset, TextSpan};
/// let span = TextSpan::from_range(4..9).unwrap();
/// assert_eq!(span.slice("The Alps rise"), "Alps ");
/// assert_eq!(TextSpan::from_range(4..4), None);
/// # assert_eq!(span.start(), ByteOffset::new(4));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(
    try_from = "(ByteOffset, ByteOffset)",
    into = "(ByteOffset, ByteOffset)"
)]
pub struct TextSpan {
    start: ByteOffset,
    end: ByteOffset,
}

impl TextSpan {
    /// The span from `start` to `end`, or `None` where that would be empty.
    pub fn new(start: ByteOffset, end: ByteOffset) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The span of a range of string indices, or `None` where that would be empty.
    pub fn from_range(range: Range<usize>) -> Option<Self> {
        Self::new(
            ByteOffset::from_usize(range.start),
            ByteOffset::from_usize(range.end),
        )
    }

    /// Where the span begins.
    pub const fn start(self) -> ByteOffset {
        self.start
    }

    /// Where the span ends; the byte there is no longer part of it.
    pub const fn end(self) -> ByteOffset {
        self.end
    }

    /// The span as a range of string indices.
    pub const fn range(self) -> Range<usize> {
        self.start.to_usize()..self.end.to_usize()
    }

    /// The length in bytes.
    pub const fn len_bytes(self) -> u32 {
        self.end.get() - self.start.get()
    }

    /// The text that the span covers, or the empty string where `text` is not the text that the
    /// span was made for.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span, equal ends included.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the offset lies in the span; its end does not.
    pub fn contains_offset(self, offset: ByteOffset) -> bool {
        self.start <= offset && offset < self.end
    }

    /// The part that both spans share.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// The smallest span that contains both.
    pub fn hull(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The span without the Unicode white space at its ends, or `None` where nothing else is in
    /// it.
    pub fn trimmed(self, text: &str) -> Option<Self> {
        let slice = self.slice(text);
        let start = self.start.to_usize() + (slice.len() - slice.trim_start().len());
        Self::from_range(start..start + slice.trim().len())
    }
}

impl Ord for TextSpan {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.start
            .cmp(&other.start)
            .then_with(|| other.end.cmp(&self.end))
    }
}

impl PartialOrd for TextSpan {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl TryFrom<(ByteOffset, ByteOffset)> for TextSpan {
    type Error = String;

    fn try_from((start, end): (ByteOffset, ByteOffset)) -> Result<Self, String> {
        Self::new(start, end)
            .ok_or_else(|| format!("a span must end after it starts, not {start}..{end}"))
    }
}

impl From<TextSpan> for (ByteOffset, ByteOffset) {
    fn from(span: TextSpan) -> Self {
        (span.start, span.end)
    }
}

impl std::fmt::Display for TextSpan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(range: Range<usize>) -> TextSpan {
        TextSpan::from_range(range).unwrap()
    }

    #[test]
    fn outer_spans_order_before_the_spans_nested_in_them() {
        let mut spans = vec![span(2..3), span(0..2), span(2..9), span(0..5)];
        spans.sort();
        assert_eq!(spans, [span(0..5), span(0..2), span(2..9), span(2..3)]);
    }

    #[test]
    fn trimming_takes_unicode_white_space_and_never_leaves_an_empty_span() {
        let text = "\u{a0}\u{3000}Ada\u{2003}";
        let whole = span(0..text.len());
        assert_eq!(whole.trimmed(text).unwrap().slice(text), "Ada");
        assert_eq!(span(0..2).trimmed(text), None);
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!span(0..2).overlaps(span(2..4)));
        assert!(span(0..3).overlaps(span(2..4)));
    }
}

//! The one place that turns an offset of one unit into another.

use super::{ByteOffset, CodePointOffset, Utf16Offset};

/// How many bytes lie between two checkpoints: small enough that counting from one is cheap,
/// large enough that the checkpoints take little memory (12 bytes for each of them).
const STRIDE: usize = 1024;

/// Converts between byte, code-point and UTF-16 offsets of one text.
///
/// A conversion costs a binary search and a count over at most 1 KiB of the text, whatever the
/// length of the text. The offsets of an ASCII text are all equal and cost nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetMap {
    /// One for each `STRIDE` bytes; empty where the text is ASCII.
    checkpoints: Vec<Checkpoint>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Checkpoint {
    byte: u32,
    code_point: u32,
    utf16: u32,
}

impl OffsetMap {
    /// Counts through the text once.
    pub fn new(text: &str) -> Self {
        let mut checkpoints = Vec::new();
        if text.is_ascii() {
            return Self { checkpoints };
        }
        let mut here = Checkpoint {
            byte: 0,
            code_point: 0,
            utf16: 0,
        };
        let mut next = 0;
        for c in text.chars() {
            if here.byte as usize >= next {
                checkpoints.push(here);
                next = here.byte as usize + STRIDE;
            }
            here.step(c);
        }
        Self { checkpoints }
    }

    /// The number of code points before `offset`. An offset inside a character counts as the
    /// beginning of that character, one beyond the text as its end.
    pub fn byte_to_code_point(&self, text: &str, offset: ByteOffset) -> CodePointOffset {
        CodePointOffset::new(self.seek(text, |c| c.byte <= offset.get()).code_point)
    }

    /// The number of UTF-16 code units before `offset`. An offset inside a character counts as
    /// the beginning of that character, one beyond the text as its end.
    pub fn byte_to_utf16(&self, text: &str, offset: ByteOffset) -> Utf16Offset {
        Utf16Offset::new(self.seek(text, |c| c.byte <= offset.get()).utf16)
    }

    /// The byte at which the character after `offset` code points begins, or `None` beyond the
    /// text.
    pub fn code_point_to_byte(&self, text: &str, offset: CodePointOffset) -> Option<ByteOffset> {
        let found = self.seek(text, |c| c.code_point <= offset.get());
        (found.code_point == offset.get()).then_some(ByteOffset::new(found.byte))
    }

    /// The byte at which the character after `offset` UTF-16 code units begins, or `None` beyond
    /// the text and between the two halves of a surrogate pair.
    pub fn utf16_to_byte(&self, text: &str, offset: Utf16Offset) -> Option<ByteOffset> {
        let found = self.seek(text, |c| c.utf16 <= offset.get());
        (found.utf16 == offset.get()).then_some(ByteOffset::new(found.byte))
    }

    /// The last character boundary for which `reached` holds; `reached` must hold up to some
    /// boundary and nowhere after it.
    fn seek(&self, text: &str, reached: impl Fn(&Checkpoint) -> bool) -> Checkpoint {
        if self.checkpoints.is_empty() {
            return ascii_seek(text, reached);
        }
        let next = self.checkpoints.partition_point(&reached);
        let mut here = self.checkpoints[next.saturating_sub(1)];
        for c in text[here.byte as usize..].chars() {
            let mut after = here;
            after.step(c);
            if !reached(&after) {
                break;
            }
            here = after;
        }
        here
    }
}

/// The same search where all units are one, by bisection.
fn ascii_seek(text: &str, reached: impl Fn(&Checkpoint) -> bool) -> Checkpoint {
    let at = |n: u32| Checkpoint {
        byte: n,
        code_point: n,
        utf16: n,
    };
    let (mut low, mut high) = (0, ByteOffset::from_usize(text.len()).get());
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if reached(&at(middle)) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    at(low)
}

impl Checkpoint {
    fn step(&mut self, c: char) {
        self.byte += c.len_utf8() as u32;
        self.code_point += 1;
        self.utf16 += c.len_utf16() as u32;
    }
}

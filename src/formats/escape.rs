//! JSON that survives readers which split at every kind of line end.

use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter};
use std::io::{self, Write};

/// Writes a value as JSON over several lines: each field of the outermost object begins one, and so does
/// each element of a list in it, so that a change to one of them is a change to one line.
pub(super) fn write_json_lines<T: Serialize + ?Sized>(
    value: &T,
    sink: impl Write,
) -> serde_json::Result<()> {
    let lines = Lines::default();
    value.serialize(&mut serde_json::Serializer::with_formatter(sink, lines))
}

/// Writes a value as JSON on one line.
///
/// NEL, the line and the paragraph separator may stand in a JSON string as they are, but Python's
/// `str.splitlines` and `codecs.open` end a line at each of them, so they are escaped, and DEL
/// with them. The controls below the space are escaped by every JSON writer.
pub(super) fn write_json<T: Serialize + ?Sized>(
    value: &T,
    sink: impl Write,
) -> serde_json::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(sink, OneLine))
}

struct OneLine;

impl Formatter for OneLine {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        sink: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let ends_line = |c: char| matches!(c, '\u{7f}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let mut rest = fragment;
        while let Some(at) = rest.find(ends_line) {
            let (plain, from) = rest.split_at(at);
            CompactFormatter.write_string_fragment(sink, plain)?;
            let mut characters = from.chars();
            if let Some(c) = characters.next() {
                write!(sink, "\\u{:04x}", u32::from(c))?;
            }
            rest = characters.as_str();
        }
        CompactFormatter.write_string_fragment(sink, rest)
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        sink: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        CompactFormatter.write_char_escape(sink, escape)
    }
}

#[derive(Default)]
struct Lines {
    depth: usize,
    /// Whether the list that is being written over several lines has an element.
    is_filled: bool,
}

/// The depth of the fields of the outermost object, and that of the elements of its lists.
const FIELDS: usize = 1;
const ELEMENTS: usize = 2;

impl Formatter for Lines {
    fn begin_object<W: ?Sized + Write>(&mut self, sink: &mut W) -> io::Result<()> {
        self.depth += 1;
        sink.write_all(b"{")
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        sink: &mut W,
        is_first: bool,
    ) -> io::Result<()> {
        sink.write_all(match (self.depth == FIELDS, is_first) {
            (true, true) => b"\n  ",
            (true, false) => b",\n  ",
            (false, true) => b"",
            (false, false) => b", ",
        })
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, sink: &mut W) -> io::Result<()> {
        sink.write_all(b": ")
    }

    fn end_object<W: ?Sized + Write>(&mut self, sink: &mut W) -> io::Result<()> {
        self.depth -= 1;
        sink.write_all(if self.depth == 0 { b"\n}" } else { b"}" })
    }

    fn begin_array<W: ?Sized + Write>(&mut self, sink: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.is_filled &= self.depth != ELEMENTS;
        sink.write_all(b"[")
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        sink: &mut W,
        is_first: bool,
    ) -> io::Result<()> {
        self.is_filled |= self.depth == ELEMENTS;
        sink.write_all(match (self.depth == ELEMENTS, is_first) {
            (true, true) => b"\n    ",
            (true, false) => b",\n    ",
            (false, true) => b"",
            (false, false) => b", ",
        })
    }

    fn end_array<W: ?Sized + Write>(&mut self, sink: &mut W) -> io::Result<()> {
        self.depth -= 1;
        let ends_lines = self.depth == FIELDS && self.is_filled;
        sink.write_all(if ends_lines { b"\n  ]" } else { b"]" })
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        sink: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        OneLine.write_string_fragment(sink, fragment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_any_reader_takes_for_a_line_end_is_left() {
        let text = "a\u{b}b\u{c}c\u{1c}d\u{1e}e\u{7f}f\u{85}g\u{2028}h\u{2029}i\r\nj\0\u{10ffff}";
        let mut json = Vec::new();
        write_json(text, &mut json).unwrap();
        let json = String::from_utf8(json).unwrap();
        assert!(!json.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')));
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}

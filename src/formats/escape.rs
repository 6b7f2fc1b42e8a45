//! JSON that survives readers which split at every kind of line end.

use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter};
use std::io::{self, Write};

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

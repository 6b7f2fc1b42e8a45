//! The text of a document, with what is needed to point into it.

use std::sync::Arc;

use super::{ByteOffset, CodePointOffset, OffsetMap, TextSpan, Utf16Offset};

/// A document's text exactly as it came in, and its offset map. Cheap to clone.
///
/// ```
/// use spanwright::text::{CodePointOffset, SourceText, Utf16Offset};
/// let text = SourceText::new("😀 Ada")?;
/// let ada = text.span_of_code_points(CodePointOffset::new(2), CodePointOffset::new(5)).unwrap();
/// assert_eq!(text.slice(ada), "Ada");
/// assert_eq!(text.utf16(ada), (Utf16Offset::new(3), Utf16Offset::new(6)));
/// # Ok::<(), spanwright::text::TextTooLong>(())
/// ```
#[derive(Clone)]
pub struct SourceText {
    text: Arc<str>,
    map: Arc<OffsetMap>,
}

/// The text does not fit into the offsets of this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the text has {bytes} bytes; at most {} fit into one document, so split it",
    u32::MAX
)]
pub struct TextTooLong {
    /// The length of the refused text in bytes.
    pub bytes: usize,
}

/// Why a pair of offsets is not a span of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// The end does not come after the start.
    #[error("the span is empty: it starts at {start} and ends at {end}")]
    Empty {
        /// Where the span was to start, in the caller's unit.
        start: u32,
        /// Where the span was to end, in the caller's unit.
        end: u32,
    },
    /// The end lies beyond the text.
    #[error("the span ends at {end}, but the text has only {length}")]
    Outside {
        /// Where the span was to end, in the caller's unit.
        end: u32,
        /// The length of the text in the caller's unit.
        length: u32,
    },
    /// An offset lies inside a character.
    #[error("the offset {offset} lies inside a character")]
    InsideCharacter {
        /// The offset, in the caller's unit.
        offset: u32,
    },
}

impl SourceText {
    /// Takes the text as it is.
    ///
    /// # Errors
    /// Where the text is longer than [`u32::MAX`] bytes.
    pub fn new(text: impl Into<Arc<str>>) -> Result<Self, TextTooLong> {
        let text = text.into();
        if u32::try_from(text.len()).is_err() {
            return Err(TextTooLong { bytes: text.len() });
        }
        let map = Arc::new(OffsetMap::new(&text));
        Ok(Self { text, map })
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The end of the text in bytes.
    pub fn end(&self) -> ByteOffset {
        ByteOffset::from_usize(self.text.len())
    }

    /// The span of the whole text, or `None` where there is no text.
    pub fn whole(&self) -> Option<TextSpan> {
        TextSpan::new(ByteOffset::ZERO, self.end())
    }

    /// The text that a span covers.
    pub fn slice(&self, span: TextSpan) -> &str {
        span.slice(&self.text)
    }

    /// Checks that the byte offsets bound a span of this text.
    ///
    /// # Errors
    /// Where the span would be empty, leaves the text or cuts a character.
    pub fn span_of_bytes(&self, start: ByteOffset, end: ByteOffset) -> Result<TextSpan, SpanError> {
        if end > self.end() {
            return Err(SpanError::Outside {
                end: end.get(),
                length: self.end().get(),
            });
        }
        for offset in [start, end] {
            if !self.text.is_char_boundary(offset.to_usize()) {
                return Err(SpanError::InsideCharacter {
                    offset: offset.get(),
                });
            }
        }
        TextSpan::new(start, end).ok_or(SpanError::Empty {
            start: start.get(),
            end: end.get(),
        })
    }

    /// The span between two code-point offsets.
    ///
    /// # Errors
    /// Where the span would be empty or leaves the text.
    pub fn span_of_code_points(
        &self,
        start: CodePointOffset,
        end: CodePointOffset,
    ) -> Result<TextSpan, SpanError> {
        if start >= end {
            return Err(SpanError::Empty {
                start: start.get(),
                end: end.get(),
            });
        }
        let length = self.map.byte_to_code_point(&self.text, self.end()).get();
        let outside = SpanError::Outside {
            end: end.get(),
            length,
        };
        let from = self.map.code_point_to_byte(&self.text, start);
        let to = self.map.code_point_to_byte(&self.text, end);
        from.zip(to)
            .and_then(|(from, to)| TextSpan::new(from, to))
            .ok_or(outside)
    }

    /// The span between two UTF-16 offsets.
    ///
    /// # Errors
    /// Where the span would be empty, leaves the text or cuts a surrogate pair.
    pub fn span_of_utf16(
        &self,
        start: Utf16Offset,
        end: Utf16Offset,
    ) -> Result<TextSpan, SpanError> {
        let from = self.byte_of_utf16(start)?;
        let to = self.byte_of_utf16(end)?;
        TextSpan::new(from, to).ok_or(SpanError::Empty {
            start: start.get(),
            end: end.get(),
        })
    }

    /// The byte offset of a UTF-16 offset.
    ///
    /// # Errors
    /// Where the offset lies beyond the text or cuts a surrogate pair.
    pub fn byte_of_utf16(&self, offset: Utf16Offset) -> Result<ByteOffset, SpanError> {
        let length = self.map.byte_to_utf16(&self.text, self.end());
        if offset > length {
            return Err(SpanError::Outside {
                end: offset.get(),
                length: length.get(),
            });
        }
        self.map
            .utf16_to_byte(&self.text, offset)
            .ok_or(SpanError::InsideCharacter {
                offset: offset.get(),
            })
    }

    /// The UTF-16 offset of a byte offset.
    pub fn utf16_of_byte(&self, offset: ByteOffset) -> Utf16Offset {
        self.map.byte_to_utf16(&self.text, offset)
    }

    /// A span's start and end in code points.
    pub fn code_points(&self, span: TextSpan) -> (CodePointOffset, CodePointOffset) {
        let convert = |offset| self.map.byte_to_code_point(&self.text, offset);
        (convert(span.start()), convert(span.end()))
    }

    /// A span's start and end in UTF-16 code units.
    pub fn utf16(&self, span: TextSpan) -> (Utf16Offset, Utf16Offset) {
        (
            self.utf16_of_byte(span.start()),
            self.utf16_of_byte(span.end()),
        )
    }
}

impl PartialEq for SourceText {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.text, &other.text) || self.text == other.text
    }
}

impl Eq for SourceText {}

impl std::fmt::Debug for SourceText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.text.fmt(f)
    }
}

impl serde::Serialize for SourceText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> serde::Deserialize<'de> for SourceText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::new(text).map_err(serde::de::Error::custom)
    }
}

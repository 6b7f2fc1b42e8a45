//! A document's text: stored once, never altered, and everything that points into it.

mod abbreviations;
mod addresses;
mod block;
mod clutter;
mod clutter_cues;
mod decode;
mod digest;
pub mod html;
mod kinds;
mod language;
mod language_data;
mod lines;
mod markdown;
mod offset;
mod offset_map;
mod pieces;
mod plain;
mod segmenter;
mod selection;
mod sentences;
mod source;
mod span;
mod tokens;

pub use block::{Block, BlockKind, SkipReason, TextFormat, blocks};
pub use decode::{DecodeError, Decoded, Encoding, decode};
pub use digest::sha256;
pub use language::{Language, language};
pub use offset::{ByteOffset, CodePointOffset, Utf16Offset};
pub use offset_map::OffsetMap;
pub use segmenter::{Segmenter, UnicodeSegmenter};
pub use selection::{snap_to_words, trim_to_characters};
pub use sentences::{sentences, sentences_of};
pub use source::{SourceText, SpanError, TextTooLong};
pub use span::TextSpan;
pub use tokens::tokens;

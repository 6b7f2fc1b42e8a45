//! A document's text: stored once, never altered, and everything that points into it.

mod abbreviations;
mod addresses;
mod block;
mod hash;
mod offset;
mod offset_map;
mod pieces;
mod sentences;
mod source;
mod span;
mod tokens;

pub use block::{Block, BlockKind, SkipReason};
pub use hash::sha256;
pub use offset::{ByteOffset, CodePointOffset, Utf16Offset};
pub use offset_map::OffsetMap;
pub use sentences::{sentences, sentences_of};
pub use source::{SourceText, SpanError, TextTooLong};
pub use span::TextSpan;
pub use tokens::tokens;

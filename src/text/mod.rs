//! A document's text: stored once, never altered, and everything that points into it.

mod block;
mod offset;
mod offset_map;
mod source;
mod span;

pub use block::{Block, BlockKind, SkipReason};
pub use offset::{ByteOffset, CodePointOffset, Utf16Offset};
pub use offset_map::OffsetMap;
pub use source::{SourceText, SpanError, TextTooLong};
pub use span::TextSpan;

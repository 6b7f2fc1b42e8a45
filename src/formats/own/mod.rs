//! Spanwright's own records, as JSON Lines and as one JSON file. `static/schema` holds their JSON
//! Schema.
//!
//! A record says everything about a document that an import needs to restore it. Offsets are
//! Unicode code points; UTF-16 code units stand beside them for readers in JavaScript and Java.
//! The quoted text of a span, with the text around it, finds the span again where the document
//! has changed (the `TextQuoteSelector` of the W3C Web Annotation Data Model).

mod read;
mod record;
mod tagged;
mod write;

pub(super) use read::{read_document, read_labels};
pub(super) use write::{write_document, write_head, write_line, write_lines, write_tail};

/// What the files call themselves.
pub(super) const FORMAT: &str = "spanwright";

/// The version of the records that is written.
pub(super) const VERSION: u64 = 1;

/// The unit of the offsets.
const OFFSET_UNIT: &str = "code_point";

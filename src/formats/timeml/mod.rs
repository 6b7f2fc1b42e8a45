//! TimeML 1.2.1, of which only TIMEX3 is written and read: one document a file, its time
//! expressions marked in its text.
//!
//! What is written is valid against the TimeML DTD: the text and its marks stand in the root
//! element itself, after an empty mark for the document's date. What is read may have the form of
//! TempEval-3 too, where the text stands in `TEXT` and the date in `DCT`.

mod read;
mod write;

pub(super) use read::{is_timeml, read};
pub(super) use write::write;

/// The identity of the mark for the document's date.
const DOCUMENT_DATE: &str = "t0";

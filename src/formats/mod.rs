//! How datasets leave and come in: one file a format, the account of what a format cannot hold,
//! and the anchoring of annotations whose text has changed.
//!
//! Inside the engine offsets are bytes. The files hold Unicode code points, and the own formats
//! UTF-16 code units beside them.

pub mod backup;
pub mod labels;

/// How many bytes of a file are read that has to be read whole: one JSON document, a page or a text. A file
/// of lines has no limit.
pub const LARGEST_WHOLE: usize = 64 << 20;

/// How many labels a project can have. Each is looked up by going through them, and a person tells fewer
/// apart.
pub const MOST_LABELS: usize = 2_000;

/// How many annotations a document can have: ten times as many as one of 500,000 tokens has at the rate of
/// newspapers.
pub const MOST_ANNOTATIONS: usize = 200_000;

/// How many annotations of a document can lie over one another.
pub const MOST_NESTED: usize = 50;

mod anchor;
mod conll;
mod cut;
pub mod detectors;
mod diagnostic;
mod escape;
mod export;
mod fields;
mod flat;
pub mod folder;
mod format;
mod fuzzy;
mod grouped;
mod import;
mod lines;
mod loss;
mod names;
mod own;
mod prepared;
mod spacy;
mod timeml;

pub use anchor::{Anchorer, How, OrphanReason, Quote};
pub use cut::{Excerpt, Piece};
pub use diagnostic::{Diagnostic, Problem, Severity};
pub use export::{ExportItem, ExportOptions, Exporter, SkippedBlocks, WriteError, Written};
pub use export::{losses, write};
pub use format::Format;
pub use grouped::grouped;
pub use import::{ExcerptOf, ExcerptPiece, Import, ImportedDocument, Orphan, Reanchored};
pub use import::{is_of_lines, read, reimport};
pub use lines::{LONGEST_LINE, LineReader};
pub use loss::{Loss, LossReason, Preference};

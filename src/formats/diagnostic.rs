//! What was wrong with a file that was read, where, and what to do about it.

use std::sync::Arc;

use super::anchor::OrphanReason;
use crate::text::{CodePointOffset, SpanError};

/// How much a problem costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is lost.
    Note,
    /// Something was read otherwise than it stands in the file.
    Warning,
    /// Something of the file is missing.
    Error,
}

/// A problem in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The name of the file.
    pub file: Arc<str>,
    /// The line, from 1, where the file has one line a document or is damaged there.
    pub line: Option<u32>,
    /// The field, such as `documents[3].spans[12].start`; empty for the whole line or file.
    pub field: String,
    /// The value that stands there as JSON, shortened; empty where there is none.
    pub value: String,
    /// What the matter is.
    pub problem: Problem,
}

/// How many problems of one file are told one by one. Who has more mends the file and reads it anew, and a
/// list without an end would take more memory than the file.
const TOLD: usize = 1_000;

/// Takes note of a problem; of those beyond [`TOLD`], how many there are.
pub(super) fn note(log: &mut Vec<Diagnostic>, problem: Diagnostic) {
    if log.len() < TOLD {
        return log.push(problem);
    }
    match log.last_mut().map(|last| &mut last.problem) {
        Some(Problem::More(count)) => *count += 1,
        _ => log.push(Diagnostic {
            line: None,
            field: String::new(),
            value: String::new(),
            problem: Problem::More(1),
            file: problem.file,
        }),
    }
}

/// What can be wrong with a file.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Problem {
    /// It is not JSON.
    #[error("this is not valid JSON: {0}")]
    NotJson(String),
    /// It is not XML.
    #[error("this is not well-formed XML: {0}")]
    NotXml(String),
    /// It declares entities of its own.
    #[error("this file declares entities, which could stand for any amount of text")]
    Entities,
    /// It is JSON, but no document.
    #[error("this is not a document of a known format")]
    NotADocument,
    /// It is a backup of a project.
    #[error("this is a backup of a whole project, not a dataset")]
    Backup,
    /// It is no backup.
    #[error("this is not a backup of a project")]
    NotABackup,
    /// It is no label set.
    #[error("this is not a label set")]
    NotALabelSet,
    /// The label was there before.
    #[error("there is a label with this identity above it")]
    Repeated,
    /// A newer version wrote it.
    #[error("this was written by a newer version of Spanwright")]
    Newer,
    /// A field that must be there is not.
    #[error("the field is missing")]
    Missing,
    /// The value is not one of those that the field can have.
    #[error("the value cannot be read: {0}")]
    Unreadable(String),
    /// The field is not known.
    #[error("the field is not known")]
    UnknownField,
    /// Offsets that are no span of the text.
    #[error("the offsets do not fit the text: {0}")]
    Offsets(SpanError),
    /// The text differs from the one that was written.
    #[error("the text has changed since the file was written")]
    Changed,
    /// The content differs from the one that was written.
    #[error("the content has changed since the file was written")]
    Checksum,
    /// The quoted text does not stand at the offsets but elsewhere.
    #[error("the quoted text does not stand at the offsets; it was found at {start}–{end}")]
    Moved {
        /// Where it starts now.
        start: CodePointOffset,
        /// Where it ends now.
        end: CodePointOffset,
    },
    /// The quoted text was not found.
    #[error("the annotation has no place in the text: {0}")]
    Orphan(OrphanReason),
    /// The identity is taken.
    #[error("the identity is there already")]
    Duplicate,
    /// A suggestion of the same label for the same piece of the text stands above it.
    #[error("the same suggestion stands above it")]
    Twice,
    /// Blocks stand in order and apart from each other.
    #[error("the block begins before the one above it ends")]
    BlockOrder,
    /// A document of the list is not in the file.
    #[error("the document is not in the file")]
    Absent,
    /// A line is not UTF-8.
    #[error("the line is not UTF-8, from its byte {at} on")]
    NotUtf8 {
        /// How many bytes of the line are.
        at: usize,
    },
    /// A line is longer than any that is read.
    #[error("the line is longer than {} MB", super::LONGEST_LINE >> 20)]
    LongLine,
    /// A file that has to be read whole is longer than any that is.
    #[error(
        "the file has {} MB, and one that is not of lines is read up to {} MB",
        bytes >> 20,
        super::LARGEST_WHOLE >> 20
    )]
    LargeFile {
        /// How long it is.
        bytes: u64,
    },
    /// There are more fields and items than memory is kept for.
    #[error("there are more fields and items in it than can be read at once")]
    ManyParts,
    /// A document has more annotations than can be shown.
    #[error(
        "the document has {count} annotations, up to {nested} over one another; {} can be shown, {} of \
         them over one another",
        super::MOST_ANNOTATIONS,
        super::MOST_NESTED
    )]
    ManyAnnotations {
        /// How many there are.
        count: usize,
        /// How many lie over one another where most do.
        nested: usize,
    },
    /// There are more labels than a project has room for.
    #[error(
        "this label is one more than the {} that a project can have",
        super::MOST_LABELS
    )]
    ManyLabels,
    /// So many more problems were found.
    #[error("{0} more problems were found")]
    More(usize),
}

impl Problem {
    /// How much it costs.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::UnknownField | Self::Duplicate | Self::Repeated | Self::Twice => Severity::Note,
            Self::Newer | Self::Changed | Self::Checksum | Self::Moved { .. } => Severity::Warning,
            Self::NotJson(_)
            | Self::NotXml(_)
            | Self::Entities
            | Self::NotADocument
            | Self::Backup
            | Self::NotABackup
            | Self::NotALabelSet
            | Self::Missing
            | Self::Unreadable(_)
            | Self::Offsets(_)
            | Self::Orphan(_)
            | Self::BlockOrder
            | Self::Absent
            | Self::NotUtf8 { .. }
            | Self::LongLine
            | Self::LargeFile { .. }
            | Self::ManyParts
            | Self::ManyAnnotations { .. }
            | Self::ManyLabels
            | Self::More(_) => Severity::Error,
        }
    }

    /// What became of it, and what a person can do.
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::NotJson(_) => {
                "It was left out. Mend it in a text editor, or export it again where it came from."
            }
            Self::NotXml(_) => {
                "What stands before it was read. Mend it in a text editor, and import it again."
            }
            Self::Entities => {
                "It was left out. Write the text in place of the entities and import it again."
            }
            Self::NotADocument => {
                "It was left out. A document needs a field \"text\"; its annotations stand in \
                 \"spans\", \"entities\" or \"label\"."
            }
            Self::Backup => "Restore it instead of importing it.",
            Self::NotABackup => "Import it instead, if it is a dataset.",
            Self::NotALabelSet => {
                "It was left out. A label set has a list \"labels\", or is a list of names."
            }
            Self::Repeated | Self::Twice => "It was left out.",
            Self::Newer => {
                "What this version knows of it was read. Reload the page to get the newest \
                 version, then import it again."
            }
            Self::Missing => "What needs it was left out. Add it and import the file again.",
            Self::Unreadable(_) => "It was left out. Mend it and import the file again.",
            Self::UnknownField => "It was passed over.",
            Self::Offsets(_) => {
                "The annotation was left out. Offsets are counted in Unicode code points, as \
                 Python counts them; a file with offsets in UTF-16 must be converted."
            }
            Self::Changed => {
                "The annotations were placed by the text that they quote. Look them through."
            }
            Self::Checksum => "It was read as it is. Look it through.",
            Self::Moved { .. } => "Look at the annotation's new place.",
            Self::Orphan(_) => "The annotation was left out. Annotate the place by hand.",
            Self::Duplicate => "It got a new identity.",
            Self::BlockOrder => "The block was left out.",
            Self::Absent => "It could not be restored. Restore another backup.",
            Self::NotUtf8 { .. } => "It was left out. Save the file as UTF-8 and import it again.",
            Self::LongLine => {
                "It was left out. Split its document into several, and import the file again."
            }
            Self::LargeFile { .. } => {
                "It was not read. Write it as JSON Lines, one document a line, or split it."
            }
            Self::ManyParts => {
                "It was left out. Write each document on a line of its own, and split the largest."
            }
            Self::ManyAnnotations { .. } => {
                "It was left out. Split it into several documents, or leave out annotations that say \
                 nothing, and import the file again."
            }
            Self::ManyLabels => {
                "It was left out, with what has this label. Give fewer labels, and import the \
                 file again."
            }
            Self::More(_) => "Mend those above first, and import the file again.",
        }
    }
}

impl Diagnostic {
    /// How much the problem costs.
    pub const fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// What became of it, and what a person can do.
    pub const fn remedy(&self) -> &'static str {
        self.problem.remedy()
    }
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if !self.field.is_empty() {
            write!(f, ", {}", self.field)?;
        }
        if !self.value.is_empty() {
            write!(f, " ({})", self.value)?;
        }
        write!(f, ": {}. {}", self.problem, self.remedy())
    }
}

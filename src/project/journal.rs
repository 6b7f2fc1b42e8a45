//! The journal of a document: every step of the work, one numbered line each, on disk before it
//! counts as saved.

use serde::{Deserialize, Serialize};

use crate::annotation::{Entry, Work};
use crate::record::{self, RecordError};

/// How many lines may follow a snapshot before the next one is due. Replaying as many takes a
/// few milliseconds.
const SNAPSHOT_EVERY: u64 = 200;

/// The number of a line in a document's journal. The first line has number 1; 0 stands for the
/// time before it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(u64);

impl Seq {
    /// Before the first line.
    pub const START: Self = Self(0);

    /// The line with this number.
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number; below 2^53, so that it passes through JavaScript unharmed.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The line after this one.
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// Whether a snapshot of the work should be stored once this line is.
    pub const fn is_snapshot_due(self) -> bool {
        self.0 > 0 && self.0.is_multiple_of(SNAPSHOT_EVERY)
    }
}

impl std::fmt::Display for Seq {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// One line of a document's journal.
///
/// ```
/// use spanwright::annotation::{Author, Entry, Timestamp};
/// use spanwright::project::{JournalLine, Seq};
/// let entry = Entry::Undo { at: Timestamp::from_millis(5), by: Author::new("Ada") };
/// let line = JournalLine { seq: Seq::new(7), entry };
/// let mut stored = line.seal()?;
/// assert_eq!(JournalLine::open(&stored), Ok(line));
/// *stored.last_mut().unwrap() ^= 1;
/// assert!(JournalLine::open(&stored).is_err());
/// # Ok::<(), spanwright::record::RecordError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JournalLine {
    /// Its number.
    pub seq: Seq,
    /// The step that was taken.
    pub entry: Entry,
}

impl JournalLine {
    /// The line as it is stored.
    ///
    /// # Errors
    /// Where the entry has no compact form; every entry of this version has one.
    pub fn seal(&self) -> Result<Vec<u8>, RecordError> {
        record::seal(self)
    }

    /// Reads a stored line.
    ///
    /// # Errors
    /// Where the line is not what [`Self::seal`] wrote.
    pub fn open(stored: &[u8]) -> Result<Self, RecordError> {
        record::open(stored)
    }
}

/// The work on a document as it was after some line of its journal, so that the lines up to it
/// are no longer needed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The last line that is in it.
    pub seq: Seq,
    /// The work.
    pub work: Work,
}

//! The journal of a document: every step of the work, one numbered line each, on disk before it
//! counts as saved.

use crc::{CRC_32_ISO_HDLC, Crc, Table};
use serde::{Deserialize, Serialize};

use crate::annotation::{Entry, Work};

/// The checksum of a line. The table of 1 kB is enough: lines are short, and the page is small.
const CRC_32: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

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
/// let text = line.to_text()?;
/// assert_eq!(text, r#"8828a549 {"seq":7,"entry":{"undo":{"at":5,"by":"Ada"}}}"#);
/// assert_eq!(JournalLine::from_text(&text), Ok(line));
/// assert!(JournalLine::from_text(&text.replace("Ada", "Bob")).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JournalLine {
    /// Its number.
    pub seq: Seq,
    /// The step that was taken.
    pub entry: Entry,
}

/// Why a line of a journal cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// The line does not begin with a checksum.
    #[error("it does not begin with the eight digits of a checksum")]
    NoChecksum,
    /// The line is not what was written.
    #[error("its checksum is {found:08x}, but {written:08x} was written")]
    Altered {
        /// The checksum that was written.
        written: u32,
        /// The checksum of what is there now.
        found: u32,
    },
    /// The line is what was written, but this version does not understand it.
    #[error("this version of Spanwright does not understand it ({0})")]
    Foreign(String),
}

impl JournalLine {
    /// The line as it is stored: the CRC-32 of the JSON in eight hexadecimal digits, a space and
    /// the JSON.
    ///
    /// # Errors
    /// Where the entry has no JSON form; every entry of this version has one.
    pub fn to_text(&self) -> serde_json::Result<String> {
        let json = serde_json::to_string(self)?;
        Ok(format!("{:08x} {json}", CRC_32.checksum(json.as_bytes())))
    }

    /// Reads a stored line.
    ///
    /// # Errors
    /// Where the line is not what [`Self::to_text`] wrote, or a version with other entries wrote
    /// it.
    pub fn from_text(text: &str) -> Result<Self, LineError> {
        let (digits, json) = text.split_once(' ').ok_or(LineError::NoChecksum)?;
        let written = u32::from_str_radix(digits, 16).map_err(|_| LineError::NoChecksum)?;
        let found = CRC_32.checksum(json.as_bytes());
        if written != found {
            return Err(LineError::Altered { written, found });
        }
        serde_json::from_str(json).map_err(|error| LineError::Foreign(error.to_string()))
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

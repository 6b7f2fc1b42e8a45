//! The compact form of what lies on disk and of what page and worker say to each other.
//!
//! A message is [postcard](https://postcard.jamesmunns.com/wire-format): values in order, without
//! names, so the code that reads it is a fifth of what JSON takes and the page stays small. A
//! stored record is a message in an envelope that tells damage and other versions apart from what
//! this version wrote. Files for people and other tools are JSON and the like, and are the business
//! of [`crate::formats`].

use crc::{CRC_32_ISO_HDLC, Crc, Table};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The version of the stored types. A change to any of them raises it, and what was written before
/// stays readable.
const VERSION: u8 = 2;

/// The version that was written first.
const FIRST: u8 = 1;

/// The version, then the checksum, least significant byte first.
const HEAD: usize = 5;

/// Without a table: it would be a kilobyte that nothing compresses, and most records are short.
const CRC_32: Crc<u32, Table<0>> = Crc::<u32, Table<0>>::new(&CRC_32_ISO_HDLC);

/// Why a stored record cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// It is shorter than its envelope.
    #[error("it is cut off")]
    Short,
    /// It is not what was written.
    #[error("its checksum is {found:08x}, but {written:08x} was written")]
    Altered {
        /// The checksum that was written.
        written: u32,
        /// The checksum of what is there now.
        found: u32,
    },
    /// A later version of Spanwright wrote it.
    #[error(
        "it is of version {found}, and this version of Spanwright reads up to version {VERSION}"
    )]
    Foreign {
        /// Its version.
        found: u8,
    },
    /// It is what was written, but not of the kind that is expected.
    #[error("it holds something else")]
    Unexpected,
    /// It holds a list of unknown length, which no type of this version does.
    #[error("it has no compact form")]
    Unwritable,
}

/// What was said is not of the kind that is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it said something unknown")]
pub struct MessageError;

/// The record as it is stored.
///
/// ```
/// use spanwright::record::{self, RecordError};
/// let mut stored = record::seal(&("Kerry", 7_u32))?;
/// assert_eq!(record::open(&stored), Ok(("Kerry".to_owned(), 7_u32)));
/// stored[6] ^= 1;
/// assert!(matches!(record::open::<(String, u32)>(&stored), Err(RecordError::Altered { .. })));
/// # Ok::<(), RecordError>(())
/// ```
///
/// # Errors
/// Where it has no compact form.
pub fn seal<T: Serialize + ?Sized>(record: &T) -> Result<Vec<u8>, RecordError> {
    say(record).map(envelope)
}

fn envelope(content: Vec<u8>) -> Vec<u8> {
    let mut stored = Vec::with_capacity(HEAD + content.len());
    stored.push(VERSION);
    stored.extend(CRC_32.checksum(&content).to_le_bytes());
    stored.extend(content);
    stored
}

/// Reads a stored record of a kind that has had one shape in all versions, or of this version.
///
/// # Errors
/// Where it is damaged, of a later version or of another kind.
pub fn open<T: DeserializeOwned>(stored: &[u8]) -> Result<T, RecordError> {
    let (_, content) = content(stored)?;
    hear(content).map_err(|_| RecordError::Unexpected)
}

/// Reads a stored record of a kind that had another shape in version 1.
///
/// # Errors
/// Where it is damaged, of a later version or of another kind.
pub fn open_either<T, First>(stored: &[u8]) -> Result<T, RecordError>
where
    T: DeserializeOwned + From<First>,
    First: DeserializeOwned,
{
    let read = match content(stored)? {
        (FIRST, content) => hear::<First>(content).map(T::from),
        (_, content) => hear(content),
    };
    read.map_err(|_| RecordError::Unexpected)
}

/// The version and what is in the envelope.
fn content(stored: &[u8]) -> Result<(u8, &[u8]), RecordError> {
    let ([version, sum @ ..], content) = stored
        .split_first_chunk::<HEAD>()
        .ok_or(RecordError::Short)?;
    if !(FIRST..=VERSION).contains(version) {
        return Err(RecordError::Foreign { found: *version });
    }
    let (written, found) = (u32::from_le_bytes(*sum), CRC_32.checksum(content));
    match written == found {
        true => Ok((*version, content)),
        false => Err(RecordError::Altered { written, found }),
    }
}

/// The message as it is sent.
///
/// # Errors
/// Where it has no compact form.
pub fn say<T: Serialize + ?Sized>(message: &T) -> Result<Vec<u8>, RecordError> {
    postcard::to_allocvec(message).map_err(|_| RecordError::Unwritable)
}

/// Reads a message.
///
/// # Errors
/// Where it is of another kind.
pub fn hear<T: DeserializeOwned>(message: &[u8]) -> Result<T, MessageError> {
    match postcard::take_from_bytes(message) {
        Ok((heard, [])) => Ok(heard),
        _ => Err(MessageError),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_later_version_wrote_is_told_apart_from_damage() {
        let mut stored = seal("Kerry").unwrap();
        stored[0] = 200;
        let found = 200;
        assert_eq!(open::<String>(&stored), Err(RecordError::Foreign { found }));
        assert_eq!(open::<String>(&[]), Err(RecordError::Short));
    }

    #[test]
    fn a_record_with_more_behind_it_is_refused() {
        assert_eq!(
            open::<u8>(&seal(&(1_u8, 2_u8)).unwrap()),
            Err(RecordError::Unexpected)
        );
    }

    /// A field that is left out where it is empty, as JSON allows, would shift all that follows.
    #[test]
    fn nothing_that_is_stored_leaves_out_a_field() {
        use crate::annotation::{Annotation, Schema, TimeValue};
        use crate::detect::dates::{Timex, TimexKind};
        use crate::detect::{DetectorId, Proposal, Score};
        use crate::workbench::keys::KeyTable;

        let proposal = Proposal {
            span: crate::text::TextSpan::from_range(0..4).unwrap(),
            label: crate::detect::LabelId::new("DATE"),
            score: Score::new(0.5),
            detector: DetectorId::built_in("dates", "1"),
            time: None,
        };
        let mut annotation = Annotation::suggested(proposal);
        annotation.time = Some(TimeValue {
            timex: Timex::new(TimexKind::Date, "2016"),
            by_person: false,
        });
        let schema = Schema::standard();
        let edit = schema.addition("Disease").unwrap();
        let all = (annotation, schema, edit, KeyTable::default(), 7_u8);
        assert_eq!(open(&seal(&all).unwrap()), Ok(all));
    }

    proptest! {
        #[test]
        fn any_one_flipped_bit_is_noticed(text in ".{1,40}", at in any::<usize>(), bit in 0..8_u8) {
            let mut stored = seal(&text).unwrap();
            let at = at % stored.len();
            stored[at] ^= 1 << bit;
            prop_assert!(open::<String>(&stored).is_err());
        }

        #[test]
        fn arbitrary_bytes_are_refused_or_read_and_never_a_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
        ) {
            let _ = open::<crate::annotation::Work>(&bytes);
            let _ = hear::<crate::annotation::Work>(&bytes);
        }
    }
}

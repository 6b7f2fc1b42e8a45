//! Who did something, and when. Both come in from outside: the engine knows neither clock nor user.

use chrono::Datelike;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A moment, in milliseconds since 1970-01-01T00:00:00Z. It comes in from outside: the engine has
/// no clock.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment so many milliseconds after the epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the epoch.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The moment as RFC 3339 in UTC, or the epoch's where it lies outside the years that have
    /// four digits.
    ///
    /// ```
    /// use spanwright::annotation::Timestamp;
    /// assert_eq!(Timestamp::from_millis(1_468_627_200_250).to_rfc3339(), "2016-07-16T00:00:00.250Z");
    /// ```
    pub fn to_rfc3339(self) -> String {
        let moment = chrono::DateTime::from_timestamp_millis(self.0);
        let moment = moment.filter(|moment| (0..=9999).contains(&moment.year()));
        moment
            .unwrap_or_default()
            .format("%Y-%m-%dT%H:%M:%S%.3fZ")
            .to_string()
    }

    /// Reads what [`Self::to_rfc3339`] wrote, and RFC 3339 with another offset.
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        let moment = chrono::DateTime::parse_from_rfc3339(text).ok()?;
        Some(Self(moment.timestamp_millis()))
    }
}

/// The name under which a person works.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Author(Arc<str>);

impl Author {
    /// The author with this name.
    pub fn new(name: impl Into<Arc<str>>) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The moment.
    pub at: Timestamp,
    /// The person.
    pub by: Author,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_and_read_again() {
        for millis in [
            0,
            1,
            -1,
            999,
            951_782_400_000,
            253_402_300_799_999,
            -62_167_219_200_000,
        ] {
            let moment = Timestamp::from_millis(millis);
            assert_eq!(Timestamp::from_rfc3339(&moment.to_rfc3339()), Some(moment));
        }
    }

    #[test]
    fn a_moment_with_another_offset_is_the_same_moment() {
        let here = Timestamp::from_rfc3339("2016-07-16T02:00:00+02:00");
        assert_eq!(here, Timestamp::from_rfc3339("2016-07-16T00:00:00Z"));
        assert_eq!(here.map(Timestamp::millis), Some(1_468_627_200_000));
    }

    #[test]
    fn a_year_that_rfc_3339_cannot_write_becomes_the_epoch() {
        for millis in [253_402_300_800_000, -62_167_219_200_001, i64::MAX, i64::MIN] {
            let written = Timestamp::from_millis(millis).to_rfc3339();
            assert_eq!(written, "1970-01-01T00:00:00.000Z");
        }
    }

    #[test]
    fn what_is_no_moment_is_not_read() {
        for text in [
            "",
            "yesterday",
            "2016-07-16",
            "2016-07-16T00:00:00",
            "2016-02-30T00:00:00Z",
        ] {
            assert_eq!(Timestamp::from_rfc3339(text), None, "{text}");
        }
    }
}

//! Who did something, and when. Both come in from outside: the engine knows neither clock nor user.

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
        let moment = chrono::DateTime::from_timestamp_millis(self.0).unwrap_or_default();
        moment.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
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

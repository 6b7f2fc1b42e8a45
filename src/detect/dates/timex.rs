//! What a time expression means, in the terms of TIMEX3.

use serde::{Deserialize, Serialize};

use super::{TimexError, TimexValue};

/// The type of a TIMEX3 (TimeML 1.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexKind {
    /// A calendar time of a day or longer.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A set of recurring times.
    Set,
}

/// The normalised meaning of a time expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Timex {
    /// The TIMEX3 `type`.
    pub kind: TimexKind,
    /// The TIMEX3 `value`, such as `2016-07-15`, `P3D` or `XXXX-WXX-4`.
    pub value: String,
    /// The TIMEX3 `mod`, such as `APPROX`.
    #[serde(rename = "mod", default)]
    pub modifier: Option<String>,
    /// Whether the value follows from the document's date, so that it moves when that does.
    #[serde(default)]
    pub implied: bool,
}

impl Timex {
    /// Checks that the value is one of its type.
    ///
    /// # Errors
    ///
    /// The error says what is wrong with the value and what is allowed in its place.
    pub fn validate(&self) -> Result<(), TimexError> {
        TimexValue::parse(self.kind, &self.value).map(|_| ())
    }
}

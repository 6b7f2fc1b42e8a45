//! What a time expression means, in the terms of TIMEX3.

use serde::{Deserialize, Serialize};

use super::{MODIFIERS, TimexError, TimexValue};

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
    /// Whether the value, or an end of it, follows from the document's date, so that it moves
    /// when that does.
    #[serde(default)]
    pub implied: bool,
    /// The TIMEX3 `quant` of a set: the word that quantifies it, such as `EVERY`.
    #[serde(default)]
    pub quant: Option<String>,
    /// The TIMEX3 `freq` of a set: how often or how long it is in each period, as in `2X` and `3D`.
    #[serde(default)]
    pub freq: Option<String>,
    /// The value of the time at which an anchored duration begins. TIMEX3 points to an expression
    /// of that value (`beginPoint`).
    #[serde(default)]
    pub begin: Option<String>,
    /// The value of the time at which an anchored duration ends (`endPoint`).
    #[serde(default)]
    pub end: Option<String>,
}

impl Timex {
    /// A meaning of which only type and value are known.
    pub fn new(kind: TimexKind, value: impl Into<String>) -> Self {
        Self {
            kind,
            value: value.into(),
            modifier: None,
            implied: false,
            quant: None,
            freq: None,
            begin: None,
            end: None,
        }
    }

    /// Whether another meaning says the same: what people can edit is the same, wherever it came from.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.value == other.value
            && self.modifier == other.modifier
            && self.quant == other.quant
            && self.freq == other.freq
    }

    /// The TIMEX3 `temporalFunction`: whether the text leaves open a part of the value, which has
    /// to be worked out from elsewhere.
    pub fn is_temporal_function(&self) -> bool {
        self.value.contains('X') || self.implied && self.kind != TimexKind::Duration
    }

    /// Checks that the value is one of its type, and the modifier and the frequency such as TIMEX3 has.
    ///
    /// # Errors
    ///
    /// The error says what is wrong and what is allowed in its place.
    pub fn validate(&self) -> Result<(), TimexError> {
        TimexValue::parse(self.kind, &self.value)?;
        if let Some(modifier) = &self.modifier
            && !MODIFIERS.contains(&modifier.as_str())
        {
            return Err(TimexError::NoModifier(modifier.clone()));
        }
        let is_frequency = |freq: &&String| {
            let ascii = freq.bytes().all(|byte| byte.is_ascii_alphanumeric());
            ascii && freq.starts_with(|first: char| first.is_ascii_digit())
        };
        match self.freq.as_ref().filter(|freq| !is_frequency(freq)) {
            Some(freq) => Err(TimexError::NoFrequency(freq.clone())),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_modifier_and_a_frequency_must_be_some_that_timex3_has() {
        let set = Timex::new(TimexKind::Set, "P1W");
        let with = |modifier: &str, freq: &str| {
            let timex = Timex {
                modifier: Some(modifier.to_owned()),
                freq: Some(freq.to_owned()),
                ..set.clone()
            };
            timex.validate().map_err(|error| error.to_string())
        };
        assert_eq!(with("APPROX", "2X"), Ok(()));
        let modifier = with("approx", "2X").unwrap_err();
        assert!(
            modifier.contains("“approx”") && modifier.contains("APPROX"),
            "{modifier}"
        );
        for freq in ["", "twice", "2 X"] {
            let error = with("APPROX", freq).unwrap_err();
            assert!(error.contains("2X"), "{error}");
        }
    }
}

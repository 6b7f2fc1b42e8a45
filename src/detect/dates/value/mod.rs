//! TIMEX3 values: what they may be, read and checked.
//!
//! The forms are those of TimeML 1.2.1, which takes them from TIDES TIMEX2 (2003) and ISO 8601.

mod date;
mod days;
mod duration;
mod error;
mod time;

pub use date::{DateValue, Season};
pub use duration::{DurationUnit, DurationValue};
pub use error::TimexError;
pub use time::{Clock, DayPart, TimeValue};

use super::TimexKind;

/// A TIMEX3 value that was read and found right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimexValue {
    /// `PAST_REF`.
    Past,
    /// `PRESENT_REF`.
    Present,
    /// `FUTURE_REF`.
    Future,
    /// A calendar time of a day or longer.
    Date(DateValue),
    /// A time of day, on a day or not.
    Time(TimeValue),
    /// A length of time.
    Duration(DurationValue),
}

impl TimexValue {
    /// Reads the value of a TIMEX3 of that type.
    ///
    /// # Errors
    ///
    /// The error says what is wrong with the value and what is allowed in its place.
    ///
    /// ```
    /// use spanwright::detect::dates::{TimexKind, TimexValue};
    /// assert!(TimexValue::parse(TimexKind::Date, "2016-02-29").is_ok());
    /// let error = TimexValue::parse(TimexKind::Date, "2016-02-30").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "2016-02-30 is no day of the calendar: that month ends on the 29th"
    /// );
    /// ```
    pub fn parse(kind: TimexKind, value: &str) -> Result<Self, TimexError> {
        if value.is_empty() {
            return Err(TimexError::Empty { kind });
        }
        let reference = match value {
            "PAST_REF" => Some(Self::Past),
            "PRESENT_REF" => Some(Self::Present),
            "FUTURE_REF" => Some(Self::Future),
            _ => None,
        };
        let parsed = match reference {
            Some(reference) => Ok(reference),
            None if value.starts_with('P') => DurationValue::parse(value).map(Self::Duration),
            None if value.contains('T') => TimeValue::parse(value).map(Self::Time),
            None => DateValue::parse(value).map(Self::Date),
        };
        // What is in no form at all is told the forms of the type that was asked for.
        let parsed = parsed.map_err(|error| error.for_kind(kind))?;
        let fits = match kind {
            TimexKind::Date => !matches!(parsed, Self::Time(_) | Self::Duration(_)),
            TimexKind::Time => !matches!(parsed, Self::Date(_) | Self::Duration(_)),
            TimexKind::Duration => matches!(parsed, Self::Duration(_)),
            TimexKind::Set => !matches!(parsed, Self::Past | Self::Present | Self::Future),
        };
        if fits {
            Ok(parsed)
        } else {
            Err(TimexError::WrongKind {
                value: value.to_owned(),
                kind,
            })
        }
    }
}

/// A number of exactly that many digits, or `None` in it where all are `X`.
fn field(text: &str, digits: usize) -> Option<Option<u32>> {
    if text.len() != digits {
        return None;
    }
    if text.bytes().all(|byte| byte == b'X') {
        return Some(None);
    }
    (text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok().map(Some))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(kind: TimexKind, values: &[&str]) {
        for value in values {
            let parsed = TimexValue::parse(kind, value);
            assert!(parsed.is_ok(), "{kind:?} {value}: {}", parsed.unwrap_err());
        }
    }

    fn refuses(kind: TimexKind, cases: &[(&str, &str)]) {
        for (value, reason) in cases {
            let error = TimexValue::parse(kind, value).expect_err(value).to_string();
            assert!(error.contains(reason), "{value}: {error}");
        }
    }

    #[test]
    fn all_forms_of_dates_are_values() {
        accepts(
            TimexKind::Date,
            &[
                "2016-07-15",
                "2016-07",
                "2016",
                "2016-W28",
                "2016-W28-5",
                "2016-W28-WE",
                "2016-SU",
                "2016-Q3",
                "2016-H1",
                "198",
                "19",
                "BC0044",
                "XXXX-07-15",
                "XXXX-WXX-5",
                "XXXX-XX-XX",
                "2016-XX-XX",
                "2016-07-XX",
                "XXXX-WXX",
                "XXXX-QX",
                "XXXX-SP",
                "XXX",
                "XX",
                "199X",
                "19XX",
                "PAST_REF",
                "PRESENT_REF",
                "FUTURE_REF",
                "2015-W53",
                "XXXX-02-29",
            ],
        );
    }

    #[test]
    fn all_forms_of_times_are_values() {
        accepts(
            TimexKind::Time,
            &[
                "T15",
                "T15:00",
                "2016-07-15T15:00",
                "2016-07-15T15:00:30",
                "2016-07-15T24:00",
                "2016-07-15T15:00Z",
                "2016-07-15T15:00+02:00",
                "2016-07-15T15:00-05",
                "2016-07-15TMO",
                "TNI",
                "XXXX-XX-XXTEV",
                "XXXX-WXX-1TNI",
                "2016-W28-5TAF",
                "TXX:30",
            ],
        );
    }

    #[test]
    fn all_forms_of_durations_are_values() {
        accepts(
            TimexKind::Duration,
            &[
                "P3D", "P2Y6M", "PT1M30S", "P1DE", "P1CE", "P1ML", "PXD", "PTXH", "PXX", "P1WE",
                "P3Q", "P1.5Y", "P1DT12H", "PT72H", "P2W", "PXDE",
            ],
        );
    }

    #[test]
    fn all_forms_of_sets_are_values() {
        accepts(
            TimexKind::Set,
            &[
                "P1D",
                "P2W",
                "XXXX-WXX-4",
                "XXXX-07",
                "XXXX",
                "XXXX-XX-XXTMO",
                "XXXX-WXX-1TNI",
            ],
        );
    }

    #[test]
    fn wrong_values_are_refused_with_the_reason() {
        refuses(
            TimexKind::Date,
            &[
                ("", "no value"),
                ("2016-02-30", "ends on the 29th"),
                ("XXXX-02-30", "ends on the 29th"),
                ("2015-02-29", "ends on the 28th"),
                ("2016-13", "month 13"),
                ("2016-00", "month 00"),
                ("2016-07-00", "day 00"),
                ("2016-W54", "week 54"),
                ("2016-W53", "week 53"),
                ("2016-W28-8", "weekday 8"),
                ("2016-Q5", "quarter 5"),
                ("2016-H3", "half 3"),
                ("15 July 2016", "2016-07-15"),
                ("2016-7-15", "2016-07-15"),
                ("2016-W7", "2016-W28"),
                ("PRESENT", "PRESENT_REF"),
                ("P3D", "DURATION"),
                ("2016-07-15T15:00", "TIME"),
            ],
        );
        refuses(
            TimexKind::Time,
            &[
                ("T25:00", "hour 25"),
                ("T24:30", "24:00"),
                ("T15:60", "minute 60"),
                ("2016-07T15:00", "a day"),
                ("T3pm", "T15:00"),
                ("2016-02-30TMO", "ends on the 29th"),
                ("2016-07-15", "DATE"),
            ],
        );
        refuses(
            TimexKind::Duration,
            &[
                ("P", "P3D"),
                ("P3", "P3D"),
                ("PT", "PT1M30S"),
                ("P3H", "PT3H"),
                ("P3D2Y", "largest first"),
                ("3 days", "P3D"),
            ],
        );
        refuses(TimexKind::Set, &[("PRESENT_REF", "SET")]);
    }
}

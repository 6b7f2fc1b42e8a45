//! Days as text, `2016-07-16`, read and written by hand: the page knows no other form of a date,
//! and the calendar library's reader and writer of all forms are larger than the calendar.

use chrono::{Datelike, NaiveDate};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// The day as `YYYY-MM-DD`; a year has more digits where it needs them.
///
/// ```
/// use spanwright::annotation::day;
/// let date = chrono::NaiveDate::from_ymd_opt(2016, 7, 16).unwrap();
/// assert_eq!(day::to_text(date), "2016-07-16");
/// assert_eq!(day::from_text("2016-07-16"), Some(date));
/// assert_eq!(day::from_text("2016-02-30"), None);
/// ```
pub fn to_text(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// The day that [`to_text`] wrote.
pub fn from_text(text: &str) -> Option<NaiveDate> {
    let mut fields = text.rsplitn(3, '-').map(|field| field.parse::<i32>().ok());
    let mut field = || fields.next().flatten();
    let (day, month, year) = (field()?, field()?, field()?);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// Writes a day that may be unknown, for `#[serde(with = "day")]`.
///
/// # Errors
/// Where the serializer fails.
pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
    day.map(to_text).serialize(to)
}

/// Reads a day that may be unknown, for `#[serde(with = "day")]`.
///
/// # Errors
/// Where there is something else than a day.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    match Option::<Cow<str>>::deserialize(from)? {
        None => Ok(None),
        Some(text) => match from_text(&text) {
            None => Err(D::Error::custom("it is no day such as 2016-07-16")),
            day => Ok(day),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_and_read_again() {
        for days in [-400_000, -1, 0, 1, 365, 730_000, 4_000_000] {
            let day = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            assert_eq!(from_text(&to_text(day)), Some(day));
        }
    }

    #[test]
    fn what_is_no_day_is_not_read() {
        for text in [
            "",
            "2016",
            "2016-07",
            "2016-13-01",
            "2016-02-30",
            "16 July",
            "2016--7-16",
        ] {
            assert_eq!(from_text(text), None, "{text}");
        }
    }
}

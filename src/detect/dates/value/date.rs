//! TIMEX3 dates.

use chrono::{Datelike, NaiveDate};

use super::{TimexError, field};

/// A calendar time of a day or longer. What is not known is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateValue {
    /// `19` is the years from 1900 to 1999.
    Century(Option<u32>),
    /// `198` is the years from 1980 to 1989.
    Decade(Option<u32>),
    /// A year, or a century or decade with its open digits (`19XX`).
    Year(String),
    /// A year before Christ.
    YearBefore(u32),
    /// `2016-SU`; the season is SP, SU, FA or WI.
    Season(String, Season),
    /// `2016-Q3`.
    Quarter(String, Option<u32>),
    /// `2016-H1`.
    Half(String, Option<u32>),
    /// `2016-07`.
    Month(String, Option<u32>),
    /// `2016-07-15`: year, month, day.
    Day(String, Option<u32>, Option<u32>),
    /// `2016-W28`.
    Week(String, Option<u32>),
    /// `2016-W28-WE`.
    Weekend(String, Option<u32>),
    /// `2016-W28-5`: year, week, weekday; Monday is 1.
    Weekday(String, Option<u32>, Option<u32>),
}

/// A season of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// `SP`.
    Spring,
    /// `SU`.
    Summer,
    /// `FA`.
    Autumn,
    /// `WI`.
    Winter,
}

impl DateValue {
    /// Reads a date.
    pub(super) fn parse(value: &str) -> Result<Self, TimexError> {
        let none = || TimexError::no_form(value);
        if let Some(year) = value.strip_prefix("BC") {
            let year = field(year, 4).flatten().ok_or_else(none)?;
            return Ok(Self::YearBefore(year));
        }
        let mut parts = value.split('-');
        let year = parts.next().ok_or_else(none)?;
        let second = parts.next();
        let third = parts.next();
        if parts.next().is_some() {
            return Err(none());
        }
        match (second, year.len()) {
            (None, 2) => return field(year, 2).map(Self::Century).ok_or_else(none),
            (None, 3) => return field(year, 3).map(Self::Decade).ok_or_else(none),
            (_, 4) if is_year(year) => {}
            _ => return Err(none()),
        }
        let year = year.to_owned();
        let Some(second) = second else {
            return Ok(Self::Year(year));
        };
        if let Some(week) = second.strip_prefix('W').filter(|week| *week != "I") {
            let week = field(week, 2).ok_or_else(none)?;
            check_week(&year, week)?;
            return match third {
                None => Ok(Self::Week(year, week)),
                Some("WE") => Ok(Self::Weekend(year, week)),
                Some(day) => {
                    let day = field(day, 1).ok_or_else(none)?;
                    check(day, 1, 7, "weekday", 1, "from 1 (Monday) to 7 (Sunday)")?;
                    Ok(Self::Weekday(year, week, day))
                }
            };
        }
        if let Some(day) = third {
            let month = field(second, 2).ok_or_else(none)?;
            let day = field(day, 2).ok_or_else(none)?;
            check(month, 1, 12, "month", 2, "from 01 to 12")?;
            check(day, 1, 31, "day", 2, "from 01 to 31")?;
            check_day(value, &year, month, day)?;
            return Ok(Self::Day(year, month, day));
        }
        Ok(match second {
            "SP" => Self::Season(year, Season::Spring),
            "SU" => Self::Season(year, Season::Summer),
            "FA" => Self::Season(year, Season::Autumn),
            "WI" => Self::Season(year, Season::Winter),
            _ => {
                if let Some(quarter) = second.strip_prefix('Q') {
                    let quarter = field(quarter, 1).ok_or_else(none)?;
                    check(quarter, 1, 4, "quarter", 1, "from 1 to 4")?;
                    Self::Quarter(year, quarter)
                } else if let Some(half) = second.strip_prefix('H') {
                    let half = field(half, 1).ok_or_else(none)?;
                    check(half, 1, 2, "half", 1, "from 1 to 2")?;
                    Self::Half(year, half)
                } else {
                    let month = field(second, 2).ok_or_else(none)?;
                    check(month, 1, 12, "month", 2, "from 01 to 12")?;
                    Self::Month(year, month)
                }
            }
        })
    }

    /// Whether the value says one day, known or not.
    pub(super) fn is_day(&self) -> bool {
        matches!(self, Self::Day(..) | Self::Weekday(..))
    }
}

/// Four digits of which the last may be open: `2016`, `199X`, `XXXX`.
fn is_year(year: &str) -> bool {
    let digits = year.trim_end_matches('X');
    digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn check(
    found: Option<u32>,
    least: u32,
    most: u32,
    name: &'static str,
    digits: usize,
    allowed: &'static str,
) -> Result<(), TimexError> {
    match found {
        Some(number) if !(least..=most).contains(&number) => Err(TimexError::OutOfRange {
            field: name,
            found: format!("{number:0digits$}"),
            allowed,
        }),
        _ => Ok(()),
    }
}

/// A week that the ISO year has; 53 only where the year is long.
fn check_week(year: &str, week: Option<u32>) -> Result<(), TimexError> {
    check(week, 1, 53, "week", 2, "from 01 to 53")?;
    let (Some(week), Ok(number)) = (week, year.parse()) else {
        return Ok(());
    };
    // 28 December is always in the last ISO week of its year.
    let last = NaiveDate::from_ymd_opt(number, 12, 28).map_or(53, |date| date.iso_week().week());
    check(Some(week), 1, last, "week", 2, "from 01 to 52 in that year")
}

fn check_day(
    value: &str,
    year: &str,
    month: Option<u32>,
    day: Option<u32>,
) -> Result<(), TimexError> {
    let (Some(month), Some(day)) = (month, day) else {
        return Ok(());
    };
    // Where the year is open, 29 February may exist: 2000 was a leap year.
    let year = year.parse().unwrap_or(2000);
    let last = (28..=31)
        .rev()
        .find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some())
        .unwrap_or(31);
    if day <= last {
        return Ok(());
    }
    Err(TimexError::NoSuchDay {
        value: value.to_owned(),
        last,
    })
}

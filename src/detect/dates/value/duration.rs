//! TIMEX3 lengths of time.

use super::TimexError;

/// A length of time: numbers of units, the largest unit first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurationValue {
    /// Each unit with its number as it is written, `None` where that is open (`PXD`). No unit at
    /// all is a length of which nothing is known (`PXX`).
    pub parts: Vec<(Option<String>, DurationUnit)>,
}

/// A unit of a length, the largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DurationUnit {
    /// `ML`.
    Millennium,
    /// `CE`.
    Century,
    /// `DE`.
    Decade,
    /// `Y`.
    Year,
    /// `SP`.
    Spring,
    /// `SU`.
    Summer,
    /// `FA`.
    Autumn,
    /// `WI`.
    Winter,
    /// `Q`.
    Quarter,
    /// `M` before the `T`.
    Month,
    /// `W`.
    Week,
    /// `WE`.
    Weekend,
    /// `D`.
    Day,
    /// `H`, after a `T`.
    Hour,
    /// `M` after the `T`.
    Minute,
    /// `S`, after a `T`.
    Second,
}

impl DurationValue {
    /// Reads a length of time.
    pub(in super::super) fn parse(value: &str) -> Result<Self, TimexError> {
        let none = || TimexError::no_form(value);
        if value == "PXX" {
            return Ok(Self { parts: Vec::new() });
        }
        let mut rest = value.strip_prefix('P').ok_or_else(none)?;
        let mut parts: Vec<(Option<String>, DurationUnit)> = Vec::new();
        let mut clock = false;
        while !rest.is_empty() {
            if !clock && let Some(after) = rest.strip_prefix('T') {
                clock = true;
                rest = after;
                if rest.is_empty() {
                    return Err(none());
                }
                continue;
            }
            let length = rest
                .find(|char: char| !(char.is_ascii_digit() || char == '.' || char == 'X'))
                .unwrap_or(rest.len());
            let (number, after) = rest.split_at(length);
            let number = count(number).ok_or_else(none)?;
            let length = after
                .find(|char: char| !char.is_ascii_uppercase() || matches!(char, 'T' | 'X'))
                .unwrap_or(after.len());
            let (letters, after) = after.split_at(length);
            let unit = unit(letters, clock).ok_or_else(none)?;
            rest = after;
            if parts.last().is_some_and(|(_, last)| *last >= unit) {
                return Err(TimexError::UnitOrder {
                    value: value.to_owned(),
                });
            }
            parts.push((number, unit));
        }
        if parts.is_empty() {
            return Err(none());
        }
        Ok(Self { parts })
    }
}

/// A whole number, a decimal, or `X`.
fn count(text: &str) -> Option<Option<String>> {
    if text == "X" || text == "XX" {
        return Some(None);
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && digits(fraction)).then(|| Some(text.to_owned()))
}

fn unit(letters: &str, clock: bool) -> Option<DurationUnit> {
    Some(match (letters, clock) {
        ("H", true) => DurationUnit::Hour,
        ("M", true) => DurationUnit::Minute,
        ("S", true) => DurationUnit::Second,
        ("ML", false) => DurationUnit::Millennium,
        ("CE", false) => DurationUnit::Century,
        ("DE", false) => DurationUnit::Decade,
        ("Y", false) => DurationUnit::Year,
        ("SP", false) => DurationUnit::Spring,
        ("SU", false) => DurationUnit::Summer,
        ("FA", false) => DurationUnit::Autumn,
        ("WI", false) => DurationUnit::Winter,
        ("Q", false) => DurationUnit::Quarter,
        ("M", false) => DurationUnit::Month,
        ("W", false) => DurationUnit::Week,
        ("WE", false) => DurationUnit::Weekend,
        ("D", false) => DurationUnit::Day,
        _ => return None,
    })
}

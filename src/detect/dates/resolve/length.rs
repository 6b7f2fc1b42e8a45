//! Lengths and recurring times.

use super::super::candidate::Candidate;
use super::super::frame::{Field, Frame, PARTS, QUANTS, SEASONS, UNKNOWN, Unit};
use super::super::value::DurationValue;
use super::super::{Timex, TimexKind};
use super::date::ymd;
use super::{Compared, Resolver, calendar};

impl Resolver<'_> {
    /// The value of a length of time, with its ends where it is counted from the document's date:
    /// the past two years.
    pub(super) fn length(&mut self, candidate: &Candidate) -> Option<Timex> {
        let frame = &candidate.frame;
        let mut timex = duration(frame)?;
        let (unit, count) = (frame.unit()?, frame.get(Field::Count)?);
        if matches!(
            (unit, count),
            (Unit::Month, 600 | 900 | 1200) | (Unit::Year, 100)
        ) {
            self.compared = Compared::Longer;
        }
        let shift = frame.get(Field::Shift).filter(|shift| *shift != 0);
        if let (Some(reference), Some(shift)) = (self.reference, shift)
            && count != UNKNOWN
            && unit >= Unit::Day
            && let Some(other) = calendar::moved(reference, unit, i64::from(shift * count))
        {
            let (near, far) = (calendar::day(reference), calendar::rounded(other, unit));
            let (begin, end) = if shift < 0 { (far, near) } else { (near, far) };
            timex.begin = Some(begin);
            timex.end = Some(end);
            timex.implied = true;
        }
        Some(timex)
    }
}

/// The value of a length of time.
pub(super) fn duration(frame: &Frame) -> Option<Timex> {
    let mut count = frame.get(Field::Count)?;
    if frame.has(Field::Half) {
        count = count.checked_add(50)?;
    }
    let mut value = period(count, frame.unit()?)?;
    if let (Some(count), Some(unit)) = (frame.get(Field::SecondCount), frame.second_unit()) {
        value = joined(&value, &period(count, unit)?).unwrap_or(value);
    }
    Some(Timex::new(TimexKind::Duration, value))
}

/// The value of a recurring time.
pub(super) fn set(frame: &Frame) -> Option<Timex> {
    let mut freq = None;
    let value = if frame.has(Field::Recurs) {
        recurring(frame)?
    } else {
        let (unit, count) = (frame.unit()?, frame.get(Field::Count));
        match (frame.second_unit(), frame.get(Field::Times)) {
            // "Six days a week" recurs each week.
            (Some(second), _) => {
                freq = count.and_then(|count| frequency(count, unit));
                period(100, second)?
            }
            // "Three times a week", "twice a week".
            (None, Some(0)) => {
                freq = Some(format!("{}X", count? / 100));
                period(100, unit)?
            }
            (None, Some(times)) => {
                freq = Some(format!("{times}X"));
                period(100, unit)?
            }
            (None, None) => period(count.unwrap_or(100), unit)?,
        }
    };
    Some(Timex {
        quant: named(&QUANTS, frame.get(Field::Quant)).map(str::to_owned),
        freq,
        ..Timex::new(TimexKind::Set, value)
    })
}

/// The value of something that recurs by the calendar.
fn recurring(frame: &Frame) -> Option<String> {
    let mut value = if let Some(weekday) = frame.get(Field::Weekday) {
        format!("XXXX-WXX-{weekday}")
    } else if let Some(month) = frame.get(Field::Month) {
        match frame.get(Field::Day) {
            Some(day) => {
                // 2000 was a leap year: 29 February recurs, 30 February does not.
                ymd(2000, month, day)?;
                format!("XXXX-{month:02}-{day:02}")
            }
            None => format!("XXXX-{month:02}"),
        }
    } else if frame.unit() == Some(Unit::Weekend) {
        calendar::unknown(Unit::Weekend).to_owned()
    } else if let Some(season) = named(&SEASONS, frame.get(Field::Season)) {
        format!("XXXX-{season}")
    } else {
        calendar::unknown(Unit::Day).to_owned()
    };
    if let Some(part) = named(&PARTS, frame.get(Field::Part)) {
        value.push('T');
        value.push_str(part);
    }
    Some(value)
}

/// `6D`: how long it is in each period.
fn frequency(count: i32, unit: Unit) -> Option<String> {
    let period = period(count, unit)?;
    Some(period.trim_start_matches(['P', 'T']).to_owned())
}

/// The entry of a table that a code names.
pub(super) fn named(table: &[&'static str], code: Option<i32>) -> Option<&'static str> {
    table.get(usize::try_from(code?).ok()?).copied()
}

/// A number of units, in hundredths, as an ISO 8601 duration. A half becomes the next smaller
/// unit (`P2Y6M`), another fraction stays one (`P2.3Y`).
pub(super) fn period(hundredths: i32, unit: Unit) -> Option<String> {
    let (clock, letter, factor, smaller) = match unit {
        Unit::Second => (true, "S", 1, None),
        Unit::Minute => (true, "M", 1, Some("30S")),
        Unit::Hour => (true, "H", 1, Some("30M")),
        Unit::Day => (false, "D", 1, Some("T12H")),
        Unit::Weekend => (false, "WE", 1, None),
        Unit::Week => (false, "W", 1, None),
        Unit::Month => (false, "M", 1, None),
        Unit::Quarter => (false, "Q", 1, None),
        Unit::Half => (false, "M", 6, None),
        Unit::Year => (false, "Y", 1, Some("6M")),
        Unit::Decade => (false, "Y", 10, None),
        Unit::Century => (false, "Y", 100, None),
        Unit::Millennium => (false, "Y", 1000, None),
        Unit::Open => return Some("PXX".to_owned()),
    };
    let prefix = if clock { "PT" } else { "P" };
    if hundredths == UNKNOWN {
        let letter = match unit {
            Unit::Decade => "DE",
            Unit::Century => "CE",
            _ => letter,
        };
        return Some(format!("{prefix}X{letter}"));
    }
    let total = i64::from(hundredths).checked_mul(factor)?;
    let (whole, rest) = (total / 100, total % 100);
    Some(match (rest, smaller) {
        (0, _) => format!("{prefix}{whole}{letter}"),
        (50, Some(smaller)) if whole == 0 => {
            let prefix = if smaller.starts_with('T') {
                "P"
            } else {
                prefix
            };
            format!("{prefix}{smaller}")
        }
        (50, Some(smaller)) => format!("{prefix}{whole}{letter}{smaller}"),
        _ if rest % 10 == 0 => format!("{prefix}{whole}.{}{letter}", rest / 10),
        _ => format!("{prefix}{whole}.{rest:02}{letter}"),
    })
}

/// Two durations as one, `P2Y` and `P6M`; `None` where they are not parts of one, as in "two
/// weeks, three weeks".
fn joined(first: &str, second: &str) -> Option<String> {
    let rest = if first.contains('T') {
        second.strip_prefix("PT")?
    } else {
        second.strip_prefix('P')?
    };
    let whole = format!("{first}{rest}");
    DurationValue::parse(&whole).is_ok().then_some(whole)
}

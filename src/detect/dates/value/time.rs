//! TIMEX3 times of day.

use super::{DateValue, TimexError, field};

/// A time of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeValue {
    /// The day; `None` where nothing is said of it.
    pub day: Option<DateValue>,
    /// The time on that day.
    pub clock: Clock,
}

/// What is said of the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clock {
    /// A part of the day.
    Part(DayPart),
    /// Hour, minute and second as they are written, and the zone (`Z`, `+02:00`), which may be
    /// empty.
    Time(String, String),
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    /// `MO`.
    Morning,
    /// `MI`.
    Midday,
    /// `AF`.
    Afternoon,
    /// `EV`.
    Evening,
    /// `NI`.
    Night,
    /// `DT`: by day, as opposed to by night.
    Daytime,
}

impl TimeValue {
    /// Reads a time.
    pub(super) fn parse(value: &str) -> Result<Self, TimexError> {
        let none = || TimexError::no_form(value);
        let (date, time) = value.split_once('T').ok_or_else(none)?;
        let day = if date.is_empty() {
            None
        } else {
            let day = DateValue::parse(date)?;
            if !day.is_day() {
                return Err(TimexError::NoDay {
                    date: date.to_owned(),
                });
            }
            Some(day)
        };
        let part = match time {
            "MO" => Some(DayPart::Morning),
            "MI" => Some(DayPart::Midday),
            "AF" => Some(DayPart::Afternoon),
            "EV" => Some(DayPart::Evening),
            "NI" => Some(DayPart::Night),
            "DT" => Some(DayPart::Daytime),
            _ => None,
        };
        if let Some(part) = part {
            return Ok(Self {
                day,
                clock: Clock::Part(part),
            });
        }
        let length = time.find(['Z', '+', '-']).unwrap_or(time.len());
        let (clock, zone) = time.split_at(length);
        check_clock(clock, none)?;
        check_zone(zone, none)?;
        Ok(Self {
            day,
            clock: Clock::Time(clock.to_owned(), zone.to_owned()),
        })
    }
}

/// `15`, `15:00`, `15:00:30`, `15:00:30.5`.
fn check_clock(clock: &str, none: impl Fn() -> TimexError) -> Result<(), TimexError> {
    let mut parts = clock.split(':');
    let hour = parts
        .next()
        .and_then(|hour| field(hour, 2))
        .ok_or_else(&none)?;
    range("hour", hour, 24, "from 00 to 24")?;
    let minute = match parts.next() {
        Some(minute) => field(minute, 2).ok_or_else(&none)?,
        None => Some(0),
    };
    range("minute", minute, 59, "from 00 to 59")?;
    let second = match parts.next() {
        Some(second) => {
            let (whole, fraction) = second.split_once('.').unwrap_or((second, "0"));
            let digits = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
            if !digits {
                return Err(none());
            }
            field(whole, 2).ok_or_else(&none)?
        }
        None => Some(0),
    };
    range("second", second, 59, "from 00 to 59")?;
    if parts.next().is_some() {
        return Err(none());
    }
    if hour == Some(24) && (minute != Some(0) || second != Some(0)) {
        return Err(TimexError::OutOfRange {
            field: "time",
            found: clock.to_owned(),
            allowed: "up to 24:00",
        });
    }
    Ok(())
}

/// Nothing, `Z`, `+02`, `-05:30`.
fn check_zone(zone: &str, none: impl Fn() -> TimexError) -> Result<(), TimexError> {
    if zone.is_empty() || zone == "Z" {
        return Ok(());
    }
    let offset = zone.strip_prefix(['+', '-']).ok_or_else(&none)?;
    let (hours, minutes) = offset.split_once(':').unwrap_or((offset, "00"));
    let hours = field(hours, 2).flatten().ok_or_else(&none)?;
    let minutes = field(minutes, 2).flatten().ok_or_else(&none)?;
    range("zone", Some(hours), 14, "from -14:00 to +14:00")?;
    range("zone minute", Some(minutes), 59, "from 00 to 59")
}

fn range(
    name: &'static str,
    found: Option<u32>,
    most: u32,
    allowed: &'static str,
) -> Result<(), TimexError> {
    match found {
        Some(number) if number > most => Err(TimexError::OutOfRange {
            field: name,
            found: format!("{number:02}"),
            allowed,
        }),
        _ => Ok(()),
    }
}

//! The spelling of TIMEX3 times of day.

use super::super::frame::{Field, Frame, PARTS};
use super::length::named;

/// `T15:00` or `TMO`.
pub(super) fn time_of_day(frame: &Frame) -> Option<String> {
    let part = named(&PARTS, frame.get(Field::Part));
    let Some(mut hour) = frame.get(Field::Hour).or_else(|| {
        // "Seven p.m." is a number that counts.
        frame.get(Field::Count).map(|hundredths| hundredths / 100)
    }) else {
        return part.map(|part| format!("T{part}"));
    };
    let afternoon = match (frame.get(Field::Meridiem), part) {
        (Some(shift), _) => Some(shift > 0),
        (None, Some("AF" | "EV")) => Some(true),
        (None, Some("NI")) => Some(hour >= 6),
        (None, Some(_)) => Some(false),
        (None, None) => None,
    };
    match afternoon {
        Some(true) if hour < 12 => hour += 12,
        Some(false) if hour == 12 => hour = 0,
        _ => {}
    }
    let minute = frame.get(Field::Minute).unwrap_or(0);
    let seconds = frame.get(Field::Second);
    ((0..24).contains(&hour) || hour == 24 && minute == 0).then(|| match seconds {
        Some(second) => format!("T{hour:02}:{minute:02}:{second:02}"),
        None => format!("T{hour:02}:{minute:02}"),
    })
}

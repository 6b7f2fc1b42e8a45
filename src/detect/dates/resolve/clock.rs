//! The spelling of TIMEX3 times of day.

use super::super::frame::{Field, Frame, PARTS};
use super::length::named;

/// `T15:00` or `TMO`.
pub(super) fn time_of_day(frame: &Frame) -> Option<String> {
    let part = named(&PARTS, frame.get(Field::Part));
    // "Seven p.m." is a number that counts, and so is "7.45 p.m.".
    let count = frame.get(Field::Count);
    let Some(mut hour) = frame.get(Field::Hour).or(count.map(|count| count / 100)) else {
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
    let decimals = count.map_or(0, |count| count % 100);
    let minute = frame.get(Field::Minute).unwrap_or(decimals);
    let seconds = frame.get(Field::Second);
    let valid = (0..24).contains(&hour) && (0..60).contains(&minute) || hour == 24 && minute == 0;
    valid.then(|| match seconds {
        Some(second) => format!("T{hour:02}:{minute:02}:{second:02}"),
        None => format!("T{hour:02}:{minute:02}"),
    })
}

//! Whether the day or the month comes first where both are numbers.

use super::super::candidate::Candidate;
use super::super::frame::{Field, Frame};

/// The code of [`Field::Numeric`] where the day is usually first.
const DAY_FIRST: i32 = 2;

/// The code of [`Field::Numeric`] where the month is usually first.
const MONTH_FIRST: i32 = 1;

/// Whether a numeric date is usually read with the day first.
pub(in super::super) fn is_day_first(frame: &Frame) -> bool {
    frame.get(Field::Numeric) == Some(DAY_FIRST)
}

/// In which order the dates of a text write day and month: what its numbers show, or else what
/// its names of months show. `None` where it shows neither, or both.
pub(super) fn order_in(candidates: &[Candidate]) -> Option<bool> {
    let numeric = candidates.iter().filter_map(|candidate| {
        let frame = &candidate.frame;
        let day = frame.get(Field::Day)?;
        match frame.get(Field::Numeric)? {
            MONTH_FIRST if day > 12 => Some(false),
            DAY_FIRST if day > 12 => Some(true),
            _ => None,
        }
    });
    let named = candidates.iter().filter_map(|candidate| {
        let order = candidate.frame.get(Field::Order)?;
        Some(order == DAY_FIRST)
    });
    agreed(numeric).or_else(|| agreed(named))
}

/// What all of them say.
fn agreed(mut said: impl Iterator<Item = bool>) -> Option<bool> {
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}

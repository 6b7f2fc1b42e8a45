//! Joins a time of day to the day beside it: `9 a.m. Tuesday`, `July 15, 3 p.m.`, `5:30 this
//! morning`.

use super::super::candidate::Candidate;
use super::super::class::Class;
use super::super::frame::{Field, Frame, Kind};
use super::Context;

/// How many words may stand between: "in the".
const LONGEST_LINK: usize = 2;

/// Joins neighbours of which one has only a time of day and the other only a day.
pub(super) fn refine(context: Context<'_>, candidates: &mut Vec<Candidate>) {
    let mut joined: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for &candidate in candidates.iter() {
        if let Some(last) = joined.last_mut()
            && let between = (last.end, candidate.first)
            && let Some(frame) = join(context, &last.frame, &candidate.frame, between)
        {
            last.frame = frame;
            last.end = candidate.end;
            last.certainty = last.certainty.max(candidate.certainty);
        } else {
            joined.push(candidate);
        }
    }
    *candidates = joined;
}

fn join(
    context: Context<'_>,
    first: &Frame,
    second: &Frame,
    between: (usize, usize),
) -> Option<Frame> {
    if first.kind != Kind::Date || second.kind != Kind::Date {
        return None;
    }
    let link = if is_time(first) && is_day(second) || is_clock(first) && is_part(second) {
        Class::BeforeDay
    } else if is_day(first) && is_time(second) || is_part(first) && is_clock(second) {
        Class::BeforeTime
    } else {
        return None;
    };
    let linked = between.1 - between.0 <= LONGEST_LINK
        && context.are_all(between.0, between.1, link)
        && context.unbroken(between.0, between.1);
    linked.then_some(())?;
    let mut frame = *first;
    frame.fill(second);
    Some(frame)
}

fn is_time(frame: &Frame) -> bool {
    frame.has_time() && !frame.has_date()
}

/// A time by the clock: 5:30, 8 p.m.
fn is_clock(frame: &Frame) -> bool {
    is_time(frame) && (frame.has(Field::Hour) || frame.has(Field::Meridiem))
}

/// A part of a day that is said: this morning, Friday night.
fn is_part(frame: &Frame) -> bool {
    frame.has(Field::Part) && !frame.has(Field::Hour) && frame.has_date()
}

/// Whether the frame says a day: a year or a month is not one.
fn is_day(frame: &Frame) -> bool {
    !frame.has_time()
        && [Field::Day, Field::Weekday, Field::Deictic, Field::Compact]
            .into_iter()
            .any(|field| frame.has(field))
}

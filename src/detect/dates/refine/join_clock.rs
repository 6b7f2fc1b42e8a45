//! Joins a time of day to the day beside it: `9 a.m. Tuesday`, `July 15, 3 p.m.`, `5:30 this
//! morning`.

use super::super::candidate::Candidate;
use super::super::class::Class;
use super::super::frame::{Field, Frame, Kind};
use super::{Context, pair};

/// How many words may stand between: "in the".
const LONGEST_LINK: usize = 2;

/// Joins neighbours of which one has only a time of day and the other only a day.
pub(super) fn refine(context: Context<'_>, candidates: &mut Vec<Candidate>) {
    let mut joined: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for &candidate in candidates.iter() {
        let mut candidate = candidate;
        // What was joined may join what stands before it: 9 a.m. on the morning of July 15.
        while let Some(last) = joined.last()
            && let between = (last.end, candidate.first)
            && let Some(frame) = join(context, &last.frame, &candidate.frame, between)
        {
            candidate = Candidate {
                first: last.first,
                end: candidate.end,
                frame,
                certainty: last.certainty.max(candidate.certainty),
            };
            joined.pop();
        }
        joined.push(candidate);
    }
    share_day(context, &mut joined);
    *candidates = joined;
}

/// Gives a time of day the day that stands after the same time by another clock in brackets, or
/// after another one: `[9 p.m.] (1400 GMT) Tuesday`, `[1 a.m.] to 5 a.m. Friday`.
fn share_day(context: Context<'_>, candidates: &mut [Candidate]) {
    for at in (1..candidates.len()).rev() {
        let Some((first, second)) = pair(candidates, at) else {
            continue;
        };
        let between = (first.end, second.first);
        let near = between.1 - between.0 <= LONGEST_LINK
            && (between.0..between.1)
                .all(|at| context.is(at, Class::Bracket) || context.is(at, Class::BeforeDay))
            && (between.0..between.1).any(|at| context.is(at, Class::Bracket))
            && context.unbroken(between.0, between.1);
        let linked = between.1 - between.0 == 1
            && context.is(between.0, Class::Link)
            && context.unbroken(between.0, between.1);
        let dated =
            near && is_day(&second.frame) || second.frame.has_time() && second.frame.has_date();
        if (near || linked) && dated && first.frame.kind == Kind::Date && is_clock(&first.frame) {
            let mut day = second.frame;
            for time in [Field::Hour, Field::Minute, Field::Second, Field::Meridiem] {
                day.clear(time);
            }
            first.frame.fill(&day);
        }
    }
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
        && [
            Field::Day,
            Field::Weekday,
            Field::Deictic,
            Field::Compact,
            Field::Holiday,
        ]
        .into_iter()
        .any(|field| frame.has(field))
}

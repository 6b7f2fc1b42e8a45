//! Finds the members of lists and ranges that share a month or a unit with a neighbour:
//! `April 24 and [25]`, `between [12] and 18 months`, `2019-[20]`.

use super::super::candidate::Candidate;
use super::super::class::{Class, RANGE};
use super::super::frame::{Field, Frame, Kind};
use super::super::token::Gap;
use super::{Context, pair};

/// Adds the numbers that are such members.
pub(super) fn refine(context: Context<'_>, candidates: &mut Vec<Candidate>) {
    share_year(context, candidates);
    let mut added = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let previous_end = index
            .checked_sub(1)
            .and_then(|before| candidates.get(before))
            .map_or(0, |before| before.end);
        let next_start = candidates
            .get(index + 1)
            .map_or(context.tokens.len(), |after| after.first);
        match candidate.frame.kind {
            Kind::Date
                if candidate.frame.has(Field::Meridiem) && !candidate.frame.has(Field::Minute) =>
            {
                added.extend(hour_before(context, candidate, previous_end));
            }
            Kind::Date if is_month_day(&candidate.frame) => {
                days_after(context, candidate, next_start, &mut added);
                added.extend(day_before(context, candidate, previous_end));
            }
            Kind::Date if candidate.frame.has(Field::Year) => {
                added.extend(short_year_after(context, candidate, next_start));
            }
            Kind::Date
                if candidate.frame.has(Field::Ordinal) && candidate.frame.has(Field::Unit) =>
            {
                added.extend(ordinal_before(context, candidate, previous_end));
            }
            Kind::Duration => added.extend(count_before(context, candidate, previous_end)),
            _ => {}
        }
    }
    if !added.is_empty() {
        candidates.extend(added);
        candidates.sort_by_key(|candidate| candidate.first);
        // A number between two dates can be a member of both lists.
        let mut free = 0;
        candidates.retain(|candidate| {
            let keep = candidate.first >= free;
            free = if keep { candidate.end } else { free };
            keep
        });
    }
}

/// Gives a month, with or without a day, the year that stands only at the end of the range:
/// `[October]-November 2010`.
fn share_year(context: Context<'_>, candidates: &mut [Candidate]) {
    for at in (1..candidates.len()).rev() {
        let Some((first, second)) = pair(candidates, at) else {
            continue;
        };
        let linked = second.first - first.end == 1 && context.is(first.end, Class::Link);
        let open = |frame: &Frame| {
            frame.kind == Kind::Date && frame.has(Field::Month) && !frame.has(Field::Shift)
        };
        let alike = first.frame.has(Field::Day) == second.frame.has(Field::Day);
        if linked
            && alike
            && open(&first.frame)
            && open(&second.frame)
            && !first.frame.has(Field::Year)
            && let Some(year) = second.frame.get(Field::Year)
        {
            // "From November to March 2011" begins in 2010.
            let wraps = first.frame.get(Field::Month) > second.frame.get(Field::Month);
            first.frame.set(Field::Year, year - i32::from(wraps));
        }
    }
}

/// `[the first] and second quarters`, `the [18th] and 19th centuries`.
fn ordinal_before(context: Context<'_>, date: &Candidate, limit: usize) -> Option<Candidate> {
    let begins = date.first + usize::from(context.is(date.first, Class::Determiner));
    let link = begins.checked_sub(1)?;
    let at = link.checked_sub(1)?;
    (at >= limit && begins == date.first && context.is(link, Class::Link)).then_some(())?;
    let ordinal = context
        .tokens
        .get(at)?
        .value(Class::Ordinal, context.lexicon)?;
    let the = at
        .checked_sub(1)
        .filter(|at| *at >= limit && context.is(*at, Class::Determiner));
    let mut frame = date.frame;
    frame.set(Field::Ordinal, ordinal);
    context.unbroken(at, link).then_some(Candidate {
        first: the.unwrap_or(at),
        end: at + 1,
        frame,
        certainty: date.certainty,
    })
}

fn is_month_day(frame: &Frame) -> bool {
    frame.has(Field::Month) && frame.has(Field::Day) && !frame.has_time()
}

/// `April 24 and [25]`, `Oct. 3, [4] and [5]`: the month comes first and the list ends in a number
/// that counts nothing.
fn days_after(context: Context<'_>, date: &Candidate, limit: usize, added: &mut Vec<Candidate>) {
    let mut days = Vec::new();
    let mut at = date.end + 1;
    while at < limit
        && let Some(day) = day_at(context, date, at)
    {
        let mut day = day;
        day.frame.set(Field::Follows, 1);
        days.push(day);
        if context.is(at - 1, Class::Link) {
            let counts = context.is(at + 1, Class::Unit);
            if !counts {
                added.append(&mut days);
            }
            return;
        }
        // A comma goes on where another number and in the end a link follow.
        if !context.is(at - 1, Class::BeforeDay) {
            return;
        }
        at += 2;
    }
}

/// `between [14] and 20 May`, `from [the 14th] to the 20th of May`.
fn day_before(context: Context<'_>, date: &Candidate, limit: usize) -> Option<Candidate> {
    let at = date.first.checked_sub(2)?;
    let number = date.first + usize::from(context.is(date.first, Class::Determiner));
    let day_first = context
        .tokens
        .get(number)
        .is_some_and(|token| token.number.is_some());
    (at >= limit && context.is(at + 1, Class::Link) && day_first).then_some(())?;
    let day = day_at(context, date, at)?;
    let the = at
        .checked_sub(1)
        .filter(|the| number > date.first && *the >= limit)
        .filter(|the| context.is(*the, Class::Determiner) && context.unbroken(at, at));
    Some(Candidate {
        first: the.unwrap_or(at),
        ..day
    })
}

fn day_at(context: Context<'_>, date: &Candidate, at: usize) -> Option<Candidate> {
    let day = context
        .tokens
        .get(at)?
        .value(Class::DayOfMonth, context.lexicon)?;
    let mut frame = date.frame;
    frame.set(Field::Day, day);
    frame.clear(Field::Weekday);
    context.unbroken(at, at).then_some(Candidate {
        first: at,
        end: at + 1,
        frame,
        certainty: date.certainty,
    })
}

/// How many years `1989-[93]` may span: more is rather another number.
const LONGEST_SPAN: i32 = 40;

/// `2019-[20]`: a year of two digits.
fn short_year_after(context: Context<'_>, date: &Candidate, limit: usize) -> Option<Candidate> {
    let at = date.end + 1;
    let joined = |at: usize| {
        context
            .tokens
            .get(at)
            .is_some_and(|token| token.gap == Gap::None)
    };
    let linked = at < limit && context.is(date.end, Class::Link) && joined(date.end) && joined(at);
    let year = date.frame.get(Field::Year)?;
    let short = context
        .tokens
        .get(at)?
        .value(Class::ShortYear, context.lexicon)?;
    let ends = |at: usize| context.is(at, Class::SentenceEnd) || context.is(at, Class::Clause);
    let alone = date.end - date.first == 1 && (!joined(at + 1) || ends(at + 1));
    let last = year - year % 100 + short;
    (linked && alone && (1..=LONGEST_SPAN).contains(&(short - year % 100))).then(|| {
        let mut frame = date.frame;
        frame.set(Field::Year, last);
        Candidate {
            first: at,
            end: at + 1,
            frame,
            certainty: date.certainty,
        }
    })
}

/// From `[1] to 5 a.m.`
fn hour_before(context: Context<'_>, time: &Candidate, limit: usize) -> Option<Candidate> {
    let at = time.first.checked_sub(2)?;
    let value = |at: usize, class| context.tokens.get(at)?.value(class, context.lexicon);
    let range = value(at + 1, Class::Link) == Some(RANGE);
    (at >= limit && range && context.unbroken(at + 1, time.first)).then_some(())?;
    let hour = value(at, Class::Hour)?;
    let last = value(time.first, Class::Hour)?;
    let mut frame = time.frame;
    frame.clear(Field::Count);
    frame.set(Field::Hour, hour);
    // From nine to five is from the forenoon on.
    if hour % 12 > last % 12 {
        frame.set(Field::Meridiem, 12 - frame.get(Field::Meridiem)?);
    }
    Some(Candidate {
        first: at,
        end: at + 1,
        frame,
        certainty: time.certainty,
    })
}

/// `[12] to 18 months`, `[the next two] to three years`.
fn count_before(context: Context<'_>, length: &Candidate, limit: usize) -> Option<Candidate> {
    let at = length.first.checked_sub(2)?;
    let counted = context
        .tokens
        .get(length.first)
        .is_some_and(|token| token.number.is_some());
    (at >= limit && counted && context.is(at + 1, Class::Link)).then_some(())?;
    let count = context
        .tokens
        .get(at)?
        .value(Class::Count, context.lexicon)?;
    let mut frame = length.frame;
    frame.set(Field::Count, count);
    let before = |at: usize, class| {
        at.checked_sub(1)
            .filter(|before| *before >= limit && context.is(*before, class))
            .filter(|_| context.unbroken(at, at))
    };
    let first = before(at, Class::Shift).map_or(at, |shift| {
        before(shift, Class::Determiner).unwrap_or(shift)
    });
    context.unbroken(at + 1, length.first).then_some(Candidate {
        first,
        end: at + 1,
        frame,
        certainty: length.certainty,
    })
}

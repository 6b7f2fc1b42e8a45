//! Makes weekdays, months and days of months that are linked follow one another: `Thursday and
//! [Friday]`, `[April] to June`, `June 1 to [Nov. 30]`.

use super::super::candidate::Candidate;
use super::super::class::{Class, RANGE};
use super::super::frame::{Field, Frame, Kind};
use super::{Context, pair};

/// Makes weekdays and months that are linked lie one after the other, whatever the tense says of
/// each: `Thursday and [Friday]`, `[April] to [June]`, `June 1 to [Nov. 30]`.
#[expect(clippy::ptr_arg, reason = "all refiners have one type")]
pub(super) fn refine(context: Context<'_>, candidates: &mut Vec<Candidate>) {
    for at in 1..candidates.len() {
        let Some((first, second)) = pair(candidates, at) else {
            continue;
        };
        let link = (second.first - first.end == 1 && context.unbroken(first.end, second.first))
            .then(|| {
                context
                    .tokens
                    .get(first.end)?
                    .value(Class::Link, context.lexicon)
            });
        let Some(Some(link)) = link else {
            continue;
        };
        let both = |parts: &[Field]| is_bare(&first.frame, parts) && is_bare(&second.frame, parts);
        let days = link == RANGE && both(&[Field::Month, Field::Day]);
        if days || both(&[Field::Weekday]) {
            second.frame.set(Field::Follows, link);
        } else if both(&[Field::Month])
            && let Some(month) = second.frame.get(Field::Month)
        {
            first.frame.set(Field::Through, month);
            second.frame.set(Field::Follows, link);
        }
    }
}

/// Whether the frame says those parts of a date and nothing else of the calendar.
fn is_bare(frame: &Frame, parts: &[Field]) -> bool {
    let more = [
        Field::Year,
        Field::Month,
        Field::Day,
        Field::Weekday,
        Field::Shift,
        Field::Ordinal,
        Field::Unit,
    ];
    frame.kind == Kind::Date
        && parts.iter().all(|&part| frame.has(part))
        && more
            .into_iter()
            .all(|field| parts.contains(&field) || !frame.has(field))
}

//! Makes days that are linked to recurring ones recur too: `every Tuesday and [Thursday]`, `[Monday]
//! and Tuesday nights`.

use super::super::candidate::Candidate;
use super::super::class::Class;
use super::super::frame::{Field, Frame, Kind};
use super::{Context, pair};

/// Makes the days recur, those before a part of many days in that part.
#[expect(clippy::ptr_arg, reason = "all refiners have one type")]
pub(super) fn refine(context: Context<'_>, candidates: &mut Vec<Candidate>) {
    for at in 1..candidates.len() {
        let Some((first, second)) = pair(candidates, at) else {
            continue;
        };
        let linked = second.first - first.end == 1
            && context.is(first.end, Class::Link)
            && context.unbroken(first.end, second.first);
        let recurs = |frame: &Frame| frame.kind == Kind::Set && frame.has(Field::Weekday);
        let bare = |frame: &Frame| {
            frame.kind == Kind::Date
                && frame.has(Field::Weekday)
                && !frame.has(Field::Shift)
                && !frame.has(Field::Day)
        };
        if linked && recurs(&first.frame) && bare(&second.frame) {
            second.frame.kind = Kind::Set;
            second.frame.set(Field::Recurs, 1);
        } else if linked
            && recurs(&second.frame)
            && bare(&first.frame)
            && let Some(part) = second.frame.get(Field::Part)
            && !first.frame.has_time()
        {
            first.frame.kind = Kind::Set;
            first.frame.set(Field::Recurs, 1);
            first.frame.set(Field::Part, part);
        }
    }
}

//! Drops the unit of a rate: `700 seats a week`, `$2 million a year`.

use super::super::candidate::Candidate;
use super::super::class::Class;
use super::super::frame::Kind;
use super::Context;

/// Drops "a week" after what is counted: a number or a noun in the plural.
pub(super) fn refine(context: Context<'_>, candidates: &mut Vec<Candidate>) {
    candidates.retain(|candidate| {
        let bare = candidate.frame.kind == Kind::Duration
            && candidate.end - candidate.first == 2
            && context.is(candidate.first, Class::One);
        !(bare && follows_count(context, candidate.first))
    });
}

fn follows_count(context: Context<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| context.tokens.get(at)) else {
        return false;
    };
    context.unbroken(at, at)
        && (before.number.is_some() || before.plural_form || context.is(at - 1, Class::Amount))
}

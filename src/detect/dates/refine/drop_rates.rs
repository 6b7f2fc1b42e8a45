//! Drops the unit of a rate: `700 seats a week`, `$2 million a year`, `10,000 units annually`.

use super::super::candidate::Candidate;
use super::super::class::Class;
use super::super::frame::Kind;
use super::Context;

/// Drops "a week" after what is counted: a number or a noun in the plural; and "weekly" after a
/// number, between which and the word a noun may stand.
pub(super) fn refine(context: Context<'_>, candidates: &mut Vec<Candidate>) {
    candidates.retain(|candidate| {
        let recurring =
            candidate.end - candidate.first == 1 && context.is(candidate.first, Class::Recurring);
        if recurring {
            return !is_rate(context, candidate.first);
        }
        let bare = candidate.frame.kind == Kind::Duration
            && candidate.end - candidate.first == 2
            && context.is(candidate.first, Class::One);
        !(bare && follows_count(context, candidate.first))
    });
}

fn is_rate(context: Context<'_>, at: usize) -> bool {
    let number = |at: usize| {
        let token = context.tokens.get(at);
        token.is_some_and(|token| token.number.is_some()) || context.is(at, Class::Amount)
    };
    let counted = |at: usize| {
        let noun = context
            .tokens
            .get(at)
            .is_some_and(|token| token.plural_form);
        number(at) || noun && at.checked_sub(1).is_some_and(number)
    };
    context.unbroken(at, at) && at.checked_sub(1).is_some_and(counted)
}

fn follows_count(context: Context<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| context.tokens.get(at)) else {
        return false;
    };
    context.unbroken(at, at)
        && (before.number.is_some() || before.plural_form || context.is(at - 1, Class::Amount))
}

//! Drops units that are part of a name: `60 Minutes`, `This Week`.

use super::super::candidate::Candidate;
use super::super::class::Class;
use super::Context;

/// Drops expressions in which a unit after the first word has a capital. Words all in capitals are
/// no names.
pub(super) fn refine(context: Context<'_>, candidates: &mut Vec<Candidate>) {
    candidates.retain(|candidate| {
        let named = |at: usize| {
            context.is(at, Class::Unit) && context.tokens.get(at).is_some_and(|token| token.title)
        };
        !(candidate.first + 1..candidate.end).any(named)
    });
}

//! Drops units that are part of a name: `60 Minutes`, `This Week`.

use super::super::candidate::Candidate;
use super::super::class::Class;
use super::super::frame::Kind;
use super::Context;

/// Drops expressions in which a unit after the first word has a capital. Words all in capitals are
/// no names.
pub(super) fn refine(context: Context<'_>, candidates: &mut Vec<Candidate>) {
    candidates.retain(|candidate| {
        let named = |at: usize| {
            context.is(at, Class::Plain) && context.tokens.get(at).is_some_and(|token| token.title)
        };
        // The name of a quarter or of a holiday is a time all the same.
        candidate.frame.kind == Kind::Date || !(candidate.first + 1..candidate.end).any(named)
    });
}

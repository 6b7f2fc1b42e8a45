//! Takes in the apostrophe of a plural: `five years' work`.

use super::super::candidate::Candidate;
use super::super::class::Class;
use super::super::frame::Kind;
use super::super::token::Gap;
use super::Context;

/// Extends lengths by the apostrophe that makes them possessive; a closing quotation mark has no
/// lower-case word after it.
#[expect(clippy::ptr_arg, reason = "all refiners have one type")]
pub(super) fn refine(context: Context<'_>, candidates: &mut Vec<Candidate>) {
    for candidate in candidates.iter_mut() {
        let plural = context.is(candidate.end - 1, Class::Units);
        if candidate.frame.kind == Kind::Duration && plural && is_possessive(context, candidate.end)
        {
            candidate.end += 1;
        }
    }
}

fn is_possessive(context: Context<'_>, at: usize) -> bool {
    let Some([mark, noun]) = context.tokens.get(at..at + 2) else {
        return false;
    };
    context.is(at, Class::Apostrophe)
        && mark.gap == Gap::None
        && noun.gap == Gap::Space
        && noun.letters
        && !noun.capital
}

//! Drops what is no time expression by itself.

use super::super::candidate::Candidate;
use super::super::frame::Kind;
use super::Context;

/// Drops modifiers that modify nothing, what rules found to be no time, and short forms without
/// their stop that stand alone: `Sun Microsystems`, `Jan Novak`.
pub(super) fn refine(context: Context<'_>, candidates: &mut Vec<Candidate>) {
    candidates.retain(|candidate| {
        let short = candidate.end - candidate.first == 1
            && context
                .tokens
                .get(candidate.first)
                .is_some_and(|token| token.short_form);
        !short
            && !matches!(
                candidate.frame.kind,
                Kind::Before | Kind::After | Kind::Nothing
            )
    });
}

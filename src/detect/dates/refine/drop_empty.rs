//! Drops what is no time expression by itself.

use super::super::candidate::Candidate;
use super::super::frame::{Field, Kind};
use super::Context;

/// Drops modifiers that modify nothing, what rules found to be no time, and names of months and
/// days that are rather other words, unless a number stands with them: `Sun Microsystems`, `they
/// may`, but `5 may`.
///
/// A part of the day without a day is dropped too: "the morning".
pub(super) fn refine(context: Context<'_>, candidates: &mut Vec<Candidate>) {
    candidates.retain(|candidate| {
        let tokens = context
            .tokens
            .get(candidate.first..candidate.end)
            .unwrap_or_default();
        let sure = candidate.frame.get(Field::Sure).unwrap_or(0);
        let doubtful = tokens.iter().any(|token| token.doubt > sure)
            && tokens.iter().all(|token| token.number.is_none());
        let empty = matches!(
            candidate.frame.kind,
            Kind::Before | Kind::After | Kind::Nothing
        );
        let dayless = candidate.frame.has(Field::NeedsDay) && !candidate.frame.has_date();
        !doubtful && !empty && !dayless
    });
}

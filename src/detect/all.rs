//! Runs the detectors side by side.

use chrono::NaiveDate;

use super::entities::Tagger;
use super::{Proposal, Source, dates, entities, merge, terms};
use crate::text::TextSpan;

/// Which detectors run.
#[derive(Clone, Copy)]
pub struct Detectors<'a> {
    /// Whether dates are looked for.
    pub dates: bool,
    /// The tagger, where names are looked for.
    pub entities: Option<&'a dyn Tagger>,
    /// Whether addresses, money, percentages and quantities are looked for.
    pub terms: bool,
}

impl Detectors<'_> {
    /// Runs the detectors on the blocks of one document and settles their conflicts (see
    /// [`merge()`]). `reference` is the document's date.
    ///
    /// The blocks do not overlap. What a name is in one block helps to tell what it is in
    /// another, so all that is to be read should be given at once.
    pub fn detect(
        &self,
        text: &str,
        blocks: &[TextSpan],
        reference: Option<NaiveDate>,
    ) -> Vec<Proposal> {
        let mut found = Vec::new();
        self.detect_by_rule(text, blocks, reference, &mut found);
        if let Some(tagger) = self.entities {
            entities::detect_blocks(tagger, text, blocks, &mut found);
        }
        merge(found, &Source::ALL)
    }

    /// Runs the detectors on a text that was cut into tokens by somebody else. What is found is
    /// widened to whole tokens before conflicts are settled.
    ///
    /// The tokens stand in the order of the text and do not overlap.
    pub fn detect_in_tokens(
        &self,
        text: &str,
        tokens: &[TextSpan],
        reference: Option<NaiveDate>,
    ) -> Vec<Proposal> {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        self.detect_by_rule(text, &[first.hull(*last)], reference, &mut found);
        for proposal in &mut found {
            let start = tokens.partition_point(|token| token.end() <= proposal.span.start());
            let end = tokens.partition_point(|token| token.start() < proposal.span.end());
            if let [first, ..] = tokens[start..end]
                && let [.., last] = tokens[start..end]
            {
                proposal.span = first.hull(last);
            }
        }
        if let Some(tagger) = self.entities {
            entities::detect_tokens(tagger, text, tokens, &mut found);
        }
        merge(found, &Source::ALL)
    }

    /// Finds what is found by rule: dates and terms. Conflicts are not settled.
    pub(super) fn detect_by_rule(
        &self,
        text: &str,
        blocks: &[TextSpan],
        reference: Option<NaiveDate>,
        out: &mut Vec<Proposal>,
    ) {
        if self.dates {
            dates::detect_blocks(text, blocks, reference, out);
        }
        if self.terms {
            for block in blocks {
                terms::detect(text, *block, out);
            }
        }
    }
}

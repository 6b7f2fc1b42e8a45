//! Runs the detectors side by side.

use chrono::NaiveDate;

use super::custom::{Classifier, Rules};
use super::encoder::EncoderError;
use super::entities::Tagger;
use super::entities::{sentences, sentences_in};
use super::{Proposal, Setup, dates, entities, terms};
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
    /// The lists and patterns of the team, where it has any.
    pub rules: Option<&'a Rules>,
    /// The model of the team, where it has one.
    pub classifier: Option<&'a Classifier>,
    /// What the team has chosen: whom to believe, what is left out, and what its labels are.
    pub setup: &'a Setup,
}

impl Detectors<'_> {
    /// Runs the detectors on the blocks of one document and settles their conflicts (see
    /// [`merge()`](super::merge())). `reference` is the document's date.
    ///
    /// The blocks do not overlap. What a name is in one block helps to tell what it is in
    /// another, so all that is to be read should be given at once.
    ///
    /// # Errors
    /// Where the team's model cannot read the text.
    pub fn detect(
        &self,
        text: &str,
        blocks: &[TextSpan],
        reference: Option<NaiveDate>,
    ) -> Result<Vec<Proposal>, EncoderError> {
        let mut found = Vec::new();
        self.detect_by_rule(text, blocks, reference, &mut found);
        if let Some(tagger) = self.entities {
            entities::detect_blocks(tagger, text, blocks, &mut found);
        }
        let sentences = || blocks.iter().flat_map(|block| sentences(text, *block));
        self.classify(text, || sentences().collect(), &mut found)?;
        Ok(self.settle(found))
    }

    /// Runs the detectors on a text that was cut into tokens by somebody else. What is found is
    /// widened to whole tokens before conflicts are settled.
    ///
    /// The tokens stand in the order of the text and do not overlap.
    ///
    /// # Errors
    /// Where the team's model cannot read the text.
    pub fn detect_in_tokens(
        &self,
        text: &str,
        tokens: &[TextSpan],
        reference: Option<NaiveDate>,
    ) -> Result<Vec<Proposal>, EncoderError> {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return Ok(Vec::new());
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
        let sentences = || sentences_in(text, tokens.to_vec());
        self.classify(text, sentences, &mut found)?;
        Ok(self.settle(found))
    }

    /// What of all that was found is proposed.
    fn settle(&self, found: Vec<Proposal>) -> Vec<Proposal> {
        let named = found.into_iter().filter_map(|one| self.setup.named(one));
        self.setup.settle(named.collect())
    }

    /// Finds what the team's model finds among the words of the sentences.
    fn classify(
        &self,
        text: &str,
        sentences: impl FnOnce() -> Vec<Vec<TextSpan>>,
        out: &mut Vec<Proposal>,
    ) -> Result<(), EncoderError> {
        let Some(classifier) = self.classifier else {
            return Ok(());
        };
        out.extend(classifier.read(text, &sentences())?);
        Ok(())
    }

    /// Finds what is found by rule: dates, terms, and what the team's lists and patterns say. Conflicts are not settled.
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
        if let Some(rules) = self.rules {
            for block in blocks {
                rules.detect(text, *block, out);
            }
        }
    }
}

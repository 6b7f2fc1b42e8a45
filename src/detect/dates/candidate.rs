//! Finds where rules match.

use std::cmp::Reverse;

use super::frame::Frame;
use super::grammar::Grammar;
use super::token::{Gap, Token};
use super::work;

/// A piece of the text that a rule matched.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// The first token.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// What the rule understood.
    pub(super) frame: Frame,
    /// How often in a hundred such a candidate is a time expression.
    pub(super) certainty: u8,
}

/// The candidates of all rules, in text order and without overlap: the leftmost wins, of those
/// the longest, of those the one whose rule stands first.
pub(super) fn find(tokens: &[Token], grammar: &Grammar) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).filter(|next| next.gap != Gap::Break);
        work::step();
        for number in grammar.starting_with(token, next) {
            let rule = &grammar.rules[number];
            if let Some(matched) = rule.pattern.longest(&tokens[at..], &grammar.lexicon)
                && matched.begin < matched.end
            {
                let candidate = Candidate {
                    first: at + matched.begin,
                    end: at + matched.end,
                    frame: matched.fill(rule.frame),
                    certainty: rule.certainty,
                };
                found.push((number, candidate));
            }
        }
    }
    found.sort_by_key(|(number, candidate)| (candidate.first, Reverse(candidate.end), *number));
    let mut free = 0;
    found
        .into_iter()
        .filter_map(|(_, candidate)| {
            let keep = candidate.first >= free;
            if keep {
                free = candidate.end;
            }
            keep.then_some(candidate)
        })
        .collect()
}

//! Changes the list of candidates: each refiner does one thing, in the order of [`REFINERS`].

mod drop_empty;
mod drop_names;
mod drop_rates;
mod follow;
mod join_clock;
mod modify;
mod possessive;
mod recur;
mod share;

use super::candidate::Candidate;
use super::class::Class;
use super::lexicon::Lexicon;
use super::token::{Gap, Token};

/// What refiners look at beside the candidates.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The tokens.
    pub(super) tokens: &'a [Token],
    /// The words.
    pub(super) lexicon: &'a Lexicon,
}

type Refiner = fn(Context<'_>, &mut Vec<Candidate>);

/// The refiners in the order in which they run.
const REFINERS: [Refiner; 9] = [
    drop_names::refine,
    possessive::refine,
    drop_rates::refine,
    recur::refine,
    share::refine,
    follow::refine,
    join_clock::refine,
    modify::refine,
    drop_empty::refine,
];

/// Runs the refiners.
pub(super) fn refine(context: Context<'_>, candidates: &mut Vec<Candidate>) {
    for refiner in REFINERS {
        refiner(context, candidates);
    }
}

/// The candidate with this number and the one before it; `None` where one of them does not exist.
fn pair(candidates: &mut [Candidate], at: usize) -> Option<(&mut Candidate, &mut Candidate)> {
    let (left, right) = candidates.split_at_mut(at);
    Some((left.last_mut()?, right.first_mut()?))
}

impl Context<'_> {
    /// Whether all of the tokens are in the class; no tokens are.
    fn are_all(&self, first: usize, end: usize, class: Class) -> bool {
        (first..end).all(|at| self.is(at, class))
    }

    /// Whether the token is in the class.
    fn is(&self, at: usize, class: Class) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.value(class, self.lexicon).is_some())
    }

    /// Whether no blank line stands before the tokens from `first` to `end` inclusive.
    fn unbroken(&self, first: usize, end: usize) -> bool {
        self.tokens
            .get(first..=end)
            .is_some_and(|tokens| tokens.iter().all(|token| token.gap != Gap::Break))
    }
}

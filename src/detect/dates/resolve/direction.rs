//! In which direction from the document's date a partial date lies.

use super::super::candidate::Candidate;
use super::super::class::{AHEAD_OF, ARRANGED_FOR, Class, PRESENT};
use super::super::frame::Field;
use super::super::{Direction, Reason};
use super::Resolver;

impl Resolver<'_> {
    /// The direction that a word of the expression says, or else that of [`Self::direction`].
    pub(super) fn shift_or_tense(&self, candidate: &Candidate) -> (Option<Direction>, Reason) {
        match candidate.frame.get(Field::Shift) {
            None => self.direction(candidate),
            Some(0) => (None, Reason::Counted),
            Some(shift) => {
                let direction = if shift < 0 {
                    Direction::Past
                } else {
                    Direction::Future
                };
                (Some(direction), Reason::Word(direction))
            }
        }
    }

    /// The direction that the words around the expression say, and which of them say it.
    pub(super) fn direction(&self, candidate: &Candidate) -> (Option<Direction>, Reason) {
        if let Some(forced) = self.forced {
            return (Some(forced), Reason::Tense(forced));
        }
        if self.is_ahead_of(candidate) {
            let future = Direction::Future;
            return (Some(future), Reason::Preposition(future));
        }
        let before = candidate.first.checked_sub(1);
        let before = before.and_then(|at| self.tokens.get(at));
        let value_before = |class| before.and_then(|token| token.value(class, self.lexicon));
        if self.is_attribute(candidate) {
            // "Friday's vote will decide it", "they await Friday's vote".
            let ahead = value_before(Class::Tense).is_some_and(|tense| tense > 0)
                || self.tense_after(candidate) == Some(Direction::Future);
            return if ahead {
                (Some(Direction::Future), Reason::Tense(Direction::Future))
            } else {
                (None, Reason::Nearest)
            };
        }
        if value_before(Class::Since).is_some() {
            let past = Direction::Past;
            return (Some(past), Reason::Preposition(past));
        }
        let ahead = value_before(Class::Ahead);
        if ahead.is_some() && self.is_arranged(candidate) {
            let future = Direction::Future;
            return (Some(future), Reason::Preposition(future));
        }
        if self.is_predicate(candidate) {
            let future = Direction::Future;
            return (Some(future), Reason::Tense(future));
        }
        let tense = self.clause_tense(candidate);
        let is_ahead = ahead.is_some_and(|value| value < ARRANGED_FOR);
        match (is_ahead, tense) {
            // "By May" is still to come; "it was done by May" can be either.
            (true, Some(Direction::Past)) => (None, Reason::Nearest),
            (true, _) => {
                let future = Direction::Future;
                (Some(future), Reason::Preposition(future))
            }
            (false, Some(tense)) => (Some(tense), Reason::Tense(tense)),
            (false, None) => (None, Reason::Nearest),
        }
    }

    /// Whether "ahead of" stands before the expression and its article.
    fn is_ahead_of(&self, candidate: &Candidate) -> bool {
        let value = |back: usize, class| {
            let token = self.tokens.get(candidate.first.checked_sub(back)?)?;
            token.value(class, self.lexicon)
        };
        let article = usize::from(value(1, Class::Determiner).is_some());
        value(article + 2, Class::Ahead) == Some(AHEAD_OF)
    }

    /// Whether the expression says when something is: "the hearing is Monday", "the polls are in
    /// June".
    fn is_predicate(&self, candidate: &Candidate) -> bool {
        let value = |back: usize, class| {
            let token = self.tokens.get(candidate.first.checked_sub(back)?)?;
            token.value(class, self.lexicon)
        };
        let preposition =
            value(1, Class::BeforeDay).is_some() || value(1, Class::BeforeTime).is_some();
        // "The team is playing Monday" and "banks are closed Monday" say what will be, unlike "they are
        // looking into a crash on Monday".
        let verb = 1 + usize::from(preposition);
        let participle = candidate
            .first
            .checked_sub(verb)
            .and_then(|at| self.tokens.get(at))
            .is_some_and(|token| token.progressive_form || token.past_form);
        value(verb + usize::from(participle), Class::Auxiliary) == Some(PRESENT)
    }
}

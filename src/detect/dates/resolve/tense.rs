//! Whether the clause around an expression speaks of the past or of the future.

use super::super::Direction;
use super::super::candidate::Candidate;
use super::super::class::{Class, DEFINITE, DENIES_SUBJECT, PLANNING};
use super::super::token::{Gap, Token};
use super::super::work;
use super::Resolver;

/// How many words before and after an expression are looked at.
const BEFORE: usize = 24;
const AFTER: usize = 10;

/// The value of the [`Class::Tense`] of what says the past where it is denied: could not.
const COULD: i32 = 2;

/// The value of the [`Class::Tense`] of a verb whose past form is like its infinitive: cut.
const LIKE_INFINITIVE: i32 = -2;

/// The value of the [`Class::Tense`] of a verb that is one only after a noun in the plural: talks
/// resume.
const OF_MANY: i32 = 3;

/// How long the subject of a verb is at most.
const SUBJECT: usize = 8;

/// How many words an infinitive governs.
const INFINITIVE_REACH: usize = 5;

/// How many words one governs after a verb that looks ahead: they plan to let the public in on
/// Friday.
const INTENTION_REACH: usize = 10;

impl Resolver<'_> {
    /// The tense of the verb that governs the candidate. That is the nearest before it in its
    /// clause, else the first after it in its clause, else the same in the whole sentence.
    pub(super) fn clause_tense(&self, candidate: &Candidate) -> Option<Direction> {
        self.before(candidate, true)
            .or_else(|| self.after(candidate, true))
            .or_else(|| self.before(candidate, false))
            .or_else(|| self.after(candidate, false))
    }

    /// Whether the verb before the expression in its clause gives something a time to come: "it was
    /// put off until Friday". Not so where a verb after it says what became of that: "the service
    /// planned for Friday was held".
    pub(super) fn is_arranged(&self, candidate: &Candidate) -> bool {
        let clause = (candidate.first.saturating_sub(BEFORE)..candidate.first)
            .rev()
            .map_while(|at| self.tokens.get(at).filter(|token| !self.ends(token, true)));
        let arranging = clause.inspect(|_| work::step()).find_map(|token| {
            let arranging = self.is(token, Class::Arranging);
            let verb = arranging || token.past_form || self.is(token, Class::Tense);
            verb.then_some(arranging)
        });
        arranging == Some(true) && self.after(candidate, true) != Some(Direction::Past)
    }

    /// Whether the expression stands before a noun: "the Friday meeting", "Friday's meeting". Such
    /// a one has no tense.
    pub(super) fn is_attribute(&self, candidate: &Candidate) -> bool {
        let determined = candidate
            .first
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .is_some_and(|token| token.value(Class::Determiner, self.lexicon).is_some());
        let possessive = self
            .tokens
            .get(candidate.end)
            .zip(self.tokens.get(candidate.end + 1))
            .is_some_and(|(mark, s)| {
                s.gap == Gap::None && self.is(mark, Class::Apostrophe) && self.is(s, Class::Owner)
            });
        determined || possessive
    }

    fn before(&self, candidate: &Candidate, clause: bool) -> Option<Direction> {
        for at in (candidate.first.saturating_sub(BEFORE)..candidate.first).rev() {
            work::step();
            let token = self.tokens.get(at)?;
            if self.ends(token, clause) {
                return None;
            }
            if let Some(tense) = self.tense_of(at, candidate.first) {
                return Some(tense);
            }
            if token.gap == Gap::Break {
                return None;
            }
        }
        None
    }

    /// The tense of the first verb after the expression in its clause.
    pub(super) fn tense_after(&self, candidate: &Candidate) -> Option<Direction> {
        self.after(candidate, true)
    }

    fn after(&self, candidate: &Candidate, clause: bool) -> Option<Direction> {
        for at in candidate.end..candidate.end + AFTER {
            work::step();
            let token = self.tokens.get(at)?;
            if self.ends(token, clause) || token.gap == Gap::Break {
                return None;
            }
            if let Some(tense) = self.tense_of(at, at) {
                return Some(tense);
            }
        }
        None
    }

    /// Whether the token ends the sentence, or the clause where that is asked for.
    fn ends(&self, token: &Token, clause: bool) -> bool {
        self.is(token, Class::SentenceEnd) || clause && self.is(token, Class::Clause)
    }

    /// The tense that the token gives to what stands at `target`.
    fn tense_of(&self, at: usize, target: usize) -> Option<Direction> {
        let token = self.tokens.get(at)?;
        let is = |at: Option<usize>, class| {
            at.and_then(|at| self.tokens.get(at))
                .is_some_and(|token| token.value(class, self.lexicon).is_some())
        };
        let month = token.capital && self.is(token, Class::Month);
        let of_many = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let of_many = of_many.is_some_and(|noun| noun.plural_form && token.gap == Gap::Space);
        if let Some(direction) = token.value(Class::Tense, self.lexicon)
            && (direction > 0 || !is(at.checked_sub(1), Class::Auxiliary))
            && !month
            && (direction != OF_MANY || of_many)
            && (direction != LIKE_INFINITIVE || !self.is_infinitive(at))
        {
            let past = |at: Option<usize>| {
                at.and_then(|at| self.tokens.get(at)?.value(Class::Tense, self.lexicon))
                    .is_some_and(|direction| direction < 0)
            };
            // "It had been due" says that it was to be.
            let was_to_be = past(at.checked_sub(1)) && past(at.checked_sub(2));
            // "Could not" was so, and so was what nobody could.
            let was_not =
                direction == COULD && (is(Some(at + 1), Class::Negation) || self.is_denied(at));
            return Some(if direction < 0 || was_to_be || was_not {
                Direction::Past
            } else {
                Direction::Future
            });
        }
        // Whoever planned a meeting on Monday had not yet met.
        if token.value(Class::Arranging, self.lexicon) == Some(PLANNING)
            && is(Some(at + 1), Class::Determiner)
        {
            return Some(Direction::Future);
        }
        // In "will be opened" the participle does not say when, nor does that of "the increased
        // dividend".
        if token.past_form
            && !is(at.checked_sub(1), Class::Auxiliary)
            && !is(at.checked_sub(1), Class::Determiner)
        {
            return Some(Direction::Past);
        }
        let infinitive = is(Some(at), Class::Infinitive)
            && target.saturating_sub(at) <= self.reach_of_infinitive(at)
            && !is(Some(at + 1), Class::Determiner)
            && !is(Some(at + 1), Class::NoVerb)
            && !self.carried_out(at)
            && self.tokens.get(at + 1).is_some_and(|next| {
                next.letters && !next.capital && !next.plural_form && next.number.is_none()
            });
        infinitive.then_some(Direction::Future)
    }

    /// How many words the infinitive there governs: more where the verb before it looks ahead by
    /// itself.
    fn reach_of_infinitive(&self, at: usize) -> usize {
        let verb = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let looks_ahead = verb.and_then(|verb| self.value(verb, Class::Intending));
        match looks_ahead {
            Some(1) => INTENTION_REACH,
            _ => INFINITIVE_REACH,
        }
    }

    /// Whether a verb there is an infinitive or a noun: "will cut", "to cut", "not cut", "the cut".
    fn is_infinitive(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        before.is_some_and(|before| {
            [Class::Infinitive, Class::Negation, Class::One]
                .into_iter()
                .any(|class| self.is(before, class))
                || self.value(before, Class::Determiner) == Some(DEFINITE)
                || self
                    .value(before, Class::Tense)
                    .is_some_and(|tense| tense > 0)
        })
    }

    /// Whether the infinitive there was not still to come when the verb before it was past: "they
    /// failed to come", "they gathered to mourn", "it fell 3 percent to close at 12", but not "they
    /// agreed to come".
    fn carried_out(&self, infinitive: usize) -> bool {
        let before = |back| self.tokens.get(infinitive.checked_sub(back)?);
        let is_amount = |token: &Token| token.number.is_some() || self.is(token, Class::Amount);
        let is_past = |token| {
            self.value(token, Class::Tense)
                .is_some_and(|tense| tense < 0)
        };
        // What had been planned was over or had come to nothing.
        let had_been = |(been, had)| is_past(been) && is_past(had);
        let Some(verb) = before(1) else {
            return false;
        };
        if let Some(looks_ahead) = verb.value(Class::Intending, self.lexicon) {
            return looks_ahead == 0 || before(2).zip(before(3)).is_some_and(had_been);
        }
        // "It fell 12 points, or 3 percent, to close at 9".
        let amount =
            is_amount(verb) || self.is(verb, Class::Clause) && before(2).is_some_and(is_amount);
        amount || verb.past_form || is_past(verb)
    }

    /// Whether a word before the verb denies its subject: "nobody could come", "neither of them
    /// could".
    fn is_denied(&self, verb: usize) -> bool {
        let subject = (verb.saturating_sub(SUBJECT)..verb).rev();
        subject
            .map_while(|at| self.tokens.get(at).filter(|token| !self.ends(token, true)))
            .any(|token| self.value(token, Class::Negation) == Some(DENIES_SUBJECT))
    }

    fn value(&self, token: &Token, class: Class) -> Option<i32> {
        token.value(class, self.lexicon)
    }

    fn is(&self, token: &Token, class: Class) -> bool {
        token.value(class, self.lexicon).is_some()
    }
}

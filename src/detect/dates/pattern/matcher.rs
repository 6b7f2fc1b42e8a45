//! Finds the longest way through a pattern.

use super::super::class::Class;
use super::super::lexicon::Lexicon;
use super::super::token::{Gap, Token};
use super::super::work;
use super::{Match, Step};

/// The longest match at the beginning of the tokens.
pub(super) fn longest(program: &[Step], tokens: &[Token], lexicon: &Lexicon) -> Option<Match> {
    let mut matcher = Matcher {
        program,
        tokens,
        lexicon,
        captures: Vec::new(),
        begin: None,
        end: None,
        best: None,
    };
    matcher.run(0, 0, false);
    matcher.best
}

struct Matcher<'a> {
    program: &'a [Step],
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    captures: Vec<(Class, i32)>,
    begin: Option<usize>,
    end: Option<usize>,
    best: Option<Match>,
}

impl Matcher<'_> {
    fn run(&mut self, mut step: usize, mut at: usize, mut joined: bool) {
        let (captures, begin, end) = (self.captures.len(), self.begin, self.end);
        while let Some(&instruction) = self.program.get(step) {
            step += 1;
            work::step();
            match instruction {
                Step::Word(_) | Step::Class(_) | Step::Silent(_) => {
                    let Some(token) = self.tokens.get(at) else {
                        break;
                    };
                    let parted = token.gap == Gap::Break || joined && token.gap != Gap::None;
                    if at > 0 && parted {
                        break;
                    }
                    match instruction {
                        Step::Class(class) => match token.value(class, self.lexicon) {
                            Some(value) => self.captures.push((class, value)),
                            None => break,
                        },
                        Step::Silent(class) if token.value(class, self.lexicon).is_some() => {}
                        Step::Word(word) if token.word == word => {}
                        _ => break,
                    }
                    joined = false;
                    at += 1;
                }
                Step::Split(target) => {
                    self.run(step, at, joined);
                    step = usize::from(target);
                }
                Step::Jump(target) => step = usize::from(target),
                Step::Not(_)
                | Step::NotJoined(_)
                | Step::NotClass(_)
                | Step::NotNoun
                | Step::NotWord => {
                    if self
                        .tokens
                        .get(at)
                        .is_some_and(|next| self.is_barred(instruction, next))
                    {
                        break;
                    }
                }
                Step::Joined => joined = true,
                Step::Begin => self.begin = Some(at),
                Step::End => self.end = Some(at),
                Step::Done => {
                    self.record(at);
                    break;
                }
            }
        }
        self.captures.truncate(captures);
        self.begin = begin;
        self.end = end;
    }

    /// Whether the token is what must not follow.
    fn is_barred(&self, step: Step, next: &Token) -> bool {
        match step {
            _ if next.gap == Gap::Break => false,
            Step::NotJoined(word) => next.word == word && next.gap == Gap::None,
            Step::Not(word) => next.word == word,
            Step::NotClass(class) => next.value(class, self.lexicon).is_some(),
            Step::NotWord => next.letters || next.number.is_some(),
            // A mark that is joined makes a compound: "the 14th-century church".
            _ if next.letters => {
                !next.past_form && next.value(Class::Function, self.lexicon).is_none()
            }
            _ => next.gap == Gap::None && next.value(Class::Link, self.lexicon).is_some(),
        }
    }

    fn record(&mut self, whole: usize) {
        if whole > 0 && self.best.as_ref().is_none_or(|best| best.whole < whole) {
            self.best = Some(Match {
                whole,
                begin: self.begin.unwrap_or(0),
                end: self.end.unwrap_or(whole),
                captures: self.captures.clone(),
            });
        }
    }
}

//! What is found in a text before any of it is held against a calendar.

use chrono::NaiveDate;

use super::candidate::{self, Candidate};
use super::class::{Class, RANGE};
use super::grammar::Grammar;
use super::resolve::Resolver;
use super::token::{self, Token};
use super::{Timex, TimexKind, refine};
use crate::text::{ByteOffset, TextSpan};

/// How many bytes before the first block are read for what its dates count from, and so for how
/// long a text counts from one of its dates.
const LOOK_BACK: usize = 4096;

/// The tokens and candidates of some blocks, and of what stands before the first of them.
pub(super) struct Analysis<'a> {
    grammar: &'a Grammar,
    tokens: Vec<Token>,
    /// In the order of the text, without overlap.
    pub(super) candidates: Vec<Candidate>,
    /// Where the first block begins. What was found before it only helps to resolve the rest.
    begins: ByteOffset,
}

impl<'a> Analysis<'a> {
    /// Looks for expressions in the blocks, which stand in the order of the text.
    pub(super) fn new(text: &str, blocks: &[TextSpan], grammar: &'a Grammar) -> Self {
        let begins = blocks.first().map_or(ByteOffset::ZERO, |span| span.start());
        let mut tokens = Vec::new();
        for span in look_back(text, begins).iter().chain(blocks) {
            token::tokenize(text, *span, &grammar.lexicon, &mut tokens);
        }
        let mut candidates = candidate::find(&tokens, grammar);
        let context = refine::Context {
            tokens: &tokens,
            lexicon: &grammar.lexicon,
        };
        refine::refine(context, &mut candidates);
        Self {
            grammar,
            tokens,
            candidates,
            begins,
        }
    }

    /// What resolves the candidates, one after another, for a document of that date.
    pub(super) fn resolver(&self, reference: Option<NaiveDate>) -> Resolver<'_> {
        Resolver::new(
            &self.tokens,
            &self.grammar.lexicon,
            reference,
            &self.candidates,
        )
    }

    /// Where the candidate stands.
    pub(super) fn span(&self, candidate: &Candidate) -> Option<TextSpan> {
        let first = self.tokens.get(candidate.first)?;
        let last = self.tokens.get(candidate.end.checked_sub(1)?)?;
        TextSpan::from_range(first.start as usize..last.end as usize)
    }

    /// Resolves all candidates in their order and hands each expression on with its place.
    pub(super) fn each(
        &self,
        reference: Option<NaiveDate>,
        mut take: impl FnMut(TextSpan, Timex, &Candidate),
    ) {
        let mut resolver = self.resolver(reference);
        // A length waits for the next expression, which may say when it ended.
        let mut waiting: Option<(TextSpan, Timex, &Candidate)> = None;
        for candidate in &self.candidates {
            let Some(span) = self.span(candidate) else {
                continue;
            };
            let Some(timex) = resolver.resolve(candidate, span) else {
                continue;
            };
            if let Some((place, mut length, of)) = waiting.take() {
                if timex.kind == TimexKind::Date && self.are_all(of.end, candidate.first) {
                    length.end = Some(timex.value.clone());
                    length.implied |= timex.implied;
                }
                take(place, length, of);
            }
            if span.start() < self.begins {
                continue;
            }
            if timex.kind == TimexKind::Duration {
                waiting = Some((span, timex, candidate));
            } else {
                take(span, timex, candidate);
            }
        }
        if let Some((place, length, of)) = waiting {
            take(place, length, of);
        }
    }

    /// Whether there are tokens from the first to before the end, and all say that something
    /// ended.
    fn are_all(&self, first: usize, end: usize) -> bool {
        let between = self.tokens.get(first..end).unwrap_or_default();
        let ended = |token: &Token| token.value(Class::Ended, &self.grammar.lexicon).is_some();
        !between.is_empty() && between.iter().all(ended)
    }

    /// The candidates before and after that one, where a word of a range stands between.
    pub(super) fn range(&self, at: usize) -> Option<(&Candidate, &Candidate)> {
        let pairs = [(at.checked_sub(1), Some(at)), (Some(at), at.checked_add(1))];
        pairs.into_iter().find_map(|(first, second)| {
            let (first, second) = (self.candidates.get(first?)?, self.candidates.get(second?)?);
            let [link] = self.tokens.get(first.end..second.first)? else {
                return None;
            };
            let lexicon = &self.grammar.lexicon;
            let range = link.value(Class::Link, lexicon) == Some(RANGE);
            range.then_some((first, second))
        })
    }
}

/// The text before that place, from a whole word on.
fn look_back(text: &str, begins: ByteOffset) -> Option<TextSpan> {
    let end = begins.to_usize();
    let start = text.floor_char_boundary(end.saturating_sub(LOOK_BACK));
    let before = text.get(start..end)?;
    let word = match start {
        0 => 0,
        _ => before.find(char::is_whitespace)?,
    };
    TextSpan::from_range(start + word..end)
}

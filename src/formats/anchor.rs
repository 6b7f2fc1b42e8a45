//! Finding an annotation again in a text that has changed: by its position, by the exact text
//! that it quotes, then by a text much like it. What cannot be told from a lookalike is given
//! back as an orphan.
//!
//! Costs: constant where the quote and its surroundings stand where the annotation before it
//! makes one expect them; else one pass over the text, and a pass over 8 KiB of it where the
//! exact quote is nowhere.

use super::fuzzy::{self, Match};
use crate::text::{ByteOffset, TextSpan};

/// How many code points on either side of a quote tell it from its like. The number is that of
/// Hypothesis, whose anchors have proved themselves on changing web pages.
const CONTEXT: usize = 32;

/// How many code points of context must agree before a short quote is taken for the same one.
const ENOUGH: usize = 8;

/// How many code points of context it is worth to stand at the old offset. Not enough: another
/// word of the same letters can stand there by chance.
const STAYED: usize = 4;

/// A quote of this many code points that stands in the text once speaks for itself.
const TELLING: usize = 16;

/// By how many code points of context a place must beat the next best one.
const MARGIN: usize = 4;

/// How far, in bytes, a changed quote is looked for on either side of its expected place.
const REACH: usize = 4096;

/// What is known about an annotation's place in the text that it was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote<'a> {
    /// The text that it covers.
    pub exact: &'a str,
    /// What stands before it.
    pub prefix: &'a str,
    /// What stands after it.
    pub suffix: &'a str,
}

/// How a place was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// The quote stands where it stood.
    Position,
    /// The quote stands elsewhere.
    Quote,
    /// A text much like the quote stands there.
    Fuzzy {
        /// How many characters were added, taken away or replaced.
        edits: u32,
    },
}

/// Why no place was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum OrphanReason {
    /// Neither the quote nor anything much like it is there.
    #[error("the quoted text is gone")]
    Gone,
    /// Several places are as good as each other.
    #[error("{places} places fit equally well")]
    Ambiguous {
        /// How many.
        places: usize,
    },
    /// The only place has other surroundings.
    #[error("the quoted text stands only where its surroundings are different")]
    Lookalike,
}

impl<'a> Quote<'a> {
    /// What is known about a span of the text for which it was made.
    pub fn new(text: &'a str, span: TextSpan) -> Self {
        Self {
            exact: span.slice(text),
            prefix: prefix(text, span),
            suffix: suffix(text, span),
        }
    }
}

/// The context before a span.
pub(super) fn prefix(text: &str, span: TextSpan) -> &str {
    let before = text.get(..span.range().start).unwrap_or_default();
    let mut starts = before.char_indices().rev().map(|(at, _)| at);
    let start = starts.by_ref().take(CONTEXT).last();
    &before[start.unwrap_or(before.len())..]
}

/// The context after a span.
pub(super) fn suffix(text: &str, span: TextSpan) -> &str {
    let after = text.get(span.range().end..).unwrap_or_default();
    let end = after.char_indices().nth(CONTEXT);
    &after[..end.map_or(after.len(), |(at, _)| at)]
}

/// Finds one annotation after another, in their order, in one text.
#[derive(Clone, Debug)]
pub struct Anchorer<'a> {
    text: &'a str,
    /// How far the annotation found last has moved, in bytes: the next one has probably moved as
    /// far.
    drift: isize,
}

/// A place that may be the right one.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    span: TextSpan,
    /// How many code points of context agree.
    agreement: usize,
    /// How far it lies from where it is expected, in bytes.
    distance: usize,
    how: How,
}

impl<'a> Anchorer<'a> {
    /// To find annotations in this text.
    pub fn new(text: &'a str) -> Self {
        Self { text, drift: 0 }
    }

    /// Where the quote stands that stood at `position` in the text for which it was made.
    ///
    /// # Errors
    /// Where it is nowhere, or where nothing tells it from its like.
    pub fn find(
        &mut self,
        quote: Quote,
        position: ByteOffset,
    ) -> Result<(TextSpan, How), OrphanReason> {
        let position = position.to_usize();
        let found = match self.undisturbed(quote, position) {
            Some(found) => found,
            None => self.search(quote, position)?,
        };
        self.drift = found.span.range().start as isize - position as isize;
        Ok((found.span, found.how))
    }

    /// The quote with all of its context, where it stood or as far from there as the last one.
    fn undisturbed(&self, quote: Quote, position: usize) -> Option<Candidate> {
        let places = [position, self.expected(position)];
        let all = |context: &str| context.chars().count();
        let full = all(quote.prefix) + all(quote.suffix);
        places.into_iter().find_map(|at| {
            let span = TextSpan::from_range(at..at + quote.exact.len())?;
            let stands = self.text.get(span.range()) == Some(quote.exact);
            let found = stands.then(|| self.candidate(quote, span, position, None))?;
            (found.agreement >= full && keeps_word_ends(self.text, span, quote)).then_some(found)
        })
    }

    fn search(&self, quote: Quote, position: usize) -> Result<Candidate, OrphanReason> {
        let exact = fuzzy::occurrences(self.text, quote.exact);
        let exact: Vec<Candidate> = exact
            .filter(|span| keeps_word_ends(self.text, *span, quote))
            .map(|span| self.candidate(quote, span, position, None))
            .collect();
        if !exact.is_empty() {
            return choose(&exact, quote.exact.chars().count() >= TELLING);
        }
        let expected = self.expected(position);
        let window = floor(self.text, expected.saturating_sub(REACH))
            ..floor(self.text, expected + quote.exact.len() + REACH);
        let near = fuzzy::matches(self.text, window, quote.exact, |span| {
            keeps_word_ends(self.text, span, quote)
        });
        let near: Vec<Candidate> = near
            .into_iter()
            .map(|Match { span, edits }| self.candidate(quote, span, position, Some(edits)))
            .collect();
        choose(&near, false)
    }

    fn expected(&self, position: usize) -> usize {
        position.saturating_add_signed(self.drift)
    }

    fn candidate(
        &self,
        quote: Quote,
        span: TextSpan,
        position: usize,
        edits: Option<u32>,
    ) -> Candidate {
        let range = span.range();
        let before = self.text[..range.start].chars().rev();
        let after = self.text[range.end..].chars();
        let agreement =
            agreement(quote.prefix.chars().rev(), before) + agreement(quote.suffix.chars(), after);
        Candidate {
            span,
            agreement,
            distance: range.start.abs_diff(self.expected(position)),
            how: match edits {
                Some(edits) => How::Fuzzy { edits },
                None if range.start == position => How::Position,
                None => How::Quote,
            },
        }
    }
}

/// How many code points agree from the quote outward. Where the old text had ended and the new
/// one ends too, all of them do.
fn agreement(context: impl Iterator<Item = char>, mut around: impl Iterator<Item = char>) -> usize {
    let mut agreeing = 0;
    for expected in context {
        if around.next() != Some(expected) {
            return agreeing;
        }
        agreeing += 1;
    }
    if agreeing < CONTEXT && around.next().is_none() {
        agreeing = CONTEXT;
    }
    agreeing
}

/// The one place that is better than all others.
fn choose(candidates: &[Candidate], is_telling: bool) -> Result<Candidate, OrphanReason> {
    let evidence = |candidate: &Candidate| {
        let stayed = usize::from(candidate.how == How::Position) * STAYED;
        candidate.agreement + stayed
    };
    let Some(best) = candidates.iter().map(evidence).max() else {
        return Err(OrphanReason::Gone);
    };
    if best < ENOUGH && !(is_telling && candidates.len() == 1) {
        return Err(match candidates.len() {
            1 => OrphanReason::Lookalike,
            places => OrphanReason::Ambiguous { places },
        });
    }
    let mut rivals: Vec<_> = candidates
        .iter()
        .filter(|candidate| evidence(candidate) + MARGIN > best)
        .collect();
    rivals.sort_by_key(|candidate| candidate.distance);
    match rivals.as_slice() {
        // Where the surroundings are the same, as in a repeated teaser, the place that is much
        // nearer than the next is the right one.
        [first, second, ..] if first.distance * 2 >= second.distance => {
            Err(OrphanReason::Ambiguous {
                places: rivals.len(),
            })
        }
        [first, ..] => Ok(**first),
        [] => Err(OrphanReason::Gone),
    }
}

/// Whether the span begins and ends between words where the quote did: `Iran` is not found in
/// `Iranian`.
fn keeps_word_ends(text: &str, span: TextSpan, quote: Quote) -> bool {
    let joined = |left: Option<char>, right: Option<char>| {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        is_word(left) && is_word(right)
    };
    let ends = |before: &str, inner: &str, after: &str| {
        let (first, last) = (inner.chars().next(), inner.chars().next_back());
        (
            joined(before.chars().next_back(), first),
            joined(last, after.chars().next()),
        )
    };
    let range = span.range();
    let was = ends(quote.prefix, quote.exact, quote.suffix);
    let is = ends(&text[..range.start], span.slice(text), &text[range.end..]);
    (was.0 || !is.0) && (was.1 || !is.1)
}

/// The last character boundary at or before an index.
fn floor(text: &str, index: usize) -> usize {
    let index = index.min(text.len());
    (0..=index)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default()
}

//! Turns what the rules understood into TIMEX3 types and values, against the document's date and
//! the dates that the text spoke of before.

mod calendar;
mod clock;
mod date;
mod day;
mod direction;
mod length;
mod month;
mod order;
mod period;
mod relative;
mod report;
mod tense;

use chrono::{Datelike, NaiveDate};

use super::candidate::Candidate;
use super::frame::{Field, Kind, MODIFIERS, REFERENCES};
use super::lexicon::Lexicon;
use super::token::Token;
use super::{Direction, Implied, Reason, TimePart, Timex, TimexKind};
use crate::text::TextSpan;
pub(super) use order::is_day_first;
use report::{Compared, Quarter};

/// How many tokens further on a text still counts from a time that it spoke of, and reports on a
/// quarter that it named.
const REACH: usize = 400;

/// A date that the text spoke of, as exactly as it did.
#[derive(Clone, Copy, Debug)]
struct Point {
    date: NaiveDate,
    exactness: Exactness,
    implied: bool,
    /// The expression that said it; `None` for the document's own date.
    said: Option<TextSpan>,
    at: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exactness {
    Year,
    Month,
    Day,
}

/// Resolves the candidates of a text in their order.
#[derive(Clone)]
pub(super) struct Resolver<'a> {
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    reference: Option<NaiveDate>,
    /// Whether other dates of the text put the day before the month.
    day_first: Option<bool>,
    /// The direction that is asked for, whatever the text says.
    forced: Option<Direction>,
    last: Option<Point>,
    quarter: Option<Quarter>,
    compared: Compared,
    /// The expression that is being resolved, and its first token.
    current: Option<(TextSpan, usize)>,
    why: Vec<Implied>,
}

impl<'a> Resolver<'a> {
    /// A resolver for a text of that date.
    pub(super) fn new(
        tokens: &'a [Token],
        lexicon: &'a Lexicon,
        reference: Option<NaiveDate>,
        candidates: &[Candidate],
    ) -> Self {
        Self {
            tokens,
            lexicon,
            reference,
            day_first: order::order_in(candidates),
            forced: None,
            last: None,
            quarter: None,
            compared: Compared::Quarter,
            current: None,
            why: Vec::new(),
        }
    }

    /// The same resolver, which looks in that direction where the text leaves one open.
    pub(super) fn towards(&self, direction: Direction) -> Self {
        Self {
            forced: Some(direction),
            ..self.clone()
        }
    }

    /// Whether the dates of the text put the day before the month; `None` where they do not tell.
    pub(super) fn day_first(&self) -> Option<bool> {
        self.day_first
    }

    /// The same resolver, which reads numeric dates in that order.
    pub(super) fn in_order(&self, day_first: bool) -> Self {
        Self {
            day_first: Some(day_first),
            ..self.clone()
        }
    }

    /// The parts of the value resolved last that the text does not say, and why they are what
    /// they are.
    pub(super) fn why(&self) -> &[Implied] {
        &self.why
    }

    /// What the candidate means; `None` where it cannot mean a time.
    pub(super) fn resolve(&mut self, candidate: &Candidate, span: TextSpan) -> Option<Timex> {
        self.why.clear();
        self.current = Some((span, candidate.first));
        let mut timex = match candidate.frame.kind {
            Kind::Date => self.date(candidate),
            Kind::Unit => self.unit(candidate),
            Kind::Offset => self.offset(candidate),
            Kind::Later => self.later(candidate),
            Kind::Same => self.same(candidate),
            Kind::Reported => self.reported(candidate),
            Kind::Duration => self.length(candidate),
            Kind::Set => length::set(&candidate.frame),
            Kind::Reference => candidate
                .frame
                .get(Field::Reference)
                .and_then(|code| REFERENCES.get(usize::try_from(code).ok()?))
                .map(|reference| Timex::new(TimexKind::Date, *reference)),
            Kind::Before | Kind::After | Kind::Nothing => None,
        }?;
        timex.modifier = candidate
            .frame
            .get(Field::Modifier)
            .and_then(|code| MODIFIERS.get(usize::try_from(code).ok()?))
            .map(|name| (*name).to_owned());
        Some(timex)
    }

    fn because(&mut self, part: TimePart, reason: Reason) {
        self.why.push(Implied { part, reason });
    }

    fn remember(&mut self, date: Option<NaiveDate>, exactness: Exactness, implied: bool) {
        if let Some(date) = date
            && let Some((span, at)) = self.current
        {
            self.last = Some(Point {
                date,
                exactness,
                implied,
                said: Some(span),
                at,
            });
        }
    }

    /// The date that the text spoke of last, where that is not too far back.
    fn told(&self, candidate: &Candidate) -> Option<Point> {
        self.last
            .filter(|last| candidate.first.saturating_sub(last.at) <= REACH)
    }

    /// The date on which the candidate follows in a list or a range. Whoever asks for a direction
    /// asks for another date than that one leads to.
    fn head(&self, candidate: &Candidate) -> Option<Point> {
        let follows = candidate.frame.has(Field::Follows) && self.forced.is_none();
        follows.then(|| self.told(candidate)).flatten()
    }

    /// The date to count from where the text counts from its own dates.
    fn anchor(&self, candidate: &Candidate) -> Option<Point> {
        self.told(candidate).or_else(|| self.now(candidate))
    }

    /// The document's date.
    fn now(&self, candidate: &Candidate) -> Option<Point> {
        self.reference.map(|date| Point {
            date,
            exactness: Exactness::Day,
            implied: true,
            said: None,
            at: candidate.first,
        })
    }
}

impl Point {
    /// The date as exactly as the text said it.
    fn value(&self) -> String {
        match self.exactness {
            Exactness::Year => calendar::year(self.date.year()),
            Exactness::Month => calendar::month(self.date),
            Exactness::Day => calendar::day(self.date),
        }
    }

    /// Why something that is counted from here is what it is.
    fn reason(&self) -> Reason {
        self.said.map_or(Reason::Counted, Reason::Text)
    }
}

/// A meaning that follows from the document's date.
fn implied(kind: TimexKind, value: impl Into<String>) -> Timex {
    Timex {
        implied: true,
        ..Timex::new(kind, value)
    }
}

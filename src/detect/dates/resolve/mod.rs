//! Turns what the rules understood into TIMEX3 types and values, against the document's date and
//! the dates that the text spoke of before.

mod calendar;
mod date;
mod length;
mod relative;
mod tense;

use chrono::{Datelike, NaiveDate};

use super::candidate::Candidate;
use super::frame::{Field, Kind, MODIFIERS, REFERENCES, Unit};
use super::lexicon::Lexicon;
use super::token::Token;
use super::{Timex, TimexKind};

/// A type and a value, and whether the value follows from the document's date.
#[derive(Clone, Debug)]
struct Meaning {
    kind: TimexKind,
    value: String,
    implied: bool,
}

/// A date that the text spoke of, as exactly as it did.
#[derive(Clone, Copy, Debug)]
struct Point {
    date: NaiveDate,
    exactness: Exactness,
    implied: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exactness {
    Year,
    Month,
    Day,
}

/// What "a year earlier" is held against in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compared {
    /// The quarter that the text reports on.
    Quarter,
    /// A half of a year, by year and number.
    Half(i32, i32),
    /// Several quarters or a year.
    Longer,
}

/// A quarter that the text reports on, and the token where it was named.
#[derive(Clone, Copy, Debug)]
struct Quarter {
    year: i32,
    number: u32,
    at: usize,
}

/// Resolves the candidates of a text in their order.
pub(super) struct Resolver<'a> {
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    reference: Option<NaiveDate>,
    last: Option<Point>,
    quarter: Option<Quarter>,
    compared: Compared,
}

impl<'a> Resolver<'a> {
    /// A resolver for a text of that date.
    pub(super) fn new(
        tokens: &'a [Token],
        lexicon: &'a Lexicon,
        reference: Option<NaiveDate>,
    ) -> Self {
        Self {
            tokens,
            lexicon,
            reference,
            last: None,
            quarter: None,
            compared: Compared::Quarter,
        }
    }

    /// What the candidate means; `None` where it cannot mean a time.
    pub(super) fn resolve(&mut self, candidate: &Candidate) -> Option<Timex> {
        let meaning = match candidate.frame.kind {
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
                .map(|reference| Meaning::known(TimexKind::Date, (*reference).to_owned())),
            Kind::Before | Kind::After | Kind::Nothing => None,
        }?;
        let modifier = candidate
            .frame
            .get(Field::Modifier)
            .and_then(|code| MODIFIERS.get(usize::try_from(code).ok()?))
            .map(|name| (*name).to_owned());
        Some(Timex {
            kind: meaning.kind,
            value: meaning.value,
            modifier,
            implied: meaning.implied,
        })
    }

    fn length(&mut self, candidate: &Candidate) -> Option<Meaning> {
        let frame = &candidate.frame;
        let months = match (frame.unit(), frame.get(Field::Count)) {
            (Some(Unit::Month), Some(count)) => count / 100,
            (Some(Unit::Year), Some(100)) => 12,
            _ => 0,
        };
        if matches!(months, 6 | 9 | 12) {
            self.compared = Compared::Longer;
        }
        length::duration(frame)
    }

    fn remember(&mut self, date: Option<NaiveDate>, exactness: Exactness, implied: bool) {
        if let Some(date) = date {
            self.last = Some(Point {
                date,
                exactness,
                implied,
            });
        }
    }

    /// The date to count from where the text counts from its own dates.
    fn anchor(&self) -> Option<Point> {
        self.last.or(self.reference.map(|date| Point {
            date,
            exactness: Exactness::Day,
            implied: true,
        }))
    }

    /// The quarter that this part of the text reports on.
    fn reported_quarter(&self, at: usize) -> Option<Quarter> {
        /// How many tokens a report on a quarter goes on after naming it.
        const REACH: usize = 400;
        self.quarter
            .filter(|quarter| at.saturating_sub(quarter.at) <= REACH)
    }

    /// Takes in that the text names a quarter. The one reported on is the latest of those that
    /// were over: a coming quarter is an outlook, an earlier one a comparison.
    fn name_quarter(&mut self, year: i32, number: u32, at: usize) {
        let over = self
            .finished_quarter()
            .is_some_and(|finished| (year, number) <= finished);
        let newer = self
            .reported_quarter(at)
            .is_none_or(|quarter| (year, number) >= (quarter.year, quarter.number));
        self.compared = Compared::Quarter;
        if over && newer {
            self.quarter = Some(Quarter { year, number, at });
        }
    }

    /// The last quarter that was over on the document's date.
    fn finished_quarter(&self) -> Option<(i32, u32)> {
        let date = self.reference?;
        let running = date.month0() / 3 + 1;
        Some(match running {
            1 => (date.year() - 1, 4),
            _ => (date.year(), running - 1),
        })
    }
}

impl Meaning {
    fn known(kind: TimexKind, value: String) -> Self {
        Self {
            kind,
            value,
            implied: false,
        }
    }

    fn implied(kind: TimexKind, value: String) -> Self {
        Self {
            kind,
            value,
            implied: true,
        }
    }
}

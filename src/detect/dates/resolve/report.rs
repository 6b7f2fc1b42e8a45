//! The quarter that a business text reports on.

use chrono::Datelike;

use super::super::Direction;
use super::super::candidate::Candidate;
use super::{REACH, Resolver};

/// What "a year earlier" is held against in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    /// The quarter that the text reports on.
    Quarter,
    /// A half of a year, by year and number.
    Half(i32, i32),
    /// Several quarters or a year.
    Longer,
}

/// A quarter that the text reports on, and the token where it was named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quarter {
    pub(super) year: i32,
    pub(super) number: u32,
    at: usize,
}

impl Resolver<'_> {
    /// The quarter that this part of the text reports on.
    pub(super) fn reported_quarter(&self, at: usize) -> Option<Quarter> {
        self.quarter
            .filter(|quarter| at.saturating_sub(quarter.at) <= REACH)
    }

    /// Takes in that the text names a quarter. The one reported on is the latest of those that
    /// were over: a coming quarter is an outlook, an earlier one a comparison. A text that begins
    /// with what was earned in the quarter that still runs has another calendar, and reports on
    /// that.
    pub(super) fn name_quarter(&mut self, year: i32, number: u32, candidate: &Candidate) {
        let begun = |(of, running)| (year, number) == next_quarter(of, running);
        let over = self.finished_quarter().is_some_and(|finished| {
            (year, number) <= finished
                || self.reported_quarter(candidate.end).is_none()
                    && begun(finished)
                    && self.clause_tense(candidate) == Some(Direction::Past)
        });
        let newer = self
            .reported_quarter(candidate.end)
            .is_none_or(|quarter| (year, number) >= (quarter.year, quarter.number));
        self.compared = Compared::Quarter;
        if over && newer {
            let at = candidate.end;
            self.quarter = Some(Quarter { year, number, at });
        }
    }

    /// The last quarter that was over on the document's date.
    pub(super) fn finished_quarter(&self) -> Option<(i32, u32)> {
        let date = self.reference?;
        let running = date.month0() / 3 + 1;
        Some(match running {
            1 => (date.year() - 1, 4),
            _ => (date.year(), running - 1),
        })
    }
}

fn next_quarter(year: i32, number: u32) -> (i32, u32) {
    match number {
        4 => (year + 1, 1),
        _ => (year, number + 1),
    }
}

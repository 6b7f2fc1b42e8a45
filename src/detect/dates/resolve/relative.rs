//! Times counted from the document's date or from a date that the text spoke of.

use chrono::Datelike;

use super::super::TimexKind;
use super::super::candidate::Candidate;
use super::super::frame::{Field, UNKNOWN, Unit};
use super::calendar;
use super::length;
use super::tense::Tense;
use super::{Compared, Exactness, Meaning, Resolver};

impl Resolver<'_> {
    /// Last week, this year, next weekend.
    pub(super) fn unit(&mut self, candidate: &Candidate) -> Option<Meaning> {
        let unit = candidate.frame.unit()?;
        let mut shift = candidate.frame.get(Field::Shift)?;
        if unit < Unit::Day || unit == Unit::Day && shift <= 0 || unit == Unit::Open {
            return None;
        }
        let Some(reference) = self.reference else {
            return Some(Meaning::implied(
                TimexKind::Date,
                calendar::unknown(unit).to_owned(),
            ));
        };
        // The weekend that has just been, or is; the coming one where the clause says so.
        if unit == Unit::Weekend
            && shift < 0
            && (reference.weekday().num_days_from_monday() >= 5
                || !candidate.frame.has(Field::Ordinal)
                    && self.tense(candidate) == Some(Tense::Future))
        {
            shift = 0;
        }
        let date = calendar::moved(reference, unit, i64::from(shift) * 100)?;
        if let Some(exactness) = exactness(unit) {
            self.remember(Some(date), exactness, true);
        }
        Some(Meaning::implied(
            TimexKind::Date,
            calendar::rounded(date, unit),
        ))
    }

    /// Two years ago, three weeks from now.
    pub(super) fn offset(&mut self, candidate: &Candidate) -> Option<Meaning> {
        let frame = &candidate.frame;
        let (unit, count) = (frame.unit()?, frame.get(Field::Count).unwrap_or(100));
        let sign = i64::from(frame.get(Field::Sign)?);
        if count == UNKNOWN {
            return Some(vague(sign));
        }
        if unit == Unit::Year
            && count == 100
            && let Some(meaning) = self.quarter_before(candidate)
        {
            return Some(meaning);
        }
        let Some(reference) = self.reference else {
            return Some(vague(sign));
        };
        let date = calendar::moved(reference, unit, sign * i64::from(count))?;
        if let Some(exactness) = exactness(unit) {
            self.remember(Some(date), exactness, true);
        }
        Some(Meaning::implied(
            TimexKind::Date,
            calendar::rounded(date, unit),
        ))
    }

    /// A year earlier, three days later, the following month.
    pub(super) fn later(&mut self, candidate: &Candidate) -> Option<Meaning> {
        let frame = &candidate.frame;
        let (unit, count) = (frame.unit()?, frame.get(Field::Count).unwrap_or(100));
        let sign = i64::from(frame.get(Field::Sign)?);
        if count == UNKNOWN || unit < Unit::Day {
            return length::duration(frame);
        }
        if unit == Unit::Year
            && count == 100
            && sign < 0
            && let Some(meaning) = self.quarter_before(candidate)
        {
            return Some(meaning);
        }
        let Some(anchor) = self.anchor() else {
            return Some(vague(sign));
        };
        let date = calendar::moved(anchor.date, unit, sign * i64::from(count))?;
        if let Some(exactness) = exactness(unit) {
            self.remember(Some(date), exactness.min(anchor.exactness), anchor.implied);
        }
        Some(Meaning {
            kind: TimexKind::Date,
            value: calendar::rounded(date, unit),
            implied: anchor.implied,
        })
    }

    /// That year, the same day, that night.
    pub(super) fn same(&mut self, candidate: &Candidate) -> Option<Meaning> {
        let frame = &candidate.frame;
        let anchor = self.anchor();
        let implied = anchor.is_none_or(|anchor| anchor.implied);
        if let Some(part) = length::named(&super::super::frame::PARTS, frame.get(Field::Part)) {
            let day = anchor
                .filter(|anchor| anchor.exactness == Exactness::Day)
                .map_or_else(
                    || calendar::unknown(Unit::Day).to_owned(),
                    |anchor| calendar::day(anchor.date),
                );
            return Some(Meaning {
                kind: TimexKind::Time,
                value: format!("{day}T{part}"),
                implied,
            });
        }
        let unit = frame.unit()?;
        let exact_enough = anchor.filter(|anchor| {
            exactness(unit).is_some_and(|exactness| exactness <= anchor.exactness)
        });
        Some(Meaning {
            kind: TimexKind::Date,
            value: exact_enough.map_or_else(
                || calendar::unknown(unit).to_owned(),
                |anchor| calendar::rounded(anchor.date, unit),
            ),
            implied,
        })
    }

    /// The latest quarter: the one that the text has named, else the last one that is over.
    pub(super) fn reported(&mut self, candidate: &Candidate) -> Option<Meaning> {
        let named = self
            .reported_quarter(candidate.first)
            .map(|quarter| (quarter.year, quarter.number));
        let value = match named.or_else(|| self.finished_quarter()) {
            Some((year, number)) => {
                self.name_quarter(year, number, candidate.end);
                format!("{}-Q{number}", calendar::year(year))
            }
            None => calendar::unknown(Unit::Quarter).to_owned(),
        };
        Some(Meaning::implied(TimexKind::Date, value))
    }

    /// A year before the quarter or the half that the text reports on.
    fn quarter_before(&self, candidate: &Candidate) -> Option<Meaning> {
        match self.compared {
            Compared::Quarter => {}
            Compared::Half(year, number) => {
                let value = format!("{}-H{number}", calendar::year(year - 1));
                return Some(Meaning::implied(TimexKind::Date, value));
            }
            Compared::Longer => return None,
        }
        let quarter = self.reported_quarter(candidate.first)?;
        Some(Meaning::implied(
            TimexKind::Date,
            format!("{}-Q{}", calendar::year(quarter.year - 1), quarter.number),
        ))
    }
}

/// How exactly a date that was rounded to the unit is known; a week or a season says no date that
/// others could be counted from.
fn exactness(unit: Unit) -> Option<Exactness> {
    match unit {
        Unit::Day => Some(Exactness::Day),
        Unit::Month => Some(Exactness::Month),
        Unit::Year => Some(Exactness::Year),
        _ => None,
    }
}

fn vague(sign: i64) -> Meaning {
    let value = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
    Meaning::implied(TimexKind::Date, value.to_owned())
}

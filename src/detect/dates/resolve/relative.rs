//! Times counted from the document's date or from a date that the text spoke of.

use chrono::Datelike;

use super::super::candidate::Candidate;
use super::super::frame::{Field, Frame, PARTS, UNKNOWN, Unit};
use super::super::{Direction, Reason, TimePart, Timex, TimexKind};
use super::{Compared, Exactness, Point, Resolver, calendar, implied, length};

impl Resolver<'_> {
    /// Last week, this year, next weekend.
    pub(super) fn unit(&mut self, candidate: &Candidate) -> Option<Timex> {
        let unit = candidate.frame.unit()?;
        let mut shift = candidate.frame.get(Field::Shift)?;
        if unit < Unit::Day || unit == Unit::Day && shift <= 0 || unit == Unit::Open {
            return None;
        }
        let Some(reference) = self.reference else {
            return Some(implied(TimexKind::Date, calendar::unknown(unit)));
        };
        let mut reason = Reason::Counted;
        // The weekend that has just been, or is; the coming one where the clause says so.
        if unit == Unit::Weekend && shift < 0 {
            let running = reference.weekday().num_days_from_monday() >= 5;
            let (direction, said) = self.direction(candidate);
            if running || direction == Some(Direction::Future) {
                shift = 0;
                reason = if running { reason } else { said };
            }
        }
        let date = calendar::moved(reference, unit, i64::from(shift) * 100)?;
        self.because(TimePart::Whole, reason);
        if let Some(exactness) = exactness(unit) {
            self.remember(Some(date), exactness, true);
        }
        Some(implied(TimexKind::Date, calendar::rounded(date, unit)))
    }

    /// Two years ago, three weeks from now.
    pub(super) fn offset(&mut self, candidate: &Candidate) -> Option<Timex> {
        let frame = &candidate.frame;
        let (unit, count) = (frame.unit()?, frame.get(Field::Count).unwrap_or(100));
        let sign = i64::from(frame.get(Field::Sign)?);
        if count == UNKNOWN {
            return Some(vague(sign));
        }
        if unit == Unit::Year
            && count == 100
            && let Some(timex) = self.year_before(candidate)
        {
            return Some(timex);
        }
        let Some(reference) = self.reference else {
            return Some(vague(sign));
        };
        let (count, told_in) = halves(frame, count, unit);
        let date = calendar::moved(reference, unit, sign * count)?;
        // "A year ago this week" says which week.
        let unit = frame.second_unit().unwrap_or(told_in);
        self.because(TimePart::Whole, Reason::Counted);
        if let Some(exactness) = exactness(unit) {
            self.remember(Some(date), exactness, true);
        }
        Some(implied_at(frame, calendar::rounded(date, unit)))
    }

    /// A year earlier, three days later, the following month.
    pub(super) fn later(&mut self, candidate: &Candidate) -> Option<Timex> {
        let frame = &candidate.frame;
        let (unit, count) = (frame.unit()?, frame.get(Field::Count).unwrap_or(100));
        let sign = i64::from(frame.get(Field::Sign)?);
        if count == UNKNOWN || unit < Unit::Day {
            return length::duration(frame);
        }
        if unit == Unit::Year
            && count == 100
            && sign < 0
            && let Some(timex) = self.year_before(candidate)
        {
            return Some(timex);
        }
        // A report on longer than a quarter holds itself against the year before the document's.
        let compares =
            unit == Unit::Year && count == 100 && sign < 0 && self.compared == Compared::Longer;
        let told = self.told(candidate).filter(|_| !compares);
        if told.is_none() && frame.has(Field::Elapsed) {
            return length::duration(frame);
        }
        let anchor = told.or_else(|| self.now(candidate));
        let Some(anchor) = anchor else {
            return Some(vague(sign));
        };
        if let Some(weekday) = frame.get(Field::Weekday) {
            return self.next_weekday(anchor, weekday, sign);
        }
        let (count, told_in) = halves(frame, count, unit);
        let date = calendar::moved(anchor.date, unit, sign * count)?;
        let unit = told_in;
        self.because(TimePart::Whole, anchor.reason());
        if let Some(exactness) = exactness(unit) {
            self.remember(Some(date), exactness.min(anchor.exactness), anchor.implied);
        }
        let value = calendar::rounded(date, unit);
        if frame.has(Field::Elapsed) {
            return Some(Timex {
                begin: Some(anchor.value()),
                end: Some(value),
                implied: anchor.implied,
                ..length::duration(frame)?
            });
        }
        let timex = match length::named(&PARTS, frame.get(Field::Part)) {
            Some(part) => Timex::new(TimexKind::Time, format!("{value}T{part}")),
            None => Timex::new(TimexKind::Date, value),
        };
        Some(Timex {
            implied: anchor.implied,
            ..timex
        })
    }

    /// The following Friday, the previous Monday.
    fn next_weekday(&mut self, anchor: Point, weekday: i32, sign: i64) -> Option<Timex> {
        let date = (1..=7).find_map(|days| {
            let date = calendar::moved_days(anchor.date, sign * days)?;
            let number = i32::try_from(date.weekday().number_from_monday()).ok()?;
            (number == weekday).then_some(date)
        })?;
        self.because(TimePart::Day, anchor.reason());
        self.remember(Some(date), Exactness::Day, anchor.implied);
        Some(Timex {
            implied: anchor.implied,
            ..Timex::new(TimexKind::Date, calendar::day(date))
        })
    }

    /// That year, the same day, that night.
    pub(super) fn same(&mut self, candidate: &Candidate) -> Option<Timex> {
        let frame = &candidate.frame;
        let anchor = self.anchor(candidate);
        let implied = anchor.is_none_or(|anchor| anchor.implied);
        let (kind, value) = if let Some(part) = length::named(&PARTS, frame.get(Field::Part)) {
            let day = anchor
                .filter(|anchor| anchor.exactness == Exactness::Day)
                .map_or_else(
                    || calendar::unknown(Unit::Day).to_owned(),
                    |anchor| calendar::day(anchor.date),
                );
            (TimexKind::Time, format!("{day}T{part}"))
        } else {
            let unit = frame.unit()?;
            let exact_enough = anchor.filter(|anchor| {
                exactness(unit).is_some_and(|exactness| exactness <= anchor.exactness)
            });
            let value = match exact_enough {
                Some(anchor) => calendar::rounded(anchor.date, unit),
                // A day that nothing before says is any day: "they did it that day".
                None if anchor.is_some() => return None,
                None => calendar::unknown(unit).to_owned(),
            };
            (TimexKind::Date, value)
        };
        if let Some(anchor) = anchor {
            self.because(TimePart::Whole, anchor.reason());
        }
        Some(Timex {
            implied,
            ..Timex::new(kind, value)
        })
    }

    /// The latest quarter: the one that the text has named, else the last one that is over.
    pub(super) fn reported(&mut self, candidate: &Candidate) -> Option<Timex> {
        let named = self
            .reported_quarter(candidate.first)
            .map(|quarter| (quarter.year, quarter.number));
        let reason = match named {
            Some(_) => Reason::Report,
            None => Reason::Latest,
        };
        let value = match named.or_else(|| self.finished_quarter()) {
            Some((year, number)) => {
                self.name_quarter(year, number, candidate);
                self.because(TimePart::Quarter, reason);
                format!("{}-Q{number}", calendar::year(year))
            }
            None => calendar::unknown(Unit::Quarter).to_owned(),
        };
        Some(implied(TimexKind::Date, value))
    }

    /// A year before the quarter or the half that the text reports on.
    fn year_before(&mut self, candidate: &Candidate) -> Option<Timex> {
        let value = match self.compared {
            Compared::Quarter => {
                let quarter = self.reported_quarter(candidate.first)?;
                format!("{}-Q{}", calendar::year(quarter.year - 1), quarter.number)
            }
            Compared::Half(year, number) => format!("{}-H{number}", calendar::year(year - 1)),
            Compared::Longer => return None,
        };
        self.because(TimePart::Whole, Reason::Report);
        Some(implied(TimexKind::Date, value))
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

/// The date, or the part of that day which the frame says: two nights ago.
fn implied_at(frame: &Frame, date: String) -> Timex {
    match length::named(&PARTS, frame.get(Field::Part)) {
        Some(part) => implied(TimexKind::Time, format!("{date}T{part}")),
        None => implied(TimexKind::Date, date),
    }
}

/// The number of units with the half that is added to it, and the unit in which the date is told:
/// who counts in halves means more than the whole units say.
fn halves(frame: &Frame, count: i32, unit: Unit) -> (i64, Unit) {
    let half = if frame.has(Field::Half) { 50 } else { 0 };
    let count = i64::from(count) + half;
    let halved = count % 100 == 50;
    (count, if halved { finer(unit) } else { unit })
}

/// The unit in which half of this one is told.
fn finer(unit: Unit) -> Unit {
    match unit {
        Unit::Week | Unit::Month => Unit::Day,
        Unit::Quarter | Unit::Half | Unit::Year => Unit::Month,
        Unit::Decade | Unit::Century | Unit::Millennium => Unit::Year,
        _ => unit,
    }
}

fn vague(sign: i64) -> Timex {
    let value = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
    implied(TimexKind::Date, value)
}

//! Dates and times of day by the calendar, complete or not.

use chrono::{Datelike, NaiveDate};

use super::super::candidate::Candidate;
use super::super::frame::{Field, Frame, Unit};
use super::super::{Reason, TimePart, Timex, TimexKind};
use super::{Exactness, Resolver, calendar, clock};

/// How many tokens after a day a time of day is still one of that day.
const STORY: usize = 40;

/// A TIMEX3 date and whether it follows from the document's date.
pub(super) struct Part {
    pub(super) value: String,
    pub(super) implied: bool,
}

/// The year of an expression.
#[derive(Clone, Copy)]
pub(super) struct Year {
    pub(super) number: i32,
    pub(super) implied: bool,
}

impl Resolver<'_> {
    /// The date or time of day.
    pub(super) fn date(&mut self, candidate: &Candidate) -> Option<Timex> {
        let frame = &candidate.frame;
        let Part { value, implied } = if frame.has(Field::Era) {
            year_of_era(frame)?
        } else if frame.has(Field::Compact) {
            self.compact(frame)?
        } else if (frame.has(Field::Ordinal) || frame.has(Field::Count)) && frame.has(Field::Unit) {
            self.ordinal(candidate)?
        } else if frame.has(Field::Decade) {
            self.decade(frame)?
        } else if let Some(days) = frame.get(Field::Deictic) {
            self.deictic(days)?
        } else if frame.has(Field::Holiday) {
            self.holiday(candidate)?
        } else if frame.has(Field::Weekday) && frame.has(Field::Ordinal) && frame.has(Field::Month)
        {
            self.nth_weekday(candidate)?
        } else if frame.has(Field::Season) {
            self.season(candidate)?
        } else if frame.has(Field::Month) && frame.has(Field::Day) {
            self.month_day(candidate)?
        } else if frame.has(Field::Month) {
            self.month(candidate)?
        } else if frame.has(Field::Weekday) {
            self.weekday(candidate)?
        } else if frame.has(Field::Day) {
            self.day_of_month(candidate)?
        } else if frame.has(Field::Year) {
            self.only_year(frame)?
        } else if frame.has_time() {
            self.day_of_story(candidate)?
        } else {
            return None;
        };
        let value = match frame.unit() {
            Some(unit @ (Unit::Week | Unit::Weekend)) if !frame.has(Field::Weekday) => {
                week_of(&value, unit).unwrap_or(value)
            }
            _ => value,
        };
        let timex = match clock::time_of_day(frame) {
            Some(time) if value.len() == "2016-07-15".len() => {
                Timex::new(TimexKind::Time, format!("{value}{time}"))
            }
            _ => Timex::new(TimexKind::Date, value),
        };
        Some(Timex { implied, ..timex })
    }

    /// The year that the frame says, or that it says in relation to the document's.
    pub(super) fn year(&mut self, frame: &Frame) -> Option<Year> {
        if let Some(year) = frame.get(Field::Year) {
            return Some(self.full_year(year));
        }
        if frame.has(Field::Same)
            && let Some(told) = self.last
        {
            self.because(TimePart::Year, told.reason());
            return Some(Year {
                number: told.date.year(),
                implied: told.implied,
            });
        }
        if let Some(shift) = frame.get(Field::Shift)
            && frame.unit() == Some(Unit::Year)
        {
            let number = self.reference?.year() + shift;
            self.because(TimePart::Year, Reason::Counted);
            return Some(Year {
                number,
                implied: true,
            });
        }
        None
    }

    /// A year of two digits lies from ninety years before the document to ten after it.
    pub(super) fn full_year(&mut self, year: i32) -> Year {
        if year >= 100 {
            return Year {
                number: year,
                implied: false,
            };
        }
        let newest = self.reference.map_or(2050, |date| date.year() + 10);
        let candidate = newest - newest.rem_euclid(100) + year;
        self.because(TimePart::Century, Reason::Nearest);
        Year {
            number: candidate - if candidate > newest { 100 } else { 0 },
            implied: true,
        }
    }

    fn compact(&mut self, frame: &Frame) -> Option<Part> {
        let digits = frame.get(Field::Compact)?;
        let (year, rest) = (digits / 10_000, digits % 10_000);
        (1900..2100).contains(&year).then_some(())?;
        Some(self.day(ymd(year, rest / 100, rest % 100)?, false))
    }

    /// A day, which later expressions may count from.
    pub(super) fn day(&mut self, date: NaiveDate, implied: bool) -> Part {
        self.remember(Some(date), Exactness::Day, implied);
        Part {
            value: calendar::day(date),
            implied,
        }
    }

    fn deictic(&mut self, days: i32) -> Option<Part> {
        let Some(reference) = self.reference else {
            return Some(unknown("XXXX-XX-XX"));
        };
        let date = calendar::moved_days(reference, i64::from(days))?;
        self.because(TimePart::Day, Reason::Counted);
        Some(self.day(date, true))
    }

    /// The day of a time of day that stands without one: the one that the text has just spoken of,
    /// else the document's.
    fn day_of_story(&mut self, candidate: &Candidate) -> Option<Part> {
        let story = self.told(candidate).filter(|told| {
            told.exactness == Exactness::Day && candidate.first.saturating_sub(told.at) <= STORY
        });
        let Some(told) = story else {
            return self.deictic(0);
        };
        self.because(TimePart::Day, told.reason());
        Some(self.day(told.date, told.implied))
    }

    fn only_year(&mut self, frame: &Frame) -> Option<Part> {
        let Year { number, implied } = self.year(frame)?;
        self.remember(ymd(number, 1, 1), Exactness::Year, implied);
        Some(Part {
            value: calendar::year(number),
            implied,
        })
    }

    fn decade(&mut self, frame: &Frame) -> Option<Part> {
        let year = frame.get(Field::Year)?;
        (year % 10 == 0).then_some(())?;
        // The '20s are the last ones that have begun, the 1920s are said in full.
        let implied = year < 100;
        let full = if implied {
            self.because(TimePart::Century, Reason::Latest);
            let newest = self.reference.map_or(2020, |date| date.year());
            let same = newest - newest.rem_euclid(100) + year;
            if same > newest { same - 100 } else { same }
        } else {
            year
        };
        Some(Part {
            value: format!("{:03}", full / 10),
            implied,
        })
    }
}

/// The day with these numbers, where the calendar has it.
pub(super) fn ymd(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// What stands for a date that would follow from the document's, where that is not known.
pub(super) fn unknown(value: &str) -> Part {
    Part {
        value: value.to_owned(),
        implied: true,
    }
}

/// 44 BC, AD 79.
fn year_of_era(frame: &Frame) -> Option<Part> {
    let count = frame.get(Field::Count).map(|hundredths| hundredths / 100);
    let year = frame.get(Field::Year).or(count)?;
    (1..=9999).contains(&year).then_some(())?;
    let value = match frame.get(Field::Era) {
        Some(-1) => format!("BC{year:04}"),
        _ => calendar::year(year),
    };
    Some(Part {
        value,
        implied: false,
    })
}

/// The week in which a day is, or the weekend, to which a Monday may belong.
fn week_of(day: &str, unit: Unit) -> Option<String> {
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    let back = i64::from(unit == Unit::Weekend);
    Some(calendar::rounded(calendar::moved_days(day, -back)?, unit))
}

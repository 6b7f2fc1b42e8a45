//! Numbered parts of a year or of time: quarters, halves, weeks, centuries.

use chrono::{Datelike, NaiveDate, Weekday};

use super::super::candidate::Candidate;
use super::super::frame::{Field, Frame, Unit};
use super::super::{Direction, Reason, TimePart};
use super::date::{Part, Year, unknown};
use super::{Compared, Resolver, calendar};

impl Resolver<'_> {
    /// The third quarter, the first half, week 31, the 20th century.
    pub(super) fn ordinal(&mut self, candidate: &Candidate) -> Option<Part> {
        let frame = &candidate.frame;
        // The number of "Q3" is one that counts.
        let number = frame
            .get(Field::Ordinal)
            .or_else(|| Some(frame.get(Field::Count)? / 100))?;
        match frame.unit()? {
            Unit::Century => (1..=30).contains(&number).then(|| Part {
                value: format!("{:02}", number - 1),
                implied: false,
            }),
            Unit::Week => self.numbered_week(frame, number),
            Unit::Quarter => self.part_of_year(candidate, number, Unit::Quarter),
            Unit::Half => self.part_of_year(candidate, number, Unit::Half),
            _ => None,
        }
    }

    fn part_of_year(&mut self, candidate: &Candidate, number: i32, unit: Unit) -> Option<Part> {
        let frame = &candidate.frame;
        let (letter, parts) = match unit {
            Unit::Quarter => ('Q', 4),
            _ => ('H', 2),
        };
        (1..=parts).contains(&number).then_some(())?;
        // A unit of the rule hides the word "year" of "last year": the shift is the year's.
        let said = match (frame.get(Field::Year), frame.get(Field::Shift)) {
            (Some(year), _) => Some(self.full_year(year)),
            (None, Some(shift)) => {
                self.because(TimePart::Year, Reason::Counted);
                self.reference.map(|reference| Year {
                    number: reference.year() + shift,
                    implied: true,
                })
            }
            (None, None) => None,
        };
        let year = said.or_else(|| {
            let year = self.year_of_part(candidate, number, 12 / parts)?;
            Some(Year {
                number: year + frame.get(Field::Sign).unwrap_or(0),
                implied: true,
            })
        });
        let Some(year) = year else {
            return Some(unknown(&format!("XXXX-{letter}{number}")));
        };
        if unit == Unit::Half {
            self.compared = Compared::Half(year.number, number);
        } else if !frame.has(Field::Sign)
            && let Ok(number) = u32::try_from(number)
        {
            self.name_quarter(year.number, number, candidate);
        }
        Some(Part {
            value: format!("{}-{letter}{number}", calendar::year(year.number)),
            implied: year.implied,
        })
    }

    /// Week 31 of a year, the document's where none is said.
    fn numbered_week(&mut self, frame: &Frame, number: i32) -> Option<Part> {
        (1..=53).contains(&number).then_some(())?;
        let year = match (frame.get(Field::Year), self.reference) {
            (Some(year), _) => self.full_year(year),
            (None, Some(reference)) => {
                self.because(TimePart::Year, Reason::Nearest);
                Year {
                    number: reference.year(),
                    implied: true,
                }
            }
            (None, None) => return Some(unknown(&format!("XXXX-W{number:02}"))),
        };
        let week = u32::try_from(number).ok()?;
        let monday = NaiveDate::from_isoywd_opt(year.number, week, Weekday::Mon)?;
        Some(Part {
            value: calendar::week(monday),
            implied: year.implied,
        })
    }

    /// The year of a quarter or half that is named without one: the document's, or the one before
    /// if that part of it had not begun and nothing speaks of the future.
    fn year_of_part(&mut self, candidate: &Candidate, number: i32, months: i32) -> Option<i32> {
        let reference = self.reference?;
        let begins = (number - 1) * months + 1;
        let ahead = begins - i32::try_from(reference.month()).ok()?;
        let direction = self.forced.or_else(|| self.clause_tense(candidate));
        let last_years = match direction {
            _ if ahead <= 0 => false,
            Some(Direction::Future) => false,
            Some(Direction::Past) => true,
            // What is about to begin is more likely meant than what is nine months past.
            None => ahead > months,
        };
        let reason = match direction {
            Some(direction) if ahead > 0 => Reason::Tense(direction),
            _ => Reason::Nearest,
        };
        self.because(TimePart::Year, reason);
        Some(reference.year() - i32::from(last_years))
    }
}

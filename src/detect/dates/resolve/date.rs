//! Dates and times of day by the calendar, complete or not.

use chrono::{Datelike, NaiveDate};

use super::super::candidate::Candidate;
use super::super::frame::{Field, Frame, PARTS, SEASONS, Unit};
use super::super::{TimexKind, holiday};
use super::calendar;
use super::length::named;
use super::tense::Tense;
use super::{Compared, Exactness, Meaning, Resolver};

/// A month and day without a year lies within this many days of the document's date, unless the
/// tense says otherwise: beyond it the tense decides, below it the nearest.
const NEAR: i64 = 45;

/// A month this many months ahead is meant rather than the last one, where no verb tells.
const SOON: i32 = 3;

/// A month this many months ahead in the same year is meant even where a verb is past: "they
/// announced a cut in September". A past one would be called "last September".
const NEXT: i32 = 2;

/// A part of a TIMEX3 date and how it was found.
struct Part {
    value: String,
    implied: bool,
}

impl Resolver<'_> {
    /// The date or time of day.
    pub(super) fn date(&mut self, candidate: &Candidate) -> Option<Meaning> {
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
            self.deictic(0)?
        } else {
            return None;
        };
        let value = match frame.unit() {
            Some(Unit::Week) if !frame.has(Field::Weekday) => week_of(&value).unwrap_or(value),
            _ => value,
        };
        Some(match time_of_day(frame) {
            Some(time) if value.len() == "2016-07-15".len() => Meaning {
                kind: TimexKind::Time,
                value: format!("{value}{time}"),
                implied,
            },
            _ => Meaning {
                kind: TimexKind::Date,
                value,
                implied,
            },
        })
    }

    /// The year that the frame says, or that it says in relation to the document's.
    fn year(&self, frame: &Frame) -> Option<Option<(i32, bool)>> {
        if let Some(year) = frame.get(Field::Year) {
            // Which century two digits mean follows from the document's date.
            return Some(Some((self.full_year(year), year < 100)));
        }
        if frame.has(Field::Shift) && frame.unit() == Some(Unit::Year) {
            let reference = self.reference?;
            return Some(Some((reference.year() + frame.get(Field::Shift)?, true)));
        }
        Some(None)
    }

    /// A year of two digits lies from ninety years before the document to ten after it.
    fn full_year(&self, year: i32) -> i32 {
        if year >= 100 {
            return year;
        }
        let newest = self.reference.map_or(2050, |date| date.year() + 10);
        let candidate = newest - newest.rem_euclid(100) + year;
        if candidate > newest {
            candidate - 100
        } else {
            candidate
        }
    }

    fn compact(&mut self, frame: &Frame) -> Option<Part> {
        let digits = frame.get(Field::Compact)?;
        let (year, rest) = (digits / 10_000, digits % 10_000);
        (1900..2100).contains(&year).then_some(())?;
        let date = ymd(year, rest / 100, rest % 100)?;
        self.known_day(date)
    }

    fn known_day(&mut self, date: NaiveDate) -> Option<Part> {
        self.remember(Some(date), Exactness::Day, false);
        Some(Part {
            value: calendar::day(date),
            implied: false,
        })
    }

    fn implied_day(&mut self, date: NaiveDate) -> Part {
        self.remember(Some(date), Exactness::Day, true);
        Part {
            value: calendar::day(date),
            implied: true,
        }
    }

    fn deictic(&mut self, days: i32) -> Option<Part> {
        let Some(reference) = self.reference else {
            return Some(unknown("XXXX-XX-XX"));
        };
        let date = calendar::moved_days(reference, i64::from(days))?;
        Some(self.implied_day(date))
    }

    fn only_year(&mut self, frame: &Frame) -> Option<Part> {
        let (year, implied) = self.year(frame)??;
        self.remember(ymd(year, 1, 1), Exactness::Year, implied);
        Some(Part {
            value: calendar::year(year),
            implied,
        })
    }

    fn decade(&mut self, frame: &Frame) -> Option<Part> {
        let year = frame.get(Field::Year)?;
        (year % 10 == 0).then_some(())?;
        // The '20s are the last ones that have begun, the 1920s are said in full.
        let implied = year < 100;
        let full = if implied {
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

    /// The third quarter, the first half, the 20th century.
    fn ordinal(&mut self, candidate: &Candidate) -> Option<Part> {
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
            unit @ (Unit::Quarter | Unit::Half) => {
                let (letter, parts) = if unit == Unit::Quarter {
                    ('Q', 4)
                } else {
                    ('H', 2)
                };
                (1..=parts).contains(&number).then_some(())?;
                // A unit of the rule hides the word "year" of "last year": the shift is the
                // year's.
                let said = match (frame.get(Field::Year), frame.get(Field::Shift)) {
                    (Some(year), _) => Some((self.full_year(year), year < 100)),
                    (None, Some(shift)) => Some((self.reference?.year() + shift, true)),
                    (None, None) => None,
                };
                let year = said.or_else(|| {
                    let mut year = self.year_of_part(candidate, number, 12 / parts)?;
                    year += frame.get(Field::Sign).unwrap_or(0);
                    Some((year, true))
                });
                let Some((year, implied)) = year else {
                    return Some(unknown(&format!("XXXX-{letter}{number}")));
                };
                if unit == Unit::Half {
                    self.compared = Compared::Half(year, number);
                }
                if unit == Unit::Quarter
                    && !frame.has(Field::Sign)
                    && let Ok(number) = u32::try_from(number)
                {
                    self.name_quarter(year, number, candidate.end);
                }
                Some(Part {
                    value: format!("{}-{letter}{number}", calendar::year(year)),
                    implied,
                })
            }
            _ => None,
        }
    }

    /// Week 31 of a year, the document's where none is said.
    fn numbered_week(&self, frame: &Frame, number: i32) -> Option<Part> {
        (1..=53).contains(&number).then_some(())?;
        let year = match (frame.get(Field::Year), self.reference) {
            (Some(year), _) => Some(self.full_year(year)),
            (None, reference) => reference.map(|date| date.year()),
        };
        let Some(year) = year else {
            return Some(unknown(&format!("XXXX-W{number:02}")));
        };
        let week = u32::try_from(number).ok()?;
        let monday = NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon)?;
        Some(Part {
            value: calendar::week(monday),
            implied: !frame.has(Field::Year),
        })
    }

    /// The year of a quarter or half that is named without one: the document's, or the one before
    /// if that part of it had not begun and nothing speaks of the future.
    fn year_of_part(&self, candidate: &Candidate, number: i32, months: i32) -> Option<i32> {
        let reference = self.reference?;
        let begins = (number - 1) * months + 1;
        let ahead = begins - i32::try_from(reference.month()).ok()?;
        let last_years = match self.clause_tense(candidate) {
            _ if ahead <= 0 => false,
            Some(Tense::Future) => false,
            Some(Tense::Past) => true,
            // What is about to begin is more likely meant than what is nine months past.
            None => ahead > months,
        };
        Some(reference.year() - i32::from(last_years))
    }

    fn holiday(&mut self, candidate: &Candidate) -> Option<Part> {
        let code = candidate.frame.get(Field::Holiday)?;
        if let Some((year, implied)) = self.year(&candidate.frame)? {
            let date = holiday::date(code, year)?;
            self.remember(Some(date), Exactness::Day, implied);
            return Some(Part {
                value: calendar::day(date),
                implied,
            });
        }
        let Some(reference) = self.reference else {
            return Some(unknown("XXXX-XX-XX"));
        };
        let date = self.choose_year(candidate, reference, |year| holiday::date(code, year))?;
        Some(self.implied_day(date))
    }

    fn season(&mut self, candidate: &Candidate) -> Option<Part> {
        let frame = &candidate.frame;
        let season = frame.get(Field::Season)?;
        let name = named(&SEASONS, Some(season))?;
        if let Some((year, implied)) = self.year(frame)? {
            return Some(Part {
                value: format!("{}-{name}", calendar::year(year)),
                implied,
            });
        }
        let Some(reference) = self.reference else {
            return Some(unknown(&format!("XXXX-{name}")));
        };
        // Spring begins in March, summer in June, autumn in September, winter in December.
        let begins = 3 * (season + 1);
        let month = i32::try_from(reference.month()).ok()?;
        let latest = reference.year() - i32::from(begins > month);
        let running = (month - begins).rem_euclid(12) < 3;
        let year = match frame.get(Field::Shift) {
            Some(-1) if running => latest - 1,
            Some(1) => latest + 1,
            Some(0) if !running && begins > month => latest + 1,
            None if !running && self.tense(candidate) == Some(Tense::Future) => latest + 1,
            _ => latest,
        };
        Some(Part {
            value: format!("{}-{name}", calendar::year(year)),
            implied: true,
        })
    }

    fn month_day(&mut self, candidate: &Candidate) -> Option<Part> {
        let frame = &candidate.frame;
        let (month, day) = (frame.get(Field::Month)?, frame.get(Field::Day)?);
        if let Some((year, implied)) = self.year(frame)? {
            let date = ymd(year, month, day)?;
            self.remember(Some(date), Exactness::Day, implied);
            return Some(Part {
                value: calendar::day(date),
                implied,
            });
        }
        // 2000 was a leap year: 29 February exists, 30 February does not.
        ymd(2000, month, day)?;
        let Some(reference) = self.reference else {
            return Some(unknown(&format!("XXXX-{month:02}-{day:02}")));
        };
        let weekday = frame.get(Field::Weekday);
        let on_weekday = weekday.and_then(|weekday| {
            [0, -1, 1]
                .into_iter()
                .filter_map(|step| ymd(reference.year() + step, month, day))
                .find(|date| number_of(*date) == Some(weekday))
        });
        let date = match on_weekday {
            Some(date) => date,
            None => self.choose_year(candidate, reference, |year| ymd(year, month, day))?,
        };
        Some(self.implied_day(date))
    }

    /// The year of a day that recurs yearly: the nearest to the document's date, unless last, next
    /// or the tense tells.
    fn choose_year(
        &self,
        candidate: &Candidate,
        reference: NaiveDate,
        day_in: impl Fn(i32) -> Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        let days: Vec<(i64, NaiveDate)> = (-1..=1)
            .filter_map(|step| day_in(reference.year() + step))
            .map(|date| (date.signed_duration_since(reference).num_days(), date))
            .collect();
        let (before, after) = match candidate.frame.get(Field::Shift) {
            Some(-1) => (-1, i64::MIN),
            Some(1) => (i64::MIN, 1),
            Some(_) => return day_in(reference.year()),
            None => match self.tense(candidate) {
                Some(Tense::Past) => (NEAR, i64::MIN),
                Some(Tense::Future) => (i64::MIN, -NEAR),
                None => (i64::MAX, i64::MIN),
            },
        };
        days.iter()
            .filter(|(distance, _)| {
                (before == i64::MIN || *distance <= before)
                    && (after == i64::MIN || *distance >= after)
            })
            .min_by_key(|(distance, _)| distance.abs())
            .map(|&(_, date)| date)
    }

    fn month(&mut self, candidate: &Candidate) -> Option<Part> {
        let frame = &candidate.frame;
        let month = frame.get(Field::Month)?;
        if let Some((year, implied)) = self.year(frame)? {
            self.remember(ymd(year, month, 1), Exactness::Month, implied);
            return Some(Part {
                value: format!("{}-{month:02}", calendar::year(year)),
                implied,
            });
        }
        let Some(reference) = self.reference else {
            return Some(unknown(&format!("XXXX-{month:02}")));
        };
        let now = i32::try_from(reference.month()).ok()?;
        let year = reference.year()
            + match frame.get(Field::Shift) {
                Some(shift) if shift < 0 => -i32::from(month >= now),
                Some(shift) if shift > 0 => i32::from(month <= now),
                Some(_) => 0,
                None => match self.tense(candidate) {
                    Some(Tense::Future) => i32::from(month < now),
                    // One is told what happened last month by another name than this.
                    Some(Tense::Past) => -i32::from(month > now + NEXT),
                    // What nothing is said of is the coming month rather than one long past.
                    None => years_to_near(month, now),
                },
            };
        self.remember(ymd(year, month, 1), Exactness::Month, true);
        Some(Part {
            value: format!("{}-{month:02}", calendar::year(year)),
            implied: true,
        })
    }

    /// A day of a month that is not said: that of the narrative, else the nearest one that the
    /// tense allows.
    fn day_of_month(&mut self, candidate: &Candidate) -> Option<Part> {
        let day = candidate.frame.get(Field::Day)?;
        let Some(reference) = self.reference else {
            return Some(unknown(&format!("XXXX-XX-{day:02}")));
        };
        let told = self.last.filter(|last| last.exactness >= Exactness::Month);
        let months = match self.tense(candidate) {
            _ if told.is_some() => [0, 1, -1],
            Some(Tense::Future) => [0, 1, 2],
            _ => [0, -1, -2],
        };
        let from = told.map_or(reference, |last| last.date);
        let past = months[1] < 0;
        let date = months.into_iter().find_map(|step| {
            let month = calendar::moved_months(from.with_day(1)?, step)?;
            let date = month.with_day(u32::try_from(day).ok()?)?;
            let fits = told.is_some() || (date <= reference) == past || date == reference;
            fits.then_some(date)
        })?;
        let implied = told.is_none_or(|last| last.implied);
        self.remember(Some(date), Exactness::Day, implied);
        Some(Part {
            value: calendar::day(date),
            implied,
        })
    }

    fn weekday(&mut self, candidate: &Candidate) -> Option<Part> {
        let frame = &candidate.frame;
        let weekday = frame.get(Field::Weekday)?;
        let Some(reference) = self.reference else {
            return Some(unknown(&format!("XXXX-WXX-{weekday}")));
        };
        let today = number_of(reference)?;
        let back = i64::from((today - weekday).rem_euclid(7));
        let ahead = i64::from((weekday - today).rem_euclid(7));
        if let Some(day) = frame.get(Field::Ordinal).or(frame.get(Field::Day)) {
            let near = (0..=366_i64)
                .flat_map(|days| [-days, days])
                .filter_map(|days| calendar::moved_days(reference, days))
                .find(|date| {
                    i32::try_from(date.day()) == Ok(day) && number_of(*date) == Some(weekday)
                })?;
            return Some(self.implied_day(near));
        }
        let of_week = frame.unit() == Some(Unit::Week);
        let days = match frame.get(Field::Shift) {
            Some(shift) if of_week => i64::from(weekday - today + 7 * shift),
            Some(-1) if back == 0 => -7,
            Some(-1) => -back,
            Some(1) if ahead == 0 => 7,
            Some(1) => ahead,
            Some(_) => i64::from(weekday - today),
            None if self.tense(candidate) == Some(Tense::Future) => ahead,
            None => -back,
        };
        let date = calendar::moved_days(reference, days)?;
        Some(self.implied_day(date))
    }
}

/// By how many years the nearest such month, if it is soon, or else the last one is away.
fn years_to_near(month: i32, now: i32) -> i32 {
    let ahead = (month - now).rem_euclid(12);
    // Beyond the new year a month is not as near as it is before.
    match (ahead <= SOON - i32::from(month < now), month < now) {
        (true, wraps) => i32::from(wraps),
        (false, past) => -i32::from(!past),
    }
}

fn ymd(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// Monday is 1.
fn number_of(date: NaiveDate) -> Option<i32> {
    i32::try_from(date.weekday().number_from_monday()).ok()
}

fn unknown(value: &str) -> Part {
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

/// The week in which a day is.
fn week_of(day: &str) -> Option<String> {
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    Some(calendar::week(day))
}

/// `T15:00` or `TMO`.
fn time_of_day(frame: &Frame) -> Option<String> {
    let part = named(&PARTS, frame.get(Field::Part));
    let Some(mut hour) = frame.get(Field::Hour).or_else(|| {
        // "Seven p.m." is a number that counts.
        frame.get(Field::Count).map(|hundredths| hundredths / 100)
    }) else {
        return part.map(|part| format!("T{part}"));
    };
    let afternoon = match (frame.get(Field::Meridiem), part) {
        (Some(shift), _) => Some(shift > 0),
        (None, Some("AF" | "EV")) => Some(true),
        (None, Some("NI")) => Some(hour >= 6),
        (None, Some(_)) => Some(false),
        (None, None) => None,
    };
    match afternoon {
        Some(true) if hour < 12 => hour += 12,
        Some(false) if hour == 12 => hour = 0,
        _ => {}
    }
    let minute = frame.get(Field::Minute).unwrap_or(0);
    let seconds = frame.get(Field::Second);
    ((0..24).contains(&hour) || hour == 24 && minute == 0).then(|| match seconds {
        Some(second) => format!("T{hour:02}:{minute:02}:{second:02}"),
        None => format!("T{hour:02}:{minute:02}"),
    })
}

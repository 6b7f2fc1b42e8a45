//! Days by their month, by their number alone, by their weekday, by their holiday.

use chrono::{Datelike, NaiveDate, Weekday};

use super::super::candidate::Candidate;
use super::super::class::RANGE;
use super::super::frame::{Field, Frame, Unit};
use super::super::{Direction, Reason, TimePart, holiday};
use super::date::{Part, Year, unknown, ymd};
use super::order::is_day_first;
use super::{Exactness, Resolver, calendar};

/// A month and day without a year lies within this many days of the document's date, unless the
/// tense says otherwise: beyond it the tense decides, below it the nearest.
const NEAR: i64 = 45;

/// A month and day without a year, of which no tense tells, lies no further ahead than this.
const FAR: i64 = 150;

/// The weekdays of a list are no further apart than this: "Friday and Thursday" goes back.
const LIST: i32 = 3;

/// The code of [`Field::Ordinal`] of the last one, however many there are.
const LAST: i32 = -1;

/// How far away a day of the month is looked for that is a certain weekday.
const WEEKDAY_REACH: i64 = 366;

impl Resolver<'_> {
    pub(super) fn month_day(&mut self, candidate: &Candidate) -> Option<Part> {
        let frame = &candidate.frame;
        let (month, day) = self.month_and_day(frame)?;
        if let Some(Year { number, implied }) = self.year(frame) {
            return Some(self.day(ymd(number, month, day)?, implied));
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
            Some(date) => {
                self.because(TimePart::Year, Reason::Weekday);
                date
            }
            None => self.choose_year(candidate, reference, |year| ymd(year, month, day))?,
        };
        Some(self.day(date, true))
    }

    /// The month and the day, of which either comes first where both are numbers.
    fn month_and_day(&mut self, frame: &Frame) -> Option<(i32, i32)> {
        let (month, day) = (frame.get(Field::Month)?, frame.get(Field::Day)?);
        if !frame.has(Field::Numeric) || day > 12 || day == month {
            return Some((month, day));
        }
        let usual_day_first = is_day_first(frame);
        let reason = match self.day_first {
            Some(_) => Reason::Evidence,
            None => Reason::Usual,
        };
        self.because(TimePart::Order, reason);
        let day_first = self.day_first.unwrap_or(usual_day_first);
        Some(if day_first == usual_day_first {
            (month, day)
        } else {
            (day, month)
        })
    }

    pub(super) fn holiday(&mut self, candidate: &Candidate) -> Option<Part> {
        let code = candidate.frame.get(Field::Holiday)?;
        if let Some(Year { number, implied }) = self.year(&candidate.frame) {
            return Some(self.day(holiday::date(code, number)?, implied));
        }
        let Some(reference) = self.reference else {
            return Some(unknown("XXXX-XX-XX"));
        };
        let date = self.choose_year(candidate, reference, |year| holiday::date(code, year))?;
        Some(self.day(date, true))
    }

    /// The first Monday in October.
    pub(super) fn nth_weekday(&mut self, candidate: &Candidate) -> Option<Part> {
        let frame = &candidate.frame;
        let (month, weekday) = (frame.get(Field::Month)?, frame.get(Field::Weekday)?);
        // The last one is the fifth or the fourth.
        let nth = match frame.get(Field::Ordinal)? {
            LAST => [5, 4],
            nth => [u8::try_from(nth).ok()?; 2],
        };
        let weekday = Weekday::try_from(u8::try_from(weekday - 1).ok()?).ok()?;
        let month_number = u32::try_from(month).ok()?;
        let day_in = |year| {
            nth.into_iter().find_map(|nth| {
                NaiveDate::from_weekday_of_month_opt(year, month_number, weekday, nth)
            })
        };
        if let Some(Year { number, implied }) = self.year(frame) {
            return Some(self.day(day_in(number)?, implied));
        }
        let Some(reference) = self.reference else {
            return Some(unknown(&format!("XXXX-{month:02}-XX")));
        };
        let date = self.choose_year(candidate, reference, day_in)?;
        Some(self.day(date, true))
    }

    /// The year of a day that recurs yearly: the nearest to the document's date, unless last, next
    /// or the tense tells.
    fn choose_year(
        &mut self,
        candidate: &Candidate,
        reference: NaiveDate,
        day_in: impl Fn(i32) -> Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        if let Some(head) = self.head(candidate) {
            self.because(TimePart::Year, head.reason());
            let date = day_in(head.date.year())?;
            // From Christmas to New Year it is a year later.
            let wraps = date < head.date && candidate.frame.get(Field::Follows) == Some(RANGE);
            return if wraps {
                day_in(head.date.year() + 1)
            } else {
                Some(date)
            };
        }
        let days = (-1..=1)
            .filter_map(|step| day_in(reference.year() + step))
            .map(|date| (date.signed_duration_since(reference).num_days(), date));
        let shift = candidate.frame.get(Field::Shift);
        let (direction, reason) = self.shift_or_tense(candidate);
        self.because(TimePart::Year, reason);
        let (earliest, latest) = match (shift, direction) {
            (Some(0), _) => return day_in(reference.year()),
            (Some(_), Some(Direction::Past)) => (i64::MIN, -1),
            (Some(_), _) => (1, i64::MAX),
            (None, Some(Direction::Past)) => (i64::MIN, NEAR),
            (None, Some(Direction::Future)) => (-NEAR, i64::MAX),
            // What is far away on both sides is rather over.
            (None, None) => (i64::MIN, FAR),
        };
        // Whoever asks for another reading wants another day, however near this one is.
        let (earliest, latest) = match self.forced {
            Some(Direction::Past) => (i64::MIN, 0),
            Some(Direction::Future) => (0, i64::MAX),
            None => (earliest, latest),
        };
        days.filter(|(distance, _)| (earliest..=latest).contains(distance))
            .min_by_key(|(distance, _)| distance.abs())
            .map(|(_, date)| date)
    }

    /// A day of a month that is not said: that of the narrative, else the nearest one that the
    /// tense allows.
    pub(super) fn day_of_month(&mut self, candidate: &Candidate) -> Option<Part> {
        let day = candidate.frame.get(Field::Day)?;
        let Some(reference) = self.reference else {
            return Some(unknown(&format!("XXXX-XX-{day:02}")));
        };
        let told = self
            .told(candidate)
            .filter(|told| told.exactness >= Exactness::Month);
        let (direction, reason) = self.direction(candidate);
        let (from, months, reason) = match (told, direction) {
            (Some(told), _) => (told.date, [0, 1, -1], told.reason()),
            (None, Some(Direction::Future)) => (reference, [0, 1, 2], reason),
            (None, Some(Direction::Past)) => (reference, [0, -1, -2], reason),
            (None, None) => (reference, [0, -1, -2], Reason::Latest),
        };
        let past = months[1] < 0;
        let date = months.into_iter().find_map(|step| {
            let month = calendar::moved_months(from.with_day(1)?, step)?;
            let date = month.with_day(u32::try_from(day).ok()?)?;
            let fits = told.is_some() || (date <= reference) == past || date == reference;
            fits.then_some(date)
        })?;
        self.because(TimePart::Month, reason);
        Some(self.day(date, told.is_none_or(|told| told.implied)))
    }

    pub(super) fn weekday(&mut self, candidate: &Candidate) -> Option<Part> {
        let frame = &candidate.frame;
        let weekday = frame.get(Field::Weekday)?;
        let Some(reference) = self.reference else {
            return Some(unknown(&format!("XXXX-WXX-{weekday}")));
        };
        let today = number_of(reference)?;
        if let Some(day) = frame.get(Field::Ordinal).or(frame.get(Field::Day)) {
            let near = (0..=WEEKDAY_REACH)
                .flat_map(|days| [-days, days])
                .filter_map(|days| calendar::moved_days(reference, days))
                .find(|date| {
                    i32::try_from(date.day()) == Ok(day) && number_of(*date) == Some(weekday)
                })?;
            self.because(TimePart::Month, Reason::Weekday);
            return Some(self.day(near, true));
        }
        let followed = self.head(candidate).and_then(|head| {
            let days = (weekday - number_of(head.date)?).rem_euclid(7);
            let range = frame.get(Field::Follows) == Some(RANGE);
            (range || days <= LIST).then_some((head, days))
        });
        if let Some((head, days)) = followed {
            self.because(TimePart::Day, head.reason());
            let date = calendar::moved_days(head.date, i64::from(days))?;
            return Some(self.day(date, true));
        }
        let back = i64::from((today - weekday).rem_euclid(7));
        let ahead = i64::from((weekday - today).rem_euclid(7));
        let of_week = frame.unit() == Some(Unit::Week);
        // Whoever asks for another reading wants another day than the document's.
        let (back, ahead) = match self.forced {
            Some(_) => (
                if back == 0 { 7 } else { back },
                if ahead == 0 { 7 } else { ahead },
            ),
            None => (back, ahead),
        };
        let (direction, reason) = self.shift_or_tense(candidate);
        let days = match (frame.get(Field::Shift), direction) {
            (Some(shift), _) if of_week => i64::from(weekday - today + 7 * shift),
            (Some(-1), _) if back == 0 => -7,
            (Some(1), _) if ahead == 0 => 7,
            (Some(0), _) => i64::from(weekday - today),
            (_, Some(Direction::Future)) => ahead,
            (_, Some(Direction::Past) | None) => -back,
        };
        let reason = match direction {
            None => Reason::Latest,
            Some(_) => reason,
        };
        self.because(TimePart::Day, reason);
        Some(self.day(calendar::moved_days(reference, days)?, true))
    }
}

/// Monday is 1.
fn number_of(date: NaiveDate) -> Option<i32> {
    i32::try_from(date.weekday().number_from_monday()).ok()
}

//! Months and seasons.

use chrono::Datelike;

use super::super::candidate::Candidate;
use super::super::frame::{Field, SEASONS};
use super::super::{Direction, TimePart};
use super::date::{Part, Year, unknown, ymd};
use super::length::named;
use super::{Exactness, Resolver, calendar};

/// A month this many months ahead is meant rather than the last one, where no verb tells.
const SOON: i32 = 3;

/// A month this many months ahead in the same year is meant even where a verb is past: "they
/// announced a cut in September". A past one would be called "last September".
const NEXT: i32 = 2;

impl Resolver<'_> {
    pub(super) fn month(&mut self, candidate: &Candidate) -> Option<Part> {
        let frame = &candidate.frame;
        let month = frame.get(Field::Month)?;
        if let Some(Year { number, implied }) = self.year(frame) {
            self.remember(ymd(number, month, 1), Exactness::Month, implied);
            return Some(Part {
                value: format!("{}-{month:02}", calendar::year(number)),
                implied,
            });
        }
        let Some(reference) = self.reference else {
            return Some(unknown(&format!("XXXX-{month:02}")));
        };
        let now = i32::try_from(reference.month()).ok()?;
        let (direction, reason) = self.shift_or_tense(candidate);
        let next = if self.forced.is_some() { 0 } else { NEXT };
        // A range is over, or to come, when its last month is.
        let last = frame.get(Field::Through).unwrap_or(month);
        let years = match (frame.get(Field::Shift), direction) {
            (Some(0), _) => 0,
            (Some(_), Some(Direction::Past)) => -i32::from(month >= now),
            (Some(_), _) => i32::from(month <= now),
            (None, Some(Direction::Future)) => i32::from(last < now),
            (None, Some(Direction::Past)) => -i32::from(last > now + next),
            // What nothing is said of is the coming month rather than one long past.
            (None, None) => years_to_near(last, now),
        };
        let head = self.head(candidate);
        let (year, reason) = match head {
            // The month after December is in the next year.
            Some(head) => {
                let begins = i32::try_from(head.date.month()).ok()?;
                let year = head.date.year() + i32::from(month < begins);
                (year, head.reason())
            }
            None => (reference.year() + years - i32::from(month > last), reason),
        };
        self.because(TimePart::Year, reason);
        self.remember(ymd(year, month, 1), Exactness::Month, true);
        Some(Part {
            value: format!("{}-{month:02}", calendar::year(year)),
            implied: true,
        })
    }

    pub(super) fn season(&mut self, candidate: &Candidate) -> Option<Part> {
        let frame = &candidate.frame;
        let season = frame.get(Field::Season)?;
        let name = named(&SEASONS, Some(season))?;
        if let Some(Year { number, implied }) = self.year(frame) {
            return Some(Part {
                value: format!("{}-{name}", calendar::year(number)),
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
        let (direction, reason) = self.shift_or_tense(candidate);
        let ahead = match (frame.get(Field::Shift), direction) {
            (Some(0), _) => i32::from(!running && begins > month),
            (Some(_), Some(Direction::Past)) => -i32::from(running),
            (Some(_), _) => 1,
            (None, Some(Direction::Future)) => i32::from(!running),
            (None, _) => 0,
        };
        self.because(TimePart::Year, reason);
        Some(Part {
            value: format!("{}-{name}", calendar::year(latest + ahead)),
            implied: true,
        })
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

//! The dates of holidays that move.
//!
//! Rules name such a day as `11-thu-4`, the fourth Thursday of November, `5-mon-last`, or
//! `easter-2`, two days before Easter Sunday; `+1` after it is the next day.

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};

/// Codes from this one on are days from Easter Sunday.
const EASTER: i32 = 1_000_000;

/// The ordinal that stands for the last such weekday of a month.
const LAST: i32 = 5;

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The code of a day as rules write it; `None` where that is not well formed.
pub(super) fn code_named(name: &str) -> Option<i32> {
    if let Some(days) = name.strip_prefix("easter") {
        let days: i32 = if days.is_empty() {
            0
        } else {
            days.parse().ok()?
        };
        return (-100..=100).contains(&days).then_some(EASTER + days);
    }
    let (name, later) = match name.split_once('+') {
        Some((name, later)) => (
            name,
            later.parse().ok().filter(|days| (0..10).contains(days))?,
        ),
        None => (name, 0),
    };
    let mut parts = name.split('-');
    let month: i32 = parts.next()?.parse().ok()?;
    let weekday = parts.next()?;
    let weekday = WEEKDAYS.iter().position(|known| *known == weekday)?;
    let nth = match parts.next()? {
        "last" => LAST,
        nth => nth.parse().ok().filter(|nth| (1..LAST).contains(nth))?,
    };
    let known = (1..=12).contains(&month) && parts.next().is_none();
    let weekday = i32::try_from(weekday).ok()?;
    known.then_some(((month * 10 + weekday) * 10 + nth) * 10 + later)
}

/// The day that the code means in the year.
pub(super) fn date(code: i32, year: i32) -> Option<NaiveDate> {
    if code >= EASTER - 100 {
        let days = TimeDelta::try_days(i64::from(code - EASTER))?;
        return easter(year)?.checked_add_signed(days);
    }
    let code = u32::try_from(code).ok()?;
    let (month, weekday, nth, later) = (code / 1000, code / 100 % 10, code / 10 % 10, code % 10);
    let weekday = Weekday::try_from(u8::try_from(weekday).ok()?).ok()?;
    let date = match u8::try_from(nth).ok()? {
        nth if i32::from(nth) < LAST => {
            NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth)?
        }
        _ => last_of_month(year, month, weekday)?,
    };
    date.checked_add_days(Days::new(u64::from(later)))
}

fn last_of_month(year: i32, month: u32, weekday: Weekday) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 1)?
        .checked_add_months(chrono::Months::new(1))?
        .pred_opt()?;
    let back = last.weekday().days_since(weekday);
    last.checked_sub_days(Days::new(u64::from(back)))
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus/Jones/Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movable_holidays_fall_on_their_days() {
        let day = |name, year| date(code_named(name).unwrap(), year).unwrap().to_string();
        assert_eq!(day("easter", 2016), "2016-03-27");
        assert_eq!(day("easter", 2000), "2000-04-23");
        assert_eq!(day("easter-2", 2016), "2016-03-25");
        assert_eq!(day("11-thu-4", 1999), "1999-11-25");
        assert_eq!(day("5-mon-last", 2016), "2016-05-30");
        assert_eq!(day("11-mon-1+1", 1998), "1998-11-03");
    }

    #[test]
    fn what_names_no_day_has_no_code() {
        for name in [
            "13-mon-1",
            "5-mon-6",
            "5-mon",
            "5-mon-1-1",
            "easterly",
            "5-moon-1",
            "1+1",
        ] {
            assert_eq!(code_named(name), None, "{name}");
        }
    }
}

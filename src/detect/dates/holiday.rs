//! The dates of holidays that move.
//!
//! A code from 101 to 1299 is `month * 100 + weekday * 10 + n`: the n-th such weekday of the
//! month, the last one where n is 5 (Monday is 1). One from 2900 to 3100 is `3000 + days` from
//! Easter Sunday.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The day of the holiday in the year.
pub(super) fn date(code: i32, year: i32) -> Option<NaiveDate> {
    if (2900..=3100).contains(&code) {
        return easter(year)?
            .checked_add_signed(chrono::TimeDelta::try_days(i64::from(code) - 3000)?);
    }
    let code = u32::try_from(code).ok()?;
    let (month, weekday, nth) = (code / 100, code / 10 % 10, code % 10);
    let weekday = Weekday::try_from(u8::try_from(weekday.checked_sub(1)?).ok()?).ok()?;
    if nth < 5 {
        // Election day is the Tuesday after the first Monday: the code of that day says nine.
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday, u8::try_from(nth).ok()?);
    }
    if nth == 9 {
        let monday = NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 1)?;
        return monday.checked_add_days(Days::new(1));
    }
    let last = NaiveDate::from_ymd_opt(year, month, 1)?
        .checked_add_months(chrono::Months::new(1))?
        .pred_opt()?;
    let back = (last.weekday().num_days_from_monday() + 7 - weekday.num_days_from_monday()) % 7;
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
        let day = |code, year| date(code, year).unwrap().to_string();
        assert_eq!(day(3000, 2016), "2016-03-27");
        assert_eq!(day(3000, 2000), "2000-04-23");
        assert_eq!(day(2998, 2016), "2016-03-25");
        assert_eq!(day(1144, 1999), "1999-11-25");
        assert_eq!(day(515, 2016), "2016-05-30");
        assert_eq!(day(1119, 1998), "1998-11-03");
    }
}

//! The place of a TIMEX3 value in the calendar.

use chrono::{Days, Months, NaiveDate, Weekday};

use super::{DateValue, Season, TimexValue};

impl TimexValue {
    /// The first and the last day of the value; `None` where it has no place in the calendar:
    /// lengths, vague references, and what is of an unknown year. What is open within a known year
    /// or month takes all of that. A season is its three months by the northern calendar.
    ///
    /// ```
    /// use spanwright::detect::dates::{TimexKind, TimexValue};
    /// let quarter = TimexValue::parse(TimexKind::Date, "2016-Q3").unwrap();
    /// let days = quarter.days().map(|(first, last)| (first.to_string(), last.to_string()));
    /// assert_eq!(days, Some(("2016-07-01".to_owned(), "2016-09-30".to_owned())));
    /// ```
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Date(date) => days_of(date),
            Self::Time(time) => days_of(time.day.as_ref()?),
            Self::Past | Self::Present | Self::Future | Self::Duration(_) => None,
        }
    }
}

fn days_of(date: &DateValue) -> Option<(NaiveDate, NaiveDate)> {
    match date {
        DateValue::Century(number) => years(i32::try_from((*number)?).ok()? * 100, 100),
        DateValue::Decade(number) => years(i32::try_from((*number)?).ok()? * 10, 10),
        DateValue::Year(year) => {
            let known = year.trim_end_matches('X');
            let open = u32::try_from(year.len() - known.len()).ok()?;
            let length = 10_i32.checked_pow(open)?;
            years(known.parse::<i32>().ok()? * length, length)
        }
        // There is no year 0: the year before 1 is 1 BC.
        DateValue::YearBefore(year) => years(1 - i32::try_from(*year).ok()?, 1),
        DateValue::Season(year, season) => {
            let first = match season {
                Season::Spring => 3,
                Season::Summer => 6,
                Season::Autumn => 9,
                Season::Winter => 12,
            };
            months(year, first, 3)
        }
        DateValue::Quarter(year, Some(quarter)) => months(year, quarter * 3 - 2, 3),
        DateValue::Half(year, Some(half)) => months(year, half * 6 - 5, 6),
        DateValue::Month(year, Some(month)) | DateValue::Day(year, Some(month), None) => {
            months(year, *month, 1)
        }
        DateValue::Day(year, Some(month), Some(day)) => {
            let day = NaiveDate::from_ymd_opt(year.parse().ok()?, *month, *day)?;
            Some((day, day))
        }
        DateValue::Week(year, Some(week)) | DateValue::Weekday(year, Some(week), None) => {
            week_days(year, *week, 0, 6)
        }
        DateValue::Weekend(year, Some(week)) => week_days(year, *week, 5, 6),
        DateValue::Weekday(year, Some(week), Some(day)) => {
            let day = u64::from(day.checked_sub(1)?);
            week_days(year, *week, day, day)
        }
        DateValue::Quarter(year, None)
        | DateValue::Half(year, None)
        | DateValue::Month(year, None)
        | DateValue::Day(year, None, _)
        | DateValue::Week(year, None)
        | DateValue::Weekend(year, None)
        | DateValue::Weekday(year, None, _) => years(year.parse().ok()?, 1),
    }
}

/// So many years from the first day of one.
fn years(first: i32, length: i32) -> Option<(NaiveDate, NaiveDate)> {
    let last = first.checked_add(length)?.checked_sub(1)?;
    let first = NaiveDate::from_ymd_opt(first, 1, 1)?;
    Some((first, NaiveDate::from_ymd_opt(last, 12, 31)?))
}

/// So many months from the first day of one; they may reach into the next year.
fn months(year: &str, first: u32, length: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year.parse().ok()?, first, 1)?;
    let next = first.checked_add_months(Months::new(length))?;
    Some((first, next.pred_opt()?))
}

/// Days of an ISO week, counted from its Monday.
fn week_days(year: &str, week: u32, first: u64, last: u64) -> Option<(NaiveDate, NaiveDate)> {
    let monday = NaiveDate::from_isoywd_opt(year.parse().ok()?, week, Weekday::Mon)?;
    let day = |days| monday.checked_add_days(Days::new(days));
    day(first).zip(day(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::dates::TimexKind;

    fn days(kind: TimexKind, value: &str) -> Option<String> {
        let (first, last) = TimexValue::parse(kind, value).unwrap().days()?;
        Some(format!("{first}..{last}"))
    }

    #[test]
    fn each_form_has_its_place() {
        for (value, expected) in [
            ("2016-07-15", "2016-07-15..2016-07-15"),
            ("2016-02", "2016-02-01..2016-02-29"),
            ("2016", "2016-01-01..2016-12-31"),
            ("2016-H2", "2016-07-01..2016-12-31"),
            ("2016-SU", "2016-06-01..2016-08-31"),
            ("2016-WI", "2016-12-01..2017-02-28"),
            ("2016-W28", "2016-07-11..2016-07-17"),
            ("2016-W28-WE", "2016-07-16..2016-07-17"),
            ("2016-W28-5", "2016-07-15..2016-07-15"),
            ("198", "1980-01-01..1989-12-31"),
            ("19", "1900-01-01..1999-12-31"),
            ("199X", "1990-01-01..1999-12-31"),
            ("2016-XX-XX", "2016-01-01..2016-12-31"),
            ("2016-07-XX", "2016-07-01..2016-07-31"),
            ("BC0044", "-0043-01-01..-0043-12-31"),
        ] {
            assert_eq!(
                days(TimexKind::Date, value).as_deref(),
                Some(expected),
                "{value}"
            );
        }
        let time = days(TimexKind::Time, "2016-07-15T15:00");
        assert_eq!(time.as_deref(), Some("2016-07-15..2016-07-15"));
    }

    #[test]
    fn what_has_no_place_gets_none() {
        for (kind, value) in [
            (TimexKind::Date, "XXXX-07-15"),
            (TimexKind::Date, "XXXX-WXX-5"),
            (TimexKind::Date, "XXXX"),
            (TimexKind::Date, "PRESENT_REF"),
            (TimexKind::Time, "T15:00"),
            (TimexKind::Duration, "P3D"),
        ] {
            assert_eq!(days(kind, value), None, "{value}");
        }
    }
}

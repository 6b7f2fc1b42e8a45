//! Calendar arithmetic and the spelling of TIMEX3 dates.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::super::frame::Unit;

/// `2016-07-15`.
pub(super) fn day(date: NaiveDate) -> String {
    format!(
        "{}-{:02}-{:02}",
        year(date.year()),
        date.month(),
        date.day()
    )
}

/// `2016-07`.
pub(super) fn month(date: NaiveDate) -> String {
    format!("{}-{:02}", year(date.year()), date.month())
}

/// `2016-W28`, the ISO week that begins on a Monday.
pub(super) fn week(date: NaiveDate) -> String {
    let week = date.iso_week();
    format!("{}-W{:02}", year(week.year()), week.week())
}

/// `2016-Q3`.
pub(super) fn quarter(date: NaiveDate) -> String {
    format!("{}-Q{}", year(date.year()), date.month0() / 3 + 1)
}

/// `2016`.
pub(super) fn year(year: i32) -> String {
    format!("{year:04}")
}

/// The date as exactly as the unit is: a day, an ISO week, a month, a decade.
pub(super) fn rounded(date: NaiveDate, unit: Unit) -> String {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Open => day(date),
        Unit::Week => week(date),
        Unit::Weekend => format!("{}-WE", week(date)),
        Unit::Month => month(date),
        Unit::Quarter => quarter(date),
        Unit::Half => format!("{}-H{}", year(date.year()), date.month0() / 6 + 1),
        Unit::Year => year(date.year()),
        Unit::Decade => format!("{:03}", date.year() / 10),
        Unit::Century => format!("{:02}", date.year() / 100),
        Unit::Millennium => format!("{:01}", date.year() / 1000),
    }
}

/// What stands for a date of this exactness that nothing is known of.
pub(super) fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Open => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
    }
}

/// The date moved by hundredths of the unit; `None` where it leaves the calendar.
pub(super) fn moved(date: NaiveDate, unit: Unit, hundredths: i64) -> Option<NaiveDate> {
    let months = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Open => return Some(date),
        Unit::Day => return moved_days(date, hundredths / 100),
        Unit::Week | Unit::Weekend => return moved_days(date, hundredths * 7 / 100),
        Unit::Month => 1,
        Unit::Quarter => 3,
        Unit::Half => 6,
        Unit::Year => 12,
        Unit::Decade => 120,
        Unit::Century => 1200,
        Unit::Millennium => 12_000,
    };
    moved_months(date, hundredths.checked_mul(months)? / 100)
}

/// The date a number of days later.
pub(super) fn moved_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let step = Days::new(days.unsigned_abs());
    let moved = if days < 0 {
        date.checked_sub_days(step)
    } else {
        date.checked_add_days(step)
    };
    moved.filter(in_range)
}

/// The date a number of months later.
pub(super) fn moved_months(date: NaiveDate, months: i64) -> Option<NaiveDate> {
    let step = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    let moved = if months < 0 {
        date.checked_sub_months(step)
    } else {
        date.checked_add_months(step)
    };
    moved.filter(in_range)
}

/// TIMEX3 years have four digits.
fn in_range(date: &NaiveDate) -> bool {
    (0..=9999).contains(&date.year())
}

//! The meaning of a TIMEX3 in plain English words.

use chrono::{Datelike, NaiveDate, Weekday};

use super::value::{
    Clock, DateValue, DayPart, DurationUnit, DurationValue, Season, TimeValue, TimexValue,
};
use super::{Timex, TimexKind};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

/// The meaning of the expression in words; a value that is no TIMEX3 is given back as it is.
///
/// ```
/// use spanwright::detect::dates::{Timex, TimexKind, describe};
/// let timex = Timex::new(TimexKind::Date, "2016-07-15");
/// assert_eq!(describe(&timex), "Friday 15 July 2016");
/// ```
pub fn describe(timex: &Timex) -> String {
    let Ok(value) = TimexValue::parse(timex.kind, &timex.value) else {
        return timex.value.clone();
    };
    let words = match (&value, timex.kind) {
        (TimexValue::Past, _) => "the past".to_owned(),
        (TimexValue::Present, _) => "the present".to_owned(),
        (TimexValue::Future, _) => "the future".to_owned(),
        (TimexValue::Duration(duration), TimexKind::Set) => every_length(duration),
        (TimexValue::Duration(duration), _) => length(duration),
        (TimexValue::Date(date), TimexKind::Set) => every_date(date),
        (TimexValue::Date(date), _) => day_or_longer(date),
        (TimexValue::Time(time), kind) => time_of_day(time, kind == TimexKind::Set),
    };
    match timex.modifier.as_deref().and_then(modifier) {
        Some(modifier) => format!("{modifier} {words}"),
        None => words,
    }
}

fn modifier(name: &str) -> Option<&'static str> {
    Some(match name {
        "BEFORE" => "before",
        "AFTER" => "after",
        "ON_OR_BEFORE" => "at the latest",
        "ON_OR_AFTER" => "at the earliest",
        "LESS_THAN" => "less than",
        "MORE_THAN" => "more than",
        "EQUAL_OR_LESS" => "at most",
        "EQUAL_OR_MORE" => "at least",
        "START" => "the beginning of",
        "MID" => "the middle of",
        "END" => "the end of",
        "APPROX" => "about",
        _ => return None,
    })
}

fn name(table: &[&'static str], number: u32) -> &'static str {
    usize::try_from(number)
        .ok()
        .and_then(|number| table.get(number.checked_sub(1)?))
        .copied()
        .unwrap_or_default()
}

/// A year, or what is known of one: `2016`, `the 1990s`, `an unknown year`.
fn year_words(year: &str) -> String {
    match year.trim_end_matches('X') {
        "" => "an unknown year".to_owned(),
        known if known.len() == 4 => known.to_owned(),
        known if known.len() == 3 => format!("a year of the {known}0s"),
        known => format!("a year of the {known}{}s", "0".repeat(4 - known.len())),
    }
}

fn day_or_longer(date: &DateValue) -> String {
    match date {
        DateValue::Century(Some(number)) => format!("the {} century", nth(number + 1)),
        DateValue::Century(None) => "an unknown century".to_owned(),
        DateValue::Decade(Some(number)) => format!("the {number}0s"),
        DateValue::Decade(None) => "an unknown decade".to_owned(),
        DateValue::Year(year) => year_words(year),
        DateValue::YearBefore(year) => format!("{year} BC"),
        DateValue::Season(year, season) => format!("{} {}", season_name(*season), of(year)),
        DateValue::Quarter(year, Some(number)) => {
            format!(
                "the {} quarter of {}",
                name(&ORDINALS, *number),
                year_words(year)
            )
        }
        DateValue::Quarter(year, None) => format!("a quarter of {}", year_words(year)),
        DateValue::Half(year, Some(number)) => {
            format!(
                "the {} half of {}",
                name(&ORDINALS, *number),
                year_words(year)
            )
        }
        DateValue::Half(year, None) => format!("a half of {}", year_words(year)),
        DateValue::Month(year, Some(month)) => format!("{} {}", name(&MONTHS, *month), of(year)),
        DateValue::Month(year, None) => format!("a month of {}", year_words(year)),
        DateValue::Day(year, month, day) => day_words(year, *month, *day),
        DateValue::Week(year, week) => match monday(year, *week) {
            Some(date) => format!("the week from {}", full_day(date)),
            None => format!("a week of {}", year_words(year)),
        },
        DateValue::Weekend(year, week) => match monday(year, *week).and_then(saturday) {
            Some(date) => format!("the weekend from {}", full_day(date)),
            None => format!("a weekend of {}", year_words(year)),
        },
        DateValue::Weekday(year, week, day) => {
            let date = day
                .and_then(|day| Weekday::try_from(u8::try_from(day.checked_sub(1)?).ok()?).ok())
                .zip(*week)
                .zip(year.parse().ok())
                .and_then(|((day, week), year)| NaiveDate::from_isoywd_opt(year, week, day));
            match (date, day) {
                (Some(date), _) => full_day(date),
                (None, Some(day)) => format!("a {} of {}", name(&WEEKDAYS, *day), year_words(year)),
                (None, None) => format!("a day of {}", year_words(year)),
            }
        }
    }
}

/// `2016`, or `of an unknown year`.
fn of(year: &str) -> String {
    if year.contains('X') {
        format!("of {}", year_words(year))
    } else {
        year.to_owned()
    }
}

fn day_words(year: &str, month: Option<u32>, day: Option<u32>) -> String {
    let date = month
        .zip(day)
        .zip(year.parse().ok())
        .and_then(|((month, day), year)| NaiveDate::from_ymd_opt(year, month, day));
    match (date, month, day) {
        (Some(date), ..) => full_day(date),
        (None, Some(month), Some(day)) => format!("{day} {} {}", name(&MONTHS, month), of(year)),
        (None, Some(month), None) => format!("a day of {} {}", name(&MONTHS, month), of(year)),
        (None, None, Some(day)) => format!("the {} of a month of {}", nth(day), year_words(year)),
        (None, None, None) => format!("a day of {}", year_words(year)),
    }
}

/// `15 July 2016`.
pub(super) fn day_in_words(date: NaiveDate) -> String {
    let month = name(&MONTHS, date.month());
    format!("{} {month} {}", date.day(), date.year())
}

/// `Friday 15 July 2016`.
fn full_day(date: NaiveDate) -> String {
    format!(
        "{} {} {} {}",
        name(&WEEKDAYS, date.weekday().number_from_monday()),
        date.day(),
        name(&MONTHS, date.month()),
        date.year()
    )
}

fn monday(year: &str, week: Option<u32>) -> Option<NaiveDate> {
    NaiveDate::from_isoywd_opt(year.parse().ok()?, week?, Weekday::Mon)
}

fn saturday(monday: NaiveDate) -> Option<NaiveDate> {
    monday.checked_add_days(chrono::Days::new(5))
}

fn season_name(season: Season) -> &'static str {
    match season {
        Season::Spring => "spring",
        Season::Summer => "summer",
        Season::Autumn => "autumn",
        Season::Winter => "winter",
    }
}

/// `20th`, `21st`.
fn nth(number: u32) -> String {
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

fn time_of_day(time: &TimeValue, recurs: bool) -> String {
    let day = time.day.as_ref().map(|day| {
        if recurs {
            every_date(day)
        } else {
            day_or_longer(day)
        }
    });
    match (&time.clock, day) {
        (Clock::Part(part), Some(day)) => format!("the {} of {day}", part_name(*part)),
        (Clock::Part(part), None) => format!("the {} of an unknown day", part_name(*part)),
        (Clock::Time(clock, zone), day) => {
            let clock = if clock.len() == 2 {
                format!("{clock}:00")
            } else {
                clock.clone()
            };
            let zone = match zone.as_str() {
                "" => String::new(),
                "Z" => " UTC".to_owned(),
                offset => format!(" (UTC{offset})"),
            };
            match day {
                Some(day) => format!("{clock}{zone} on {day}"),
                None => format!("{clock}{zone}"),
            }
        }
    }
}

fn part_name(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "morning",
        DayPart::Midday => "midday",
        DayPart::Afternoon => "afternoon",
        DayPart::Evening => "evening",
        DayPart::Night => "night",
        DayPart::Daytime => "daylight hours",
    }
}

fn every_date(date: &DateValue) -> String {
    match date {
        DateValue::Year(year) if year == "XXXX" => "every year".to_owned(),
        DateValue::Season(year, season) if year == "XXXX" => {
            format!("every {}", season_name(*season))
        }
        DateValue::Month(year, Some(month)) if year == "XXXX" => {
            format!("every {}", name(&MONTHS, *month))
        }
        DateValue::Month(year, None) if year == "XXXX" => "every month".to_owned(),
        DateValue::Weekday(year, None, Some(day)) if year == "XXXX" => {
            format!("every {}", name(&WEEKDAYS, *day))
        }
        DateValue::Day(year, None, None) if year == "XXXX" => "every day".to_owned(),
        DateValue::Day(year, Some(month), Some(day)) if year == "XXXX" => {
            format!("every {day} {}", name(&MONTHS, *month))
        }
        DateValue::Week(year, None) if year == "XXXX" => "every week".to_owned(),
        DateValue::Weekend(year, None) if year == "XXXX" => "every weekend".to_owned(),
        other => format!("recurring in {}", day_or_longer(other)),
    }
}

fn every_length(duration: &DurationValue) -> String {
    match duration.parts.as_slice() {
        [(Some(number), unit)] if number == "1" => format!("every {}", unit_name(*unit)),
        _ => format!("every {}", length(duration)),
    }
}

fn length(duration: &DurationValue) -> String {
    if duration.parts.is_empty() {
        return "an unknown length of time".to_owned();
    }
    let parts: Vec<String> = duration
        .parts
        .iter()
        .map(|(number, unit)| {
            let unit = unit_name(*unit);
            match number.as_deref() {
                Some("1") => format!("1 {unit}"),
                Some(number) => format!("{number} {}", plural(unit)),
                None => format!("some {}", plural(unit)),
            }
        })
        .collect();
    parts.join(" and ")
}

fn plural(unit: &str) -> String {
    match unit {
        "century" => "centuries".to_owned(),
        "millennium" => "millennia".to_owned(),
        _ => format!("{unit}s"),
    }
}

fn unit_name(unit: DurationUnit) -> &'static str {
    match unit {
        DurationUnit::Millennium => "millennium",
        DurationUnit::Century => "century",
        DurationUnit::Decade => "decade",
        DurationUnit::Year => "year",
        DurationUnit::Spring => "spring",
        DurationUnit::Summer => "summer",
        DurationUnit::Autumn => "autumn",
        DurationUnit::Winter => "winter",
        DurationUnit::Quarter => "quarter",
        DurationUnit::Month => "month",
        DurationUnit::Week => "week",
        DurationUnit::Weekend => "weekend",
        DurationUnit::Day => "day",
        DurationUnit::Hour => "hour",
        DurationUnit::Minute => "minute",
        DurationUnit::Second => "second",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(kind: TimexKind, value: &str, modifier: Option<&str>) -> String {
        describe(&Timex {
            modifier: modifier.map(str::to_owned),
            ..Timex::new(kind, value)
        })
    }

    #[test]
    fn values_are_said_in_words() {
        use TimexKind::{Date, Duration, Set, Time};
        for (kind, value, expected) in [
            (Date, "2016-07-15", "Friday 15 July 2016"),
            (Date, "2016-W28", "the week from Monday 11 July 2016"),
            (
                Date,
                "2016-W28-WE",
                "the weekend from Saturday 16 July 2016",
            ),
            (Date, "XXXX-07-15", "15 July of an unknown year"),
            (Date, "XXXX-WXX-5", "a Friday of an unknown year"),
            (Date, "2016-07", "July 2016"),
            (Date, "2016-SU", "summer 2016"),
            (Date, "1989-Q3", "the third quarter of 1989"),
            (Date, "198", "the 1980s"),
            (Date, "19", "the 20th century"),
            (Date, "PRESENT_REF", "the present"),
            (Time, "2016-07-15T01:00", "01:00 on Friday 15 July 2016"),
            (Time, "2016-07-15TMO", "the morning of Friday 15 July 2016"),
            (Time, "T15:00Z", "15:00 UTC"),
            (Duration, "P3M", "3 months"),
            (Duration, "PT1M30S", "1 minute and 30 seconds"),
            (Duration, "PXD", "some days"),
            (Duration, "P2CE", "2 centuries"),
            (Set, "XXXX-WXX-4", "every Thursday"),
            (Set, "XXXX-07", "every July"),
            (Set, "P1D", "every day"),
            (Set, "P2W", "every 2 weeks"),
            (Set, "XXXX-WXX-1TNI", "the night of every Monday"),
            (Date, "nonsense", "nonsense"),
        ] {
            assert_eq!(words(kind, value, None), expected, "{value}");
        }
        assert_eq!(
            words(Duration, "P2Y", Some("LESS_THAN")),
            "less than 2 years"
        );
        assert_eq!(words(Date, "197", Some("END")), "the end of the 1970s");
    }
}

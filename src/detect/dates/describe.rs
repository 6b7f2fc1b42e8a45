//! The meaning of a TIMEX3 in plain words.

use chrono::{Datelike, NaiveDate, Weekday};

use super::value::{
    Clock, DateValue, DayPart, DurationUnit, DurationValue, Season, TimeValue, TimexValue,
};
use super::{MODIFIERS, Timex, TimexKind, TimexWords};
use crate::words::fill;

/// The meaning of the expression in English words; a value that is no TIMEX3 is given back as it is.
///
/// ```
/// use spanwright::detect::dates::{Timex, TimexKind, describe};
/// let timex = Timex::new(TimexKind::Date, "2016-07-15");
/// assert_eq!(describe(&timex), "Friday 15 July 2016");
/// ```
pub fn describe(timex: &Timex) -> String {
    TimexWords::ENGLISH.describe(timex)
}

impl TimexWords {
    /// The meaning of the expression in words; a value that is no TIMEX3 is given back as it is.
    pub fn describe(&self, timex: &Timex) -> String {
        let Ok(value) = TimexValue::parse(timex.kind, &timex.value) else {
            return timex.value.clone();
        };
        let [past, present, future] = self.references;
        let words = match (&value, timex.kind) {
            (TimexValue::Past, _) => past.to_owned(),
            (TimexValue::Present, _) => present.to_owned(),
            (TimexValue::Future, _) => future.to_owned(),
            (TimexValue::Duration(duration), TimexKind::Set) => self.every_length(duration),
            (TimexValue::Duration(duration), _) => self.length(duration),
            (TimexValue::Date(date), TimexKind::Set) => self.every_date(date),
            (TimexValue::Date(date), _) => self.day_or_longer(date),
            (TimexValue::Time(time), kind) => self.time_of_day(time, kind == TimexKind::Set),
        };
        let modifier = timex.modifier.as_deref();
        let mut modifiers = MODIFIERS.iter().zip(self.modifiers);
        match modifiers.find(|(name, _)| modifier == Some(**name)) {
            Some((_, modified)) => fill(modified, &[&words]),
            None => words,
        }
    }

    /// A year, or what is known of one: `2016`, `the 1990s`, `an unknown year`.
    fn year_words(&self, year: &str) -> String {
        match year.trim_end_matches('X') {
            "" => self.unknown_year.to_owned(),
            known if known.len() == 4 => fill(self.year, &[known]),
            known => {
                let first = format!("{known:0<4}");
                fill(self.year_of, &[&first])
            }
        }
    }

    fn day_or_longer(&self, date: &DateValue) -> String {
        let in_year = |words, year: &str| fill(words, &[&self.year_words(year)]);
        let nth_of = |words, number: u32, year: &str| {
            fill(
                words,
                &[name(&self.ordinals, number), &self.year_words(year)],
            )
        };
        match date {
            DateValue::Century(Some(number)) => fill(self.century, &[&(self.nth)(number + 1)]),
            DateValue::Century(None) => self.unknown_century.to_owned(),
            DateValue::Decade(Some(number)) => fill(self.decade, &[&format!("{number}0")]),
            DateValue::Decade(None) => self.unknown_decade.to_owned(),
            DateValue::Year(year) => self.year_words(year),
            DateValue::YearBefore(year) => fill(self.before_christ, &[&year.to_string()]),
            DateValue::Season(year, season) => {
                format!("{} {}", self.season(*season), self.of(year))
            }
            DateValue::Quarter(year, Some(number)) => nth_of(self.quarter, *number, year),
            DateValue::Quarter(year, None) => in_year(self.some_quarter, year),
            DateValue::Half(year, Some(number)) => nth_of(self.half, *number, year),
            DateValue::Half(year, None) => in_year(self.some_half, year),
            DateValue::Month(year, Some(month)) => self.month(*month, year),
            DateValue::Month(year, None) => in_year(self.some_month, year),
            DateValue::Day(year, month, day) => self.day_words(year, *month, *day),
            DateValue::Week(year, week) => match monday(year, *week) {
                Some(date) => fill(self.week, &[&self.full_day(date)]),
                None => in_year(self.some_week, year),
            },
            DateValue::Weekend(year, week) => match monday(year, *week).and_then(saturday) {
                Some(date) => fill(self.weekend, &[&self.full_day(date)]),
                None => in_year(self.some_weekend, year),
            },
            DateValue::Weekday(year, week, day) => {
                let date = day
                    .and_then(|day| Weekday::try_from(u8::try_from(day.checked_sub(1)?).ok()?).ok())
                    .zip(*week)
                    .zip(year.parse().ok())
                    .and_then(|((day, week), year)| NaiveDate::from_isoywd_opt(year, week, day));
                match (date, day) {
                    (Some(date), _) => self.full_day(date),
                    (None, Some(day)) => {
                        let weekday = name(&self.weekdays, *day);
                        fill(self.some_weekday, &[weekday, &self.year_words(year)])
                    }
                    (None, None) => in_year(self.some_day, year),
                }
            }
        }
    }

    /// `2016`, or `of an unknown year`.
    fn of(&self, year: &str) -> String {
        let words = self.year_words(year);
        match year.contains('X') {
            true => fill(self.of, &[&words]),
            false => words,
        }
    }

    /// `July 2016`.
    fn month(&self, month: u32, year: &str) -> String {
        format!("{} {}", name(&self.months, month), self.of(year))
    }

    fn day_words(&self, year: &str, month: Option<u32>, day: Option<u32>) -> String {
        let date = month
            .zip(day)
            .zip(year.parse().ok())
            .and_then(|((month, day), year)| NaiveDate::from_ymd_opt(year, month, day));
        match (date, month, day) {
            (Some(date), ..) => self.full_day(date),
            (None, Some(month), Some(day)) => {
                format!("{} {}", self.day_of_month(month, day), self.of(year))
            }
            (None, Some(month), None) => fill(self.day_in_month, &[&self.month(month, year)]),
            (None, None, Some(day)) => {
                let about = [&*(self.nth)(day), &self.year_words(year)];
                fill(self.day_of_some_month, &about)
            }
            (None, None, None) => fill(self.some_day, &[&self.year_words(year)]),
        }
    }

    /// `15 July`.
    fn day_of_month(&self, month: u32, day: u32) -> String {
        let month = name(&self.months, month);
        fill(self.day_of_month, &[&day.to_string(), month])
    }

    /// `Friday 15 July 2016`.
    fn full_day(&self, date: NaiveDate) -> String {
        let about = [
            name(&self.weekdays, date.weekday().number_from_monday()),
            &date.day().to_string(),
            name(&self.months, date.month()),
            &date.year().to_string(),
        ];
        fill(self.full_day, &about)
    }

    const fn season(&self, season: Season) -> &'static str {
        let [spring, summer, autumn, winter] = self.seasons;
        match season {
            Season::Spring => spring,
            Season::Summer => summer,
            Season::Autumn => autumn,
            Season::Winter => winter,
        }
    }

    fn time_of_day(&self, time: &TimeValue, recurs: bool) -> String {
        let day = time.day.as_ref().map(|day| match recurs {
            true => self.every_date(day),
            false => self.day_or_longer(day),
        });
        match (&time.clock, day) {
            (Clock::Part(part), day) => {
                let day = day.as_deref().unwrap_or(self.unknown_day);
                fill(self.part_of_day, &[self.part(*part), day])
            }
            (Clock::Time(clock, zone), day) => {
                let minutes = if clock.len() == 2 { ":00" } else { "" };
                let zone = match zone.as_str() {
                    "" => String::new(),
                    "Z" => " UTC".to_owned(),
                    offset => format!(" (UTC{offset})"),
                };
                let clock = format!("{clock}{minutes}{zone}");
                match day {
                    Some(day) => fill(self.time_on, &[&clock, &day]),
                    None => clock,
                }
            }
        }
    }

    const fn part(&self, part: DayPart) -> &'static str {
        let [morning, midday, afternoon, evening, night, daytime] = self.parts;
        match part {
            DayPart::Morning => morning,
            DayPart::Midday => midday,
            DayPart::Afternoon => afternoon,
            DayPart::Evening => evening,
            DayPart::Night => night,
            DayPart::Daytime => daytime,
        }
    }

    fn every_date(&self, date: &DateValue) -> String {
        let unit = |unit| self.unit(unit, true).to_owned();
        let what = match date {
            DateValue::Year(year) if year == "XXXX" => unit(DurationUnit::Year),
            DateValue::Season(year, season) if year == "XXXX" => self.season(*season).to_owned(),
            DateValue::Month(year, Some(month)) if year == "XXXX" => {
                name(&self.months, *month).to_owned()
            }
            DateValue::Month(year, None) if year == "XXXX" => unit(DurationUnit::Month),
            DateValue::Weekday(year, None, Some(day)) if year == "XXXX" => {
                name(&self.weekdays, *day).to_owned()
            }
            DateValue::Day(year, None, None) if year == "XXXX" => unit(DurationUnit::Day),
            DateValue::Day(year, Some(month), Some(day)) if year == "XXXX" => {
                self.day_of_month(*month, *day)
            }
            DateValue::Week(year, None) if year == "XXXX" => unit(DurationUnit::Week),
            DateValue::Weekend(year, None) if year == "XXXX" => unit(DurationUnit::Weekend),
            other => return fill(self.recurring, &[&self.day_or_longer(other)]),
        };
        fill(self.every, &[&what])
    }

    fn every_length(&self, duration: &DurationValue) -> String {
        let length = match duration.parts.as_slice() {
            [(Some(number), unit)] if number == "1" => self.unit(*unit, true).to_owned(),
            _ => self.length(duration),
        };
        fill(self.every, &[&length])
    }

    fn length(&self, duration: &DurationValue) -> String {
        if duration.parts.is_empty() {
            return self.unknown_length.to_owned();
        }
        let parts = duration.parts.iter().map(|(number, unit)| {
            let unit = self.unit(*unit, number.as_deref() == Some("1"));
            match number {
                Some(number) => format!("{number} {unit}"),
                None => fill(self.some, &[unit]),
            }
        });
        parts.collect::<Vec<String>>().join(self.and)
    }

    const fn unit(&self, unit: DurationUnit, one: bool) -> &'static str {
        let [single, several] = self.units[unit as usize];
        if one { single } else { several }
    }
}

fn name(table: &[&'static str], number: u32) -> &'static str {
    usize::try_from(number)
        .ok()
        .and_then(|number| table.get(number.checked_sub(1)?))
        .copied()
        .unwrap_or_default()
}

/// `15 July 2016`, in English.
pub(super) fn day_in_words(date: NaiveDate) -> String {
    let day = TimexWords::ENGLISH.day_of_month(date.month(), date.day());
    format!("{day} {}", date.year())
}

fn monday(year: &str, week: Option<u32>) -> Option<NaiveDate> {
    NaiveDate::from_isoywd_opt(year.parse().ok()?, week?, Weekday::Mon)
}

fn saturday(monday: NaiveDate) -> Option<NaiveDate> {
    monday.checked_add_days(chrono::Days::new(5))
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

    #[test]
    fn values_are_said_in_vietnamese() {
        use TimexKind::{Date, Duration, Set, Time};
        for (kind, value, expected) in [
            (Date, "2024-05-14", "Thứ Ba, 14 tháng 5 năm 2024"),
            (Date, "2016-W28", "tuần từ Thứ Hai, 11 tháng 7 năm 2016"),
            (Date, "XXXX-07-15", "15 tháng 7 của một năm không rõ"),
            (Date, "2016-07", "tháng 7 năm 2016"),
            (Date, "2016-SU", "mùa hè năm 2016"),
            (Date, "1989-Q3", "quý ba của năm 1989"),
            (Date, "198", "thập niên 1980"),
            (Date, "19", "thế kỷ 20"),
            (Time, "T15:00Z", "15:00 UTC"),
            (
                Time,
                "2016-07-15TMO",
                "buổi sáng Thứ Sáu, 15 tháng 7 năm 2016",
            ),
            (Duration, "P3M", "3 tháng"),
            (Duration, "PXD", "vài ngày"),
            (Set, "XXXX-WXX-4", "mỗi Thứ Năm"),
            (Set, "P2W", "mỗi 2 tuần"),
        ] {
            let said = TimexWords::VIETNAMESE.describe(&Timex::new(kind, value));
            assert_eq!(said, expected, "{value}");
        }
        let timex = Timex {
            modifier: Some("APPROX".to_owned()),
            ..Timex::new(Duration, "P2Y")
        };
        assert_eq!(TimexWords::VIETNAMESE.describe(&timex), "khoảng 2 năm");
    }

    #[test]
    fn each_unit_has_its_own_words() {
        let words = TimexWords::ENGLISH;
        for (unit, expected) in [
            (DurationUnit::Millennium, "millennia"),
            (DurationUnit::Winter, "winters"),
            (DurationUnit::Weekend, "weekends"),
            (DurationUnit::Second, "seconds"),
        ] {
            assert_eq!(words.unit(unit, false), expected);
        }
    }
}

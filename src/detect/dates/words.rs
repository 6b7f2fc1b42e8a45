//! The words in which time expressions are told. `{0}` and `{1}` stand for what they are about.

/// The words in which time expressions are told, in one language.
#[derive(Clone, Copy, Debug)]
pub struct TimexWords {
    /// Before now, now, after now.
    pub references: [&'static str; 3],
    /// What each modifier makes of an expression, in the order of TIMEX3’s BEFORE, AFTER, ON_OR_BEFORE,
    /// ON_OR_AFTER, LESS_THAN, MORE_THAN, EQUAL_OR_LESS, EQUAL_OR_MORE, START, MID, END, APPROX; 0 is
    /// the expression.
    pub modifiers: [&'static str; 12],
    /// January to December.
    pub months: [&'static str; 12],
    /// Monday to Sunday.
    pub weekdays: [&'static str; 7],
    /// Spring to winter.
    pub seasons: [&'static str; 4],
    /// Morning, midday, afternoon, evening, night, the hours of daylight.
    pub parts: [&'static str; 6],
    /// Of quarters and halves: the first to the fourth.
    pub ordinals: [&'static str; 4],
    /// A number in a row, such as the 20th.
    pub nth: fn(u32) -> String,
    /// The units of durations, one and several of each: millennium, century, decade, year, spring,
    /// summer, autumn, winter, quarter, month, week, weekend, day, hour, minute, second.
    pub units: [[&'static str; 2]; 16],
    /// A year; 0 is its number.
    pub year: &'static str,
    /// A year that is not known.
    pub unknown_year: &'static str,
    /// A year of some decade or century; 0 is the number with which that begins.
    pub year_of: &'static str,
    /// What follows a month or a season of a year that is not known; 0 are the words for the year.
    pub of: &'static str,
    /// A year before the common era; 0 is its number.
    pub before_christ: &'static str,
    /// A century; 0 is [`Self::nth`].
    pub century: &'static str,
    /// A century that is not known.
    pub unknown_century: &'static str,
    /// A decade; 0 is the number of its first year.
    pub decade: &'static str,
    /// A decade that is not known.
    pub unknown_decade: &'static str,
    /// 0 is which quarter, 1 the year.
    pub quarter: &'static str,
    /// Some quarter; 0 is the year.
    pub some_quarter: &'static str,
    /// 0 is which half, 1 the year.
    pub half: &'static str,
    /// Some half; 0 is the year.
    pub some_half: &'static str,
    /// Some month; 0 is the year.
    pub some_month: &'static str,
    /// A day of the calendar; 0 is the weekday, 1 the day, 2 the month, 3 the year.
    pub full_day: &'static str,
    /// A day of each year; 0 is the day, 1 the month.
    pub day_of_month: &'static str,
    /// Some day of a month; 0 is the month and the year.
    pub day_in_month: &'static str,
    /// A day of some month; 0 is [`Self::nth`], 1 the year.
    pub day_of_some_month: &'static str,
    /// Some day; 0 is the year.
    pub some_day: &'static str,
    /// A week; 0 is its Monday.
    pub week: &'static str,
    /// Some week; 0 is the year.
    pub some_week: &'static str,
    /// A weekend; 0 is its Saturday.
    pub weekend: &'static str,
    /// Some weekend; 0 is the year.
    pub some_weekend: &'static str,
    /// Some day of the week; 0 is the weekday, 1 the year.
    pub some_weekday: &'static str,
    /// 0 is the part of the day, 1 the day.
    pub part_of_day: &'static str,
    /// A day that is not known.
    pub unknown_day: &'static str,
    /// 0 is the time of day, 1 the day.
    pub time_on: &'static str,
    /// What comes again and again; 0 is it.
    pub every: &'static str,
    /// What comes again in a time; 0 is the time.
    pub recurring: &'static str,
    /// An unknown number of units; 0 are the units.
    pub some: &'static str,
    /// Between two lengths of time.
    pub and: &'static str,
    /// A length of time that is not known.
    pub unknown_length: &'static str,
}

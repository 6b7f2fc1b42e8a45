//! Why a part of a value is what it is, where the text does not say it.

use serde::{Deserialize, Serialize};

use crate::text::TextSpan;

/// A part of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimePart {
    /// The whole value.
    Whole,
    /// The century of a year that was written with two digits.
    Century,
    /// The year.
    Year,
    /// The month.
    Month,
    /// Which day it is.
    Day,
    /// Which quarter it is.
    Quarter,
    /// The weekday.
    Weekday,
    /// The season.
    Season,
    /// The number of a quarter, a half, a week or a century.
    Number,
    /// The time by the clock.
    Clock,
    /// The part of the day.
    PartOfDay,
    /// How long it is, or how far away.
    Length,
    /// Which of two numbers is the day and which one the month.
    Order,
}

/// A direction in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Towards what is over.
    Past,
    /// Towards what is to come.
    Future,
}

/// Why a part of a value is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It is counted from the document's date, as the words say: yesterday, two weeks ago.
    Counted,
    /// A word of the expression says the direction: last, next.
    Word(Direction),
    /// The tense of the verb that governs the expression says the direction.
    Tense(Direction),
    /// The word before the expression says the direction: since, by, until.
    Preposition(Direction),
    /// Nothing says the direction, and this is the nearest such time.
    Nearest,
    /// Nothing says the direction, and this is the last such time.
    Latest,
    /// The day is the weekday that the text says only in this year.
    Weekday,
    /// It is the same as in an expression before, or counted from that.
    Text(TextSpan),
    /// It is the period on which the text reports.
    Report,
    /// Other dates of the text put the day before the month, or the month before the day.
    Evidence,
    /// Nothing says which of two numbers is the day; this is the order that is usual in the
    /// language.
    Usual,
}

/// A part that the text does not say, and why it is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Implied {
    /// The part.
    pub part: TimePart,
    /// Why.
    pub reason: Reason,
}

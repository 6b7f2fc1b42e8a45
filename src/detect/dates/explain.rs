//! Why a time expression means what it does, and what else it could mean.

use chrono::NaiveDate;

use super::analysis::Analysis;
use super::candidate::Candidate;
use super::describe::{day_in_words, describe};
use super::frame::{Field, Frame, Kind};
use super::grammar::{Grammar, grammar};
use super::resolve::Resolver;
use super::{Direction, Implied, LANGUAGE, Reason, TimePart, Timex, TimexWords, Unread};
use crate::text::TextSpan;
use serde::{Deserialize, Serialize};

/// A meaning, what of it the text says, why the rest is what it is, and what else could be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The expression.
    pub span: TextSpan,
    /// Its meaning.
    pub timex: Timex,
    /// The parts that the expression says.
    pub known: Vec<TimePart>,
    /// The parts that it does not say, and why they are what they are.
    pub implied: Vec<Implied>,
    /// What else could be meant, the likelier first.
    pub alternatives: Vec<Alternative>,
    /// The values of both ends, where the expression is one end of a range: from June to August.
    pub range: Option<(String, String)>,
}

/// Another meaning that an expression could have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// The meaning.
    pub timex: Timex,
    /// How it differs.
    pub choice: Choice,
}

/// How another meaning differs from the one given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// The last such time before the document's date.
    Before,
    /// The next such time after the document's date.
    After,
    /// The first of two numbers is the day.
    DayFirst,
    /// The first of two numbers is the month.
    MonthFirst,
}

/// Explains one expression of a text of this date, as [`super::read`] reads it; `None` where it
/// means nothing to the engine.
///
/// ```
/// use spanwright::detect::dates::{Unread, explain};
/// use spanwright::text::TextSpan;
/// let text = "Their talks lasted until July 15.";
/// let block = TextSpan::from_range(0..text.len()).unwrap();
/// let span = TextSpan::from_range(25..32).unwrap();
/// let date = chrono::NaiveDate::from_ymd_opt(2016, 7, 16);
/// let explanation = explain(text, Unread { span, block }, date).unwrap();
/// assert_eq!(
///     explanation.sentence(text, date),
///     "Friday 15 July 2016: the year is the nearest one to the document’s date, 16 July 2016"
/// );
/// assert_eq!(explanation.alternatives[0].timex.value, "2017-07-15");
/// ```
pub fn explain(text: &str, unread: Unread, date: Option<NaiveDate>) -> Option<Explanation> {
    let grammar = grammar(LANGUAGE)?;
    [unread.block, unread.span]
        .into_iter()
        .find_map(|within| explain_in(grammar, text, within, unread.span, date))
}

fn explain_in(
    grammar: &Grammar,
    text: &str,
    within: TextSpan,
    span: TextSpan,
    date: Option<NaiveDate>,
) -> Option<Explanation> {
    let analysis = Analysis::new(text, &[within], grammar);
    let mut resolver = analysis.resolver(date);
    for (at, candidate) in analysis.candidates.iter().enumerate() {
        let place = analysis.span(candidate)?;
        if place != span {
            resolver.resolve(candidate, place);
            continue;
        }
        let before = resolver.clone();
        resolver.resolve(candidate, place)?;
        let range = analysis.range(at).and_then(|(first, second)| {
            let value = |candidate: &Candidate| {
                let place = analysis.span(candidate)?;
                Some(before.clone().resolve(candidate, place)?.value)
            };
            value(first).zip(value(second))
        });
        let mut timex = None;
        analysis.each(date, |found, meaning, _| {
            if found == span {
                timex = Some(meaning);
            }
        });
        let timex = timex?;
        return Some(Explanation {
            span,
            known: known(&candidate.frame),
            implied: resolver.why().to_vec(),
            alternatives: alternatives(&before, candidate, span, &timex),
            timex,
            range,
        });
    }
    None
}

/// The parts that the frame of an expression says.
fn known(frame: &Frame) -> Vec<TimePart> {
    let year = frame.get(Field::Year).is_some_and(|year| year >= 100);
    let length = matches!(
        frame.kind,
        Kind::Duration | Kind::Set | Kind::Offset | Kind::Later
    );
    let numbered = frame.has(Field::Ordinal) && frame.has(Field::Unit);
    [
        (TimePart::Year, year || frame.has(Field::Era)),
        (TimePart::Month, frame.has(Field::Month)),
        (
            TimePart::Day,
            frame.has(Field::Day) || frame.has(Field::Holiday),
        ),
        (TimePart::Weekday, frame.has(Field::Weekday)),
        (TimePart::Season, frame.has(Field::Season)),
        (TimePart::Number, numbered),
        (
            TimePart::Clock,
            frame.has(Field::Hour) || frame.has(Field::Meridiem),
        ),
        (TimePart::PartOfDay, frame.has(Field::Part)),
        (TimePart::Length, length),
    ]
    .into_iter()
    .filter_map(|(part, said)| said.then_some(part))
    .collect()
}

/// The other meanings of a candidate that was not resolved yet.
fn alternatives(
    before: &Resolver<'_>,
    candidate: &Candidate,
    span: TextSpan,
    timex: &Timex,
) -> Vec<Alternative> {
    let frame = &candidate.frame;
    let mut ways = Vec::new();
    if frame.kind == Kind::Date && frame.has(Field::Numeric) {
        let usual = super::resolve::is_day_first(frame);
        let now = before.day_first().unwrap_or(usual);
        let choice = if now {
            Choice::MonthFirst
        } else {
            Choice::DayFirst
        };
        ways.push((before.in_order(!now), choice));
    }
    let open = frame.kind == Kind::Date && !frame.has(Field::Shift);
    if open && timex.implied {
        ways.push((before.towards(Direction::Past), Choice::Before));
        ways.push((before.towards(Direction::Future), Choice::After));
    }
    let mut found: Vec<Alternative> = Vec::new();
    for (mut resolver, choice) in ways {
        let Some(other) = resolver.resolve(candidate, span) else {
            continue;
        };
        let new = found.iter().all(|known| known.timex.value != other.value);
        if other.value != timex.value && new && other.validate().is_ok() {
            found.push(Alternative {
                timex: other,
                choice,
            });
        }
    }
    found
}

impl Explanation {
    /// Whether two numbers of the expression can each be the day, and nothing in the text says
    /// which one is.
    pub fn is_ambiguous(&self) -> bool {
        (self.implied.iter())
            .any(|implied| implied.part == TimePart::Order && implied.reason == Reason::Usual)
    }

    /// The expression that the value is counted from, where that is not the document's date
    /// (TIMEX3's `anchorTimeID`).
    pub fn anchor(&self) -> Option<TextSpan> {
        self.implied
            .iter()
            .find_map(|implied| match implied.reason {
                Reason::Text(span) => Some(span),
                _ => None,
            })
    }

    /// The meaning that follows on the one with this value, when they are gone through one after
    /// another: the likeliest first, and after the last one the first again. `None` where there is
    /// no other.
    pub fn after(&self, value: &str) -> Option<&Timex> {
        let others = self.alternatives.iter().map(|other| &other.timex);
        let meanings = std::iter::once(&self.timex).chain(others);
        let at = meanings.clone().position(|one| one.value == value);
        let next = meanings.cycle().nth(at.map_or(0, |at| at + 1))?;
        (next.value != value).then_some(next)
    }

    /// What an expression is said to mean: in these words, or with the reasons, which are told in
    /// English, where that is what is read here.
    pub fn sentence_for(
        &self,
        timex: &Timex,
        text: &str,
        date: Option<NaiveDate>,
        words: &TimexWords,
    ) -> String {
        match self.timex.says_the_same(timex) {
            true => self.sentence(text, date),
            false => words.describe(timex),
        }
    }

    /// The meaning and its reasons in words. `text` is the text that the expression is from,
    /// `date` the document's date.
    pub fn sentence(&self, text: &str, date: Option<NaiveDate>) -> String {
        let date = date.map_or_else(
            || "the document’s date".to_owned(),
            |date| format!("the document’s date, {}", day_in_words(date)),
        );
        let mut reasons: Vec<String> = Vec::new();
        for implied in &self.implied {
            let reason = reason_in_words(*implied, text, &date);
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        let meaning = describe(&self.timex);
        if reasons.is_empty() {
            meaning
        } else {
            format!("{meaning}: {}", reasons.join("; "))
        }
    }
}

impl Alternative {
    /// The meaning and how it differs in words.
    pub fn sentence(&self) -> String {
        let choice = match self.choice {
            Choice::Before => "before the document’s date",
            Choice::After => "after the document’s date",
            Choice::DayFirst => "the day before the month",
            Choice::MonthFirst => "the month before the day",
        };
        format!("{}: {choice}", describe(&self.timex))
    }
}

fn reason_in_words(implied: Implied, text: &str, date: &str) -> String {
    let part = match implied.part {
        TimePart::Whole => "",
        TimePart::Century => "the century is ",
        TimePart::Year => "the year is ",
        TimePart::Month => "the month is ",
        TimePart::Day => "the day is ",
        TimePart::Quarter => "the quarter is ",
        TimePart::Order => "day and month are ",
        TimePart::Weekday
        | TimePart::Season
        | TimePart::Number
        | TimePart::Clock
        | TimePart::PartOfDay
        | TimePart::Length => "it is ",
    };
    let way = |direction| match direction {
        Direction::Past => ("before", "past"),
        Direction::Future => ("after", "future"),
    };
    let reason = match implied.reason {
        Reason::Counted => format!("counted from {date}"),
        Reason::Word(direction) => format!("the one {} {date}, as its words say", way(direction).0),
        Reason::Tense(direction) => format!("from {date}, {} tense", way(direction).1),
        Reason::Preposition(direction) => {
            format!("from {date}, {} by the word before it", way(direction).1)
        }
        Reason::Nearest => format!("the nearest one to {date}"),
        Reason::Latest => format!("the last one up to {date}"),
        Reason::Weekday => "the one in which that weekday fits".to_owned(),
        Reason::Text(span) => match text.get(span.range()) {
            Some(quote) => format!("counted from \u{201c}{quote}\u{201d}"),
            None => "counted from an expression before it".to_owned(),
        },
        Reason::Report => "from the period that the text reports on".to_owned(),
        Reason::Evidence => "in the order of the text's other dates".to_owned(),
        Reason::Usual => "in the usual order; it could be the other one".to_owned(),
    };
    format!("{part}{reason}")
}

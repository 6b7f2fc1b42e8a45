//! Values that are one click away: the last, this and the next year, month, week and day, counted
//! from the document's date, and the vague references.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::calendar::{month_name, turned, weekday_name};
use super::{Message, Subject};
use crate::annotation::day;
use crate::detect::dates::{TimePart, TimexKind, TimexValue};
use crate::windows::Scene;
use crate::windows::node::{Attribute, Element, caption, section, table, tbody, td, th, thead, tr};
use crate::windows::widgets::{press, words};
use crate::words::fill;

/// The value of a choice, and its words.
type Choice = (String, String);

/// The choices.
pub fn view(subject: &Subject, scene: &Scene) -> Element<Message> {
    let said = &scene.words.date;
    let mut rows = Vec::new();
    if let Some(date) = subject.date {
        rows.extend([
            (said.day, around(date, days_on, |day| of_day(day, scene))),
            (weekday_name(weekday(subject, date), scene), {
                weekdays(weekday(subject, date), date, scene)
            }),
            (said.week, {
                around(
                    date,
                    |date, n| days_on(date, 7 * n),
                    |day| of_week(day, scene),
                )
            }),
            (said.month, around(date, turned, |day| of_month(day, scene))),
            (said.year, {
                around(date, |date, n| turned(date, 12 * n), of_year)
            }),
        ]);
    }
    let vague = [
        ("PAST_REF", said.past),
        ("PRESENT_REF", said.present),
        ("FUTURE_REF", said.future),
    ];
    let vague = vague.map(|(value, words)| Some((value.to_owned(), words.to_owned())));
    rows.push((said.vague, vague));
    let ways = [said.last, said.this, said.next];
    let heads = ways.map(|way| th().set(Attribute::Scope, "col").text(way));
    let rows = rows.into_iter().map(|(name, choices)| {
        let cells = choices.map(|choice| td().children(choice.map(|one| chip(one, subject))));
        tr().child(th().set(Attribute::Scope, "row").text(name))
            .children(cells)
    });
    let missing = subject.date.is_none().then(|| words(said.no_document_date));
    section().children(missing).child(
        table()
            .class("choices")
            .child(caption().text(said.choices))
            .child(thead().child(tr().child(td()).children(heads)))
            .child(tbody().children(rows)),
    )
}

fn chip((value, words): Choice, subject: &Subject) -> Element<Message> {
    let chosen = subject.timex.kind == TimexKind::Date && subject.timex.value == value;
    press(words, Message::Choose(value.clone()))
        .set(Attribute::Title, value)
        .set(
            Attribute::AriaPressed,
            if chosen { "true" } else { "false" },
        )
}

/// The last, this and the next one.
fn around(
    date: NaiveDate,
    on: impl Fn(NaiveDate, i32) -> Option<NaiveDate>,
    choice: impl Fn(NaiveDate) -> Choice,
) -> [Option<Choice>; 3] {
    [-1, 0, 1].map(|n| on(date, n).map(&choice))
}

fn days_on(date: NaiveDate, days: i32) -> Option<NaiveDate> {
    let by = Days::new(u64::from(days.unsigned_abs()));
    match days < 0 {
        true => date.checked_sub_days(by),
        false => date.checked_add_days(by),
    }
}

/// A day of the weekday that the text names, or else of the value's, or of the document's date.
fn weekday(subject: &Subject, date: NaiveDate) -> NaiveDate {
    let named = subject.explanation.as_ref().and_then(|explanation| {
        let timex = &explanation.timex;
        let named = explanation.known.contains(&TimePart::Weekday);
        let value = TimexValue::parse(timex.kind, &timex.value).ok();
        value.filter(|_| named)?.days()
    });
    let day = named.or_else(|| subject.days());
    let day = day.filter(|(first, last)| first == last);
    day.map_or(date, |(day, _)| day)
}

/// The last such weekday before the document's date, the one on it, and the next one.
fn weekdays(like: NaiveDate, date: NaiveDate, scene: &Scene) -> [Option<Choice>; 3] {
    let ahead = like.weekday().days_since(date.weekday()) as i32;
    let days = match ahead {
        0 => [Some(-7), Some(0), Some(7)],
        ahead => [Some(ahead - 7), None, Some(ahead)],
    };
    days.map(|days| days_on(date, days?).map(|day| of_day(day, scene)))
}

fn of_day(at: NaiveDate, scene: &Scene) -> Choice {
    let number = at.day().to_string();
    let words = fill(scene.words.date.day_of, &[&number, month_name(at, scene)]);
    (day::to_text(at), words)
}

fn of_week(at: NaiveDate, scene: &Scene) -> Choice {
    let week = at.iso_week();
    let monday = NaiveDate::from_isoywd_opt(week.year(), week.week(), Weekday::Mon);
    let (_, monday) = of_day(monday.unwrap_or(at), scene);
    let value = format!("{:04}-W{:02}", week.year(), week.week());
    (value, fill(scene.words.date.week_from, &[&monday]))
}

fn of_month(at: NaiveDate, scene: &Scene) -> Choice {
    let year = at.year().to_string();
    let words = fill(scene.words.date.month_of, &[month_name(at, scene), &year]);
    (format!("{:04}-{:02}", at.year(), at.month()), words)
}

fn of_year(at: NaiveDate) -> Choice {
    (format!("{:04}", at.year()), at.year().to_string())
}

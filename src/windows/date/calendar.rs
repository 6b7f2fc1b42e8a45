//! A month of days, by the pattern of the date grid of the ARIA Authoring Practices: the arrows go
//! through the days, Home and End to the ends of the week, Page Up and Page Down to another month, and
//! with Shift to another year.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{DateEditor, Focus, Message, Subject};
use crate::annotation::Timestamp;
use crate::windows::Scene;
use crate::windows::node::{
    Attribute, Element, On, button, div, h3, section, table, tbody, td, th, thead, tr,
};
use crate::windows::widgets::sign;
use crate::words::fill;

/// As many weeks as a month can touch, so that the calendar is always as high.
const WEEKS: u64 = 6;

/// The calendar.
pub fn view(editor: &DateEditor, subject: &Subject, scene: &Scene) -> Element<Message> {
    let said = &scene.words.date;
    let standing = editor.standing(subject, scene);
    let month = fill(
        said.month_of,
        &[month_name(standing, scene), &standing.year().to_string()],
    );
    let [year_back, back, on, year_on] = said.turns;
    let heading = div()
        .class("turn")
        .child(sign("«", year_back, Message::Turn(-12)))
        .child(sign("‹", back, Message::Turn(-1)))
        .child(
            h3().set(Attribute::Id, "calendar-month")
                .set(Attribute::AriaLive, "polite")
                .text(&*month),
        )
        .child(sign("›", on, Message::Turn(1)))
        .child(sign("»", year_on, Message::Turn(12)));
    let weekdays = said
        .short_weekdays
        .into_iter()
        .zip(scene.words.dates.weekdays);
    let weekdays = weekdays.map(|(short, whole)| {
        th().set(Attribute::Scope, "col")
            .set(Attribute::AriaLabel, whole)
            .text(short)
    });
    let first = first_shown(standing);
    let weeks = (0..WEEKS).map(|week| {
        let days = (0..7).filter_map(|day| first.checked_add_days(Days::new(week * 7 + day)));
        tr().children(days.map(|day| cell(day, standing, editor.focus, subject, scene)))
    });
    let grid = table()
        .class("calendar")
        .set(Attribute::Role, "grid")
        .set(Attribute::AriaLabel, month)
        .on(On::Press, Message::Press)
        .child(thead().child(tr().children(weekdays)))
        .child(tbody().children(weeks));
    section()
        .set(Attribute::AriaLabel, said.calendar)
        .child(heading)
        .child(grid)
}

fn cell(
    day: NaiveDate,
    standing: NaiveDate,
    focus: Focus,
    subject: &Subject,
    scene: &Scene,
) -> Element<Message> {
    let said = &scene.words.date;
    // A day of another month would be elsewhere after the first click of two.
    if day.month() != standing.month() {
        return td();
    }
    let days = subject.days();
    let is_value = days == Some((day, day));
    let is_within = days.is_some_and(|(first, last)| (first..=last).contains(&day));
    let is_published = subject.date == Some(day);
    let is_standing = day == standing;
    let class = match (is_published, is_within && !is_value) {
        (true, false) => "day published",
        (true, true) => "day published within",
        (false, true) => "day within",
        (false, false) => "day",
    };
    let name = full(day, scene);
    let name = match is_published {
        true => fill(said.published, &[&name]),
        false => name,
    };
    let cell = td().set(
        Attribute::AriaSelected,
        if is_value { "true" } else { "false" },
    );
    cell.child(
        button()
            .class(class)
            .set(Attribute::Type, "button")
            .set(Attribute::AriaLabel, name)
            .set(Attribute::Tabindex, if is_standing { "0" } else { "-1" })
            .flag(Attribute::Autofocus, is_standing && focus == Focus::Day)
            .on(On::Click, Message::Day(day))
            .text(day.day().to_string()),
    )
}

/// The Monday with which the month of a day is shown: the last one up to its first day.
fn first_shown(day: NaiveDate) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    let back = u64::from(first.weekday().num_days_from_monday());
    first.checked_sub_days(Days::new(back)).unwrap_or(first)
}

/// The same day so many months on, or back; the last day of a shorter month.
pub fn turned(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    let by = Months::new(months.unsigned_abs());
    match months < 0 {
        true => day.checked_sub_months(by),
        false => day.checked_add_months(by),
    }
}

/// Where a key leads from a day.
pub fn moved(day: NaiveDate, chord: &str) -> Option<NaiveDate> {
    let since_monday = u64::from(day.weekday().num_days_from_monday());
    match chord {
        "ArrowRight" => day.checked_add_days(Days::new(1)),
        "ArrowLeft" => day.checked_sub_days(Days::new(1)),
        "ArrowDown" => day.checked_add_days(Days::new(7)),
        "ArrowUp" => day.checked_sub_days(Days::new(7)),
        "Home" => day.checked_sub_days(Days::new(since_monday)),
        "End" => day.checked_add_days(Days::new(6 - since_monday)),
        "PageDown" => turned(day, 1),
        "PageUp" => turned(day, -1),
        "Shift+PageDown" => turned(day, 12),
        "Shift+PageUp" => turned(day, -12),
        _ => None,
    }
}

/// The day of a moment.
pub fn day_of(at: Timestamp) -> Option<NaiveDate> {
    let text = at.to_rfc3339();
    crate::annotation::day::from_text(text.get(..10)?)
}

/// The name of the month of a day.
pub fn month_name(day: NaiveDate, scene: &Scene) -> &'static str {
    let months = &scene.words.past.months;
    months.get(day.month0() as usize).copied().unwrap_or("")
}

/// The name of the weekday of a day.
pub fn weekday_name(day: NaiveDate, scene: &Scene) -> &'static str {
    let names = &scene.words.dates.weekdays;
    let at = day.weekday().num_days_from_monday() as usize;
    names.get(at).copied().unwrap_or("")
}

/// A day with its weekday and its year.
fn full(day: NaiveDate, scene: &Scene) -> String {
    let (number, year) = (day.day().to_string(), day.year().to_string());
    let words = fill(
        scene.words.past.day,
        &[&number, month_name(day, scene), &year],
    );
    fill(
        scene.words.date.full_day,
        &[weekday_name(day, scene), &words],
    )
}

//! The dates of the open document in order of time, with the gaps between them. A click goes there.

use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;

use super::node::{Attribute, Element, On, button, div, h3, li, ol, p, section, small, strong, ul};
use super::open_text::OpenText;
use super::{Answer, Given, OpenDocument, Order, Question, Scene, Window};
use crate::annotation::{Annotation, Review, day};
use crate::detect::dates::{Timex, TimexKind, TimexValue};
use crate::text::{SourceText, TextSpan};
use crate::words::{Count, sentence};

/// The window.
#[derive(Default)]
pub struct Timeline {
    /// The document's text, once it is read.
    text: OpenText,
}

/// What can be done in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Go to a date.
    GoTo(TextSpan),
}

/// A point on the line: the days of a value, and what has it.
struct Point<'a> {
    first: NaiveDate,
    last: NaiveDate,
    value: String,
    /// The value in words.
    words: String,
    /// Whether it is the document's date.
    is_published: bool,
    dates: Vec<&'a Annotation>,
}

impl Window for Timeline {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.timeline;
        let window = div().class("timeline");
        let Some(open) = &scene.context.open else {
            return window.child(p().text(said.nothing));
        };
        if open.dates.is_empty() {
            return window.child(p().text(said.nothing));
        }
        let text = &match self.text.get(scene) {
            Some(Ok(text)) => text,
            Some(Err(why)) => return window.child(p().class("wrong").text(why)),
            None => return window.child(p().text(scene.words.past.reading)),
        };
        let points = points(open, scene);
        let has_points = points.iter().any(|point| !point.dates.is_empty());
        let is_other = |kinds: &[TimexKind]| {
            let dates = open.dates.iter().map(|date| &**date);
            let dates = dates.filter(|date| match &date.time {
                Some(time) => kinds.contains(&time.timex.kind) && days(&time.timex).is_none(),
                None => kinds.contains(&TimexKind::Date),
            });
            dates.collect::<Vec<_>>()
        };
        let others = [
            (said.lengths, is_other(&[TimexKind::Duration])),
            (said.sets, is_other(&[TimexKind::Set])),
            (said.unplaced, is_other(&[TimexKind::Date, TimexKind::Time])),
        ];
        let others = others.into_iter().filter(|(_, dates)| !dates.is_empty());
        let others = others.map(|(heading, dates)| {
            let dates = dates.into_iter().map(|date| {
                let meaning = date
                    .time
                    .as_ref()
                    .map(|time| scene.words.dates.describe(&time.timex));
                li().child(mark(date, text, open))
                    .children(meaning.map(|words| small().text(words)))
            });
            section()
                .child(h3().text(heading))
                .child(ul().children(dates))
        });
        let missing = open
            .date
            .is_none()
            .then(|| p().class("quiet").text(said.no_document_date));
        window
            .children(missing)
            .children(has_points.then(|| line(&points, text, open, scene)))
            .children(others)
    }

    fn update(&mut self, Message::GoTo(span): Message, _: Given, scene: &Scene) -> Vec<Order> {
        let open = scene.context.open.iter();
        open.map(|open| Order::GoTo(open.id.clone(), span))
            .collect()
    }

    fn wants(&self, scene: &Scene) -> Option<Question> {
        OpenText::wants(scene)
    }

    fn answer(&mut self, answer: Result<Answer, String>, scene: &Scene) {
        self.text.take(answer, scene);
    }
}

/// The days of a meaning that has its place in the calendar.
fn days(timex: &Timex) -> Option<(NaiveDate, NaiveDate)> {
    let is_point = matches!(timex.kind, TimexKind::Date | TimexKind::Time);
    let value = TimexValue::parse(timex.kind, &timex.value).ok();
    value.filter(|_| is_point)?.days()
}

/// The points in order of time, the longer one first where they begin on one day. What is said in the
/// same words is one point.
fn points<'o>(open: &'o OpenDocument, scene: &Scene) -> Vec<Point<'o>> {
    let mut points: Vec<Point> = Vec::new();
    for date in &open.dates {
        let Some(timex) = date.time.as_ref().map(|time| &time.timex) else {
            continue;
        };
        let Some((first, last)) = days(timex) else {
            continue;
        };
        let words = scene.words.dates.describe(timex);
        let known = points.iter_mut().find(|point| point.words == words);
        match known {
            Some(point) => point.dates.push(date),
            None => points.push(Point {
                first,
                last,
                value: timex.value.clone(),
                words,
                is_published: false,
                dates: vec![date],
            }),
        }
    }
    if let Some(date) = open.date {
        let published = Timex::new(TimexKind::Date, day::to_text(date));
        let words = scene.words.dates.describe(&published);
        match points.iter_mut().find(|point| point.words == words) {
            Some(point) => point.is_published = true,
            None => points.push(Point {
                first: date,
                last: date,
                value: published.value,
                words,
                is_published: true,
                dates: Vec::new(),
            }),
        }
    }
    // A day goes before the times on it.
    points.sort_by(|one, other| {
        let place = |point: &Point| (point.first, Reverse(point.last));
        (place(one), &one.value).cmp(&(place(other), &other.value))
    });
    points
}

fn line(
    points: &[Point],
    text: &SourceText,
    open: &OpenDocument,
    scene: &Scene,
) -> Element<Message> {
    let said = &scene.words.timeline;
    let mut before: Option<NaiveDate> = None;
    let points = points.iter().map(|point| {
        let gap = before.replace(point.first);
        let (class, gap) = gap
            .map(|before| gap_between(before, point.first, scene))
            .unwrap_or_default();
        let published = point.is_published.then_some(" published");
        let class = format!("point{class}{}", published.unwrap_or_default());
        let marks = point.dates.iter().map(|date| mark(date, text, open));
        let published = published.map(|_| small().text(said.published));
        li().class(class)
            .children(gap.map(|words| small().class("gap").text(words)))
            .child(
                div()
                    .class("when")
                    .child(strong().text(sentence(&point.words)))
                    .children(published),
            )
            .child(div().class("marks").children(marks))
    });
    section()
        .set(Attribute::AriaLabel, said.placed)
        .child(ol().children(points))
}

/// How far it is from one point to the next: the class of its length on the line, and in words where
/// it is more than some days.
fn gap_between(
    before: NaiveDate,
    then: NaiveDate,
    scene: &Scene,
) -> (&'static str, Option<String>) {
    let said = &scene.words.timeline;
    let months = (then.year() - before.year()) * 12 + then.month0() as i32 - before.month0() as i32;
    let days = (then - before).num_days();
    let count = |words: Count, number: i64| Some(words.of(usize::try_from(number).unwrap_or(0)));
    match (days, i64::from(months)) {
        (0, _) => ("", None),
        (1..=6, _) => (" gap-1", None),
        (7..=59, _) => (" gap-2", count(said.days, days)),
        (_, months @ ..24) => (" gap-3", count(said.months, months)),
        (_, months @ ..240) => (" gap-4", count(said.years, months / 12)),
        (_, months) => (" gap-5", count(said.years, months / 12)),
    }
}

/// A date by its words; a suggestion is told from what is decided.
fn mark(date: &Annotation, text: &SourceText, open: &OpenDocument) -> Element<Message> {
    let value = date.time.as_ref().map(|time| time.timex.value.clone());
    let words = text.slice(date.span);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let class = match date.review {
        Review::Suggested => "mention undecided",
        _ => "mention",
    };
    let is_focused = open.date_in_focus.is_some_and(|(id, _)| id == date.id);
    let mark = match is_focused {
        true => button().set(Attribute::AriaCurrent, "true"),
        false => button(),
    };
    mark.class(class)
        .set(Attribute::Type, "button")
        .set(Attribute::Title, value.unwrap_or_default())
        .on(On::Click, Message::GoTo(date.span))
        .text(words)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::detect::dates::{self, Unread};
    use crate::windows::picture;
    use crate::windows::session::tests::scene;
    use std::sync::Arc;

    const TEXT: &str = "In March 2014 she left. On Friday, 15 July 2016, two years later, she came \
                        back, as every summer. They met yesterday and on 20 August 2016. Now she \
                        waits.";

    /// The window over the text of 16 July 2016 with what the engine finds in it.
    fn read(date: Option<NaiveDate>) -> (Timeline, Scene) {
        let text = SourceText::new(TEXT).unwrap();
        let mut found = Vec::new();
        dates::detect(TEXT, text.whole().unwrap(), date, &mut found);
        let mut scene = scene("a");
        let open = scene.context.open.as_mut().unwrap();
        open.date = date;
        let found = found.into_iter().map(Annotation::suggested);
        open.dates = found.map(Arc::new).collect();
        let mut window = Timeline::default();
        window.answer(Ok(Answer::Text(Some(text))), &scene);
        (window, scene)
    }

    #[test]
    fn dates_stand_in_order_of_time_and_all_else_below() {
        let (window, scene) = read(NaiveDate::from_ymd_opt(2016, 7, 16));
        picture::check("timeline", &window.view(&scene));
    }

    #[test]
    fn without_the_documents_date_it_says_what_is_missing() {
        let (window, scene) = read(None);
        let drawn = window.view(&scene).to_string();
        assert!(drawn.contains("Nobody has said when"), "{drawn}");
        assert!(
            drawn.contains("section\n    h3 “Without a place in the calendar”"),
            "{drawn}"
        );
    }

    #[test]
    fn a_click_goes_to_the_words() {
        let (mut window, scene) = read(None);
        let span = TextSpan::from_range(3..13).unwrap();
        let orders = window.update(Message::GoTo(span), Given::Nothing, &scene);
        let id = scene.context.open.as_ref().unwrap().id.clone();
        assert_eq!(orders, [Order::GoTo(id, span)]);
    }

    #[test]
    fn the_date_in_focus_is_marked() {
        let (window, mut scene) = read(None);
        let open = scene.context.open.as_mut().unwrap();
        let (id, span) = (open.dates[0].id, open.dates[0].span);
        open.date_in_focus = Some((id, Unread { span, block: span }));
        let drawn = window.view(&scene).to_string();
        assert_eq!(drawn.matches("aria-current=true").count(), 1);
    }

    #[test]
    fn a_document_without_dates_says_so() {
        let drawn = Timeline::default().view(&scene("a")).to_string();
        assert!(drawn.contains("No dates yet"), "{drawn}");
    }
}

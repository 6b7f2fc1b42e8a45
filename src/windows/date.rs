//! What the time expression in focus means: type, value and modifiers, with the reason, what else
//! could be meant, a calendar, and choices counted from the document's date. What is chosen twice is
//! set at once, so a double click does, and so does Enter pressed twice.

mod calendar;
mod choices;
mod meaning;

use chrono::NaiveDate;

use super::node::{Attribute, Element, On, div, input, p, small};
use super::open_text::OpenText;
use super::widgets::{labelled, line, press};
use super::{Answer, Given, Order, Question, Scene, Which, Window};
use crate::annotation::{Annotation, AnnotationId, day};
use crate::detect::dates::{
    Explanation, Timex, TimexKind, TimexValue, Unread, explain, in_other_words,
};
use crate::text::SourceText;

/// The window.
#[derive(Default)]
pub struct DateEditor {
    /// What is about to be said, and of which annotation.
    draft: Option<(AnnotationId, Timex)>,
    /// The day at which the calendar stands, once the annotator has turned it away from the value's.
    at: Option<NaiveDate>,
    /// What gets the browser's focus with the next drawing.
    focus: Focus,
    /// The document's text, once it is read.
    text: OpenText,
}

/// What gets the browser's focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Focus {
    /// The value, when the window opens.
    #[default]
    Value,
    /// The day at which the calendar stands.
    Day,
    /// What has it already.
    Stays,
}

/// What can be done in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Another value is being typed.
    Value,
    /// It is of this type.
    Kind(TimexKind),
    /// It has another modifier.
    Modifier,
    /// It has another quantifier.
    Quant,
    /// It has another frequency.
    Freq,
    /// This is meant.
    Take(Timex),
    /// This value is meant.
    Choose(String),
    /// This day is meant.
    Day(NaiveDate),
    /// The calendar is turned by so many months.
    Turn(i32),
    /// A key is pressed in the calendar.
    Press,
    /// The document was published on another day.
    Published,
    /// That is what it means.
    Set,
    /// See the timeline.
    Timeline,
}

/// What the window is about.
struct Subject<'a> {
    annotation: &'a Annotation,
    /// What is about to be said of it.
    timex: Timex,
    /// The document's date.
    date: Option<NaiveDate>,
    /// What of the text tells the meaning.
    unread: Unread,
    text: Option<SourceText>,
    /// What the engine makes of it.
    explanation: Option<Explanation>,
}

impl Window for DateEditor {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.date;
        let Some(subject) = self.subject(scene) else {
            return div().child(p().text(said.nothing));
        };
        let published = input()
            .set(Attribute::Type, "date")
            .set(Attribute::Id, "document-date")
            .set(
                Attribute::Value,
                subject.date.map(day::to_text).unwrap_or_default(),
            )
            .on(On::Change, Message::Published);
        div()
            .class("date-editor")
            .children(meaning::quote(&subject, scene))
            .child(
                // What grows with the meaning stands beside the calendar, which does not move then.
                div()
                    .class("columns")
                    .child(
                        div()
                            .child(meaning::form(&subject, self.focus == Focus::Value, scene))
                            .children(meaning::readings(&subject, scene)),
                    )
                    .child(calendar::view(self, &subject, scene)),
            )
            .child(choices::view(&subject, scene))
            .child(line(labelled(said.document_date, published)).child(press(
                format!("{}…", Which::Timeline.title(scene.words.titles)),
                Message::Timeline,
            )))
            .child(small().text(said.hint))
    }

    fn update(&mut self, message: Message, given: Given, scene: &Scene) -> Vec<Order> {
        self.focus = Focus::Stays;
        let Some(subject) = self.subject(scene) else {
            return Vec::new();
        };
        let mut timex = subject.timex.clone();
        match message {
            Message::Value => {
                // What was typed is kept as it is, or its field would be made anew.
                timex = of_its_type(timex, raw(&given));
                self.at = None;
            }
            Message::Kind(kind) => timex.kind = kind,
            Message::Modifier => timex.modifier = filled(&given),
            Message::Quant => timex.quant = filled(&given),
            Message::Freq => timex.freq = filled(&given),
            Message::Take(meaning) => return self.take(&subject, meaning),
            Message::Choose(value) => {
                let meaning = with_value(timex, TimexKind::Date, value);
                return self.take(&subject, meaning);
            }
            Message::Day(day) => return self.take(&subject, on_day(timex, day)),
            Message::Turn(months) => {
                self.at = calendar::turned(self.standing(&subject, scene), months);
                return Vec::new();
            }
            Message::Press => return self.press(given.text(), &subject, scene),
            Message::Published => return vec![Order::Date(day::from_text(given.text()))],
            Message::Set => return self.set(&subject),
            Message::Timeline => return vec![Order::Open(Which::Timeline)],
        }
        self.draft = Some((subject.annotation.id, timex));
        Vec::new()
    }

    fn wants(&self, scene: &Scene) -> Option<Question> {
        OpenText::wants(scene)
    }

    fn answer(&mut self, answer: Result<Answer, String>, scene: &Scene) {
        self.text.take(answer, scene);
    }
}

impl DateEditor {
    fn subject<'a>(&self, scene: &'a Scene) -> Option<Subject<'a>> {
        let open = scene.context.open.as_ref()?;
        let (id, unread) = open.date_in_focus?;
        let annotation = open.dates.iter().find(|one| one.id == id)?;
        let text = self.text.get(scene).and_then(Result::ok);
        let drafted = self.draft.as_ref().filter(|(about, _)| *about == id);
        let known = || annotation.time.as_ref().map(|time| time.timex.clone());
        let timex = drafted.map(|(_, timex)| timex.clone()).or_else(known);
        let explanation = text
            .as_ref()
            .and_then(|text| explain(text.as_str(), unread, open.date));
        Some(Subject {
            timex: timex.unwrap_or_else(|| Timex::new(TimexKind::Date, "")),
            annotation,
            date: open.date,
            unread,
            text,
            explanation,
        })
    }

    /// The day at which the calendar stands: where the annotator has turned it, or the value's first
    /// day, or the document's, or today.
    fn standing(&self, subject: &Subject, scene: &Scene) -> NaiveDate {
        let value = || subject.days().map(|(first, _)| first);
        let today = || calendar::day_of((scene.clock.now)());
        let day = self.at.or_else(value).or(subject.date);
        day.or_else(today).unwrap_or_default()
    }

    /// Something is chosen. Where it was chosen already, it is set.
    fn take(&mut self, subject: &Subject, meaning: Timex) -> Vec<Order> {
        let meaning = Timex {
            implied: false,
            ..meaning
        };
        if meaning.says_the_same(&subject.timex) {
            return match subject.is_new() {
                true => self.set(subject),
                false => Vec::new(),
            };
        }
        self.at = None;
        self.draft = Some((subject.annotation.id, meaning));
        Vec::new()
    }

    /// A key goes through the calendar, or takes its day.
    fn press(&mut self, chord: &str, subject: &Subject, scene: &Scene) -> Vec<Order> {
        let standing = self.standing(subject, scene);
        match chord {
            "Escape" => return vec![Order::Close],
            "Enter" | "Space" => {
                let orders = self.take(subject, on_day(subject.timex.clone(), standing));
                self.focus = Focus::Day;
                return orders;
            }
            _ => {}
        }
        if let Some(day) = calendar::moved(standing, chord) {
            self.at = Some(day);
            self.focus = Focus::Day;
        }
        Vec::new()
    }

    /// What it means is said, where that is something new and a value. Where something else was typed
    /// that the engine can read, its reading takes the place of that first.
    fn set(&mut self, subject: &Subject) -> Vec<Order> {
        let id = subject.annotation.id;
        if subject.timex.validate().is_err() {
            if let Some(read) = subject.read() {
                self.draft = Some((id, read));
                self.focus = Focus::Value;
            }
            return Vec::new();
        }
        match subject.is_new() {
            true => vec![Order::Time(id, subject.timex.clone())],
            false => vec![Order::Close],
        }
    }
}

impl Subject<'_> {
    /// Whether something else is about to be said than is known.
    fn is_new(&self) -> bool {
        let known = self.annotation.time.as_ref();
        !known.is_some_and(|time| time.timex.says_the_same(&self.timex))
    }

    /// The first and the last day of the value.
    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let value = TimexValue::parse(self.timex.kind, &self.timex.value);
        value.ok()?.days()
    }

    /// What the engine reads in words that were typed in the place of a value.
    fn read(&self) -> Option<Timex> {
        in_other_words(&self.timex.value, self.date)
    }
}

/// What was typed, with its spaces.
fn raw(given: &Given) -> &str {
    match given {
        Given::Text(text) => text,
        _ => "",
    }
}

fn filled(given: &Given) -> Option<String> {
    Some(given.text().to_owned()).filter(|text| !text.is_empty())
}

/// The meaning with another value. What went with the old one does not go with the new one: the ends
/// of a length, and how often a set recurs.
fn with_value(timex: Timex, kind: TimexKind, value: impl Into<String>) -> Timex {
    let is_set = kind == TimexKind::Set;
    Timex {
        modifier: timex.modifier,
        quant: timex.quant.filter(|_| is_set),
        freq: timex.freq.filter(|_| is_set),
        ..Timex::new(kind, value)
    }
}

/// The meaning with what was typed as its value, and with the type that the value has, where it has
/// only the one.
fn of_its_type(timex: Timex, typed: &str) -> Timex {
    let fits = |kind: TimexKind| TimexValue::parse(kind, typed).is_ok();
    let plain = [TimexKind::Date, TimexKind::Time, TimexKind::Duration];
    let kind = match fits(timex.kind) {
        true => None,
        false => plain.into_iter().find(|kind| fits(*kind)),
    };
    let kind = kind.unwrap_or(timex.kind);
    with_value(timex, kind, typed)
}

/// The meaning on another day. A time of day stays.
fn on_day(timex: Timex, day: NaiveDate) -> Timex {
    let day = day::to_text(day);
    let time = (timex.kind == TimexKind::Time).then(|| timex.value.split_once('T'));
    match time.flatten() {
        Some((_, time)) => {
            let value = format!("{day}T{time}");
            with_value(timex, TimexKind::Time, value)
        }
        None => with_value(timex, TimexKind::Date, day),
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

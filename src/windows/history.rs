//! What was done to the open document and to the labels, a sentence each, the last change first. A
//! click goes to the place.

use std::ops::Range;

use super::node::{Attribute, Element, On, button, div, h3, li, ol, p, small, span, time};
use super::widgets::{line, press, words};
use super::{Answer, Given, OpenDocument, Order, Question, Scene, Which, Window};
use crate::annotation::{About, HistoryLine, Timestamp, Work, history_lines};
use crate::text::{SourceText, TextSpan};
use crate::words::fill;

/// How many changes are told.
const MOST: usize = 500;

/// The window.
#[derive(Default)]
pub struct Past {
    /// The open document and the work on it, once they are read.
    open: Option<Result<Box<(SourceText, Work)>, String>>,
}

/// What can be done in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Take back the last change.
    Undo,
    /// Make it again.
    Redo,
    /// Go where a change was made.
    GoTo(TextSpan),
    /// See the labels.
    Labels,
}

impl Window for Past {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.past;
        let labels = &scene.context.project.label_history;
        let (mut done, mut undone) = (labels.done().len(), labels.undone().len());
        if let Some(open) = &scene.context.open {
            done += open.changes.0;
            undone += open.changes.1;
        }
        let undo = press(said.undo, Message::Undo).flag(Attribute::Disabled, done == 0);
        let redo = press(said.redo, Message::Redo).flag(Attribute::Disabled, undone == 0);
        let window = div().class("past").child(line([undo, redo]));
        match (&self.open, unsaved(scene)) {
            (_, Some((text, work))) => told(window, Some((&text, work)), scene),
            (Some(Ok(open)), None) => told(window, Some((&open.0, &open.1)), scene),
            (Some(Err(why)), None) => told(window.child(p().class("wrong").text(why)), None, scene),
            (None, None) if scene.context.open.is_some() => window.child(words(said.reading)),
            (None, None) => told(window, None, scene),
        }
    }

    fn update(&mut self, message: Message, _: Given, _: &Scene) -> Vec<Order> {
        vec![match message {
            Message::Undo => Order::Undo,
            Message::Redo => Order::Redo,
            Message::GoTo(span) => Order::GoTo(span),
            Message::Labels => Order::Open(Which::Labels),
        }]
    }

    fn wants(&self, scene: &Scene) -> Option<Question> {
        match scene.context.open.as_ref()? {
            OpenDocument {
                unsaved: Some(_), ..
            } => None,
            open => Some(Question::Work(open.id.clone(), open.changes)),
        }
    }

    fn answer(&mut self, answer: Result<Answer, String>, scene: &Scene) {
        self.open = Some(match answer {
            Ok(Answer::Work(Some(open))) => Ok(open),
            Ok(_) => Err(scene.words.past.gone.to_owned()),
            Err(why) => Err(why),
        });
    }
}

/// The open document and the work on it, where there is no disk.
fn unsaved(scene: &Scene) -> Option<(SourceText, &Work)> {
    let unsaved = scene.context.open.as_ref()?.unsaved.as_ref()?;
    let text = SourceText::new(&*unsaved.text).ok()?;
    Some((text, &unsaved.work))
}

/// The window with what was done.
fn told(
    window: Element<Message>,
    open: Option<(&SourceText, &Work)>,
    scene: &Scene,
) -> Element<Message> {
    let said = &scene.words.past;
    let project = &scene.context.project;
    let document = open.map(|(text, work)| (work.history(), text));
    let labels = &project.label_history;
    let mut lines = history_lines(
        document,
        labels,
        &project.schema,
        scene.words.told,
        usize::MAX,
    );
    if lines.is_empty() {
        return window.child(words(said.nothing));
    }
    let earlier = lines.len().saturating_sub(MOST);
    lines.truncate(MOST);
    let (undone, done): (Vec<_>, Vec<_>) = lines.into_iter().partition(|one| one.is_undone);
    let here = p().class("here").text(said.here);
    window
        .children(days(&undone, scene))
        .child(here)
        .children(days(&done, scene))
        .children((earlier > 0).then(|| words(said.earlier.of(earlier))))
}

/// The changes day by day.
fn days(lines: &[HistoryLine], scene: &Scene) -> Vec<Element<Message>> {
    let day = |line: &HistoryLine| local(line.at, scene).0;
    let days = lines.chunk_by(|one, other| day(one) == day(other));
    let days = days.flat_map(|lines| {
        let heading = lines
            .first()
            .map(|line| h3().text(written(&day(line), scene)));
        let lines = lines.iter().map(|line| change(line, scene));
        heading.into_iter().chain([ol().children(lines)])
    });
    days.collect()
}

fn change(line: &HistoryLine, scene: &Scene) -> Element<Message> {
    let (_, clock) = local(line.at, scene);
    let message = match line.about {
        About::Document(span) => span.map(Message::GoTo),
        About::Labels => Some(Message::Labels),
    };
    let other = (line.by != scene.context.project.author).then(|| line.by.as_str().to_owned());
    let content = |element: Element<Message>| {
        element
            .child(
                time()
                    .set(Attribute::Datetime, line.at.to_rfc3339())
                    .text(clock),
            )
            .child(span().text(&*line.text))
            .children(other.map(|other| small().text(other)))
    };
    let class = if line.is_undone {
        "change undone"
    } else {
        "change"
    };
    li().child(match message {
        Some(message) => content(
            button()
                .class(class)
                .set(Attribute::Type, "button")
                .on(On::Click, message),
        ),
        None => content(div().class(class)),
    })
}

/// Day and time of day where the annotator is: `2016-07-16` and `09:05`.
fn local(at: Timestamp, scene: &Scene) -> (String, String) {
    let ahead = i64::from((scene.clock.ahead)(at));
    let there = Timestamp::from_millis(at.millis().saturating_add(ahead * 60_000));
    let there = there.to_rfc3339();
    let part = |range: Range<usize>| there.get(range).unwrap_or_default().to_owned();
    (part(0..10), part(11..16))
}

/// A day such as `2016-07-16` as people write it.
fn written(day: &str, scene: &Scene) -> String {
    let said = &scene.words.past;
    let part = |range: Range<usize>| day.get(range).unwrap_or_default();
    let month = part(5..7).parse().ok();
    let month = month.and_then(|month: usize| said.months.get(month.checked_sub(1)?));
    let number = part(8..10).trim_start_matches('0');
    fill(said.day, &[number, month.unwrap_or(&""), part(0..4)])
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::annotation::{
        Annotation, AnnotationId, Author, Edit, Entry, Event, LabelId, Stamp, Status,
    };
    use crate::windows::Unsaved;
    use crate::windows::picture;
    use crate::windows::session::tests::scene;

    const TEXT: &str = "Kerry met Lavrov.";

    fn stamp(at: &str, by: &str) -> Stamp {
        Stamp {
            at: Timestamp::from_rfc3339(at).unwrap(),
            by: Author::new(by),
        }
    }

    /// Ada labelled Kerry, Grace flagged the document the next day, and Ada took that back. Then she
    /// added a label.
    fn work(scene: &mut Scene) -> Work {
        let mut work = Work::default();
        let mut step = |edit, Stamp { at, by }| {
            work.step(&Entry::Do(Event { edit, at, by })).unwrap();
        };
        let span = TextSpan::from_range(0..5).unwrap();
        let ada = stamp("2016-07-15T21:30:00Z", "Ada");
        let kerry = Annotation::drawn(AnnotationId::new(0), span, LabelId::new("ORG"), ada.clone());
        step(Edit::Add(Box::new(kerry)), ada);
        let flag = Edit::Status {
            before: Status::New,
            after: Status::Flagged,
        };
        step(flag, stamp("2016-07-15T23:05:00Z", "Grace"));
        let Stamp { at, by } = stamp("2016-07-15T23:06:00Z", "Ada");
        work.step(&Entry::Undo { at, by }).unwrap();
        let project = &mut scene.context.project;
        let gene = project.schema.addition("Gene").unwrap();
        let stamp = stamp("2016-07-15T23:07:00Z", "Ada");
        let schema = &mut project.schema;
        project
            .label_history
            .perform(schema, vec![gene], &stamp)
            .unwrap();
        work
    }

    /// The window once the work was read.
    fn read() -> (Past, Scene) {
        let mut scene = scene("a");
        let work = work(&mut scene);
        let open = scene.context.open.as_mut().unwrap();
        open.changes = (work.history().done().len(), work.history().undone().len());
        let mut window = Past::default();
        let text = SourceText::new(TEXT).unwrap();
        let answer = Answer::Work(Some(Box::new((text, work))));
        window.answer(Ok(answer), &scene);
        (window, scene)
    }

    #[test]
    fn it_tells_what_was_done_day_by_day_on_the_annotators_clock() {
        let (window, scene) = read();
        picture::check("history", &window.view(&scene));
    }

    #[test]
    fn without_a_disk_the_page_brings_the_work_along() {
        let (window, mut scene) = read();
        let drawn = window.view(&scene);
        let mut other = self::scene("a");
        let unsaved = Unsaved {
            text: TEXT.to_owned(),
            work: work(&mut other),
        };
        scene.context.open.as_mut().unwrap().unsaved = Some(Box::new(unsaved));
        let window = Past::default();
        assert_eq!(window.wants(&scene), None);
        assert_eq!(window.view(&scene), drawn);
    }

    #[test]
    fn it_is_read_again_after_each_change() {
        let (window, mut scene) = read();
        let before = window.wants(&scene);
        assert!(before.is_some());
        scene.context.open.as_mut().unwrap().changes = (2, 0);
        assert_ne!(window.wants(&scene), before);
    }

    #[test]
    fn where_nothing_was_done_it_says_so() {
        let mut scene = scene("a");
        scene.context.open = None;
        let drawn = Past::default().view(&scene).to_string();
        assert!(drawn.contains("Nothing was changed yet"), "{drawn}");
    }
}

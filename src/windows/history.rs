//! What was done to the open document and to the labels, a sentence each, the last change first. A
//! click goes to the place.

use std::ops::Range;

use super::node::{Attribute, Element, On, button, div, h3, li, ol, p, small, span, time};
use super::widgets::{line, press, words};
use super::{Answer, Given, Order, Question, Scene, Which, Window};
use crate::annotation::{About, History, HistoryLine, Timestamp, Work, history_lines};
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
        let project = &scene.context.project;
        let (labels, sweeps) = (&project.label_history, &project.sweeps);
        let mut done = labels.done().len() + sweeps.done().len();
        let mut undone = labels.undone().len() + sweeps.undone().len();
        if let Some(open) = &scene.context.open {
            done += open.changes.0;
            undone += open.changes.1;
        }
        let undo = press(said.undo, Message::Undo).flag(Attribute::Disabled, done == 0);
        let redo = press(said.redo, Message::Redo).flag(Attribute::Disabled, undone == 0);
        let window = div().class("past").child(line([undo, redo]));
        match &self.open {
            Some(Ok(open)) => told(window, Some((&open.0, &open.1)), scene),
            Some(Err(why)) => told(window.child(p().class("wrong").text(why)), None, scene),
            None if scene.context.open.is_some() => window.child(words(said.reading)),
            None => told(window, None, scene),
        }
    }

    fn update(&mut self, message: Message, _: Given, scene: &Scene) -> Vec<Order> {
        let order = match message {
            Message::Undo => Some(Order::Undo),
            Message::Redo => Some(Order::Redo),
            Message::GoTo(span) => {
                let open = scene.context.open.as_ref();
                open.map(|open| Order::GoTo(open.id.clone(), span))
            }
            Message::Labels => Some(Order::Open(Which::Labels)),
        };
        order.into_iter().collect()
    }

    fn wants(&self, scene: &Scene) -> Option<Question> {
        let open = scene.context.open.as_ref()?;
        Some(Question::Work(open.id.clone(), open.changes))
    }

    fn answer(&mut self, answer: Result<Answer, String>, scene: &Scene) {
        self.open = Some(match answer {
            Ok(Answer::Work(Some(open))) => Ok(open),
            Ok(_) => Err(scene.words.past.gone.to_owned()),
            Err(why) => Err(why),
        });
    }
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
    tell_sweeps(&mut lines, open.map(|(_, work)| work.history()), scene);
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

/// Tells what was done in several documents: of a change of the open one in how many others it was
/// made too, and of a change that is not of the open one that it was made elsewhere.
fn tell_sweeps(lines: &mut Vec<HistoryLine>, open: Option<&History>, scene: &Scene) {
    let said = &scene.words.past;
    let project = &scene.context.project;
    let (done, undone) = (project.sweeps.done().iter(), project.sweeps.undone().iter());
    let done = done.map(|sweep| (sweep, false));
    for (sweep, is_undone) in done.chain(undone.map(|sweep| (sweep, true))) {
        let events = open.map(|history| history.done().iter().chain(history.undone()));
        let is_here = events.is_some_and(|mut events| events.any(|event| sweep.made(event)));
        if is_here {
            let mut lines = lines.iter_mut();
            let line = lines.find(|line| {
                let of_document = matches!(line.about, About::Document(_));
                of_document && line.at == sweep.at && line.by == sweep.by
            });
            if let Some(line) = line {
                let others = said
                    .other_documents
                    .of(sweep.documents.len().saturating_sub(1));
                line.text = fill(said.too, &[&line.text, &others]);
            }
            continue;
        }
        let label = project.schema.name(&sweep.label);
        let documents = said.documents.of(sweep.documents.len());
        lines.push(HistoryLine {
            text: fill(said.sweep, &[&sweep.words, label, &documents]),
            at: sweep.at,
            by: sweep.by.clone(),
            about: About::Document(None),
            is_undone,
        });
    }
    lines.sort_by_key(|line| (!line.is_undone, std::cmp::Reverse(line.at)));
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
    use crate::project::{DocumentId, Sweep};
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
    fn what_was_done_in_several_documents_is_told_as_one() {
        let (mut window, mut scene) = read();
        let mut sweep = |at: &str, words: &str| {
            let Stamp { at, by } = stamp(at, "Ada");
            let sweep = Sweep {
                at,
                by,
                words: words.to_owned(),
                label: LabelId::new("ORG"),
                documents: ["a", "b", "c"].map(DocumentId::new).into(),
            };
            scene.context.project.sweeps.record(sweep);
        };
        // The first change of the open document was a part of one.
        sweep("2016-07-15T21:30:00Z", "Kerry");
        sweep("2016-07-15T23:08:00Z", "Acme");
        window.open = read().0.open;
        let drawn = window.view(&scene).to_string();
        for words in [
            "“Kerry: ORG, and in 2 other documents”",
            "“Acme: ORG, in 3 documents”",
        ] {
            assert!(drawn.contains(words), "{drawn}");
        }
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

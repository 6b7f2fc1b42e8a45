//! A first walk through the work in five steps, beside the text. The keys of the article go on meanwhile,
//! so each step can be tried at once; the style sheet points out what a step is about.

use super::node::{Attribute, Element, div, em, kbd, p, small, strong};
use super::widgets::{chord, line, press};
use super::{Given, Order, Scene, Window};
use crate::text::{Edge, Unit};
use crate::words::fill;
use crate::workbench::Nudge;
use crate::workbench::keys::KeyAction;

/// The keys that each step tells.
const STEPS: [&[KeyAction]; 5] = [
    &[
        KeyAction::NextSuggestion,
        KeyAction::Accept,
        KeyAction::Reject,
    ],
    &[
        nudge(Edge::Start, false),
        nudge(Edge::End, true),
        nudge(Edge::Start, true),
        nudge(Edge::End, false),
    ],
    &[KeyAction::EditDate, KeyAction::TurnDate],
    &[KeyAction::Occurrences, KeyAction::Undo],
    &[KeyAction::DoneAndNext],
];

const fn nudge(edge: Edge, forward: bool) -> KeyAction {
    KeyAction::Nudge(Nudge {
        edge,
        unit: Unit::Word,
        forward,
    })
}

/// The window.
#[derive(Default)]
pub struct Tour {
    /// How many steps were taken.
    step: usize,
}

/// What can be done in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Go no further.
    Leave,
    /// To the step before.
    Back,
    /// To the next step.
    Next,
}

impl Window for Tour {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.tour;
        let step = &said.steps[self.step];
        let at = [self.step + 1, STEPS.len()].map(|number| number.to_string());
        let back = (self.step > 0).then(|| press(said.back, Message::Back));
        let buttons = match self.is_last() {
            true => [
                None,
                back,
                Some(press(said.finish, Message::Leave).class("primary")),
            ],
            false => [
                Some(press(said.leave, Message::Leave).class("leave")),
                back,
                Some(press(said.next, Message::Next).class("primary")),
            ],
        };
        // It has the focus and not a button, which would take Space and Enter from the article.
        div()
            .class(format!("step step-{}", at[0]))
            .set(Attribute::Tabindex, "-1")
            .flag(Attribute::Autofocus, true)
            .child(small().text(fill(said.at, &[&at[0], &at[1]])))
            .child(strong().text(step.title))
            .child(self.told(p().class("by-key"), step.by_key, scene))
            .child(self.told(p().class("by-touch"), step.by_touch, scene))
            .child(line(buttons.into_iter().flatten()))
    }

    fn update(&mut self, message: Message, _: Given, _: &Scene) -> Vec<Order> {
        match message {
            Message::Leave => return vec![Order::Close],
            Message::Back => self.step = self.step.saturating_sub(1),
            Message::Next if self.is_last() => {}
            Message::Next => self.step += 1,
        }
        Vec::new()
    }
}

impl Tour {
    const fn is_last(&self) -> bool {
        self.step + 1 == STEPS.len()
    }

    /// Puts the annotator's own keys into a sentence; where there is none, what it would do.
    fn told(&self, paragraph: Element<Message>, words: &str, scene: &Scene) -> Element<Message> {
        let mut pieces = words.split('{');
        let first = pieces.next().filter(|first| !first.is_empty());
        let paragraph = match first {
            Some(first) => paragraph.text(first),
            None => paragraph,
        };
        pieces.fold(paragraph, |paragraph, piece| {
            let (number, words) = piece.split_once('}').unwrap_or(("", piece));
            let keys = STEPS[self.step];
            let action = number.parse().ok().and_then(|n: usize| keys.get(n));
            let key = action.map(|action| key(*action, scene));
            paragraph.children(key).text(words)
        })
    }
}

fn key(action: KeyAction, scene: &Scene) -> Element<Message> {
    match scene.context.keys.chords(action).first() {
        Some(first) => kbd().text(chord(first)),
        None => em().text(scene.words.keys.of(action)),
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::windows::session::tests::scene;
    use crate::windows::{Context, picture};
    use crate::words::Language;
    use crate::workbench::keys::Chord;

    fn after(steps: usize) -> Tour {
        let mut tour = Tour::default();
        for _ in 0..steps {
            let orders = tour.update(Message::Next, Given::Nothing, &scene(""));
            assert_eq!(orders, []);
        }
        tour
    }

    #[test]
    fn it_begins_with_the_suggestions_and_ends_with_the_export() {
        picture::check("tour-first", &after(0).view(&scene("")));
        picture::check("tour-second", &after(1).view(&scene("")));
        picture::check("tour-last", &after(4).view(&scene("")));
    }

    #[test]
    fn a_click_too_many_stays_at_the_ends() {
        let mut tour = after(9);
        assert_eq!(tour.step, 4);
        for _ in 0..9 {
            tour.update(Message::Back, Given::Nothing, &scene(""));
        }
        assert_eq!(tour.step, 0);
        let left = tour.update(Message::Leave, Given::Nothing, &scene(""));
        assert_eq!(left, [Order::Close]);
    }

    #[test]
    fn it_tells_the_keys_of_the_annotator() {
        let mut scene = scene("");
        let Context { keys, project, .. } = &mut scene.context;
        let other = Chord::from_text("Y").unwrap();
        for (action, chords) in [
            (KeyAction::Accept, vec![other]),
            (KeyAction::Reject, Vec::new()),
        ] {
            keys.bind(action, chords, &project.schema).unwrap();
        }
        let told = after(0).view(&scene).to_string();
        assert!(told.contains("kbd “Y”"), "{told}");
        assert!(told.contains("em “reject, go to the next”"), "{told}");
    }

    #[test]
    fn every_language_names_each_key_of_a_step() {
        for language in Language::ALL {
            let steps = language.windows().tour.steps;
            for (step, keys) in steps.iter().zip(STEPS) {
                for number in 0..keys.len() {
                    let named = step.by_key.contains(&format!("{{{number}}}"));
                    assert!(named, "{language:?}: {}", step.title);
                }
            }
        }
    }
}

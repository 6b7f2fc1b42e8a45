//! The keys, and how a person changes them. A key that does something else already is refused with
//! the reason.

use super::node::{
    Attribute, Element, On, button, div, fieldset, h3, kbd, legend, li, p, span, ul,
};
use super::widgets::{choice, chord, press, words};
use super::{Given, Order, Scene, Window};
use crate::words::{fill, sentence};
use crate::workbench::keys::{Chord, KEYS, KeyAction, KeyError, KeyTable, Preset};

/// The window.
#[derive(Default)]
pub struct Keys {
    /// What the next key that is pressed is to do.
    listening: Option<KeyAction>,
    /// For what a key was refused, and why.
    refused: Option<(KeyAction, String)>,
}

/// What can be done in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Choose the keys of another tool.
    Preset(Preset),
    /// The next key is to do this.
    Listen(KeyAction),
    /// A key was pressed.
    Press,
    /// This key, of so many, is no longer to do this.
    Drop(KeyAction, usize),
    /// This is to have the preset's keys again.
    Reset(KeyAction),
}

impl Window for Keys {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.keys;
        let table = &scene.context.keys;
        let presets = Preset::ALL.map(|preset| {
            let chosen = table.preset() == preset;
            choice("preset", preset.name(), chosen, Message::Preset(preset))
        });
        let presets = fieldset()
            .class("presets")
            .child(legend().text(said.preset))
            .children(presets);
        let groups = said.groups.iter().flat_map(|(group, heading)| {
            let rows = KEYS.iter().filter(|row| row.group == *group);
            let rows = rows.map(|row| self.row(row.action, scene));
            [h3().text(*heading), ul().children(rows)]
        });
        div()
            .class("keys")
            .child(words(said.about))
            .child(presets)
            .children(groups)
    }

    fn update(&mut self, message: Message, given: Given, scene: &Scene) -> Vec<Order> {
        self.refused = None;
        let listening = self.listening.take();
        let mut table = scene.context.keys.clone();
        match message {
            Message::Preset(preset) => table.set_preset(preset),
            Message::Listen(action) => {
                self.listening = Some(action).filter(|_| listening != Some(action));
                return Vec::new();
            }
            Message::Press => {
                let chord = Chord::from_text(given.text());
                let (Some(action), Some(chord)) = (listening, chord) else {
                    return Vec::new();
                };
                if chord.as_str() == "Escape" {
                    return Vec::new();
                }
                let mut chords = chords(&table, action);
                chords.push(chord);
                return self.bind(table, action, chords, scene);
            }
            Message::Drop(action, at) => {
                let mut chords = chords(&table, action);
                if at < chords.len() {
                    chords.remove(at);
                }
                return self.bind(table, action, chords, scene);
            }
            Message::Reset(action) => table.reset(action),
        }
        vec![Order::Keys(table)]
    }
}

impl Keys {
    /// What keys can do on a line, with the keys that do it.
    fn row(&self, action: KeyAction, scene: &Scene) -> Element<Message> {
        let said = &scene.words.keys;
        let table = &scene.context.keys;
        let name = said.of(action);
        let own = table.chords(action);
        let is_changed = own != table.preset().chords(action);
        let chords = own.iter().enumerate().map(|(at, one)| {
            let drop = press("×", Message::Drop(action, at));
            let what = fill(said.drop, &[&chord(one), name]);
            let drop = drop.set(Attribute::AriaLabel, what);
            span()
                .class("chord")
                .child(kbd().text(chord(one)))
                .child(drop)
        });
        let listen = match self.listening == Some(action) {
            true => button()
                .class("listening")
                .set(Attribute::Type, "button")
                .flag(Attribute::Autofocus, true)
                .on(On::Press, Message::Press)
                .on(On::Click, Message::Listen(action))
                .text(said.press),
            false => press("+", Message::Listen(action))
                .set(Attribute::AriaLabel, fill(said.add, &[name])),
        };
        let reset = is_changed.then(|| press(said.reset, Message::Reset(action)).class("reset"));
        let refused = self.refused.as_ref().filter(|(of, _)| *of == action);
        let refused = refused.map(|(_, why)| {
            let why = p().class("wrong").text(why);
            why.set(Attribute::Role, "alert")
        });
        li().child(span().class("does").text(name))
            .child(
                div()
                    .class("chords")
                    .children(chords)
                    .child(listen)
                    .children(reset),
            )
            .children(refused)
    }

    fn bind(
        &mut self,
        mut table: KeyTable,
        action: KeyAction,
        chords: Vec<Chord>,
        scene: &Scene,
    ) -> Vec<Order> {
        let bound = table.bind(action, chords, &scene.context.project.schema);
        let why = match bound {
            Ok(()) => return vec![Order::Keys(table)],
            Err(KeyError::Action(taken, by)) => {
                let does = scene.words.keys.of(by);
                fill(scene.words.keys.taken, &[&chord(taken.as_str()), does])
            }
            Err(other) => (scene.words.keys.refused)(&other),
        };
        self.refused = Some((action, sentence(&why)));
        Vec::new()
    }
}

fn chords(table: &KeyTable, action: KeyAction) -> Vec<Chord> {
    let chords = table.chords(action).into_iter();
    chords.filter_map(Chord::from_text).collect()
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::windows::picture;
    use crate::windows::session::tests::scene;

    /// Presses a key for an action, and says what it has then, or why it was refused.
    fn press(scene: &mut Scene, action: KeyAction, key: &str) -> String {
        let mut window = Keys::default();
        window.update(Message::Listen(action), Given::Nothing, scene);
        let given = Given::Text(key.to_owned());
        let orders = window.update(Message::Press, given, scene);
        if let Some(Order::Keys(table)) = orders.into_iter().next() {
            scene.context.keys = table;
        }
        match window.refused {
            Some((_, why)) => why,
            None => scene.context.keys.chords(action).join(" "),
        }
    }

    #[test]
    fn it_shows_all_keys_and_listens_for_one() {
        let mut window = Keys::default();
        let mut scene = scene("");
        press(&mut scene, KeyAction::Flag, "Y");
        let flag = Message::Listen(KeyAction::Flag);
        window.update(flag, Given::Nothing, &scene);
        picture::check("keys", &window.view(&scene));
    }

    #[test]
    fn a_free_key_is_taken_and_another_one_is_refused_with_the_reason() {
        let mut scene = scene("");
        let mut flag = |key| press(&mut scene, KeyAction::Flag, key);
        assert_eq!(flag("Y"), "F Y");
        assert_eq!(
            flag("A"),
            "The key A is taken: accept, go to the next; choose another key"
        );
        let label = "1 gives PERSON; choose another key, or take it from PERSON first";
        assert_eq!(flag("1"), label);
        assert!(flag("Ctrl+T").contains("the browser's"));
        assert_eq!(flag("Escape"), "F Y", "Escape gives up");
    }

    #[test]
    fn keys_are_taken_away_and_given_back() {
        let mut scene = scene("");
        let mut window = Keys::default();
        let mut click = |message| {
            let orders = window.update(message, Given::Nothing, &scene);
            let [Order::Keys(table)] = &*orders else {
                panic!("{orders:?}");
            };
            scene.context.keys = table.clone();
            table.chords(KeyAction::Remove).join(" ")
        };
        assert_eq!(click(Message::Drop(KeyAction::Remove, 0)), "Backspace");
        assert_eq!(click(Message::Reset(KeyAction::Remove)), "Delete Backspace");
        let prodigy = click(Message::Preset(Preset::Prodigy));
        assert_eq!(prodigy, "Shift+Backspace Shift+Delete");
    }
}

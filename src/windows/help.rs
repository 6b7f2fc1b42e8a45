//! The keys, the labels and a few words about the work.

use super::node::{Attribute, Element, On, caption, div, kbd, table, tbody, td, th, tr};
use super::widgets::{chord, field, labelled, line, press, words};
use super::{Given, Order, Scene, Which, Window};
use crate::workbench::keys::KEYS;

/// The window.
pub struct Help;

/// What can be done in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Say who annotates.
    Author,
    /// Go to another window.
    Open(Which),
}

impl Window for Help {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let (said, project) = (&scene.words.help, &scene.context.project);
        let keys = scene.words.keys.groups.iter().map(|(group, heading)| {
            let keys = KEYS.iter().filter(|key| key.group == *group);
            let keys = keys.filter_map(|key| {
                let chords = scene.context.keys.chords(key.action);
                let meaning = scene.words.keys.of(key.action);
                (!chords.is_empty()).then(|| row(&chords, meaning))
            });
            rows(heading, keys)
        });
        let labels = project.schema.labels().iter().filter_map(|label| {
            let meaning = match &*label.description {
                "" => label.name.clone(),
                description => format!("{}: {description}", label.name),
            };
            Some(row(&[&label.key?.to_string()], meaning))
        });
        let others = [
            Which::Tour,
            Which::Guidelines,
            Which::Labels,
            Which::Keys,
            Which::History,
            Which::Timeline,
            Which::Progress,
            Which::Consistency,
        ];
        let others = others.map(|which| {
            let title = which.title(scene.words.titles);
            press(format!("{title}…"), Message::Open(which))
        });
        let author = field("author", project.author.as_str()).on(On::Change, Message::Author);
        div()
            .class("help")
            .child(words(said.how))
            .child(words(said.privacy))
            .child(line(labelled(said.author, author)))
            .child(line(others))
            .child(
                div()
                    .class("tables")
                    .child(rows(said.labels, labels))
                    .children(keys),
            )
    }

    fn update(&mut self, message: Message, given: Given, _: &Scene) -> Vec<Order> {
        match message {
            Message::Author if given.text().is_empty() => Vec::new(),
            Message::Open(which) => vec![Order::Open(which)],
            Message::Author => vec![Order::Author(given.text().to_owned())],
        }
    }
}

fn rows(heading: &str, rows: impl Iterator<Item = Element<Message>>) -> Element<Message> {
    table()
        .child(caption().text(heading))
        .child(tbody().children(rows))
}

fn row(keys: &[&str], meaning: impl Into<String>) -> Element<Message> {
    let keys = keys.iter().map(|key| kbd().text(chord(key)));
    let keys = th().set(Attribute::Scope, "row").children(keys);
    tr().child(keys).child(td().text(meaning))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::windows::picture;
    use crate::windows::session::tests::scene;

    #[test]
    fn it_tells_the_keys_and_the_labels() {
        picture::check("help", &Help.view(&scene("")));
    }

    #[test]
    fn a_name_is_taken_and_a_blank_one_is_not() {
        let rename = |name: &str| {
            let given = Given::Text(name.to_owned());
            Help.update(Message::Author, given, &scene(""))
        };
        assert_eq!(rename(" Grace "), [Order::Author("Grace".to_owned())]);
        assert_eq!(rename("  "), []);
    }
}

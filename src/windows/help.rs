//! The keys, the labels and a few words about the work.

use super::node::{Attribute, Element, On, caption, div, kbd, table, tbody, td, th, tr};
use super::widgets::{field, labelled, line, words};
use super::{Given, Order, Scene, Window};

/// The window.
pub struct Help;

/// What can be done in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Say who annotates.
    Author,
}

impl Window for Help {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let (said, project) = (&scene.words.help, &scene.context.project);
        let keys = scene.context.keys.iter();
        let keys = keys.map(|(key, meaning)| row(key.clone(), meaning.clone()));
        let labels = project.schema.labels().iter().filter_map(|label| {
            let meaning = match &*label.description {
                "" => label.name.clone(),
                description => format!("{}: {description}", label.name),
            };
            Some(row(String::from(label.key?), meaning))
        });
        let author = field("author", project.author.as_str()).on(On::Change, Message::Author);
        div()
            .class("help")
            .child(words(said.how))
            .child(words(said.privacy))
            .child(line(labelled(said.author, author)))
            .child(
                div()
                    .class("columns")
                    .child(rows(said.keys, keys))
                    .child(rows(said.labels, labels)),
            )
    }

    fn update(&mut self, message: Message, given: Given, _: &Scene) -> Vec<Order> {
        match message {
            Message::Author if given.text().is_empty() => Vec::new(),
            Message::Author => vec![Order::Author(given.text().to_owned())],
        }
    }
}

fn rows(heading: &str, rows: impl Iterator<Item = Element<Message>>) -> Element<Message> {
    table()
        .child(caption().text(heading))
        .child(tbody().children(rows))
}

fn row(key: String, meaning: String) -> Element<Message> {
    let key = th().set(Attribute::Scope, "row").child(kbd().text(key));
    tr().child(key).child(td().text(meaning))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::windows::picture;
    use crate::windows::session::tests::scene;

    #[test]
    fn it_tells_the_keys_and_the_labels() {
        let mut scene = scene("");
        scene.context.keys = vec![("A".to_owned(), "accept, go to the next".to_owned())];
        picture::check("help", &Help.view(&scene));
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

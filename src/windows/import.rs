//! Bring documents in: paste, choose files, fetch or send.

use super::node::{
    Attribute, BOOKMARK, Element, On, a, button, div, form, h3, input, label, textarea,
};
use super::widgets::{line, press, words};
use super::{Answer, Given, Order, Question, Scene, Window};

/// The window.
#[derive(Default)]
pub struct Import {
    /// Whether this copy of Spanwright has what fetches pages, once that is known: whoever hosts it can
    /// take it away.
    can_fetch: Option<bool>,
}

/// What can be done in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Open what was pasted.
    Paste,
    /// Files were chosen, which the page opens by itself: they may be large.
    Files,
    /// Fetch the address.
    Fetch,
    /// Open the sample.
    Sample,
    /// The bookmark was clicked, which is to be dragged.
    Bookmark,
}

/// The files that can be opened.
const FILES: &str = ".txt,.md,.markdown,.html,.htm,.xhtml,.json,.jsonl,.ndjson";

impl Window for Import {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.open;
        let paste = textarea()
            .set(Attribute::Id, "pasted")
            .set(Attribute::Placeholder, said.paste_hint)
            // What is known later must not take the focus away from where it is by then.
            .flag(Attribute::Autofocus, self.can_fetch.is_none());
        let open = send(said.open_text).class("primary");
        let files = input()
            .set(Attribute::Type, "file")
            .flag(Attribute::Multiple, true)
            .set(Attribute::AriaLabel, said.choose_files)
            .set(Attribute::Accept, FILES)
            .on(On::Change, Message::Files);
        let bookmark = a()
            .set(Attribute::Href, BOOKMARK)
            .on(On::Click, Message::Bookmark)
            .text(said.bookmark);
        div()
            .class("import")
            .child(
                form()
                    .on(On::Submit, Message::Paste)
                    .child(heading("pasted", said.paste))
                    .child(paste)
                    .child(line([open])),
            )
            .child(h3().text(said.files))
            .child(words(said.about_files))
            .child(line([files]))
            .children(self.fetch(scene).into_iter().flatten())
            .child(h3().text(said.send))
            .child(words(said.about_send).child(bookmark))
            .child(line([press(said.sample, Message::Sample)]))
    }

    fn update(&mut self, message: Message, given: Given, _: &Scene) -> Vec<Order> {
        match (message, given) {
            // The text is opened as it is, to the last space.
            (Message::Paste, Given::Text(text)) => vec![Order::OpenText(text)],
            (Message::Fetch, given) => vec![Order::Fetch(given.text().to_owned())],
            (Message::Sample, _) => vec![Order::OpenSample],
            (Message::Paste | Message::Files | Message::Bookmark, _) => Vec::new(),
        }
    }

    fn wants(&self, _: &Scene) -> Option<Question> {
        Some(Question::Fetching)
    }

    fn answer(&mut self, answer: Result<Answer, String>, _: &Scene) {
        self.can_fetch = Some(answer != Ok(Answer::Fetching(false)));
    }
}

impl Import {
    /// The way to fetch a page, where there is one.
    fn fetch(&self, scene: &Scene) -> Option<[Element<Message>; 3]> {
        let said = &scene.words.open;
        let address = input()
            .set(Attribute::Id, "address")
            .set(Attribute::Type, "url")
            .flag(Attribute::Required, true)
            .set(Attribute::Placeholder, "https://");
        let fetch = form()
            .class("line")
            .on(On::Submit, Message::Fetch)
            .child(address)
            .child(send(said.do_fetch));
        let heading = heading("address", said.fetch);
        self.can_fetch
            .unwrap_or(true)
            .then(|| [heading, words(said.about_fetch), fetch])
    }
}

fn heading(field: &str, words: &str) -> Element<Message> {
    h3().child(label().set(Attribute::For, field).text(words))
}

fn send(words: &str) -> Element<Message> {
    button().set(Attribute::Type, "submit").text(words)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::windows::picture;
    use crate::windows::session::tests::scene;

    #[test]
    fn it_offers_every_way_in() {
        picture::check("import", &Import::default().view(&scene("")));
    }

    #[test]
    fn a_host_can_take_fetching_away() {
        let mut window = Import::default();
        window.answer(Ok(Answer::Fetching(false)), &scene(""));
        let drawn = window.view(&scene("")).to_string();
        assert!(!drawn.contains("Submit Fetch"), "{drawn}");
        assert!(drawn.contains("Submit Paste"), "{drawn}");
        // Without a network nobody knows, and nothing is taken away.
        window.answer(Err("no network".to_owned()), &scene(""));
        assert!(window.view(&scene("")).to_string().contains("Submit Fetch"));
    }

    #[test]
    fn pasted_text_is_opened_as_it_is_and_an_address_without_spaces() {
        let order = |message, given: &str| {
            let given = Given::Text(given.to_owned());
            Import::default().update(message, given, &scene(""))
        };
        let text = " Title\n\nText. ";
        assert_eq!(
            order(Message::Paste, text),
            [Order::OpenText(text.to_owned())]
        );
        assert_eq!(
            order(Message::Fetch, " https://example.org "),
            [Order::Fetch("https://example.org".to_owned())]
        );
        assert_eq!(order(Message::Sample, ""), [Order::OpenSample]);
    }
}

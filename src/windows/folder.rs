//! Save the project to a folder of the annotator's disk.

use super::node::{Element, div};
use super::widgets::{line, press, words};
use super::{Answer, Folder, Given, Order, Question, Scene, Window};
use crate::clerk::{self, Job};
use crate::record;
use crate::words::fill;

/// The window.
#[derive(Default)]
pub struct Saving {
    /// The folder, once that is known, or why nobody knows.
    folder: Option<Result<Folder, String>>,
}

/// What can be done in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Choose a folder.
    Choose,
    /// Go on with the one that was chosen.
    GoOn,
    /// Save to none.
    Stop,
}

impl Window for Saving {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.folder;
        let shown = div().class("folder").child(words(said.about));
        match &self.folder {
            None => shown,
            Some(Err(why)) => shown.child(words(why).class("wrong")),
            Some(Ok(Folder::Impossible)) => shown.child(words(said.impossible)),
            Some(Ok(Folder::None)) => {
                let choose = press(said.choose, Message::Choose).class("primary");
                shown.child(line([choose]))
            }
            Some(Ok(Folder::Chosen { name, allowed })) => {
                let now = if *allowed { said.saved_to } else { said.asks };
                shown.child(words(fill(now, &[name]))).child(line([
                    press(said.go_on, Message::GoOn).class("primary"),
                    press(said.choose, Message::Choose),
                    press(said.stop, Message::Stop),
                ]))
            }
        }
    }

    fn update(&mut self, message: Message, _: Given, scene: &Scene) -> Vec<Order> {
        // Every job of this version has a compact form.
        let job = |job| record::say(&Job::Folder(job)).unwrap_or_default();
        let open = scene.context.open.as_ref().map(|open| open.id.clone());
        let order = match message {
            Message::Choose | Message::GoOn => Order::Folder {
                choose: message == Message::Choose,
                job: job(clerk::Folder::Use(open)),
            },
            // No file comes of this job.
            Message::Stop => Order::Write {
                name: String::new(),
                mime_type: String::new(),
                job: job(clerk::Folder::Forget),
            },
        };
        vec![order, Order::Close]
    }

    fn wants(&self, _: &Scene) -> Option<Question> {
        Some(Question::Folder)
    }

    fn answer(&mut self, answer: Result<Answer, String>, _: &Scene) {
        self.folder = Some(answer.map(|answer| match answer {
            Answer::Folder(folder) => folder,
            _ => Folder::Impossible,
        }));
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::windows::picture;
    use crate::windows::session::tests::scene;

    fn told(folder: Folder) -> Saving {
        let mut window = Saving::default();
        window.answer(Ok(Answer::Folder(folder)), &scene(""));
        window
    }

    #[test]
    fn it_offers_what_can_be_done_with_the_folder() {
        let drawn = |folder| told(folder).view(&scene("a"));
        picture::check("folder", &drawn(Folder::None));
        let chosen = |allowed| Folder::Chosen {
            name: "corpus".to_owned(),
            allowed,
        };
        picture::check("folder-chosen", &drawn(chosen(true)));
        let asks = drawn(chosen(false)).to_string();
        assert!(asks.contains("when you allow it"), "{asks}");
        let impossible = drawn(Folder::Impossible).to_string();
        assert!(!impossible.contains("button"), "{impossible}");
    }

    #[test]
    fn it_closes_with_the_decision() {
        let mut window = told(Folder::None);
        let orders = window.update(Message::Choose, Given::Nothing, &scene("a"));
        let [Order::Folder { choose: true, job }, Order::Close] = &*orders else {
            panic!("{orders:?}");
        };
        let open = Some(crate::project::DocumentId::new("a"));
        let expected = Job::Folder(clerk::Folder::Use(open));
        assert_eq!(record::hear::<Job>(job), Ok(expected));
    }
}

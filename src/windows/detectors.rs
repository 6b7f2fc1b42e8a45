//! What proposes annotations, and how precisely.

use super::node::{Attribute, Element, div, h3};
use super::widgets::{line, press, words};
use super::{Given, Order, Scene, Window};
use crate::detect::encoder::shipped_length;
use crate::detect::protocol::{Precise, Request};
use crate::record;
use crate::words::fill;

/// The window.
#[derive(Default)]
pub struct Detecting;

/// What can be done in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Find names precisely, or no longer.
    Precise(bool),
}

impl Window for Detecting {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.detectors;
        let megabytes = |bytes: u32| format!("{:.1}", f64::from(bytes) / 1e6);
        let begin = |words| line([press(words, Message::Precise(true)).class("primary")]);
        let end = line([press(said.stop, Message::Precise(false))]);
        let state = |words: String| super::widgets::words(words).set(Attribute::Role, "status");
        let shown = div()
            .class("detectors")
            .child(h3().text(said.instant))
            .child(words(said.about_instant))
            .child(h3().text(said.precise))
            .child(words(fill(
                said.about_precise,
                &[&megabytes(shipped_length())],
            )));
        match &scene.context.precise {
            Precise::Off => shown.child(begin(said.begin)),
            Precise::Loading { done, total } => shown
                .child(state(fill(
                    said.loading,
                    &[&megabytes(*done), &megabytes(*total)],
                )))
                .child(end),
            Precise::Reading { done, total } if done < total => shown
                .child(state(fill(
                    said.reading,
                    &[&done.to_string(), &total.to_string()],
                )))
                .child(end),
            Precise::Reading { .. } => shown.child(state(said.read.to_owned())).child(end),
            Precise::Failed(why) => shown
                .child(words(fill(said.failed, &[why])).class("wrong"))
                .child(begin(said.again)),
        }
    }

    fn update(&mut self, message: Message, _: Given, _: &Scene) -> Vec<Order> {
        let Message::Precise(is_wanted) = message;
        // Every request of this version has a compact form.
        let request = record::say(&Request::Precise(is_wanted)).unwrap_or_default();
        vec![Order::Detectors(request)]
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::windows::picture;
    use crate::windows::session::tests::scene;

    fn drawn(precise: Precise) -> Element<Message> {
        let mut scene = scene("a");
        scene.context.precise = precise;
        Detecting.view(&scene)
    }

    #[test]
    fn it_says_how_far_the_precise_tier_is() {
        picture::check("detectors", &drawn(Precise::Off));
        let (done, total) = (2, 3);
        picture::check(
            "detectors-reading",
            &drawn(Precise::Reading { done, total }),
        );
        let words = |precise| drawn(precise).to_string();
        let (done, total) = (9_000_000, 18_000_000);
        assert!(words(Precise::Loading { done, total }).contains("9.0 of 18.0 MB"));
        let (done, total) = (3, 3);
        assert!(words(Precise::Reading { done, total }).contains("All of this article"));
        let failed = words(Precise::Failed("HTTP status 404".to_owned()));
        assert!(failed.contains("HTTP status 404") && failed.contains("Try again"));
    }

    #[test]
    fn a_press_tells_the_detectors() {
        let orders = Detecting.update(Message::Precise(true), Given::Nothing, &scene("a"));
        let [Order::Detectors(request)] = &*orders else {
            panic!("{orders:?}");
        };
        assert_eq!(record::hear::<Request>(request), Ok(Request::Precise(true)));
    }
}

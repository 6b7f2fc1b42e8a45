//! Any message from the page is refused or answered, whatever it asks about, and what is answered
//! stands in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde::Serialize;
use serde::de::DeserializeOwned;
use spanwright::clerk::{Job, Outcome};
use spanwright::detect::DetectionService;
use spanwright::detect::protocol::{Reply, Request};
use spanwright::record::{hear, say};
use spanwright::text::{SourceText, html};
use spanwright::windows::Shown;
use spanwright_fuzz::{check_blocks, check_span};

fuzz_target!(|input: (u8, &str, Vec<Vec<u8>>)| {
    let (kind, text, messages) = input;
    let text = SourceText::new(text).expect("a fuzzed text is short");
    let mut service = DetectionService::default();
    service.answer(Request::Open {
        text_id: Default::default(),
        text: text.as_str().into(),
        names: Vec::new(),
    });
    for message in &messages {
        match kind % 5 {
            0 => {
                let Some(request) = again::<Request>(message) else {
                    continue;
                };
                let is_new = matches!(request, Request::Open { .. });
                if let Request::Decided { text_id, decisions } = request {
                    for reply in service.decided(text_id, decisions) {
                        again::<Reply>(&say(&reply).expect("a reply is sent")).expect("and heard");
                    }
                    continue;
                }
                match service.answer(request) {
                    Some(Reply::Found { proposals, .. }) => {
                        proposals.iter().for_each(|one| check_span(&text, one.span));
                    }
                    Some(reply) => {
                        again::<Reply>(&say(&reply).expect("a reply is sent")).expect("and heard");
                    }
                    None => {}
                }
                if is_new {
                    return;
                }
            }
            1 => drop(again::<Reply>(message)),
            2 => {
                if let Some(Job::Page(_, events)) = again::<Job>(message) {
                    let article = html::extract(&events, None);
                    let text = SourceText::new(&*article.text).expect("a fuzzed text is short");
                    check_blocks(&text, &article.blocks);
                }
            }
            3 => drop(again::<Outcome>(message)),
            _ => drop(again::<Shown>(message)),
        }
    }
});

/// What is heard is the same when it is said again.
fn again<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(
    message: &[u8],
) -> Option<T> {
    let heard: T = hear(message).ok()?;
    let said = say(&heard).expect("what was heard can be said");
    let same: T = hear(&said).expect("what was said can be heard");
    assert_eq!(say(&same).expect("and said again"), said);
    Some(heard)
}

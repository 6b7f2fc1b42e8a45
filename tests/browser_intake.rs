//! How articles come in: parsed HTML and pages that the bookmark sends.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../src/browser/mod.rs"]
#[allow(dead_code, unused_imports, reason = "these tests use a part of it")]
mod browser;

use std::cell::RefCell;
use std::rc::Rc;

use browser::bookmarklet::{self, ReceiveError, ReceivedPage};
use browser::{clock, html};
use gloo::timers::future::TimeoutFuture;
use spanwright::text::html::Event;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlIFrameElement;

wasm_bindgen_test_configure!(run_in_browser);

/// The events as a line: `<p id=x>`, text, `/`.
fn picture(events: &[Event]) -> String {
    let parts = events.iter().map(|event| match event {
        Event::Start { name, attributes } => {
            let attributes = attributes
                .iter()
                .map(|(name, value)| format!(" {name}={value}"));
            format!("<{name}{}>", attributes.collect::<String>())
        }
        Event::Text(text) => text.clone(),
        Event::End => "/".to_owned(),
    });
    parts.collect()
}

#[wasm_bindgen_test]
fn a_page_is_walked_in_order_with_its_references_resolved() {
    let page = "<title>A</title><p id=x>1 &lt; 2<br>caf&eacute;<!-- no --><b>!</b>";
    assert_eq!(
        picture(&html::events(page)),
        "<html><head><title>A//<body><p id=x>1 < 2<br>/café<b>!////"
    );
    assert_eq!(picture(&html::events("")), "<html><head>/<body>//");
}

#[wasm_bindgen_test]
async fn nothing_in_a_page_runs() {
    let window = gloo::utils::window();
    html::events(
        "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'>\
         <svg onload='window.ran = 3'></svg><iframe srcdoc='<script>top.ran = 4</script>'></iframe>",
    );
    TimeoutFuture::new(200).await;
    assert!(
        js_sys::Reflect::get(&window, &"ran".into())
            .unwrap()
            .is_undefined()
    );
}

#[wasm_bindgen_test]
fn a_page_may_be_nested_deeply() {
    let page = format!("{}deep", "<div>".repeat(10_000));
    let events = html::events(&page);
    assert!(events.contains(&Event::Text("deep".to_owned())));
    let starts = events
        .iter()
        .filter(|event| matches!(event, Event::Start { .. }));
    let ends = events.iter().filter(|event| **event == Event::End);
    assert_eq!(starts.count(), ends.count());
}

#[wasm_bindgen_test]
fn identities_are_random_uuids() {
    let (one, other) = (clock::random_id(), clock::random_id());
    assert_ne!(one, other);
    let parts: Vec<usize> = one.split('-').map(str::len).collect();
    assert_eq!(parts, [8, 4, 4, 4, 12]);
    assert_eq!(&one[14..15], "4");
}

/// A frame that answers the receiver's call with `message`, as the bookmark would.
fn sender(message: &str) -> HtmlIFrameElement {
    let document = gloo::utils::document();
    let frame: HtmlIFrameElement = document.create_element("iframe").unwrap().unchecked_into();
    frame.set_srcdoc(&format!(
        "<script>onmessage = (event) => event.data === 'spanwright-ready' \
         && event.source.postMessage({message}, '*')</script>"
    ));
    gloo::utils::body().append_child(&frame).unwrap();
    frame
}

async fn receive(message: &str) -> Vec<Result<ReceivedPage, ReceiveError>> {
    let frame = sender(message);
    let received = Rc::new(RefCell::new(Vec::new()));
    bookmarklet::receive_from(frame.content_window().unwrap(), {
        let received = received.clone();
        move |page| received.borrow_mut().push(page)
    });
    while received.borrow().is_empty() {
        TimeoutFuture::new(20).await;
    }
    // Long enough for a second call, if there was one.
    TimeoutFuture::new(250).await;
    frame.remove();
    received.take()
}

fn here() -> String {
    gloo::utils::window().location().origin().unwrap()
}

#[wasm_bindgen_test]
async fn a_sent_page_is_received_once() {
    let url = format!("{}/story", here());
    let message = format!("{{ kind: 'spanwright-page', url: '{url}', html: '<p>Hello' }}");
    let html = "<p>Hello".to_owned();
    assert_eq!(receive(&message).await, [Ok(ReceivedPage { html, url })]);
}

#[wasm_bindgen_test]
async fn a_message_of_another_form_or_about_another_site_is_refused() {
    let url = here();
    for message in [
        "'hello'".to_owned(),
        "null".to_owned(),
        format!("{{ kind: 'page', url: '{url}', html: '' }}"),
        format!("{{ kind: 'spanwright-page', url: '{url}', html: 5 }}"),
        format!("{{ kind: 'spanwright-page', url: '{url}', html: '', more: 1 }}"),
        "{ kind: 'spanwright-page', url: 'https://elsewhere.example/', html: '' }".to_owned(),
    ] {
        assert_eq!(
            receive(&message).await,
            [Err(ReceiveError::Malformed)],
            "{message}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_page_that_is_too_long_is_refused() {
    let url = here();
    let message =
        format!("{{ kind: 'spanwright-page', url: '{url}', html: 'x'.repeat(20000001) }}");
    let length = 20_000_001;
    assert_eq!(
        receive(&message).await,
        [Err(ReceiveError::TooLong { length })]
    );
}

#[wasm_bindgen_test]
fn the_bookmark_is_a_script_that_names_this_page() {
    let script = bookmarklet::script();
    assert!(script.starts_with("javascript:"));
    let script = String::from(js_sys::decode_uri_component(&script).unwrap());
    let to = format!("const to = \"{}/\";", here());
    assert!(script.contains(&to), "{script}");
    let parsed = js_sys::Function::new_no_args(&script["javascript:".len()..]);
    assert!(JsValue::from(parsed).is_function());
}

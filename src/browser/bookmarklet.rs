//! The bookmark that sends the page being read, and the side that receives it.
//!
//! The bookmark opens Spanwright with `#receive` in a new tab. That tab says that it is ready,
//! again and again, until the page that opened it hands over its address and its HTML, or a
//! minute is over. Nothing goes to any other place.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::{Interval, Timeout};
use js_sys::{JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Url, Window};

/// The fragment of the address with which the bookmark opens Spanwright.
const FRAGMENT: &str = "#receive";

/// What the receiver says.
const READY: &str = "spanwright-ready";

/// What the sent message says it is.
const KIND: &str = "spanwright-page";

/// How long both sides try. The receiving tab may have to be loaded first.
const PATIENCE_MS: u32 = 60_000;

/// How often the receiver says that it is ready.
const PERIOD_MS: u32 = 200;

/// The longest page that is accepted, in UTF-16 code units.
const LONGEST: u32 = 20_000_000;

/// What runs on the page that is being read.
const SENDER: &str = include_str!("bookmarklet.js");

/// A page that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedPage {
    /// Its HTML, as its scripts have left it.
    pub html: String,
    /// Its address.
    pub url: String,
}

/// Why the page was not received, and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiveError {
    /// Nothing came.
    #[error(
        "The page that you were reading could not be sent: its site cuts the connection to the \
         pages that it opens. Instead, copy the text and paste it here, or save the page and drop \
         its file here."
    )]
    Nothing,
    /// The message is not what the bookmark sends.
    #[error(
        "What was sent here is no page from the “To Spanwright” bookmark, so it was refused. If \
         you used the bookmark, drag it to your bookmarks again: it may be of an older version."
    )]
    Malformed,
    /// The page is too long.
    #[error(
        "The page that was sent has {length} characters; at most {LONGEST} are taken. Copy the \
         part that you need and paste it here."
    )]
    TooLong {
        /// Its length in UTF-16 code units.
        length: u32,
    },
}

/// The address of the bookmark: a script that sends the page on which it is clicked here.
pub fn script() -> String {
    let here = super::address::resolve(".").unwrap_or_default();
    // An address has no character that a string of a script could not hold as it is.
    let script = SENDER.replace("SPANWRIGHT", &format!("\"{here}\""));
    format!("javascript:{}", js_sys::encode_uri_component(&script))
}

/// Where this tab was opened by the bookmark, waits for the page and gives it to `take`, once.
pub fn receive(take: impl FnOnce(Result<ReceivedPage, ReceiveError>) + 'static) {
    let window = gloo::utils::window();
    if window.location().hash().as_deref() != Ok(FRAGMENT) {
        return;
    }
    forget_fragment(&window);
    let opener = window.opener().ok();
    match opener.filter(|opener| opener.is_object()) {
        Some(opener) => receive_from(opener.unchecked_into(), take),
        None => take(Err(ReceiveError::Nothing)),
    }
}

/// A reload must not wait for the page again.
fn forget_fragment(window: &Window) {
    let here = window.location().href().unwrap_or_default();
    let here = here.trim_end_matches(FRAGMENT);
    if let Ok(history) = window.history() {
        // It fails only where the address is of another origin.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(here));
    }
}

/// Waits for the page from this window and gives it to `take`, once.
pub fn receive_from(
    opener: Window,
    take: impl FnOnce(Result<ReceivedPage, ReceiveError>) + 'static,
) {
    let waiting: Rc<RefCell<Option<Waiting>>> = Rc::default();
    let take = RefCell::new(Some(take));
    let finish = {
        let waiting = waiting.clone();
        Rc::new(move |page| {
            // Dropping the timers and the listener ends the waiting.
            drop(waiting.take());
            if let Some(take) = take.take() {
                take(page);
            }
        })
    };
    let ready = {
        let opener = opener.clone();
        Interval::new(PERIOD_MS, move || {
            // Whoever opened this tab may know that it is ready; nothing else is said.
            let _ = opener.post_message(&READY.into(), "*");
        })
    };
    let limit = {
        let finish = finish.clone();
        Timeout::new(PATIENCE_MS, move || finish(Err(ReceiveError::Nothing)))
    };
    let listener = EventListener::new(&gloo::utils::window(), "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else {
            return;
        };
        let from_opener = event
            .source()
            .is_some_and(|source| Object::is(&source, &opener));
        if from_opener {
            finish(read(&event.data(), &event.origin()));
        }
    });
    *waiting.borrow_mut() = Some(Waiting {
        _ready: ready,
        _limit: limit,
        _listener: listener,
    });
}

struct Waiting {
    _ready: Interval,
    _limit: Timeout,
    _listener: EventListener,
}

/// Accepts a message of exactly the bookmark's form, about a page of the sender's own origin.
fn read(message: &JsValue, origin: &str) -> Result<ReceivedPage, ReceiveError> {
    let object = message.dyn_ref::<Object>();
    let object = object.ok_or(ReceiveError::Malformed)?;
    let field = |name: &str| -> Result<JsString, ReceiveError> {
        let value = Reflect::get(object, &name.into()).unwrap_or_default();
        value.dyn_into().map_err(|_| ReceiveError::Malformed)
    };
    let (kind, url, html) = (field("kind")?, field("url")?, field("html")?);
    let url = String::from(url);
    let sender = Url::new(&url).map(|url| url.origin());
    let is_exact = Object::keys(object).length() == 3 && kind == KIND;
    if !is_exact || sender.as_deref() != Ok(origin) {
        return Err(ReceiveError::Malformed);
    }
    let length = html.length();
    if length > LONGEST {
        return Err(ReceiveError::TooLong { length });
    }
    let html = html.into();
    Ok(ReceivedPage { html, url })
}

//! Fetches a page that the annotator asked for: the one thing that leaves Spanwright.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, ArrayBuffer, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlIFrameElement, MessageChannel, MessageEvent, Url};

/// A page longer than this is no article.
const LONGEST_BYTES: u32 = 20_000_000;

/// A site that is silent for so long is not going to answer.
const PATIENCE_MS: u32 = 60_000;

/// A page that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Its address, after redirects.
    pub url: String,
    /// Its content type, in lower case and without parameters; empty where the site names none.
    pub content_type: String,
    /// What was sent.
    pub bytes: Vec<u8>,
}

/// Why a page was not fetched, and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// It is no address of a web page.
    #[error("“{0}” is not the address of a web page. An address begins with https:// or http://.")]
    BadAddress(String),
    /// The site cannot be reached, or does not let other pages read it; browsers do not say
    /// which.
    #[error(
        "{host} does not let other web pages read its articles, as most sites do not, or it \
         cannot be reached. Instead, copy the article's text and paste it here, save the page and \
         drop its file here, or open the page and use the “To Spanwright” bookmark."
    )]
    Refused {
        /// The site.
        host: String,
    },
    /// The site answers with an error.
    #[error(
        "{host} answers with the error {status}{}. See whether the address opens in a tab of its \
         own; if it does, copy the text and paste it here, or use the “To Spanwright” bookmark.",
        meaning(*.status)
    )]
    Status {
        /// The site.
        host: String,
        /// The HTTP status code.
        status: u16,
    },
    /// The page is too long.
    #[error(
        "The page has {bytes} bytes; at most {LONGEST_BYTES} are fetched. Copy the part that you \
         need and paste it here."
    )]
    TooLong {
        /// Its length.
        bytes: u32,
    },
    /// Spanwright's own file that fetches is not there.
    #[error(
        "This copy of Spanwright cannot fetch pages: its file fetch.html did not load. Copy the \
         article's text and paste it here instead."
    )]
    Unavailable,
}

fn meaning(status: u16) -> &'static str {
    match status {
        401..=403 => " (it wants you to sign in or to pay, or refuses programs)",
        404 | 410 => " (there is no such page)",
        429 => " (too many requests)",
        500.. => " (the site has a problem)",
        _ => "",
    }
}

/// Fetches the page at an address, without cookies and without telling the site who asks.
///
/// The page's own content security policy allows it no other origin; the frame `fetch.html`,
/// added for this one request, does it. See `static/fetch.js` for what is said to the frame.
pub async fn fetch_page(address: &str) -> Result<Fetched, FetchError> {
    let url = web_address(address.trim())?;
    let host = url.host();
    let answer = ask_frame(&url.href()).await;
    let answer = answer.map_err(|_| FetchError::Unavailable)?;
    let get = |name: &str| Reflect::get(&answer, &name.into()).unwrap_or_default();
    let Some(status) = get("status").as_f64() else {
        return Err(FetchError::Refused { host });
    };
    let status = status as u16;
    if !(200..300).contains(&status) {
        return Err(FetchError::Status { host, status });
    }
    let buffer = get("bytes").dyn_into::<ArrayBuffer>();
    let buffer = buffer.map_err(|_| FetchError::Unavailable)?;
    let bytes = buffer.byte_length();
    if bytes > LONGEST_BYTES {
        return Err(FetchError::TooLong { bytes });
    }
    let kind = get("type").as_string().unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default();
    Ok(Fetched {
        url: get("url").as_string().unwrap_or_else(|| url.href()),
        content_type: kind.trim().to_ascii_lowercase(),
        bytes: Uint8Array::new(&buffer).to_vec(),
    })
}

fn web_address(address: &str) -> Result<Url, FetchError> {
    let bad = || FetchError::BadAddress(address.to_owned());
    let url = Url::new(address).map_err(|_| bad())?;
    match url.protocol().as_str() {
        "https:" | "http:" if !url.host().is_empty() => Ok(url),
        _ => Err(bad()),
    }
}

/// Adds the frame, asks it, and takes it away again.
async fn ask_frame(url: &str) -> Result<JsValue, JsValue> {
    let document = gloo::utils::document();
    let frame: HtmlIFrameElement = document.create_element("iframe")?.dyn_into()?;
    frame.set_hidden(true);
    frame.set_src(&super::address::resolve("fetch.html")?);
    let _frame = Removed(frame.clone());
    let loaded = promise(|resolve| {
        EventListener::once(&frame, "load", move |_| call(&resolve, &JsValue::UNDEFINED)).forget();
    });
    gloo::utils::body().append_child(&frame)?;
    JsFuture::from(loaded).await?;

    let channel = MessageChannel::new()?;
    let port = channel.port1();
    let answered = promise(|resolve| {
        let silent = resolve.clone();
        Timeout::new(PATIENCE_MS, move || call(&silent, &JsValue::UNDEFINED)).forget();
        EventListener::once(&port, "message", move |event| {
            let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
            call(&resolve, &data.unwrap_or_default());
        })
        .forget();
    });
    port.start();
    let question = js_sys::Object::new();
    Reflect::set(&question, &"url".into(), &url.into())?;
    let window = frame.content_window().ok_or(JsValue::UNDEFINED)?;
    let origin = gloo::utils::window().location().origin()?;
    let ports = Array::of1(&channel.port2());
    window.post_message_with_transfer(&question, &origin, &ports)?;
    JsFuture::from(answered).await
}

/// An element that leaves the page when this is dropped.
struct Removed(HtmlIFrameElement);

impl Drop for Removed {
    fn drop(&mut self) {
        self.0.remove();
    }
}

fn promise(mut set_up: impl FnMut(Function)) -> Promise {
    Promise::new(&mut |resolve, _| set_up(resolve))
}

fn call(function: &Function, argument: &JsValue) {
    // Resolving a promise never throws.
    let _ = function.call1(&JsValue::UNDEFINED, argument);
}

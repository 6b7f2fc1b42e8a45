//! Fetches a page that the annotator asked for: the one thing that leaves Spanwright.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Promise, Reflect};
use spanwright::clerk::web_host;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlIFrameElement, MessageChannel, MessageEvent};

/// A site that is silent for so long is not going to answer.
const PATIENCE_MS: u32 = 60_000;

/// Fetches the page at a web address, without cookies and without telling the site who asks. Returns
/// what the frame answers, or an undefined value where it does not answer.
///
/// The page's own content security policy allows it no other origin; the frame `fetch.html`,
/// added for this one request, does it. See `static/fetch.js` for what is said to the frame.
pub async fn fetch_page(address: &str) -> JsValue {
    match web_host(address) {
        Some(_) => ask_frame(address).await.unwrap_or_default(),
        None => JsValue::UNDEFINED,
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

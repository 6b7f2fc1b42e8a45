//! Folders of the annotator's disk, in browsers that let a page write to one.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Has the browser ask the annotator for leave to write to a folder: `showDirectoryPicker` of the window
/// gives one that the annotator chooses, and `requestPermission` of a folder renews the leave. `web-sys`
/// has no stable binding for either.
///
/// # Errors
/// Where the annotator or the browser declines.
pub async fn ask(whom: &JsValue, method: &str) -> Result<JsValue, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"mode".into(), &"readwrite".into())?;
    let method: Function = Reflect::get(whom, &method.into())?.dyn_into()?;
    let answer: Promise = method.call1(whom, &options)?.dyn_into()?;
    JsFuture::from(answer).await
}

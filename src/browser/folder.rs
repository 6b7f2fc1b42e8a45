//! Folders of the annotator's disk, in browsers that let a page write to one. `web-sys` has no stable
//! bindings for the two questions.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    type Folder;

    #[wasm_bindgen(catch, js_name = showDirectoryPicker)]
    fn choose(options: &Object) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, method, js_name = requestPermission)]
    fn allow(this: &Folder, options: &Object) -> Result<Promise, JsValue>;
}

/// Has the browser ask the annotator for leave to write to a folder: the one of last time, or one that is
/// to be chosen.
///
/// # Errors
/// Where the annotator declines, or the browser knows no folders.
pub async fn ask(last: Option<JsValue>) -> Result<JsValue, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"mode".into(), &"readwrite".into())?;
    let answer = match &last {
        Some(last) => last.unchecked_ref::<Folder>().allow(&options),
        None => choose(&options),
    };
    let answer = JsFuture::from(answer?).await?;
    Ok(last.unwrap_or(answer))
}

//! Addresses of the site's files, as a worker finds them.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::Url;

/// The address of a file that stands beside this program.
pub fn resolve(file: &str) -> Result<String, JsValue> {
    // The script that starts a worker leaves it there (`worker_link`): a blob has no address to go by.
    let code = Reflect::get(&js_sys::global(), &"code".into())?;
    let code = code.as_string().unwrap_or_default();
    Ok(Url::new_with_base(file, &code)?.href())
}

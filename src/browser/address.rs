//! Addresses of the page's own files.

use wasm_bindgen::JsValue;
use web_sys::Url;

/// The address of a file that stands beside the page, whatever folder the page is hosted in.
pub fn resolve(file: &str) -> Result<String, JsValue> {
    let base = gloo::utils::document().base_uri()?;
    let base = base.unwrap_or_default();
    Ok(Url::new_with_base(file, &base)?.href())
}

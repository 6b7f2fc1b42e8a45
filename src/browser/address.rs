//! Addresses of the page's own files.

use js_sys::ArrayBuffer;
use spanwright::BUILD_ID;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, Url};

/// The address of a file that stands beside the page, whatever folder the page is hosted in.
pub fn resolve(file: &str) -> Result<String, JsValue> {
    let base = gloo::utils::document().base_uri()?;
    let base = base.unwrap_or_default();
    Ok(Url::new_with_base(file, &base)?.href())
}

/// Fetches a file of this build that stands beside the page.
pub async fn fetch(file: &str) -> Result<ArrayBuffer, JsValue> {
    let address = resolve(&format!("{file}?v={BUILD_ID}"))?;
    let response = JsFuture::from(gloo::utils::window().fetch_with_str(&address)).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(format!("{file}: HTTP status {}", response.status()).into());
    }
    JsFuture::from(response.array_buffer()?).await?.dyn_into()
}

//! Files that the annotator gives to the page or gets from it.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, File, FileList, HtmlAnchorElement, HtmlInputElement, Url,
};

/// Once a download has begun, its address is of no use any more. Browsers begin within moments,
/// but not always before the click returns.
const DOWNLOAD_BEGINS_MS: u32 = 60_000;

/// The files that were picked in an input element, in order. The same files can then be picked
/// again.
pub fn picked_files(input: &HtmlInputElement) -> Vec<File> {
    let files = listed(input.files());
    input.set_value("");
    files
}

/// The files that were dropped on the page, in order.
pub fn dropped_files(dropped: &DataTransfer) -> Vec<File> {
    listed(dropped.files())
}

/// What is in a file; `None` where it cannot be read.
pub async fn read(file: &File) -> Option<Vec<u8>> {
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

/// Gives the annotator a file.
pub fn download(name: &str, mime_type: &str, bytes: &[u8]) {
    // Each step fails only where the browser is out of memory, and it says so itself.
    let _ = try_download(name, mime_type, bytes);
}

fn try_download(name: &str, mime_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(mime_type);
    let parts = Array::of1(&Uint8Array::from(bytes).into());
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = gloo::utils::document().create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Timeout::new(DOWNLOAD_BEGINS_MS, move || {
        // An address that does not exist any more needs no revoking.
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}

fn listed(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else {
        return Vec::new();
    };
    (0..files.length()).filter_map(|n| files.get(n)).collect()
}

/// The value of the first field in an element; empty where it has none.
pub fn value_in(element: &web_sys::Element) -> String {
    let field = element.query_selector("input, textarea").ok().flatten();
    let value = field.and_then(|field| js_sys::Reflect::get(&field, &"value".into()).ok());
    value
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

//! Files that the annotator gives to the page or gets from it.

use gloo::timers::callback::Timeout;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, File, FileList, HtmlAnchorElement, HtmlInputElement, Url,
};

/// Once a download has begun, its address is of no use any more. Browsers begin within moments,
/// but not always before the click returns.
const DOWNLOAD_BEGINS_MS: u32 = 60_000;

/// A file that the annotator has picked or dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickedFile {
    /// Its name.
    pub name: String,
    /// What is in it, or why it cannot be read.
    pub bytes: Result<Vec<u8>, String>,
}

/// The files that were picked in an input element, in order. The same files can then be picked
/// again.
pub async fn picked_files(input: &HtmlInputElement) -> Vec<PickedFile> {
    let files = listed(input.files());
    input.set_value("");
    read_all(files).await
}

/// The files that were dropped on the page, in order. Must be called before the drop event ends;
/// the files can be read after it.
pub fn dropped_files(dropped: &DataTransfer) -> impl Future<Output = Vec<PickedFile>> + use<> {
    read_all(listed(dropped.files()))
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

async fn read_all(files: Vec<File>) -> Vec<PickedFile> {
    let mut picked = Vec::new();
    for file in files {
        let name = file.name();
        let bytes = JsFuture::from(file.array_buffer()).await;
        let bytes = bytes.map(|buffer| Uint8Array::new(&buffer.unchecked_into::<ArrayBuffer>()));
        picked.push(PickedFile {
            bytes: match bytes {
                Ok(bytes) => Ok(bytes.to_vec()),
                Err(_) => Err(format!(
                    "“{name}” could not be read. A folder cannot be opened, only the files in it; \
                     if it is a file, see that it still exists and that you may read it."
                )),
            },
            name,
        });
    }
    picked
}

/// The value of the first field in an element; empty where it has none.
pub fn value_in(element: &web_sys::Element) -> String {
    let field = element.query_selector("input, textarea").ok().flatten();
    let value = field.and_then(|field| js_sys::Reflect::get(&field, &"value".into()).ok());
    value
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

//! A file that the annotator gave. It lies where it lay, and is read piece by piece as it is needed, so
//! its size is no matter to the page.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// A file that can be read.
#[derive(Clone)]
pub struct File(Blob);

/// The file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "it could not be read. A folder cannot be opened, only the files in it; if it is a file, see that \
     it still exists and that you may read it."
)]
pub struct Unreadable;

impl File {
    /// The file that came with a job.
    pub fn new(blob: Blob) -> Self {
        Self(blob)
    }

    /// How many bytes it has.
    pub fn size(&self) -> u64 {
        self.0.size() as u64
    }

    /// The bytes from one place to another, or to its end.
    ///
    /// # Errors
    /// Where it is a folder, is gone or may not be read.
    pub async fn read(&self, from: u64, to: u64) -> Result<Vec<u8>, Unreadable> {
        let slice = self.0.slice_with_f64_and_f64(from as f64, to as f64);
        let read = async { JsFuture::from(slice?.array_buffer()).await };
        let bytes = read.await.map_err(|_: JsValue| Unreadable)?;
        Ok(Uint8Array::new(&bytes).to_vec())
    }

    /// All of its bytes.
    ///
    /// # Errors
    /// Where it is a folder, is gone or may not be read.
    pub async fn whole(&self) -> Result<Vec<u8>, Unreadable> {
        self.read(0, self.size()).await
    }
}

//! The browser's caches, in one of which the encoder keeps its model.

use wasm_bindgen::JsCast;
use web_sys::{CacheStorage, WorkerGlobalScope};

/// The caches, where the browser has any for this page: it has none where the page came without encryption.
pub fn caches() -> Option<CacheStorage> {
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    scope.caches().ok().filter(|caches| !caches.is_undefined())
}

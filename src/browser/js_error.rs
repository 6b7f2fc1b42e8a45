//! What JavaScript throws, for people.

use wasm_bindgen::{JsCast, JsValue};

/// A JavaScript error in words.
pub fn words(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => error.as_string().unwrap_or_default(),
    }
}

//! The engine in a real browser, where `usize` has 32 bits and the DOM counts in UTF-16.
//!
//! `cargo xtask test wasm` runs these beside the tests of the browser's own rooms.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use js_sys::JsString;
use spanwright::text::{ByteOffset, OffsetMap};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Letters of one to four bytes, a combining accent, an emoji of several code points.
const TEXT: &str = "Zoë met Владимир in 東京 — cafe\u{301}, 👩‍🚀!";

#[wasm_bindgen_test]
fn utf16_offsets_are_those_of_the_browsers_own_strings() {
    let map = OffsetMap::new(TEXT);
    let text = JsString::from(TEXT);
    for (byte, _) in TEXT.char_indices() {
        let offset = ByteOffset::new(u32::try_from(byte).unwrap());
        let utf16 = map.byte_to_utf16(TEXT, offset).get();
        assert_eq!(String::from(text.slice(0, utf16)), TEXT[..byte]);
    }
}

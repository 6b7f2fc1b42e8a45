//! The engine in a real browser, where `usize` has 32 bits and the DOM counts in UTF-16.
//!
//! `cargo xtask test wasm` runs these beside the tests of the browser's own rooms.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../src/browser/segmenter.rs"]
mod segmenter;

use js_sys::JsString;
use segmenter::BrowserSegmenter;
use spanwright::text::{
    ByteOffset, OffsetMap, Segmenter as _, TextSpan, UnicodeSegmenter, snap_to_words,
};
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

#[wasm_bindgen_test]
fn the_browser_cuts_words_and_characters_as_the_engine_does() {
    let browser = BrowserSegmenter::shared();
    let text = "Mr. O'Neill-Smith (U.S.) paid a.b..c $3.50 — can’t, 👩‍🚀 cafe\u{301}, Владимир\r\n5%";
    assert_eq!(browser.words(text), UnicodeSegmenter.words(text));
    assert_eq!(browser.characters(text), UnicodeSegmenter.characters(text));
    assert_eq!(browser.words(""), [""; 0]);
}

#[wasm_bindgen_test]
fn the_browser_knows_the_words_of_languages_without_spaces() {
    let words = BrowserSegmenter::shared().words("东京是日本的首都");
    assert_eq!(words, ["东京", "是", "日本", "的", "首都"]);
}

#[wasm_bindgen_test]
fn an_abbreviation_is_whole_whoever_cuts_the_words() {
    let text = "in the U.S. today";
    let touched = TextSpan::from_range(8..9).unwrap();
    let snapped = snap_to_words(text, touched, &*BrowserSegmenter::shared());
    assert_eq!(snapped.unwrap().slice(text), "U.S.");
}

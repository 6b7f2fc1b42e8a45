//! The language in which the page speaks: it is chosen once, when the page starts, and before anything
//! is shown.

use std::cell::Cell;

use gloo::utils::{document_element, window};
use js_sys::Uint8Array;
use spanwright::words::{Language, PageWords};

use crate::browser::address;

thread_local! {
    static CHOSEN: Cell<Language> = const { Cell::new(Language::English) };
    static WORDS: Cell<&'static PageWords> = const { Cell::new(&PageWords::ENGLISH) };
}

/// Chooses the language by what the browser prefers, and tells the browser which one it is. Where its
/// words cannot be had, that is English.
pub async fn choose() {
    let preferred = window().navigator().languages();
    let preferred: Vec<String> = preferred.iter().filter_map(|tag| tag.as_string()).collect();
    let language = Language::of(preferred.iter().map(|tag| &**tag));
    if language == Language::English {
        return;
    }
    let Some(words) = fetch(language).await else {
        return;
    };
    CHOSEN.set(language);
    WORDS.set(words);
    // It fails only for names that are no attribute names.
    let _ = document_element().set_attribute("lang", language.code());
}

async fn fetch(language: Language) -> Option<&'static PageWords> {
    let fetched = address::fetch(&format!("words/{}.txt", language.code())).await;
    let lines = String::from_utf8(Uint8Array::new(&fetched.ok()?.into()).to_vec()).ok()?;
    PageWords::from_lines(lines.leak())
}

/// The language that was chosen.
pub fn chosen() -> Language {
    CHOSEN.get()
}

/// The page's words in it.
pub fn words() -> &'static PageWords {
    WORDS.get()
}

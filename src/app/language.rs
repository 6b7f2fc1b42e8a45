//! The language in which the page speaks: it is chosen once, when the page starts.

use std::cell::Cell;

use gloo::utils::{document_element, window};
use spanwright::words::{Language, PageWords};

thread_local! {
    static CHOSEN: Cell<Language> = const { Cell::new(Language::English) };
    static WORDS: Cell<&'static PageWords> = const { Cell::new(Language::English.page()) };
}

/// Chooses the language by what the browser prefers, and tells the browser which one it is.
pub fn choose() {
    let preferred = window().navigator().languages();
    let preferred: Vec<String> = preferred.iter().filter_map(|tag| tag.as_string()).collect();
    let language = Language::of(preferred.iter().map(|tag| &**tag));
    CHOSEN.set(language);
    WORDS.set(language.page());
    // It fails only for names that are no attribute names.
    let _ = document_element().set_attribute("lang", language.code());
}

/// The language that was chosen.
pub fn chosen() -> Language {
    CHOSEN.get()
}

/// The page's words in it.
pub fn words() -> &'static PageWords {
    WORDS.get()
}

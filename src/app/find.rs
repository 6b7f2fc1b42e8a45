//! The bar in which words are looked for.

use spanwright::text::{ByteOffset, FindOptions, Segmenter, TextSpan, find, next_found};
use spanwright::words::{counted, fill};
use spanwright::workbench::Workbench;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::action::Action;
use super::language;

/// What is looked for, and where it was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Find {
    /// The words.
    pub words: String,
    /// What counts as the same words.
    pub options: FindOptions,
    /// The places.
    pub found: Vec<TextSpan>,
}

impl Find {
    /// Looks for the words in what is open.
    pub fn search(&mut self, bench: &Workbench, segmenter: &dyn Segmenter) {
        self.found = match self.words.trim().is_empty() {
            true => Vec::new(),
            false => find(
                bench.document().text.as_str(),
                &self.words,
                self.options,
                segmenter,
            ),
        };
    }

    /// The next or previous place from where the annotator is.
    pub fn next(&self, bench: &Workbench, forward: bool) -> Option<TextSpan> {
        let from = match bench.focused_span() {
            Some(span) => span.start(),
            None => bench.caret().map_or(ByteOffset::ZERO, |caret| caret.head),
        };
        self.found
            .get(next_found(&self.found, from, forward)?)
            .copied()
    }
}

/// Draws the bar.
pub fn bar(find: &Find, bench: &Workbench, act: &Callback<Action>) -> Html {
    let ask = |change: fn(&mut Find, &HtmlInputElement)| {
        // What was found is found anew.
        let (act, words, options) = (act.clone(), find.words.clone(), find.options);
        move |input: HtmlInputElement| {
            let mut find = Find {
                words: words.clone(),
                options,
                found: Vec::new(),
            };
            change(&mut find, &input);
            act.emit(Action::Find(Some(find)));
        }
    };
    let typed = {
        let ask = ask(|find, input| find.words = input.value());
        Callback::from(move |event: InputEvent| ask(event.target_unchecked_into()))
    };
    let case = {
        let ask = ask(|find, input| find.options.match_case = input.checked());
        Callback::from(move |event: Event| ask(event.target_unchecked_into()))
    };
    let whole = {
        let ask = ask(|find, input| find.options.whole_words = input.checked());
        Callback::from(move |event: Event| ask(event.target_unchecked_into()))
    };
    let keys = {
        let act = act.clone();
        Callback::from(move |event: KeyboardEvent| {
            let action = match event.key().as_str() {
                "Enter" | "F3" if !on_button(&event) => Action::FindNext(!event.shift_key()),
                "Escape" => Action::Find(None),
                _ => return,
            };
            event.prevent_default();
            act.emit(action);
        })
    };
    let go = |forward: bool| act.reform(move |_: MouseEvent| Action::FindNext(forward));
    let close = act.reform(|_: MouseEvent| Action::Find(None));
    let at = bench.focused_span();
    let at = at.and_then(|span| find.found.iter().position(|found| *found == span));
    let close_words = language::words().close;
    let said = &language::words().find;
    let count = match (at, find.found.len()) {
        (_, 0) if find.words.trim().is_empty() => String::new(),
        (_, 0) => said.nothing.to_owned(),
        (Some(at), count) => fill(said.at, &[&(at + 1).to_string(), &count.to_string()]),
        (None, count) => counted(said.found, count),
    };
    html! {
        <div class="find" role="search" aria-label={said.find_here} onkeydown={keys}>
            <input type="search" id="find" aria-label={said.find} placeholder={said.find_here} autocomplete="off"
                value={find.words.clone()} oninput={typed} />
            <span class="count" role="status">{ count }</span>
            <button type="button" class="icon" aria-label={said.previous} onclick={go(false)}>{ "↑" }</button>
            <button type="button" class="icon" aria-label={said.next} onclick={go(true)}>{ "↓" }</button>
            <label><input type="checkbox" checked={find.options.match_case} onchange={case} />{ said.case }</label>
            <label><input type="checkbox" checked={find.options.whole_words} onchange={whole} />{ said.words }</label>
            <button type="button" class="icon" aria-label={close_words} onclick={close}>{ "×" }</button>
        </div>
    }
}

/// Whether the key goes to a button, which Enter presses.
fn on_button(event: &KeyboardEvent) -> bool {
    let target: web_sys::Element = event.target_unchecked_into();
    target.tag_name() == "BUTTON"
}

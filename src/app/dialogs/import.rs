//! The window that brings documents in.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::action::Action;
use crate::app::outside::Outside;
use crate::app::{intake, language};
use crate::browser::{bookmarklet, files};

/// Paste, pick, fetch or send.
pub fn import(outside: &Outside) -> Html {
    let paste = submits(outside, intake::paste);
    let fetch = submits(outside, |outside, url| {
        intake::fetch(outside, url.trim().to_owned());
    });
    let pick = {
        let outside = outside.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let outside = outside.clone();
            wasm_bindgen_futures::spawn_local(async move {
                outside.act(Action::Files(files::picked_files(&input).await.into()));
            });
        })
    };
    let sample = {
        let outside = outside.clone();
        Callback::from(move |_: MouseEvent| intake::sample(&outside))
    };
    let said = &language::words().open;
    html! {
        <div class="import">
            <form onsubmit={paste}>
                <h3><label for="pasted">{ said.paste }</label></h3>
                <textarea id="pasted" autofocus=true placeholder={said.paste_hint} />
                <div class="line"><button type="submit" class="primary">{ said.open_text }</button></div>
            </form>
            <h3>{ said.files }</h3>
            <p>{ said.about_files }</p>
            <div class="line">
                <input type="file" multiple=true aria-label={said.choose_files}
                    accept=".txt,.md,.markdown,.html,.htm,.xhtml,.json,.jsonl,.ndjson" onchange={pick} />
            </div>
            <h3><label for="address">{ said.fetch }</label></h3>
            <p>{ said.about_fetch }</p>
            <form class="line" onsubmit={fetch}>
                <input id="address" type="url" required=true placeholder="https://" />
                <button type="submit">{ said.do_fetch }</button>
            </form>
            <h3>{ said.send }</h3>
            <p>{ said.about_send }
                <a href={bookmarklet::script()} onclick={|event: MouseEvent| event.prevent_default()}>{ said.bookmark }</a></p>
            <div class="line"><button type="button" onclick={sample}>{ said.sample }</button></div>
        </div>
    }
}

/// What a form does with what stands in its field.
fn submits(outside: &Outside, does: fn(&Outside, String)) -> Callback<SubmitEvent> {
    let outside = outside.clone();
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let form: web_sys::Element = event.target_unchecked_into();
        does(&outside, files::value_in(&form));
    })
}

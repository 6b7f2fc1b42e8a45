//! The window that brings documents in.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::action::Action;
use crate::app::intake;
use crate::app::outside::Outside;
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
    html! {
        <div class="import">
            <form onsubmit={paste}>
                <h3><label for="pasted">{ "Paste an article" }</label></h3>
                <textarea id="pasted" autofocus=true placeholder="Title, then the text, paragraphs apart by an empty line" />
                <div class="line"><button type="submit" class="primary">{ "Open the text" }</button></div>
            </form>
            <h3>{ "Or choose files" }</h3>
            <p>{ "Articles as text, Markdown or HTML; datasets as JSON or JSON Lines; a Spanwright backup. Dropping them on the page does the same." }</p>
            <div class="line">
                <input type="file" multiple=true aria-label="Files"
                    accept=".txt,.md,.markdown,.html,.htm,.xhtml,.json,.jsonl,.ndjson" onchange={pick} />
            </div>
            <h3><label for="address">{ "Or fetch a page" }</label></h3>
            <p>{ "This is the one thing that leaves this page: your browser asks the other site for the article. Many sites refuse; then copy the text, save the page and drop it here, or use the bookmark below." }</p>
            <form class="line" onsubmit={fetch}>
                <input id="address" type="url" required=true placeholder="https://" />
                <button type="submit">{ "Fetch" }</button>
            </form>
            <h3>{ "Or send the page that you are reading" }</h3>
            <p>{ "Drag this link to your bookmarks; on any page, it opens the article here: " }
                <a href={bookmarklet::script()} onclick={|event: MouseEvent| event.prevent_default()}>{ "To Spanwright" }</a></p>
            <div class="line"><button type="button" onclick={sample}>{ "Open the sample article" }</button></div>
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

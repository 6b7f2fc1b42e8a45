//! The windows over the page.

pub mod import;

use yew::prelude::*;

/// A modal window. The page opens it once it is drawn ([`super::App`]); from then on the browser keeps
/// the focus in it and closes it on Escape.
pub fn modal(node: &NodeRef, title: &'static str, close: &Callback<()>, content: Html) -> Html {
    let closed = close.reform(|_: Event| ());
    let close = close.reform(|_: MouseEvent| ());
    html! {
        <dialog ref={node.clone()} onclose={closed} aria-label={title}>
            <header>
                <h2>{ title }</h2>
                <button type="button" class="icon" aria-label={super::language::words().close} onclick={close}>{ "×" }</button>
            </header>
            { content }
        </dialog>
    }
}

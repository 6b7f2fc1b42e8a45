//! The windows over the page.

use yew::prelude::*;

/// A modal window. The page opens it once it is drawn ([`super::App`]); from then on the browser keeps
/// the focus in it and closes it on Escape.
pub fn modal(node: &NodeRef, title: &'static str, close: &Callback<()>, content: Html) -> Html {
    let closed = close.reform(|_: Event| ());
    html! {
        <dialog ref={node.clone()} onclose={closed} aria-label={title}>
            { head(title, close) }
            { content }
        </dialog>
    }
}

/// The title of a window, and the button that closes it.
pub fn head(title: &'static str, close: &Callback<()>) -> Html {
    let close = close.reform(|_: MouseEvent| ());
    html! {
        <header>
            <h2>{ title }</h2>
            <button type="button" class="icon" aria-label={super::language::words().close} onclick={close}>{ "×" }</button>
        </header>
    }
}

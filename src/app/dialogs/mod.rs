//! The windows over the page.

pub mod import;

use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// What a window is made of.
#[derive(Properties, PartialEq)]
pub struct ModalProps {
    /// Its heading.
    pub title: AttrValue,
    /// What to do when it closes.
    pub close: Callback<()>,
    /// What is in it.
    pub children: Html,
}

/// A modal window. The browser keeps the focus in it and closes it on Escape.
#[component]
pub fn Modal(props: &ModalProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                // It fails only where the window is open already.
                let _ = dialog.show_modal();
            }
        });
    }
    let closed = props.close.reform(|_: Event| ());
    let close = props.close.reform(|_: MouseEvent| ());
    html! {
        <dialog ref={node} onclose={closed} aria-label={props.title.clone()}>
            <header>
                <h2>{ props.title.clone() }</h2>
                <button type="button" class="icon" aria-label="Close" onclick={close}>{ "×" }</button>
            </header>
            { props.children.clone() }
        </dialog>
    }
}

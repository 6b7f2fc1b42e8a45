//! The page: Yew components over the engine.

use yew::prelude::*;

/// The whole page.
#[component]
pub fn App() -> Html {
    html! { <main data-ready=""><h1>{ "Spanwright" }</h1></main> }
}

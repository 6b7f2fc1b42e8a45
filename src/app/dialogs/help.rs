//! The keys and a few words about the work.

use spanwright::annotation::Schema;
use yew::prelude::*;

use crate::app::keys::KEYS;

/// Draws the help.
pub fn help(schema: &Schema) -> Html {
    let keys = KEYS.iter().map(|binding| {
        html! { <tr><th scope="row"><kbd>{ binding.shown }</kbd></th><td>{ binding.meaning }</td></tr> }
    });
    let labels = schema.labels().iter().filter_map(|label| {
        let key = String::from(label.key?);
        let meaning = format!("{}: {}", label.name, label.description);
        Some(html! { <tr><th scope="row"><kbd>{ key }</kbd></th><td>{ meaning }</td></tr> })
    });
    html! {
        <div class="help">
            <p>{ "A dashed line is a suggestion: click it to accept it, or its cross to reject it. \
                Drag over words or double-click one, then press a label’s key. Hold Alt while you \
                drag to select single characters." }</p>
            <p>{ "Everything stays in this browser. Nothing you open here is sent anywhere." }</p>
            <div class="columns">
                <table><caption>{ "Keys" }</caption><tbody>{ for keys }</tbody></table>
                <table><caption>{ "Labels" }</caption><tbody>{ for labels }</tbody></table>
            </div>
        </div>
    }
}

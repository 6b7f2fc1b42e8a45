//! The keys, the labels and a few words about the work.

use spanwright::project::Project;
use spanwright::workbench::keys::{KEYS, KeyTable};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::action::Action;

/// Draws the help.
pub fn help(project: &Project, table: &KeyTable, act: &Callback<Action>) -> Html {
    let keys = KEYS.iter().map(|row| {
        let chords = table.chords(row.action).into_iter();
        let chords = chords.map(|chord| html! { <><kbd>{ chord }</kbd>{ " " }</> });
        let meaning = row.id.replace('-', " ");
        html! { <tr><th scope="row">{ for chords }</th><td>{ meaning }</td></tr> }
    });
    let labels = project.schema.labels().iter().filter_map(|label| {
        let key = String::from(label.key?);
        let meaning = format!("{}: {}", label.name, label.description);
        Some(html! { <tr><th scope="row"><kbd>{ key }</kbd></th><td>{ meaning }</td></tr> })
    });
    let rename = act.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::SetAuthor(input.value().trim().to_owned())
    });
    html! {
        <div class="help">
            <p>{ "A dashed line is a suggestion: click it to accept it, or its cross to reject it. \
                Drag over words or double-click one, then press a label’s key. Hold Alt while you \
                drag to select single characters." }</p>
            <p>{ "Everything stays in this browser. Nothing that you open here is sent anywhere." }</p>
            <div class="line">
                <label for="author">{ "Your name, kept with each of your annotations" }</label>
                <input id="author" type="text" value={project.author.as_str().to_owned()} onchange={rename} />
            </div>
            <div class="columns">
                <table><caption>{ "Keys" }</caption><tbody>{ for keys }</tbody></table>
                <table><caption>{ "Labels" }</caption><tbody>{ for labels }</tbody></table>
            </div>
        </div>
    }
}

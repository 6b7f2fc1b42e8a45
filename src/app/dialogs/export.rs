//! The window that takes the dataset out. It says beforehand what the chosen format cannot hold.

use std::rc::Rc;

use futures_util::future::abortable;
use spanwright::annotation::Status;
use spanwright::clerk::{Export as Order, Lost};
use spanwright::formats::{ExportOptions, Format, SkippedBlocks};
use spanwright::project::{DocumentId, Project, Summary};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::intake;
use crate::app::outside::Outside;

/// How many losses are listed one by one.
const LISTED: usize = 200;

/// What the window needs.
#[derive(Properties, PartialEq)]
pub struct ExportProps {
    /// The project.
    pub project: Rc<Project>,
    /// The open document.
    pub current: Option<DocumentId>,
    /// The way to disk and files.
    pub outside: Outside,
}

/// Which documents leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    All,
    Done,
    Current,
}

const WHICH: [(Which, &str); 3] = [
    (Which::All, "all documents"),
    (Which::Done, "done documents"),
    (Which::Current, "the open document"),
];

impl Which {
    fn of(self, props: &ExportProps) -> Vec<DocumentId> {
        let fits = |summary: &&Summary| match self {
            Self::All => true,
            Self::Done => summary.status == Status::Done,
            Self::Current => Some(&summary.id) == props.current.as_ref(),
        };
        let chosen = props.project.documents.iter().filter(fits);
        chosen.map(|summary| summary.id.clone()).collect()
    }
}

/// Format, choices, what would be lost, and the button.
#[component]
pub fn Export(props: &ExportProps) -> Html {
    let format = use_state_eq(|| Format::JsonLines);
    let which = use_state_eq(|| Which::All);
    let options = use_state_eq(|| Format::JsonLines.default_options());
    let losses = use_state_eq(|| None::<Vec<Lost>>);
    let order = Order {
        documents: which.of(props),
        format: *format,
        options: *options,
    };
    let chosen = order.documents.len();
    {
        let (losses, outside) = (losses.clone(), props.outside.clone());
        use_effect_with(order.clone(), move |order| {
            losses.set(None);
            let order = order.clone();
            // Another choice gives up the question about this one, whose answer may come later.
            let (answer, question) = abortable(async move {
                losses.set(Some(intake::losses(&outside, order).await));
            });
            wasm_bindgen_futures::spawn_local(async move { answer.await.unwrap_or_default() });
            move || question.abort()
        });
    }
    let formats = Format::ALL.into_iter().map(|one| {
        let (format, options) = (format.clone(), options.clone());
        let checked = *format == one;
        let choose = move |_: Event| {
            options.set(one.default_options());
            format.set(one);
        };
        html! {
            <label class="choice">
                <input type="radio" name="format" {checked} onchange={choose} />
                <span>{ one.name() }</span><small>{ one.description() }</small>
            </label>
        }
    });
    let whiches = WHICH.into_iter().map(|(one, words)| {
        let which = which.clone();
        let checked = *which == one;
        let choose = move |_: Event| which.set(one);
        html! { <label><input type="radio" name="which" {checked} onchange={choose} />{ words }</label> }
    });
    let switch = |words: &'static str, on: bool, turn: fn(&mut ExportOptions, bool)| {
        let options = options.clone();
        let change = move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let mut changed = *options;
            turn(&mut changed, input.checked());
            options.set(changed);
        };
        html! { <label><input type="checkbox" checked={on} onchange={change} />{ words }</label> }
    };
    let download = {
        let outside = props.outside.clone();
        Callback::from(move |_: MouseEvent| intake::export(&outside, order.clone()))
    };
    let backup = {
        let outside = props.outside.clone();
        Callback::from(move |_: MouseEvent| intake::backup(&outside))
    };
    html! {
        <div class="export">
            <div class="columns">
                <fieldset><legend>{ "Format" }</legend>{ for formats }</fieldset>
                <fieldset class="stack"><legend>{ "What" }</legend>{ for whiches }
                    { switch("with the text of skipped blocks, marked as such", options.skipped == SkippedBlocks::Mark,
                        |options, on| options.skipped = if on { SkippedBlocks::Mark } else { SkippedBlocks::Exclude }) }
                    { switch("with suggestions that nobody has decided", options.suggestions,
                        |options, on| options.suggestions = on) }
                    { switch("with rejections", options.rejected, |options, on| options.rejected = on) }
                </fieldset>
            </div>
            <h3>{ format!("What {} cannot hold", format.name()) }</h3>
            { limits(*format, losses.as_deref()) }
            <div class="line">
                <button type="button" class="primary" disabled={chosen == 0} onclick={download}>
                    { format!("Export {chosen} {}", if chosen == 1 { "document" } else { "documents" }) }
                </button>
            </div>
            <h3>{ "Backup" }</h3>
            <p>{ "The whole project in one file, with its undo history. Open the file to restore it." }</p>
            <div class="line"><button type="button" onclick={backup}>{ "Download a backup" }</button></div>
        </div>
    }
}

/// What is lost whatever the documents are, and what is lost of these.
fn limits(format: Format, losses: Option<&[Lost]>) -> Html {
    let always = format
        .cannot_hold()
        .iter()
        .map(|limit| html! { <li>{ limit }</li> });
    let Some(losses) = losses else {
        return html! { <><ul>{ for always }</ul><p>{ "Looking through the documents…" }</p></> };
    };
    let rows = losses.iter().take(LISTED).map(|loss| {
        html! { <li><strong>{ format!("“{}”", loss.quote) }</strong>{ format!(" {}: {}", loss.label, loss.reason) }</li> }
    });
    let verdict = match losses.len() {
        0 => "Every annotation of these documents fits.".to_owned(),
        1 => "1 annotation does not fit:".to_owned(),
        many => format!("{many} annotations do not fit:"),
    };
    html! {
        <>
            <ul>{ for always }</ul>
            <p>{ verdict }</p>
            if !losses.is_empty() { <ul class="losses">{ for rows }</ul> }
            if losses.len() > LISTED { <p>{ format!("… and {} more", losses.len() - LISTED) }</p> }
        </>
    }
}

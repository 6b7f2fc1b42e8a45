//! The panels beside the article: the documents on the left, labels and annotations on the right.

use spanwright::annotation::LabelId;
use spanwright::project::{DocumentId, DocumentState, Summary};
use spanwright::windows::Which;
use spanwright::words::fill;
use spanwright::workbench::Counts;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::action::{Action, Panel};
use super::language;
use super::list::{ListProps, list};
use super::memo::memo;
use super::pointer::keep_selection;
use super::rows::Rows;

/// From so many documents on there is a field to find one.
const MANY_DOCUMENTS: usize = 8;

/// What the list of documents is drawn from.
#[derive(PartialEq)]
pub struct DocumentsProps {
    /// How many documents there are.
    pub count: usize,
    /// How many of them are done.
    pub finished: usize,
    /// What is looked for in their names.
    pub filter: String,
    /// Which of those found are on the page.
    pub shown: Rows,
    /// These, in order.
    pub documents: Vec<Summary>,
    /// The open one.
    pub current: Option<DocumentId>,
    /// Where to say what was chosen.
    pub act: Callback<Action>,
}

/// The list of documents.
pub fn documents(props: &DocumentsProps) -> Html {
    let rows = props.documents.iter().map(|summary| {
        let current = props.current.as_ref() == Some(&summary.id);
        let (summary, act) = (summary.clone(), props.act.clone());
        let key = summary.id.as_str().to_owned();
        let props = DocumentRowProps {
            summary,
            current,
            act,
        };
        memo(key, props, document_row)
    });
    let said = &language::words().panels;
    let act = &props.act;
    html! {
        <nav class="panel documents" aria-label={said.documents} onmousedown={keep_selection()}
            onscroll={act.reform(|_: Event| Action::Scrolled(Panel::Documents))}>
            <h2>{ said.documents }<button type="button" class="edit" title={language::words().titles.progress} onclick={act.reform(|_: MouseEvent| {
                Action::Dialog(Some(Which::Progress))
            })}>{ fill(said.done_of, &[&props.finished.to_string(), &props.count.to_string()]) }</button></h2>
            if props.count == 0 {
                <p class="empty">{ said.no_document }</p>
            }
            if props.count >= MANY_DOCUMENTS {
                <input type="search" placeholder={said.find_document} aria-label={said.find_document}
                    value={props.filter.clone()} oninput={act.reform(|event: InputEvent| {
                        let input: HtmlInputElement = event.target_unchecked_into();
                        Action::FilterDocuments(input.value())
                    })} />
            }
            <ul class="rows" ref={props.shown.list.clone()}>{ for rows }</ul>
        </nav>
    }
}

#[derive(PartialEq)]
struct DocumentRowProps {
    summary: Summary,
    current: bool,
    act: Callback<Action>,
}

fn document_row(props: &DocumentRowProps) -> Html {
    let id = props.summary.id.clone();
    let open = props.act.reform(move |_| Action::Open(id.clone()));
    let said = &language::words().panels;
    let [new, in_progress, done, done_empty, flagged] = said.states;
    let (class, state) = match props.summary.state() {
        DocumentState::New => ("new", new),
        DocumentState::InProgress => ("in-progress", in_progress),
        DocumentState::Done => ("done", done),
        DocumentState::DoneEmpty => ("done-empty", done_empty),
        DocumentState::Flagged => ("flagged", flagged),
    };
    let remove = {
        let (act, id) = (props.act.clone(), props.summary.id.clone());
        let question = fill(said.ask_remove, &[&props.summary.name]);
        Callback::from(move |_: MouseEvent| {
            let answer = gloo::utils::window().confirm_with_message(&question);
            if matches!(answer, Ok(true)) {
                act.emit(Action::Delete(id.clone()));
            }
        })
    };
    html! {
        <li>
            <button type="button" class="remove" onclick={remove} title={said.remove}
                aria-label={fill(said.remove_it, &[&props.summary.name])}>{ "×" }</button>
            <button type="button" class={classes!("document", class)} onclick={open} title={props.summary.name.clone()}
                aria-current={props.current.then_some("true")}>
                <span class="name">{ &props.summary.name }</span>
                <span class="state">{ *state }
                    if props.summary.accepted > 0 { { format!(" · {}", props.summary.accepted) } }
                </span>
            </button>
        </li>
    }
}

/// What the right panel is drawn from.
#[derive(PartialEq)]
pub struct AnnotationsProps {
    /// The label that was chosen first.
    pub sticky: Option<LabelId>,
    /// What the list is drawn from.
    pub list: ListProps,
}

/// The labels with their keys and counts, and the list of annotations.
pub fn annotations(props: &AnnotationsProps) -> Html {
    let Counts {
        made,
        accepted,
        suggested,
        labels: counts,
    } = &props.list.listing.counts;
    let said = &language::words().panels;
    let ListProps { schema, act, .. } = &props.list;
    let labels = schema.labels().iter().map(|label| {
        let id = label.id.clone();
        let act = act.reform(move |_| Action::Legend(id.clone()));
        let pressed = props.sticky.as_ref() == Some(&label.id);
        let count = counts.iter().find(|(id, _)| *id == label.id);
        html! {
            <li>
                <button type="button" class={classes!("label", format!("tint-{}", label.tint.get()))}
                    title={label.description.clone()} aria-pressed={pressed.to_string()} onclick={act}>
                    <kbd>{ label.key.map(String::from) }</kbd>
                    <span class="name">{ &label.name }</span>
                    <span class="count">{ count.map(|(_, count)| *count) }</span>
                </button>
            </li>
        }
    });
    html! {
        <aside class="panel annotations" aria-label={said.labels_and_annotations} onmousedown={keep_selection()}
            onscroll={act.reform(|_: Event| Action::Scrolled(Panel::Annotations))}>
            <h2>{ said.labels }<button type="button" class="edit" onclick={act.reform(|_: MouseEvent| {
                Action::Dialog(Some(Which::Labels))
            })}>{ said.edit }</button></h2>
            <ul class="legend">{ for labels }</ul>
            <h2>{ said.annotations }<span class="count">{ fill(said.counts, &[&(made + accepted).to_string(), &suggested.to_string()]) }</span></h2>
            if made + accepted + suggested == 0 {
                <p class="empty">{ said.nothing_yet }</p>
            } else {
                { list(&props.list) }
            }
        </aside>
    }
}

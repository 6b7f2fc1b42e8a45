//! The panels beside the article: the documents on the left, labels and annotations on the right.

use spanwright::annotation::LabelId;
use spanwright::project::{DocumentId, DocumentState, Summary};
use spanwright::windows::Which;
use spanwright::words::fill;
use spanwright::workbench::Counts;
use yew::prelude::*;

use super::action::Action;
use super::language;
use super::list::{ListProps, list};
use super::memo::memo;
use super::pointer::keep_selection;

/// What the list of documents is drawn from.
#[derive(PartialEq)]
pub struct DocumentsProps {
    /// The documents to show, in order: those around the open one.
    pub documents: Vec<Summary>,
    /// The last one before these and the first one after them, and how many there are on that side.
    pub beyond: [Option<(DocumentId, usize)>; 2],
    /// How many documents there are, and how many of them are done.
    pub counts: (usize, usize),
    /// The open one.
    pub current: Option<DocumentId>,
    /// Where to say what was chosen.
    pub act: Callback<Action>,
}

/// How many documents are shown on either side of the open one.
const AROUND: usize = 200;

impl DocumentsProps {
    /// The part of the list that is around the open document. A page of a hundred thousand rows could do
    /// nothing else than draw them.
    pub fn new(all: &[Summary], current: Option<&DocumentId>, act: Callback<Action>) -> Self {
        let at = all.iter().position(|one| Some(&one.id) == current);
        let at = at.unwrap_or_default();
        let start = at.saturating_sub(AROUND);
        let end = all.len().min(at + AROUND);
        let (before, shown, after) = (&all[..start], &all[start..end], &all[end..]);
        let side = |next: Option<&Summary>, count| next.map(|next| (next.id.clone(), count));
        Self {
            documents: shown.to_vec(),
            beyond: [
                side(before.last(), before.len()),
                side(after.first(), after.len()),
            ],
            counts: (
                all.len(),
                all.iter().filter(|one| !one.is_unfinished()).count(),
            ),
            current: current.cloned(),
            act,
        }
    }
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
    let (all, finished) = props.counts;
    let [before, after] = props.beyond.each_ref().map(|beyond| {
        let (id, count) = beyond.clone()?;
        let open = props.act.reform(move |_| Action::Open(id.clone()));
        let more = fill(language::words().panels.more, &[&count.to_string()]);
        Some(html! { <button type="button" class="document" onclick={open}>{ more }</button> })
    });
    html! {
        <nav class="panel documents" aria-label={said.documents} onmousedown={keep_selection()}>
            <h2>{ said.documents }<button type="button" class="edit" title={language::words().titles.progress} onclick={props.act.reform(|_: MouseEvent| {
                Action::Dialog(Some(Which::Progress))
            })}>{ fill(said.done_of, &[&finished.to_string(), &all.to_string()]) }</button></h2>
            if props.documents.is_empty() {
                <p class="empty">{ said.no_document }</p>
            }
            { before }
            <ul>{ for rows }</ul>
            { after }
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
            <button type="button" class={classes!("document", class)} onclick={open}
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
    /// How many annotations there are.
    pub counts: Counts,
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
    } = &props.counts;
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
        <aside class="panel annotations" aria-label={said.labels_and_annotations} onmousedown={keep_selection()}>
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

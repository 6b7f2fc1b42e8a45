//! The panels beside the article: the documents on the left, labels and annotations on the right.

use std::rc::Rc;

use spanwright::annotation::{AnnotationId, Review, Schema};
use spanwright::project::{DocumentId, DocumentState, Summary};
use spanwright::workbench::{BlockView, Command};
use yew::prelude::*;

use super::action::Action;
use super::article::Blocks;
use super::memo::memo;
use super::pointer::keep_selection;

/// What the list of documents is drawn from.
#[derive(PartialEq)]
pub struct DocumentsProps {
    /// The documents in order.
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
    let finished = props.documents.iter().filter(|one| !one.is_unfinished());
    html! {
        <nav class="panel documents" aria-label="Documents" onmousedown={keep_selection()}>
            <h2>{ "Documents" }<span class="count">{ format!("{} of {} done", finished.count(), props.documents.len()) }</span></h2>
            if props.documents.is_empty() {
                <p class="empty">{ "No document yet. Paste an article, or drop a file anywhere on this page." }</p>
            }
            <ul>{ for rows }</ul>
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
    let (class, state) = match props.summary.state() {
        DocumentState::New => ("new", "new"),
        DocumentState::InProgress => ("in-progress", "in progress"),
        DocumentState::Done => ("done", "done"),
        DocumentState::DoneEmpty => ("done-empty", "done, nothing in it"),
        DocumentState::Flagged => ("flagged", "flagged"),
    };
    let remove = {
        let (act, id) = (props.act.clone(), props.summary.id.clone());
        let question = format!(
            "Remove “{}” and everything that is annotated in it? This cannot be undone.",
            props.summary.name
        );
        Callback::from(move |_: MouseEvent| {
            let answer = gloo::utils::window().confirm_with_message(&question);
            if matches!(answer, Ok(true)) {
                act.emit(Action::Delete(id.clone()));
            }
        })
    };
    html! {
        <li>
            <button type="button" class="remove" onclick={remove} title="Remove the document"
                aria-label={format!("Remove {}", props.summary.name)}>{ "×" }</button>
            <button type="button" class={classes!("document", class)} onclick={open}
                aria-current={props.current.then_some("true")}>
                <span class="name">{ &props.summary.name }</span>
                <span class="state">{ state }
                    if props.summary.accepted > 0 { { format!(" · {}", props.summary.accepted) } }
                </span>
            </button>
        </li>
    }
}

/// What the right panel is drawn from.
#[derive(PartialEq)]
pub struct AnnotationsProps {
    /// The labels.
    pub schema: Rc<Schema>,
    /// The blocks with their annotations.
    pub views: Blocks,
    /// The annotation in focus.
    pub focus: Option<AnnotationId>,
    /// How many suggestions wait.
    pub pending: usize,
    /// Where to say what was chosen.
    pub act: Callback<Action>,
}

/// The labels with their keys and counts, and the annotations in order.
pub fn annotations(props: &AnnotationsProps) -> Html {
    let annotations = props.views.0.iter().flat_map(|view| view.begun());
    let mut counts = std::collections::HashMap::new();
    let mut decided = 0;
    for annotation in annotations {
        if annotation.review == Review::Accepted {
            *counts.entry(annotation.label.clone()).or_insert(0_usize) += 1;
            decided += 1;
        }
    }
    let labels = props.schema.labels().iter().map(|label| {
        let command = Command::Label(label.id.clone());
        let act = props.act.reform(move |_| Action::Command(command.clone()));
        let count = counts.get(&label.id).copied().unwrap_or_default();
        html! {
            <li>
                <button type="button" class={classes!("label", format!("tint-{}", label.tint.get()))}
                    title={label.description.clone()} onclick={act}>
                    <kbd>{ label.key.map(String::from) }</kbd>
                    <span class="name">{ &label.name }</span>
                    <span class="count">{ (count > 0).then_some(count) }</span>
                </button>
            </li>
        }
    });
    let blocks = props.views.0.iter().map(|view| {
        let views = Blocks([view.clone()].into());
        let drawn = view
            .annotations()
            .any(|annotation| Some(annotation.id) == props.focus);
        let props = AnnotationsProps {
            schema: props.schema.clone(),
            views,
            focus: props.focus.filter(|_| drawn),
            pending: 0,
            act: props.act.clone(),
        };
        memo(view.index.to_usize(), props, block_list)
    });
    html! {
        <aside class="panel annotations" aria-label="Labels and annotations" onmousedown={keep_selection()}>
            <h2>{ "Labels" }</h2>
            <ul class="legend">{ for labels }</ul>
            <h2>{ "Annotations" }<span class="count">{ format!("{decided} · {} suggested", props.pending) }</span></h2>
            if decided == 0 && props.pending == 0 {
                <p class="empty">{ "Nothing yet. Select words in the article and press a label’s digit." }</p>
            }
            <ol>{ for blocks }</ol>
        </aside>
    }
}

/// The annotations of one block, drawn anew only when the block changed.
fn block_list(props: &AnnotationsProps) -> Html {
    let row = |view: &BlockView| {
        let rows = view.begun().map(|annotation| {
            let id = annotation.id;
            let go = props.act.reform(move |_| Action::GoTo(id));
            let label = props.schema.get(&annotation.label);
            let tint = label.map_or(0, |label| label.tint.get());
            let suggested = annotation.review == Review::Suggested;
            let class = classes!(
                "row",
                format!("tint-{tint}"),
                suggested.then_some("suggested")
            );
            let value = annotation
                .time
                .as_ref()
                .map(|time| time.timex.value.clone());
            html! {
                <li>
                    <button type="button" {class} onclick={go}
                        aria-current={(props.focus == Some(id)).then_some("true")}>
                        <span class="quote">{ view.text.slice(annotation.span) }</span>
                        <span class="what">{ props.schema.name(&annotation.label) }
                            { value.map(|value| format!(" {value}")) }
                            { suggested.then_some(" ?") }
                        </span>
                    </button>
                </li>
            }
        });
        rows.collect::<Html>()
    };
    props
        .views
        .0
        .first()
        .map(|view| row(view))
        .unwrap_or_default()
}

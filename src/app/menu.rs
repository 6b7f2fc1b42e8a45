//! The menu beside what is in focus: the labels, what was decided, and what a date means.

use std::rc::Rc;
use std::sync::Arc;

use spanwright::annotation::{Annotation, Origin, Review, Schema};
use spanwright::words::fill;
use spanwright::workbench::keys::KeyAction;
use spanwright::workbench::{Command, is_date};
use yew::prelude::*;

use super::action::Action;
use super::language;

/// What the menu is about.
#[derive(PartialEq)]
pub struct MenuProps {
    /// The labels.
    pub schema: Rc<Schema>,
    /// The annotation or suggestion, or `None` where a piece of text is to become one.
    pub annotation: Option<Arc<Annotation>>,
    /// What it means, where it is a time expression; empty until that is told.
    pub meaning: String,
    /// Where to say what was chosen.
    pub act: Callback<Action>,
}

/// The menu. The page puts it beside the text.
pub fn menu(props: &MenuProps) -> Html {
    let current = props
        .annotation
        .as_ref()
        .map(|annotation| &annotation.label);
    let labels = props.schema.labels().iter().map(|label| {
        let command = Command::Label(label.id.clone());
        let act = props.act.reform(move |_| Action::Command(command.clone()));
        let checked = current == Some(&label.id);
        html! {
            <button type="button" role="menuitemradio" aria-checked={checked.to_string()}
                class={classes!("label", format!("tint-{}", label.tint.get()))}
                title={label.description.clone()} onclick={act}>
                <kbd>{ label.key.map(String::from) }</kbd>
                <span>{ &label.name }</span>
            </button>
        }
    });
    html! {
        <>
            { props.annotation.as_ref().map(|annotation| about(annotation, &props.act)) }
            <div class="labels" role="menu" aria-label={language::words().menu.labels}>{ for labels }</div>
            if let Some(annotation) = props.annotation.as_ref().filter(|one| is_date(one)) {
                { time(annotation, &props.meaning, &props.act) }
            }
        </>
    }
}

/// Where the annotation came from, and what can be decided about it.
fn about(annotation: &Annotation, act: &Callback<Action>) -> Html {
    let said = &language::words().menu;
    let id = annotation.id;
    let does = |command: Command| act.reform(move |_: MouseEvent| Action::Command(command.clone()));
    let percent = annotation
        .score
        .map(|score| format!("{} %", score.percent()));
    let from = match &annotation.origin {
        Origin::Person => said.by_hand.to_owned(),
        Origin::Detector { name, .. } => {
            let by = format!("{name} {}", percent.unwrap_or_default());
            fill(said.by, &[&by])
        }
        Origin::Import { source } => fill(said.from, &[source]),
    };
    let suggested = annotation.review == Review::Suggested;
    html! {
        <div class="about">
            <span class="from">{ from }</span>
            if suggested {
                <button type="button" onclick={does(Command::Accept(id))}>{ said.accept }<kbd>{ "A" }</kbd></button>
                <button type="button" onclick={does(Command::Reject(id))}>{ said.reject }<kbd>{ "X" }</kbd></button>
            } else {
                <button type="button" onclick={does(Command::Remove(id))}>{ said.remove }<kbd>{ "Del" }</kbd></button>
            }
        </div>
    }
}

/// What a time expression means, and why. It opens the window in which that is changed.
fn time(annotation: &Annotation, meaning: &str, act: &Callback<Action>) -> Html {
    let value = annotation.time.as_ref();
    let value = value.map_or(language::words().menu.no_value, |time| &*time.timex.value);
    let edit = act.reform(|_: MouseEvent| Action::Key(KeyAction::EditDate));
    html! {
        <button type="button" class="time" onclick={edit}>
            <code>{ value }</code><kbd>{ "D" }</kbd><span>{ meaning }</span>
        </button>
    }
}

//! The menu beside what is in focus: the labels, what was decided, and what a date means.

use std::rc::Rc;
use std::sync::Arc;

use spanwright::annotation::{Annotation, AnnotationId, Origin, Review, Schema};
use spanwright::detect::dates::{self, Timex, TimexKind};
use spanwright::words::fill;
use spanwright::workbench::Command;
use web_sys::HtmlInputElement;
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
    /// What somebody is about to say that a time expression means.
    pub draft: Option<Timex>,
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
            if let Some(annotation) = &props.annotation {
                if let Some(time) = &annotation.time {
                    { time_editor(annotation.id, &time.timex, props.draft.as_ref(), &props.act) }
                } else if annotation.label.as_str() == dates::LABEL {
                    { time_editor(annotation.id, &unknown_time(), props.draft.as_ref(), &props.act) }
                }
            }
        </>
    }
}

fn unknown_time() -> Timex {
    Timex::new(TimexKind::Date, "")
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

const KINDS: [(TimexKind, &str); 4] = [
    (TimexKind::Date, "DATE"),
    (TimexKind::Time, "TIME"),
    (TimexKind::Duration, "DURATION"),
    (TimexKind::Set, "SET"),
];

/// The normalised value and type of a time expression, both editable. A value that TIMEX3 does
/// not allow is refused with the reason.
fn time_editor(
    id: AnnotationId,
    timex: &Timex,
    draft: Option<&Timex>,
    act: &Callback<Action>,
) -> Html {
    let said = &language::words().menu;
    let typed = draft.unwrap_or(timex).clone();
    let verdict = typed.validate();
    let changed = typed.kind != timex.kind || typed.value != timex.value;
    let save = {
        let (act, typed) = (act.clone(), typed.clone());
        let allowed = verdict.is_ok() && changed;
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if allowed {
                act.emit(Action::Command(Command::SetTime(id, typed.clone())));
            }
        })
    };
    let type_in = {
        let typed = typed.clone();
        act.reform(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let value = input.value().trim().to_owned();
            Action::Draft(Timex {
                value,
                ..typed.clone()
            })
        })
    };
    let kinds = KINDS.iter().map(|(one, name)| {
        let kind = *one;
        let choose = {
            let typed = typed.clone();
            act.reform(move |_: Event| Action::Draft(Timex { kind, ..typed.clone() }))
        };
        html! {
            <label>
                <input type="radio" name="timex-kind" checked={typed.kind == kind} onchange={choose} />
                { name }
            </label>
        }
    });
    let meaning = match &verdict {
        Ok(()) => html! { <p class="meaning" id="time-meaning">{ dates::describe(&typed) }</p> },
        Err(error) => {
            html! { <p class="meaning wrong" id="time-meaning" role="alert">{ error.to_string() }</p> }
        }
    };
    html! {
        <form class="time" onsubmit={save}>
            <fieldset><legend>{ said.kind }</legend>{ for kinds }</fieldset>
            <label class="value">{ said.value }
                <input type="text" spellcheck="false" autocomplete="off" value={typed.value.clone()}
                    aria-invalid={verdict.is_err().to_string()} aria-describedby="time-meaning"
                    oninput={type_in} />
            </label>
            { meaning }
            if changed {
                <button type="submit" disabled={verdict.is_err()}>{ said.set }</button>
            } else if typed.implied {
                <p class="hint">{ said.follows }</p>
            }
        </form>
    }
}

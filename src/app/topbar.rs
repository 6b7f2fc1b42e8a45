//! The slim bar on top: where the work is, whether it is saved, the document's date, and the way
//! in and out.

use chrono::NaiveDate;
use spanwright::annotation::{Status, day};
use spanwright::detect::protocol::Precise;
use spanwright::windows::Which;
use spanwright::words::{counted, fill};
use spanwright::workbench::Command;
use spanwright::workbench::keys::KeyAction;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::action::{Action, Detection, Panel, Saved, Writing};
use super::language;
use super::state::State;

/// Draws the bar.
pub fn topbar(state: &State, act: &Callback<Action>) -> Html {
    let key = |key: KeyAction| act.reform(move |_: MouseEvent| Action::Key(key));
    let dialog = |which: Which| act.reform(move |_: MouseEvent| Action::Dialog(Some(which)));
    let panel = |panel: Panel| act.reform(move |_: MouseEvent| Action::Panel(panel));
    let said = &language::words().bar;
    let (can_undo, can_redo) = state.can_undo_and_redo();
    html! {
        <header class="topbar" onmousedown={super::pointer::keep_selection()}>
            <button type="button" class="icon" aria-expanded={state.documents_open.to_string()}
                aria-label={said.documents} title={said.documents} onclick={panel(Panel::Documents)}>{ "☰" }</button>
            <strong class="brand">{ "Spanwright" }</strong>
            { saved(&state.saved, act) }
            { detection(state, dialog(Which::Detectors)) }
            <span class="space" />
            { state.workbench.as_ref().map(|bench| date_field(bench.markup().date, act)) }
            <span class="group">
                <button type="button" class="icon" disabled={!can_undo} aria-label={said.undo}
                    title={said.undo_key} onclick={key(KeyAction::Undo)}>{ "↶" }</button>
                <button type="button" class="icon" disabled={!can_redo} aria-label={said.redo}
                    title={said.redo_key} onclick={key(KeyAction::Redo)}>{ "↷" }</button>
                <button type="button" class="icon history" aria-label={said.history} title={said.history_key}
                    onclick={dialog(Which::History)}>{ "◷" }</button>
            </span>
            { state.workbench.as_ref().map(|bench| done_button(bench.markup().status, act)) }
            <button type="button" onclick={dialog(Which::Import)}
                disabled={state.reads_only}>{ said.open }</button>
            <button type="button" onclick={dialog(Which::Export)}
                disabled={state.project.documents.is_empty()}>{ said.export }</button>
            <button type="button" class="icon" aria-label={said.help} title={said.help_key}
                onclick={dialog(Which::Help)}>{ "?" }</button>
            <button type="button" class="icon" aria-expanded={state.annotations_open.to_string()}
                aria-label={said.annotations} title={said.annotations}
                onclick={panel(Panel::Annotations)}>{ "☷" }</button>
        </header>
    }
}

fn saved(saved: &Saved, act: &Callback<Action>) -> Html {
    let said = &language::words().bar;
    if let Saved::Failed(reason) = saved {
        let retry = act.reform(|_: MouseEvent| Action::Retry);
        return html! {
            <>
                <button type="button" class="status unsaved" title={reason.clone()} onclick={retry}>
                    { said.unsaved }
                </button>
                { rescue(act) }
            </>
        };
    }
    let (class, words) = match saved {
        Saved::All => ("saved", said.saved),
        _ => ("saving", said.saving),
    };
    let reason = match saved {
        Saved::Pending(changes) => said.about_saving.of(*changes),
        _ => said.about_saved.to_owned(),
    };
    html! { <span class={classes!("status", class)} title={reason}>{ words }</span> }
}

/// Downloads all that can be had.
pub fn rescue(act: &Callback<Action>) -> Html {
    let rescue = act.reform(|_: MouseEvent| Action::Write(Writing::rescue()));
    html! { <button type="button" class="rescue" onclick={rescue}>{ language::words().bar.rescue }</button> }
}

fn detection(state: &State, open: Callback<MouseEvent>) -> Html {
    let said = &language::words().bar;
    let pending = state.workbench.as_ref().map(|bench| bench.pending());
    let words = match (&state.detection, pending) {
        (_, None) => return Html::default(),
        (Detection::Waiting, _) => said.reading.to_owned(),
        (Detection::Running(done, total), _) => counted(said.read, 100 * done / (*total).max(1)),
        (Detection::Done, Some(pending)) if let Some(percent) = percent_read(&state.precise) => {
            fill(said.refining, &[&pending.to_string(), &percent.to_string()])
        }
        (Detection::Done, Some(0)) => said.all_decided.to_owned(),
        (Detection::Done, Some(pending)) => counted(said.to_decide, pending),
        (Detection::Trouble(reason), _) => {
            return html! { <span class="status unsaved" title={reason.clone()}>{ said.no_suggestions }</span> };
        }
    };
    html! {
        <button type="button" class="status" title={said.about_detectors} onclick={open}>{ words }</button>
    }
}

/// How much of a hundred the precise tier has read, where it is at work.
fn percent_read(precise: &Precise) -> Option<u32> {
    match precise {
        Precise::Loading { .. } => Some(0),
        Precise::Reading { done, total } if done < total => Some(100 * done / total),
        _ => None,
    }
}

fn date_field(date: Option<NaiveDate>, act: &Callback<Action>) -> Html {
    let set = act.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Command(Command::SetDate(day::from_text(&input.value())))
    });
    let said = &language::words().bar;
    let value = date.map(day::to_text).unwrap_or_default();
    html! {
        <label class={classes!("date", date.is_none().then_some("missing"))}
            title={said.about_published}>
            <span>{ if date.is_some() { said.published } else { said.published_when } }</span>
            <input type="date" {value} onchange={set} />
        </label>
    }
}

fn done_button(status: Status, act: &Callback<Action>) -> Html {
    let said = &language::words().bar;
    if status == Status::Done {
        let reopen = act.reform(|_| Action::Command(Command::SetStatus(Status::InProgress)));
        return html! {
            <button type="button" class="primary pressed" aria-pressed="true" onclick={reopen}
                title={said.about_done}>{ said.done }</button>
        };
    }
    let done = act.reform(|_| Action::Key(KeyAction::DoneAndNext));
    html! {
        <button type="button" class="primary" onclick={done}
            title={said.about_done_next}>{ said.done_next }</button>
    }
}

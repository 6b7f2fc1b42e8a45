//! The window that gives a label to all places where the same words stand. What is labelled
//! otherwise already is left for the eye: it is shown, but not ticked.

use std::rc::Rc;

use spanwright::annotation::{LabelId, Schema};
use spanwright::text::{FindOptions, Segmenter, SourceText};
use spanwright::words::fill;
use spanwright::workbench::{Command, Covered, Occurrence, Workbench};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::action::Action;
use super::language;

/// The places found, and which of them are ticked.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrences {
    /// What counts as the same words.
    pub options: FindOptions,
    /// The label to give.
    pub label: Option<LabelId>,
    /// The words.
    pub words: String,
    hits: Vec<(Occurrence, bool)>,
}

impl Occurrences {
    /// The places where the words in focus stand. Without a label of their own they get the first
    /// one.
    pub fn of(bench: &Workbench, schema: &Schema, segmenter: &dyn Segmenter) -> Option<Self> {
        let words = bench.document().text.slice(bench.focused_span()?);
        let label = bench
            .focused()
            .map(|one| schema.resolve(&one.label).clone());
        let first = || schema.labels().first().map(|label| label.id.clone());
        let mut found = Self {
            options: FindOptions {
                match_case: true,
                whole_words: true,
            },
            label: label.or_else(first),
            words: words.to_owned(),
            hits: Vec::new(),
        };
        found.search(bench, segmenter);
        Some(found)
    }

    /// Looks again, after the options or the label have changed.
    pub fn search(&mut self, bench: &Workbench, segmenter: &dyn Segmenter) {
        let found = bench.occurrences(self.label.as_ref(), self.options, segmenter);
        let is_decided =
            |hit: &Occurrence| matches!(hit.covered, Covered::SameLabel(id) if !id.is_suggestion());
        let found = found.into_iter().filter(|hit| !is_decided(hit));
        self.hits = found
            .map(|hit| {
                let ticked = !matches!(hit.covered, Covered::Otherwise(_));
                (hit, ticked)
            })
            .collect();
    }

    /// Ticks a place, or takes the tick off.
    pub fn tick(&mut self, at: usize, ticked: bool) {
        if let Some(hit) = self.hits.get_mut(at) {
            hit.1 = ticked;
        }
    }

    /// What labels the places that are ticked, as one change.
    pub fn command(&self) -> Option<Command> {
        let ticked = self.hits.iter().filter(|(_, ticked)| *ticked);
        let spans: Vec<_> = ticked.map(|(hit, _)| hit.span).collect();
        Some(Command::label_all(&spans, self.label.as_ref()?))
    }
}

/// Draws the window.
pub fn occurrences(
    found: &Occurrences,
    text: &SourceText,
    schema: &Rc<Schema>,
    act: &Callback<Action>,
) -> Html {
    let said = &language::words().occurrences;
    let label = {
        let ids: Vec<LabelId> = schema.labels().iter().map(|one| one.id.clone()).collect();
        let (act, found) = (act.clone(), found.clone());
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let at = usize::try_from(select.selected_index()).ok();
            act.emit(Action::Occurrences(Occurrences {
                label: at.and_then(|at| ids.get(at)).cloned(),
                ..found.clone()
            }));
        })
    };
    let switch = |words: &'static str, on: bool, turn: fn(&mut FindOptions, bool)| {
        let (act, found) = (act.clone(), found.clone());
        let change = Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let mut found = found.clone();
            turn(&mut found.options, input.checked());
            act.emit(Action::Occurrences(found));
        });
        html! { <label><input type="checkbox" checked={on} onchange={change} />{ words }</label> }
    };
    let rows = found.hits.iter().enumerate().map(|(at, (hit, ticked))| {
        let tick = act.reform(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            Action::Tick(at, input.checked())
        });
        let [before, words, after] = parts(text, hit);
        let note = match hit.covered {
            Covered::Otherwise(_) => said.labelled_otherwise,
            Covered::SameLabel(_) => said.suggested,
            Covered::Nothing => "",
        };
        html! {
            <li><label>
                <input type="checkbox" checked={*ticked} onchange={tick} />
                <span>{ before }<b>{ words }</b>{ after }</span><small>{ note }</small>
            </label></li>
        }
    });
    let ticked = found.hits.iter().filter(|(_, ticked)| *ticked).count();
    let options = schema.labels().iter().map(|label| {
        let selected = Some(&label.id) == found.label.as_ref();
        html! { <option {selected}>{ &label.name }</option> }
    });
    let perform = act.reform(|event: SubmitEvent| {
        event.prevent_default();
        Action::LabelOccurrences
    });
    html! {
        <form class="occurrences" onsubmit={perform}>
            <div class="line">
                <label>{ said.label }<select onchange={label}>{ for options }</select></label>
                { switch(said.match_case, found.options.match_case, |options, on| options.match_case = on) }
                { switch(said.whole_words, found.options.whole_words, |options, on| options.whole_words = on) }
            </div>
            if found.hits.is_empty() {
                <p class="empty">{ fill(said.nowhere, &[&found.words]) }</p>
            }
            <ol>{ for rows }</ol>
            <div class="line">
                <button type="submit" class="primary" disabled={ticked == 0} autofocus=true>
                    { fill(said.perform, &[&ticked.to_string(), &found.hits.len().to_string()]) }
                </button>
            </div>
        </form>
    }
}

fn parts<'t>(text: &'t SourceText, hit: &Occurrence) -> [&'t str; 3] {
    let (all, words) = (hit.context.range(), hit.span.range());
    let text = text.as_str();
    [
        text.get(all.start..words.start).unwrap_or_default(),
        text.get(words.clone()).unwrap_or_default(),
        text.get(words.end..all.end).unwrap_or_default(),
    ]
}

//! The list of annotations: searched, filtered, sorted, and many of them decided at once.

use std::rc::Rc;
use std::sync::Arc;

use spanwright::annotation::{Annotation, AnnotationId, LabelId, Review, Schema};
use spanwright::text::SourceText;
use spanwright::words::{counted, fill};
use spanwright::workbench::{Counts, ListOptions, SortBy, Standing, Workbench, acceptable_among};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::action::{Action, Many};
use super::article::Blocks;
use super::language;
use super::memo::memo;
use super::rows::Rows;
use super::state::State;

/// What the list shows and how much there is of everything, which holds until something of it changes.
pub struct Listing {
    views: Blocks,
    schema: Rc<Schema>,
    options: ListOptions,
    /// How many annotations there are.
    pub counts: Counts,
    /// What the filter lets through, in order.
    pub rows: Vec<Arc<Annotation>>,
    /// How many of the suggestions in the list can be accepted together.
    acceptable: usize,
}

/// Two are the same where they are the same in memory.
impl PartialEq for Listing {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Listing {
    /// Makes the list of what is drawn in these blocks.
    pub fn of(bench: &Workbench, views: Blocks, schema: Rc<Schema>, state: &State) -> Self {
        let rows = bench.list(&schema, &state.list, &*state.segmenter);
        Self {
            counts: bench.counts(&schema),
            acceptable: acceptable_among(&rows).len(),
            rows,
            views,
            schema,
            options: state.list.clone(),
        }
    }

    /// Whether it is made of these.
    pub fn is_of(&self, views: &Blocks, schema: &Rc<Schema>, options: &ListOptions) -> bool {
        self.views == *views && Rc::ptr_eq(&self.schema, schema) && self.options == *options
    }
}

/// What the list is drawn from.
#[derive(PartialEq)]
pub struct ListProps {
    /// The labels.
    pub schema: Rc<Schema>,
    /// The text.
    pub text: SourceText,
    /// What the list shows.
    pub listing: Rc<Listing>,
    /// Which of its rows are on the page.
    pub shown: Rows,
    /// The annotation in focus.
    pub focus: Option<AnnotationId>,
    /// How the list is filtered and sorted.
    pub options: ListOptions,
    /// What is chosen.
    pub chosen: Vec<AnnotationId>,
    /// How many of the suggestions in view can be accepted together.
    pub acceptable_in_view: usize,
    /// Where to say what was chosen.
    pub act: Callback<Action>,
}

/// What one row is drawn from.
#[derive(PartialEq)]
struct RowProps {
    annotation: Arc<Annotation>,
    /// Which row it is, and of how many.
    place: (usize, usize),
    text: SourceText,
    schema: Rc<Schema>,
    focused: bool,
    chosen: bool,
    act: Callback<Action>,
}

/// The filter, what can be done to all that it lets through, and the rows.
pub fn list(props: &ListProps) -> Html {
    let rows = &props.listing.rows;
    let shown = props.shown.range();
    let shown = shown
        .filter_map(|n| Some((n, rows.get(n)?)))
        .map(|(n, annotation)| {
            let row_props = RowProps {
                annotation: annotation.clone(),
                place: (n + 1, rows.len()),
                text: props.text.clone(),
                schema: props.schema.clone(),
                focused: props.focus == Some(annotation.id),
                chosen: props.chosen.contains(&annotation.id),
                act: props.act.clone(),
            };
            memo(annotation.id.to_string(), row_props, row)
        });
    html! {
        <>
            { filter(props) }
            { many(props) }
            <ol class="rows" ref={props.shown.list.clone()}>{ for shown }</ol>
            if rows.is_empty() {
                <p class="empty">{ language::words().list.nothing }</p>
            }
        </>
    }
}

fn row(props: &RowProps) -> Html {
    let RowProps {
        annotation, schema, ..
    } = props;
    let id = annotation.id;
    let go = props.act.reform(move |_: MouseEvent| Action::GoTo(id));
    let choose = props.act.reform(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Choose(id, input.checked())
    });
    let label = schema.get(&annotation.label);
    let tint = label.map_or(0, |label| label.tint.get());
    let suggested = annotation.review == Review::Suggested;
    let quote = props.text.slice(annotation.span);
    let value = annotation.time.as_ref().map(|time| &*time.timex.value);
    html! {
        <li class="choice-row" aria-posinset={props.place.0.to_string()} aria-setsize={props.place.1.to_string()}>
            <input type="checkbox" checked={props.chosen} onchange={choose} aria-label={fill(language::words().list.choose, &[quote])} />
            <button type="button" onclick={go} aria-current={props.focused.then_some("true")}
                class={classes!("row", format!("tint-{tint}"), suggested.then_some("suggested"))}>
                <span class="quote">{ quote }</span>
                <span class="what">{ schema.name(&annotation.label) }
                    { value.map(|value| format!(" {value}")) }
                    { suggested.then_some(" ?") }
                </span>
            </button>
        </li>
    }
}

/// What the list can be sorted by, and whether the last comes first.
const SORTS: [(SortBy, bool); 6] = [
    (SortBy::Position, false),
    (SortBy::Label, false),
    (SortBy::Text, false),
    (SortBy::Score, true),
    (SortBy::Score, false),
    (SortBy::Date, false),
];

const STANDINGS: [Option<Standing>; 4] = [
    None,
    Some(Standing::Suggested),
    Some(Standing::Accepted),
    Some(Standing::Made),
];

/// The sureness, in hundredths, above which suggestions are listed.
const SURE: [u16; 5] = [0, 50, 80, 90, 95];

fn filter(props: &ListProps) -> Html {
    let said = &language::words().list;
    let options = &props.options;
    let typed = {
        let (options, act) = (options.clone(), props.act.clone());
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let text = input.value();
            act.emit(Action::List(ListOptions {
                text,
                ..options.clone()
            }));
        })
    };
    let labels = props.schema.labels();
    let label_words = labels.iter().map(|label| &*label.name);
    let label_words: Vec<_> = std::iter::once(said.every_label)
        .chain(label_words)
        .collect();
    let label_at = options.label.as_ref();
    let label_at = label_at.map_or(0, |id| props.schema.rank(id) + 1);
    let sort_at = SORTS
        .iter()
        .position(|sort| *sort == (options.sort, options.descending));
    let standing_at = STANDINGS.iter().position(|one| *one == options.standing);
    let sure_at = SURE
        .iter()
        .position(|sure| *sure == options.at_least.percent());
    let sure_words = SURE.map(|sure| match sure {
        0 => said.any_score.to_owned(),
        sure => counted(said.score_from, sure.into()),
    });
    html! {
        <div class="filter" role="search" aria-label={said.annotations}>
            <input type="search" placeholder={said.filter} aria-label={said.filter}
                value={options.text.clone()} oninput={typed} />
            { select(props, said.label, &label_words, label_at, |options, at, schema| {
                let label = at.checked_sub(1).and_then(|at| schema.labels().get(at));
                options.label = label.map(|label| label.id.clone());
            }) }
            { select(props, said.state, &said.states, standing_at.unwrap_or_default(),
                |options, at, _| options.standing = STANDINGS[at % STANDINGS.len()]) }
            { select(props, said.score, &sure_words.each_ref().map(|words| &**words), sure_at.unwrap_or_default(),
                |options, at, _| options.at_least = spanwright::detect::Score::new(f32::from(SURE[at % SURE.len()]) / 100.0)) }
            { select(props, said.order, &said.orders, sort_at.unwrap_or_default(), |options, at, _| {
                let (sort, descending) = SORTS[at % SORTS.len()];
                options.sort = sort;
                options.descending = descending;
            }) }
        </div>
    }
}

/// A choice among words. What is chosen is set by its number.
fn select(
    props: &ListProps,
    name: &'static str,
    words: &[&str],
    chosen: usize,
    set: fn(&mut ListOptions, usize, &Schema),
) -> Html {
    let (options, act) = (props.options.clone(), props.act.clone());
    let schema = props.schema.clone();
    let change = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let mut options = options.clone();
        set(
            &mut options,
            usize::try_from(select.selected_index()).unwrap_or_default(),
            &schema,
        );
        act.emit(Action::List(options));
    });
    let words = words.iter().enumerate().map(|(n, words)| {
        html! { <option selected={n == chosen}>{ words }</option> }
    });
    html! { <select aria-label={name} onchange={change}>{ for words }</select> }
}

/// What can be done to several annotations at once. Each button says to how many.
fn many(props: &ListProps) -> Html {
    let does = |many: Many| {
        props
            .act
            .reform(move |_: MouseEvent| Action::Many(many.clone()))
    };
    let button = |words: String, many: Many, count: usize| {
        html! { <button type="button" disabled={count == 0} onclick={does(many)}>{ words }</button> }
    };
    let said = &language::words().list;
    let chosen = props.chosen.len();
    if chosen == 0 {
        let acceptable = props.listing.acceptable;
        let accept = match props.options == ListOptions::default() {
            false => counted(said.accept_listed, acceptable),
            true => said.accept_suggestions.of(acceptable),
        };
        let in_view = counted(said.accept_in_view, props.acceptable_in_view);
        return html! {
            <div class="many">
                { button(accept, Many::AcceptListed, acceptable) }
                { button(in_view, Many::AcceptInView, props.acceptable_in_view) }
            </div>
        };
    }
    let labels = props.schema.labels();
    let ids: Vec<LabelId> = labels.iter().map(|label| label.id.clone()).collect();
    let act = props.act.clone();
    let relabel = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let at = usize::try_from(select.selected_index() - 1);
        if let Some(label) = at.ok().and_then(|at| ids.get(at)) {
            act.emit(Action::Many(Many::Label(label.clone())));
        }
    });
    html! {
        <div class="many">
            <span>{ counted(said.chosen, chosen) }</span>
            { button(said.accept.to_owned(), Many::Accept, chosen) }
            { button(said.remove.to_owned(), Many::Remove, chosen) }
            <select aria-label={said.about_relabel} onchange={relabel}>
                <option selected=true>{ said.relabel }</option>
                { for labels.iter().map(|label| html! { <option>{ &label.name }</option> }) }
            </select>
            { button(said.let_go.to_owned(), Many::LetGo, chosen) }
        </div>
    }
}

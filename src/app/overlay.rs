//! What lies over the article and moves without the article being drawn anew: the caret, the menu,
//! the handles, and what is painted behind the words.

use spanwright::text::TextSpan;
use spanwright::workbench::{Focus, Workbench};
use web_sys::{DomRect, Element, HtmlElement, Range};
use yew::NodeRef;

use super::state::State;
use super::{caret, floating, handles, pointer};
use crate::browser::{highlight, selection};

/// The elements, once they are on the page.
#[derive(Clone, Default)]
pub struct Overlay {
    /// What scrolls.
    pub reader: NodeRef,
    /// The article in it.
    pub article: NodeRef,
    /// The menu beside what is in focus.
    pub menu: NodeRef,
    /// The cross of the suggestion under the pointer.
    pub cross: NodeRef,
    /// The caret.
    pub caret: NodeRef,
    /// The handles at both ends of what is in focus or pointed at.
    pub handles: NodeRef,
}

impl Overlay {
    /// What scrolls, and the article in it.
    pub fn frame(&self) -> Option<(HtmlElement, HtmlElement)> {
        self.reader.cast().zip(self.article.cast())
    }

    /// Puts everything in its place once the page shows the new state.
    pub fn settle(&self, state: &State, reveal_caret: bool) {
        let (Some((reader, article)), Some(bench)) = (self.frame(), &state.workbench) else {
            return;
        };
        let found = state.finding.as_ref().map(|find| &*find.found);
        floating::show_found(&article, bench, found.unwrap_or_default(), state.view);
        if let Some(caret) = self.caret.cast::<HtmlElement>() {
            caret::draw(&caret, &reader, &article, bench);
            if reveal_caret {
                floating::nearest(&caret);
            }
        }
        let cross = self.cross.cast::<HtmlElement>();
        if let Some(cross) = cross.filter(|cross| !cross.hidden()) {
            // It stays under the pointer while there is something to reject.
            let id = cross.get_attribute("data-reject").unwrap_or_default();
            let suggestion = article.query_selector(&format!(".suggested[data-id=\"{id}\"]"));
            if !matches!(suggestion, Ok(Some(_))) {
                cross.set_hidden(true);
            }
        }
        if let Some(menu) = self.menu.cast::<HtmlElement>() {
            floating::put_beside(&menu, &reader, &article, bench);
        }
        self.show_hand(state);
        self.show_pointed(state);
    }

    /// What the mouse points at that is at this place of the window.
    pub fn pointed_at(&self, x: i32, y: i32, state: &State) -> Option<Focus> {
        let (_, article) = self.frame()?;
        let bench = state.workbench.as_ref()?;
        let (x, y) = (f64::from(x), f64::from(y));
        let place = selection::place_at(x, y)?;
        let pointed = state.pointed_at(pointer::offset(bench.document(), place)?)?;
        // Beside a line, browsers answer with the end of it.
        let ranges = floating::ranges_of(&article, bench, span_of(pointed, bench)?);
        let mut rects = ranges.iter().filter_map(Range::get_client_rects);
        let is_over = |rect: DomRect| {
            (rect.left()..=rect.right()).contains(&x) && (rect.top()..=rect.bottom()).contains(&y)
        };
        rects
            .any(|rects| (0..rects.length()).any(|n| rects.item(n).is_some_and(is_over)))
            .then_some(pointed)
    }

    /// Shows what the mouse points at.
    pub fn show_pointed(&self, state: &State) {
        if let (Some((_, article)), Some(bench)) = (self.frame(), &state.workbench) {
            let pointed = state.pointed.and_then(|pointed| span_of(pointed, bench));
            paint("pointed", &article, bench, pointed);
        }
    }

    /// Shows what is dragged, or else what is in focus, with its handles, which an annotation has also while the
    /// mouse points at it.
    pub fn show_hand(&self, state: &State) {
        let (Some((reader, article)), Some(bench)) = (self.frame(), &state.workbench) else {
            return;
        };
        let held = state.dragged.map(|dragged| dragged.span);
        let chosen = held.or(match bench.focus() {
            Focus::Text(span) => Some(span),
            _ => None,
        });
        paint("chosen", &article, bench, chosen);
        if let Some(handles) = self.handles.cast::<HtmlElement>() {
            // The browser has handles of its own for what a finger has selected.
            let foreign = state.touch && selection::selected().is_some();
            let pointed = state.pointed_annotation().map(Focus::Annotation);
            let pointed = pointed.and_then(|pointed| span_of(pointed, bench));
            let span = held.or(pointed).or_else(|| bench.focused_span());
            let span = span.filter(|_| !foreign);
            let ends = span.map(|span| (span.start(), span.end()));
            handles::put(&handles, &reader, &article, bench, ends);
        }
    }
}

fn span_of(focus: Focus, bench: &Workbench) -> Option<TextSpan> {
    match focus {
        Focus::Nothing => None,
        Focus::Text(span) => Some(span),
        Focus::Annotation(id) => bench.annotation(id).map(|annotation| annotation.span),
    }
}

fn paint(name: &str, article: &Element, bench: &Workbench, span: Option<TextSpan>) {
    let ranges = span.map(|span| floating::ranges_of(article, bench, span));
    highlight::show(name, &ranges.unwrap_or_default());
}

//! Long lists, of which only the rows near the view are on the page. All rows of a list are equally
//! high; the style sheet makes room for those that are missing.

use std::ops::Range;

use web_sys::HtmlElement;
use yew::prelude::*;

/// How many rows are on the page at most.
const ROWS: usize = 120;

/// How far the view moves before other rows are taken. Half of what is out of view above it.
const STEP: usize = 20;

/// Where the view of a list is.
#[derive(Clone, Default, PartialEq)]
pub struct Rows {
    /// The list.
    pub list: NodeRef,
    first: usize,
    shown: Range<usize>,
    count: usize,
}

impl Rows {
    /// Takes the rows, of so many, that are to be on the page.
    pub fn take(&mut self, count: usize) {
        let last = count.saturating_sub(ROWS);
        let from = self.first.saturating_sub(2 * STEP).min(last);
        self.shown = from..(from + ROWS).min(count);
        self.count = count;
    }

    /// Which rows are on the page.
    pub fn range(&self) -> Range<usize> {
        self.shown.clone()
    }

    /// Where the view is after the annotator has scrolled, where that asks for other rows.
    pub fn scrolled(&self) -> Option<usize> {
        let list: HtmlElement = self.list.cast()?;
        let row = list
            .last_element_child()?
            .get_bounding_client_rect()
            .height();
        let panel = list.closest(".panel").ok()??;
        let above = panel.get_bounding_client_rect().top() - list.get_bounding_client_rect().top();
        let first = (above.max(0.0) / row.max(1.0)) as usize / STEP * STEP;
        (first != self.first).then_some(first)
    }

    /// Moves the view.
    pub fn go_to(&mut self, first: usize) {
        self.first = first;
    }

    /// Makes room for the rows that are missing.
    pub fn make_room(&self) {
        if let Some(list) = self.list.cast::<HtmlElement>() {
            let style = list.style();
            let missing = [
                ("--before", self.shown.start),
                ("--after", self.count - self.shown.end),
            ];
            for (name, rows) in missing {
                // It fails only for properties that do not exist.
                let _ = style.set_property(name, &rows.to_string());
            }
        }
    }
}

//! What the mouse does in the article. One listener serves all marks and blocks.

use std::sync::Arc;

use gloo::timers::callback::Timeout;
use spanwright::annotation::{AnnotationId, BlockIndex};
use spanwright::project::Document;
use spanwright::text::{self, ByteOffset, TextSpan};
use spanwright::workbench::{Command, Focus};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::action::{Action, Tap};
use crate::browser::files;
use crate::browser::segmenter::BrowserSegmenter;
use crate::browser::selection::{self, Place};

/// The element with this selector around the place of the event.
fn around(event: &Event, selector: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()?
}

fn annotation_of(mark: &Element) -> Option<AnnotationId> {
    let id = mark.get_attribute("data-id")?.parse().ok()?;
    Some(AnnotationId::new(id))
}

/// Does what the event means, where it means something.
pub fn on<E: 'static>(
    act: &Callback<Action>,
    meaning: impl Fn(E) -> Option<Action> + 'static,
) -> Callback<E> {
    let act = act.clone();
    Callback::from(move |event| {
        if let Some(action) = meaning(event) {
            act.emit(action);
        }
    })
}

/// A click that ends a selection brings what is selected into focus; one on a mark accepts or opens
/// it, one on the line under a skipped block includes it.
pub fn click(document: &Arc<Document>, act: &Callback<Action>) -> Callback<MouseEvent> {
    let document = document.clone();
    on(act, move |event: MouseEvent| {
        if let Some(button) = around(&event, "[data-toggle]") {
            let block = button.get_attribute("data-toggle")?.parse().ok()?;
            let command = Command::ToggleBlock(BlockIndex::new(block));
            return Some(Action::Command(command));
        }
        if selection::selected().is_some() {
            return selected_span(&document, event.alt_key()).map(Action::Selected);
        }
        match around(&event, "[data-id]") {
            Some(mark) => annotation_of(&mark).map(Action::Click),
            None => {
                let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
                let here = selection::place_at(x, y).and_then(|place| offset(&document, place));
                Some(match here {
                    Some(at) => Action::Tap(Tap {
                        at,
                        extend: event.shift_key(),
                    }),
                    None => Action::Focus(Focus::Nothing, false),
                })
            }
        }
    })
}

/// When the button goes up over the article, what is selected comes into focus: whole words, or
/// single characters where Alt is held. Not every browser follows a drag by a click.
pub fn release(document: &Arc<Document>, act: &Callback<Action>) -> Callback<MouseEvent> {
    let (document, act) = (document.clone(), act.clone());
    Callback::from(move |event: MouseEvent| {
        let (document, act, characters) = (document.clone(), act.clone(), event.alt_key());
        // The browser settles its selection only after this event.
        Timeout::new(0, move || {
            if let Some(span) = selected_span(&document, characters) {
                act.emit(Action::Selected(span));
            }
        })
        .forget();
    })
}

/// What is selected in the article: whole words, or single characters where that is wanted.
pub fn selected_span(document: &Document, characters: bool) -> Option<TextSpan> {
    let (start, end) = selection::selected()?;
    let span = TextSpan::new(offset(document, start)?, offset(document, end)?)?;
    let text = document.text.as_str();
    let segmenter = BrowserSegmenter::shared();
    match characters {
        true => text::trim_to_characters(text, span, &*segmenter),
        false => text::snap_to_words(text, span, &*segmenter),
    }
}

/// The offset of a place in the article.
pub fn offset(document: &Document, place: Place) -> Option<ByteOffset> {
    let block = document.blocks.get(place.block.to_usize())?;
    let base = document.text.utf16_of_byte(block.span.start());
    document.text.byte_of_utf16(base.after(place.offset)).ok()
}

/// The mouse moves, without a button held. On its way over a handle it still points at what has the handle.
pub fn mouse(act: &Callback<Action>) -> Callback<PointerEvent> {
    on(act, |event: PointerEvent| {
        let is_free = event.pointer_type() == "mouse" && event.buttons() == 0;
        (is_free && around(&event, ".handle").is_none())
            .then(|| Action::Mouse(event.client_x(), event.client_y()))
    })
}

/// While the pointer is over a suggestion, its cross stands at its end.
pub fn hover(cross: &NodeRef, reader: &NodeRef) -> Callback<PointerEvent> {
    let (cross, reader) = (cross.clone(), reader.clone());
    Callback::from(move |event: PointerEvent| {
        let (Some(cross), Some(reader)) =
            (cross.cast::<HtmlElement>(), reader.cast::<HtmlElement>())
        else {
            return;
        };
        let Some(mark) = around(&event, ".mark.suggested") else {
            cross.set_hidden(true);
            return;
        };
        let rects = mark.get_client_rects();
        let Some(rect) = rects.item(rects.length().saturating_sub(1)) else {
            return;
        };
        let frame = reader.get_bounding_client_rect();
        let left = rect.right() - frame.left() - 4.0;
        let top = rect.top() - frame.top() + f64::from(reader.scroll_top()) - 14.0;
        super::floating::place(&cross, left, top);
        let id = mark.get_attribute("data-id").unwrap_or_default();
        // It fails only for names that are no attribute names.
        let _ = cross.set_attribute("data-reject", &id);
        cross.set_hidden(false);
    })
}

/// A click on the cross rejects the suggestion that it stands at.
pub fn reject(act: &Callback<Action>) -> Callback<MouseEvent> {
    on(act, |event: MouseEvent| {
        let cross = around(&event, ".cross")?;
        if let Some(cross) = cross.dyn_ref::<HtmlElement>() {
            cross.set_hidden(true);
        }
        let id = cross.get_attribute("data-reject")?.parse().ok()?;
        Some(Action::Command(Command::Reject(AnnotationId::new(id))))
    })
}

/// Keeps the text selected while something beside it is clicked, but lets fields take the focus.
pub fn keep_selection() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| {
        if around(&event, "input, label, textarea, select").is_none() {
            event.prevent_default();
        }
    })
}

/// A file may be dropped anywhere on the page.
pub fn drag_over(act: &Callback<Action>) -> Callback<DragEvent> {
    act.reform(|event: DragEvent| {
        event.prevent_default();
        Action::Dropping(true)
    })
}

/// Opens the files that are dropped.
pub fn drop_files(act: &Callback<Action>) -> Callback<DragEvent> {
    let act = act.clone();
    Callback::from(move |event: DragEvent| {
        event.prevent_default();
        act.emit(Action::Dropping(false));
        let Some(dropped) = event.data_transfer() else {
            return;
        };
        act.emit(Action::Files(files::dropped_files(&dropped).into()));
    })
}

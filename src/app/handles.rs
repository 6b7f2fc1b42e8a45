//! The handles at both ends of what is in focus or pointed at, which the mouse or a finger drags.

use std::sync::Arc;

use spanwright::project::Document;
use spanwright::text::{ByteOffset, Edge};
use spanwright::workbench::Workbench;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::action::{Action, Drag, Within};
use super::{caret, floating, pointer};
use crate::browser::selection;

/// Both handles, and what comes of them.
pub fn handles(place: &NodeRef, document: &Arc<Document>, act: &Callback<Action>) -> Html {
    let on = |meaning: fn(&PointerEvent, &Document) -> Option<Drag>| {
        let document = document.clone();
        pointer::on(act, move |event: PointerEvent| {
            meaning(&event, &document).map(Action::Drag)
        })
    };
    html! {
        <div ref={place.clone()} class="handles" hidden=true onpointerdown={on(begin)} onpointermove={on(go_on)}
            onpointerup={on(|event, _| held(event).map(|_| Drag::End))}
            onpointercancel={on(|event, _| held(event).map(|_| Drag::Cancel))}>
            <span class="handle start" />
            <span class="handle end" />
        </div>
    }
}

/// The handle that takes the event, if it is held.
fn held(event: &PointerEvent) -> Option<Element> {
    let handle: Element = event.target()?.dyn_into().ok()?;
    handle
        .has_pointer_capture(event.pointer_id())
        .then_some(handle)
}

fn begin(event: &PointerEvent, _: &Document) -> Option<Drag> {
    event.prevent_default();
    let handle: Element = event.target()?.dyn_into().ok()?;
    handle.set_pointer_capture(event.pointer_id()).ok()?;
    Some(Drag::Begin(match handle.matches(".start").ok()? {
        true => Edge::Start,
        false => Edge::End,
    }))
}

fn go_on(event: &PointerEvent, document: &Document) -> Option<Drag> {
    let handle = held(event)?;
    // What is meant is the line above the handle, not what the finger covers.
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let place = selection::place_at(x, y - handle.get_bounding_client_rect().height())?;
    let within = match (event.alt_key(), event.pointer_type() == "touch") {
        (true, _) => Within::Yes,
        (false, true) => Within::WhereLess,
        (false, false) => Within::No,
    };
    Some(Drag::To(pointer::offset(document, place)?, within))
}

/// Puts the handles below both ends, or hides them where `ends` are none.
pub fn put(
    handles: &HtmlElement,
    reader: &HtmlElement,
    article: &Element,
    bench: &Workbench,
    ends: Option<(ByteOffset, ByteOffset)>,
) {
    handles.set_hidden(ends.is_none());
    let Some((start, end)) = ends else {
        return;
    };
    let frame = reader.get_bounding_client_rect();
    let scrolled = f64::from(reader.scroll_top());
    let children = handles.children();
    for (n, offset) in [start, end].into_iter().enumerate() {
        let handle = children.item(n as u32);
        let handle = handle.and_then(|handle| handle.dyn_into::<HtmlElement>().ok());
        // Where a line is wrapped at the end, the end is on the line before.
        let rect = match n {
            0 => caret::rect_at(article, bench, offset),
            _ => caret::rect_before(article, bench, offset),
        };
        if let (Some(handle), Some(rect)) = (handle, rect) {
            let top = rect.bottom() - frame.top() + scrolled;
            floating::place(&handle, rect.left() - frame.left(), top);
        }
    }
}

//! Between the DOM's points and the text's offsets.
//!
//! A block of the article is an element with `data-block`, and the text nodes in it are the
//! document's text and nothing else, so a point's offset is the length of the text before it.

use js_sys::{Function, Reflect};
use spanwright::annotation::BlockIndex;
use spanwright::text::Utf16Offset;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, Node, Range};

/// A place in a block, in UTF-16 code units from the block's beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The block.
    pub block: BlockIndex,
    /// How much of the block's text lies before the place.
    pub offset: Utf16Offset,
}

/// The two ends of what is selected in the article, or `None` where nothing is.
pub fn selected() -> Option<(Place, Place)> {
    let selection = gloo::utils::window().get_selection().ok()??;
    if selection.is_collapsed() || selection.range_count() == 0 {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    let start = place(&range.start_container().ok()?, range.start_offset().ok()?)?;
    let end = place(&range.end_container().ok()?, range.end_offset().ok()?)?;
    Some((start, end))
}

/// Lets go of the browser's own selection.
pub fn clear() {
    if let Ok(Some(selection)) = gloo::utils::window().get_selection() {
        // It fails only where there is nothing to let go of.
        let _ = selection.remove_all_ranges();
    }
}

/// The place of a DOM point. A point between blocks is the beginning of the block that follows.
fn place(node: &Node, offset: u32) -> Option<Place> {
    let between = || {
        let child = node.child_nodes().item(offset)?;
        let element = child.dyn_into::<Element>().ok()?;
        let block = match element.matches("[data-block]").ok()? {
            true => element,
            false => element.query_selector("[data-block]").ok()??,
        };
        Some((block, false))
    };
    let (block, inside) = block_of(node).map(|block| (block, true)).or_else(between)?;
    let index = block.get_attribute("data-block")?.parse().ok()?;
    let before = match inside {
        true => {
            let range = Range::new().ok()?;
            range.set_start(&block, 0).ok()?;
            range.set_end(node, offset).ok()?;
            String::from(range.to_string()).encode_utf16().count()
        }
        false => 0,
    };
    Some(Place {
        block: BlockIndex::new(index),
        offset: Utf16Offset::from_usize(before),
    })
}

fn block_of(node: &Node) -> Option<Element> {
    let element = match node.dyn_ref::<Element>() {
        Some(element) => element.clone(),
        None => node.parent_element()?,
    };
    element.closest("[data-block]").ok()?
}

/// The place in a block under a point of the window, or `None` where there is none.
pub fn place_at(x: f64, y: f64) -> Option<Place> {
    let document = gloo::utils::document();
    let ask = |name: &str| -> Option<JsValue> {
        let function = Reflect::get(&document, &name.into()).ok()?;
        let function: Function = function.dyn_into().ok()?;
        let answer = function.call2(&document, &x.into(), &y.into()).ok()?;
        answer.is_object().then_some(answer)
    };
    let field = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    // The second is what browsers had before the first became the standard.
    let (found, node, offset) = match ask("caretPositionFromPoint") {
        Some(found) => (found, "offsetNode", "offset"),
        None => (ask("caretRangeFromPoint")?, "startContainer", "startOffset"),
    };
    let node: Node = field(&found, node)?.dyn_into().ok()?;
    block_of(&node)?;
    place(&node, field(&found, offset)?.as_f64()? as u32)
}

/// The empty DOM range at an offset of a block.
pub fn point(block: &Element, offset: Utf16Offset) -> Option<Range> {
    let mut before = 0;
    let mut last = None;
    for node in text_nodes(block)? {
        let length = node.text_content()?.encode_utf16().count() as u32;
        let within = offset.get().checked_sub(before)?.min(length);
        last = Some((node, within));
        if offset.get() < before + length {
            break;
        }
        before += length;
    }
    let (node, within) = last?;
    let range = Range::new().ok()?;
    range.set_start(&node, within).ok()?;
    range.set_end(&node, within).ok()?;
    Some(range)
}

fn text_nodes(block: &Element) -> Option<impl Iterator<Item = Node> + use<>> {
    // 4 is NodeFilter.SHOW_TEXT.
    let walker = gloo::utils::document()
        .create_tree_walker_with_what_to_show(block, 4)
        .ok()?;
    Some(std::iter::from_fn(move || walker.next_node().ok()?))
}

/// The DOM range between two offsets of a block, in UTF-16 code units from its beginning.
pub fn range(block: &Element, start: Utf16Offset, end: Utf16Offset) -> Option<Range> {
    let range = Range::new().ok()?;
    let mut before = 0;
    let mut started = false;
    for node in text_nodes(block)? {
        let length = node.text_content()?.encode_utf16().count() as u32;
        if !started && start.get() < before + length {
            range.set_start(&node, start.get() - before).ok()?;
            started = true;
        }
        if started && end.get() <= before + length {
            range.set_end(&node, end.get() - before).ok()?;
            return Some(range);
        }
        before += length;
    }
    None
}

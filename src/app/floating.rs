//! Where things stand that lie over the article, and how it scrolls.

use spanwright::annotation::BlockIndex;
use spanwright::text::TextSpan;
use spanwright::workbench::Workbench;
use web_sys::{DomRect, Element, HtmlElement, NodeList, Range};

use crate::browser::{highlight, selection};

/// How far the menu stands from the text, in CSS pixels.
const GAP: f64 = 8.0;

/// Moves an element, in CSS pixels from the top left corner of what contains it.
pub fn place(element: &HtmlElement, left: f64, top: f64) {
    let style = element.style();
    // Both fail only for properties that do not exist.
    let pixels = |length: f64| format!("{}px", length.round() as i32);
    let _ = style.set_property("left", &pixels(left));
    let _ = style.set_property("top", &pixels(top));
}

pub fn block_element(article: &Element, block: BlockIndex) -> Option<Element> {
    let selector = format!("[data-block=\"{}\"]", block.to_usize());
    article.query_selector(&selector).ok()?
}

/// The DOM range of the part of a span that lies in the block where the span begins.
pub fn range_of(article: &Element, bench: &Workbench, span: TextSpan) -> Option<Range> {
    let index = bench.document().block_at(span.start())?;
    range_in(article, bench, index, span)
}

/// The DOM ranges of a span, one for each block.
pub fn ranges_of(article: &Element, bench: &Workbench, span: TextSpan) -> Vec<Range> {
    let blocks = bench.document().blocks_in(span);
    let ranges = blocks.filter_map(|block| range_in(article, bench, block, span));
    ranges.collect()
}

fn range_in(
    article: &Element,
    bench: &Workbench,
    index: BlockIndex,
    span: TextSpan,
) -> Option<Range> {
    let document = bench.document();
    let block = document.blocks.get(index.to_usize())?.span;
    let inside = span.intersection(block)?;
    let base = document.text.utf16_of_byte(block.start());
    let (start, end) = document.text.utf16(inside);
    let element = block_element(article, index)?;
    selection::range(&element, start.since(base), end.since(base))
}

/// Paints the places found, as far as they are in view: thousands of painted ranges are slow.
pub fn show_found(
    article: &Element,
    bench: &Workbench,
    found: &[TextSpan],
    view: Option<(BlockIndex, BlockIndex)>,
) {
    let blocks = &bench.document().blocks;
    let (first, last) = view.unwrap_or_default();
    let from = blocks.get(first.to_usize()).map(|block| block.span.start());
    let to = blocks
        .get(last.to_usize())
        .or(blocks.last())
        .map(|block| block.span.end());
    let in_view = found.iter().filter(|span| {
        from.is_none_or(|from| span.end() > from) && to.is_none_or(|to| span.start() < to)
    });
    let ranges: Vec<Range> = in_view
        .filter_map(|span| range_of(article, bench, *span))
        .collect();
    highlight::show("found", &ranges);
}

/// Puts the browser's focus on the first element that the selector fits.
pub fn focus_on(selector: &str) {
    let element = gloo::utils::document().query_selector(selector);
    if let Ok(Some(element)) = element
        && let Ok(element) = wasm_bindgen::JsCast::dyn_into::<HtmlElement>(element)
    {
        // An element that cannot have the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Scrolls just so far that the span is in view.
pub fn reveal(article: &Element, bench: &Workbench, span: TextSpan) {
    let element = range_of(article, bench, span)
        .and_then(|range| range.start_container().ok())
        .and_then(|node| node.parent_element());
    if let Some(element) = element {
        nearest(&element);
    }
}

/// Scrolls just so far that the element is in view.
pub fn nearest(element: &Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls a block to the top of the view.
pub fn scroll_to(reader: &HtmlElement, article: &Element, block: BlockIndex) {
    match block_element(article, block).filter(|_| block != BlockIndex::default()) {
        Some(element) => element.scroll_into_view(),
        None => reader.set_scroll_top(0),
    }
}

/// The blocks at the top and at the bottom of the view.
pub fn in_view(reader: &Element, article: &Element) -> Option<(BlockIndex, BlockIndex)> {
    let frame = reader.get_bounding_client_rect();
    let top = first_below(article, |block| block.bottom() > frame.top())?;
    let below = first_below(article, |block| block.top() >= frame.bottom());
    let last = below.map(|below| below.to_usize().saturating_sub(1));
    let last = last.and_then(|last| u32::try_from(last).ok());
    Some((top, last.map_or(BlockIndex::new(u32::MAX), BlockIndex::new)))
}

/// Which part of the article is at the top of the view.
pub fn part_in_view(reader: &Element, article: &Element) -> Option<usize> {
    let top = reader.get_bounding_client_rect().top();
    let parts = article.query_selector_all(PARTS).ok()?;
    Some(first(&parts, |part| part.bottom() > top)? as usize)
}

const PARTS: &str = "section";

/// The first block of which this holds, as it does of all after it.
fn first_below(article: &Element, holds: impl Fn(&DomRect) -> bool) -> Option<BlockIndex> {
    // What is asked about a block brings all of its part into being, so the part is found first.
    let parts = article.query_selector_all(PARTS).ok()?;
    let last = parts.length().checked_sub(1)?;
    let part = first(&parts, &holds).unwrap_or(last);
    // The edge may lie between two parts: then the block is the first of the next one.
    let next = (part + 1).min(last);
    [part, next].into_iter().find_map(|part| {
        let blocks = element(&parts, part)?
            .query_selector_all("[data-block]")
            .ok()?;
        let block = element(&blocks, first(&blocks, &holds)?)?;
        Some(BlockIndex::new(
            block.get_attribute("data-block")?.parse().ok()?,
        ))
    })
}

/// The first element of which this holds, as it does of all after it: they stand below each other.
fn first(elements: &NodeList, holds: impl Fn(&DomRect) -> bool) -> Option<u32> {
    let (mut low, mut high) = (0, elements.length());
    while low < high {
        let middle = low + (high - low) / 2;
        match holds(&element(elements, middle)?.get_bounding_client_rect()) {
            true => high = middle,
            false => low = middle + 1,
        }
    }
    (low < elements.length()).then_some(low)
}

fn element(elements: &NodeList, at: u32) -> Option<Element> {
    wasm_bindgen::JsCast::dyn_into(elements.item(at)?).ok()
}

/// Puts the menu below what is in focus, or above it where there is no room below; never over
/// it. Where the style sheet has fixed it to the window's edge, what is in focus comes out from
/// under it.
pub fn put_beside(menu: &HtmlElement, reader: &HtmlElement, article: &Element, bench: &Workbench) {
    let range = bench
        .focused_span()
        .and_then(|span| range_of(article, bench, span));
    let Some(range) = range else {
        return;
    };
    let rect = range.get_bounding_client_rect();
    if menu.offset_parent().is_none() {
        let under = rect.bottom() + 4.0 * GAP - menu.get_bounding_client_rect().top();
        reader.scroll_by_with_x_and_y(0.0, under.max(0.0));
        return;
    }
    let frame = reader.get_bounding_client_rect();
    let scrolled = f64::from(reader.scroll_top());
    let height = f64::from(menu.offset_height());
    let width = f64::from(menu.offset_width());
    let below = rect.bottom() + GAP * 1.5 + height <= frame.bottom();
    let top = match below || rect.top() - GAP * 2.0 - height < frame.top() {
        true => rect.bottom() + GAP * 1.5,
        false => rect.top() - GAP * 2.0 - height,
    };
    let rightmost = f64::from(reader.client_width()) - width - GAP;
    let left = (rect.left() - frame.left()).min(rightmost).max(GAP);
    place(menu, left, top - frame.top() + scrolled);
}

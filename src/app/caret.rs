//! The caret: where it is drawn, and its way from line to line, which only the page can see.

use spanwright::text::{ByteOffset, TextSpan};
use spanwright::workbench::Workbench;
use web_sys::{DomRect, Element, HtmlElement};

use super::{floating, pointer};
use crate::browser::selection;

/// A way along or between lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// To the line above.
    Up,
    /// To the line below.
    Down,
    /// To the beginning of the line.
    Start,
    /// To the end of the line.
    End,
}

/// How far the next line is looked for, in CSS pixels.
const REACH: i32 = 160;

/// The steps in which it is looked for; smaller than any line.
const STEP: usize = 6;

/// Draws the caret where it stands, or hides it.
pub fn draw(caret: &HtmlElement, reader: &HtmlElement, article: &Element, bench: &Workbench) {
    let rect = bench
        .caret()
        .and_then(|caret| rect_at(article, bench, caret.head));
    caret.set_hidden(rect.is_none());
    if let Some(rect) = rect {
        let frame = reader.get_bounding_client_rect();
        let top = rect.top() - frame.top() + f64::from(reader.scroll_top());
        floating::place(caret, rect.left() - frame.left(), top);
        // It fails only for properties that do not exist.
        let _ = caret
            .style()
            .set_property("height", &format!("{}px", rect.height().round() as i32));
    }
}

/// The place at which a caret at the offset is drawn: before the character that follows.
pub fn rect_at(article: &Element, bench: &Workbench, offset: ByteOffset) -> Option<DomRect> {
    let document = bench.document();
    let before = || document.block_at(ByteOffset::new(offset.get().checked_sub(1)?));
    let index = document.block_at(offset).or_else(before)?;
    let block = document.blocks.get(index.to_usize())?.span;
    let element = floating::block_element(article, index)?;
    let base = document.text.utf16_of_byte(block.start());
    let within = document.text.utf16_of_byte(offset).since(base);
    let rect = selection::point(&element, within)?.get_bounding_client_rect();
    // Where a line is wrapped, the place is drawn at the end of the one line; the character that
    // follows it stands in the other.
    let text = document.text.as_str().get(offset.to_usize()..);
    let length = text.and_then(|text| Some(text.chars().next()?.len_utf8()));
    let length = length.map(ByteOffset::from_usize);
    let next = length.and_then(|length| TextSpan::new(offset, offset.after(length)));
    let next = next.and_then(|next| floating::range_of(article, bench, next));
    let next = next.and_then(|range| range.get_client_rects()?.item(0));
    let next = next.filter(|next| next.top() > rect.bottom());
    let rect = next.unwrap_or(rect);
    (rect.height() > 0.0).then_some(rect)
}

/// The place behind the character before the offset, which may be the end of the line before.
pub fn rect_before(article: &Element, bench: &Workbench, offset: ByteOffset) -> Option<DomRect> {
    let last = TextSpan::new(before(bench, offset), offset)?;
    let range = floating::range_of(article, bench, last)?;
    // Where the text runs from right to left, that is the character's left side.
    range.collapse_with_to_start(false);
    Some(range.get_bounding_client_rect())
}

/// Where the caret comes to stand. `goal` is the column that it keeps on its way up and down, in CSS
/// pixels from the window's left edge.
pub fn follow(
    line: Line,
    article: &Element,
    bench: &Workbench,
    goal: &mut Option<f64>,
) -> Option<ByteOffset> {
    let head = bench.caret().unwrap_or_default().head;
    let rect = rect_at(article, bench, head)?;
    let frame = article.get_bounding_client_rect();
    let at = |x: f64, y: f64| {
        let place = selection::place_at(x, y)?;
        pointer::offset(bench.document(), place)
    };
    let middle = f64::midpoint(rect.top(), rect.bottom());
    match line {
        Line::Start => at(frame.left() + 1.0, middle),
        Line::End => {
            let end = at(frame.right() - 1.0, middle)?;
            // Where the line is wrapped, its end is before the white space and not behind it.
            let wrapped = rect_at(article, bench, end).is_some_and(|end| end.top() > rect.bottom());
            match wrapped {
                true => Some(before(bench, end)),
                false => Some(end),
            }
        }
        Line::Up | Line::Down => {
            let x = *goal.get_or_insert(rect.left());
            let mut ways = (0..REACH).step_by(STEP).map(f64::from);
            ways.find_map(|way| {
                let y = match line {
                    Line::Up => rect.top() - 2.0 - way,
                    _ => rect.bottom() + 2.0 + way,
                };
                let there = rect_at(article, bench, at(x, y)?)?;
                let beyond = match line {
                    Line::Up => there.top() < rect.top() - 2.0,
                    _ => there.top() > rect.top() + 2.0,
                };
                // From between two lines a browser may answer with the beginning of one.
                beyond.then(|| at(x, f64::midpoint(there.top(), there.bottom())))?
            })
        }
    }
}

/// The offset one character earlier.
fn before(bench: &Workbench, offset: ByteOffset) -> ByteOffset {
    let text = bench.document().text.as_str();
    let last = text
        .get(..offset.to_usize())
        .and_then(|text| text.chars().next_back());
    let length = last.map_or(0, |last| last.len_utf8() as u32);
    ByteOffset::new(offset.get() - length)
}

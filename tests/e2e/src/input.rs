//! The annotator's hands: real keys and a real pointer.

use std::ops::Range;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use fantoccini::actions::{
    InputSource as _, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
    TouchActions,
};
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::Browser;

impl Browser {
    /// Clicks the middle of the first element that fits the CSS selector.
    ///
    /// # Errors
    ///
    /// Where there is none, or something covers it.
    pub async fn click(&self, selector: &str) -> Result<()> {
        let clicked = self.find(selector).await?.click().await;
        clicked.with_context(|| format!("click on `{selector}`"))
    }

    /// Presses keys together and releases them: `"a"`, `"Shift+Space"`, `"Control+z"`. A key of
    /// more than one character has the name that `KeyboardEvent.key` gives it, and the space bar
    /// is `Space`.
    ///
    /// # Errors
    ///
    /// Where a key's name is not known.
    pub async fn press(&self, keys: &str) -> Result<()> {
        let keys = keys.split('+').map(key).collect::<Result<Vec<_>>>()?;
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in &keys {
            actions = actions.then(KeyAction::Down { value: *value });
        }
        for value in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value: *value });
        }
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Types a text, key by key, to whatever has the focus.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in text.chars() {
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Drags the pointer over the first place in the element where the quote stands, from its
    /// first character to its last.
    ///
    /// # Errors
    ///
    /// Where the quote is not in the element.
    pub async fn drag_over(&self, selector: &str, quote: &str) -> Result<()> {
        let [start, end] = self.ends_of(selector, quote).await?;
        self.drag(start, end).await
    }

    /// Clicks the first character of the first place in the element where the quote stands.
    ///
    /// # Errors
    ///
    /// Where the quote is not in the element.
    pub async fn click_on(&self, selector: &str, quote: &str) -> Result<()> {
        let [start, _] = self.ends_of(selector, quote).await?;
        self.click_times(start, 1).await
    }

    /// Double-clicks the first character of the first place in the element where the quote
    /// stands.
    ///
    /// # Errors
    ///
    /// Where the quote is not in the element.
    pub async fn double_click_on(&self, selector: &str, quote: &str) -> Result<()> {
        let [start, _] = self.ends_of(selector, quote).await?;
        self.click_times(start, 2).await
    }

    /// Moves the pointer to the first character of the first place in the element where the quote
    /// stands.
    ///
    /// # Errors
    ///
    /// Where the quote is not in the element.
    pub async fn hover_over(&self, selector: &str, quote: &str) -> Result<()> {
        let [start, _] = self.ends_of(selector, quote).await?;
        self.click_times(start, 0).await
    }

    /// The first character of the first place in the element where the quote stands. The page is
    /// scrolled no further than it takes to see it.
    ///
    /// # Errors
    ///
    /// Where the quote is not in the element.
    pub async fn place_of(&self, selector: &str, quote: &str) -> Result<Point> {
        let range = self.range_of(selector, quote).await?;
        let [start, _] = self.ends_at(selector, range, "nearest").await?;
        Ok(start)
    }

    /// Moves the pointer to this point of the window.
    ///
    /// # Errors
    ///
    /// Where it is outside the window.
    pub async fn move_to(&self, point: Point) -> Result<()> {
        let actions = pointer().then(point.reach());
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Drags the pointer over a piece of the element's text, given in UTF-16 units from its
    /// beginning.
    ///
    /// # Errors
    ///
    /// Where the element has no such piece.
    pub async fn drag_over_range(&self, selector: &str, range: Range<usize>) -> Result<()> {
        let [start, end] = self.ends_of_range(selector, range).await?;
        self.drag(start, end).await
    }

    /// Clicks the first character of a piece of the element's text, given in UTF-16 units from its
    /// beginning.
    ///
    /// # Errors
    ///
    /// Where the element has no such piece.
    pub async fn click_on_range(&self, selector: &str, range: Range<usize>) -> Result<()> {
        let [start, _] = self.ends_of_range(selector, range).await?;
        self.click_times(start, 1).await
    }

    /// Moves the pointer to the first character of a piece of the element's text, given in UTF-16
    /// units from its beginning.
    ///
    /// # Errors
    ///
    /// Where the element has no such piece.
    pub async fn hover_over_range(&self, selector: &str, range: Range<usize>) -> Result<()> {
        let [start, _] = self.ends_of_range(selector, range).await?;
        self.click_times(start, 0).await
    }

    /// Takes hold of the middle of the first element that fits the CSS selector, and drags it to
    /// below the last character of the first place in another where the quote stands, with the mouse
    /// or a finger.
    ///
    /// # Errors
    ///
    /// Where there is no such element or quote.
    pub async fn drag_handle(
        &self,
        handle: &str,
        (selector, quote): (&str, &str),
        finger: bool,
    ) -> Result<()> {
        let [_, to] = self.ends_of(selector, quote).await?;
        let from = self.middle_of(handle).await?;
        let to = to.on_handle();
        match finger {
            true => {
                let way = [
                    PointerAction::Down {
                        button: MOUSE_BUTTON_LEFT,
                    },
                    to.reach(),
                    // A finger that leaves at once would throw, and the next tap would only stop it.
                    PointerAction::Pause {
                        duration: Duration::from_millis(300),
                    },
                ];
                self.touch(from, way.into()).await
            }
            false => self.drag(from, to).await,
        }
    }

    /// Takes hold of the middle of the first element that fits the CSS selector, and drags it with the mouse to an
    /// end of a piece of another element's text, given in UTF-16 units from its beginning: to its first character,
    /// or to behind its last.
    ///
    /// # Errors
    ///
    /// Where there is no such element or piece.
    pub async fn drag_handle_to(
        &self,
        handle: &str,
        (selector, range): (&str, Range<usize>),
        to_start: bool,
    ) -> Result<()> {
        let [start, end] = self.ends_at(selector, range, "nearest").await?;
        let from = self.middle_of(handle).await?;
        let to = if to_start { start } else { end };
        self.drag(from, to.on_handle()).await
    }

    /// Taps the first character of the first place in the element where the quote stands, so many
    /// times in a row.
    ///
    /// # Errors
    ///
    /// Where the quote is not in the element.
    pub async fn tap_on(&self, selector: &str, quote: &str, times: usize) -> Result<()> {
        let [start, _] = self.ends_of(selector, quote).await?;
        let mut way = Vec::new();
        for tap in 0..times {
            if tap > 0 {
                way.push(PointerAction::Up {
                    button: MOUSE_BUTTON_LEFT,
                });
                way.push(PointerAction::Pause {
                    duration: Duration::from_millis(60),
                });
            }
            way.push(PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            });
        }
        self.touch(start, way).await
    }

    /// Taps the middle of the first element that fits the CSS selector.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub async fn tap(&self, selector: &str) -> Result<()> {
        let down = PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        };
        self.touch(self.middle_of(selector).await?, vec![down])
            .await
    }

    async fn touch(&self, at: Point, way: Vec<PointerAction>) -> Result<()> {
        let mut actions = TouchActions::new("finger".to_owned()).then(at.reach());
        for step in way {
            actions = actions.then(step);
        }
        let actions = actions.then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        });
        Ok(self.client.perform_actions(actions).await?)
    }

    async fn middle_of(&self, selector: &str) -> Result<Point> {
        self.find(selector).await?;
        let body = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2]";
        let middle = self.evaluate(body, vec![json!(selector)]).await?;
        let [x, y] = serde_json::from_value(middle)?;
        Ok(Point { x, y })
    }

    /// Presses the pointer's button at one point of the window, moves to another and releases.
    ///
    /// # Errors
    ///
    /// Where a point is outside the window.
    pub async fn drag(&self, from: Point, to: Point) -> Result<()> {
        let middle = Point {
            x: f64::midpoint(from.x, to.x),
            y: f64::midpoint(from.y, to.y),
        };
        let actions = pointer()
            .then(from.reach())
            .then(PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            })
            // A step on the way, as a hand makes; a page may take one jump for a click.
            .then(middle.reach())
            .then(to.reach())
            .then(PointerAction::Up {
                button: MOUSE_BUTTON_LEFT,
            });
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Clicks a point of the window so many times in a row.
    pub(crate) async fn click_times(&self, at: Point, times: usize) -> Result<()> {
        // A mouse never jumps, and browsers put movements together that are faster than a frame.
        let before = Point {
            x: (at.x - 8.0).max(0.0),
            ..at
        };
        let frames = PointerAction::Pause {
            duration: Duration::from_millis(50),
        };
        let mut actions = pointer().then(before.reach()).then(frames).then(at.reach());
        for _ in 0..times {
            actions = actions
                .then(PointerAction::Down {
                    button: MOUSE_BUTTON_LEFT,
                })
                .then(PointerAction::Up {
                    button: MOUSE_BUTTON_LEFT,
                });
        }
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Scrolls the quote into view and gives the points just inside its two ends.
    async fn ends_of(&self, selector: &str, quote: &str) -> Result<[Point; 2]> {
        let range = self.range_of(selector, quote).await?;
        self.ends_of_range(selector, range).await
    }

    /// Where the quote first stands in the element, in UTF-16 units from its beginning.
    async fn range_of(&self, selector: &str, quote: &str) -> Result<Range<usize>> {
        self.find(selector).await?;
        let body = "return document.querySelector(arguments[0]).textContent.indexOf(arguments[1])";
        let start = self
            .evaluate(body, vec![json!(selector), json!(quote)])
            .await?;
        let start = start.as_u64().and_then(|start| usize::try_from(start).ok());
        let start = start.with_context(|| format!("`{selector}` does not contain {quote:?}"))?;
        let end = start + quote.encode_utf16().count();
        Ok(start..end)
    }

    /// Scrolls a piece of the element's text to the middle of the view and gives the points just inside
    /// its two ends.
    async fn ends_of_range(&self, selector: &str, range: Range<usize>) -> Result<[Point; 2]> {
        self.ends_at(selector, range, "center").await
    }

    /// The same with the piece scrolled to this place, as `scrollIntoView` names it.
    async fn ends_at(
        &self,
        selector: &str,
        range: Range<usize>,
        block: &str,
    ) -> Result<[Point; 2]> {
        let given = [
            json!(selector),
            json!(range.start),
            json!(range.end),
            json!(block),
        ];
        let found = self.evaluate(ENDS_OF_RANGE, given.into()).await?;
        let number = |name: &str| {
            let value = found.get(name).and_then(Value::as_f64);
            value.with_context(|| format!("`{selector}` has no text at {range:?}"))
        };
        Ok([
            Point {
                x: number("left")?,
                y: number("top")?,
            },
            Point {
                x: number("right")?,
                y: number("bottom")?,
            },
        ])
    }
}

/// A point of the window, in CSS pixels from its top left corner.
#[derive(Clone, Copy, Debug, PartialEq, serde::Deserialize)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl Point {
    /// Where a hand is whose handle, which hangs below the line, is at this place of the line.
    fn on_handle(self) -> Self {
        Self {
            y: self.y + HANDLE_DROP,
            ..self
        }
    }

    fn reach(self) -> PointerAction {
        PointerAction::MoveTo {
            duration: Some(Duration::ZERO),
            x: self.x,
            y: self.y,
        }
    }
}

/// How far below the middle of a line the middle of its handle is, in CSS pixels.
const HANDLE_DROP: f64 = 18.0;

fn pointer() -> MouseActions {
    MouseActions::new("mouse".to_owned())
}

/// The piece may run over several text nodes. One pixel inside its first and last character is in
/// the half of each that a selection takes in.
const ENDS_OF_RANGE: &str = r"
const [selector, start, end, block] = arguments;
const walker = document.createTreeWalker(
  document.querySelector(selector), NodeFilter.SHOW_TEXT);
const nodes = [];
let length = 0;
while (walker.nextNode()) {
  nodes.push([walker.currentNode, length]);
  length += walker.currentNode.data.length;
}
if (end > length) return null;
const character = (index) => {
  const [node, before] = nodes.findLast(([_, before]) => before <= index);
  const range = document.createRange();
  range.setStart(node, index - before);
  range.setEnd(node, index - before + 1);
  return range;
};
const first = character(start), last = character(end - 1);
first.startContainer.parentElement.scrollIntoView({ block, behavior: 'instant' });
const from = first.getBoundingClientRect(), to = last.getBoundingClientRect();
return {
  left: from.left + 1, top: (from.top + from.bottom) / 2,
  right: to.right - 1, bottom: (to.top + to.bottom) / 2,
};";

/// The code point that WebDriver gives to a key.
fn key(name: &str) -> Result<char> {
    let mut characters = name.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return Ok(only);
    }
    let key = match name {
        "Control" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Meta" => Key::Meta,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => return Ok(' '),
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "F2" => Key::F2,
        _ => bail!("no key is named {name:?}"),
    };
    Ok(key.into())
}

//! The key table: what the keys do, what the help says about them, in one place.

use spanwright::text::{Edge, Unit};
use spanwright::workbench::{Motion, Nudge, Step};

use super::caret::Line;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Go to the next suggestion.
    NextSuggestion,
    /// Go to the previous suggestion.
    PreviousSuggestion,
    /// Accept the suggestion in focus and go to the next one.
    Accept,
    /// Reject the suggestion in focus and go to the next one.
    Reject,
    /// Remove the annotation in focus.
    Remove,
    /// Open the menu of labels.
    Menu,
    /// Close what is open, let go of what is in focus.
    Cancel,
    /// Include or skip the block in focus.
    ToggleBlock,
    /// Mark the document done and open the next one.
    DoneAndNext,
    /// Flag the document, or take the flag off.
    Flag,
    /// Open the next document of the list.
    NextDocument,
    /// Open the previous document of the list.
    PreviousDocument,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Show the keys.
    Help,
    /// Move the caret.
    Move(Motion),
    /// Move the caret along or between lines, and select what lies on the way where that is said.
    Line(Line, bool),
    /// Move an end of what is in focus.
    Nudge(Nudge),
    /// Turn to the next annotation that overlaps here.
    Cycle(bool),
    /// Label the other places with the same words.
    Occurrences,
    /// Look for words.
    Find,
}

/// A line of the table.
pub struct Binding {
    /// What the key does.
    pub does: Key,
    /// How the help writes the key.
    pub shown: &'static str,
    /// What the help says.
    pub meaning: &'static str,
    /// The values of `KeyboardEvent.key` that it answers to.
    keys: &'static [&'static str],
    /// Whether Ctrl (or Cmd) must be held.
    ctrl: bool,
    /// Whether Shift must be held, where it matters.
    shift: Option<bool>,
}

const fn plain(
    does: Key,
    shown: &'static str,
    keys: &'static [&'static str],
    meaning: &'static str,
) -> Binding {
    Binding {
        does,
        shown,
        meaning,
        keys,
        ctrl: false,
        shift: None,
    }
}

const fn with(binding: Binding, ctrl: bool, shift: Option<bool>) -> Binding {
    Binding {
        ctrl,
        shift,
        ..binding
    }
}

const fn motion(
    ctrl: bool,
    extend: bool,
    step: Step,
    forward: bool,
    keys: &'static [&'static str],
) -> Binding {
    let motion = Motion {
        step,
        forward,
        extend,
    };
    with(plain(Key::Move(motion), "", keys, ""), ctrl, Some(extend))
}

/// All keys but those of the labels, which stand in the label table.
pub const KEYS: &[Binding] = &[
    with(
        plain(Key::NextSuggestion, "Space", &[" "], "next suggestion"),
        false,
        Some(false),
    ),
    with(
        plain(
            Key::PreviousSuggestion,
            "Shift Space",
            &[" "],
            "previous suggestion",
        ),
        false,
        Some(true),
    ),
    plain(Key::Accept, "A", &["a", "A"], "accept, go to the next"),
    plain(Key::Reject, "X", &["x", "X"], "reject, go to the next"),
    plain(
        Key::Remove,
        "Delete",
        &["Delete", "Backspace"],
        "remove the annotation",
    ),
    plain(Key::Menu, "Enter", &["Enter"], "open the menu of labels"),
    plain(
        Key::Cancel,
        "Esc",
        &["Escape"],
        "close the menu, let go of the selection",
    ),
    plain(
        Key::ToggleBlock,
        "S",
        &["s", "S"],
        "skip or include this paragraph",
    ),
    plain(
        Key::Flag,
        "F",
        &["f", "F"],
        "flag the document for another look",
    ),
    plain(Key::NextDocument, ">", &[">"], "next document"),
    plain(Key::PreviousDocument, "<", &["<"], "previous document"),
    with(
        plain(
            Key::DoneAndNext,
            "Ctrl Enter",
            &["Enter"],
            "done, open the next unfinished document",
        ),
        true,
        None,
    ),
    with(
        plain(Key::Undo, "Ctrl Z", &["z", "Z"], "undo"),
        true,
        Some(false),
    ),
    with(
        plain(Key::Redo, "Ctrl Shift Z", &["z", "Z"], "redo"),
        true,
        Some(true),
    ),
    with(
        plain(Key::Redo, "Ctrl Y", &["y", "Y"], "redo"),
        true,
        Some(false),
    ),
    plain(Key::Help, "?", &["?"], "show the keys"),
    motion(
        false,
        false,
        Step::Unit(Unit::Character),
        false,
        &["ArrowLeft"],
    ),
    motion(
        false,
        false,
        Step::Unit(Unit::Character),
        true,
        &["ArrowRight"],
    ),
    motion(
        false,
        true,
        Step::Unit(Unit::Character),
        false,
        &["ArrowLeft"],
    ),
    motion(
        false,
        true,
        Step::Unit(Unit::Character),
        true,
        &["ArrowRight"],
    ),
    motion(true, false, Step::Unit(Unit::Word), false, &["ArrowLeft"]),
    motion(true, false, Step::Unit(Unit::Word), true, &["ArrowRight"]),
    motion(true, true, Step::Unit(Unit::Word), false, &["ArrowLeft"]),
    motion(true, true, Step::Unit(Unit::Word), true, &["ArrowRight"]),
    motion(true, false, Step::Unit(Unit::Block), false, &["ArrowUp"]),
    motion(true, false, Step::Unit(Unit::Block), true, &["ArrowDown"]),
    with(
        plain(Key::Line(Line::Up, false), "↑", &["ArrowUp"], "line up"),
        false,
        Some(false),
    ),
    with(
        plain(
            Key::Line(Line::Down, false),
            "↓",
            &["ArrowDown"],
            "line down",
        ),
        false,
        Some(false),
    ),
    with(
        plain(
            Key::Line(Line::Up, true),
            "Shift ↑",
            &["ArrowUp"],
            "select up",
        ),
        false,
        Some(true),
    ),
    with(
        plain(
            Key::Line(Line::Down, true),
            "Shift ↓",
            &["ArrowDown"],
            "select down",
        ),
        false,
        Some(true),
    ),
    with(
        plain(
            Key::Line(Line::Start, false),
            "Home",
            &["Home"],
            "start of line",
        ),
        false,
        Some(false),
    ),
    with(
        plain(Key::Line(Line::End, false), "End", &["End"], "end of line"),
        false,
        Some(false),
    ),
    plain(
        Key::Nudge(Nudge {
            edge: Edge::End,
            unit: Unit::Word,
            forward: true,
        }),
        "]",
        &["]"],
        "end one word on",
    ),
    plain(
        Key::Nudge(Nudge {
            edge: Edge::End,
            unit: Unit::Word,
            forward: false,
        }),
        "[",
        &["["],
        "end one word back",
    ),
    plain(
        Key::Nudge(Nudge {
            edge: Edge::Start,
            unit: Unit::Word,
            forward: true,
        }),
        "}",
        &["}"],
        "start one word on",
    ),
    plain(
        Key::Nudge(Nudge {
            edge: Edge::Start,
            unit: Unit::Word,
            forward: false,
        }),
        "{",
        &["{"],
        "start one word back",
    ),
    plain(Key::Cycle(true), "C", &["c"], "cycle"),
    plain(Key::Occurrences, "R", &["r", "R"], "occurrences"),
    with(
        plain(Key::Find, "Ctrl F", &["f", "F"], "find"),
        true,
        Some(false),
    ),
];

/// What a key press means; `None` where it is the browser's.
pub fn find(key: &str, ctrl: bool, shift: bool) -> Option<Key> {
    let fits = |binding: &&Binding| {
        binding.keys.contains(&key)
            && binding.ctrl == ctrl
            && binding.shift.is_none_or(|wanted| wanted == shift)
    };
    KEYS.iter().find(fits).map(|binding| binding.does)
}

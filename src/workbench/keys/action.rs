//! What keys can do, with the keys that do it by default. The one table drives the keys, the help
//! and the window in which keys are changed.

use crate::text::{Edge, Unit};
use crate::workbench::{Motion, Nudge, Step};

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyAction {
    /// The caret moves.
    Move(Motion),
    /// The caret moves to another line, as the page has broken it.
    Line {
        /// Downwards, or upwards.
        forward: bool,
        /// Whether the selection goes with it.
        extend: bool,
    },
    /// The caret moves to an end of its line.
    LineEnd {
        /// To its end, or to its beginning.
        forward: bool,
        /// Whether the selection goes with it.
        extend: bool,
    },
    /// Select the word at the caret.
    SelectWord,
    /// Turn to the next one of the annotations that overlap here, or to the previous one.
    Cycle(bool),
    /// An end of what is in focus moves.
    Nudge(Nudge),
    /// Go to the next suggestion.
    NextSuggestion,
    /// Go to the previous suggestion.
    PreviousSuggestion,
    /// Accept the suggestion in focus and go to the next one.
    Accept,
    /// Reject the suggestion in focus and go to the next one.
    Reject,
    /// Accept the suggestions that can be seen.
    AcceptVisible,
    /// Open the window in which many suggestions are accepted.
    Bulk,
    /// Remove the annotation in focus.
    Remove,
    /// Open the menu of labels.
    Menu,
    /// Choose a label first, and select then.
    Stick,
    /// Label all that reads the same.
    Occurrences,
    /// Change what the time expression in focus means.
    EditDate,
    /// Turn to another meaning of the time expression in focus.
    TurnDate,
    /// Close what is open, let go of what is in focus.
    Cancel,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Include or skip the block in focus.
    ToggleBlock,
    /// Mark the document done and open the next one.
    DoneAndNext,
    /// Accept what is still suggested, mark the document done and open the next one.
    AcceptAndDone,
    /// Flag the document, or take the flag off.
    Flag,
    /// Open the next document of the list.
    NextDocument,
    /// Open the previous document of the list.
    PreviousDocument,
    /// Search the document.
    Search,
    /// Go to the next place found.
    NextFound,
    /// Go to the previous place found.
    PreviousFound,
    /// Show or hide the list of annotations.
    List,
    /// Show or hide the history.
    History,
    /// Show the timeline.
    Timeline,
    /// Show or hide line breaks and tabs.
    Invisibles,
    /// Show the keys.
    Help,
}

/// What the help puts together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyGroup {
    /// Going through the text.
    Move,
    /// Selecting.
    Select,
    /// Moving the ends of an annotation.
    Edges,
    /// Labels and decisions.
    Decide,
    /// Documents.
    Document,
    /// Windows and panels.
    Window,
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct KeyRow {
    /// What the key does.
    pub action: KeyAction,
    /// Its name in settings and in the file of the interface's words; it never changes.
    pub id: &'static str,
    /// What the help puts it with.
    pub group: KeyGroup,
    /// The keys by default.
    pub chords: &'static [&'static str],
}

impl KeyAction {
    /// The line of the table.
    pub fn row(self) -> Option<&'static KeyRow> {
        KEYS.iter().find(|row| row.action == self)
    }
}

const fn row(
    group: KeyGroup,
    action: KeyAction,
    id: &'static str,
    chords: &'static [&'static str],
) -> KeyRow {
    KeyRow {
        action,
        id,
        group,
        chords,
    }
}

const fn go(
    unit: Step,
    forward: bool,
    extend: bool,
    id: &'static str,
    chords: &'static [&'static str],
) -> KeyRow {
    let motion = Motion {
        step: unit,
        forward,
        extend,
    };
    let group = match extend {
        true => KeyGroup::Select,
        false => KeyGroup::Move,
    };
    row(group, KeyAction::Move(motion), id, chords)
}

const fn nudge(
    edge: Edge,
    unit: Unit,
    forward: bool,
    id: &'static str,
    chords: &'static [&'static str],
) -> KeyRow {
    let nudge = Nudge {
        edge,
        unit,
        forward,
    };
    row(KeyGroup::Edges, KeyAction::Nudge(nudge), id, chords)
}

const CHARACTER: Step = Step::Unit(Unit::Character);
const WORD: Step = Step::Unit(Unit::Word);
const SENTENCE: Step = Step::Unit(Unit::Sentence);
const BLOCK: Step = Step::Unit(Unit::Block);

/// All that keys can do but giving labels, whose keys stand in the label table.
pub const KEYS: &[KeyRow] = {
    use KeyAction as A;
    use KeyGroup::{Decide, Document, Move, Select, Window};
    &[
        go(CHARACTER, true, false, "right", &["ArrowRight"]),
        go(CHARACTER, false, false, "left", &["ArrowLeft"]),
        go(WORD, true, false, "next-word", &["Ctrl+ArrowRight"]),
        go(WORD, false, false, "previous-word", &["Ctrl+ArrowLeft"]),
        go(SENTENCE, true, false, "next-sentence", &["Alt+ArrowDown"]),
        go(
            SENTENCE,
            false,
            false,
            "previous-sentence",
            &["Alt+ArrowUp"],
        ),
        go(BLOCK, true, false, "next-block", &["Ctrl+ArrowDown"]),
        go(BLOCK, false, false, "previous-block", &["Ctrl+ArrowUp"]),
        row(
            Move,
            A::Line {
                forward: true,
                extend: false,
            },
            "down",
            &["ArrowDown"],
        ),
        row(
            Move,
            A::Line {
                forward: false,
                extend: false,
            },
            "up",
            &["ArrowUp"],
        ),
        row(
            Move,
            A::LineEnd {
                forward: true,
                extend: false,
            },
            "line-end",
            &["End"],
        ),
        row(
            Move,
            A::LineEnd {
                forward: false,
                extend: false,
            },
            "line-start",
            &["Home"],
        ),
        go(Step::Document, true, false, "end", &["Ctrl+End"]),
        go(Step::Document, false, false, "start", &["Ctrl+Home"]),
        go(Step::Annotation, true, false, "next-annotation", &["N"]),
        go(
            Step::Annotation,
            false,
            false,
            "previous-annotation",
            &["Shift+N"],
        ),
        row(Move, A::NextSuggestion, "next-suggestion", &["Space"]),
        row(
            Move,
            A::PreviousSuggestion,
            "previous-suggestion",
            &["Shift+Space"],
        ),
        row(Move, A::Cycle(true), "next-here", &["C"]),
        row(Move, A::Cycle(false), "previous-here", &["Shift+C"]),
        go(CHARACTER, true, true, "select-right", &["Shift+ArrowRight"]),
        go(CHARACTER, false, true, "select-left", &["Shift+ArrowLeft"]),
        go(
            WORD,
            true,
            true,
            "select-next-word",
            &["Ctrl+Shift+ArrowRight"],
        ),
        go(
            WORD,
            false,
            true,
            "select-previous-word",
            &["Ctrl+Shift+ArrowLeft"],
        ),
        go(
            SENTENCE,
            true,
            true,
            "select-next-sentence",
            &["Alt+Shift+ArrowDown"],
        ),
        go(
            SENTENCE,
            false,
            true,
            "select-previous-sentence",
            &["Alt+Shift+ArrowUp"],
        ),
        go(
            BLOCK,
            true,
            true,
            "select-next-block",
            &["Ctrl+Shift+ArrowDown"],
        ),
        go(
            BLOCK,
            false,
            true,
            "select-previous-block",
            &["Ctrl+Shift+ArrowUp"],
        ),
        row(
            Select,
            A::Line {
                forward: true,
                extend: true,
            },
            "select-down",
            &["Shift+ArrowDown"],
        ),
        row(
            Select,
            A::Line {
                forward: false,
                extend: true,
            },
            "select-up",
            &["Shift+ArrowUp"],
        ),
        row(
            Select,
            A::LineEnd {
                forward: true,
                extend: true,
            },
            "select-line-end",
            &["Shift+End"],
        ),
        row(
            Select,
            A::LineEnd {
                forward: false,
                extend: true,
            },
            "select-line-start",
            &["Shift+Home"],
        ),
        go(
            Step::Document,
            true,
            true,
            "select-to-end",
            &["Ctrl+Shift+End"],
        ),
        go(
            Step::Document,
            false,
            true,
            "select-to-start",
            &["Ctrl+Shift+Home"],
        ),
        row(Select, A::SelectWord, "select-word", &["V"]),
        nudge(Edge::Start, Unit::Word, false, "start-out", &["W", "{"]),
        nudge(Edge::Start, Unit::Word, true, "start-in", &["Shift+W", "}"]),
        nudge(Edge::End, Unit::Word, true, "end-out", &["E", "]"]),
        nudge(Edge::End, Unit::Word, false, "end-in", &["Shift+E", "["]),
        nudge(
            Edge::Start,
            Unit::Character,
            false,
            "start-out-character",
            &["I"],
        ),
        nudge(
            Edge::Start,
            Unit::Character,
            true,
            "start-in-character",
            &["Shift+I"],
        ),
        nudge(
            Edge::End,
            Unit::Character,
            true,
            "end-out-character",
            &["O"],
        ),
        nudge(
            Edge::End,
            Unit::Character,
            false,
            "end-in-character",
            &["Shift+O"],
        ),
        row(Decide, A::Accept, "accept", &["A"]),
        row(Decide, A::Reject, "reject", &["X"]),
        row(Decide, A::AcceptVisible, "accept-visible", &["Shift+A"]),
        row(Decide, A::Bulk, "bulk", &["B"]),
        row(Decide, A::Remove, "remove", &["Delete", "Backspace"]),
        row(Decide, A::Menu, "menu", &["Enter"]),
        row(Decide, A::Stick, "stick", &["K"]),
        row(Decide, A::Occurrences, "occurrences", &["R"]),
        row(Decide, A::EditDate, "edit-date", &["D"]),
        row(Decide, A::TurnDate, "turn-date", &["Shift+D"]),
        row(Decide, A::Cancel, "cancel", &["Escape"]),
        row(Decide, A::Undo, "undo", &["Ctrl+Z"]),
        row(Decide, A::Redo, "redo", &["Ctrl+Shift+Z", "Ctrl+Y"]),
        row(Document, A::ToggleBlock, "toggle-block", &["S"]),
        row(Document, A::DoneAndNext, "done-and-next", &["Ctrl+Enter"]),
        row(
            Document,
            A::AcceptAndDone,
            "accept-and-done",
            &["Ctrl+Shift+Enter"],
        ),
        row(Document, A::Flag, "flag", &["F"]),
        row(Document, A::NextDocument, "next-document", &[">"]),
        row(Document, A::PreviousDocument, "previous-document", &["<"]),
        row(Window, A::Search, "search", &["Ctrl+F", "/"]),
        row(Window, A::NextFound, "next-found", &["F3"]),
        row(Window, A::PreviousFound, "previous-found", &["Shift+F3"]),
        row(Window, A::List, "list", &["L"]),
        row(Window, A::History, "history", &["H"]),
        row(Window, A::Timeline, "timeline", &["Shift+T"]),
        row(Window, A::Invisibles, "invisibles", &["T"]),
        row(Window, A::Help, "help", &["?"]),
    ]
};

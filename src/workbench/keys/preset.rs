//! The keys that annotators know from other tools.

use serde::{Deserialize, Serialize};

use super::KeyAction;

/// A set of keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Spanwright's own.
    #[default]
    Spanwright,
    /// As in Prodigy, where a key decides about the whole document and Backspace undoes.
    Prodigy,
    /// As in Label Studio.
    LabelStudio,
    /// As in INCEpTION.
    Inception,
}

/// What an action's keys are in a preset.
type Change = (&'static str, &'static [&'static str]);

const PRODIGY: &[Change] = &[
    ("done-and-next", &["A", "Ctrl+Enter"]),
    ("flag", &["X"]),
    ("next-document", &["Space", ">"]),
    ("undo", &["Backspace", "Delete", "Ctrl+Z"]),
    ("remove", &["Shift+Backspace", "Shift+Delete"]),
    ("accept", &["Y"]),
    ("reject", &["Shift+Y"]),
    ("next-suggestion", &["."]),
    ("previous-suggestion", &[","]),
    ("help", &["H", "?"]),
    ("history", &["Shift+H"]),
];

const LABEL_STUDIO: &[Change] = &[
    ("cancel", &["Escape", "U"]),
    ("next-here", &["Alt+.", "C"]),
    ("next-document", &["Ctrl+Space", ">"]),
];

const INCEPTION: &[Change] = &[
    ("next-annotation", &["Shift+ArrowRight"]),
    ("previous-annotation", &["Shift+ArrowLeft"]),
    ("select-right", &[]),
    ("select-left", &[]),
    ("remove", &["Shift+Delete", "Delete", "Backspace"]),
    ("done-and-next", &["Ctrl+End", "Ctrl+Enter"]),
    ("end", &[]),
    ("next-document", &["Shift+PageDown", ">"]),
    ("previous-document", &["Shift+PageUp", "<"]),
];

impl Preset {
    /// All presets.
    pub const ALL: [Self; 4] = [
        Self::Spanwright,
        Self::Prodigy,
        Self::LabelStudio,
        Self::Inception,
    ];

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Spanwright => "Spanwright",
            Self::Prodigy => "Prodigy",
            Self::LabelStudio => "Label Studio",
            Self::Inception => "INCEpTION",
        }
    }

    /// The keys of an action.
    pub fn chords(self, action: KeyAction) -> &'static [&'static str] {
        let Some(row) = action.row() else {
            return &[];
        };
        let changes = match self {
            Self::Spanwright => &[],
            Self::Prodigy => PRODIGY,
            Self::LabelStudio => LABEL_STUDIO,
            Self::Inception => INCEPTION,
        };
        let change = changes.iter().find(|(id, _)| *id == row.id);
        change.map_or(row.chords, |(_, chords)| chords)
    }
}

//! The chords that belong to the browser and to the system.

use super::Chord;

/// What the browser or the system does with a chord.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reserved {
    /// It opens, closes or changes tabs and windows.
    #[error("opens, closes or changes tabs")]
    Tabs,
    /// It leaves or reloads the page, or goes to the address.
    #[error("leaves or reloads the page")]
    Page,
    /// It makes the page larger or smaller.
    #[error("makes the page larger or smaller")]
    Zoom,
    /// It copies, cuts, pastes or selects.
    #[error("copies and pastes")]
    Clipboard,
    /// It saves or prints the page, or opens the browser's tools.
    #[error("opens the browser's own windows")]
    Browser,
    /// It moves among the controls of the page.
    #[error("moves among the controls of the page")]
    Controls,
    /// It opens menus.
    #[error("opens menus")]
    Menus,
}

const RESERVED: &[(Reserved, &[&str])] = &[
    (
        Reserved::Tabs,
        &[
            "Ctrl+T",
            "Ctrl+N",
            "Ctrl+W",
            "Ctrl+Q",
            "Ctrl+Shift+T",
            "Ctrl+Shift+N",
            "Ctrl+Shift+W",
            "Ctrl+Shift+Q",
            "Ctrl+Shift+P",
            "Ctrl+Tab",
            "Ctrl+Shift+Tab",
            "Ctrl+PageUp",
            "Ctrl+PageDown",
            "Ctrl+1",
            "Ctrl+2",
            "Ctrl+3",
            "Ctrl+4",
            "Ctrl+5",
            "Ctrl+6",
            "Ctrl+7",
            "Ctrl+8",
            "Ctrl+9",
            "Ctrl+Shift+A",
            "Alt+F4",
            "Ctrl+F4",
            "Ctrl+M",
        ],
    ),
    (
        Reserved::Page,
        &[
            "Ctrl+R",
            "Ctrl+Shift+R",
            "F5",
            "Ctrl+F5",
            "Ctrl+L",
            "F6",
            "Alt+ArrowLeft",
            "Alt+ArrowRight",
            "Alt+Home",
            "Ctrl+[",
            "Ctrl+]",
            "Ctrl+K",
            "Ctrl+E",
        ],
    ),
    (Reserved::Zoom, &["Ctrl++", "Ctrl+-", "Ctrl+0", "Ctrl+="]),
    (
        Reserved::Clipboard,
        &["Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A", "Ctrl+Shift+V"],
    ),
    (
        Reserved::Browser,
        &[
            "Ctrl+S",
            "Ctrl+P",
            "Ctrl+O",
            "Ctrl+U",
            "Ctrl+H",
            "Ctrl+J",
            "Ctrl+D",
            "Ctrl+B",
            "Ctrl+Shift+B",
            "Ctrl+Shift+O",
            "Ctrl+Shift+I",
            "Ctrl+Shift+J",
            "Ctrl+Shift+C",
            "Ctrl+Shift+K",
            "Ctrl+Shift+M",
            "Ctrl+Shift+Delete",
            "Shift+Escape",
            "F1",
            "F11",
            "F12",
        ],
    ),
    (Reserved::Controls, &["Tab", "Shift+Tab"]),
    (
        Reserved::Menus,
        &["F10", "Shift+F10", "ContextMenu", "Alt+Space"],
    ),
];

impl Reserved {
    /// What the browser or the system does with a chord, in any of the common ones.
    pub fn of(chord: &Chord) -> Option<Self> {
        let text = chord.as_str();
        let listed = RESERVED.iter().find(|(_, chords)| chords.contains(&text));
        let letter = text
            .strip_prefix("Alt+")
            .or(text.strip_prefix("Alt+Shift+"));
        let is_menu = letter.is_some_and(|letter| {
            letter.len() == 1 && letter.starts_with(|c: char| c.is_ascii_alphabetic())
        });
        listed
            .map(|(why, _)| *why)
            .or(is_menu.then_some(Self::Menus))
    }
}

//! Chords: a key with the keys held beside it, whatever the keyboard's layout.

use serde::{Deserialize, Serialize};

/// A key press, as the browser tells it.
#[derive(Clone, Copy, Debug)]
pub struct KeyPress<'a> {
    /// What the key means in the annotator's layout: `KeyboardEvent.key`.
    pub key: &'a str,
    /// Where the key is on the keyboard: `KeyboardEvent.code`.
    pub code: &'a str,
    /// Whether Ctrl is held, or Cmd on a Mac.
    pub ctrl: bool,
    /// Whether Alt is held, or Option on a Mac.
    pub alt: bool,
    /// Whether Shift is held.
    pub shift: bool,
}

/// A key with the keys held beside it, written `Ctrl+Alt+Shift+Key` in this order.
///
/// A letter of ASCII is a capital; digits and signs are themselves, and Shift is not named with a sign, as
/// some layouts need it for the sign and others do not. Other keys have the names that browsers give
/// them; the space bar is `Space`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Chord(String);

impl Chord {
    /// The chord that is written so; modifiers may stand in any order.
    ///
    /// ```
    /// use spanwright::workbench::keys::Chord;
    /// assert_eq!(Chord::from_text("shift+ctrl+z").unwrap().as_str(), "Ctrl+Shift+Z");
    /// assert_eq!(Chord::from_text("Ctrl++").unwrap().as_str(), "Ctrl++");
    /// assert_eq!(Chord::from_text("Ctrl+"), None);
    /// ```
    pub fn from_text(text: &str) -> Option<Self> {
        let (held, key) = match text.strip_suffix("++") {
            Some(held) => (held, "+"),
            None if text == "+" => ("", "+"),
            None => text.rsplit_once('+').unwrap_or(("", text)),
        };
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        for name in held.split('+').filter(|name| !name.is_empty()) {
            let held = match () {
                () if name.eq_ignore_ascii_case("ctrl") => &mut ctrl,
                () if name.eq_ignore_ascii_case("alt") => &mut alt,
                () if name.eq_ignore_ascii_case("shift") => &mut shift,
                () => return None,
            };
            *held = true;
        }
        Self::new(key, ctrl, alt, shift)
    }

    /// The chords that a key press can mean, the likelier one first: what the layout says, and where
    /// that is neither a Latin letter nor a digit, what the place of the key says. So a key
    /// answers on a Cyrillic layout, and a digit where digits need Shift.
    pub fn of(press: KeyPress) -> Vec<Self> {
        let KeyPress {
            key,
            code,
            ctrl,
            alt,
            shift,
        } = press;
        let is_character = key.chars().count() == 1;
        let is_latin = key.starts_with(|c: char| c.is_ascii_alphanumeric());
        let is_digit = key.starts_with(|c: char| c.is_ascii_digit());
        if !is_character || is_latin || key == " " {
            // Some layouts need Shift for digits.
            let shift = shift && !(is_character && is_digit);
            return Self::new(key, ctrl, alt, shift).into_iter().collect();
        }
        if ctrl && alt {
            // So Windows tells that AltGr made a sign.
            return Self::new(key, false, false, shift).into_iter().collect();
        }
        let place = code.strip_prefix("Key").or(code.strip_prefix("Digit"));
        let by_place = place.and_then(|place| Self::new(place, ctrl, alt, shift));
        let by_sign = Self::new(key, ctrl, alt, shift);
        by_sign.into_iter().chain(by_place).collect()
    }

    /// The sign that the chord is, where nothing is held beside it; labels have such keys.
    pub fn sign(&self) -> Option<char> {
        let mut characters = self.0.chars();
        let sign = characters.next()?;
        let alone = characters.next().is_none();
        alone.then(|| sign.to_ascii_lowercase())
    }

    /// The chord as it is written and shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `None` where the key only modifies others.
    fn new(key: &str, ctrl: bool, alt: bool, shift: bool) -> Option<Self> {
        const MODIFIERS: [&str; 8] = [
            "", "Control", "Shift", "Alt", "Meta", "AltGraph", "Dead", "CapsLock",
        ];
        if MODIFIERS.contains(&key) {
            return None;
        }
        let mut characters = key.chars();
        let alone = characters.next().filter(|_| characters.next().is_none());
        let is_sign = alone.is_some_and(|c| !c.is_alphanumeric() && c != ' ');
        let mut text = String::new();
        for (name, held) in [
            ("Ctrl+", ctrl),
            ("Alt+", alt),
            ("Shift+", shift && !is_sign),
        ] {
            if held {
                text.push_str(name);
            }
        }
        match alone {
            Some(' ') => text.push_str("Space"),
            Some(letter) => text.push(letter.to_ascii_uppercase()),
            None => text.push_str(key),
        }
        Some(Self(text))
    }
}

impl std::fmt::Display for Chord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: &str, code: &str, held: &str, expected: &[&str]) {
        let chords = Chord::of(KeyPress {
            key,
            code,
            ctrl: held.contains('c'),
            alt: held.contains('a'),
            shift: held.contains('s'),
        });
        let chords: Vec<&str> = chords.iter().map(Chord::as_str).collect();
        assert_eq!(chords, expected, "{key} {code} {held}");
    }

    #[test]
    fn a_letter_is_a_letter_wherever_it_is() {
        check("a", "KeyA", "", &["A"]);
        check("A", "KeyA", "s", &["Shift+A"]);
        // Caps lock.
        check("A", "KeyA", "", &["A"]);
        // On a French keyboard it is where others have Q.
        check("a", "KeyQ", "c", &["Ctrl+A"]);
        check("z", "KeyZ", "cs", &["Ctrl+Shift+Z"]);
    }

    #[test]
    fn on_layouts_without_latin_letters_the_place_counts() {
        check("ф", "KeyA", "", &["ф", "A"]);
        check("ф", "KeyA", "cs", &["Ctrl+Shift+ф", "Ctrl+Shift+A"]);
        // Option makes signs on a Mac.
        check("å", "KeyA", "a", &["Alt+å", "Alt+A"]);
    }

    #[test]
    fn a_digit_answers_with_and_without_shift() {
        check("1", "Digit1", "", &["1"]);
        check("!", "Digit1", "s", &["!", "Shift+1"]);
        // French: the digit needs Shift, and without it there is a sign.
        check("1", "Digit1", "s", &["1"]);
        check("&", "Digit1", "", &["&", "1"]);
        check("1", "Numpad1", "", &["1"]);
    }

    #[test]
    fn a_sign_is_itself_however_it_is_made() {
        check("?", "Slash", "s", &["?"]);
        check("?", "Minus", "s", &["?"]);
        // German: AltGr and 8.
        check("[", "Digit8", "ca", &["["]);
        check("ą", "KeyA", "ca", &["ą"]);
    }

    #[test]
    fn other_keys_have_their_names() {
        check(" ", "Space", "s", &["Shift+Space"]);
        check("ArrowLeft", "ArrowLeft", "cs", &["Ctrl+Shift+ArrowLeft"]);
        check("Shift", "ShiftLeft", "s", &[]);
        check("Dead", "BracketLeft", "", &[]);
    }

    #[test]
    fn what_is_written_is_read_in_one_way() {
        for (text, read) in [
            ("a", Some("A")),
            ("shift+CTRL+z", Some("Ctrl+Shift+Z")),
            ("Shift+?", Some("?")),
            ("Shift+1", Some("Shift+1")),
            ("Ctrl++", Some("Ctrl++")),
            ("+", Some("+")),
            ("Alt+Enter", Some("Alt+Enter")),
            ("Hyper+A", None),
            ("Ctrl+", None),
            ("Ctrl", Some("Ctrl")),
            ("", None),
        ] {
            let chord = Chord::from_text(text);
            assert_eq!(chord.as_ref().map(Chord::as_str), read, "{text}");
        }
    }

    #[test]
    fn the_key_of_a_label_is_held_alone() {
        let sign = |text| Chord::from_text(text).and_then(|chord| chord.sign());
        assert_eq!(sign("q"), Some('q'));
        assert_eq!(sign("-"), Some('-'));
        assert_eq!(sign("7"), Some('7'));
        assert_eq!(sign("Shift+Q"), None);
        assert_eq!(sign("Enter"), None);
    }
}

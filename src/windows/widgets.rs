//! Pieces that several windows are made of.

use super::node::{Attribute, Element, On, button, div, input, label, p, small, span};

/// A button with these words.
pub fn press<M>(words: impl Into<String>, message: M) -> Element<M> {
    button()
        .set(Attribute::Type, "button")
        .on(On::Click, message)
        .text(words)
}

/// A button with a sign, and words for those who do not know it.
pub fn sign<M>(sign: &str, words: impl Into<String>, message: M) -> Element<M> {
    let words = words.into();
    press(sign, message)
        .class("icon")
        .set(Attribute::AriaLabel, words.clone())
        .set(Attribute::Title, words)
}

/// A chord of the key table as people write it: `Ctrl →` for `Ctrl+ArrowRight`.
pub fn chord(chord: &str) -> String {
    const NAMES: [(&str, &str); 7] = [
        ("ArrowRight", "→"),
        ("ArrowLeft", "←"),
        ("ArrowUp", "↑"),
        ("ArrowDown", "↓"),
        ("PageUp", "Page ↑"),
        ("PageDown", "Page ↓"),
        ("Escape", "Esc"),
    ];
    // A plus sign at the end is the key.
    let (held, key) = match chord.strip_suffix('+') {
        Some(held) => (held, "+"),
        None => chord.rsplit_once('+').unwrap_or(("", chord)),
    };
    let name = NAMES.iter().find(|(one, _)| *one == key);
    let key = name.map_or(key, |(_, name)| name);
    let held = held.split('+').filter(|held| !held.is_empty());
    held.chain([key]).collect::<Vec<_>>().join(" ")
}

/// A line of controls.
pub fn line<M>(controls: impl IntoIterator<Item = Element<M>>) -> Element<M> {
    div().class("line").children(controls)
}

/// A paragraph.
pub fn words<M>(words: impl Into<String>) -> Element<M> {
    p().text(words)
}

/// A field for a line of text, without its label.
pub fn field<M>(id: impl Into<String>, value: impl Into<String>) -> Element<M> {
    input()
        .set(Attribute::Type, "text")
        .set(Attribute::Id, id)
        .set(Attribute::Autocomplete, "off")
        .set(Attribute::Value, value)
}

/// A label and the field that it is about.
pub fn labelled<M>(words: impl Into<String>, field: Element<M>) -> [Element<M>; 2] {
    let id = field.get(Attribute::Id).unwrap_or_default();
    let label = label().set(Attribute::For, id).text(words);
    [label, field]
}

/// One of several choices.
pub fn choice<M>(group: &str, words: &str, chosen: bool, message: M) -> Element<M> {
    tick("radio", words, chosen, message, Some(group))
}

/// One of several choices, with a sentence about it.
pub fn told_choice<M>(
    group: &str,
    words: &str,
    more: &str,
    chosen: bool,
    message: M,
) -> Element<M> {
    let tick = ticking("radio", chosen, message, Some(group));
    label()
        .class("choice")
        .child(tick)
        .child(span().text(words))
        .child(small().text(more))
}

/// Something that is so or not.
pub fn switch<M>(words: &str, on: bool, message: M) -> Element<M> {
    tick("checkbox", words, on, message, None)
}

fn tick<M>(kind: &str, words: &str, on: bool, message: M, group: Option<&str>) -> Element<M> {
    label().child(ticking(kind, on, message, group)).text(words)
}

fn ticking<M>(kind: &str, on: bool, message: M, group: Option<&str>) -> Element<M> {
    let input = input().set(Attribute::Type, kind);
    let input = match group {
        Some(group) => input.set(Attribute::Name, group),
        None => input,
    };
    input.flag(Attribute::Checked, on).on(On::Change, message)
}

#[cfg(test)]
mod tests {
    #[test]
    fn chords_are_written_as_on_the_keys() {
        for (chord, written) in [
            ("Ctrl+Shift+ArrowRight", "Ctrl Shift →"),
            ("Escape", "Esc"),
            ("Ctrl++", "Ctrl +"),
            ("+", "+"),
            ("A", "A"),
        ] {
            assert_eq!(super::chord(chord), written);
        }
    }
}

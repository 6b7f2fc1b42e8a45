//! The key table and what a person changes about it.

use super::*;

fn chord(text: &str) -> Chord {
    Chord::from_text(text).unwrap()
}

/// What the key does that is written so; letters are where they are on an American keyboard.
fn pressed(table: &KeyTable, text: &str) -> Option<KeyAction> {
    table.owner(&chord(text))
}

fn table(preset: Preset) -> KeyTable {
    let mut table = KeyTable::default();
    table.set_preset(preset);
    table
}

#[test]
fn in_each_preset_a_key_does_one_thing_and_none_is_the_browsers() {
    let schema = Schema::standard();
    for preset in Preset::ALL {
        let table = table(preset);
        let mut seen: Vec<(&str, KeyAction)> = Vec::new();
        for row in KEYS {
            for text in table.chords(row.action) {
                let written = chord(text);
                assert_eq!(written.as_str(), text, "it is not written in the one way");
                assert_eq!(Reserved::of(&written), None, "{preset:?} {text}");
                let label = written.sign().and_then(|key| schema.by_key(key));
                assert_eq!(label, None, "{preset:?} {text}");
                let other = seen.iter().find(|(other, _)| *other == text);
                assert_eq!(other, None, "{preset:?} {text} {}", row.id);
                seen.push((text, row.action));
            }
        }
    }
}

#[test]
fn each_action_stands_in_the_table_once() {
    for (n, row) in KEYS.iter().enumerate() {
        for other in &KEYS[n + 1..] {
            assert!(
                row.id != other.id && row.action != other.action,
                "{}",
                row.id
            );
        }
        assert!(!row.chords.is_empty(), "{}", row.id);
    }
}

#[test]
fn the_presets_do_what_their_tools_do() {
    let does = |preset, text| pressed(&table(preset), text);
    assert_eq!(
        does(Preset::Prodigy, "Space"),
        Some(KeyAction::NextDocument)
    );
    assert_eq!(does(Preset::Prodigy, "Backspace"), Some(KeyAction::Undo));
    assert_eq!(does(Preset::LabelStudio, "U"), Some(KeyAction::Cancel));
    assert_eq!(
        does(Preset::Inception, "Ctrl+End"),
        Some(KeyAction::DoneAndNext)
    );
    assert_eq!(
        does(Preset::Inception, "Shift+Delete"),
        Some(KeyAction::Remove)
    );
    assert_eq!(
        does(Preset::Spanwright, "Space"),
        Some(KeyAction::NextSuggestion)
    );
    for preset in Preset::ALL {
        assert_eq!(does(preset, "Ctrl+Enter"), Some(KeyAction::DoneAndNext));
        assert_eq!(does(preset, "Ctrl+Z"), Some(KeyAction::Undo));
    }
}

#[test]
fn a_key_press_is_found_on_any_layout() {
    let table = KeyTable::default();
    let press = |key, code, shift| KeyPress {
        key,
        code,
        ctrl: false,
        alt: false,
        shift,
    };
    assert_eq!(
        table.find(press("a", "KeyA", false)),
        Some(KeyAction::Accept)
    );
    assert_eq!(
        table.find(press("ф", "KeyA", false)),
        Some(KeyAction::Accept)
    );
    assert_eq!(table.find(press("q", "KeyA", false)), None);
    assert_eq!(table.find(press("?", "Minus", true)), Some(KeyAction::Help));
    assert_eq!(table.find(press("7", "Digit7", false)), None);
}

#[test]
fn keys_are_changed_and_given_back() {
    let schema = Schema::standard();
    let mut keys = KeyTable::default();
    keys.bind(
        KeyAction::Accept,
        vec![chord("Y"), chord("Ctrl+Y")],
        &schema,
    )
    .unwrap_err();
    assert_eq!(keys, KeyTable::default());
    keys.bind(KeyAction::Accept, vec![chord("Y")], &schema)
        .unwrap();
    assert_eq!(pressed(&keys, "Y"), Some(KeyAction::Accept));
    assert_eq!(pressed(&keys, "A"), None);
    keys.bind(KeyAction::Reject, vec![chord("A")], &schema)
        .unwrap();
    assert_eq!(pressed(&keys, "A"), Some(KeyAction::Reject));
    keys.reset(KeyAction::Reject);
    keys.bind(KeyAction::Accept, vec![chord("A")], &schema)
        .unwrap();
    assert_eq!(keys, KeyTable::default());
    keys.bind(KeyAction::Help, Vec::new(), &schema).unwrap();
    assert_eq!(pressed(&keys, "?"), None);
}

#[test]
fn a_key_that_is_taken_is_refused_with_the_reason() {
    let schema = Schema::standard();
    let mut keys = KeyTable::default();
    let mut refused = |text| {
        let error = keys.bind(KeyAction::Accept, vec![chord(text)], &schema);
        error.unwrap_err().to_string()
    };
    assert_eq!(
        refused("Ctrl+W"),
        "Ctrl+W is the browser's: it opens, closes or changes tabs; choose another key"
    );
    assert_eq!(
        refused("1"),
        "1 gives PERSON; choose another key, or take it from PERSON first"
    );
    assert_eq!(
        refused("X"),
        "X is taken; choose another key, or take it from there first"
    );
    assert_eq!(
        refused("Alt+F"),
        "Alt+F is the browser's: it opens menus; choose another key"
    );
    let label = KeyTable::default().check(&chord("R"), None);
    assert_eq!(
        label,
        Err(KeyError::Action(chord("R"), KeyAction::Occurrences))
    );
    assert_eq!(KeyTable::default().check(&chord("Q"), None), Ok(()));
}

#[test]
fn only_what_differs_from_the_preset_is_kept() {
    let schema = Schema::standard();
    let mut keys = table(Preset::Inception);
    keys.bind(KeyAction::Accept, vec![chord("Y")], &schema)
        .unwrap();
    let json = serde_json::to_string(&keys).unwrap();
    assert_eq!(
        json,
        r#"{"preset":"inception","changed":[["accept",["Y"]]]}"#
    );
    assert_eq!(serde_json::from_str::<KeyTable>(&json).unwrap(), keys);
    let of_a_later_version = r#"{"preset":"prodigy","changed":[["fly",["Y"]]]}"#;
    let keys: KeyTable = serde_json::from_str(of_a_later_version).unwrap();
    assert_eq!(serde_json::to_string(&keys).unwrap(), of_a_later_version);
    assert_eq!(
        serde_json::from_str::<KeyTable>("{}").unwrap(),
        KeyTable::default()
    );
}

#[test]
fn what_a_person_changed_outlasts_the_preset() {
    let schema = Schema::standard();
    let mut keys = KeyTable::default();
    keys.bind(KeyAction::Invisibles, vec![chord("Y")], &schema)
        .unwrap();
    keys.set_preset(Preset::Prodigy);
    // There Y accepts by itself.
    assert_eq!(pressed(&keys, "Y"), Some(KeyAction::Invisibles));
    assert!(keys.chords(KeyAction::Accept).is_empty());
}

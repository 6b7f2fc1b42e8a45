//! Every language says everything, about the same things as the English, and in its own words.

use std::collections::BTreeSet;

use super::*;
use crate::formats::Preference;
use crate::workbench::keys::{Chord, KEYS, Reserved};

/// What may be the same in two languages: signs around placeholders.
const SAME: [&str; 3] = ["{0} → {1}", "{0} {1}", "{0} × {1}"];

/// The words of a language in the order of the types, each with the name of its field.
fn all(language: Language) -> Vec<(String, String)> {
    let tables = format!("{:#?}\n{:#?}", language.page(), language.windows());
    let mut field = String::new();
    let mut words = Vec::new();
    for line in tables.lines().map(str::trim) {
        if let Some((name, _)) = line.split_once(": ").filter(|_| !line.starts_with('"')) {
            name.clone_into(&mut field);
        }
        let quoted = line.split_once('"').map(|(_, rest)| rest);
        if let Some((one, _)) = quoted.and_then(|rest| rest.rsplit_once('"')) {
            words.push((field.clone(), one.to_owned()));
        }
    }
    words
}

fn placeholders(words: &str) -> BTreeSet<&str> {
    let opened = words.split('{').skip(1);
    opened.filter_map(|rest| rest.split('}').next()).collect()
}

#[test]
fn each_language_speaks_of_the_same_things_as_the_english() {
    let english = all(Language::English);
    assert!(english.len() > 300, "{}", english.len());
    for language in Language::ALL {
        let words = all(language);
        assert_eq!(words.len(), english.len(), "{language:?}");
        for ((field, one), (same_field, other)) in words.iter().zip(&english) {
            assert_eq!(field, same_field);
            let (here, there) = (placeholders(one), placeholders(other));
            assert_eq!(here, there, "{language:?} {field}: {one} / {other}");
        }
    }
}

#[test]
fn the_page_fetches_the_words_as_they_are_here() {
    for language in Language::ALL.into_iter().skip(1) {
        let mut lines = Vec::new();
        language.page().write(&mut lines);
        assert!(lines.iter().all(|line| !line.contains('\n')));
        let file = lines.join("\n") + "\n";
        let path = format!("static/words/{}.txt", language.code());
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &file).unwrap();
        }
        let fetched = std::fs::read_to_string(&path).unwrap();
        assert_eq!(fetched, file, "UPDATE_GOLDEN=1 writes it anew");
        let fetched: &'static str = fetched.leak();
        let words = PageWords::from_lines(fetched).map(|words| format!("{words:?}"));
        assert_eq!(words, Some(format!("{:?}", language.page())));
        // A file of another build.
        let (_, shorter) = fetched.split_once('\n').unwrap();
        assert!(PageWords::from_lines(shorter).is_none());
    }
}

#[test]
fn nothing_is_left_empty() {
    for language in Language::ALL {
        for (field, words) in all(language) {
            assert!(!words.trim().is_empty(), "{language:?} {field}");
        }
    }
}

#[test]
fn each_language_has_words_of_its_own() {
    let ids: BTreeSet<_> = KEYS.iter().map(|row| row.id).collect();
    let both = all(Language::English);
    let both = both.iter().zip(all(Language::Vietnamese));
    for ((field, english), (_, vietnamese)) in both {
        let may_be_same = SAME.contains(&&**english) || ids.contains(&**english);
        assert!(
            may_be_same || *english != vietnamese,
            "{field} is not translated: {english}"
        );
    }
}

#[test]
fn every_key_has_words() {
    for language in Language::ALL {
        let words = language.windows().keys.actions;
        for row in KEYS {
            let has_words = words.iter().any(|(id, _)| *id == row.id);
            assert!(has_words, "{language:?} {}", row.id);
        }
        assert_eq!(words.len(), KEYS.len());
    }
}

#[test]
fn spaces_at_the_ends_are_the_same() {
    // The page puts such words next to others.
    let both = all(Language::English);
    for ((field, english), (_, other)) in both.iter().zip(all(Language::Vietnamese)) {
        let ends = |words: &str| (words.starts_with(' '), words.ends_with(' '));
        assert_eq!(ends(english), ends(&other), "{field}: {other}");
    }
}

#[test]
fn what_the_words_are_about_is_filled_in() {
    assert_eq!(fill("{1} of {0}", &["all", "one"]), "one of all");
    assert_eq!(counted("{0} %", 7), "7 %");
    let vietnamese = WindowWords::VIETNAMESE.export.export;
    assert_eq!(vietnamese.of(1), "Xuất 1 tài liệu");
    assert_eq!(vietnamese.of(2), "Xuất 2 tài liệu");
}

#[test]
fn each_language_says_the_same_of_a_format() {
    let about = |language: Language, format| (language.windows().export.format_words)(format);
    for format in Format::ALL {
        let english = about(Language::English, format);
        let vietnamese = about(Language::Vietnamese, format);
        assert_ne!(english.description, vietnamese.description);
        assert_eq!(
            english.cannot_hold.len(),
            vietnamese.cannot_hold.len(),
            "{format}"
        );
        for (one, other) in english.cannot_hold.iter().zip(vietnamese.cannot_hold) {
            assert!(one != other && !other.is_empty(), "{format}: {one}");
        }
    }
}

#[test]
fn what_is_refused_is_named_in_every_language() {
    let chord = Chord::from_text("Ctrl+T").unwrap();
    let winner = LossReason::Overlap {
        winner: "ORG".to_owned(),
        quote: "Ada Inc".to_owned(),
        why: Preference::Longer,
    };
    for language in Language::ALL {
        let words = language.windows();
        let loss = (words.export.loss)(&winner);
        assert!(loss.contains("ORG “Ada Inc”"), "{loss}");
        let taken = (words.labels.refused)(&LabelError::KeyTaken('k', "Gene".to_owned()));
        assert!(taken.contains("k ") && taken.contains("Gene"), "{taken}");
        let reserved = (words.keys.refused)(&KeyError::Reserved(chord.clone(), Reserved::Tabs));
        assert!(reserved.contains("Ctrl+T"), "{reserved}");
    }
}

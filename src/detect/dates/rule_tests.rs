//! Runs the examples of the rules.

use chrono::NaiveDate;

use super::analysis::Analysis;
use super::grammar::{EXAMPLE_DATE, Grammar, codes, grammar};
use super::{TimexKind, detect_by_rules_of, languages};
use crate::text::TextSpan;

/// Data files for the tests alone: they show that a language is nothing but data.
const GERMAN: (&str, &[&str]) = (
    include_str!("test_rules/de/words.txt"),
    &[include_str!("test_rules/de/rules.txt")],
);

/// All languages that have rules, and the one of the tests.
fn grammars() -> Vec<(&'static str, &'static Grammar)> {
    let german = Box::leak(Box::new(Grammar::parse(GERMAN.0, GERMAN.1)));
    let shipped = codes().map(|code| (code, grammar(code).unwrap()));
    shipped.chain([("de", &*german)]).collect()
}

/// The text with what is found in brackets, and the types and values.
fn picture(grammar: &Grammar, text: &str) -> String {
    let date = NaiveDate::parse_from_str(EXAMPLE_DATE, "%Y-%m-%d").unwrap();
    let whole = TextSpan::from_range(0..text.len()).unwrap();
    let mut found = Vec::new();
    Analysis::new(text, &[whole], grammar)
        .each(Some(date), |span, time, _| found.push((span, time)));
    let mut marked = text.to_owned();
    let mut meanings = Vec::new();
    for (span, time) in found.iter().rev() {
        marked.insert(span.end().to_usize(), ']');
        marked.insert(span.start().to_usize(), '[');
        let kind = match time.kind {
            TimexKind::Date => "DATE",
            TimexKind::Time => "TIME",
            TimexKind::Duration => "DURATION",
            TimexKind::Set => "SET",
        };
        meanings.insert(0, format!("{kind} {}", time.value));
    }
    if meanings.is_empty() {
        marked
    } else {
        format!("{marked} = {}", meanings.join(", "))
    }
}

#[test]
fn the_data_files_can_be_read() {
    for (code, grammar) in grammars() {
        assert_eq!(grammar.errors, [] as [&str; 0], "{code}");
    }
}

#[test]
fn every_example_of_a_rule_holds() {
    let mut wrong = Vec::new();
    for (code, grammar) in grammars() {
        for rule in &grammar.rules {
            for &example in &rule.examples {
                let (marked, _) = example.split_once(" = ").unwrap_or((example, ""));
                let text = marked.replace(['[', ']'], "");
                let found = picture(grammar, &text);
                if found != example {
                    wrong.push(format!(
                        "{code}, {}: {example}\n   found: {found}",
                        rule.name
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_an_example() {
    for (code, grammar) in grammars() {
        let silent = grammar.rules.iter().filter(|rule| rule.examples.is_empty());
        let silent: Vec<_> = silent.map(|rule| rule.name).collect();
        assert_eq!(silent, [] as [&str; 0], "{code}");
    }
}

#[test]
fn a_language_without_rules_finds_nothing() {
    assert!(languages().any(|code| code == "en"));
    let text = "Am 15. Juli";
    let whole = TextSpan::from_range(0..text.len()).unwrap();
    let mut found = Vec::new();
    detect_by_rules_of("xx", text, &[whole], None, &mut found);
    assert_eq!(found, []);
}

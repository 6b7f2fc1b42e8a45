//! Runs the examples of the rules.

use chrono::NaiveDate;

use super::grammar::{EXAMPLE_DATE, grammar};
use super::{TimexKind, detect};
use crate::text::TextSpan;

/// The text with what is found in brackets, and the types and values.
fn picture(text: &str) -> String {
    let date = NaiveDate::parse_from_str(EXAMPLE_DATE, "%Y-%m-%d").unwrap();
    let whole = TextSpan::from_range(0..text.len()).unwrap();
    let mut found = Vec::new();
    detect(text, whole, Some(date), &mut found);
    let mut marked = text.to_owned();
    let mut meanings = Vec::new();
    for proposal in found.iter().rev() {
        marked.insert(proposal.span.end().to_usize(), ']');
        marked.insert(proposal.span.start().to_usize(), '[');
        let time = proposal.time.as_ref().unwrap();
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
    assert_eq!(grammar().errors, [] as [&str; 0]);
}

#[test]
fn every_example_of_a_rule_holds() {
    let mut wrong = Vec::new();
    for rule in &grammar().rules {
        for &example in &rule.examples {
            let (marked, _) = example.split_once(" = ").unwrap_or((example, ""));
            let text: String = marked
                .chars()
                .filter(|char| !"[]".contains(*char))
                .collect();
            let found = picture(&text);
            if found != example {
                wrong.push(format!("{}: {example}\n   found: {found}", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_an_example() {
    let silent: Vec<_> = grammar()
        .rules
        .iter()
        .filter(|rule| rule.examples.is_empty())
        .map(|rule| rule.name)
        .collect();
    assert_eq!(silent, [] as [&str; 0]);
}

//! `spanwright score --mentions`.
//!
//! The specifications are lists of cases in the form of Microsoft's Recognizers: an input, a
//! reference date and the expressions expected. A case without any is a negative: nothing of the
//! kind that its file is about stands in it. A length in a file about periods is no hit, as that
//! file leaves lengths to another one.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;
use spanwright::detect::Proposal;
use spanwright::detect::dates::{DateValue, Timex, TimexKind, TimexValue, detect};
use spanwright::text::{ByteOffset, OffsetMap, TextSpan, Utf16Offset};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Case {
    input: String,
    context: Option<Context>,
    results: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Context {
    reference_date_time: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Expected {
    #[serde(rename = "Type", default)]
    kind: String,
    start: u32,
    length: u32,
}

#[derive(Default)]
struct Counts {
    expected: usize,
    found: usize,
    negatives: usize,
    hit: usize,
    touched: usize,
}

/// Looks for the expressions of the cases and prints how many were found.
pub(super) fn run(files: &[PathBuf], errors: usize) -> Result<(), String> {
    let mut total = Counts::default();
    let mut report = String::new();
    let mut listing = String::new();
    for path in files {
        let cases = read(path)?;
        let mut counts = Counts::default();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let wrong = count(&cases, &mut counts);
        for line in wrong.iter().take(errors) {
            let _ = writeln!(listing, "  {name}: {line}");
        }
        report.push_str(&line(&name, &counts));
        total.expected += counts.expected;
        total.found += counts.found;
        total.negatives += counts.negatives;
        total.hit += counts.hit;
        total.touched += counts.touched;
    }
    report.push_str(&line("all", &total));
    println!("{report}{listing}");
    Ok(())
}

/// Counts the cases of one file; what was missed or wrongly found, each in a line.
fn count(cases: &[Case], counts: &mut Counts) -> Vec<String> {
    let kinds: BTreeSet<&str> = cases
        .iter()
        .flat_map(|case| case.results.iter().map(|result| result.kind.as_str()))
        .collect();
    let mut wrong = Vec::new();
    for case in cases {
        let found = find(case);
        let text = case.input.as_str();
        if case.results.is_empty() {
            counts.negatives += 1;
            counts.touched += usize::from(!found.is_empty());
            let hit = found.iter().find(|proposal| {
                (proposal.time.as_ref()).is_some_and(|time| kinds.contains(kind_of(time)))
            });
            if let Some(proposal) = hit {
                counts.hit += 1;
                wrong.push(format!("found {:?} in {text:?}", proposal.span.slice(text)));
            }
        }
        let map = OffsetMap::new(text);
        for expected in &case.results {
            counts.expected += 1;
            let byte = |at| map.utf16_to_byte(text, Utf16Offset::new(at));
            let span = byte(expected.start)
                .zip(byte(expected.start.saturating_add(expected.length)))
                .and_then(|(start, end)| TextSpan::new(start, end));
            let there = span.is_some_and(|span| {
                (found.iter()).any(|proposal| {
                    proposal.span.start() < span.end() && span.start() < proposal.span.end()
                })
            });
            counts.found += usize::from(there);
            if !there {
                let quote = span.map_or("?", |span| span.slice(text));
                wrong.push(format!("missed {quote:?} in {text:?}"));
            }
        }
    }
    wrong
}

fn find(case: &Case) -> Vec<Proposal> {
    let date = case
        .context
        .as_ref()
        .and_then(|context| context.reference_date_time.as_deref()?.get(..10))
        .and_then(|date| NaiveDate::parse_from_str(date, "%Y-%m-%d").ok());
    let mut found = Vec::new();
    let end = ByteOffset::from_usize(case.input.len());
    if let Some(whole) = TextSpan::new(ByteOffset::ZERO, end) {
        detect(&case.input, whole, date, &mut found);
    }
    found
}

/// What the specifications call an expression of this meaning.
fn kind_of(time: &Timex) -> &'static str {
    match time.kind {
        TimexKind::Time => "time",
        TimexKind::Duration => "duration",
        TimexKind::Set => "set",
        TimexKind::Date => match TimexValue::parse(time.kind, &time.value) {
            Ok(TimexValue::Date(DateValue::Day(..) | DateValue::Weekday(..))) => "date",
            _ => "daterange",
        },
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn line(name: &str, counts: &Counts) -> String {
    let share = 100.0 * counts.found as f64 / counts.expected.max(1) as f64;
    format!(
        "{name:22} found {:4} of {:4} ({share:5.1} %)  negatives hit {} of {} (another kind found in {})\n",
        counts.found,
        counts.expected,
        counts.hit,
        counts.negatives,
        counts.touched - counts.hit,
    )
}

fn read(path: &Path) -> Result<Vec<Case>, String> {
    let at = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| at(&error))?;
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| at(&error))
}

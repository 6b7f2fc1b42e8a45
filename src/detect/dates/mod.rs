//! Finds time expressions and gives each its TIMEX3 type and value (TimeML 1.2.1).
//!
//! Tokens with the classes of time words → rules find candidates → refiners share, join, attach
//! and drop → the resolver turns each into a TIMEX3 value. The rules, with examples that run as
//! tests, and the words are data files of a language; see `grammar.rs` for their form.

mod analysis;
mod candidate;
mod class;
mod describe;
mod document_date;
mod explain;
#[cfg(test)]
mod explain_tests;
mod frame;
mod grammar;
mod holiday;
mod lexicon;
mod number;
mod pattern;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod property_tests;
mod reading;
mod reason;
mod refine;
mod resolve;
#[cfg(test)]
mod rule_tests;
pub mod score;
mod timex;
mod token;
mod value;
mod words;
mod work;

pub use describe::describe;
pub use document_date::{DocumentDate, document_date};
pub use explain::{Alternative, Choice, Explanation, explain};
pub use frame::MODIFIERS;
pub use reading::{Reading, Unread, in_other_words, read};
pub use reason::{Direction, Implied, Reason, TimePart};
pub use timex::{Timex, TimexKind};
pub use value::{
    Clock, DateValue, DayPart, DurationUnit, DurationValue, Season, TimeValue, TimexError,
    TimexValue,
};

pub use words::TimexWords;

use analysis::Analysis;
use chrono::NaiveDate;

use super::{DetectorId, LabelId, Proposal, Score};
use crate::text::TextSpan;

/// The detector's name and the version of its rules.
pub const DETECTOR: DetectorId = DetectorId::built_in(NAME, "1");

/// The detector's name.
pub const NAME: &str = "dates";

/// The identity of the label that all time expressions get.
pub const LABEL: &str = "DATE";

/// The language whose rules are used where none is named.
const LANGUAGE: &str = "en";

/// Finds the time expressions in a piece of a text, in text order and without overlap.
///
/// Without a reference date, which is the date of the document, values that need it are left
/// underspecified (`XXXX-07-15`).
///
/// ```
/// use spanwright::detect::dates;
/// use spanwright::text::TextSpan;
/// let text = "They met last Friday.";
/// let whole = TextSpan::from_range(0..text.len()).unwrap();
/// let mut found = Vec::new();
/// dates::detect(text, whole, chrono::NaiveDate::from_ymd_opt(2016, 7, 16), &mut found);
/// assert_eq!(found[0].span.slice(text), "last Friday");
/// assert_eq!(found[0].time.as_ref().unwrap().value, "2016-07-15");
/// ```
pub fn detect(text: &str, within: TextSpan, reference: Option<NaiveDate>, out: &mut Vec<Proposal>) {
    detect_blocks(text, &[within], reference, out);
}

/// The same in several pieces, which stand in the order of the text. What one of them says of
/// dates helps to understand the next ones, and so does a little of the text before the first.
pub fn detect_blocks(
    text: &str,
    blocks: &[TextSpan],
    reference: Option<NaiveDate>,
    out: &mut Vec<Proposal>,
) {
    detect_by_rules_of(LANGUAGE, text, blocks, reference, out);
}

/// The same by the rules of the language with this ISO 639 code; nothing is found where it has
/// none.
pub fn detect_by_rules_of(
    language: &str,
    text: &str,
    blocks: &[TextSpan],
    reference: Option<NaiveDate>,
    out: &mut Vec<Proposal>,
) {
    let Some(grammar) = grammar::grammar(language) else {
        return;
    };
    let label = LabelId::new(LABEL);
    Analysis::new(text, blocks, grammar).each(reference, |span, time, candidate| {
        out.push(Proposal {
            span,
            label: label.clone(),
            score: Score::new(f32::from(candidate.certainty) / 100.0),
            detector: DETECTOR,
            time: Some(time),
        });
    });
}

/// The ISO 639 codes of the languages that have rules.
pub fn languages() -> impl Iterator<Item = &'static str> {
    grammar::codes()
}

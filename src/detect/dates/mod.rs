//! Finds time expressions and gives each its TIMEX3 type and value (TimeML 1.2.1).
//!
//! Tokens with the classes of time words → rules find candidates → refiners share, join, attach
//! and drop → the resolver turns each into a TIMEX3 value. The rules, with examples that run as
//! tests, and the words are data files of a language; see `grammar.rs` for their form.

mod candidate;
mod class;
mod describe;
mod document_date;
mod frame;
mod grammar;
mod holiday;
mod lexicon;
mod number;
mod pattern;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod property_tests;
mod reading;
mod refine;
mod resolve;
#[cfg(test)]
mod rule_tests;
pub mod score;
mod timex;
mod token;
mod value;

pub use describe::describe;
pub use document_date::{DocumentDate, document_date};
pub use reading::{Reading, Unread, read};
pub use timex::{Timex, TimexKind};
pub use value::{
    Clock, DateValue, DayPart, DurationUnit, DurationValue, Season, TimeValue, TimexError,
    TimexValue,
};

use chrono::NaiveDate;

use super::{DetectorId, LabelId, Proposal, Score};
use crate::text::TextSpan;

/// The detector's name and the version of its rules.
pub const DETECTOR: DetectorId = DetectorId::built_in("dates", "1");

/// The identity of the label that all time expressions get.
pub const LABEL: &str = "DATE";

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
    let grammar = grammar::grammar();
    let tokens = token::tokenize(text, within, &grammar.lexicon);
    let mut candidates = candidate::find(&tokens, grammar);
    let context = refine::Context {
        tokens: &tokens,
        lexicon: &grammar.lexicon,
    };
    refine::refine(context, &mut candidates);
    let mut resolver = resolve::Resolver::new(&tokens, &grammar.lexicon, reference);
    let label = LabelId::new(LABEL);
    for candidate in &candidates {
        let span = TextSpan::from_range(
            tokens[candidate.first].start as usize..tokens[candidate.end - 1].end as usize,
        );
        if let (Some(span), Some(time)) = (span, resolver.resolve(candidate)) {
            out.push(Proposal {
                span,
                label: label.clone(),
                score: Score::new(f32::from(candidate.certainty) / 100.0),
                detector: DETECTOR,
                time: Some(time),
            });
        }
    }
}

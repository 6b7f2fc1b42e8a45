//! Finds time expressions and gives each its TIMEX3 type and value.

mod timex;

pub use timex::{Timex, TimexKind};

use super::Proposal;
use crate::text::TextSpan;

/// The label of time expressions.
pub const LABEL: &str = "DATE";

/// Finds time expressions.
pub fn detect(
    _text: &str,
    _within: TextSpan,
    _reference: Option<chrono::NaiveDate>,
    _out: &mut Vec<Proposal>,
) {
}

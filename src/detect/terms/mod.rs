//! Finds e-mail addresses, URLs, money, percentages and quantities by rule.

use super::Proposal;
use crate::text::TextSpan;

/// The detector's name, as it stands in what it proposes.
pub const NAME: &str = "terms";

/// The label of e-mail addresses.
pub const EMAIL: &str = "EMAIL";
/// The label of web addresses.
pub const URL: &str = "URL";

/// Proposes the terms in the part of the text within a span, in the order of the text.
pub fn detect(_text: &str, _within: TextSpan, _out: &mut Vec<Proposal>) {}

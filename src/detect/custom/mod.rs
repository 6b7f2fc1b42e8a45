//! Detectors that a team brings itself: lists of terms, regular expressions, and token classifiers in the form
//! of Hugging Face's tools.

mod classifier;
mod pattern;
mod rules;
mod term_list;
pub mod wire;

pub use classifier::Classifier;
pub use pattern::{Matcher, Pattern};
pub use rules::Rules;
pub use term_list::{TermCount, TermList, TermListError};

/// The name of what finds patterns, as it stands in what it proposes.
pub const PATTERNS: &str = "patterns";

/// How the name of a list begins; the name of its file follows.
pub const LIST: &str = "list:";

/// How the name of a model begins; what it is called follows.
pub const MODEL: &str = "model:";

//! What is said of problems of which there may be any number.

use std::fmt::Display;

use crate::formats::grouped;

/// How many problems are said one by one: as many as a person reads before going back to the file.
const SAID: usize = 20;

/// The first problems, and how many more there are.
///
/// ```
/// let mut report = spanwright::clerk::Report::default();
/// (1..=1_234).for_each(|line| report.add(&format_args!("Line {line} is no JSON.")));
/// let sentences = report.into_sentences();
/// assert_eq!(sentences.len(), 21);
/// assert_eq!(sentences[20], "There are 1,214 more problems like these.");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Report {
    said: Vec<String>,
    more: usize,
}

impl Report {
    /// Adds a problem.
    pub fn add(&mut self, problem: &dyn Display) {
        match self.said.len() < SAID {
            true => self.said.push(problem.to_string()),
            false => self.more += 1,
        }
    }

    /// What to say.
    pub fn into_sentences(mut self) -> Vec<String> {
        match self.more {
            0 => {}
            1 => self
                .said
                .push("There is 1 more problem like these.".to_owned()),
            more => self.said.push(format!(
                "There are {} more problems like these.",
                grouped(more)
            )),
        }
        self.said
    }
}

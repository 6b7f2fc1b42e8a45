//! The lists and patterns of a team, looked for together.

use std::collections::BTreeMap;

use super::{LIST, Matcher, PATTERNS, Pattern, TermCount, TermList, TermListError};
use crate::detect::{DetectorId, LabelId, Proposal, Score};
use crate::text::{FindOptions, TextSpan};

/// What a list or a pattern says is so: the team has written it down.
const SURE: f32 = 1.0;

/// Lists and patterns.
#[derive(Default)]
pub struct Rules {
    lists: BTreeMap<String, TermList>,
    patterns: Vec<(Pattern, Matcher)>,
}

impl Rules {
    /// Looks for these patterns from now on. Returns what is wrong with those that cannot be looked for, by their
    /// expressions.
    pub fn set_patterns(&mut self, patterns: &[Pattern]) -> BTreeMap<String, String> {
        let mut wrong = BTreeMap::new();
        self.patterns.clear();
        for pattern in patterns {
            match pattern.matcher() {
                Ok(matcher) => self.patterns.push((pattern.clone(), matcher)),
                Err(why) => {
                    wrong.insert(pattern.expression.clone(), why);
                }
            }
        }
        wrong
    }

    /// Looks for the terms of the file of this name from now on. Terms without a label have the name as theirs,
    /// without what stands behind its last dot.
    ///
    /// # Errors
    /// Where the file is no list of terms; then none of that name is looked for.
    pub fn set_list(
        &mut self,
        name: &str,
        file: &[u8],
        options: FindOptions,
    ) -> Result<TermCount, TermListError> {
        self.lists.remove(name);
        let label = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let (list, count) = TermList::read(file, label, options)?;
        self.lists.insert(name.to_owned(), list);
        Ok(count)
    }

    /// Lists of other names than these are no longer looked for.
    pub fn keep_lists(&mut self, is_kept: impl Fn(&str) -> bool) {
        self.lists.retain(|name, _| is_kept(name));
    }

    /// Proposes what is found in the part of the text within a span. Terms have the labels that stand in their
    /// lists. Proposals may overlap.
    ///
    /// ```
    /// use spanwright::detect::custom::Rules;
    /// use spanwright::text::{FindOptions, TextSpan};
    /// let mut rules = Rules::default();
    /// rules.set_list("Drug.txt", b"aspirin\nvitamin B12", FindOptions::default())?;
    /// let text = "Take aspirin.";
    /// let mut found = Vec::new();
    /// rules.detect(text, TextSpan::from_range(0..text.len()).unwrap(), &mut found);
    /// assert_eq!((found[0].label.as_str(), &*found[0].detector.name), ("Drug", "list:Drug.txt"));
    /// # Ok::<(), spanwright::detect::custom::TermListError>(())
    /// ```
    pub fn detect(&self, text: &str, within: TextSpan, out: &mut Vec<Proposal>) {
        let proposal = |span, label: &LabelId, detector: DetectorId| Proposal {
            span,
            label: label.clone(),
            score: Score::new(SURE),
            detector,
            time: None,
        };
        for (name, list) in &self.lists {
            let detector = DetectorId {
                name: format!("{LIST}{name}").into(),
                version: VERSION.into(),
            };
            let found = list.find(text, within).into_iter();
            out.extend(found.map(|(span, label)| proposal(span, label, detector.clone())));
        }
        for (pattern, matcher) in &self.patterns {
            let detector = DetectorId::built_in(PATTERNS, VERSION);
            let found = matcher.find(text, within, pattern.options);
            out.extend(found.map(|span| proposal(span, &pattern.label, detector.clone())));
        }
    }
}

/// The version of how terms and patterns are looked for.
const VERSION: &str = "1";

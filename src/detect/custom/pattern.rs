//! Regular expressions whose matches have a label.

use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

use crate::detect::LabelId;
use crate::text::{FindOptions, TextSpan, is_cut};

/// An expression as a person wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pattern {
    /// A regular expression in the [syntax of Rust](https://docs.rs/regex/1/regex/#syntax), which is the one of
    /// most languages without looking around and back.
    pub expression: String,
    /// The label of what it matches.
    pub label: LabelId,
    /// What counts as a match.
    pub options: FindOptions,
}

/// An expression that can be looked for. It takes time in proportion to the text, whatever the expression.
pub struct Matcher(Regex);

impl Pattern {
    /// Makes it ready to be looked for.
    ///
    /// ```
    /// use spanwright::detect::LabelId;
    /// use spanwright::detect::custom::Pattern;
    /// use spanwright::text::{FindOptions, TextSpan};
    /// let options = FindOptions { match_case: true, whole_words: true };
    /// let pattern = |expression: &str| Pattern {
    ///     expression: expression.to_owned(),
    ///     label: LabelId::new("Case"),
    ///     options,
    /// };
    /// let cases = pattern(r"[A-Z]{2}-\d+").matcher().unwrap();
    /// let text = "In AB-12 and xAB-13 …";
    /// let whole = TextSpan::from_range(0..text.len()).unwrap();
    /// let found: Vec<&str> = cases.find(text, whole, options).map(|span| span.slice(text)).collect();
    /// assert_eq!(found, ["AB-12"]);
    /// assert!(pattern("(").matcher().is_err());
    /// ```
    ///
    /// # Errors
    /// Where it is no expression, or one that would need too much memory: what is wrong with it.
    pub fn matcher(&self) -> Result<Matcher, String> {
        let matcher = RegexBuilder::new(&self.expression)
            .case_insensitive(!self.options.match_case)
            .build()
            .map_err(|error| reason(&error))?;
        match matcher.is_match("") {
            true => {
                Err("it matches where there is nothing, so it would match everywhere".to_owned())
            }
            false => Ok(Matcher(matcher)),
        }
    }
}

impl Matcher {
    /// The matches in the part of the text within a span, in its order; none overlaps another.
    pub fn find<'a>(
        &'a self,
        text: &'a str,
        within: TextSpan,
        options: FindOptions,
    ) -> impl Iterator<Item = TextSpan> + 'a {
        // What stands behind the part is no match, but what stands before it tells where a word begins.
        let text = text.get(..within.end().to_usize()).unwrap_or_default();
        let mut from = within.start().to_usize();
        std::iter::from_fn(move || {
            while from < text.len() {
                let found = self.0.find_at(text, from)?;
                let is_whole = !is_cut(text, found.start()) && !is_cut(text, found.end());
                let counts = !found.is_empty() && (is_whole || !options.whole_words);
                let next = text.get(found.start()..)?.chars().next();
                // A match that does not count may hide one that begins later.
                from = match counts {
                    true => found.end(),
                    false => found.start() + next.map_or(1, char::len_utf8),
                };
                if counts {
                    return TextSpan::from_range(found.range());
                }
            }
            None
        })
    }
}

/// What is wrong with an expression, in one line.
fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(limit) => {
            format!("it would need more than {} MB of memory", limit / 1_000_000)
        }
        other => {
            // The library draws the expression and points at the place; the last line says what the matter is.
            let words = other.to_string();
            let last = words.lines().last().unwrap_or_default();
            last.trim_start_matches("error: ").to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(expression: &str, match_case: bool, whole_words: bool) -> Pattern {
        Pattern {
            expression: expression.to_owned(),
            label: LabelId::new("X"),
            options: FindOptions {
                match_case,
                whole_words,
            },
        }
    }

    /// Checks what is found in a text where it stands between bars.
    #[track_caller]
    fn check(pattern: &Pattern, picture: &str) {
        let text = picture.replace('|', "");
        let whole = TextSpan::from_range(0..text.len()).unwrap();
        let mut drawn = String::new();
        let mut end = 0;
        for span in pattern
            .matcher()
            .unwrap()
            .find(&text, whole, pattern.options)
        {
            drawn += &format!("{}|{}|", &text[end..span.range().start], span.slice(&text));
            end = span.range().end;
        }
        assert_eq!(drawn + &text[end..], picture);
    }

    #[test]
    fn matches_are_whole_words_where_they_are_to_be() {
        check(
            &pattern(r"\d{4}", true, true),
            "😀 |2016| 12345 é2017 é-|2018|",
        );
        check(&pattern(r"\d{4}", true, false), "|1234|5");
        check(
            &pattern("école|straße", false, true),
            "|ÉCOLE|, Straßen, |Straße|, Écoles",
        );
    }

    #[test]
    fn a_match_that_cuts_a_word_does_not_hide_a_later_one() {
        check(&pattern("(ab )+ab", true, true), "xab |ab ab|");
    }

    #[test]
    fn only_the_part_is_looked_at() {
        let matcher = pattern("a+", true, false).matcher().unwrap();
        let options = FindOptions::default();
        let part = TextSpan::from_range(1..3).unwrap();
        let found: Vec<TextSpan> = matcher.find("aaaaa", part, options).collect();
        assert_eq!(found, [part]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let wrong = |expression| pattern(expression, true, true).matcher().err().unwrap();
        assert_eq!(wrong("a("), "unclosed group");
        assert!(wrong("(?=a)").contains("look-around"));
        assert!(wrong("x*").contains("matches where there is nothing"));
        assert!(wrong(r"(\w{500}){50}").contains("MB of memory"));
    }
}

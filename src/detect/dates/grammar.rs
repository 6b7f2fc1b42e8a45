//! The rules of a language, read once from the data files.
//!
//! ```text
//! let MONTH_DAY = MONTH DAY
//!
//! rule month-day
//! when the? MONTH_DAY
//! is date
//! eg It opens on [July 9]. = DATE 2016-07-09
//! ```
//!
//! ```text
//! holiday 12-25 christmas day?
//! eg They met at [Christmas]. = DATE 2015-12-25
//! ```
//!
//! `is` names the kind of meaning and sets fields. The examples are run by the tests against
//! `EXAMPLE_DATE`; an example without brackets must find nothing.

use std::sync::OnceLock;

use super::frame::{Frame, constant, kind_named};
use super::lexicon::{Lexicon, WordId};
use super::pattern::Pattern;
use super::token::Token;

/// The document's date of all examples, a Saturday.
#[cfg(test)]
pub(super) const EXAMPLE_DATE: &str = "2016-07-16";

/// The rules and words of one language.
#[derive(Debug)]
pub(super) struct Grammar {
    /// The words.
    pub(super) lexicon: Lexicon,
    /// The rules, in the order of the files: of two matches of the same length the earlier wins.
    pub(super) rules: Vec<Rule>,
    /// For each word the rules that it can begin.
    by_word: Vec<Starts>,
    /// The rules that a number can begin.
    by_number: Starts,
    /// What could not be read. A test holds this empty.
    #[cfg_attr(not(test), expect(dead_code, reason = "the data is checked by a test"))]
    pub(super) errors: Vec<String>,
}

/// The rules that a word or a number can begin.
#[derive(Clone, Debug, Default)]
struct Starts {
    all: Vec<u16>,
    /// Those that can match nothing more.
    alone: Vec<u16>,
}

/// One rule.
#[derive(Debug)]
pub(super) struct Rule {
    /// Its name.
    #[cfg_attr(not(test), expect(dead_code, reason = "named in the tests' messages"))]
    pub(super) name: &'static str,
    /// What it looks for.
    pub(super) pattern: Pattern,
    /// What that means.
    pub(super) frame: Frame,
    /// How often in a hundred the expression is one, as annotators see it.
    pub(super) certainty: u8,
    /// Sentences with the expression in brackets and what it means.
    #[cfg(test)]
    pub(super) examples: Vec<&'static str>,
}

/// The data files of a language.
#[derive(Debug)]
pub(super) struct Source {
    /// Its ISO 639 code.
    code: &'static str,
    /// Its words.
    words: &'static str,
    /// Its rules, file by file.
    rules: &'static [&'static str],
}

// The languages that have a folder under `rules`, listed by the build script.
include!(concat!(env!("OUT_DIR"), "/date_rules.rs"));

/// The certainty of a rule that does not say its own.
const CERTAIN: u8 = 95;

/// The grammar of the language with this ISO 639 code.
pub(super) fn grammar(code: &str) -> Option<&'static Grammar> {
    static GRAMMARS: [OnceLock<Grammar>; LANGUAGES.len()] =
        [const { OnceLock::new() }; LANGUAGES.len()];
    let at = LANGUAGES
        .iter()
        .position(|language| language.code == code)?;
    let (source, grammar) = (LANGUAGES.get(at)?, GRAMMARS.get(at)?);
    Some(grammar.get_or_init(|| Grammar::parse(source.words, source.rules)))
}

/// The codes of the languages that have rules.
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|language| language.code)
}

impl Grammar {
    /// Reads the data files.
    pub(super) fn parse(words: &'static str, files: &[&'static str]) -> Self {
        let mut errors = Vec::new();
        let mut reader = RuleReader {
            lexicon: Lexicon::parse(words, &mut errors),
            rules: Vec::new(),
            macros: Vec::new(),
            name: "",
            pattern: None,
        };
        for file in files {
            for line in file.lines().map(str::trim) {
                if !line.is_empty() && !line.starts_with("//") && reader.line(line).is_none() {
                    errors.push(format!("rule {:?}: {line:?}", reader.name));
                }
            }
        }
        let mut grammar = Self {
            lexicon: reader.lexicon,
            rules: reader.rules,
            by_word: Vec::new(),
            by_number: Starts::default(),
            errors,
        };
        grammar.index();
        grammar
    }

    /// The rules that can begin with the token and go on with the next one.
    pub(super) fn starting_with(
        &self,
        token: &Token,
        next: Option<&Token>,
    ) -> impl Iterator<Item = usize> {
        // Most words are in no rule: what they follow must be an expression by itself.
        let known = |next: &Token| next.number.is_some() || next.word != WordId::UNKNOWN;
        let more = next.is_some_and(known);
        let by_number = token.number.map(|_| &self.by_number);
        let by_word = self.by_word.get(token.word.index());
        let rules = by_number.into_iter().chain(by_word);
        rules
            .flat_map(move |starts| if more { &starts.all } else { &starts.alone })
            .map(|&rule| usize::from(rule))
            .filter(move |&rule| {
                let pattern = &self.rules[rule].pattern;
                !more || pattern.goes_on_with(next, &self.lexicon)
            })
    }

    fn index(&mut self) {
        self.by_word = vec![Starts::default(); self.lexicon.len()];
        for (number, rule) in (0..).zip(&self.rules) {
            let first = rule.pattern.first();
            for (index, rules) in self.by_word.iter_mut().enumerate().skip(1) {
                let begins = first.words.iter().any(|word| word.index() == index)
                    || first
                        .classes
                        .iter()
                        .any(|&class| self.lexicon.entry_at(index).has(class));
                if begins {
                    rules.add(number, &rule.pattern);
                }
            }
            if first.classes.iter().any(|class| class.is_numeric()) {
                self.by_number.add(number, &rule.pattern);
            }
        }
    }
}

impl Starts {
    fn add(&mut self, rule: u16, pattern: &Pattern) {
        self.all.push(rule);
        if pattern.can_be_alone() {
            self.alone.push(rule);
        }
    }
}

struct RuleReader {
    lexicon: Lexicon,
    rules: Vec<Rule>,
    macros: Vec<(&'static str, String)>,
    name: &'static str,
    pattern: Option<Pattern>,
}

impl RuleReader {
    fn line(&mut self, line: &'static str) -> Option<()> {
        let (keyword, rest) = line.split_once(' ')?;
        match keyword {
            "let" => {
                let (name, pattern) = rest.split_once(" = ")?;
                let pattern = self.expand(pattern);
                self.macros.push((name, format!("({pattern})")));
            }
            "rule" => self.name = rest,
            "when" => {
                let source = self.expand(rest);
                self.pattern = Some(Pattern::parse(&source, &mut self.lexicon)?);
            }
            "is" => self.meaning(rest)?,
            "holiday" => self.holiday(rest)?,
            "eg" => {
                #[cfg(test)]
                self.rules.last_mut()?.examples.push(rest);
            }
            _ => return None,
        }
        Some(())
    }

    /// `12-25 christmas day?`, `easter-2 good friday`.
    fn holiday(&mut self, rest: &'static str) -> Option<()> {
        let (day, pattern) = rest.split_once(' ')?;
        self.name = pattern;
        let source = self.expand(pattern);
        self.pattern = Some(Pattern::parse(&source, &mut self.lexicon)?);
        let fixed = day.split_once('-').and_then(|(month, day)| {
            let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
            Some(format!("date month={month} day={day}"))
        });
        let meaning = fixed.unwrap_or_else(|| format!("date holiday={day}"));
        self.meaning(&meaning)
    }

    fn meaning(&mut self, text: &str) -> Option<()> {
        let mut words = text.split_whitespace();
        let mut frame = Frame::new(kind_named(words.next()?)?);
        let mut certainty = CERTAIN;
        for word in words {
            if let Some(value) = word.strip_prefix("certainty=") {
                certainty = value.parse().ok()?;
            } else {
                let (field, value) = constant(word)?;
                frame.set(field, value);
            }
        }
        self.rules.push(Rule {
            name: self.name,
            pattern: self.pattern.take()?,
            frame,
            certainty,
            #[cfg(test)]
            examples: Vec::new(),
        });
        Some(())
    }

    /// The pattern with the names of others replaced by them.
    fn expand(&self, pattern: &str) -> String {
        let mut expanded = String::new();
        let mut name = String::new();
        for char in pattern.chars().chain([' ']) {
            if char.is_alphanumeric() || char == '_' {
                name.push(char);
                continue;
            }
            match self.macros.iter().find(|(known, _)| *known == name) {
                Some((_, replacement)) => expanded.push_str(replacement),
                None => expanded.push_str(&name),
            }
            name.clear();
            expanded.push(char);
        }
        expanded
    }
}

//! Terms that have a label wherever they stand: a gazetteer.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::{Deserialize, Serialize};

use crate::detect::LabelId;
use crate::text::{FindOptions, TextSpan, decode, is_cut};

/// A list of terms, ready to be looked for.
///
/// All terms are looked for in one pass (Aho and Corasick 1975), so a list of 100,000 takes hardly longer than one
/// of ten.
pub struct TermList {
    matcher: AhoCorasick,
    /// The label of each term.
    labels: Vec<LabelId>,
    options: FindOptions,
}

/// What was read of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermCount {
    /// How many terms each label has, by the names that stand in the list.
    pub labels: Vec<(String, u32)>,
    /// The lines, from 1, whose term stands in an earlier line too, with another label. The earlier line counts.
    pub contradicted: Vec<u32>,
}

/// Why a file is no list of terms.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermListError {
    /// It is no text.
    #[error("{0}")]
    NoText(String),
    /// A line cannot be read.
    #[error("line {line}: {problem}")]
    Line {
        /// The line, from 1.
        line: u32,
        /// What is wrong with it.
        problem: String,
    },
    /// No line has a term.
    #[error("no line has a term; a line is a term, or a term, a comma and its label")]
    Empty,
    /// There are more terms than can be looked for.
    #[error("the terms are too many to be looked for: {0}")]
    TooMany(String),
}

impl TermList {
    /// Reads a list: a term a line, and behind a comma or a tab its label. Terms without one have `label`. A first
    /// line whose second field says `label` is a heading. As in any CSV file, what has a comma in it stands in
    /// quotation marks ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)).
    ///
    /// ```
    /// use spanwright::detect::custom::TermList;
    /// use spanwright::text::{FindOptions, TextSpan};
    /// let options = FindOptions { match_case: false, whole_words: true };
    /// let list = b"term,label\naspirin,Drug\n\"Ulm, Bank of\",Bank\n";
    /// let (list, count) = TermList::read(list, "Term", options)?;
    /// assert_eq!(count.labels, [("Bank".to_owned(), 1), ("Drug".to_owned(), 1)]);
    /// let text = "Aspirin and aspirins";
    /// let found = list.find(text, TextSpan::from_range(0..text.len()).unwrap());
    /// assert_eq!(found.len(), 1);
    /// # Ok::<(), spanwright::detect::custom::TermListError>(())
    /// ```
    ///
    /// # Errors
    /// Where the file is no text or has no term, or a line cannot be read.
    pub fn read(
        file: &[u8],
        label: &str,
        options: FindOptions,
    ) -> Result<(Self, TermCount), TermListError> {
        let text = decode(file).map_err(|error| TermListError::NoText(error.to_string()))?;
        let mut terms: Vec<(String, &LabelId)> = Vec::new();
        let rows = rows(&text.text, label)?;
        let mut lines = HashMap::new();
        let mut count = TermCount::default();
        for Row { line, term, label } in &rows {
            let term = folded(term, options).0;
            match lines.get(&term) {
                None => {
                    lines.insert(term.clone(), label);
                    terms.push((term, label));
                }
                Some(earlier) if *earlier == label => {}
                Some(_) => count.contradicted.push(*line),
            }
        }
        if terms.is_empty() {
            return Err(TermListError::Empty);
        }
        let mut labels: HashMap<&LabelId, u32> = HashMap::new();
        for (_, label) in &terms {
            *labels.entry(label).or_default() += 1;
        }
        let labels = labels.into_iter();
        count.labels = labels.map(|(one, n)| (one.to_string(), n)).collect();
        count.labels.sort();
        // The compact kind: a list of 100,000 terms takes some 10 MB in it.
        let matcher = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(terms.iter().map(|(term, _)| term));
        let list = Self {
            matcher: matcher.map_err(|error| TermListError::TooMany(error.to_string()))?,
            labels: terms.into_iter().map(|(_, label)| label.clone()).collect(),
            options,
        };
        Ok((list, count))
    }

    /// The terms in the part of the text within a span, in its order. Of terms that overlap, the one that begins
    /// first counts, and of those that begin together the longest.
    pub fn find(&self, text: &str, within: TextSpan) -> Vec<(TextSpan, &LabelId)> {
        let (folded, places) = folded(within.slice(text), self.options);
        let from = within.start().to_usize();
        let mut all: Vec<(TextSpan, &LabelId)> = self
            .matcher
            .find_overlapping_iter(&folded)
            .filter_map(|found| {
                let start = from + places.get(found.start())?.start?;
                let end = from + places.get(found.end().checked_sub(1)?)?.end?;
                let is_whole = !is_cut(text, start) && !is_cut(text, end);
                let span = TextSpan::from_range(start..end)?;
                let label = self.labels.get(found.pattern().as_usize())?;
                (is_whole || !self.options.whole_words).then_some((span, label))
            })
            .collect();
        // A span sorts before those that lie in it.
        all.sort_by_key(|(span, _)| *span);
        let mut end = within.start();
        all.retain(|(span, _)| {
            let is_free = span.start() >= end;
            if is_free {
                end = span.end();
            }
            is_free
        });
        all
    }
}

/// A line of a list.
struct Row {
    line: u32,
    term: String,
    label: LabelId,
}

fn rows(text: &str, label: &str) -> Result<Vec<Row>, TermListError> {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut lines = Lines::new(text);
    for (number, record) in reader.records().enumerate() {
        let record = record.map_err(|error| TermListError::Line {
            line: lines.line_of(error.position()),
            problem: error.to_string(),
        })?;
        let line = lines.line_of(record.position());
        let mut fields = record.iter();
        let (term, own) = (fields.next(), fields.next());
        let term = term.unwrap_or_default();
        let own = own.filter(|label| !label.is_empty());
        let is_heading = number == 0 && own.is_some_and(|own| own.eq_ignore_ascii_case("label"));
        if term.is_empty() || is_heading {
            continue;
        }
        rows.push(Row {
            line,
            term: term.to_owned(),
            label: LabelId::new(own.unwrap_or(label)),
        });
    }
    Ok(rows)
}

/// Counts the lines of a file. The reader's own count stands before the empty lines in front of a record.
struct Lines<'a> {
    text: &'a str,
    counted: usize,
    line: u32,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let (counted, line) = (0, 1);
        Self {
            text,
            counted,
            line,
        }
    }

    /// The line, from 1, of a record that stands behind those that were asked about before.
    fn line_of(&mut self, position: Option<&csv::Position>) -> u32 {
        let byte = position.map_or(0, csv::Position::byte);
        let at = usize::try_from(byte).unwrap_or(usize::MAX);
        let behind = self.text.get(at..).unwrap_or_default();
        let at = self.text.len() - behind.trim_start_matches(['\r', '\n']).len();
        let between = self.text.get(self.counted..at).unwrap_or_default();
        let breaks = between.matches('\n').count();
        self.line += u32::try_from(breaks).unwrap_or(u32::MAX);
        self.counted = at;
        self.line
    }
}

/// Where a byte of a folded text comes from, as far as a character begins or ends with it.
struct Place {
    start: Option<usize>,
    end: Option<usize>,
}

/// The text as it is compared, and where each of its bytes comes from: white space is one space, an apostrophe is
/// the one of typewriters, and a capital a small letter where that makes no difference.
fn folded(text: &str, options: FindOptions) -> (String, Vec<Place>) {
    let mut folded = String::with_capacity(text.len());
    let mut places: Vec<Place> = Vec::with_capacity(text.len());
    for (start, character) in text.char_indices() {
        let before = folded.len();
        let end = start + character.len_utf8();
        if character.is_whitespace() {
            if folded.ends_with(' ') {
                if let Some(last) = places.last_mut() {
                    last.end = Some(end);
                }
                continue;
            }
            folded.push(' ');
        } else if matches!(character, '’' | '‘' | 'ʼ') {
            folded.push('\'');
        } else if options.match_case {
            folded.push(character);
        } else {
            folded.extend(character.to_lowercase());
        }
        places.resize_with(folded.len(), || Place {
            start: None,
            end: None,
        });
        if let Some(first) = places.get_mut(before) {
            first.start = Some(start);
        }
        if let Some(last) = places.last_mut() {
            last.end = Some(end);
        }
    }
    (folded, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OPTIONS: FindOptions = FindOptions {
        match_case: false,
        whole_words: true,
    };

    fn list(file: &str, options: FindOptions) -> TermList {
        TermList::read(file.as_bytes(), "Term", options).unwrap().0
    }

    /// Checks what is found in a text where it stands in brackets, as `[Drug aspirin]`.
    #[track_caller]
    fn check(file: &str, options: FindOptions, picture: &str) {
        let labels = ["Drug", "Place", "Term"];
        let mut text = picture.replace(']', "");
        for label in labels {
            text = text.replace(&format!("[{label} "), "");
        }
        let whole = TextSpan::from_range(0..text.len()).unwrap();
        let mut drawn = String::new();
        let mut end = 0;
        for (span, label) in list(file, options).find(&text, whole) {
            let range = span.range();
            drawn += &format!("{}[{label} {}]", &text[end..range.start], span.slice(&text));
            end = range.end;
        }
        assert_eq!(drawn + &text[end..], picture);
    }

    #[test]
    fn terms_are_whole_words_however_they_are_written() {
        let file = "aspirin,Drug\nUlm\tnot a tab file,Place\nBank of Ulm,Place\nC++,Term\n";
        check(
            file,
            OPTIONS,
            "😀 [Drug ASPIRIN]’s and aspirins at the [Place bank\n of  Ulm]; [Term C++]",
        );
        let exact = FindOptions {
            match_case: true,
            ..OPTIONS
        };
        check(file, exact, "Aspirin, [Drug aspirin]");
        let parts = FindOptions {
            whole_words: false,
            ..OPTIONS
        };
        check("spir,Drug", parts, "a[Drug spir]in");
        check("O'Hara", OPTIONS, "[Term O’Hara] and [Term o'hara]");
        check("東京,Place", OPTIONS, "今日[Place 東京]で");
    }

    #[test]
    fn a_shorter_term_counts_where_a_longer_one_would_cut_a_word() {
        check(
            "art,Term\nart d,Drug\ndeco rum,Place",
            OPTIONS,
            "[Term art] deco [Term art]",
        );
        check(
            "a b,Term\nb c d,Drug",
            OPTIONS,
            "[Term a b] c d, [Drug b c d]",
        );
    }

    #[test]
    fn letters_that_grow_when_they_are_made_small_keep_their_places() {
        check("i̇stanbul,Place\nstan,Term", OPTIONS, "😀[Place İstanbul]!");
        let parts = FindOptions {
            whole_words: false,
            ..OPTIONS
        };
        // The dot alone is no character of the text.
        check("\u{307}s,Term", parts, "İs");
    }

    #[test]
    fn a_list_says_what_is_in_it_and_what_is_wrong() {
        let file = "\u{feff}Term,Label\r\naspirin,Drug\r\n\r\nAspirin,Pill\r\n\"Ulm, Bank of\" ,Place\r\nother\r\n";
        let (_, count) = TermList::read(file.as_bytes(), "drugs", OPTIONS).unwrap();
        let labels = [("Drug", 1), ("Place", 1), ("drugs", 1)];
        let labels: Vec<_> = labels.map(|(name, n)| (name.to_owned(), n)).into();
        assert_eq!((count.labels, count.contradicted), (labels, vec![4]));
        let wrong = |file: &[u8]| TermList::read(file, "x", OPTIONS).err().unwrap();
        assert_eq!(wrong(b"term,label\n\n"), TermListError::Empty);
        assert!(matches!(wrong(b"PK\x03\x04"), TermListError::NoText(_)));
    }

    proptest! {
        #[test]
        fn every_place_of_a_term_is_found_as_the_search_finds_it(
            text in "[abAB ’é\n]{0,40}",
            term in "[ab]{1,3}",
            match_case: bool,
            whole_words: bool,
        ) {
            let options = FindOptions { match_case, whole_words };
            let found: Vec<TextSpan> = TextSpan::from_range(0..text.len()).map_or_else(Vec::new, |whole| {
                let list = list(&term, options);
                list.find(&text, whole).into_iter().map(|(span, _)| span).collect()
            });
            let expected = crate::text::find(&text, &term, options, &crate::text::UnicodeSegmenter);
            prop_assert_eq!(found, expected);
        }
    }
}

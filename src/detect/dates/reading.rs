//! What the engine reads in the time expressions that people marked.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Timex;
use crate::detect::Proposal;
use crate::text::TextSpan;

/// A piece of the text that a person says is a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// The piece.
    pub span: TextSpan,
    /// The block in which it begins, where the words around it tell more.
    pub block: TextSpan,
}

/// What such a piece means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The piece.
    pub span: TextSpan,
    /// Its meaning.
    pub timex: Timex,
}

/// Reads pieces of a text of this date: first as the engine finds them in their block, and else by
/// themselves. Those that mean nothing to it have no reading. Pieces given in the order of the text
/// cost one reading of each block.
///
/// ```
/// use spanwright::detect::dates::{Unread, read};
/// use spanwright::text::TextSpan;
/// let text = "They met last Friday.";
/// let block = TextSpan::from_range(0..text.len()).unwrap();
/// let span = TextSpan::from_range(9..20).unwrap();
/// let date = chrono::NaiveDate::from_ymd_opt(2016, 7, 16);
/// let readings = read(text, &[Unread { span, block }], date);
/// assert_eq!(readings[0].timex.value, "2016-07-15");
/// ```
pub fn read(text: &str, unread: &[Unread], date: Option<NaiveDate>) -> Vec<Reading> {
    let detect = |within: TextSpan| {
        let mut found = Vec::new();
        super::detect(text, within, date, &mut found);
        found
    };
    let mut block = None;
    let mut found = Vec::new();
    let readings = unread.iter().filter_map(|piece| {
        if block.replace(piece.block) != Some(piece.block) {
            found = detect(piece.block);
        }
        let timex = exactly(piece.span, &found);
        let timex = timex.or_else(|| exactly(piece.span, &detect(piece.span)))?;
        Some(Reading {
            span: piece.span,
            timex,
        })
    });
    readings.collect()
}

/// What a date in words means, such as an annotator may type in the place of a value; `None` where the
/// engine does not take the whole of the words for one expression.
///
/// ```
/// use spanwright::detect::dates::in_other_words;
/// let date = chrono::NaiveDate::from_ymd_opt(2016, 7, 16);
/// assert_eq!(in_other_words("last friday", date).unwrap().value, "2016-07-15");
/// assert_eq!(in_other_words("friday and saturday", date), None);
/// ```
pub fn in_other_words(words: &str, date: Option<NaiveDate>) -> Option<Timex> {
    let start = words.len() - words.trim_start().len();
    let span = TextSpan::from_range(start..words.trim_end().len())?;
    let mut found = Vec::new();
    super::detect(words, span, date, &mut found);
    exactly(span, &found)
}

fn exactly(span: TextSpan, found: &[Proposal]) -> Option<Timex> {
    let same = found.iter().find(|proposal| proposal.span == span)?;
    same.time.clone()
}

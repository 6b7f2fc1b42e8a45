//! The date on which a text was published, where the text says it.

use chrono::NaiveDate;

use super::{TimexKind, detect};
use crate::text::{ByteOffset, TextSpan};

/// The publication date and where the text says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentDate {
    /// The day.
    pub date: NaiveDate,
    /// The date in the text.
    pub span: TextSpan,
}

/// How many blocks belong to the head of a text.
const HEAD_BLOCKS: usize = 8;

/// How many bytes a line may have that only says when and by whom something was published.
const LINE_BYTES: usize = 120;

/// How many bytes of a paragraph a dateline may fill.
const DATELINE_BYTES: usize = 80;

/// The words that may stand around a date in a line about publication.
const LINE_WORDS: [&str; 27] = [
    "published",
    "posted",
    "updated",
    "created",
    "issued",
    "released",
    "date",
    "dated",
    "last",
    "modified",
    "first",
    "on",
    "at",
    "by",
    "the",
    "of",
    "am",
    "pm",
    "gmt",
    "utc",
    "est",
    "edt",
    "et",
    "bst",
    "cet",
    "story",
    "article",
];

/// The publication date that the head of the text says in full, with year, month and day.
///
/// Two places are believed: a short line of its own beside nothing but words about publication
/// ("Published 16 July 2016, 10:30 GMT"), and a dateline before the first dash of a paragraph
/// ("LONDON, July 16, 2016 (Reuters) - ..."). A date inside a sentence is not. Where the head says
/// different dates, a line about publication wins over one about an update, else the first.
pub fn document_date(text: &str, blocks: &[TextSpan]) -> Option<DocumentDate> {
    let mut fallback = None;
    for block in blocks.iter().take(HEAD_BLOCKS) {
        let Some(block) = block.trimmed(text) else {
            continue;
        };
        let Some(found) = in_line(text, block).or_else(|| in_dateline(text, block)) else {
            continue;
        };
        if !mentions_update(block.slice(text)) {
            return Some(found);
        }
        fallback = fallback.or(Some(found));
    }
    fallback
}

fn mentions_update(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    line.contains("updated") || line.contains("modified")
}

/// A date in a line that says nothing else.
fn in_line(text: &str, block: TextSpan) -> Option<DocumentDate> {
    let line = block.slice(text);
    if line.len() > LINE_BYTES {
        return None;
    }
    let found = first_full_date(text, block)?;
    let before = TextSpan::new(block.start(), found.span.start());
    let after = TextSpan::new(found.span.end(), block.end());
    let before = before.map_or("", |span| span.slice(text));
    let after = after.map_or("", |span| span.slice(text));
    let about_publication = |part: &str| {
        part.split(|char: char| !char.is_alphabetic())
            .filter(|word| !word.is_empty())
            .all(|word| LINE_WORDS.contains(&word.to_ascii_lowercase().as_str()))
    };
    // "By Ada Lovelace | 16 July 2016": a name may stand before a mark that parts it.
    let before = before
        .rsplit_once(['|', '\u{b7}', '\u{2022}'])
        .map_or(before, |(_, rest)| rest);
    (about_publication(before) && about_publication(after)).then_some(found)
}

/// A date between the place and the dash that a news text begins with.
fn in_dateline(text: &str, block: TextSpan) -> Option<DocumentDate> {
    let paragraph = block.slice(text);
    let dash = [" - ", " -- ", " \u{2013} ", " \u{2014} ", "\u{2014}"]
        .iter()
        .filter_map(|dash| paragraph.find(dash))
        .min()
        .filter(|at| *at <= DATELINE_BYTES)?;
    let start = block.start().to_usize();
    let head = TextSpan::new(block.start(), ByteOffset::from_usize(start + dash))?;
    let found = first_full_date(text, head)?;
    // A dateline begins with a place in capitals, which a sentence does not.
    let place = TextSpan::new(head.start(), found.span.start())?.slice(text);
    let word = place.split(|char: char| !char.is_alphabetic()).next()?;
    let capitals = word.len() > 1 && word.chars().all(char::is_uppercase);
    capitals.then_some(found)
}

/// The first date in the span that is a known day without help.
fn first_full_date(text: &str, span: TextSpan) -> Option<DocumentDate> {
    let mut found = Vec::new();
    detect(text, span, None, &mut found);
    found.iter().find_map(|proposal| {
        let time = proposal.time.as_ref()?;
        let day = match time.kind {
            TimexKind::Date | TimexKind::Time => time.value.get(..10)?,
            TimexKind::Duration | TimexKind::Set => return None,
        };
        let date = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
        Some(DocumentDate {
            date,
            span: proposal.span,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date_of(text: &str) -> Option<String> {
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            blocks.extend(TextSpan::from_range(at..at + line.len()));
            at += line.len();
        }
        document_date(text, &blocks).map(|found| found.date.to_string())
    }

    #[test]
    fn lines_about_publication_say_the_date() {
        for text in [
            "A title\nPublished 16 July 2016\nThe story begins.",
            "A title\nBy Ada Lovelace | July 16, 2016 10:30 am GMT\nThe story begins.",
            "16 July 2016\nThe story begins.",
            "Title\nUpdated 18 July 2016\nPublished: 2016-07-16\nThe story.",
            "Title\nLast updated on July 16, 2016 at 3:30 p.m.\nThe story.",
        ] {
            assert_eq!(date_of(text).as_deref(), Some("2016-07-16"), "{text}");
        }
    }

    #[test]
    fn datelines_say_the_date() {
        for text in [
            "A title\nLONDON, July 16, 2016 (Wire) - The minister left.",
            "NEW YORK, 16 July 2016 \u{2014} The minister left.",
        ] {
            assert_eq!(date_of(text).as_deref(), Some("2016-07-16"), "{text}");
        }
    }

    #[test]
    fn dates_inside_sentences_are_not_the_texts() {
        for text in [
            "A title\nThe minister left on 16 July 2016.",
            "A title\nOn July 16, 2016 - a Saturday - the minister left.",
            "LONDON, July 16 (Wire) - The minister left.",
            "The treaty of 16 July 2016",
            "",
        ] {
            assert_eq!(date_of(text), None, "{text}");
        }
    }
}

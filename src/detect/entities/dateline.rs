//! The line that says where a report was written: `HAVANA (AP) --`, `NEWARK, N.J. —`.
//!
//! News agencies set the place in capitals at the head of a report, then the country or the state, the day and the
//! agency, as far as they are wanted, and a dash (Associated Press and Reuters style). In capitals a tagger hardly
//! knows a place, and what stands behind the dash begins a sentence.

use std::ops::Range;

/// The most words that a place, a country or an agency has.
const MOST: usize = 4;

/// What stands before a dash in capitals at the head of a text and is no place.
const KICKERS: [&str; 44] = [
    "ADVISORY",
    "ALERT",
    "ANALYSIS",
    "ANSWER",
    "APPENDIX",
    "BACKGROUND",
    "BREAKING",
    "BRIEF",
    "BUSINESS",
    "CHAPTER",
    "CLARIFICATION",
    "COLUMN",
    "COMMENTARY",
    "CORRECTION",
    "EDITORIAL",
    "EXCLUSIVE",
    "EXPLAINER",
    "FACTBOX",
    "FEATURE",
    "FOCUS",
    "HEADLINE",
    "HOST",
    "INSIGHT",
    "INTERVIEW",
    "LIVE",
    "NARRATOR",
    "NEWS",
    "NOTE",
    "OPINION",
    "PART",
    "PHOTOS",
    "PROFILE",
    "QUESTION",
    "REPORT",
    "REVIEW",
    "SECTION",
    "SPORTS",
    "SUMMARY",
    "TIMELINE",
    "UPDATE",
    "URGENT",
    "VIDEO",
    "WATCH",
    "WORLD",
];

/// A dateline at the head of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// The tokens of the place.
    pub place: Range<usize>,
    /// Whether more than a place in capitals and a dash says that it is one: a country, a day, an agency.
    pub is_full: bool,
    /// How many tokens it has, the dash among them.
    pub len: usize,
}

impl Dateline {
    /// No dateline has more tokens.
    pub const LONGEST: usize = 32;

    /// The dateline that a sentence begins with.
    pub fn of(words: &[&str]) -> Option<Self> {
        let word = |at: usize| words.get(at).copied().unwrap_or_default();
        let run = |from: usize, is_part: fn(&str) -> bool| {
            let parts = words.iter().skip(from).take(MOST);
            from + parts.take_while(|word| is_part(word)).count()
        };
        let place = 0..run(0, is_in_capitals);
        let mut at = place.end;
        while word(at) == "," {
            at = run(at + 1, is_capitalised_or_number);
            // Of an abbreviation that the tokens do not know.
            at += usize::from(word(at) == ".");
        }
        if word(at) == "(" {
            at = run(at + 1, is_capitalised_or_number);
            if word(at) != ")" {
                return None;
            }
            at += 1;
        }
        let is_full = at > place.end;
        let is_dash = matches!(word(at), "-" | "--" | "---" | "–" | "—" | "―" | "_");
        // Short words in capitals are initials rather than places: `PS`, `WHO`.
        let is_long = |word: &&str| word.chars().filter(|c| c.is_uppercase()).count() > 3;
        let speaks_for_itself = || {
            let place = &words[place.clone()];
            let next = words.iter().skip(at + 1).find(|word| has_letter(word));
            place.iter().any(is_long)
                && !place.iter().any(|word| KICKERS.contains(word))
                && next.is_none_or(|next| next.starts_with(char::is_uppercase))
        };
        let is_dateline = !place.is_empty() && is_dash && (is_full || speaks_for_itself());
        is_dateline.then_some(Self {
            place,
            is_full,
            len: at + 1,
        })
    }
}

fn has_letter(word: &str) -> bool {
    word.contains(char::is_alphabetic)
}

/// Whether it is written as the place of a dateline is: `NAIROBI`, `ST.`, `O'SMACH`, `PORT-AU-PRINCE`.
fn is_in_capitals(word: &str) -> bool {
    let fits = |c: char| c.is_uppercase() || matches!(c, '.' | '\'' | '’' | '-');
    let is_number = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let is_long = word.chars().filter(|c| c.is_uppercase()).count() > 1;
    word.chars().all(fits) && is_long && !is_number
}

fn is_capitalised_or_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{TextSpan, tokens};

    /// The place, `(in round brackets)` where nothing else speaks for it, and what follows the dateline.
    fn found(text: &str) -> Option<String> {
        let whole = TextSpan::from_range(0..text.len()).unwrap();
        let tokens = tokens(text, whole);
        let words: Vec<&str> = tokens.iter().map(|token| token.slice(text)).collect();
        let found = Dateline::of(&words)?;
        let place = words[found.place].join(" ");
        let place = if found.is_full {
            place
        } else {
            format!("({place})")
        };
        Some(format!("{place} | {}", words[found.len..].join(" ")))
    }

    #[test]
    fn datelines_are_known() {
        for (text, expected) in [
            ("HAVANA (AP) -- The talks", "HAVANA | The talks"),
            ("CANBERRA, Australia (AP)_ Turning", "CANBERRA | Turning"),
            ("NAIROBI, August 21 (Xinhua) --", "NAIROBI | "),
            ("NEWARK, N.J. _ A force", "NEWARK | A force"),
            (
                "DAR ES SALAAM, Tanzania, Aug. 7 (Reuters) - Rescuers",
                "DAR ES SALAAM | Rescuers",
            ),
            ("INDEPENDENCE, MO. (AP)-- The", "INDEPENDENCE | The"),
            ("HARWELL BAY — Cranes", "(HARWELL BAY) | Cranes"),
            ("PORT-AU-PRINCE – “We are", "(PORT-AU-PRINCE) | “ We are"),
            ("O'SMACH, Cambodia (AP)_ The", "O'SMACH | The"),
            ("MIAMI _", "(MIAMI) | "),
        ] {
            assert_eq!(found(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_dateline_is_none() {
        for text in [
            "—",
            "The talks — in HAVANA — went on",
            "NATO — which grew — said no",
            "PS -- There is more",
            "BREAKING — Cranes fall",
            "WATCH LIVE — The debate",
            "HAVANA (AP photo by a man) -- The",
            "HAVANA TALKS END IN SILENCE",
            "I — The King",
            "PART II — The King",
            "IV — The King",
            "2016 — The year",
            "HAVANA, where — The",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}

//! Finding words in a text: for the search, and to label all that reads the same.

use serde::{Deserialize, Serialize};

use super::pieces::{is_apostrophe, is_clitic};
use super::tokens::is_ideographic;
use super::{ByteOffset, Segmenter, TextSpan};

/// What counts as the same words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FindOptions {
    /// Whether capitals and small letters are told apart.
    pub match_case: bool,
    /// Whether only whole words count.
    pub whole_words: bool,
}

/// The places where the text has these words, from the beginning; none overlaps another.
///
/// The words are plain text, not a pattern. White space in them is any white space, so that a line
/// break in hard-wrapped text is found as a space. A whole word may have a possessive behind it or
/// be part of a hyphenated one; text written without spaces has no words to be parts of.
///
/// ```
/// use spanwright::text::{FindOptions, UnicodeSegmenter, find};
/// let text = "Kerry's aide said\nJohn Kerry—not Kerryman—met kerry.";
/// let whole = FindOptions { whole_words: true, match_case: true };
/// assert_eq!(find(text, "Kerry", whole, &UnicodeSegmenter).len(), 2);
/// assert_eq!(find(text, "Kerry", FindOptions::default(), &UnicodeSegmenter).len(), 4);
/// assert_eq!(find(text, "said John", whole, &UnicodeSegmenter).len(), 1);
/// ```
pub fn find(
    text: &str,
    words: &str,
    options: FindOptions,
    segmenter: &dyn Segmenter,
) -> Vec<TextSpan> {
    let mut wanted: Vec<char> = Vec::new();
    for c in words.chars() {
        match c.is_whitespace() {
            true if wanted.last() == Some(&' ') => {}
            true => wanted.push(' '),
            false if options.match_case => wanted.push(c),
            false => {
                lower(c, segmenter, &mut |c| {
                    wanted.push(c);
                    true
                });
            }
        }
    }
    let mut found = Vec::new();
    let mut from = 0;
    for (start, _) in text.char_indices() {
        if start < from {
            continue;
        }
        let end = match match_at(&text[start..], &wanted, options, segmenter) {
            Some(length) if length > 0 => start + length,
            _ => continue,
        };
        if options.whole_words && (is_cut(text, start) || is_cut(text, end)) {
            continue;
        }
        found.extend(TextSpan::from_range(start..end));
        from = end;
    }
    found
}

/// Which of the places found comes next after an offset, or last before it; from the other end of
/// the list again where there is none.
pub fn next_found(found: &[TextSpan], from: ByteOffset, forward: bool) -> Option<usize> {
    let before = found.partition_point(|span| span.start() < from);
    let next = match forward {
        true => {
            before
                + found[before..]
                    .iter()
                    .take_while(|span| span.start() == from)
                    .count()
        }
        false => (before + found.len()).checked_sub(1)?,
    };
    next.checked_rem(found.len())
}

/// How many bytes at the beginning of the text are the wanted characters.
fn match_at(
    text: &str,
    wanted: &[char],
    options: FindOptions,
    segmenter: &dyn Segmenter,
) -> Option<usize> {
    let mut wanted = wanted.iter().copied();
    let mut rest = text.chars();
    loop {
        let length = text.len() - rest.as_str().len();
        let Some(first) = wanted.next() else {
            return Some(length);
        };
        let c = rest.next()?;
        if first == ' ' {
            if !c.is_whitespace() {
                return None;
            }
            rest = rest.as_str().trim_start().chars();
        } else if options.match_case {
            if c != first {
                return None;
            }
        } else {
            let mut next = Some(first);
            if !lower(c, segmenter, &mut |c| {
                next.take().or_else(|| wanted.next()) == Some(c)
            }) {
                return None;
            }
        }
    }
}

/// Gives the small letter of a character, or the several that it has, to `take` as long as that
/// agrees; whether it did to the end. Most are in ASCII, for which no tables are asked.
fn lower(c: char, segmenter: &dyn Segmenter, take: &mut dyn FnMut(char) -> bool) -> bool {
    match c.is_ascii() {
        true => take(c.to_ascii_lowercase()),
        false => segmenter.lowercase(c).chars().all(take),
    }
}

/// Whether a word runs on over the offset, so that a span that begins or ends there would cut it.
pub(crate) fn is_cut(text: &str, offset: usize) -> bool {
    let (before, after) = text.split_at(offset);
    let mut after = after.chars();
    let (Some(left), Some(right)) = (before.chars().next_back(), after.next()) else {
        return false;
    };
    if is_ideographic(left) || is_ideographic(right) || !left.is_alphanumeric() {
        return false;
    }
    if is_apostrophe(right) {
        let rest = after.as_str();
        let letters = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        return letters > 0 && !is_clitic(&rest[..letters]);
    }
    right.is_alphanumeric() || is_mark(right)
}

/// Whether the character belongs to the letter before it. `char` counts most marks as letters; these
/// are the common ones that it does not.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{94d}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::UnicodeSegmenter;

    /// Finds the words in a text where each place that is to be found stands between bars.
    #[track_caller]
    fn check(picture: &str, words: &str, match_case: bool, whole_words: bool) {
        let text = picture.replace('|', "");
        let options = FindOptions {
            match_case,
            whole_words,
        };
        let mut drawn = String::new();
        let mut end = 0;
        for span in find(&text, words, options, &UnicodeSegmenter) {
            drawn += &format!("{}|{}|", &text[end..span.range().start], span.slice(&text));
            end = span.range().end;
        }
        assert_eq!(drawn + &text[end..], picture);
    }

    #[test]
    fn words_are_found_whole_or_in_part() {
        check("|Ann| and Anna, |Ann|’s, |Ann|-Marie", "Ann", true, true);
        check("|Ann| and |Ann|a, |Ann|’s", "Ann", true, false);
        check("I don't, |Don| did", "don", false, true);
        check("|U.S.| and |U.S.|", "U.S.", true, true);
        check("A|nn|e", "nn", true, false);
    }

    #[test]
    fn capitals_count_where_they_are_to() {
        check("us, |US|, Us", "US", true, true);
        check("|us|, |US|, |Us|", "US", false, true);
        check("|ÉCOLE| et |école|", "École", false, true);
        check("|İ|stanbul", "i\u{307}", false, false);
    }

    #[test]
    fn white_space_is_any_white_space() {
        check("the |Bank\n  of Ulm|", "Bank of  Ulm", true, true);
        check("BankofUlm", "Bank of Ulm", true, true);
        check("a| |b", " ", true, false);
    }

    #[test]
    fn scripts_without_spaces_have_no_words_to_be_parts_of() {
        check("美国总统|奥巴马|访问", "奥巴马", true, true);
    }

    #[test]
    fn what_is_found_does_not_overlap() {
        check("|aa||aa|a", "aa", true, false);
    }

    #[test]
    fn what_is_found_is_gone_through_in_both_directions_and_round() {
        let found = find("a a a", "a", FindOptions::default(), &UnicodeSegmenter);
        let next = |from, forward| next_found(&found, ByteOffset::new(from), forward);
        assert_eq!(
            [0, 1, 2, 4].map(|from| next(from, true)),
            [1, 1, 2, 0].map(Some)
        );
        assert_eq!(
            [0, 1, 2, 4].map(|from| next(from, false)),
            [2, 0, 0, 1].map(Some)
        );
        assert_eq!(
            [true, false].map(|forward| next_found(&[], ByteOffset::ZERO, forward)),
            [None; 2]
        );
    }

    #[test]
    fn nothing_is_found_nowhere() {
        check("Ada", "", false, false);
        check("", "Ada", false, false);
    }

    #[test]
    fn an_accent_belongs_to_its_letter() {
        check("cafe\u{301}", "cafe", true, true);
    }
}

// Property tests run natively.
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use super::*;
    use crate::text::UnicodeSegmenter;
    use proptest::prelude::*;

    proptest! {
        /// Of plain text that is matched as it stands, `str::match_indices` finds the same.
        #[test]
        fn it_finds_what_a_naive_search_finds(text in "[abAB é\u{301}]{0,30}", words in "[abA]{1,3}") {
            let options = FindOptions { match_case: true, whole_words: false };
            let found: Vec<usize> = find(&text, &words, options, &UnicodeSegmenter).iter().map(|s| s.range().start).collect();
            let naive: Vec<usize> = text.match_indices(&words).map(|(at, _)| at).collect();
            prop_assert_eq!(found, naive);
        }

        /// Whatever is found without regard to capitals reads the same in small letters.
        #[test]
        fn what_is_found_reads_the_same(text in "\\PC{0,20}", from: prop::sample::Index, words in "\\PC{0,2}") {
            let starts: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
            let words = match starts.is_empty() {
                true => words,
                false => text[starts[from.index(starts.len())]..].chars().take(2).collect(),
            };
            let fold = |s: &str| s.chars().flat_map(char::to_lowercase).map(|c| if c.is_whitespace() { ' ' } else { c }).collect::<String>();
            for span in find(&text, &words, FindOptions::default(), &UnicodeSegmenter) {
                prop_assert!(fold(span.slice(&text)).split(' ').eq(fold(&words).split(' ')) || words.contains(char::is_whitespace));
            }
        }
    }
}

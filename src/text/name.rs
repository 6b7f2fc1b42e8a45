//! The words that go together where a hand points: a name of several words, or one word.

use super::{ByteOffset, Segmenter, TextSpan, Unit, units};

/// How many bytes of text around a word are looked at: more than any name has.
const AROUND: usize = 400;

/// Small words that stand inside names and join what is around them, as in "Bank of England" and
/// "Ursula von der Leyen".
const INSIDE: &[&str] = &[
    "of", "the", "de", "del", "della", "der", "den", "des", "di", "do", "da", "dos", "das", "du",
    "la", "le", "el", "al", "bin", "ibn", "van", "von", "zu", "ten", "ter",
];

/// What may stand between two words of a name.
const BETWEEN: &[&str] = &[" ", "\u{a0}", "-", "’", "'", "&", " & "];

/// The articles that guidelines for names leave out, as they are written where a name begins.
const ARTICLES: &[&str] = &["The", "A", "An", "THE"];

/// The name of which the word at an offset is a part, or that word alone, or `None` where there is
/// no word. Nothing outside `within` belongs to it.
///
/// A name is a run of words that begin with capital letters, with small words such as "of" between
/// them. A word that begins a sentence belongs to it only if it is not an article and is not
/// written small nearby, as "On" is in "On Monday Kerry spoke on trade".
///
/// ```
/// use spanwright::text::{ByteOffset, TextSpan, UnicodeSegmenter, name_at};
/// let text = "The Bank of England met Ruth Adeyemi.";
/// let whole = TextSpan::from_range(0..text.len()).unwrap();
/// let at = |word: &str| ByteOffset::from_usize(text.find(word).unwrap());
/// let name = |word| name_at(text, whole, at(word), &UnicodeSegmenter).unwrap().slice(text);
/// assert_eq!(name("England"), "Bank of England");
/// assert_eq!(name("met"), "met");
/// ```
pub fn name_at(
    text: &str,
    within: TextSpan,
    at: ByteOffset,
    segmenter: &dyn Segmenter,
) -> Option<TextSpan> {
    let at = at.to_usize();
    let from = text.floor_char_boundary(at.saturating_sub(AROUND));
    let to = text.ceil_char_boundary(at.saturating_add(AROUND));
    let within = within.intersection(TextSpan::from_range(from..to)?)?;
    let words = units(text, within, Unit::Word, segmenter);
    let head = ByteOffset::from_usize(at);
    // The hand may point right behind a word.
    let here = words
        .iter()
        .rposition(|word| word.start() <= head && head <= word.end())?;
    if !is_capitalised(words[here].slice(text)) {
        return Some(words[here]);
    }
    let (mut first, mut last) = (here, here);
    while let Some(before) = joined(text, &words, first, false) {
        first = before;
    }
    while let Some(after) = joined(text, &words, last, true) {
        last = after;
    }
    let is_article = |word: usize| ARTICLES.contains(&words[word].slice(text));
    let begins = |word: usize| begins_sentence(text, words[word].start());
    let nearby = &text[from..to];
    while first < here
        && (is_article(first)
            || !is_capitalised(words[first].slice(text))
            || begins(first) && is_written_small(nearby, words[first].slice(text), segmenter))
    {
        first += 1;
    }
    // Whoever points at such a word means that word.
    if first == here && (is_article(here) || begins(here)) {
        let small = is_written_small(nearby, words[here].slice(text), segmenter);
        last = if is_article(here) || small {
            here
        } else {
            last
        };
    }
    TextSpan::new(words[first].start(), words[last].end())
}

/// The next word of the name beyond the word `from`, small words inside the name stepped over.
fn joined(text: &str, words: &[TextSpan], from: usize, forward: bool) -> Option<usize> {
    let mut word = from;
    loop {
        let next = match forward {
            true => word + 1,
            false => word.checked_sub(1)?,
        };
        let (one, other) = (words.get(word.min(next))?, words.get(word.max(next))?);
        let between = TextSpan::new(one.end(), other.start())?;
        if !BETWEEN.contains(&between.slice(text)) {
            return None;
        }
        let written = words[next].slice(text);
        if is_capitalised(written) {
            return Some(next);
        }
        if !INSIDE.contains(&written) {
            return None;
        }
        word = next;
    }
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a sentence begins here, or a line.
fn begins_sentence(text: &str, at: ByteOffset) -> bool {
    let before = text[..at.to_usize()].trim_end_matches(['“', '"', '‘', '\'', '(', '«', ' ']);
    before.is_empty() || before.ends_with(['.', '!', '?', '…', ':', '\n', '”', '—', '–'])
}

fn is_written_small(text: &str, word: &str, segmenter: &dyn Segmenter) -> bool {
    let mut letters = word.chars();
    let small = letters.next().map(|first| segmenter.lowercase(first));
    let small = small.unwrap_or_default() + letters.as_str();
    let is_letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    text.match_indices(&small).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + small.len()..].chars().next();
        !is_letter(before) && !is_letter(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::UnicodeSegmenter;
    use proptest::prelude::*;

    /// The name where the text has `|`.
    fn name(marked: &str) -> String {
        let at = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let whole = TextSpan::from_range(0..text.len()).unwrap();
        let name = name_at(&text, whole, ByteOffset::from_usize(at), &UnicodeSegmenter);
        name.map_or("", |name| name.slice(&text)).to_owned()
    }

    #[test]
    fn it_is_the_run_of_capitalised_words() {
        assert_eq!(name("met Ruth Ad|eyemi, who"), "Ruth Adeyemi");
        assert_eq!(name("HARWELL| BAY — The"), "HARWELL BAY");
        assert_eq!(name("insurer Merrow & P|ike puts"), "Merrow & Pike");
        assert_eq!(name("the Ports Act| of 1963"), "Ports Act");
        assert_eq!(name("said J. |Li today"), "J. Li");
        assert_eq!(name("Jean-C|laude came"), "Jean-Claude");
    }

    #[test]
    fn small_words_join_what_is_around_them_and_stand_at_no_end() {
        assert_eq!(
            name("the U|niversity of Leiden, in"),
            "University of Leiden"
        );
        assert_eq!(name("Ursula| von der Leyen spoke"), "Ursula von der Leyen");
        assert_eq!(name("the port of Ros|tock"), "Rostock");
        assert_eq!(name("the Bank| of a friend"), "Bank");
    }

    #[test]
    fn an_article_and_a_word_that_only_begins_the_sentence_stay_outside() {
        assert_eq!(name("The Tarrant Mu|seum fell"), "Tarrant Museum");
        assert_eq!(name("On Mon|day he spoke on trade"), "Monday");
        assert_eq!(name("Northern G|ate is north"), "Northern Gate");
        assert_eq!(name("He left. In Par|is in May"), "Paris");
        assert_eq!(name("T|he Tarrant Museum"), "The");
        assert_eq!(name("O|n Monday on"), "On");
    }

    #[test]
    fn a_word_that_is_no_name_stands_alone() {
        assert_eq!(name("a w|eek later"), "week");
        assert_eq!(name("Kerry'|s plan"), "'s");
        assert_eq!(name(" | "), "");
    }

    proptest! {
        #[test]
        fn it_lies_within_and_touches_the_place(
            text in "[ A-Cab.'’&\\-é漢 ]{1,40}", at in 0..60_usize, from in 0..30_usize
        ) {
            let boundary = |at: usize| text.floor_char_boundary(at.min(text.len()));
            let (from, at) = (boundary(from), boundary(at));
            if let Some(within) = TextSpan::from_range(from..text.len()) {
                let at = ByteOffset::from_usize(at);
                if let Some(name) = name_at(&text, within, at, &UnicodeSegmenter) {
                    prop_assert!(within.contains(name));
                    prop_assert!(name.start() <= at && at <= name.end());
                }
            }
        }
    }
}

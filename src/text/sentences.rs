//! Sentences: what a detector reads at a time, and what sentence formats write.

use super::abbreviations::Abbreviation;
use super::{TextSpan, tokens};

/// The sentences of the text within a span, which should be a block: a sentence runs on over a
/// lone line break, as hard-wrapped text needs it, but not over a blank line.
///
/// Every token is in exactly one sentence. A closing quote or bracket stays with the sentence
/// that it closes.
///
/// ```
/// use spanwright::text::{TextSpan, sentences};
/// let text = "J. K. Rowling met U.S. officials at 5 p.m. Monday. “Why?” she asked.";
/// let whole = TextSpan::from_range(0..text.len()).unwrap();
/// let sentences: Vec<&str> = sentences(text, whole).into_iter().map(|s| s.slice(text)).collect();
/// assert_eq!(sentences, [
///     "J. K. Rowling met U.S. officials at 5 p.m. Monday.",
///     "“Why?” she asked.",
/// ]);
/// ```
pub fn sentences(text: &str, within: TextSpan) -> Vec<TextSpan> {
    sentences_of(text, &tokens(text, within))
}

/// The sentences that the tokens form, for a caller who has the tokens already.
pub fn sentences_of(text: &str, tokens: &[TextSpan]) -> Vec<TextSpan> {
    let mut sentences = Vec::new();
    let mut first = 0;
    let mut at = 0;
    while at < tokens.len() {
        let (end, is_end) = end_of_sentence(text, tokens, first, at);
        if is_end {
            sentences.extend(TextSpan::new(tokens[first].start(), tokens[end - 1].end()));
            first = end;
        }
        at = end;
    }
    sentences
}

/// The index after the token at `at` and the marks that close it, and whether the sentence ends
/// there.
fn end_of_sentence(text: &str, tokens: &[TextSpan], first: usize, at: usize) -> (usize, bool) {
    let mut end = at + 1;
    let between = |index: usize| -> Option<&str> {
        let next = tokens.get(index)?;
        text.get(tokens[index - 1].end().to_usize()..next.start().to_usize())
    };
    if between(end).is_none_or(is_blank_line) {
        return (end, true);
    }
    let token = tokens[at].slice(text);
    let abbreviation = abbreviation_at(text, tokens, at);
    if !token.chars().all(is_terminator) && abbreviation.is_none() {
        return (end, false);
    }
    while between(end) == Some("")
        && tokens.get(end).is_some_and(|next| {
            next.slice(text)
                .chars()
                .all(|c| is_terminator(c) || is_closer(c))
        })
    {
        end += 1;
    }
    let Some(gap) = between(end) else {
        return (end, true);
    };
    let next = first_word(text, &tokens[end..]);
    let may_end = is_blank_line(gap)
        || match abbreviation {
            Some(_) if gap.is_empty() && end == at + 1 => false,
            Some(abbreviation) => !starts_low(next) && abbreviation.may_end_sentence(next),
            None => {
                let is_number_of_list = at == first + 1
                    && token == "."
                    && tokens[first].slice(text).chars().all(char::is_alphanumeric)
                    && tokens[first].len_bytes() <= 3
                    && tokens[first].slice(text).starts_with(char::is_numeric);
                let is_apart =
                    !gap.is_empty() || token.starts_with(is_wide_terminator) || starts_high(next);
                is_apart && !starts_low(next) && !is_number_of_list
            }
        };
    (end, may_end)
}

fn abbreviation_at(text: &str, tokens: &[TextSpan], at: usize) -> Option<Abbreviation> {
    let token = tokens[at].slice(text);
    let word = token.strip_suffix('.').filter(|word| !word.is_empty())?;
    let word = word.rsplit(['-', '\u{2010}', '\u{2011}']).next()?;
    let next = tokens.get(at + 1)?;
    Abbreviation::of(word, text.get(next.start().to_usize()..)?)
}

/// The next token that is not an opening quote or bracket.
fn first_word<'a>(text: &'a str, tokens: &[TextSpan]) -> &'a str {
    const MARKS: usize = 8;
    tokens
        .iter()
        .take(MARKS)
        .map(|token| token.slice(text))
        .find(|token| token.contains(char::is_alphanumeric))
        .unwrap_or_default()
}

fn starts_low(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

fn starts_high(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_blank_line(gap: &str) -> bool {
    let breaks = gap.matches(['\n', '\u{2028}']).count();
    breaks > 1 || gap.contains('\u{2029}') || (breaks == 0 && gap.matches('\r').count() > 1)
}

/// The commoner characters with the property Sentence_Terminal.
fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '፧'
            | '፨'
            | '။'
            | '។'
    ) || is_wide_terminator(c)
}

/// Terminators that need no space after them.
fn is_wide_terminator(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．')
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '）'
            | '】'
            | '》'
            | '〉'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the sentences of the text, which has a bar where one ends and the next begins.
    fn check(picture: &str) {
        let text = picture.replace('|', "");
        let whole = TextSpan::from_range(0..text.len()).unwrap();
        let found: Vec<&str> = sentences(&text, whole)
            .iter()
            .map(|s| s.slice(&text))
            .collect();
        let expected: Vec<&str> = picture.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_at_their_terminators() {
        check("He left.| She stayed!| Why?| Nobody knows… |Perhaps");
        check("It ended.|\nIt began\nagain.");
        check("In 2016.| 20 people died.");
        check("“Go.”| “No!” he said. |(They went.) |Done.");
        check("他走了。|她留下了。|为什么？|没有人知道");
        check("यह घर है।| वह गया।");
        check("It was late.|The next day came");
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        check("Mr. Li met Gen. Ky of Acme Inc. Tuesday.| He left.");
        check("The U.S. President met U.S. officials.");
        check("He left the U.S. |The rest stayed.");
        check("It opened at 5 p.m. Monday.| It shut at 9 p.m. |Visitors left.");
        check("J. K. Rowling and George W. Bush met.");
        check("It was No. 5 on Oct. 3, vs. none, i.e. nobody, in Sept. |Nobody came.");
        check("He won 3.5 points at example.org today.");
    }

    #[test]
    fn list_numbers_and_low_letters_do_not_begin_sentences() {
        check("1. Open the box.| 2. Close it.");
        check("“What?” she asked. |Yahoo! shares fell.");
    }

    #[test]
    fn a_blank_line_always_ends_a_sentence() {
        check("A heading\n\n|and more\r\n\r\n|then Mr.\n\n|Li");
    }
}

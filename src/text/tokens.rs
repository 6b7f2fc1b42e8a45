//! Tokens: the units that detectors label and token formats write.

use super::pieces::{Piece, PieceKind, chunks, is_apostrophe, pieces};
use super::{Segmenter, TextSpan, UnicodeSegmenter};

/// The tokens of the text within a span, in order.
///
/// The boundaries are those of Unicode Standard Annex 29 with the conventions of the Penn
/// Treebank that news corpora keep: punctuation stands apart, clitics are cut off (`Kerry 's`,
/// `do n't`), hyphenated words, abbreviations, numbers, clock times, URLs and e-mail addresses
/// stay whole, a currency sign stands before its number. Han characters are one token each.
///
/// Every character that is not white space is in exactly one token, and no token cuts a grapheme
/// cluster of the span.
///
/// ```
/// use spanwright::text::{TextSpan, tokens};
/// let text = "Ms. Li didn't pay $1,000.50 in Oct.";
/// let whole = TextSpan::from_range(0..text.len()).unwrap();
/// let tokens: Vec<&str> = tokens(text, whole).into_iter().map(|t| t.slice(text)).collect();
/// assert_eq!(tokens, ["Ms.", "Li", "did", "n't", "pay", "$", "1,000.50", "in", "Oct."]);
/// ```
pub fn tokens(text: &str, within: TextSpan) -> Vec<TextSpan> {
    tokens_with(text, within, &UnicodeSegmenter)
}

/// [`tokens`] over the cuts of another segmenter, which a detector or a format must not see: they
/// need the same tokens everywhere.
pub(super) fn tokens_with(
    text: &str,
    within: TextSpan,
    segmenter: &dyn Segmenter,
) -> Vec<TextSpan> {
    let mut tokens = Vec::with_capacity(within.len_bytes() as usize / 5);
    let limit = within.range().end;
    for chunk in chunks(text, within.range(), segmenter) {
        let pieces = pieces(text, chunk, limit, segmenter);
        join_pieces(text, &pieces, &mut tokens);
    }
    tokens
}

/// Joins the pieces of one chunk to tokens.
fn join_pieces(text: &str, pieces: &[Piece], tokens: &mut Vec<TextSpan>) {
    let mut at = 0;
    while let Some(first) = pieces.get(at) {
        let before = at.checked_sub(1).and_then(|before| pieces.get(before));
        let mut end = at + 1;
        end += joined_to_front(text, before, &pieces[at..]);
        while pieces[end - 1].kind == PieceKind::Word {
            match joined_behind(text, &pieces[end - 1..]) {
                0 => break,
                more => end += more,
            }
        }
        tokens.extend(TextSpan::from_range(
            first.range.start..pieces[end - 1].range.end,
        ));
        at = end;
    }
}

/// How many pieces belong to the mark at the front: a run of the same mark (`...`, `--`), the
/// name after `@` or `#`, the number after a minus or the decade after an apostrophe.
fn joined_to_front(text: &str, before: Option<&Piece>, pieces: &[Piece]) -> usize {
    let [mark, rest @ ..] = pieces else { return 0 };
    if mark.kind != PieceKind::Mark {
        return 0;
    }
    let content = &text[mark.range.clone()];
    if content.starts_with(|c| ".-–—*=_~`'!?+".contains(c)) {
        let is_same = |piece: &&Piece| text[piece.range.clone()] == *content;
        let repeats = rest.iter().take_while(is_same).count();
        if repeats > 0 {
            return repeats;
        }
    }
    let stands_free = before.is_none_or(|before| before.kind == PieceKind::Mark);
    let Some(word) = rest
        .first()
        .filter(|next| stands_free && next.kind == PieceKind::Word)
    else {
        return 0;
    };
    let word = &text[word.range.clone()];
    let is_joined = match content.chars().next() {
        Some('@' | '#') => word.starts_with(char::is_alphabetic),
        Some('-' | '−' | '+') => word.starts_with(|c: char| c.is_ascii_digit()),
        Some(c) if is_apostrophe(c) => {
            word.len() == 3 && word.ends_with('s') && word[..2].bytes().all(|b| b.is_ascii_digit())
        }
        _ => false,
    };
    usize::from(is_joined)
}

/// How many pieces go on with the word at the front: a hyphen and another word, the minutes of a
/// clock time, the rest of a numeric date or of a name with `&`, the sign of `US$`.
fn joined_behind(text: &str, pieces: &[Piece]) -> usize {
    let [word, mark, rest @ ..] = pieces else {
        return 0;
    };
    let left = &text[word.range.clone()];
    let right = match rest.first() {
        Some(next) if next.kind == PieceKind::Word => &text[next.range.clone()],
        _ => return 0,
    };
    let number_follows = right.starts_with(|c: char| c.is_ascii_digit());
    let between_numbers = number_follows && left.ends_with(|c: char| c.is_ascii_digit());
    let between_words = !left.ends_with(is_ideographic) && !right.starts_with(is_ideographic);
    match &text[mark.range.clone()] {
        // "Sept.-Oct." are two months.
        "-" | "\u{2010}" | "\u{2011}" if between_words && !is_short_month(left) => 2,
        ":" | "/" if between_numbers => 2,
        "&" if between_words => 2,
        "$" if number_follows && is_currency_prefix(left) => 1,
        _ => 0,
    }
}

fn is_short_month(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or_default();
    [
        "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
    ]
    .contains(&word)
}

fn is_currency_prefix(word: &str) -> bool {
    [
        "US", "U.S.", "A", "AU", "C", "CA", "HK", "NZ", "NT", "S", "R",
    ]
    .contains(&word)
}

/// Whether the character is of a script that writes words without anything between them.
pub(crate) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}'
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the tokens of the text, which are written with spaces between them.
    fn check(text: &str, expected: &str) {
        let whole = TextSpan::from_range(0..text.len()).unwrap();
        let found: Vec<&str> = tokens(text, whole).iter().map(|t| t.slice(text)).collect();
        assert_eq!(found.join(" "), expected, "in {text:?}");
    }

    #[test]
    fn punctuation_stands_apart() {
        check("“Yes,” he said (twice)…", "“ Yes , ” he said ( twice ) …");
        check(
            "Wait... what?! No--never—ever.",
            "Wait ... what ? ! No -- never — ever .",
        );
        check("said:Kerry ended.The rest", "said : Kerry ended . The rest");
    }

    #[test]
    fn clitics_are_cut_off() {
        check(
            "Kerry's and workers' can't",
            "Kerry 's and workers ' ca n't",
        );
        check("We’ve DON'T I'd O'Neill's", "We ’ve DO N'T I 'd O'Neill 's");
        check("the U.S.'s 1990's '90s", "the U.S. 's 1990 's '90s");
        check("o'clock n't 's", "o'clock n't ' s");
    }

    #[test]
    fn hyphenated_words_stay_whole_and_dashes_cut() {
        check(
            "Moscow-backed U.S.-led al-Qaeda",
            "Moscow-backed U.S.-led al-Qaeda",
        );
        check(
            "Sept.-Oct. 1914–1918 pre- and",
            "Sept. - Oct. 1914 – 1918 pre - and",
        );
    }

    #[test]
    fn abbreviations_keep_their_full_stop() {
        check(
            "Mr. Li of Acme Inc. at 5 a.m.",
            "Mr. Li of Acme Inc. at 5 a.m.",
        );
        check(
            "J. K. Rowling, J.R.R. Tolkien",
            "J. K. Rowling , J.R.R. Tolkien",
        );
        check("No. 5? No. He sat. Sat. 5", "No. 5 ? No . He sat . Sat. 5");
        check("vitamin C. The end", "vitamin C . The end");
    }

    #[test]
    fn numbers_times_and_money() {
        check(
            "1,000.5 3.2% 10:30pm 5/12/2020",
            "1,000.5 3.2 % 10:30pm 5/12/2020",
        );
        check(
            "$5 US$5bn €3m -7 May 5,2016",
            "$ 5 US$ 5bn € 3m -7 May 5 , 2016",
        );
        check("5km and/or 3-2", "5km and / or 3-2");
    }

    #[test]
    fn addresses_and_names_of_the_web_stay_whole() {
        check(
            "See https://a.org/x?y=1, or a.b@c.org.",
            "See https://a.org/x?y=1 , or a.b@c.org .",
        );
        check("VOV.VN @ada #rust AT&T C++", "VOV.VN @ada #rust AT&T C ++");
    }

    #[test]
    fn other_scripts_follow_the_annex() {
        check("北京2022年。", "北 京 2022 年 。");
        check("Мария Иванова-Петрова", "Мария Иванова-Петрова");
        check("नमस्ते 👩‍🚒🇻🇳", "नमस्ते 👩‍🚒 🇻🇳");
    }

    #[test]
    fn a_cluster_with_a_combining_mark_is_never_cut() {
        check("a-\u{301}b", "a -\u{301} b");
        check("a \u{301}b", "a  \u{301} b");
    }
}

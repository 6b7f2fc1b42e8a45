//! Turns what a hand selected into the span that it meant.

use super::pieces::{Piece, PieceKind, chunks, pieces};
use super::tokens::is_ideographic;
use super::{Segmenter, TextSpan};

/// The words that a selection touches, or `None` where it touches white space alone.
///
/// A word is one of Unicode Standard Annex 29, not a token: part of a hyphenated word can be
/// selected. An abbreviation keeps its full stop, an address stays whole, and text written
/// without spaces (Chinese, Japanese) is taken by the character. White space, punctuation and a
/// possessive `'s` at the ends are left out unless they are all that is selected; a bracket or
/// quotation mark stays where its partner is inside.
///
/// ```
/// use spanwright::text::{TextSpan, UnicodeSegmenter, snap_to_words};
/// let text = "Then Kerry met Putin.";
/// let sloppy = TextSpan::from_range(6..12).unwrap();
/// assert_eq!(sloppy.slice(text), "erry m");
/// let snapped = snap_to_words(text, sloppy, &UnicodeSegmenter).unwrap();
/// assert_eq!(snapped.slice(text), "Kerry met");
/// ```
pub fn snap_to_words(text: &str, span: TextSpan, segmenter: &dyn Segmenter) -> Option<TextSpan> {
    let selected = span.trimmed(text)?;
    let touched = touched_pieces(text, selected, segmenter);
    let kept = without_outer_punctuation(text, &touched);
    let first = kept.first()?;
    let last = kept.last()?;
    let start = first.range.start.max(if is_ideographic_piece(text, first) {
        at_character(text, selected.start().to_usize(), Side::Start, segmenter)
    } else {
        0
    });
    let end = last.range.end.min(if is_ideographic_piece(text, last) {
        at_character(text, selected.end().to_usize(), Side::End, segmenter)
    } else {
        text.len()
    });
    TextSpan::from_range(start..end)
}

/// The selection without the white space at its ends, extended to whole grapheme clusters (what
/// a reader sees as one character), or `None` where it holds white space alone.
pub fn trim_to_characters(
    text: &str,
    span: TextSpan,
    segmenter: &dyn Segmenter,
) -> Option<TextSpan> {
    let selected = span.trimmed(text)?.range();
    TextSpan::from_range(
        at_character(text, selected.start, Side::Start, segmenter)
            ..at_character(text, selected.end, Side::End, segmenter),
    )
}

#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// The offset, moved out of the grapheme cluster that it cuts.
fn at_character(text: &str, offset: usize, side: Side, segmenter: &dyn Segmenter) -> usize {
    let bytes = text.as_bytes();
    // Between two characters of ASCII there is always a boundary, but in CR LF.
    let is_safe = |&at: &usize| match (at.checked_sub(1), bytes.get(at)) {
        (Some(before), Some(after)) => {
            bytes[before].is_ascii()
                && after.is_ascii()
                && (bytes[before], *after) != (b'\r', b'\n')
        }
        _ => true,
    };
    let from = (0..=offset).rev().find(is_safe).unwrap_or(0);
    let to = (offset..text.len()).find(is_safe).unwrap_or(text.len());
    let mut end = from;
    for cluster in segmenter.characters(&text[from..to]) {
        let start = end;
        end += cluster.len();
        if start < offset && offset < end {
            return match side {
                Side::Start => start,
                Side::End => end,
            };
        }
    }
    offset
}

fn touched_pieces(text: &str, selected: TextSpan, segmenter: &dyn Segmenter) -> Vec<Piece> {
    /// How far an abbreviation looks ahead.
    const LOOK_AHEAD: usize = 64;
    let selected = selected.range();
    let start = text[..selected.start]
        .rfind(char::is_whitespace)
        .unwrap_or(0);
    let end = text[selected.end..]
        .find(char::is_whitespace)
        .map_or(text.len(), |i| selected.end + i);
    // The white space at both sides comes too, since a cluster may hold it.
    let end = text.ceil_char_boundary(end + 1).min(text.len());
    let limit = text.floor_char_boundary(end + LOOK_AHEAD);
    let limit = text[end..limit].find("\n\n").map_or(limit, |i| end + i);
    chunks(text, start..end, segmenter)
        .flat_map(|chunk| pieces(text, chunk, limit, segmenter))
        .filter(|piece| piece.range.start < selected.end && selected.start < piece.range.end)
        .collect()
}

fn is_ideographic_piece(text: &str, piece: &Piece) -> bool {
    text[piece.range.clone()].contains(is_ideographic)
}

fn without_outer_punctuation<'p>(text: &str, pieces: &'p [Piece]) -> &'p [Piece] {
    if pieces.iter().all(|piece| piece.kind == PieceKind::Mark) {
        return pieces;
    }
    let mut kept = pieces;
    while let [first, rest @ ..] = kept
        && let Some((last, middle)) = rest.split_last()
    {
        let partner_of_first = partner_in(text, first, rest.iter());
        let partner_of_last = partner_in(text, last, kept[..kept.len() - 1].iter().rev());
        kept = if partner_of_first == Some(last) {
            middle
        } else if is_outer(text, first) && partner_of_first.is_none() {
            rest
        } else if is_possessive(text, last) || (is_outer(text, last) && partner_of_last.is_none()) {
            &kept[..kept.len() - 1]
        } else {
            return kept;
        };
    }
    kept
}

/// The bracket or quotation mark among `others`, nearest first, that goes with the mark.
fn partner_in<'p>(
    text: &str,
    mark: &Piece,
    others: impl ExactSizeIterator<Item = &'p Piece>,
) -> Option<&'p Piece> {
    /// A mention of more pieces than this is not one.
    const LONGEST: usize = 64;
    const PAIRS: [&str; 14] = [
        "()", "[]", "{}", "\"\"", "''", "“”", "‘’", "«»", "‹›", "„“", "「」", "『』", "（）",
        "《》",
    ];
    if mark.kind != PieceKind::Mark || others.len() > LONGEST {
        return None;
    }
    let own = &text[mark.range.clone()];
    let mut depth = 0;
    for other in others.filter(|other| other.kind == PieceKind::Mark) {
        let content = &text[other.range.clone()];
        let is_pair = |pair: &&str| {
            pair.len() == own.len() + content.len()
                && ((pair.starts_with(own) && pair.ends_with(content))
                    || (pair.starts_with(content) && pair.ends_with(own)))
        };
        if PAIRS.iter().any(is_pair) {
            if depth == 0 {
                return Some(other);
            }
            depth -= 1;
        } else if content == own {
            depth += 1;
        }
    }
    None
}

/// Whether the piece is punctuation that no mention begins or ends with.
fn is_outer(text: &str, piece: &Piece) -> bool {
    const OUTER: &str = ".,;:!?'\"()[]{}-/…–—‐‑“”‘’„«»‹›。，、：；！？「」『』（）《》【】";
    piece.kind == PieceKind::Mark
        && text[piece.range.clone()]
            .chars()
            .all(|mark| OUTER.contains(mark))
}

fn is_possessive(text: &str, piece: &Piece) -> bool {
    piece.kind == PieceKind::Clitic && text[piece.range.clone()].ends_with(['s', 'S'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::UnicodeSegmenter;

    /// Reads the selection between bars and checks what it snaps to.
    fn check(picture: &str, expected: &str) {
        let (text, span) = selection(picture);
        let snapped =
            snap_to_words(&text, span, &UnicodeSegmenter).map(|span| span.slice(&text).to_owned());
        assert_eq!(snapped.as_deref().unwrap_or(""), expected, "{picture}");
    }

    fn selection(picture: &str) -> (String, TextSpan) {
        let parts: Vec<&str> = picture.split('|').collect();
        let start = parts[0].len();
        let span = TextSpan::from_range(start..start + parts[1].len()).unwrap();
        (parts.concat(), span)
    }

    #[test]
    fn a_sloppy_selection_becomes_whole_words() {
        check("K|erry me|t Putin", "Kerry met");
        check("|Kerry |met", "Kerry");
        check("Then|\u{a0}Ke|rry", "Kerry");
        check("Kerry| \n |met", "");
    }

    #[test]
    fn part_of_a_hyphenated_word_can_be_selected() {
        check("|Moscow|-backed", "Moscow");
        check("Moscow-b|ack|ed", "backed");
        check("|Mosc|ow-backed", "Moscow");
        check("Reu|ters/A|P", "Reuters/AP");
    }

    #[test]
    fn punctuation_at_the_ends_is_left_out() {
        check("met |Putin.|", "Putin");
        check("|“Kerry,”| he", "Kerry");
        check("|(Reuters)|", "Reuters");
        check("|Kerry's| talks", "Kerry");
        check("the |workers'| day", "workers");
        check("|Moscow-|backed", "Moscow");
    }

    #[test]
    fn punctuation_that_belongs_to_the_words_stays() {
        check("the |U.S|. said", "U.S.");
        check("|Acme Inc|. said", "Acme Inc.");
        check("|Johnson & Johnson (J&J)| rose", "Johnson & Johnson (J&J)");
        check("|\"Thunder\" Jones| won", "\"Thunder\" Jones");
        check("|(a) and (b)|", "(a) and (b)");
        check("|$5| more", "$5");
        check("up |5%|", "5%");
        check("at ada@|exam|ple.org.", "ada@example.org");
        check("|Lord's Cricket Groun|d", "Lord's Cricket Ground");
    }

    #[test]
    fn marks_alone_can_be_selected() {
        check("yes|?!| no", "?!");
        check("a |'s| b", "s");
    }

    #[test]
    fn scripts_without_spaces_are_taken_by_the_character() {
        check("美国总统|奥巴|马访问", "奥巴");
        check("東京|タワ|ー", "タワ");
        check("서|울특|별시에서", "서울특별시에서");
    }

    /// A segmenter that knows one word of Chinese.
    struct Dictionary;

    impl Segmenter for Dictionary {
        fn lowercase(&self, character: char) -> String {
            UnicodeSegmenter.lowercase(character)
        }

        fn characters<'t>(&self, text: &'t str) -> Vec<&'t str> {
            UnicodeSegmenter.characters(text)
        }

        fn words<'t>(&self, text: &'t str) -> Vec<&'t str> {
            match text.split_once("奥巴马") {
                None => UnicodeSegmenter.words(text),
                Some((before, after)) => {
                    let (start, end) = (before.len(), text.len() - after.len());
                    let mut words = UnicodeSegmenter.words(before);
                    words.push(&text[start..end]);
                    words.extend(UnicodeSegmenter.words(after));
                    words
                }
            }
        }
    }

    #[test]
    fn the_conventions_are_the_same_over_a_dictionary() {
        for (picture, expected) in [
            ("美国总统|奥巴|马访问", "奥巴"),
            ("the |U.S|. said", "U.S."),
            ("|Kerry's| talks", "Kerry"),
            ("“|奥巴马。|”", "奥巴马"),
        ] {
            let (text, span) = selection(picture);
            let snapped = snap_to_words(&text, span, &Dictionary).unwrap();
            assert_eq!(snapped.slice(&text), expected, "{picture}");
        }
    }

    #[test]
    fn characters_are_never_cut() {
        let trim = |text, span| trim_to_characters(text, span, &UnicodeSegmenter);
        let text = "a 👩‍🚒 e\u{301}x";
        let firefighter = TextSpan::from_range(1..6).unwrap();
        let trimmed = trim(text, firefighter).unwrap();
        assert_eq!(trimmed.slice(text), "👩‍🚒");
        let e = text.find('e').unwrap();
        let letter = TextSpan::from_range(e..e + 1).unwrap();
        let trimmed = trim(text, letter).unwrap();
        assert_eq!(trimmed.slice(text), "e\u{301}");
        assert_eq!(trim(text, TextSpan::from_range(1..2).unwrap()), None);
    }
}

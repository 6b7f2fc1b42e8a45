//! Cuts text into the smallest pieces that tokens and selections are made of.
//!
//! The cuts are those of Unicode Standard Annex 29 (word boundaries) or of a [`Segmenter`] that
//! knows more, with the conventions of
//! news corpora on top: clitics apart, abbreviations with their full stop, addresses whole.

use std::ops::Range;

use super::abbreviations::Abbreviation;
use super::{Segmenter, addresses};

/// A word, a clitic or a mark; it never cuts a grapheme cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    pub(super) kind: PieceKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// Has a letter or a digit.
    Word,
    /// `'s`, `n't` and the like.
    Clitic,
    /// A URL or an e-mail address.
    Address,
    /// Anything else.
    Mark,
}

/// The runs of the range without white space, in order. A grapheme cluster counts as white space
/// where all of it is.
pub(super) fn chunks<'a>(
    text: &'a str,
    within: Range<usize>,
    segmenter: &'a dyn Segmenter,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut rest = within;
    let mut clusters: Vec<Range<usize>> = Vec::new();
    std::iter::from_fn(move || {
        loop {
            if let Some(chunk) = clusters.pop() {
                return Some(chunk);
            }
            let slice = text.get(rest.clone()).filter(|slice| !slice.is_empty())?;
            let region = safe_region(slice);
            let range = rest.start..rest.start + region.len();
            rest.start = range.end;
            if region.is_ascii() {
                let start = range.start + (region.len() - region.trim_ascii_start().len());
                let chunk = start..start + region.trim_ascii().len();
                // A vertical tab is white space to Unicode alone.
                if !chunk.is_empty() && !region.contains('\u{b}') {
                    return Some(chunk);
                } else if chunk.is_empty() {
                    continue;
                }
            }
            clusters = runs_of_clusters(region, range.start, segmenter);
            clusters.reverse();
        }
    })
}

/// The text up to and with the first white space that cannot be part of a longer grapheme
/// cluster, since it is ASCII and stands between ASCII.
fn safe_region(text: &str) -> &str {
    let bytes = text.as_bytes();
    let is_ascii_or_end = |at: Option<&u8>| at.is_none_or(u8::is_ascii);
    let end = (0..bytes.len()).find(|&i| {
        bytes[i].is_ascii_whitespace()
            && is_ascii_or_end(i.checked_sub(1).and_then(|before| bytes.get(before)))
            && is_ascii_or_end(bytes.get(i + 1))
    });
    &text[..end.map_or(text.len(), |i| i + 1)]
}

fn runs_of_clusters(region: &str, offset: usize, segmenter: &dyn Segmenter) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut end = offset;
    for cluster in segmenter.characters(region) {
        let range = end..end + cluster.len();
        end = range.end;
        if cluster.chars().all(char::is_whitespace) {
            continue;
        }
        match runs.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => runs.push(range),
        }
    }
    runs
}

/// The pieces of one chunk, where `limit` is the end of the text that may be looked at.
pub(super) fn pieces(
    text: &str,
    chunk: Range<usize>,
    limit: usize,
    segmenter: &dyn Segmenter,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut from = chunk.start;
    for address in addresses::find(text, chunk.clone()) {
        cut_words(text, from..address.start, segmenter, &mut pieces);
        from = address.end;
        pieces.push(Piece {
            range: address,
            kind: PieceKind::Address,
        });
    }
    cut_words(text, from..chunk.end, segmenter, &mut pieces);
    let pieces = join_full_stops(text, pieces, limit);
    keep_clusters_whole(&text[chunk.clone()], chunk.start, segmenter, pieces)
}

fn cut_words(text: &str, range: Range<usize>, segmenter: &dyn Segmenter, pieces: &mut Vec<Piece>) {
    let chunk = &text[range.clone()];
    // Most chunks are one word, and need no table to tell.
    if !chunk.is_empty() && chunk.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return cut_word(chunk, range.start, pieces);
    }
    let mut end = range.start;
    for word in segmenter.words(chunk) {
        let start = end;
        end += word.len();
        if word.contains(char::is_alphanumeric) {
            cut_word(word, start, pieces);
        } else {
            let kind = PieceKind::Mark;
            let range = start..end;
            pieces.push(Piece { range, kind });
        }
    }
}

/// Cuts a word of the annex at the punctuation inside it that news means as punctuation, and
/// takes its clitic off.
fn cut_word(word: &str, start: usize, pieces: &mut Vec<Piece>) {
    let mut push = |range: Range<usize>, kind| {
        if !range.is_empty() {
            let range = start + range.start..start + range.end;
            pieces.push(Piece { range, kind });
        }
    };
    let mut from = 0;
    for (i, c) in word.char_indices() {
        if is_punctuation_within(word, i, c) {
            push(from..i, PieceKind::Word);
            from = i + c.len_utf8();
            push(i..from, PieceKind::Mark);
        }
    }
    let clitic = from + clitic_start(&word[from..]);
    push(from..clitic, PieceKind::Word);
    push(clitic..word.len(), PieceKind::Clitic);
}

/// Whether the mark is punctuation although the annex sees no boundary at it: a colon or a
/// semicolon, `May 5,2016`, or a missing space as in `ended.The`.
fn is_punctuation_within(word: &str, at: usize, mark: char) -> bool {
    let before = || word[..at].chars().rev();
    let after = || word[at + mark.len_utf8()..].chars();
    match mark {
        ':' | ';' => true,
        ',' => {
            let day = before().take_while(char::is_ascii_digit).count();
            let year = after().take_while(char::is_ascii_digit).count();
            day <= 2 && year == 4
        }
        '.' => {
            before().next().is_some_and(char::is_lowercase)
                && after().next().is_some_and(char::is_uppercase)
                && after().nth(1).is_some_and(char::is_lowercase)
        }
        _ => false,
    }
}

/// Where the clitic of a word begins; its length where it has none.
fn clitic_start(word: &str) -> usize {
    let Some((apostrophe, mark)) = word.char_indices().rev().find(|&(_, c)| is_apostrophe(c))
    else {
        return word.len();
    };
    let after = &word[apostrophe + mark.len_utf8()..];
    let before = &word[..apostrophe];
    if after.eq_ignore_ascii_case("t") {
        let stem = before.strip_suffix(['n', 'N']).unwrap_or_default();
        if stem.is_empty() {
            word.len()
        } else {
            stem.len()
        }
    } else if !before.is_empty() && is_clitic(after) {
        apostrophe
    } else {
        word.len()
    }
}

/// Whether the letters form a clitic after an apostrophe.
pub(super) fn is_clitic(letters: &str) -> bool {
    ["s", "re", "ve", "ll", "d", "m"]
        .iter()
        .any(|clitic| letters.eq_ignore_ascii_case(clitic))
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Puts the full stop to an abbreviation, and an apostrophe to the clitic after a full stop or a
/// digit (`U.S.'s`, `1990's`).
fn join_full_stops(text: &str, pieces: Vec<Piece>, limit: usize) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut rest = pieces.into_iter().peekable();
    while let Some(mut piece) = rest.next() {
        let content = &text[piece.range.clone()];
        let next = rest.peek().cloned();
        let next_content = next.as_ref().map_or("", |next| &text[next.range.clone()]);
        let after = next.as_ref().map_or(piece.range.end, |next| next.range.end);
        let is_joined = if piece.kind == PieceKind::Word && next_content == "." {
            let following = text.get(after..limit).unwrap_or_default();
            !following.starts_with('.') && Abbreviation::of(content, following).is_some()
        } else {
            let after_word = joined.last().is_some_and(|last| {
                last.kind == PieceKind::Word && last.range.end == piece.range.start
            });
            let is_clitic = after_word
                && piece.kind == PieceKind::Mark
                && content.starts_with(is_apostrophe)
                && is_clitic(next_content);
            if is_clitic {
                piece.kind = PieceKind::Clitic;
            }
            is_clitic
        };
        if is_joined {
            piece.range.end = after;
            rest.next();
        }
        joined.push(piece);
    }
    joined
}

/// Joins pieces that share a grapheme cluster, such as a hyphen with a combining accent.
fn keep_clusters_whole(
    chunk: &str,
    start: usize,
    segmenter: &dyn Segmenter,
    pieces: Vec<Piece>,
) -> Vec<Piece> {
    if chunk.is_ascii() {
        return pieces;
    }
    let mut end = start;
    let clusters = segmenter.characters(chunk).into_iter();
    let mut boundaries = clusters
        .map(|cluster| {
            end += cluster.len();
            end - cluster.len()
        })
        .peekable();
    let mut whole: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        while boundaries
            .next_if(|&boundary| boundary < piece.range.start)
            .is_some()
        {}
        match whole.last_mut() {
            Some(last) if boundaries.peek() != Some(&piece.range.start) => {
                last.range.end = piece.range.end;
                if last.kind == PieceKind::Mark {
                    last.kind = piece.kind;
                }
            }
            _ => whole.push(piece),
        }
    }
    whole
}

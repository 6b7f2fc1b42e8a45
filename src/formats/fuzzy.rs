//! Finding a quote in a text: exactly, and with a few characters changed.

use std::ops::Range;

use crate::text::TextSpan;

/// One edit is allowed for so many code points of the quote.
const PER_EDIT: usize = 5;

/// A place that reads much like a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub span: TextSpan,
    /// The Levenshtein distance from the quote.
    pub edits: u32,
}

/// All places where the quote stands, overlapping ones too.
pub(super) fn occurrences(text: &str, quote: &str) -> impl Iterator<Item = TextSpan> {
    let step = quote.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..)?.find(quote)?;
        from = at + step;
        TextSpan::from_range(at..at + quote.len())
    })
}

/// The places in a window of the text that differ from the quote by at most one edit in five
/// code points; of places that overlap, the one with the fewest edits. Places at which `accept`
/// says no do not count, nor do those whose digits are not the quote's: another number is
/// another thing.
///
/// The algorithm is Sellers' (1980): the Levenshtein distance with a free start, column by
/// column, each cell knowing where its alignment starts; with Ukkonen's cut-off, so that cells
/// which cannot come back under the limit are not visited.
pub(super) fn matches(
    text: &str,
    window: Range<usize>,
    quote: &str,
    accept: impl Fn(TextSpan) -> bool,
) -> Vec<Match> {
    let pattern: Vec<char> = quote.chars().collect();
    let limit = pattern.len() / PER_EDIT;
    if limit == 0 {
        return Vec::new();
    }
    let mut found = Vec::new();
    for_each_end(text, window, &pattern, limit, |range, edits| {
        let span = TextSpan::from_range(range);
        let fits = |span: &TextSpan| {
            accept(*span) && digits(span.slice(text)).eq(digits(quote)) && is_trimmed(*span, text)
        };
        found.extend(span.filter(fits).map(|span| Match {
            span,
            edits: u32::try_from(edits).unwrap_or(u32::MAX),
        }));
    });
    found.sort_by_key(|found| {
        let excess = found
            .span
            .slice(text)
            .chars()
            .count()
            .abs_diff(pattern.len());
        (found.edits, excess, found.span)
    });
    let mut best: Vec<Match> = Vec::new();
    for candidate in found {
        if !best.iter().any(|kept| kept.span.overlaps(candidate.span)) {
            best.push(candidate);
        }
    }
    best
}

/// Calls `found` with each range of the window that ends an alignment within the limit.
fn for_each_end(
    text: &str,
    window: Range<usize>,
    pattern: &[char],
    limit: usize,
    mut found: impl FnMut(Range<usize>, usize),
) {
    /// The edits so far, and where in the text the alignment starts.
    type Cell = (usize, usize);
    let Some(searched) = text.get(window.clone()) else {
        return;
    };
    let worst = limit + 1;
    let mut column: Vec<Cell> = (0..=pattern.len())
        .map(|row| (row.min(worst), window.start))
        .collect();
    // The last row whose cell is within the limit.
    let mut active = limit.min(pattern.len());
    for (at, c) in searched.char_indices() {
        let at = window.start + at;
        let mut diagonal = column[0];
        column[0] = (0, at + c.len_utf8());
        let rows = (active + 1).min(pattern.len());
        for row in 1..=rows {
            let (left, above) = (column[row], column[row - 1]);
            let same = usize::from(pattern[row - 1] != c);
            // A row that was beyond the active ones holds nothing worth keeping.
            let left = if row > active { worst } else { left.0 };
            let by_left = (left + 1, column[row].1);
            let start = if row == 1 { at } else { diagonal.1 };
            let by_diagonal = (diagonal.0 + same, start);
            let by_above = (above.0 + 1, above.1);
            diagonal = column[row];
            let best = [by_diagonal, by_above, by_left];
            let best = best.into_iter().min_by_key(|cell| cell.0);
            column[row] = best.map_or((worst, at), |cell| (cell.0.min(worst), cell.1));
        }
        active = rows;
        while active > 0 && column[active].0 > limit {
            active -= 1;
        }
        if active == pattern.len() {
            let (edits, start) = column[active];
            found(start..at + c.len_utf8(), edits);
        }
    }
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_numeric())
}

fn is_trimmed(span: TextSpan, text: &str) -> bool {
    span.trimmed(text) == Some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(text: &str, quote: &str) -> Vec<(String, u32)> {
        let found = matches(text, 0..text.len(), quote, |_| true);
        let found = found.into_iter();
        found
            .map(|found| (found.span.slice(text).to_owned(), found.edits))
            .collect()
    }

    #[test]
    fn a_changed_letter_is_found_at_its_full_width() {
        assert_eq!(
            best(
                "the World Trade Organization met",
                "World Trade Organisation"
            ),
            [("World Trade Organization".to_owned(), 1)]
        );
        assert_eq!(
            best("Zoë and 😀 Vladimir V Putin", "Vladimir Putin"),
            [("Vladimir V Putin".to_owned(), 2)]
        );
    }

    #[test]
    fn another_number_is_another_thing() {
        assert_eq!(best("on 16 July 2016", "15 July 2016"), []);
    }

    #[test]
    fn short_quotes_match_exactly_or_not_at_all() {
        assert_eq!(best("Anna", "Anne"), []);
    }

    #[test]
    fn occurrences_may_overlap() {
        let found = occurrences("äää", "ää");
        let found: Vec<_> = found.map(|span| span.range()).collect();
        assert_eq!(found, [0..4, 2..6]);
    }
}

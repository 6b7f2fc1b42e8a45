//! Tells titles and headings from paragraphs by their shape, where no marker does.

use super::TextSpan;
use super::block::{BlockKind, RawBlock};

/// Marks the title and the headings, unless markers marked some already.
pub(super) fn infer(text: &str, blocks: &mut [RawBlock]) {
    let is_marked = |block: &RawBlock| matches!(block.kind, BlockKind::Title | BlockKind::Heading);
    if blocks.iter().any(is_marked) {
        return;
    }
    let has_blank_lines = blocks
        .windows(2)
        .any(|pair| is_blank_between(text, pair[0].span, pair[1].span));
    let stands_apart = |before: TextSpan, after: TextSpan| {
        !has_blank_lines || is_blank_between(text, before, after)
    };
    let Some(first) = blocks.iter().position(|block| block.skip.is_none()) else {
        return;
    };
    if let [title, second, ..] = &mut blocks[first..]
        && title.kind == BlockKind::Paragraph
        && is_title_like(title.span.slice(text))
        && stands_apart(title.span, second.span)
    {
        title.kind = BlockKind::Title;
    }
    for i in first + 1..blocks.len().saturating_sub(1) {
        let [before, block, after] = [&blocks[i - 1], &blocks[i], &blocks[i + 1]];
        let heads_text =
            after.kind != BlockKind::Paragraph || !is_heading_like(after.span.slice(text));
        if block.kind == BlockKind::Paragraph
            && is_heading_like(block.span.slice(text))
            && heads_text
            && has_blank_lines
            && stands_apart(before.span, block.span)
            && stands_apart(block.span, after.span)
        {
            blocks[i].kind = BlockKind::Heading;
        }
    }
}

/// Whether a blank line stands between two blocks.
pub(super) fn is_blank_between(text: &str, before: TextSpan, after: TextSpan) -> bool {
    let gap = text
        .get(before.end().to_usize()..after.start().to_usize())
        .unwrap_or_default();
    let is_break = |c: &char| matches!(c, '\n' | '\u{85}' | '\u{2028}' | '\u{b}' | '\u{c}');
    gap.contains('\u{2029}')
        || gap.chars().filter(is_break).count() > 1
        || (!gap.contains('\n') && gap.matches('\r').count() > 1)
}

fn is_title_like(block: &str) -> bool {
    const LONGEST: usize = 200;
    block.chars().take(LONGEST + 1).count() <= LONGEST
        && block.contains(char::is_alphanumeric)
        && !ends_like_sentence(block)
}

/// Whether the block has the shape of a heading or a headline: short, without the punctuation
/// that ends a sentence, and not a quotation.
pub(super) fn is_heading_like(block: &str) -> bool {
    const LONGEST: usize = 110;
    const MOST_WORDS: usize = 14;
    block.chars().take(LONGEST + 1).count() <= LONGEST
        && block.split_whitespace().take(MOST_WORDS + 1).count() <= MOST_WORDS
        && block
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| !c.is_lowercase())
        && block.contains(char::is_alphabetic)
        && !ends_like_sentence(block)
        && !is_quotation(block)
        && !is_byline(block)
}

/// Whether the block says who wrote the article or when it was published.
fn is_byline(block: &str) -> bool {
    const BEGINNINGS: [&str; 8] = [
        "By ",
        "Posted",
        "Published",
        "Updated",
        "First published",
        "First posted",
        "Last updated",
        "Last modified",
    ];
    BEGINNINGS.iter().any(|words| block.starts_with(words))
}

fn ends_like_sentence(block: &str) -> bool {
    let end = block.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']']);
    let is_acronym = end
        .rsplit(char::is_whitespace)
        .next()
        .is_some_and(|word| word.matches('.').count() > 1 && !word.contains(".."));
    end.ends_with(['.', ',', ';', ':', '。', '।', '…']) && !is_acronym
}

fn is_quotation(block: &str) -> bool {
    block.starts_with(['"', '“', '«', '„']) && block.ends_with(['"', '”', '»', '“'])
}

//! Blocks of plain text.

use super::TextSpan;
use super::block::{BlockKind, RawBlock};
use super::lines::Line;

/// The blocks, with list items and quotes told apart from paragraphs.
pub(super) fn blocks(text: &str, lines: &[Line]) -> Vec<RawBlock> {
    let width = wrap_width(text, lines);
    let mut blocks: Vec<RawBlock> = Vec::new();
    let mut before: Option<&Line> = None;
    for (i, line) in lines.iter().enumerate() {
        if line.is_blank() {
            before = None;
            continue;
        }
        let kind = kind_of_line(text, lines, i);
        let goes_on = before
            .zip(width)
            .is_some_and(|(before, width)| !starts_block(text, before, line, kind, width));
        match blocks.last_mut() {
            Some(last) if goes_on && (kind != BlockKind::Quote || last.kind == kind) => {
                last.span = TextSpan::from_range(line.range.clone())
                    .map_or(last.span, |span| last.span.hull(span));
            }
            _ => blocks.extend(
                TextSpan::from_range(line.range.clone()).map(|span| RawBlock {
                    span,
                    kind,
                    skip: None,
                }),
            ),
        }
        before = Some(line);
    }
    blocks
}

/// Whether a line begins a block of hard-wrapped text although no blank line stands before it.
fn starts_block(text: &str, before: &Line, line: &Line, kind: BlockKind, width: usize) -> bool {
    let ends_early = before.content(text).chars().count() * 4 < width * 3
        && before
            .content(text)
            .ends_with(['.', '!', '?', '"', '”', '’', '»', ':']);
    let is_indented = line.indent >= 2 && before.indent == 0;
    let starts_quote = kind == BlockKind::Quote && !before.content(text).starts_with('>');
    kind == BlockKind::ListItem
        || starts_quote
        || ends_early
        || (is_indented && starts_high(text, line))
}

fn starts_high(text: &str, line: &Line) -> bool {
    !line.content(text).starts_with(char::is_lowercase)
}

/// The width at which the text is wrapped, or `None` where each line is a paragraph.
///
/// Wrapped lines are of one moderate length and end in the midst of a sentence; a verse or a
/// list has short lines of different lengths, and unwrapped paragraphs are long.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    const NARROWEST: usize = 30;
    const WIDEST: usize = 130;
    let length = |line: &Line| line.content(text).chars().count();
    let pairs: Vec<(&Line, &Line)> = lines
        .windows(2)
        .filter(|pair| !pair[0].is_blank() && !pair[1].is_blank())
        .filter(|pair| bullet(pair[1].content(text)).is_none())
        .map(|pair| (&pair[0], &pair[1]))
        .collect();
    let mut lengths: Vec<usize> = pairs.iter().map(|(line, _)| length(line)).collect();
    lengths.sort_unstable();
    let width = *lengths.get(lengths.len() * 9 / 10)?;
    let goes_on = |line: &Line, next: &Line| {
        let first = next.content(text).chars().next();
        let uncased = first.is_some_and(|c| {
            c.is_alphabetic() && !c.is_uppercase() && !line.content(text).ends_with('。')
        });
        let is_full = {
            let word = next
                .content(text)
                .split_whitespace()
                .next()
                .unwrap_or_default();
            (length(line) + 1 + word.chars().count()) * 10 >= width * 9
        };
        (uncased, is_full)
    };
    let (mut low, mut full) = (0, 0);
    for (line, next) in &pairs {
        let (is_low, is_full) = goes_on(line, next);
        low += usize::from(is_low);
        full += usize::from(is_full);
    }
    let is_wrapped = (NARROWEST..=WIDEST).contains(&width)
        && low * 10 >= pairs.len() * 3
        && full * 2 >= pairs.len();
    is_wrapped.then_some(width)
}

fn kind_of_line(text: &str, lines: &[Line], at: usize) -> BlockKind {
    let content = lines[at].content(text);
    if content.starts_with('>') {
        return BlockKind::Quote;
    }
    if bullet(content).is_some() {
        return BlockKind::ListItem;
    }
    // A number alone may begin a sentence or a date; two in a row are a list.
    let number = |line: Option<&Line>| line.and_then(|line| number(line.content(text)));
    let neighbour = |line: Option<usize>, step: i64| {
        let here = number(lines.get(at));
        let there = number(line.and_then(|line| lines.get(line)));
        here.zip(there)
            .is_some_and(|(here, there)| i64::from(there) - i64::from(here) == step)
    };
    let before = lines[..at].iter().rposition(|line| !line.is_blank());
    let after = lines[at + 1..].iter().position(|line| !line.is_blank());
    if neighbour(before, -1) || neighbour(after.map(|i| at + 1 + i), 1) {
        BlockKind::ListItem
    } else {
        BlockKind::Paragraph
    }
}

/// The length of the bullet at the beginning of a line, with the white space after it.
pub(super) fn bullet(line: &str) -> Option<usize> {
    let rest = line.strip_prefix(['-', '*', '+', '•', '‣', '▪', '◦', '●', '·', '∙'])?;
    let content = rest.trim_start();
    (rest.len() > content.len() && !content.is_empty()).then(|| line.len() - content.len())
}

/// The number at the beginning of an item of a numbered list.
fn number(line: &str) -> Option<u32> {
    numbered(line).and_then(|(number, _)| number.parse().ok())
}

/// The number at the beginning of an item of a numbered list, and the length of the number, the
/// mark and the white space after it.
pub(super) fn numbered(line: &str) -> Option<(&str, usize)> {
    const MOST_DIGITS: usize = 3;
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..].strip_prefix(['.', ')'])?;
    let content = rest.trim_start();
    let is_item = (1..=MOST_DIGITS).contains(&digits) && rest.len() > content.len();
    is_item.then(|| (&line[..digits], line.len() - content.len()))
}

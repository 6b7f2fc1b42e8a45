//! Blocks of Markdown: its headings, lists, quotes, rules and fences.
//!
//! It knows what articles use of CommonMark's block structure. Marks inside a line (emphasis,
//! links) are left as they are, since they are part of the text.

use std::ops::Range;

use super::TextSpan;
use super::block::{BlockKind, RawBlock, SkipReason};
use super::lines::Line;
use super::plain::{bullet, numbered};

/// The blocks, each without the marker before it.
pub(super) fn blocks(text: &str, lines: &[Line]) -> Vec<RawBlock> {
    let mut parser = Parser {
        text,
        blocks: Vec::new(),
        open: None,
    };
    let mut lines = lines;
    if let Some(end) = front_matter(text, lines) {
        for line in &lines[1..end] {
            parser.go_on(BlockKind::Paragraph, line.range.clone());
        }
        parser.close();
        for block in &mut parser.blocks {
            block.skip = Some(SkipReason::FrontMatter);
        }
        lines = &lines[end + 1..];
    }
    let mut fence: Option<&str> = None;
    for line in lines {
        let content = line.content(text);
        let mark = fence_mark(content);
        match (fence, mark) {
            (None, Some(mark)) => {
                parser.close();
                fence = Some(mark);
            }
            (Some(open), Some(mark)) if mark == open => {
                parser.close();
                fence = None;
            }
            (Some(_), _) if line.is_blank() => {}
            (Some(_), _) => parser.go_on(BlockKind::Paragraph, line.range.clone()),
            (None, None) => parser.line(line),
        }
    }
    parser.close();
    let article = parser.blocks.iter().position(|block| block.skip.is_none());
    if let Some(first) = article.and_then(|first| parser.blocks.get_mut(first))
        && first.kind == BlockKind::Heading
    {
        first.kind = BlockKind::Title;
    }
    parser.blocks
}

struct Parser<'a> {
    text: &'a str,
    blocks: Vec<RawBlock>,
    /// The block that the next line may go on with.
    open: Option<(BlockKind, Range<usize>)>,
}

impl Parser<'_> {
    fn line(&mut self, line: &Line) {
        let content = line.content(self.text);
        let is_underline = matches!(self.open, Some((BlockKind::Paragraph, _)))
            && (is_run_of(content, '=', 1) || is_run_of(content, '-', 2));
        let part = |from: usize| line.range.start + from..line.range.end;
        if line.is_blank() {
            self.close();
        } else if is_underline {
            self.open = self
                .open
                .take()
                .map(|(_, range)| (BlockKind::Heading, range));
            self.close();
        } else if is_rule(content) || is_table_rule(content) || bullet_alone(content) {
            self.close();
        } else if let Some(heading) = heading(content) {
            self.close();
            let start = line.range.start;
            self.go_on(
                BlockKind::Heading,
                start + heading.start..start + heading.end,
            );
            self.close();
        } else if content.starts_with('>') {
            let quoted = content.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
            if quoted.is_empty() || !matches!(self.open, Some((BlockKind::Quote, _))) {
                self.close();
            }
            self.go_on(BlockKind::Quote, part(content.len() - quoted.len()));
        } else if let Some(marker) = bullet(content).or(numbered(content).map(|(_, len)| len)) {
            self.close();
            self.go_on(BlockKind::ListItem, part(marker));
        } else {
            self.go_on(BlockKind::Paragraph, part(0));
        }
    }

    /// Adds to the open block, or opens one of this kind.
    fn go_on(&mut self, kind: BlockKind, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        match &mut self.open {
            Some((_, open)) => open.end = range.end,
            None => self.open = Some((kind, range)),
        }
    }

    fn close(&mut self) {
        let Some((kind, range)) = self.open.take() else {
            return;
        };
        self.blocks
            .extend(TextSpan::from_range(range).map(|span| RawBlock {
                span,
                kind,
                skip: None,
            }));
    }
}

/// The content of an ATX heading.
fn heading(line: &str) -> Option<Range<usize>> {
    const DEEPEST: usize = 6;
    let level = line.bytes().take_while(|&b| b == b'#').count();
    let rest = &line[level..];
    if !(1..=DEEPEST).contains(&level) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let content = rest.trim_start();
    let start = line.len() - content.len();
    let closed = content.trim_end_matches('#');
    let content = if closed.is_empty() || closed.ends_with([' ', '\t']) {
        closed.trim_end()
    } else {
        content
    };
    Some(start..start + content.len())
}

fn fence_mark(line: &str) -> Option<&'static str> {
    ["```", "~~~"]
        .into_iter()
        .find(|mark| line.starts_with(mark))
}

fn is_run_of(line: &str, mark: char, least: usize) -> bool {
    line.len() >= least && line.chars().all(|c| c == mark)
}

/// A thematic break: three or more of one mark, with blanks between them or not.
fn is_rule(line: &str) -> bool {
    ['-', '*', '_'].iter().any(|mark| {
        line.matches(*mark).count() >= 3 && line.chars().all(|c| c == *mark || c.is_whitespace())
    })
}

/// The line under the head of a table.
fn is_table_rule(line: &str) -> bool {
    line.contains('|')
        && line.contains("--")
        && line
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':') || c.is_whitespace())
}

fn bullet_alone(line: &str) -> bool {
    matches!(line, "-" | "*" | "+")
}

/// The line that closes the YAML header of the file, where it has one.
fn front_matter(text: &str, lines: &[Line]) -> Option<usize> {
    let content = |line: &Line| line.content(text);
    if lines.first().map(content) != Some("---") {
        return None;
    }
    let end = lines[1..]
        .iter()
        .position(|line| matches!(content(line), "---" | "..."))?
        + 1;
    let has_fields = lines[1..end].iter().any(|line| content(line).contains(':'));
    has_fields.then_some(end)
}

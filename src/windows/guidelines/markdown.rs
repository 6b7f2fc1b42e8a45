//! Markdown as sections that fold: the blocks are those that articles are read by
//! ([`crate::text::blocks`]), put under their headings. HTML in it is text like any other.

use super::inline::{self, Sought};
use crate::text::{self, Block, BlockKind, TextFormat};
use crate::windows::node::{Element, blockquote, li, p, ul};

/// A heading and what is under it; what stands before the first heading has none.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Section {
    /// From 1 for the highest; 0 without a heading.
    pub level: usize,
    /// The heading, as Markdown.
    pub heading: Option<String>,
    /// What stands under it, before the next heading.
    pub blocks: Vec<Part>,
    /// What is under lower headings.
    pub parts: Vec<Section>,
}

/// A piece of text under a heading, as Markdown.
#[derive(Debug, PartialEq)]
pub(super) enum Part {
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List(Vec<String>),
    /// What somebody else said.
    Quote(String),
}

/// The sections of the highest level, each with those below it.
pub(super) fn sections(markdown: &str) -> Vec<Section> {
    let mut flat = vec![Section::default()];
    for block in text::blocks(markdown, TextFormat::Markdown) {
        let words = block.span.slice(markdown);
        if matches!(block.kind, BlockKind::Title | BlockKind::Heading) {
            flat.push(Section {
                level: level(markdown, &block),
                heading: Some(words.to_owned()),
                ..Section::default()
            });
        } else if let Some(section) = flat.last_mut() {
            section.put(block.kind, words);
        }
    }
    let mut flat = flat.into_iter().peekable();
    let mut sections = Vec::new();
    while let Some(section) = nest(&mut flat, 0) {
        sections.push(section);
    }
    sections.retain(|section| section.heading.is_some() || !section.blocks.is_empty());
    sections
}

/// How deep the heading is: by its number signs, or by what underlines it.
fn level(markdown: &str, heading: &Block) -> usize {
    let range = heading.span.range();
    let before = markdown.get(..range.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    match line.matches('#').count() {
        0 => {
            let after = markdown.get(range.end..).unwrap_or_default();
            let underline = after.lines().nth(1).unwrap_or_default();
            if underline.starts_with('=') { 1 } else { 2 }
        }
        level => level,
    }
}

/// The next section that is below `above`, with all that is below it.
fn nest(
    flat: &mut std::iter::Peekable<impl Iterator<Item = Section>>,
    above: usize,
) -> Option<Section> {
    let mut section = flat.next_if(|next| next.level > above || next.heading.is_none())?;
    // What has no heading has nothing below it.
    if section.heading.is_some() {
        while let Some(part) = nest(flat, section.level) {
            section.parts.push(part);
        }
    }
    Some(section)
}

impl Section {
    fn put(&mut self, kind: BlockKind, words: &str) {
        let words = words.to_owned();
        match (kind, self.blocks.last_mut()) {
            (BlockKind::ListItem, Some(Part::List(items))) => items.push(words),
            (BlockKind::ListItem, _) => self.blocks.push(Part::List(vec![words])),
            (BlockKind::Quote, _) => self.blocks.push(Part::Quote(unquoted(&words))),
            _ => self.blocks.push(Part::Paragraph(words)),
        }
    }

    /// Whether what is sought is in the heading or right under it.
    pub(super) fn is_found(&self, sought: &Sought) -> bool {
        let is_in = |words: &String| sought.is_in(words);
        self.heading.as_ref().is_some_and(is_in)
            || self.blocks.iter().any(|block| match block {
                Part::Paragraph(words) | Part::Quote(words) => is_in(words),
                Part::List(items) => items.iter().any(is_in),
            })
    }
}

/// The marks before the other lines of a quotation are no part of it.
fn unquoted(words: &str) -> String {
    let lines = words
        .lines()
        .map(|line| line.trim_start_matches(['>', ' ']));
    lines.collect::<Vec<_>>().join("\n")
}

impl Part {
    /// The piece, with what is sought marked in it.
    pub(super) fn draw<M>(&self, sought: &Sought) -> Element<M> {
        match self {
            Self::Paragraph(words) => inline::draw(p(), words, sought),
            Self::Quote(words) => inline::draw(blockquote(), words, sought),
            Self::List(items) => {
                let items = items.iter().map(|item| inline::draw(li(), item, sought));
                ul().children(items)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The headings with their levels and what is in them, indented.
    fn outline(sections: &[Section], depth: usize) -> String {
        let line = |section: &Section| {
            let heading = section.heading.as_deref().unwrap_or("-");
            let blocks: String = section
                .blocks
                .iter()
                .map(|one| format!(" {one:?}"))
                .collect();
            let parts = outline(&section.parts, depth + 1);
            format!("{:depth$}{heading}{blocks}\n{parts}", "")
        };
        sections.iter().map(line).collect()
    }

    #[test]
    fn headings_hold_what_is_below_them() {
        let markdown = "Read this first.\n\n# People\n\nNames of people.\n\n## Titles\n\n- Dr Ada\n- Sir Bob\n\n\
                        ### Rare ones\n> who knows\n> that\n\nPlaces\n======\n\nTowns.";
        let expected = "- Paragraph(\"Read this first.\")\n\
                        People Paragraph(\"Names of people.\")\n \
                        Titles List([\"Dr Ada\", \"Sir Bob\"])\n  \
                        Rare ones Quote(\"who knows\\nthat\")\n\
                        Places Paragraph(\"Towns.\")\n";
        assert_eq!(outline(&sections(markdown), 0), expected);
    }

    #[test]
    fn a_text_that_begins_with_a_low_heading_loses_nothing() {
        let expected = "Low Paragraph(\"a\")\nHigh Paragraph(\"b\")\n";
        assert_eq!(outline(&sections("### Low\na\n\n# High\nb"), 0), expected);
        assert_eq!(sections(""), []);
    }
}

//! Lays a page's text out in blocks, as a browser would.

use super::super::BlockKind;
use super::elements::{is_block, is_left_out, kind};
use super::tree::{Content, Tree};

/// A block of a page's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rendered {
    /// The place in the page of the element that the block begins in.
    pub(super) place: usize,
    pub(super) kind: BlockKind,
    pub(super) text: String,
    /// How many bytes of the text are links to elsewhere, white space not counted.
    pub(super) linked: usize,
    /// Whether the block is a heading of the first level.
    pub(super) is_headline: bool,
}

impl Rendered {
    /// A title that the page does not show.
    pub(super) fn title(text: &str) -> Self {
        Self {
            place: 0,
            kind: BlockKind::Title,
            text: text.to_owned(),
            linked: 0,
            is_headline: true,
        }
    }

    /// Whether the block is a link of several words, as to another story, and nothing else.
    pub(super) fn is_link(&self) -> bool {
        const FEWEST_WORDS: usize = 4;
        let words = || self.text.split_whitespace();
        words().count() >= FEWEST_WORDS
            && self.linked * 20 >= words().map(str::len).sum::<usize>() * 19
    }
}

/// The blocks of all that the page shows, in order.
pub(super) fn render(tree: &Tree) -> Vec<Rendered> {
    let mut layout = Layout::default();
    let mut place = 0;
    while let Some(node) = tree.nodes.get(place) {
        while let Some(open) = layout.open.pop_if(|open| open.end <= place) {
            layout.leave(&open);
        }
        match node.content {
            Content::Text(text) => layout.text(text),
            Content::Element { .. } if is_left_out(tree, place) => {
                place = node.range.end;
                continue;
            }
            Content::Element { name, .. } => layout.enter(tree, place, name),
        }
        place += 1;
    }
    layout.flush();
    layout.blocks
}

#[derive(Default)]
struct Layout {
    blocks: Vec<Rendered>,
    open: Vec<Open>,
    text: String,
    linked: usize,
    /// Whether white space waits to be written before the next word.
    space: bool,
}

/// An element that has begun, with what it says about the text inside it.
#[derive(Clone, Copy)]
struct Open {
    place: usize,
    end: usize,
    is_block: bool,
    /// The kind of the text inside, which the element or one around it gives.
    kind: BlockKind,
    is_headline: bool,
    is_link: bool,
    keeps_space: bool,
    /// Whether the element is a table row of words alone.
    joins_cells: bool,
}

impl Layout {
    fn around(&self) -> Open {
        self.open.last().copied().unwrap_or(Open {
            place: 0,
            end: usize::MAX,
            is_block: true,
            kind: BlockKind::Paragraph,
            is_headline: false,
            is_link: false,
            keeps_space: false,
            joins_cells: false,
        })
    }

    fn enter(&mut self, tree: &Tree, place: usize, name: &str) {
        let around = self.around();
        let is_block = is_block(name);
        if is_block {
            self.flush();
        } else if tree.is(place, "br") {
            self.line_break();
        } else if tree.is(place, "td") || tree.is(place, "th") {
            self.cell(around.joins_cells);
        }
        let links_away = || {
            let href = tree.attribute(place, "href");
            href.is_some_and(|href| !href.starts_with('#'))
        };
        self.open.push(Open {
            place,
            end: tree.nodes[place].range.end,
            is_block,
            kind: kind(name).unwrap_or(around.kind),
            is_headline: around.is_headline || tree.is(place, "h1"),
            is_link: around.is_link || (tree.is(place, "a") && links_away()),
            keeps_space: around.keeps_space || tree.is(place, "pre"),
            joins_cells: tree.is(place, "tr") && !has_blocks(tree, place),
        });
    }

    fn leave(&mut self, open: &Open) {
        if open.is_block {
            // The block belongs to the element that ends here.
            self.open.push(*open);
            self.flush();
            self.open.pop();
        }
    }

    fn text(&mut self, text: &str) {
        let around = self.around();
        for c in text.chars() {
            if around.is_link && !c.is_whitespace() {
                self.linked += c.len_utf8();
            }
            if around.keeps_space {
                self.text.push(c);
            } else if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.space = true;
            } else {
                let is_start = self.text.is_empty() || self.text.ends_with(['\n', '\t']);
                if std::mem::take(&mut self.space) && !is_start {
                    self.text.push(' ');
                }
                self.text.push(c);
            }
        }
    }

    /// A table of data has a row on one line, a table that lays a page out does not.
    fn cell(&mut self, is_joined: bool) {
        if !is_joined {
            self.flush();
        } else if !self.text.is_empty() {
            self.text.push('\t');
            self.space = false;
        }
    }

    /// One line break stays in its block, two in a row end it.
    fn line_break(&mut self) {
        self.space = false;
        if self.text.ends_with('\n') {
            self.flush();
        } else if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        self.space = false;
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return;
        }
        let around = self.around();
        self.blocks.push(Rendered {
            place: around.place,
            kind: around.kind,
            text: trimmed.to_owned(),
            linked,
            is_headline: around.is_headline,
        });
    }
}

/// Whether the element has blocks or line breaks inside it.
fn has_blocks(tree: &Tree, place: usize) -> bool {
    let inside = place + 1..tree.nodes[place].range.end;
    inside
        .into_iter()
        .any(|inner| is_block(tree.name(inner)) || tree.is(inner, "br"))
}

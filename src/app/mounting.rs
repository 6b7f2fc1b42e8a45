//! Which parts of the article are on the page. A long one is put there part by part: what is in view
//! first, the rest as soon as there is time, so that no document keeps the annotator waiting.

use std::ops::Range;

use spanwright::annotation::BlockIndex;
use spanwright::project::{Document, DocumentId};

/// How many bytes of text make a part: about a screenful. Each part is drawn only near the view
/// (`content-visibility`); smaller ones would cost more than they save.
const PART_BYTES: u32 = 4_000;

/// The parts of the open document.
#[derive(Clone, Default, PartialEq)]
pub struct Mounting {
    document: Option<DocumentId>,
    parts: Vec<Part>,
    /// Where the view was last: what lies after it comes next.
    near: usize,
}

/// Some blocks of the article that are put on the page together.
#[derive(Clone, PartialEq)]
pub struct Part {
    /// Which blocks.
    pub blocks: Range<usize>,
    /// Whether they are on the page.
    pub mounted: bool,
}

impl Mounting {
    /// The parts, in order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Begins anew where another document is open than before.
    pub fn follow(&mut self, document: &Document) {
        if self.document.as_ref() != Some(&document.id) {
            *self = Self {
                document: Some(document.id.clone()),
                parts: parts(document),
                near: 0,
            };
        }
    }

    /// Puts the part with this block on the page, and its neighbours, into which the view may reach.
    pub fn mount_around(&mut self, block: BlockIndex) {
        let block = block.to_usize();
        let at = self.parts.partition_point(|part| part.blocks.end <= block);
        self.near = at;
        for part in self.parts.iter_mut().skip(at.saturating_sub(1)).take(3) {
            part.mounted = true;
        }
    }

    /// Puts so many more parts on the page, those after the view before those above it. Returns whether
    /// there were any left.
    pub fn mount_more(&mut self, count: usize) -> bool {
        let near = self.near.min(self.parts.len());
        let (above, below) = self.parts.split_at_mut(near);
        let order = below.iter_mut().chain(above.iter_mut().rev());
        let mut waiting = order.filter(|part| !part.mounted).take(count).peekable();
        let any = waiting.peek().is_some();
        waiting.for_each(|part| part.mounted = true);
        any
    }

    /// Whether a part is still to come.
    pub fn is_waiting(&self) -> bool {
        self.parts.iter().any(|part| !part.mounted)
    }
}

fn parts(document: &Document) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut start = 0;
    for (n, block) in document.blocks.iter().enumerate() {
        match parts.last_mut() {
            Some(last) if block.span.end().get() < start + PART_BYTES => last.blocks.end = n + 1,
            _ => {
                start = block.span.start().get();
                parts.push(Part {
                    blocks: n..n + 1,
                    mounted: false,
                });
            }
        }
    }
    parts
}

//! The caret: how the whole text is reached and selected from the keyboard.

use serde::{Deserialize, Serialize};

use super::{Focus, Place, Workbench};
use crate::annotation::{AnnotationId, BlockIndex};
use crate::text::{ByteOffset, Edge, Segmenter, TextSpan, Unit, name_at, stop, units};

/// Where the caret stands. What lies between its two ends is selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caret {
    /// Where the selection was begun.
    pub anchor: ByteOffset,
    /// Where the caret is drawn.
    pub head: ByteOffset,
}

/// How far the caret moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the next one of these.
    Unit(Unit),
    /// To the end of the document.
    Document,
    /// To the next annotation or visible suggestion, from the beginning again after the last. What
    /// stands in skipped blocks is stepped over.
    Annotation,
}

/// A motion of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Motion {
    /// How far.
    pub step: Step,
    /// Towards the end of the text, or towards its beginning.
    pub forward: bool,
    /// Whether the selection grows or shrinks with it.
    pub extend: bool,
}

/// A small change to what is in focus: one of its ends moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nudge {
    /// Which end.
    pub edge: Edge,
    /// By how much.
    pub unit: Unit,
    /// Towards the end of the text, or towards its beginning.
    pub forward: bool,
}

impl Caret {
    /// The caret behind a selected piece of the text.
    pub(super) const fn over(span: TextSpan) -> Self {
        Self {
            anchor: span.start(),
            head: span.end(),
        }
    }

    const fn at(offset: ByteOffset) -> Self {
        Self {
            anchor: offset,
            head: offset,
        }
    }

    /// What is selected.
    pub fn selection(self) -> Option<TextSpan> {
        let (start, end) = (self.anchor.min(self.head), self.anchor.max(self.head));
        TextSpan::new(start, end)
    }
}

impl Workbench {
    /// The caret, once there is one.
    pub fn caret(&self) -> Option<Caret> {
        self.caret
    }

    /// Where the annotator is, with this block at the top of the view.
    pub fn place(&self, top: Option<BlockIndex>) -> Place {
        Place {
            top,
            focus: self.focus,
            caret: self.caret,
        }
    }

    /// Turns to where the annotator was. What is no longer there is not turned to.
    pub fn return_to(&mut self, place: Place) {
        self.set_focus(place.focus);
        self.caret = place.caret.map(|caret| Caret {
            anchor: self.in_block(caret.anchor),
            head: self.in_block(caret.head),
        });
    }

    /// Puts the caret here, as a click does, or a motion between lines, which only the page sees.
    /// An annotation around it comes into focus, as does what is selected.
    pub fn place_caret(&mut self, offset: ByteOffset, extend: bool) {
        let head = self.in_block(offset);
        let anchor = match self.caret {
            Some(caret) if extend => caret.anchor,
            _ => head,
        };
        self.caret = Some(Caret { anchor, head });
        let text = self.document.text.as_str();
        let selected = self.caret.and_then(Caret::selection);
        self.turn_to(match selected.map(|span| span.trimmed(text)) {
            Some(Some(span)) => Focus::Text(span),
            Some(None) => Focus::Nothing,
            None => match self.innermost_at(head) {
                Some(id) => Focus::Annotation(id),
                None => Focus::Nothing,
            },
        });
    }

    /// Moves the caret. Without a caret yet, it begins at the first block.
    ///
    /// A motion by word, sentence or block goes to the beginning of the next one, and one that
    /// extends the selection to the end of one, so that no white space is selected on the way.
    pub fn move_caret(&mut self, motion: Motion, segmenter: &dyn Segmenter) {
        let Motion {
            step,
            forward,
            extend,
        } = motion;
        let caret = self
            .caret
            .unwrap_or_else(|| Caret::at(self.in_block(ByteOffset::ZERO)));
        let unit = match step {
            Step::Unit(unit) => unit,
            Step::Document => return self.place_caret(self.end(forward), extend),
            Step::Annotation => return self.go_to_annotation(forward, extend),
        };
        let head = match (caret.selection(), unit) {
            (Some(span), Unit::Character) if !extend && forward => span.end(),
            (Some(span), Unit::Character) if !extend => span.start(),
            (_, Unit::Character) => self.next_character(caret.head, forward, segmenter),
            _ => {
                let edge = match forward && extend {
                    true => Edge::End,
                    false => Edge::Start,
                };
                let stop = self.stop(caret.head, unit, forward, edge, segmenter);
                stop.unwrap_or_else(|| self.end(forward))
            }
        };
        self.place_caret(head, extend);
    }

    /// Selects the word at the caret, so that one key labels it.
    pub fn select_word(&mut self, segmenter: &dyn Segmenter) -> Option<TextSpan> {
        let head = self.caret?.head;
        let block = self.block_span(self.block_near(head))?;
        let words = units(self.document.text.as_str(), block, Unit::Word, segmenter);
        // The caret may stand right behind a word.
        let word = words
            .iter()
            .rfind(|word| word.start() <= head && head <= word.end())?;
        self.set_focus(Focus::Text(*word));
        Some(*word)
    }

    /// The unit in which the caret stands, for one who listens: what begins at it or goes on there.
    pub fn at_caret(&self, unit: Unit, segmenter: &dyn Segmenter) -> Option<TextSpan> {
        let head = self.caret?.head;
        let block = self.block_span(self.block_near(head))?;
        let units = units(self.document.text.as_str(), block, unit, segmenter);
        units.into_iter().find(|unit| head < unit.end())
    }

    /// What is in focus with one of its ends moved, or `None` where it cannot move so: a span is
    /// never empty and never leaves the text. An annotation takes it by
    /// [`super::Command::Resize`], which keeps its identity, score and origin.
    pub fn nudged(&self, nudge: Nudge, segmenter: &dyn Segmenter) -> Option<TextSpan> {
        let Nudge {
            edge,
            unit,
            forward,
        } = nudge;
        let span = self.focused_span()?;
        match edge {
            Edge::Start => {
                let start = self.stop(span.start(), unit, forward, edge, segmenter)?;
                TextSpan::new(start, span.end())
            }
            Edge::End => {
                let end = self.stop(span.end(), unit, forward, edge, segmenter)?;
                TextSpan::new(span.start(), end)
            }
        }
    }

    /// Turns to the next or previous one of the annotations and suggestions that overlap what was
    /// in focus, or stand at the caret, when the first step was made.
    pub fn cycle(&mut self, forward: bool) -> Option<AnnotationId> {
        let at_caret = || {
            let head = self.caret?.head;
            TextSpan::new(head, head.after(ByteOffset::new(1)))
        };
        let around = self
            .cycled
            .or_else(|| self.focused_span())
            .or_else(at_caret)?;
        let there: Vec<AnnotationId> = self.drawn(around).map(|annotation| annotation.id).collect();
        let here = there
            .iter()
            .position(|id| Focus::Annotation(*id) == self.focus);
        let next = match (here, forward) {
            (Some(here), true) => (here + 1) % there.len(),
            (Some(here), false) => here.checked_sub(1).unwrap_or(there.len() - 1),
            (None, true) => 0,
            (None, false) => there.len().checked_sub(1)?,
        };
        let id = *there.get(next)?;
        self.set_focus(Focus::Annotation(id));
        self.cycled = Some(around);
        Some(id)
    }

    /// What a hand means that points at an offset: the innermost annotation or suggestion there, or
    /// else the name or the word (see [`name_at`]), as far as nothing else is labelled.
    pub fn pointed(&self, at: ByteOffset, segmenter: &dyn Segmenter) -> Focus {
        if let Some(id) = self.innermost_at(at) {
            return Focus::Annotation(id);
        }
        let words = || {
            let block = self.document.block_at(at)?;
            let block = self.block_span(block)?;
            let labelled = || self.drawn(block).map(|annotation| annotation.span);
            let before = labelled().map(TextSpan::end).filter(|end| *end <= at);
            let after = labelled().map(TextSpan::start).filter(|start| *start >= at);
            let free = TextSpan::new(
                before.max().unwrap_or(block.start()),
                after.min().unwrap_or(block.end()),
            )?;
            name_at(self.document.text.as_str(), free, at, segmenter)
        };
        words().map_or(Focus::Nothing, Focus::Text)
    }

    /// The shortest annotation or suggestion around an offset.
    fn innermost_at(&self, offset: ByteOffset) -> Option<AnnotationId> {
        let here = TextSpan::new(offset, offset.after(ByteOffset::new(1)))?;
        let around = self.drawn(here).min_by_key(|one| one.span.len_bytes())?;
        Some(around.id)
    }

    fn go_to_annotation(&mut self, forward: bool, extend: bool) {
        let Some(found) = self.neighbour(forward) else {
            return;
        };
        let Some(span) = self.annotation(found).map(|annotation| annotation.span) else {
            return;
        };
        match (extend, forward) {
            (false, _) => self.set_focus(Focus::Annotation(found)),
            (true, true) => self.place_caret(span.end(), true),
            (true, false) => self.place_caret(span.start(), true),
        }
    }

    /// The annotation or suggestion after or before the caret.
    fn neighbour(&self, forward: bool) -> Option<AnnotationId> {
        let caret = self.caret.unwrap_or_default().head;
        let from = TextSpan::new(caret, ByteOffset::new(u32::MAX))?;
        let focused = self.focused().map(|annotation| annotation.place());
        let here = focused.unwrap_or((from, AnnotationId::default()));
        let count = self.views.len();
        let first = self.block_near(here.0.start()).to_usize();
        // All blocks in turn, and at last the first one again: what is wanted may stand on its
        // other side.
        for n in 0..=count {
            let block = match forward {
                true => first + n,
                false => first + count - n,
            };
            let Some(view) = self.views.get(block % count.max(1)).filter(|v| v.included) else {
                continue;
            };
            let beyond = |place| match (n, forward) {
                (0, true) => place > here,
                (0, false) => place < here,
                _ => true,
            };
            let mut begun = view.begun().filter(|one| beyond(one.place()));
            let found = match forward {
                true => begun.next(),
                false => begun.last(),
            };
            if let Some(found) = found {
                return Some(found.id);
            }
        }
        None
    }

    /// The nearest end of a unit beyond an offset, in its block or another one.
    fn stop(
        &self,
        from: ByteOffset,
        unit: Unit,
        forward: bool,
        edge: Edge,
        segmenter: &dyn Segmenter,
    ) -> Option<ByteOffset> {
        let text = self.document.text.as_str();
        let mut block = self.block_near(from);
        loop {
            let mut units = units(text, self.block_span(block)?, unit, segmenter);
            // Nothing begins or ends with white space.
            units.retain(|unit| unit.trimmed(text).is_some());
            match stop(&units, from, forward, edge) {
                None => block = self.beside(block, forward)?,
                found => return found,
            }
        }
    }

    fn next_character(
        &self,
        from: ByteOffset,
        forward: bool,
        segmenter: &dyn Segmenter,
    ) -> ByteOffset {
        let block = self.block_near(from);
        let within = self.block_span(block).and_then(|block| {
            let text = self.document.text.as_str();
            let characters = units(text, block, Unit::Character, segmenter);
            let edge = match forward {
                true => Edge::End,
                false => Edge::Start,
            };
            stop(&characters, from, forward, edge)
        });
        let beyond = || {
            let block = self.block_span(self.beside(block, forward)?)?;
            Some(match forward {
                true => block.start(),
                false => block.end(),
            })
        };
        within.or_else(beyond).unwrap_or(from)
    }

    /// The end of the last block, or the beginning of the first.
    fn end(&self, forward: bool) -> ByteOffset {
        let blocks = &self.document.blocks;
        let end = match forward {
            true => blocks.last().map(|block| block.span.end()),
            false => blocks.first().map(|block| block.span.start()),
        };
        end.unwrap_or_default()
    }

    /// The nearest place in a block; the caret stands nowhere else, as only blocks are drawn.
    fn in_block(&self, offset: ByteOffset) -> ByteOffset {
        let text = self.document.text.as_str();
        let offset = ByteOffset::from_usize(text.floor_char_boundary(offset.to_usize()));
        let block = self.block_span(self.block_near(offset));
        block.map_or(ByteOffset::ZERO, |block| {
            offset.clamp(block.start(), block.end())
        })
    }

    /// The block around an offset, or the one before it.
    fn block_near(&self, offset: ByteOffset) -> BlockIndex {
        self.document.block_at(offset).unwrap_or_default()
    }

    fn block_span(&self, block: BlockIndex) -> Option<TextSpan> {
        let block = self.document.blocks.get(block.to_usize())?;
        Some(block.span)
    }

    fn beside(&self, block: BlockIndex, forward: bool) -> Option<BlockIndex> {
        let index = block.to_usize();
        let beside = match forward {
            true => index + 1,
            false => index.checked_sub(1)?,
        };
        (beside < self.document.blocks.len()).then(|| BlockIndex::from_usize(beside))
    }
}

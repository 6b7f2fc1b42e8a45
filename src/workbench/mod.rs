//! The open document under the annotator's hands: what is decided, what is suggested, what is
//! selected, and how all of that is to be drawn. It knows no page; the page asks it and shows the
//! answer.

mod command;
mod suggestions;
mod view;

pub use command::Command;
pub use view::{BlockView, Cover, Segment};

use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::annotation::{
    Annotation, AnnotationId, AnnotationSet, BlockIndex, Edit, EditError, Entry, Markup, Review,
    Work,
};
use crate::project::Document;
use crate::text::TextSpan;

/// What the next command is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Focus {
    /// Nothing.
    #[default]
    Nothing,
    /// A piece of the text that has no label yet.
    Text(TextSpan),
    /// An annotation or a suggestion.
    Annotation(AnnotationId),
}

/// Where the annotator is in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The block at the top of the view.
    #[serde(default)]
    pub top: Option<BlockIndex>,
    /// What is in focus.
    #[serde(default)]
    pub focus: Focus,
}

/// The open document.
#[derive(Clone, Debug)]
pub struct Workbench {
    document: Arc<Document>,
    work: Work,
    suggestions: AnnotationSet,
    focus: Focus,
    views: Vec<Arc<BlockView>>,
}

impl Workbench {
    /// Opens a document where the work on it was left, with the suggestions known so far.
    pub fn new(document: Arc<Document>, work: Work, suggestions: Vec<Annotation>) -> Self {
        let mut workbench = Self {
            document,
            work,
            suggestions: suggestions.into_iter().collect(),
            focus: Focus::Nothing,
            views: Vec::new(),
        };
        workbench.refresh_all();
        workbench
    }

    /// The document.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The work on it.
    pub fn work(&self) -> &Work {
        &self.work
    }

    /// What is decided.
    pub fn markup(&self) -> &Markup {
        self.work.markup()
    }

    /// All that the detectors proposed, also what is hidden because a person decided otherwise.
    pub fn suggestions(&self) -> &AnnotationSet {
        &self.suggestions
    }

    /// The blocks, as they are to be drawn. A block that did not change keeps its pointer.
    pub fn views(&self) -> &[Arc<BlockView>] {
        &self.views
    }

    /// What the next command is about.
    pub fn focus(&self) -> Focus {
        self.focus
    }

    /// Turns to something else. An annotation that is not there is not turned to.
    pub fn set_focus(&mut self, focus: Focus) {
        self.focus = match focus {
            Focus::Annotation(id) if self.annotation(id).is_none() => Focus::Nothing,
            Focus::Text(span) => self.annotation_at(span).map_or(focus, Focus::Annotation),
            other => other,
        };
    }

    /// The annotation or visible suggestion with this identity.
    pub fn annotation(&self, id: AnnotationId) -> Option<&Arc<Annotation>> {
        let decided = self.markup().annotations.get(id);
        decided
            .filter(|annotation| annotation.review != Review::Rejected)
            .or_else(|| {
                let suggestion = self.suggestions.get(id)?;
                self.is_visible(suggestion).then_some(suggestion)
            })
    }

    /// The annotation or suggestion that is in focus.
    pub fn focused(&self) -> Option<&Arc<Annotation>> {
        match self.focus {
            Focus::Annotation(id) => self.annotation(id),
            _ => None,
        }
    }

    /// The piece of the text that is in focus.
    pub fn focused_span(&self) -> Option<TextSpan> {
        match self.focus {
            Focus::Nothing => None,
            Focus::Text(span) => Some(span),
            Focus::Annotation(_) => self.focused().map(|annotation| annotation.span),
        }
    }

    /// The annotation that covers exactly this span, so that selecting it anew means it.
    fn annotation_at(&self, span: TextSpan) -> Option<AnnotationId> {
        self.drawn(span)
            .find(|annotation| annotation.span == span)
            .map(|annotation| annotation.id)
    }

    /// Takes a step of the journal and refreshes what it touches. The focus follows: to what came
    /// to be, away from what is gone.
    ///
    /// # Errors
    /// Where the step does not fit, which only a damaged journal can bring about.
    pub fn step(&mut self, entry: &Entry) -> Result<Option<Edit>, EditError> {
        let edit = self.work.step(entry)?;
        if let Some(edit) = &edit {
            self.refresh_after(edit);
            self.set_focus(self.focus);
        }
        Ok(edit)
    }

    fn refresh_after(&mut self, edit: &Edit) {
        for span in edit.touched() {
            self.refresh_span(span);
        }
        for part in edit.parts() {
            if let Edit::Block { block, .. } = part {
                self.refresh_block(*block);
            }
        }
    }

    fn refresh_span(&mut self, span: TextSpan) {
        let first = self.document.block_at(span.start());
        let last = self.document.block_at(span.end());
        let (Some(first), Some(last)) = (first.or(last), last) else {
            return;
        };
        for n in first.to_usize()..=last.to_usize() {
            self.refresh_block(BlockIndex::from_usize(n));
        }
    }

    fn refresh_block(&mut self, block: BlockIndex) {
        let fresh = self.draw(block);
        if let (Some(fresh), Some(old)) = (fresh, self.views.get_mut(block.to_usize()))
            && **old != fresh
        {
            *old = Arc::new(fresh);
        }
    }

    fn refresh_all(&mut self) {
        let blocks = (0..self.document.blocks.len()).map(BlockIndex::from_usize);
        self.views = blocks
            .filter_map(|block| self.draw(block))
            .map(Arc::new)
            .collect();
    }
}

//! The open document under the annotator's hands: what is decided, what is suggested, what is
//! selected, and how all of that is to be drawn. It knows no page; the page asks it and shows the
//! answer.

mod bulk;
mod caret;
mod command;
pub mod keys;
mod list;
mod occurrences;
mod reading;
mod suggestions;
mod view;

pub use bulk::acceptable_among;
pub use caret::{Caret, Motion, Nudge, Step};
pub use command::Command;
pub use list::{Counts, ListOptions, SortBy, Standing};
pub use occurrences::{Covered, Occurrence};
pub use reading::is_date;
pub use view::{BlockView, Cover, Segment};

use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::annotation::{
    Annotation, AnnotationId, AnnotationSet, BlockIndex, Edit, EditError, Entry, LabelId, Markup,
    Review, Work,
};
use crate::detect::Decision;
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
    /// Where the caret stands.
    #[serde(default)]
    pub caret: Option<Caret>,
}

/// The open document.
#[derive(Clone, Debug)]
pub struct Workbench {
    document: Arc<Document>,
    work: Work,
    suggestions: AnnotationSet,
    /// What was decided and not told yet to who learns from it.
    decided: Vec<Decision>,
    /// Labels whose annotations are not shown.
    hidden: Vec<LabelId>,
    focus: Focus,
    caret: Option<Caret>,
    /// What [`Workbench::cycle`] goes round.
    cycled: Option<TextSpan>,
    views: Vec<Arc<BlockView>>,
}

impl Workbench {
    /// Opens a document where the work on it was left, with the suggestions known so far.
    pub fn new(document: Arc<Document>, work: Work, suggestions: Vec<Annotation>) -> Self {
        let mut workbench = Self {
            document,
            work,
            suggestions: suggestions.into_iter().collect(),
            decided: Vec::new(),
            hidden: Vec::new(),
            focus: Focus::Nothing,
            caret: None,
            cycled: None,
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

    /// Turns to something else, and the caret goes with it. An annotation that is not there is not
    /// turned to.
    pub fn set_focus(&mut self, focus: Focus) {
        self.turn_to(focus);
        match self.focused_span() {
            None => {
                self.caret = self.caret.map(|caret| Caret {
                    anchor: caret.head,
                    ..caret
                });
            }
            Some(span) => {
                let stays = matches!(focus, Focus::Annotation(_))
                    && self.caret.is_some_and(|caret| {
                        caret.anchor == caret.head && span.contains_offset(caret.head)
                    });
                if !stays {
                    self.caret = Some(Caret::over(span));
                }
            }
        }
    }

    /// Turns to something else and leaves the caret where it is.
    fn turn_to(&mut self, focus: Focus) {
        self.cycled = None;
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
            .filter(|annotation| self.holds(annotation))
            .or_else(|| self.visible_suggestion(id))
    }

    /// Hides the annotations and suggestions that have these labels, as if there were none, and shows
    /// again those that had been hidden.
    pub fn hide(&mut self, labels: Vec<LabelId>) {
        if self.hidden != labels {
            let here = self.focused_span();
            self.hidden = labels;
            self.refresh_all();
            self.settle_focus(here);
        }
    }

    /// Whether what a person decided is that the annotation is there.
    fn holds(&self, annotation: &Annotation) -> bool {
        annotation.review != Review::Rejected && !self.hidden.contains(&annotation.label)
    }

    /// The suggestion with this identity, unless a person decided otherwise.
    fn visible_suggestion(&self, id: AnnotationId) -> Option<&Arc<Annotation>> {
        let suggestion = self.suggestions.get(id)?;
        self.is_visible(suggestion).then_some(suggestion)
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

    /// Takes a step of the journal and draws anew what it touches. Where what was in focus is
    /// gone, its piece of the text comes into focus.
    ///
    /// # Errors
    /// Where the step does not fit, which only a damaged journal can bring about.
    pub fn step(&mut self, entry: &Entry) -> Result<Option<Edit>, EditError> {
        if let Entry::Do(event) | Entry::Amend(event) = entry {
            self.check_spans(&event.edit)?;
        }
        let here = self.focused_span();
        let edit = self.work.step(entry)?;
        if let Some(edit) = &edit {
            self.note_decisions(edit);
            self.refresh_after(edit);
            self.settle_focus(here);
        }
        Ok(edit)
    }

    /// Annotations stand on whole characters inside the text.
    fn check_spans(&self, edit: &Edit) -> Result<(), EditError> {
        let text = &self.document.text;
        let off = |annotation: &&Annotation| {
            let span = annotation.span;
            text.span_of_bytes(span.start(), span.end()).is_err()
        };
        match edit.annotations().find(off) {
            Some(annotation) => Err(EditError::OffText(annotation.id, annotation.span)),
            None => Ok(()),
        }
    }

    /// Keeps the focus where it was, `here`, though what was in focus may be gone.
    fn settle_focus(&mut self, here: Option<TextSpan>) {
        let focus = match (self.focus, here) {
            (Focus::Annotation(id), Some(span)) if self.annotation(id).is_none() => {
                Focus::Text(span)
            }
            (focus, _) => focus,
        };
        self.turn_to(focus);
    }

    /// Draws anew the blocks that a change touches, also those that it touches because it shows
    /// or hides a suggestion that runs on into them.
    fn refresh_after(&mut self, edit: &Edit) {
        let toggled = edit.parts().into_iter().filter_map(|part| match part {
            Edit::Block { block, .. } => self.document.blocks.get(block.to_usize()),
            _ => None,
        });
        let mut blocks = Vec::new();
        for span in edit.touched().into_iter().chain(toggled.map(|b| b.span)) {
            blocks.extend(self.document.blocks_in(span));
            for suggestion in self.suggestions.overlapping(span) {
                blocks.extend(self.document.blocks_in(suggestion.span));
            }
        }
        self.refresh(blocks);
    }

    fn refresh(&mut self, mut blocks: Vec<BlockIndex>) {
        // A block is often named by several annotations in a row.
        blocks.dedup();
        for block in blocks {
            let fresh = self.draw(block);
            if let (Some(fresh), Some(old)) = (fresh, self.views.get_mut(block.to_usize()))
                && **old != fresh
            {
                *old = Arc::new(fresh);
            }
        }
    }

    fn refresh_all(&mut self) {
        let blocks = (0..self.document.blocks.len()).map(BlockIndex::from_usize);
        let fresh = blocks.filter_map(|block| self.draw(block)).map(Arc::new);
        let mut views: Vec<Arc<BlockView>> = fresh.collect();
        for (view, old) in views.iter_mut().zip(&self.views) {
            if view == old {
                view.clone_from(old);
            }
        }
        self.views = views;
    }
}

#[cfg(test)]
mod tests;

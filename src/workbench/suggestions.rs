//! What the detectors propose, and which of it is worth showing.

use super::{Focus, Workbench};
use crate::annotation::{Annotation, AnnotationId, Review};
use crate::detect::Proposal;
use crate::text::{ByteOffset, TextSpan};

impl Workbench {
    /// Replaces the suggestions that overlap `span` by `proposals`. What a person decided is
    /// another matter and stays. Returns whether anything is different now.
    pub fn suggest(&mut self, span: TextSpan, proposals: Vec<Proposal>) -> bool {
        let old: Vec<_> = self.suggestions.overlapping(span).cloned().collect();
        let new: Vec<_> = proposals.into_iter().map(Annotation::suggested).collect();
        let same = old.len() == new.len() && old.iter().zip(&new).all(|(old, new)| **old == *new);
        if same {
            return false;
        }
        for annotation in &old {
            self.suggestions.remove(annotation.id);
            self.refresh_span(annotation.span);
        }
        for annotation in new {
            let span = annotation.span;
            self.suggestions.insert(annotation);
            self.refresh_span(span);
        }
        self.set_focus(self.focus());
        true
    }

    /// Whether a suggestion is to be shown: it stands in a block that belongs to the article, no
    /// annotation that holds overlaps it, and nobody has rejected the same span with the same
    /// label.
    pub fn is_visible(&self, suggestion: &Annotation) -> bool {
        let markup = self.markup();
        let block = self.document().block_at(suggestion.span.start());
        let included = block.is_none_or(|block| self.document().is_included(block, markup));
        let contradicted = |decided: &Annotation| match decided.review {
            Review::Rejected => {
                decided.span == suggestion.span && decided.label == suggestion.label
            }
            Review::Accepted | Review::Suggested => true,
        };
        let mut decided = markup.annotations.overlapping(suggestion.span);
        included && !decided.any(|decided| contradicted(decided))
    }

    /// How many suggestions wait for a decision.
    pub fn pending(&self) -> usize {
        self.views().iter().map(|view| view.pending).sum()
    }

    /// The first visible suggestion after the focus, from the beginning again after the last.
    pub fn next_suggestion(&self) -> Option<AnnotationId> {
        let here = self.focused_span().map(|span| span.start());
        let focused = self.focused().map(|annotation| annotation.id);
        let from = here.unwrap_or(ByteOffset::ZERO);
        let after = self.suggestions.starting_from(from);
        after
            .chain(self.suggestions.iter())
            .filter(|suggestion| Some(suggestion.id) != focused)
            .find(|suggestion| self.is_visible(suggestion))
            .map(|suggestion| suggestion.id)
    }

    /// The last visible suggestion before the focus, from the end again before the first.
    pub fn previous_suggestion(&self) -> Option<AnnotationId> {
        let here = self.focused_span().map(|span| span.start());
        let from = here.unwrap_or(self.document().text.end());
        let before = self.suggestions.starting_before(from);
        let focused = self.focused().map(|annotation| annotation.id);
        before
            .chain(self.suggestions.iter().rev())
            .filter(|suggestion| Some(suggestion.id) != focused)
            .find(|suggestion| self.is_visible(suggestion))
            .map(|suggestion| suggestion.id)
    }

    /// Turns to the next or the previous suggestion and returns its span.
    pub fn go_to_suggestion(&mut self, forward: bool) -> Option<TextSpan> {
        let id = match forward {
            true => self.next_suggestion(),
            false => self.previous_suggestion(),
        }?;
        self.set_focus(Focus::Annotation(id));
        self.focused_span()
    }
}

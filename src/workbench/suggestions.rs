//! What the detectors propose, and which of it is worth showing.

use std::sync::Arc;

use super::{Focus, Workbench, is_date};
use crate::annotation::{Annotation, AnnotationId, AnnotationSet, Edit, Origin, Review};
use crate::detect::{DECISIONS, Decision, Proposal, Verdict, dates, entities, terms};
use crate::text::{ByteOffset, TextSpan};

/// The detectors that find something at once.
const AT_ONCE: [&str; 4] = [DECISIONS, dates::NAME, entities::NAME, terms::NAME];

impl Workbench {
    /// Replaces the suggestions that overlap `span` by `proposals`. What a person decided is
    /// another matter and stays. Returns whether anything is different now.
    pub fn suggest(&mut self, span: TextSpan, proposals: Vec<Proposal>) -> bool {
        let old: Vec<_> = self.suggestions.overlapping(span).cloned().collect();
        let new = proposals.into_iter().map(Annotation::suggested);
        let new: AnnotationSet = new.collect();
        if old.iter().eq(new.iter()) {
            return false;
        }
        let here = self.focused_span();
        let mut blocks = Vec::new();
        // What is proposed as before is not drawn anew.
        for annotation in old.iter().filter(|old| !new.iter().any(|one| one == *old)) {
            self.suggestions.remove(annotation.id);
            blocks.extend(self.document().blocks_in(annotation.span));
        }
        for annotation in new.iter().filter(|one| !old.contains(one)) {
            self.suggestions.insert((**annotation).clone());
            blocks.extend(self.document().blocks_in(annotation.span));
        }
        self.refresh(blocks);
        self.settle_focus(here);
        true
    }

    /// What was found by detectors that take longer than those that find something at once, in the order of the
    /// text.
    pub fn found_later(&self) -> Vec<Proposal> {
        let found = self.suggestions.iter().filter_map(|one| one.proposal());
        found
            .filter(|one| !AT_ONCE.contains(&&*one.detector.name))
            .collect()
    }

    /// What a person has decided, as far as it tells about other places: what a time expression means hangs on where
    /// it stands.
    pub fn decisions(&self) -> Vec<Decision> {
        let decided = self.markup().annotations.iter();
        decided.map(|one| decision(one, false)).collect()
    }

    /// What a person has decided since this was last asked.
    pub fn take_decisions(&mut self) -> Vec<Decision> {
        std::mem::take(&mut self.decided)
    }

    /// Notes what a change decides.
    pub(super) fn note_decisions(&mut self, edit: &Edit) {
        let decided = edit.parts().into_iter().filter_map(|part| match part {
            Edit::Add(annotation) => Some(decision(annotation, false)),
            Edit::Change { after, .. } => Some(decision(after, false)),
            Edit::Remove(annotation) => Some(decision(annotation, true)),
            _ => None,
        });
        self.decided.extend(decided);
    }

    /// Whether a suggestion is to be shown: it stands in a block that belongs to the article, no
    /// annotation that holds overlaps it, and nobody has rejected the same span with the same
    /// label.
    pub fn is_visible(&self, suggestion: &Annotation) -> bool {
        let markup = self.markup();
        let block = self.document().blocks_in(suggestion.span).next();
        let included = block.is_none_or(|block| self.document().is_included(block, markup));
        included
            && !self.hidden.contains(&suggestion.label)
            && self.contradictions(suggestion).next().is_none()
    }

    /// The decisions because of which a suggestion is not shown.
    pub(super) fn contradictions(
        &self,
        suggestion: &Annotation,
    ) -> impl Iterator<Item = &Arc<Annotation>> {
        let decided = self.markup().annotations.overlapping(suggestion.span);
        decided.filter(|decided| match decided.review {
            Review::Rejected => {
                decided.span == suggestion.span && decided.label == suggestion.label
            }
            Review::Accepted | Review::Suggested => self.holds(decided),
        })
    }

    /// How many suggestions wait for a decision.
    pub fn pending(&self) -> usize {
        self.views().iter().map(|view| view.pending).sum()
    }

    /// The first visible suggestion after the focus, from the beginning again after the last.
    pub fn next_suggestion(&self) -> Option<AnnotationId> {
        let here = self.focused_place();
        let from = here.map_or(ByteOffset::ZERO, |(span, _)| span.start());
        let after = self.suggestions.starting_from(from);
        after
            .filter(|suggestion| Some(suggestion.place()) > here)
            .chain(self.suggestions.iter())
            .find(|suggestion| self.is_visible(suggestion))
            .map(|suggestion| suggestion.id)
    }

    /// The last visible suggestion before the focus, from the end again before the first.
    pub fn previous_suggestion(&self) -> Option<AnnotationId> {
        let here = self.focused_place();
        let until = here.map_or(self.document().text.end(), |(span, _)| span.end());
        let before = self.suggestions.starting_before(until);
        before
            .filter(|suggestion| here.is_none_or(|here| suggestion.place() < here))
            .chain(self.suggestions.iter().rev())
            .find(|suggestion| self.is_visible(suggestion))
            .map(|suggestion| suggestion.id)
    }

    /// Where the focus is among the suggestions.
    fn focused_place(&self) -> Option<(TextSpan, AnnotationId)> {
        let id = self.focused().map(|annotation| annotation.id);
        Some((self.focused_span()?, id.unwrap_or_default()))
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

fn decision(annotation: &Annotation, is_gone: bool) -> Decision {
    Decision {
        annotation: annotation.id.get(),
        span: annotation.span,
        label: annotation.label.clone(),
        verdict: match annotation.review {
            _ if is_gone || is_date(annotation) => Verdict::Withdrawn,
            Review::Accepted if annotation.origin == Origin::Person => Verdict::Drawn,
            Review::Accepted => Verdict::Accepted,
            Review::Rejected => Verdict::Rejected,
            Review::Suggested => Verdict::Withdrawn,
        },
    }
}

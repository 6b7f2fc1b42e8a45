//! Many suggestions decided at once, by [`super::Command::All`]. What it will be about is counted
//! before.

use std::sync::Arc;

use super::Workbench;
use crate::annotation::{Annotation, AnnotationId, BlockIndex, Review};
use crate::detect::Score;
use crate::text::ByteOffset;

impl Workbench {
    /// The suggestions that begin in these blocks, first and last included, and are at least as
    /// sure as that; in order.
    pub fn suggestions_in(
        &self,
        first: BlockIndex,
        last: BlockIndex,
        at_least: Score,
    ) -> Vec<AnnotationId> {
        let views = self.views.get(first.to_usize()..).unwrap_or_default();
        let views = views.iter().take_while(|view| view.index <= last);
        let begun = views.flat_map(|view| view.begun());
        begun
            .filter(|one| one.review == Review::Suggested && one.score >= Some(at_least))
            .map(|one| one.id)
            .collect()
    }

    /// All suggestions that are at least as sure as that, in order.
    pub fn suggestions_above(&self, at_least: Score) -> Vec<AnnotationId> {
        self.suggestions_in(BlockIndex::new(0), BlockIndex::new(u32::MAX), at_least)
    }

    /// Those of the identities that are suggestions and can all be accepted, in order: of two that
    /// overlap the first one, as the second is then no longer suggested.
    pub fn acceptable(&self, ids: &[AnnotationId]) -> Vec<AnnotationId> {
        apart(ids.iter().filter_map(|id| self.visible_suggestion(*id)))
    }
}

/// The suggestions among what is drawn that can all be accepted, as [`Workbench::acceptable`] tells
/// them.
pub fn acceptable_among(drawn: &[Arc<Annotation>]) -> Vec<AnnotationId> {
    apart(drawn.iter().filter(|one| one.review == Review::Suggested))
}

fn apart<'a>(suggestions: impl Iterator<Item = &'a Arc<Annotation>>) -> Vec<AnnotationId> {
    let mut places: Vec<_> = suggestions.map(|suggestion| suggestion.place()).collect();
    if !places.is_sorted() {
        places.sort_unstable();
    }
    let mut end = ByteOffset::ZERO;
    places.retain(|(span, _)| {
        let stays = span.start() >= end;
        if stays {
            end = span.end();
        }
        stays
    });
    places.into_iter().map(|(_, id)| id).collect()
}

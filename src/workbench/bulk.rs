//! Many suggestions decided at once, by [`super::Command::All`]. What it will be about is counted
//! before.

use super::Workbench;
use crate::annotation::{AnnotationId, BlockIndex, Review};
use crate::detect::Score;

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

    /// Those of the identities, whatever their order, that are suggestions and can all be accepted.
    pub fn acceptable_of(&self, ids: Vec<AnnotationId>) -> Vec<AnnotationId> {
        let mut there: Vec<_> = ids
            .into_iter()
            .filter_map(|id| Some(self.visible_suggestion(id)?.place()))
            .collect();
        there.sort_unstable();
        let ids: Vec<AnnotationId> = there.into_iter().map(|(_, id)| id).collect();
        self.acceptable(&ids)
    }

    /// Those of the identities, which must be in order, that are suggestions and can all be
    /// accepted: of two that overlap the first one, as the second is then no longer suggested.
    pub fn acceptable(&self, ids: &[AnnotationId]) -> Vec<AnnotationId> {
        let mut end = crate::text::ByteOffset::ZERO;
        let acceptable = ids.iter().filter(|id| {
            let suggestion = self.visible_suggestion(**id);
            let stays = suggestion.filter(|suggestion| suggestion.span.start() >= end);
            end = stays.map_or(end, |suggestion| suggestion.span.end());
            stays.is_some()
        });
        acceptable.copied().collect()
    }
}

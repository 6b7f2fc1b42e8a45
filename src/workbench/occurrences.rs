//! All the places of the document that read the same, to be labelled at once.

use super::{Command, Workbench};
use crate::annotation::{Annotation, AnnotationId, LabelId};
use crate::text::{FindOptions, Segmenter, TextSpan, find};

/// A place that reads the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The words.
    pub span: TextSpan,
    /// What stands there already.
    pub covered: Covered,
}

/// What stands on an occurrence already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covered {
    /// Nothing.
    Nothing,
    /// An annotation or a suggestion of exactly these words with the label that is to be given.
    SameLabel(AnnotationId),
    /// Another annotation or suggestion, which may share only a part of the words.
    Otherwise(AnnotationId),
}

impl Command {
    /// Gives all these pieces of the text a label, in one change.
    pub fn label_all(spans: &[TextSpan], label: &LabelId) -> Self {
        let put = |span: &TextSpan| Self::Put(*span, label.clone());
        Self::All(spans.iter().map(put).collect())
    }
}

impl Workbench {
    /// The places of the article that read as these words do, and what stands there already, held
    /// against `label`. Skipped blocks are passed over.
    pub fn occurrences(
        &self,
        words: &str,
        label: Option<&LabelId>,
        options: FindOptions,
        segmenter: &dyn Segmenter,
    ) -> Vec<Occurrence> {
        let text = self.document.text.as_str();
        let spans = find(text, words, options, segmenter).into_iter();
        let occurrences = spans.filter_map(|span| {
            let index = self.document.block_at(span.start())?;
            let block = self.document.blocks.get(index.to_usize())?;
            let stands =
                block.span.contains(span) && self.document.is_included(index, self.markup());
            stands.then(|| Occurrence {
                span,
                covered: self.covered(span, label),
            })
        });
        occurrences.collect()
    }

    fn covered(&self, span: TextSpan, label: Option<&LabelId>) -> Covered {
        let is_same = |one: &Annotation| one.span == span && Some(&one.label) == label;
        let mut there = self.drawn(span).peekable();
        let first = there.peek().map(|one| one.id);
        match (there.find(|one| is_same(one)), first) {
            (Some(same), _) => Covered::SameLabel(same.id),
            (None, Some(other)) => Covered::Otherwise(other),
            (None, None) => Covered::Nothing,
        }
    }
}

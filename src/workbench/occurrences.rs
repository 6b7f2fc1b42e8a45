//! All the places of the document that read the same, to be labelled at once.

use super::{Command, Workbench};
use crate::annotation::{Annotation, AnnotationId, LabelId};
use crate::text::{ByteOffset, FindOptions, Segmenter, TextSpan, find};

/// How many bytes of the text are shown on each side of an occurrence, at most.
const CONTEXT: usize = 48;

/// A place that reads the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The words.
    pub span: TextSpan,
    /// The words with what stands around them in their block, for the eye.
    pub context: TextSpan,
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
    /// The places of the article that read as what is in focus does, itself among them, and what
    /// stands there already, held against `label`. Skipped blocks are passed over.
    pub fn occurrences(
        &self,
        label: Option<&LabelId>,
        options: FindOptions,
        segmenter: &dyn Segmenter,
    ) -> Vec<Occurrence> {
        let text = self.document.text.as_str();
        let words = self.focused_span().map_or("", |span| span.slice(text));
        let spans = find(text, words, options, segmenter).into_iter();
        let occurrences = spans.filter_map(|span| {
            let index = self.document.block_at(span.start())?;
            let block = self.document.blocks.get(index.to_usize())?;
            let stands =
                block.span.contains(span) && self.document.is_included(index, self.markup());
            stands.then(|| Occurrence {
                span,
                context: around(text, span, block.span),
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

/// The words with some text on each side, cut at white space where there is any.
fn around(text: &str, span: TextSpan, block: TextSpan) -> TextSpan {
    let (start, end) = (span.range().start, span.range().end);
    let from = text.ceil_char_boundary(start.saturating_sub(CONTEXT).max(block.range().start));
    let to = text.floor_char_boundary((end + CONTEXT).min(block.range().end));
    let before = &text[from..start];
    let after = &text[end..to];
    let from = match before.find(char::is_whitespace) {
        Some(space) if from > block.range().start => from + space,
        _ => from,
    };
    let to = match after.rfind(char::is_whitespace) {
        Some(space) if to < block.range().end => end + space,
        _ => to,
    };
    let context = TextSpan::new(ByteOffset::from_usize(from), ByteOffset::from_usize(to));
    context
        .and_then(|context| context.trimmed(text))
        .unwrap_or(span)
}

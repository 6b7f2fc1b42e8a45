//! What the date engine reads in the time expressions that people marked.

use chrono::NaiveDate;

use crate::annotation::{BlockIndex, LabelId, TimeValue};
use crate::detect::Proposal;
use crate::detect::dates::{self, Timex};
use crate::project::Document;
use crate::text::TextSpan;

/// Reads time expressions of one document. A block is read once as long as the expressions asked
/// about stand in it, so asking in the order of the text costs one reading of each block.
pub(super) struct TimeReader<'a> {
    document: &'a Document,
    date: Option<NaiveDate>,
    block: Option<BlockIndex>,
    found: Vec<Proposal>,
}

impl<'a> TimeReader<'a> {
    /// Reads the document as one of this date.
    pub(super) fn new(document: &'a Document, date: Option<NaiveDate>) -> Self {
        Self {
            document,
            date,
            block: None,
            found: Vec::new(),
        }
    }

    /// What a span means if this label makes it a time expression: first as the engine finds it in
    /// its block, where the words around it tell more, and else by itself.
    pub(super) fn read(&mut self, span: TextSpan, label: &LabelId) -> Option<TimeValue> {
        if label.as_str() != dates::LABEL {
            return None;
        }
        let block = self.document.blocks_in(span).next()?;
        if self.block != Some(block) {
            self.block = Some(block);
            let within = self.document.blocks.get(block.to_usize())?.span;
            self.found = self.detect(within);
        }
        let in_context = exactly(span, &self.found);
        let timex = in_context.or_else(|| exactly(span, &self.detect(span)))?;
        Some(TimeValue {
            timex,
            by_person: false,
        })
    }

    fn detect(&self, within: TextSpan) -> Vec<Proposal> {
        let mut found = Vec::new();
        let text = self.document.text.as_str();
        dates::detect(text, within, self.date, &mut found);
        found
    }
}

fn exactly(span: TextSpan, found: &[Proposal]) -> Option<Timex> {
    let same = found.iter().find(|proposal| proposal.span == span)?;
    same.time.clone()
}

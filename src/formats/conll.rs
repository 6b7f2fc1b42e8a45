//! CoNLL-2003 columns: token, part of speech, chunk and IOB2 tag, set apart by one space; a blank
//! line after each sentence; a `-DOCSTART-` line before each document.
//!
//! The line is `-DOCSTART- -X- O O`, because spaCy's converter knows a document's beginning by
//! both of these O's. Parts of speech and chunks are not known and say so.

use std::io::Write;

use super::LossReason;
use super::export::WriteError;
use super::prepared::{Chosen, Prepared};
use crate::text::{ByteOffset, TextSpan, sentences_of, tokens};

/// The tokens of what is written, sentence by sentence.
#[derive(Default)]
pub(super) struct Sentences {
    tokens: Vec<TextSpan>,
    /// The number of the first token of each sentence.
    starts: Vec<usize>,
    /// The number of the first token of each block.
    blocks: Vec<usize>,
}

impl Sentences {
    /// Tokens and sentences of each block, and of what stands between the blocks.
    pub fn new(prepared: &Prepared) -> Self {
        let text = prepared.text().as_str();
        let mut found = Self::default();
        let mut done = 0;
        for (block, _) in prepared.blocks() {
            let range = block.range();
            found.add(text, TextSpan::from_range(done..range.start));
            found.add(text, TextSpan::from_range(done.max(range.start)..range.end));
            done = done.max(range.end);
        }
        found.add(text, TextSpan::from_range(done..text.len()));
        found
    }

    fn add(&mut self, text: &str, region: Option<TextSpan>) {
        let Some(region) = region else { return };
        let tokens = tokens(text, region);
        let first = self.tokens.len();
        if !tokens.is_empty() {
            self.blocks.push(first);
        }
        for sentence in sentences_of(text, &tokens) {
            let before = tokens.partition_point(|token| token.start() < sentence.start());
            self.starts.push(first + before);
        }
        self.tokens.extend(tokens);
    }

    /// Whether the span consists of whole tokens of one block.
    pub fn hold(&self, span: TextSpan) -> Result<(), LossReason> {
        let first = self.starting_at(span.start());
        let last = self.ending_at(span.end());
        let (first, last) = first.zip(last).ok_or(LossReason::CutsToken)?;
        let block = |token: usize| self.blocks.partition_point(|start| *start <= token);
        match block(first) == block(last) {
            true => Ok(()),
            false => Err(LossReason::CrossesBlock),
        }
    }

    /// Makes one sentence of those that an annotation connects, so that no sentence ends within
    /// an annotation.
    pub fn join_across(&mut self, spans: &[Chosen]) {
        let tokens = &self.tokens;
        self.starts.retain(|start| {
            let at = tokens[*start].start();
            let before = spans.partition_point(|chosen| chosen.span.start() < at);
            let before = before.checked_sub(1).and_then(|before| spans.get(before));
            before.is_none_or(|chosen| chosen.span.end() <= at)
        });
    }

    fn starting_at(&self, offset: ByteOffset) -> Option<usize> {
        let found = self
            .tokens
            .binary_search_by_key(&offset, |token| token.start());
        found.ok()
    }

    fn ending_at(&self, offset: ByteOffset) -> Option<usize> {
        let found = self
            .tokens
            .binary_search_by_key(&offset, |token| token.end());
        found.ok()
    }
}

pub(super) fn write(prepared: &Prepared, mut sink: impl Write) -> Result<(), WriteError> {
    let sentences = &prepared.sentences;
    let text = prepared.text();
    let mut spans = prepared.spans.iter().peekable();
    sink.write_all(b"-DOCSTART- -X- O O\n")?;
    for (n, token) in sentences.tokens.iter().enumerate() {
        if sentences.starts.binary_search(&n).is_ok() {
            sink.write_all(b"\n")?;
        }
        while spans
            .next_if(|chosen| chosen.span.end() <= token.start())
            .is_some()
        {}
        // Python's `str.split` takes some controls for white space.
        let form = text.slice(*token).replace(char::is_control, "\u{fffd}");
        match spans.peek().filter(|chosen| chosen.span.contains(*token)) {
            Some(chosen) => {
                let begins = chosen.span.start() == token.start();
                let prefix = if begins { 'B' } else { 'I' };
                writeln!(sink, "{form} -X- _ {prefix}-{}", chosen.label)?;
            }
            None => writeln!(sink, "{form} -X- _ O")?,
        }
    }
    Ok(sink.write_all(b"\n")?)
}

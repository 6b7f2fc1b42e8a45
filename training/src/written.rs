//! Writes the examples for whoever learns from them elsewhere, so that both taggers read the corpora under
//! the same conventions (but for what `WordFacts::mends` says).

use std::io::{self, Write};

use serde::Serialize;
use spanwright::detect::entities::{Tag, TagSet};

use crate::convention::Convention;
use crate::corpus::Corpus;
use crate::examples::{WordFacts, example};

/// A sentence as it is written: one line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    corpus: &'a str,
    doc: &'a str,
    tokens: &'a [String],
    /// For each token the tags that the annotation leaves open, a bit each, in the order of [`Tag::all`].
    allowed: Vec<u16>,
    /// The spans under the corpus's own labels.
    spans: &'a [(usize, usize, String)],
    /// How much the sentence counts.
    weight: f32,
}

/// Writes every sentence of the corpora.
///
/// # Errors
/// Where it cannot be written.
pub fn write(
    out: &mut impl Write,
    corpora: &[Corpus],
    conventions: &[Convention],
    facts: &WordFacts,
) -> io::Result<()> {
    for (corpus, convention) in corpora.iter().zip(conventions) {
        for sentence in &corpus.sentences {
            let example = example(sentence, convention, facts);
            let bits = |set: TagSet| {
                let open = Tag::all().filter(|tag| set.contains(*tag));
                open.fold(0, |bits, tag| bits | 1 << tag.index())
            };
            let line = Line {
                corpus: &corpus.name,
                doc: &sentence.doc,
                tokens: &sentence.tokens,
                allowed: example.allowed.iter().map(|set| bits(*set)).collect(),
                spans: &sentence.spans,
                weight: example.weight,
            };
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()
}

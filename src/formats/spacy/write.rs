//! Writing the lines.

use serde::Serialize;
use serde_json::{Map, Value};
use std::io::Write;

use crate::annotation::Annotation;
use crate::formats::SkippedBlocks;
use crate::formats::escape::write_json;
use crate::formats::export::WriteError;
use crate::formats::prepared::Prepared;
use crate::text::{ByteOffset, CodePointOffset, tokens};

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    entities: Vec<(CodePointOffset, CodePointOffset, &'a str)>,
    meta: Map<String, Value>,
}

pub(in crate::formats) fn write(
    prepared: &Prepared,
    mut sink: impl Write,
) -> Result<(), WriteError> {
    let entities = prepared.spans.iter();
    let line = Line {
        text: prepared.text().as_str(),
        entities: entities
            .map(|chosen| (chosen.start, chosen.end, chosen.label.as_str()))
            .collect(),
        meta: meta(prepared),
    };
    write_json(&line, &mut sink)?;
    Ok(sink.write_all(b"\n")?)
}

/// What the document's file said about it, and what is needed to know the document again.
fn meta(prepared: &Prepared) -> Map<String, Value> {
    let document = prepared.item.document;
    let mut meta = document.meta.to_map();
    let mut put = |key: &str, value: Value| meta.insert(key.to_owned(), value);
    put("id", document.id.as_str().into());
    put("name", document.name.as_str().into());
    put("sha256", prepared.excerpt.sha256().into());
    if !prepared.excerpt.is_whole() {
        put("source_sha256", document.sha256.as_str().into());
    }
    if let Some(date) = prepared.item.markup.date {
        put("date", date.to_string().into());
    }
    if prepared.options.skipped == SkippedBlocks::Mark {
        let skipped = prepared.blocks().filter(|(_, stays)| !stays);
        let skipped = skipped.map(|(span, _)| {
            let (start, end) = prepared.text().code_points(span);
            Value::from(vec![start.get(), end.get()])
        });
        put("skipped", skipped.collect());
    }
    meta
}

/// The annotations that may begin or end inside one of spaCy's tokens: those that cut one of
/// ours, and those with neither white space nor punctuation at an end, which spaCy's rules for
/// most languages need to end a token (they cut nothing between Han characters, for one).
pub(in crate::formats) fn misaligned<'a>(prepared: &Prepared<'a>) -> Vec<&'a Annotation> {
    let text = prepared.text();
    let tokens = text.whole().map(|whole| tokens(text.as_str(), whole));
    let tokens = tokens.unwrap_or_default();
    let cuts = |offset: ByteOffset| {
        let after = tokens.partition_point(|token| token.start() < offset);
        let before = after.checked_sub(1).and_then(|before| tokens.get(before));
        before.is_some_and(|token| offset < token.end()) || !is_apart(text.as_str(), offset)
    };
    let spans = prepared.spans.iter();
    spans
        .filter(|chosen| cuts(chosen.span.start()) || cuts(chosen.span.end()))
        .map(|chosen| chosen.annotation)
        .collect()
}

/// Whether white space, punctuation or an end of the text is at the offset.
fn is_apart(text: &str, offset: ByteOffset) -> bool {
    let (before, after) = text.split_at(offset.to_usize());
    let sides = [before.chars().next_back(), after.chars().next()];
    sides.into_iter().any(|side| {
        side.is_none_or(|c| {
            let is_general_punctuation = ('\u{2010}'..='\u{205e}').contains(&c);
            c.is_whitespace() || c.is_ascii_punctuation() || is_general_punctuation
        })
    })
}

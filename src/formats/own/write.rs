//! Writing the records.

use serde::Serialize;
use std::io::Write;

use super::record::{
    BlockRecord, DocumentRecord, ExcerptRecord, LineHead, PieceRecord, SpanRecord, StampRecord,
    TimexRecord,
};
use super::{FORMAT, OFFSET_UNIT, VERSION};
use crate::annotation::{Label, Schema};
use crate::detect::Score;
use crate::formats::anchor::{prefix, suffix};
use crate::formats::cut::blocks;
use crate::formats::escape::{write_json, write_json_lines};
use crate::formats::export::WriteError;
use crate::formats::prepared::{Chosen, Prepared};
use crate::text::TextSpan;

/// Writes a document as a line of JSON Lines, with the labels that it needs.
pub(in crate::formats) fn write_line(
    prepared: &Prepared,
    schema: &Schema,
    mut sink: impl Write,
) -> Result<(), WriteError> {
    let head = line_head(prepared, schema);
    write_json(&document_record(prepared, Some(head)), &mut sink)?;
    Ok(sink.write_all(b"\n")?)
}

/// Writes what [`write_line`] writes over several lines: one for each field, block and span.
pub(in crate::formats) fn write_lines(
    prepared: &Prepared,
    schema: &Schema,
    mut sink: impl Write,
) -> Result<(), WriteError> {
    let head = line_head(prepared, schema);
    write_json_lines(&document_record(prepared, Some(head)), &mut sink)?;
    Ok(sink.write_all(b"\n")?)
}

fn line_head<'a>(prepared: &Prepared, schema: &'a Schema) -> LineHead<'a> {
    let is_used = |label: &&Label| {
        let mut spans = prepared.spans.iter();
        spans.any(|chosen| *chosen.label_id == label.id)
    };
    LineHead {
        format: FORMAT,
        version: VERSION,
        labels: schema.labels().iter().filter(is_used).collect(),
    }
}

/// Writes what stands before the documents of a JSON file. Each document is on a line of its
/// own, so that a damaged one can be told from the others.
pub(in crate::formats) fn write_head(
    schema: &Schema,
    mut sink: impl Write,
) -> Result<(), WriteError> {
    #[derive(Serialize)]
    struct Head<'a> {
        format: &'static str,
        version: u64,
        labels: &'a [Label],
    }
    let head = Head {
        format: FORMAT,
        version: VERSION,
        labels: schema.labels(),
    };
    let mut json = Vec::new();
    write_json(&head, &mut json)?;
    json.pop();
    sink.write_all(&json)?;
    Ok(sink.write_all(b",\"documents\":[")?)
}

/// Writes a document of a JSON file.
pub(in crate::formats) fn write_document(
    prepared: &Prepared,
    is_first: bool,
    mut sink: impl Write,
) -> Result<(), WriteError> {
    sink.write_all(if is_first { b"\n" } else { b",\n" })?;
    Ok(write_json(&document_record(prepared, None), sink)?)
}

/// Writes what stands after the documents of a JSON file.
pub(in crate::formats) fn write_tail(mut sink: impl Write) -> Result<(), WriteError> {
    Ok(sink.write_all(b"\n]}\n")?)
}

fn document_record<'a>(prepared: &'a Prepared, head: Option<LineHead<'a>>) -> DocumentRecord<'a> {
    let (document, markup) = (prepared.item.document, prepared.item.markup);
    let excerpt = &prepared.excerpt;
    let (blocks, skipped) = block_records(prepared);
    let span = |chosen| span_record(prepared, chosen, &skipped);
    DocumentRecord {
        head,
        id: document.id.as_str(),
        name: &document.name,
        text: excerpt.text().as_str(),
        sha256: excerpt.sha256(),
        offset_unit: OFFSET_UNIT,
        excerpt: (!excerpt.is_whole()).then(|| excerpt_record(prepared)),
        source: &document.source,
        added: document.added.to_rfc3339(),
        author: document.author.as_deref(),
        published: document.published,
        date: markup.date,
        status: markup.status,
        blocks,
        spans: prepared.spans.iter().map(span).collect(),
        meta: document.meta.to_map(),
    }
}

fn excerpt_record<'a>(prepared: &'a Prepared) -> ExcerptRecord<'a> {
    let document = prepared.item.document;
    let pieces = prepared.excerpt.pieces().iter().map(|piece| {
        let (start, end) = prepared.text().code_points(piece.span);
        let (source_start, _) = document.text.code_points(piece.source);
        PieceRecord {
            start,
            end,
            source_start,
        }
    });
    ExcerptRecord {
        source_sha256: &document.sha256,
        pieces: pieces.collect(),
    }
}

/// The blocks that are written, and where those stand that do not belong to the article.
fn block_records(prepared: &Prepared) -> (Vec<BlockRecord>, Vec<TextSpan>) {
    let markup = prepared.item.markup;
    // All blocks of an excerpt belong to it; why they might not have is about the whole text.
    let is_whole = prepared.excerpt.is_whole();
    let mut records = Vec::new();
    let mut skipped = Vec::new();
    for (index, block, stays) in blocks(prepared.item.document, markup) {
        let Some(span) = prepared.excerpt.span(block.span) else {
            continue;
        };
        let (start, end) = prepared.text().code_points(span);
        records.push(BlockRecord {
            start,
            end,
            kind: block.kind,
            language: block.language,
            skipped: !stays,
            reason: block.skip.filter(|_| is_whole),
            by_person: is_whole && markup.blocks.contains_key(&index),
        });
        if !stays {
            skipped.push(span);
        }
    }
    (records, skipped)
}

fn span_record<'a>(
    prepared: &'a Prepared,
    chosen: &'a Chosen,
    skipped: &[TextSpan],
) -> SpanRecord<'a> {
    let annotation = chosen.annotation;
    let text = prepared.text();
    let (start_utf16, end_utf16) = text.utf16(chosen.span);
    let is_named = chosen.label == chosen.label_id.as_str();
    let next = skipped.partition_point(|block| block.end() <= chosen.span.start());
    SpanRecord {
        id: annotation.id.get(),
        start: chosen.start,
        end: chosen.end,
        start_utf16,
        end_utf16,
        text: text.slice(chosen.span),
        prefix: prefix(text.as_str(), chosen.span),
        suffix: suffix(text.as_str(), chosen.span),
        label: &chosen.label,
        label_id: (!is_named).then_some(chosen.label_id),
        timex: annotation.time.as_ref().map(TimexRecord::from),
        origin: &annotation.origin,
        score: annotation.score.map(Score::get),
        state: annotation.review,
        skipped: skipped
            .get(next)
            .is_some_and(|block| block.overlaps(chosen.span)),
        created: annotation.created.as_ref().map(StampRecord::from),
        changed: annotation.changed.as_ref().map(StampRecord::from),
    }
}

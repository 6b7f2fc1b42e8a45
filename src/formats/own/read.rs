//! Reading the records back, as far as each can be read.

use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

use super::tagged::{TaggedOrigin, TaggedSource};
use super::{FORMAT, OFFSET_UNIT, VERSION};
use crate::annotation::{
    Annotation, AnnotationId, Author, BlockIndex, Label, LabelId, Origin, Review, Stamp, TimeValue,
    Timestamp,
};
use crate::detect::Score;
use crate::detect::dates::Timex;
use crate::formats::anchor::{Anchorer, How, Quote};
use crate::formats::diagnostic::note;
use crate::formats::fields::{Fields, Place};
use crate::formats::import::{ExcerptOf, ExcerptPiece, ImportedDocument};
use crate::formats::{Diagnostic, MOST_LABELS, Problem};
use crate::project::DocumentId;
use crate::text::{Block, BlockKind, ByteOffset, CodePointOffset, SourceText, TextSpan, sha256};

/// Reads what stands before the documents of a file, or at the beginning of a line.
pub(in crate::formats) fn read_labels(fields: &mut Fields, labels: &mut Vec<Label>) {
    if let Some(format) = fields.value("format").filter(|format| *format != FORMAT) {
        let problem = Problem::Unreadable(format!("“{FORMAT}” was expected"));
        fields.report_value("format", Some(&format), problem);
    }
    if fields
        .get::<u64>("version")
        .is_some_and(|version| version > VERSION)
    {
        fields.report("version", Problem::Newer);
    }
    for (place, value) in fields.list("labels") {
        match serde_json::from_value::<Label>(value.clone()) {
            Ok(label) if labels.iter().any(|known| known.id == label.id) => {}
            Ok(label) if labels.len() >= MOST_LABELS => {
                let id = Value::from(label.id.as_str());
                note(fields.log(), place.problem(Some(&id), Problem::ManyLabels));
            }
            Ok(label) => labels.push(label),
            Err(error) => {
                let problem = Problem::Unreadable(error.to_string());
                note(fields.log(), place.problem(Some(&value), problem));
            }
        }
    }
}

/// Reads a document, and the labels where it stands on a line of its own.
pub(in crate::formats) fn read_document(
    value: Value,
    place: Place,
    labels: &mut Vec<Label>,
    log: &mut Vec<Diagnostic>,
) -> Option<ImportedDocument> {
    let line = place.line;
    let mut fields = Fields::new(value, place, log)?;
    read_labels(&mut fields, labels);
    let text: SourceText = fields.require("text")?;
    let checksum = sha256(text.as_str());
    let written: Option<String> = fields.get("sha256");
    let is_unchanged = written.is_some_and(|written| written == checksum);
    if !is_unchanged {
        fields.report("sha256", Problem::Changed);
    }
    let unit = fields
        .value("offset_unit")
        .filter(|unit| unit != OFFSET_UNIT);
    if let Some(unit) = unit {
        let problem = Problem::Unreadable(format!("“{OFFSET_UNIT}” was expected"));
        fields.report_value("offset_unit", Some(&unit), problem);
    }
    let mut document = ImportedDocument::new(text, checksum, line);
    document.id = fields.get::<String>("id").map(DocumentId::new);
    document.name = fields.get("name");
    document.source = fields.get("source").map(|TaggedSource(source)| source);
    document.added = moment(&mut fields, "added");
    document.author = fields.get("author");
    document.published = fields.get("published");
    document.date = fields.get("date");
    document.status = fields.get("status");
    document.meta = fields.get("meta").unwrap_or_default();
    document.excerpt = excerpt(&mut fields, &document.text);
    read_blocks(&mut fields, &mut document);
    let spans = fields.list("spans");
    let mut reader = SpanReader {
        text: &document.text,
        is_unchanged,
        anchorer: Anchorer::new(document.text.as_str()),
        ids: HashSet::new(),
        next_id: 0,
    };
    let read = spans.into_iter().filter_map(|(place, value)| {
        let mut fields = Fields::new(value, place, fields.log())?;
        let annotation = reader.read(&mut fields)?;
        fields.finish();
        Some(annotation)
    });
    let annotations = read.collect();
    document.annotations = annotations;
    fields.finish();
    Some(document)
}

fn excerpt(fields: &mut Fields, text: &SourceText) -> Option<ExcerptOf> {
    let value = fields.value("excerpt")?;
    let place = fields.place().field("excerpt");
    let mut fields = Fields::new(value, place, fields.log())?;
    let source_sha256 = fields.require("source_sha256")?;
    let mut pieces = Vec::new();
    for (place, value) in fields.list("pieces") {
        let Some(mut fields) = Fields::new(value, place, fields.log()) else {
            continue;
        };
        let span = offsets(&mut fields, text);
        let source_start = fields.require("source_start");
        pieces.extend(
            span.zip(source_start)
                .map(|(span, source_start)| ExcerptPiece { span, source_start }),
        );
        fields.finish();
    }
    fields.finish();
    Some(ExcerptOf {
        source_sha256,
        pieces,
    })
}

fn read_blocks(fields: &mut Fields, document: &mut ImportedDocument) {
    let mut blocks: Vec<Block> = Vec::new();
    let mut choices = BTreeMap::new();
    for (place, value) in fields.list("blocks") {
        let Some(mut fields) = Fields::new(value, place, fields.log()) else {
            continue;
        };
        let Some(span) = offsets(&mut fields, &document.text) else {
            continue;
        };
        let end = blocks
            .last()
            .map_or(ByteOffset::ZERO, |block| block.span.end());
        if span.start() < end {
            fields.report("start", Problem::BlockOrder);
            continue;
        }
        let kind = fields.require("kind").unwrap_or(BlockKind::Paragraph);
        let language = fields.get("language");
        let included = !fields.get("skipped").unwrap_or(false);
        let skip = fields.get("reason");
        let by_person = fields.get("by_person").unwrap_or(false);
        fields.finish();
        // A reason that this version cannot read must not bring a skipped block back.
        if by_person || included != skip.is_none() {
            choices.insert(BlockIndex::from_usize(blocks.len()), included);
        }
        blocks.push(Block {
            span,
            kind,
            language,
            skip,
        });
    }
    document.blocks = Some(blocks.into());
    document.choices = choices;
}

/// The span between the offsets of a record.
fn offsets(fields: &mut Fields, text: &SourceText) -> Option<TextSpan> {
    let start = fields.require("start")?;
    let end = fields.require("end")?;
    let span = text.span_of_code_points(start, end);
    span.map_err(|error| fields.report("", Problem::Offsets(error)))
        .ok()
}

fn moment(fields: &mut Fields, name: &str) -> Option<Timestamp> {
    let written: String = fields.get(name)?;
    let read = Timestamp::from_rfc3339(&written);
    if read.is_none() {
        let problem = Problem::Unreadable("a moment as in RFC 3339 was expected".to_owned());
        fields.report_value(name, Some(&written.into()), problem);
    }
    read
}

/// Reads the spans of one document.
struct SpanReader<'a> {
    text: &'a SourceText,
    is_unchanged: bool,
    anchorer: Anchorer<'a>,
    ids: HashSet<AnnotationId>,
    /// One more than the largest identity of those that are no suggestions'.
    next_id: u64,
}

impl SpanReader<'_> {
    fn read(&mut self, fields: &mut Fields) -> Option<Annotation> {
        let (span, _) = self.place(fields)?;
        let label: String = fields.require("label")?;
        let label = fields.get("label_id").unwrap_or(LabelId::new(label));
        let review = fields.require("state").unwrap_or(Review::Suggested);
        let id = self.identity(fields, review, AnnotationId::of_suggestion(span, &label))?;
        // Whether it stands in a skipped block follows from the blocks.
        fields.value("skipped");
        Some(Annotation {
            id,
            span,
            label,
            origin: match fields.require("origin") {
                Some(TaggedOrigin(origin)) => origin,
                None => Origin::Import {
                    source: fields.place().file.clone(),
                },
            },
            score: fields.get("score").map(Score::new),
            review,
            time: read_time(fields),
            created: stamp(fields, "created"),
            changed: stamp(fields, "changed"),
        })
    }

    /// Where the span stands, held against the text that it quotes.
    fn place(&mut self, fields: &mut Fields) -> Option<(TextSpan, How)> {
        // UTF-16 offsets follow from the others and are there for other readers.
        for derived in ["start_utf16", "end_utf16"] {
            fields.value(derived);
        }
        let exact: Option<String> = fields.get("text");
        let [prefix, suffix] =
            ["prefix", "suffix"].map(|name| fields.get::<String>(name).unwrap_or_default());
        let start: CodePointOffset = fields.require("start")?;
        let end: CodePointOffset = fields.require("end")?;
        let at_offsets = self.text.span_of_code_points(start, end);
        let is_sure = |span: TextSpan| {
            let quoted = exact.as_deref();
            self.is_unchanged && quoted.is_none_or(|exact| exact == self.text.slice(span))
        };
        let exact = match (at_offsets, &exact) {
            (Ok(span), _) if is_sure(span) => return Some((span, How::Position)),
            (_, Some(exact)) => exact,
            (Ok(_), None) => {
                fields.report("text", Problem::Missing);
                return None;
            }
            (Err(error), None) => {
                fields.report("", Problem::Offsets(error));
                return None;
            }
        };
        let quote = Quote {
            exact,
            prefix: &prefix,
            suffix: &suffix,
        };
        match self.anchorer.find(quote, self.byte(start)) {
            Ok((span, how)) => {
                if how != How::Position {
                    let (start, end) = self.text.code_points(span);
                    let moved = Problem::Moved { start, end };
                    fields.report_value("text", Some(&exact.as_str().into()), moved);
                }
                Some((span, how))
            }
            Err(reason) => {
                let orphan = Problem::Orphan(reason);
                fields.report_value("text", Some(&exact.as_str().into()), orphan);
                None
            }
        }
    }

    /// The byte at a code-point offset; the end of the text beyond it.
    fn byte(&self, offset: CodePointOffset) -> ByteOffset {
        let before = self.text.span_of_code_points(CodePointOffset::ZERO, offset);
        match before {
            Ok(before) => before.end(),
            Err(_) if offset == CodePointOffset::ZERO => ByteOffset::ZERO,
            Err(_) => self.text.end(),
        }
    }

    /// The identity of an annotation: the one in the file where it can be kept. That of a suggestion follows
    /// from what it suggests, and only suggestions have such a one.
    fn identity(
        &mut self,
        fields: &mut Fields,
        review: Review,
        suggestion: AnnotationId,
    ) -> Option<AnnotationId> {
        let written = fields.get("id").map(AnnotationId::new);
        if review == Review::Suggested {
            if !self.ids.insert(suggestion) {
                fields.report("", Problem::Twice);
                return None;
            }
            return Some(suggestion);
        }
        let id = match written.filter(|id| *id < AnnotationId::END) {
            Some(id) => id,
            None => self.fresh(),
        };
        if self.ids.insert(id) {
            self.next_id = self.next_id.max(id.get() + 1);
            return Some(id);
        }
        fields.report_value("id", Some(&id.get().into()), Problem::Duplicate);
        let id = self.fresh();
        self.ids.insert(id);
        Some(id)
    }

    /// An identity that none of the annotations read so far has.
    fn fresh(&mut self) -> AnnotationId {
        let fresh = AnnotationId::new(self.next_id);
        self.next_id += 1;
        fresh
    }
}

fn read_time(fields: &mut Fields) -> Option<TimeValue> {
    let value = fields.value("timex")?;
    let place = fields.place().field("timex");
    let mut fields = Fields::new(value, place, fields.log())?;
    let kind = fields.require("type")?;
    let value = fields.require("value")?;
    let time = TimeValue {
        timex: Timex {
            kind,
            value,
            modifier: fields.get("mod"),
            implied: fields.get("implied").unwrap_or(false),
            quant: fields.get("quant"),
            freq: fields.get("freq"),
            begin: fields.get("begin"),
            end: fields.get("end"),
        },
        by_person: fields.get("by_person").unwrap_or(false),
    };
    fields.finish();
    Some(time)
}

fn stamp(fields: &mut Fields, name: &str) -> Option<Stamp> {
    let value = fields.value(name)?;
    let place = fields.place().field(name);
    let mut fields = Fields::new(value, place, fields.log())?;
    let at = moment(&mut fields, "at");
    let by: Option<String> = fields.require("by");
    fields.finish();
    at.zip(by).map(|(at, by)| Stamp {
        at,
        by: Author::new(by),
    })
}

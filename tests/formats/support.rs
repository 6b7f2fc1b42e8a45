//! Documents drawn in brackets: `[PER Ada] met [DATE 5 May]`, nested too.

use std::sync::Arc;

use spanwright::annotation::{
    Annotation, AnnotationId, AnnotationSet, Author, LabelId, Markup, Schema, Stamp, Timestamp,
};
use spanwright::formats::{ExportItem, ExportOptions, Format, Written, write};
use spanwright::project::{Document, DocumentId, Meta, Source};
use spanwright::text::{Block, BlockKind, SkipReason, SourceText, TextSpan, sha256};

/// A document with its decided annotations.
#[derive(Debug)]
pub struct Drawn {
    pub document: Document,
    pub markup: Markup,
    pub suggestions: AnnotationSet,
}

impl Drawn {
    pub fn item(&self) -> ExportItem<'_> {
        ExportItem {
            document: &self.document,
            markup: &self.markup,
            suggestions: &self.suggestions,
        }
    }

    pub fn text(&self) -> &str {
        self.document.text.as_str()
    }
}

/// The document of a picture. Paragraphs are its blocks; one that begins with `~` is recognised
/// as a teaser.
pub fn drawn(id: &str, picture: &str) -> Drawn {
    let (text, spans) = picture_of(picture);
    let annotations = spans.into_iter().enumerate().map(|(n, (span, label))| {
        Annotation::drawn(AnnotationId::new(n as u64), span, label, stamp())
    });
    let markup = Markup {
        annotations: annotations.collect(),
        ..Markup::default()
    };
    Drawn {
        document: document(id, &text),
        markup,
        suggestions: AnnotationSet::default(),
    }
}

pub fn document(id: &str, text: &str) -> Document {
    Document {
        id: DocumentId::new(id),
        name: format!("{id}.txt"),
        source: Source::Paste,
        added: Timestamp::from_millis(1_468_627_200_250),
        author: None,
        published: None,
        text: SourceText::new(text).unwrap(),
        sha256: sha256(text),
        blocks: blocks(text),
        meta: Meta::default(),
    }
}

pub fn stamp() -> Stamp {
    Stamp {
        at: Timestamp::from_millis(1_468_627_200_500),
        by: Author::new("ada"),
    }
}

fn blocks(text: &str) -> Arc<[Block]> {
    let mut start = 0;
    let paragraphs = text.split("\n\n").filter_map(|paragraph| {
        let range = start..start + paragraph.len();
        start = range.end + 2;
        let span = TextSpan::from_range(range)?.trimmed(text)?;
        Some(Block {
            span,
            kind: BlockKind::Paragraph,
            language: None,
            skip: paragraph.starts_with('~').then_some(SkipReason::Teaser),
        })
    });
    paragraphs.collect()
}

/// The text of a picture and the spans drawn in it.
pub fn picture_of(picture: &str) -> (String, Vec<(TextSpan, LabelId)>) {
    let mut text = String::new();
    let mut open = Vec::new();
    let mut spans = Vec::new();
    let mut rest = picture;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '[' => {
                let (label, inner) = rest.split_once(' ').unwrap();
                open.push((text.len(), LabelId::new(label)));
                rest = inner;
            }
            ']' => {
                let (start, label) = open.pop().unwrap();
                spans.push((TextSpan::from_range(start..text.len()).unwrap(), label));
            }
            c => text.push(c),
        }
    }
    spans.sort();
    (text, spans)
}

/// The picture of a text with spans.
pub fn picture(text: &str, spans: impl IntoIterator<Item = (TextSpan, LabelId)>) -> String {
    let mut marks: Vec<(usize, bool, usize, String)> = Vec::new();
    for (n, (span, label)) in spans.into_iter().enumerate() {
        let range = span.range();
        marks.push((range.start, true, n, format!("[{label} ")));
        marks.push((range.end, false, usize::MAX - n, "]".to_owned()));
    }
    marks.sort();
    let mut drawn = String::new();
    let mut done = 0;
    for (at, _, _, mark) in marks {
        drawn.push_str(&text[done..at]);
        drawn.push_str(&mark);
        done = at;
    }
    drawn + &text[done..]
}

/// Writes documents with the standard labels.
pub fn export(format: Format, drawn: &[&Drawn], options: ExportOptions) -> (String, Written) {
    let mut schema = Schema::standard();
    for annotation in drawn
        .iter()
        .flat_map(|drawn| drawn.markup.annotations.iter())
    {
        schema.ensure(annotation.label.as_str());
    }
    export_with(format, drawn, &schema, options)
}

/// Writes documents with these labels.
pub fn export_with(
    format: Format,
    drawn: &[&Drawn],
    schema: &Schema,
    options: ExportOptions,
) -> (String, Written) {
    let mut file = Vec::new();
    let items = drawn.iter().map(|drawn| drawn.item());
    let written = write(format, items, schema, options, &mut file).unwrap();
    (String::from_utf8(file).unwrap(), written)
}

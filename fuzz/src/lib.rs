//! What several fuzz targets hold of whatever was read.

use std::sync::Arc;

use spanwright::annotation::{Annotation, AnnotationSet, Author, Markup, Schema, Stamp, Timestamp};
use spanwright::formats::{
    Diagnostic, ExportItem, ExportOptions, Format, Import, ImportedDocument, SkippedBlocks, write,
};
use spanwright::project::{Document, DocumentId, Intake, Source};
use spanwright::text::{Block, SourceText, TextFormat, TextSpan, blocks};

/// The name of the file that is read.
pub const FILE: &str = "fuzzed.file";

/// The moment at which everything happens, and who does it.
pub fn stamp(millis: i64) -> Stamp {
    Stamp {
        at: Timestamp::from_millis(millis),
        by: Author::new("Ada"),
    }
}

/// The document of a text.
pub fn document(text: &str) -> Document {
    let intake = Intake {
        id: DocumentId::new("fuzzed"),
        at: Timestamp::from_millis(0),
        source: Source::Paste,
    };
    let document = intake.text(text.to_owned(), TextFormat::Plain);
    document.expect("a fuzzed text is short")
}

/// A span is a piece of the text, on character boundaries.
pub fn check_span(text: &SourceText, span: TextSpan) {
    let (start, end) = (span.start(), span.end());
    text.span_of_bytes(start, end).expect("a span of the text");
}

/// Blocks are pieces of the text, in order and apart.
pub fn check_blocks(text: &SourceText, blocks: &[Block]) {
    let mut end = 0;
    for block in blocks {
        check_span(text, block.span);
        let range = block.span.range();
        assert!(range.start >= end, "blocks stand in order and apart");
        end = range.end;
    }
}

/// Annotations are sorted, have identities of their own and stand in the text.
pub fn check_set(text: &SourceText, set: &AnnotationSet) {
    let mut last = None;
    let mut count = 0;
    for annotation in set.iter() {
        check_span(text, annotation.span);
        let place = Some(annotation.place());
        assert!(last < place, "the set is sorted");
        last = place;
        count += 1;
        let found = set.get(annotation.id).expect("it is found by its identity");
        assert!(Arc::ptr_eq(found, annotation));
    }
    assert_eq!(count, set.len());
}

/// Each problem says in which file it is and what to do.
pub fn check_diagnostics(diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        let said = diagnostic.to_string();
        assert!(said.starts_with(FILE), "{said}");
        assert!(said.ends_with(diagnostic.remedy()), "{said}");
        assert!(diagnostic.value.chars().count() <= 61, "{said}");
    }
}

/// What was read stands in its text, and is the same when it is written and read again.
pub fn check_import(mut import: Import) {
    check_diagnostics(&import.diagnostics);
    for document in &import.documents {
        for annotation in &document.annotations {
            check_span(&document.text, annotation.span);
        }
        check_blocks(
            &document.text,
            document.blocks.as_deref().unwrap_or_default(),
        );
    }
    let mut schema = Schema::standard();
    import.adopt_labels(&mut schema);
    let options = ExportOptions {
        skipped: SkippedBlocks::Mark,
        suggestions: true,
        rejected: true,
    };
    let taken: Vec<Taken> = import.documents.iter().enumerate().map(take).collect();
    for format in [Format::JsonLines, Format::Json] {
        let mut file = Vec::new();
        let items = taken.iter().map(Taken::item);
        let written = write(format, items, &schema, options, &mut file);
        let written = written.expect("a list takes everything");
        assert_eq!(written.losses, [], "the own formats hold everything");
        let file = String::from_utf8(file).expect("the own formats are UTF-8");
        let mut again = spanwright::formats::read(FILE, &file);
        assert_eq!(again.diagnostics, [], "{file}");
        again.adopt_labels(&mut schema);
        let again: Vec<Taken> = again.documents.iter().enumerate().map(take).collect();
        assert_eq!(taken, again, "{file}");
    }
}

/// A document as the page takes it in.
#[derive(Debug, PartialEq)]
struct Taken {
    document: Document,
    markup: Markup,
    suggestions: AnnotationSet,
}

impl Taken {
    fn item(&self) -> ExportItem<'_> {
        ExportItem {
            document: &self.document,
            markup: &self.markup,
            suggestions: &self.suggestions,
        }
    }
}

fn take((n, imported): (usize, &ImportedDocument)) -> Taken {
    let id = DocumentId::new(format!("fuzzed-{n}"));
    let document = imported.document(id, Source::Paste, Timestamp::from_millis(0), |text| {
        blocks(text.as_str(), TextFormat::Plain).into()
    });
    let markup = imported.markup();
    check_set(&document.text, &markup.annotations);
    let suggestions = imported.suggestions();
    check_set(&document.text, &suggestions);
    let decided = |annotation: &Arc<Annotation>| !annotation.id.is_suggestion();
    assert!(markup.annotations.iter().all(decided));
    Taken {
        document,
        markup,
        suggestions,
    }
}

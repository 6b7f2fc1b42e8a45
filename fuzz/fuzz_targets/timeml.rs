//! Any XML gives at most one document, and one that was read keeps its text and its dates when it is
//! written as TimeML and read once more.

#![no_main]

use libfuzzer_sys::fuzz_target;
use spanwright::annotation::{Schema, Timestamp};
use spanwright::formats::{ExportItem, Format, Import, read, write};
use spanwright::project::{DocumentId, Source};
use spanwright::text::{TextFormat, blocks};
use spanwright_fuzz::{FILE, check_import};

fuzz_target!(|content: &str| {
    let file = format!("<TimeML>{content}</TimeML>");
    let mut import = read(FILE, &file);
    assert!(import.documents.len() <= 1);
    check_import(import.clone());
    let mut schema = Schema::standard();
    import.adopt_labels(&mut schema);
    let Import { documents, .. } = import;
    let Some(first) = documents.first() else {
        return;
    };
    let document = first.document(
        DocumentId::new("fuzzed"),
        Source::Paste,
        Timestamp::from_millis(0),
        |text| blocks(text.as_str(), TextFormat::Plain).into(),
    );
    let item = ExportItem {
        document: &document,
        markup: &first.markup(),
        suggestions: &first.suggestions(),
    };
    let mut written = Vec::new();
    let mut options = Format::TimeMl.default_options();
    options.skipped = spanwright::formats::SkippedBlocks::Mark;
    let account = write(Format::TimeMl, [item], &schema, options, &mut written);
    let account = account.expect("a list takes everything");
    let written = String::from_utf8(written).expect("TimeML is written as UTF-8");
    let again = read(FILE, &written);
    let [again] = &*again.documents else {
        panic!("what was written is no TimeML: {written}");
    };
    assert_eq!(again.annotations.len(), account.spans, "{written}");
    let quotes = |document: &spanwright::formats::ImportedDocument| {
        let annotations = document.annotations.iter();
        let quotes = annotations.map(|one| in_xml(document.text.slice(one.span)));
        let mut quotes: Vec<String> = quotes.collect();
        quotes.sort();
        quotes
    };
    if account.losses.is_empty() {
        assert_eq!(
            in_xml(first.text.as_str()),
            again.text.as_str(),
            "{written}"
        );
        assert_eq!(quotes(first), quotes(again), "{written}");
    }
});

/// What XML can hold of a text: in the place of a control character stands another one.
fn in_xml(text: &str) -> String {
    let held = |c| match c {
        '\t' | '\n' | '\r' => c,
        '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        c if c < ' ' => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(held).collect()
}

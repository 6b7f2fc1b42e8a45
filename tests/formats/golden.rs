//! Each format's file for the nasty documents, byte by byte.

use std::path::Path;

use spanwright::annotation::Schema;
use spanwright::formats::{ExportOptions, Format, SkippedBlocks, losses};

use crate::nasty;
use crate::support::export;

pub fn check(name: &str, file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/formats")
        .join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, file).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap();
    assert_eq!(file, golden, "{name}; UPDATE_GOLDEN=1 writes it anew");
}

#[test]
fn files_stay_as_they_are() {
    let documents = nasty::documents();
    let documents: Vec<_> = documents.iter().collect();
    for format in Format::ALL.into_iter().filter(|format| format.holds_many()) {
        let (file, _) = export(format, &documents, format.default_options());
        check(&format!("nasty.{}", format.extension()), &file);
    }
    let options = ExportOptions {
        skipped: SkippedBlocks::Exclude,
        suggestions: true,
        rejected: false,
    };
    let (file, _) = export(Format::JsonLines, &documents, options);
    check("nasty.excluded.jsonl", &file);
}

#[test]
fn the_losses_are_stated_beforehand_and_the_same_when_written() {
    let documents = nasty::documents();
    let refs: Vec<_> = documents.iter().collect();
    for format in Format::ALL.into_iter().filter(|format| format.holds_many()) {
        let options = ExportOptions {
            rejected: true,
            ..format.default_options()
        };
        let items = documents.iter().map(|drawn| drawn.item());
        let before = losses(format, items, &Schema::standard(), options);
        let (_, written) = export(format, &refs, options);
        assert_eq!(before, written.losses);
        let stated: String = before.iter().map(|loss| format!("{loss}\n")).collect();
        check(&format!("nasty.{}.losses.txt", format.extension()), &stated);
    }
}

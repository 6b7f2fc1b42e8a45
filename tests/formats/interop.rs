//! Exports loaded by spaCy and seqeval, where `SPANWRIGHT_INTEROP_PYTHON` names a Python that has
//! them; see `tests/interop/check_exports.py`.

use std::path::Path;
use std::process::Command;

use spanwright::annotation::{Schema, Timestamp};
use spanwright::formats::{ExportOptions, Format, SkippedBlocks, read};
use spanwright::project::{DocumentId, Source};
use spanwright::text::{TextFormat, blocks};

use crate::nasty;
use crate::support::{Drawn, export_with};

/// The documents of a dataset as they would be opened.
fn dataset(path: &str, schema: &mut Schema) -> Vec<Drawn> {
    let mut import = read(path, &std::fs::read_to_string(path).unwrap());
    for diagnostic in &import.diagnostics {
        println!("{diagnostic}");
    }
    import.adopt_labels(schema);
    let documents = import.documents.iter().enumerate().map(|(n, read)| Drawn {
        document: read.document(
            DocumentId::new(n.to_string()),
            Source::Paste,
            Timestamp::default(),
            |text| blocks(text.as_str(), TextFormat::Plain).into(),
        ),
        markup: read.markup(),
        suggestions: read.suggestions(),
    });
    documents.collect()
}

#[test]
fn spacy_and_seqeval_read_what_was_written() {
    let Some(python) = std::env::var_os("SPANWRIGHT_INTEROP_PYTHON") else {
        println!("skipped: SPANWRIGHT_INTEROP_PYTHON is not set");
        return;
    };
    let mut schema = Schema::standard();
    let documents = match std::env::var("SPANWRIGHT_INTEROP_DATASET") {
        Ok(path) => dataset(&path, &mut schema),
        Err(_) => nasty::documents(),
    };
    let documents: Vec<&Drawn> = documents.iter().collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("interop");
    std::fs::create_dir_all(&folder).unwrap();
    let options = ExportOptions {
        skipped: SkippedBlocks::Exclude,
        suggestions: false,
        rejected: false,
    };
    let mut account = String::new();
    for format in [Format::JsonLines, Format::SpacyJsonl, Format::Conll] {
        let (file, written) = export_with(format, &documents, &schema, options);
        let extension = format.extension();
        std::fs::write(folder.join(format!("dataset.{extension}")), file).unwrap();
        for loss in written.losses {
            let document = loss.document.as_str();
            let (id, is_written) = (loss.annotation, loss.reason.is_written());
            let reason = format!("{:?}", loss.reason);
            account += &format!("{extension}\t{document}\t{id}\t{is_written}\t{reason}\n");
        }
    }
    std::fs::write(folder.join("losses.tsv"), account).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop/check_exports.py");
    let status = Command::new(python)
        .arg(script)
        .arg(&folder)
        .status()
        .unwrap();
    assert!(status.success());
}

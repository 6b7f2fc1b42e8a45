//! Label sets in files of their own, and what exports make of labels that are no longer in use.

use spanwright::annotation::{LabelChange, LabelId, Schema};
use spanwright::formats::{ExportOptions, Format, SkippedBlocks, labels, read};

use crate::support::{drawn, export_with, picture};

const ALL: ExportOptions = ExportOptions {
    skipped: SkippedBlocks::Mark,
    suggestions: true,
    rejected: true,
};

fn changed(changes: &[(&str, LabelChange)]) -> Schema {
    let mut schema = Schema::standard();
    for (label, change) in changes {
        let edit = schema.edit(&LabelId::new(*label), change.clone()).unwrap();
        edit.apply(&mut schema).unwrap();
    }
    schema
}

#[test]
fn what_is_written_is_read_again_without_what_is_no_longer_in_use() {
    let examples = ["UN".to_owned(), "a \u{2028} line".to_owned()].to_vec();
    let schema = changed(&[
        ("ORG", LabelChange::Examples(examples)),
        ("ORG", LabelChange::Description("Bodies".to_owned())),
        ("URL", LabelChange::Delete),
        ("EMAIL", LabelChange::Key(None)),
    ]);
    let mut file = Vec::new();
    labels::write(&schema, &mut file).unwrap();
    let file = String::from_utf8(file).unwrap();
    assert_eq!(file.lines().count(), 1);
    let set = labels::read("mine.labels.json", &file);
    assert_eq!(set.labels, schema.labels());
    assert_eq!(set.diagnostics, []);
    assert_eq!(schema.adoption(&set.labels), []);
}

#[test]
fn names_alone_are_a_label_set() {
    let set = labels::read("names.json", r#"["Gene", {"name": "Cell", "key": "c"}]"#);
    assert_eq!(set.diagnostics, []);
    let read: Vec<_> = set
        .labels
        .iter()
        .map(|l| (l.id.as_str(), &*l.export_name, l.key))
        .collect();
    assert_eq!(read, [("Gene", "Gene", None), ("Cell", "Cell", Some('c'))]);
}

#[test]
fn what_is_wrong_is_named_and_costs_only_itself() {
    let file = r#"{"format": "spanwright-labels", "version": 9, "labels": [
        {"name": "Gene", "tint": "red", "size": 3}, {"id": "x"}, 7, {"name": " "}, "Gene"]}"#;
    let set = labels::read("l.json", file);
    assert_eq!(set.labels.len(), 1);
    let said: Vec<String> = set.diagnostics.iter().map(ToString::to_string).collect();
    let begins = [
        "l.json, version: this was written by a newer version",
        "l.json, labels[0].tint (\"red\"): the value cannot be read",
        "l.json, labels[0].size (3): the field is not known",
        "l.json, labels[1].name: the field is missing",
        "l.json, labels[2] (7): the value cannot be read: an object was expected",
        "l.json, labels[3].name: the field is missing",
        "l.json, labels[4]: there is a label with this identity above it",
    ];
    assert_eq!(said.len(), begins.len(), "{said:#?}");
    for (said, begins) in said.iter().zip(begins) {
        assert!(said.starts_with(begins), "{said}");
    }
    for (file, problem) in [
        ("{", "not valid JSON"),
        ("{}", "not a label set"),
        ("3", "not a label set"),
    ] {
        let set = labels::read("l.json", file);
        assert_eq!(set.labels, []);
        assert!(set.diagnostics[0].to_string().contains(problem), "{file}");
    }
}

#[test]
fn a_merged_label_is_exported_as_the_other_one_and_a_deleted_one_not_at_all() {
    let one = drawn("one", "[GROUP Greens] met [ORG Acme] of [PLACE Ulm]");
    let schema = changed(&[
        ("GROUP", LabelChange::MergeInto(LabelId::new("ORG"))),
        ("ORG", LabelChange::ExportName("Body".to_owned())),
        ("PLACE", LabelChange::Delete),
    ]);
    for format in [Format::JsonLines, Format::Json, Format::SpacyJsonl] {
        let (file, written) = export_with(format, &[&one], &schema, ALL);
        assert_eq!(written.losses, [], "{format:?}");
        assert_eq!(written.spans, 2, "{format:?}");
        let mut import = read("f.jsonl", &file);
        import.adopt_labels(&mut schema.clone());
        let document = &import.documents[0];
        let spans = document.annotations.iter();
        let spans = spans.map(|one| (one.span, one.label.clone()));
        let read = picture(document.text.as_str(), spans.collect::<Vec<_>>());
        assert_eq!(read, "[ORG Greens] met [ORG Acme] of Ulm", "{format:?}");
        for gone in ["GROUP", "PLACE"] {
            assert!(!file.contains(gone), "{format:?} {file}");
        }
    }
    let (file, _) = export_with(Format::Conll, &[&one], &schema, ALL);
    assert!(
        file.contains("B-Body") && !file.contains("GROUP") && !file.contains("PLACE"),
        "{file}"
    );
}

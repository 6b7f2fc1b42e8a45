//! `[start, end, label]` data, in all the shapes in which it comes.

use spanwright::annotation::{Review, Schema, Status};
use spanwright::formats::{Format, Import, Problem, Severity, read};

use crate::support::{drawn, export, picture};

fn pictures(import: &Import) -> Vec<String> {
    let documents = import.documents.iter();
    documents
        .map(|document| {
            let spans = document.annotations.iter();
            let spans = spans.map(|annotation| (annotation.span, annotation.label.clone()));
            picture(document.text.as_str(), spans.collect::<Vec<_>>())
        })
        .collect()
}

#[test]
fn every_common_shape_is_read() {
    for file in [
        r#"{"text": "😀 Ann ate", "entities": [[2, 5, "PER"]]}"#,
        r#"{"text": "😀 Ann ate", "label": [[2, 5, "PER"]], "Comments": []}"#,
        r#"{"data": "😀 Ann ate", "labels": [[2, 5, "PER"]]}"#,
        r#"{"text": "😀 Ann ate", "spans": [{"start": 2, "end": 5, "label": "PER", "token_start": 1}]}"#,
        r#"{"text": "😀 Ann ate", "entities": [{"id": 7, "label": "PER", "start_offset": 2, "end_offset": 5}]}"#,
        r#"["😀 Ann ate", {"entities": [[2, 5, "PER"]]}]"#,
        r#"[["😀 Ann ate", {"entities": [[2, 5, "PER"]]}]]"#,
        r#"[{"text": "😀 Ann ate", "entities": [[2, 5, "PER", "Q42"]]}]"#,
        "\u{feff}{\"text\": \"😀 Ann ate\", \"entities\": [[2, 5, \"PER\"]]}\r\n\r\n",
    ] {
        let import = read("f.jsonl", file);
        assert_eq!(import.diagnostics, [], "{file}");
        assert_eq!(pictures(&import), ["😀 [PER Ann] ate"], "{file}");
    }
}

#[test]
fn what_cannot_be_read_is_named_and_costs_only_itself() {
    let file = concat!(
        "{\"text\": \"Ann\", \"entities\": [[0, 3, \"PER\"]], \"id\": 7, \"topic\": \"x\"}\n",
        "{\"text\": \"Bob\", \"entities\": [[0, 9, \"PER\"], [1, \"x\"], [0, 3, \"PER\"]]}\n",
        "{\"text\": \"Cy\", \"entities\n",
        "{\"title\": \"no text\"}\n",
        "{\"text\": \"Dee\", \"entities\": [[2, 2, \"PER\"]]}\n",
    );
    let import = read("f.jsonl", file);
    assert_eq!(pictures(&import), ["[PER Ann]", "[PER Bob]", "Dee"]);
    assert_eq!(import.documents[0].id.as_ref().unwrap().as_str(), "7");
    assert_eq!(import.documents[0].meta["topic"], "x");
    let named: Vec<(Option<u32>, &str)> = import
        .diagnostics
        .iter()
        .map(|d| (d.line, d.field.as_str()))
        .collect();
    assert_eq!(
        named,
        [
            (Some(2), "entities[0]"),
            (Some(2), "entities[1]"),
            (Some(4), ""),
            (Some(5), "entities[0]"),
            (Some(3), ""),
        ]
    );
    assert!(
        import
            .diagnostics
            .iter()
            .all(|d| d.severity() == Severity::Error)
    );
    assert_eq!(
        import.diagnostics[0].to_string(),
        "f.jsonl, line 2, entities[0] ([0,9,\"PER\"]): the offsets do not fit the text: the span \
         ends at 9, but the text has only 3. The annotation was left out. Offsets are counted in \
         Unicode code points, as Python counts them; a file with offsets in UTF-16 must be \
         converted."
    );
}

#[test]
fn what_prodigy_rejected_is_not_taken_for_gold() {
    let file = concat!(
        "{\"text\": \"Ann\", \"spans\": [{\"start\": 0, \"end\": 3, \"label\": \"ORG\"}], \"answer\": \"reject\"}\n",
        "{\"text\": \"Ann\", \"answer\": \"ignore\"}\n",
    );
    let import = read("f.jsonl", file);
    assert_eq!(import.documents[0].annotations[0].review, Review::Rejected);
    assert_eq!(import.documents[1].status, Some(Status::Flagged));
}

#[test]
fn the_labels_of_a_file_join_those_of_the_project() {
    let file = r#"{"text": "Ann Bob", "entities": [[0, 3, "PERSON"], [4, 7, "Robot"]]}"#;
    let mut import = read("f.jsonl", file);
    let mut schema = Schema::standard();
    let before = schema.labels().len();
    import.adopt_labels(&mut schema);
    assert_eq!(schema.labels().len(), before + 1);
    assert_eq!(schema.labels()[before].name, "Robot");
}

#[test]
fn its_own_export_comes_back_flat() {
    let document = drawn("d", "[ORG Bank of [PLACE York]] met [PERSON  Ann ].");
    let options = Format::SpacyJsonl.default_options();
    let (file, written) = export(Format::SpacyJsonl, &[&document], options);
    let import = read("f.jsonl", &file);
    assert_eq!(
        pictures(&import),
        ["[ORG Bank of York] met  [PERSON Ann] ."]
    );
    assert_eq!(written.spans, 2);
    assert_eq!(import.documents[0].name.as_deref(), Some("d.txt"));
    assert!(import.documents[0].meta.is_empty());
}

#[test]
fn a_file_that_is_nothing_gets_one_message() {
    let import = read("f.txt", "Just\nsome\ntext\n");
    assert_eq!(import.documents, []);
    let [only] = import.diagnostics.as_slice() else {
        panic!("{:?}", import.diagnostics);
    };
    assert!(matches!(only.problem, Problem::NotJson(_)));
}

//! Files that were made to do harm, and what is said of each. Nothing of them makes a reader fail, and
//! each message says what was refused, where, and what to do.

use spanwright::annotation::Schema;
use spanwright::formats::{
    LARGEST_WHOLE, LONGEST_LINE, LineReader, MOST_ANNOTATIONS, MOST_LABELS, MOST_NESTED, Problem,
    backup, labels, read,
};
use spanwright::text::decode;

use crate::golden;

/// The files, each with its name.
fn files() -> Vec<(&'static str, String)> {
    let laughs = "<?xml version=\"1.0\"?>\n<!DOCTYPE TimeML [\n <!ENTITY a \"ha\">\n <!ENTITY b \"&a;&a;\">\n]>\n<TimeML>&b;</TimeML>";
    let outside =
        "<!DOCTYPE TimeML [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<TimeML>&x;</TimeML>";
    let span = |span: &str| format!("{{\"text\":\"Ada met Bob.\",\"entities\":[{span}]}}\n");
    vec![
        ("laughs.tml", laughs.to_owned()),
        ("outside.tml", outside.to_owned()),
        (
            "undeclared.tml",
            "<TimeML>a &b; c &#xD800; &#0; d</TimeML>".to_owned(),
        ),
        (
            "deep.json",
            "[".repeat(100_000) + &"]".repeat(100_000),
        ),
        (
            "deep-meta.jsonl",
            format!(
                "{{\"text\":\"Ada\",\"meta\":{}{}}}\n{{\"text\":\"Bob\"}}\n",
                "{\"a\":".repeat(10_000),
                "1".to_owned() + &"}".repeat(10_000)
            ),
        ),
        ("huge-number.jsonl", span("[0, 1e999, \"PER\"]") + &span("[0,3,\"PER\"]")),
        (
            "nested.jsonl",
            span(&vec!["[0,3,\"PER\"]"; MOST_NESTED + 1].join(",")) + &span("[0,3,\"PER\"]"),
        ),
        ("many.jsonl", many(MOST_ANNOTATIONS + 1)),
        ("negative.jsonl", span("[-1, 3, \"PER\"]") + &span("[0.5, 3, \"PER\"]")),
        ("beyond.jsonl", span("[0, 4294967296, \"PER\"], [11, 13, \"PER\"], [3, 3, \"PER\"]")),
        ("lone.jsonl", "{\"text\":\"a\\ud800b\"}\n{\"text\":\"c\\udc00\"}\n".to_owned()),
        ("nul.jsonl", "{\"text\":\"a\\u0000b\"}\n{\"text\":\"\u{202e}c\"}\n".to_owned()),
        (
            "prototype.jsonl",
            "{\"text\":\"Ada\",\"__proto__\":{\"admin\":true},\"constructor\":1,\"entities\":[[0,3,\"__proto__\"]]}\n{\"text\":\"Bob\",\"toString\":2}\n".to_owned(),
        ),
        (
            "twice.jsonl",
            "{\"format\":\"spanwright\",\"text\":\"Ada\",\"sha256\":\"eacf8bca4b84fb36a4a0a2cb2f3bb0e13e2bd4d0d0a3ffb9c1da2e3a7b4a31f5\",\"offset_unit\":\"code_point\",\"spans\":[{\"id\":18446744073709551615,\"start\":0,\"end\":3,\"text\":\"Ada\",\"label\":\"PER\",\"state\":\"accepted\",\"origin\":{\"kind\":\"person\"}},{\"id\":0,\"start\":0,\"end\":3,\"text\":\"Ada\",\"label\":\"PER\",\"state\":\"accepted\",\"origin\":{\"kind\":\"person\"}},{\"id\":7,\"start\":0,\"end\":3,\"text\":\"Ada\",\"label\":\"PER\",\"state\":\"suggested\",\"origin\":{\"kind\":\"person\"}},{\"id\":8,\"start\":0,\"end\":3,\"text\":\"Ada\",\"label\":\"PER\",\"state\":\"suggested\",\"origin\":{\"kind\":\"person\"}}]}\n{\"text\":\"Bob\"}\n".to_owned(),
        ),
    ]
}

/// A document of so many letters, each with an annotation.
fn many(count: usize) -> String {
    let spans: Vec<String> = (0..count)
        .map(|n| format!("[{n},{},\"PER\"]", n + 1))
        .collect();
    let text = "a".repeat(count);
    format!(
        "{{\"text\":\"{text}\",\"entities\":[{}]}}\n",
        spans.join(",")
    )
}

#[test]
fn a_number_beside_the_text_stays_as_it_was_written() {
    let numbers = r#"{"post":123456789012345678901234567890,"share":0.1000000000000000055511}"#;
    let import = read(
        "a.jsonl",
        &format!("{{\"text\":\"Ada\",\"meta\":{numbers}}}"),
    );
    let meta = serde_json::to_string(&import.documents[0].meta).unwrap();
    assert_eq!(meta, numbers);
}

#[test]
fn what_is_said_of_each_file() {
    let mut said = String::new();
    for (name, content) in files() {
        let import = read(name, &content);
        for document in &import.documents {
            let text = document.text.as_str();
            let annotations = document.annotations.len();
            said += &format!("{name}: {text:?} with {annotations} annotations\n");
            for annotation in &document.annotations {
                assert!(!document.text.slice(annotation.span).is_empty());
            }
        }
        for problem in import.diagnostics {
            said += &format!("  {problem}\n");
        }
    }
    golden::check("hostile.txt", &said);
}

#[test]
fn a_binary_file_is_named_and_never_unpacked() {
    let mut said = String::new();
    let files: [(&str, &[u8]); 7] = [
        ("bomb.zip", b"PK\x03\x04\x14\0\0\0\x08\0"),
        (
            "table.xlsx",
            b"PK\x03\x04\x14\0\x06\0\x08\0[Content_Types].xml",
        ),
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"),
        ("big.jsonl.gz", b"\x1f\x8b\x08\0\0\0\0\0"),
        ("wtf8.txt", b"lone \xed\xa0\x80 half"),
        ("half.txt", b"\xff\xfea\0\x3d\xd8b\0"),
    ];
    for (name, bytes) in files {
        said += &format!("“{name}”: {}\n", decode(bytes).unwrap_err());
    }
    golden::check("binaries.txt", &said);
}

#[test]
fn a_list_of_problems_ends() {
    let spans = "[9, 99, \"PER\"],".repeat(50_000);
    let file = format!("{{\"text\":\"Ada\",\"entities\":[{spans}[0, 3, \"PER\"]]}}");
    let import = read("many.json", &file);
    assert_eq!(import.documents[0].annotations.len(), 1);
    assert_eq!(import.diagnostics.len(), 1_001);
    let last = import.diagnostics.last().unwrap();
    assert_eq!(last.problem, Problem::More(49_000));
    assert_eq!(
        last.to_string(),
        "many.json: 49000 more problems were found. Mend those above first, and import the file again."
    );
}

#[test]
fn what_would_take_too_much_memory_is_refused_before_it_is_read() {
    // Each of these pairs of braces would take a hundred times its own length.
    let branches = "{\"\":0},".repeat(1_000_000);
    let line = format!("{{\"text\":\"Ada\",\"meta\":[{branches}0]}}\n");
    let import = read("branches.jsonl", &(line.clone() + "{\"text\":\"Bob\"}\n"));
    assert_eq!(import.documents.len(), 1);
    assert_eq!(import.diagnostics[0].problem, Problem::ManyParts);
    assert_eq!(import.diagnostics[0].line, Some(1));
    let whole = read("branches.json", &line);
    assert_eq!(whole.documents, []);
    assert_eq!(whole.diagnostics[0].problem, Problem::ManyParts);
}

#[test]
fn a_line_of_five_megabytes_is_read_and_one_without_an_end_is_not() {
    let mut reader = LineReader::new("lines.jsonl");
    let text = "Ada met Bob. ".repeat(400_000);
    reader.push(format!("{{\"text\":\"{text}\"}}\n{{\"text\":\"").as_bytes());
    for _ in 0..LONGEST_LINE / text.len() + 1 {
        reader.push(text.as_bytes());
    }
    reader.push(b"\"}\n{\"text\":\"Bob\"}");
    let import = reader.finish();
    let lines = import.documents.iter().map(|document| document.line);
    assert_eq!(lines.collect::<Vec<_>>(), [Some(1), Some(3)]);
    assert_eq!(
        import.diagnostics[0].to_string(),
        "lines.jsonl, line 2: the line is longer than 32 MB. It was left out. Split its document into \
         several, and import the file again."
    );
}

#[test]
fn a_project_has_room_for_so_many_labels() {
    let spans = (0..3_000).map(|n| format!("[{n}, {}, \"L{n}\"]", n + 1));
    let spans = spans.collect::<Vec<_>>().join(",");
    let text = "a".repeat(3_000);
    let mut import = read(
        "labels.json",
        &format!("{{\"text\":\"{text}\",\"entities\":[{spans}]}}"),
    );
    let mut schema = Schema::standard();
    import.adopt_labels(&mut schema);
    assert_eq!(schema.labels().len(), MOST_LABELS);
    let kept = import.documents[0].annotations.len();
    assert_eq!(kept, MOST_LABELS - Schema::standard().labels().len());
    assert!(import.diagnostics.len() >= 1_000);
    assert!(
        import.diagnostics[0]
            .to_string()
            .starts_with("labels.json, label (\"L")
    );
    let names: Vec<String> = (0..1_000_000).map(|n| format!("\"{n}\"")).collect();
    let set = labels::read("million.labels.json", &format!("[{}]", names.join(",")));
    assert_eq!(set.labels.len(), MOST_LABELS);
}

#[test]
fn a_large_file_that_is_no_file_of_lines_is_refused_with_a_way_out() {
    let bytes = 3 * LARGEST_WHOLE as u64;
    let problem = Problem::LargeFile { bytes };
    assert_eq!(
        format!("{problem}. {}", problem.remedy()),
        "the file has 192 MB, and one that is not of lines is read up to 64 MB. It was not read. Write it \
         as JSON Lines, one document a line, or split it."
    );
}

#[test]
fn a_backup_with_impossible_identities_goes_on_with_possible_ones() {
    let drawn = crate::support::drawn("d", "[PERSON Ada] met [PERSON Bob]");
    let project = spanwright::project::Project::new("p", spanwright::annotation::Author::new("a"));
    let work = spanwright::annotation::Work::new(drawn.markup.clone());
    let mut file = Vec::new();
    backup::write(&project, [(&drawn.document, &work)], &mut file).unwrap();
    let file = String::from_utf8(file).unwrap();
    let forged = file.replace("\"next_id\":2", "\"next_id\":18446744073709551615");
    assert_ne!(file, forged);
    let restored = backup::read("forged.spanwright.json", &forged);
    let (_, work) = &restored.documents[0];
    assert_eq!(work.markup().annotations.len(), 2);
    assert_eq!(work.fresh_ids().next().unwrap().get(), 2);
}

//! `spanwright detect` as a program: lines in, lines out.

#![allow(clippy::unwrap_used, reason = "a test that fails should say where")]

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

/// Runs `spanwright detect` with the arguments and the standard input.
fn detect(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_spanwright"))
        .arg("detect")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Where the program refuses its arguments it does not read its input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

fn complaint(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// The spans of an answer as `LABEL text`, cut out of the text by code points.
fn quotes(text: &str, answer: &Value) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let spans = answer["spans"].as_array().unwrap();
    let quote = |span: &Value| {
        let position = |field: &str| span[field].as_u64().unwrap() as usize;
        let quote: String = chars[position("start")..position("end")].iter().collect();
        format!("{} {quote}", span["label"].as_str().unwrap())
    };
    spans.iter().map(quote).collect()
}

const NEWS: &str = "😀 On Friday, John Kerry told Russian reporters in Moscow 👩‍👩‍👧 that Café \
    Müller would pay $3.5 billion. Write to press@example.org.";

#[test]
fn text_is_answered_in_code_points() {
    let input = json!({"id": "a", "text": NEWS, "date": "2016-07-15"}).to_string();
    let output = detect(&[], &input);
    assert!(output.status.success(), "{}", complaint(&output));
    let answers = lines(&output);
    let found = quotes(NEWS, &answers[0]);
    for expected in [
        "DATE Friday",
        "PERSON John Kerry",
        "GROUP Russian",
        "PLACE Moscow",
        "MONEY $3.5 billion",
        "EMAIL press@example.org",
    ] {
        assert!(
            found.contains(&expected.to_owned()),
            "{expected} in {found:?}"
        );
    }
    let friday = &answers[0]["spans"][0];
    assert_eq!(
        (&friday["type"], &friday["value"]),
        (&json!("DATE"), &json!("2016-07-15"))
    );
    for span in answers[0]["spans"].as_array().unwrap() {
        let score = span["score"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&score), "{span}");
        assert!(span["source"].as_str().unwrap().contains('@'), "{span}");
    }
}

#[test]
fn tokens_are_answered_in_tokens() {
    let tokens = [
        "😀", "John", "Kerry", "paid", "$", "5", "million", "in", "May", "2016", ".",
    ];
    let output = detect(&[], &json!({"id": 7, "tokens": tokens}).to_string());
    let answers = lines(&output);
    assert_eq!(answers[0]["id"], json!(7));
    let spans: Vec<_> = answers[0]["spans"]
        .as_array()
        .unwrap()
        .iter()
        .map(|span| (&span["start"], &span["end"], &span["label"]))
        .collect();
    assert_eq!(
        spans,
        [
            (&json!(1), &json!(3), &json!("PERSON")),
            (&json!(4), &json!(7), &json!("MONEY")),
            (&json!(8), &json!(10), &json!("DATE")),
        ]
    );
}

#[test]
fn only_runs_what_was_asked_for() {
    let input = json!({"id": "a", "text": NEWS}).to_string();
    for (only, source) in [
        ("dates", "dates@"),
        ("entities", "encoder@"),
        ("terms", "terms@"),
    ] {
        let answers = lines(&detect(&["--only", only], &input));
        let spans = answers[0]["spans"].as_array().unwrap();
        assert!(!spans.is_empty(), "{only}");
        for span in spans {
            assert!(
                span["source"].as_str().unwrap().starts_with(source),
                "{span}"
            );
        }
    }
}

#[test]
fn answers_come_in_the_order_of_the_lines_and_are_the_same_each_time() {
    let mut input = String::new();
    for id in 0..50 {
        let text = format!(
            "{} Paris and Rome, {id} km from Acme Corp.",
            "Ada saw ".repeat(id % 7)
        );
        input += &format!("{}\n\n", json!({"id": id, "text": text}));
    }
    let first = detect(&["--threads", "1"], &input);
    assert_eq!(first.stdout, detect(&["--threads", "5"], &input).stdout);
    let ids: Vec<_> = lines(&first)
        .iter()
        .map(|a| a["id"].as_u64().unwrap())
        .collect();
    assert_eq!(ids, (0..50).collect::<Vec<_>>());
}

#[test]
fn names_are_found_by_the_model_that_was_asked_for() {
    let input = json!({"id": "a", "text": NEWS}).to_string();
    let answer = |model: &str| detect(&["--only", "entities", "--model", model], &input).stdout;
    let precise = answer("precise");
    assert_eq!(
        precise,
        answer("static/models/precise"),
        "the same as a folder"
    );
    let instant = answer("instant");
    assert_eq!(
        instant,
        answer("static/models/entities-en.bin"),
        "the same as a file"
    );
    assert_ne!(precise, instant);
}

#[test]
fn events_works_and_products_are_told_apart_where_that_is_wanted() {
    const TEXT: &str = "She read War and Peace by Leo Tolstoy during the Battle of Borodino.";
    let input = json!({"id": 1, "text": TEXT}).to_string();
    let found = |arguments: &[&str]| quotes(TEXT, &lines(&detect(arguments, &input))[0]);
    let plain = found(&[]);
    assert!(
        plain.contains(&"MISC War and Peace".to_owned()),
        "{plain:?}"
    );
    let fine = found(&["--kinds"]);
    for expected in ["WORK War and Peace", "EVENT Battle of Borodino"] {
        assert!(
            fine.contains(&expected.to_owned()),
            "{expected} in {fine:?}"
        );
    }
}

#[test]
fn lists_patterns_and_models_of_a_team_are_used_as_it_has_chosen() {
    const WARD: &str =
        "💊 The nurse gave Aspirin to case AB-12; metformin hydrochloride helps against asthma.";
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("own");
    std::fs::create_dir_all(&folder).unwrap();
    let file = |name: &str, content: &str| {
        let path = folder.join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let input = json!({"id": 1, "text": WARD}).to_string();
    let found = |arguments: &[&str]| {
        let output = detect(arguments, &input);
        assert!(output.status.success(), "{}", complaint(&output));
        quotes(WARD, &lines(&output)[0])
    };
    let jobs = file("jobs.csv", "nurse,Job\n");
    let of_case = ["--pattern", "CASE=[A-Z]{2}-[0-9]+"];
    let own = ["--terms", &*jobs, of_case[0], of_case[1], "--only", "dates"];
    assert_eq!(found(&own), ["Job nurse", "CASE AB-12"]);

    let model = "tests/fixtures/token_classifiers/roberta";
    let drugs = [
        "Drug Aspirin",
        "Drug metformin hydrochloride",
        "Disease asthma",
    ];
    let by_model = ["--only", "entities", "--model", model];
    let all: Vec<String> = found(&by_model);
    for expected in drugs {
        assert!(all.contains(&expected.to_owned()), "{expected} in {all:?}");
    }
    let chosen = json!({"format": "spanwright-detectors", "version": 1, "setup": {
        "trust": ["Model"], "off": [], "threshold": 0, "labels": {},
        "patterns": [{"expression": "c.se", "label": "CASE",
                      "options": {"match_case": true, "whole_words": true}}],
        "lists": [{"name": "jobs.csv", "options": {"match_case": true, "whole_words": true},
                   "labels": {"Job": "MISC"}}],
        "model": {"labels": {"Drug": "MEDICINE", "Disease": null}},
    }});
    let chosen = file("own.detectors.json", &chosen.to_string());
    let mut arguments = by_model.to_vec();
    arguments.extend(["--detectors", &chosen, "--terms", &jobs]);
    let all = found(&arguments);
    for expected in ["MISC nurse", "CASE case", "MEDICINE Aspirin"] {
        assert!(all.contains(&expected.to_owned()), "{expected} in {all:?}");
    }
    assert!(!all.iter().any(|one| one.contains("asthma")), "{all:?}");

    // Tokens are answered in tokens, and the threads make no difference.
    let tokens = json!({"id": 1, "tokens": WARD.split(' ').collect::<Vec<_>>()}).to_string();
    let many = format!("{tokens}\n").repeat(40);
    let one = detect(
        &["--model", model, "--terms", &jobs, "--threads", "1"],
        &many,
    );
    let four = detect(
        &["--model", model, "--terms", &jobs, "--threads", "4"],
        &many,
    );
    assert_eq!(one.stdout, four.stdout);
    let spans = &lines(&one)[0]["spans"];
    assert_eq!(
        (&spans[0]["start"], &spans[0]["label"]),
        (&json!(2), &json!("Job"))
    );

    let wrong = detect(&["--pattern", "X=("], &input);
    assert!(
        complaint(&wrong).contains("unclosed group"),
        "{}",
        complaint(&wrong)
    );
}

#[test]
fn a_folder_that_is_no_model_is_refused_with_the_file_and_the_reason() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-model");
    std::fs::create_dir_all(&folder).unwrap();
    let refused = |reason: &str| {
        let output = detect(&["--model", folder.to_str().unwrap()], "");
        assert!(!output.status.success());
        assert!(
            complaint(&output).contains(reason),
            "{}",
            complaint(&output)
        );
    };
    let shipped = std::path::Path::new("static/models/precise");
    let write = |file: &str, content: &str| std::fs::write(folder.join(file), content).unwrap();
    let _ = std::fs::remove_file(folder.join("config.json"));
    write("model.onnx", "<!doctype html>");
    write("tokenizer.json", "{}");
    refused("no-model/config.json");
    let config = std::fs::read_to_string(shipped.join("config.json")).unwrap();
    write("config.json", &config.replace("B-ORG", "B-COMPANY"));
    refused("config.json: id2label is not the 11 tags O B-PERSON");
    write("config.json", &config);
    refused("tokenizer.json: missing field `model`");
    let tokenizer = std::fs::read_to_string(shipped.join("tokenizer.json")).unwrap();
    write("tokenizer.json", &tokenizer.replace("WordPiece", "BPE"));
    refused("tokenizer.json: it has BPE, and only WordPiece in lower case is read");
    write("tokenizer.json", &tokenizer);
    refused("model.onnx: ");
}

#[test]
fn a_bad_line_is_named_and_the_others_are_done() {
    let input = [
        r#"{"id": "good", "text": "Rome"}"#,
        r#"{"id": "no text"}"#,
        r#"{"text": "no id"}"#,
        r#"{"id": "when", "text": "x", "date": "yesterday"}"#,
        r#"{"id": "mixed", "tokens": ["a", 5]}"#,
        r#"{"id": "both", "tokens": ["a"], "text": "a"}"#,
        r#"{"id": "#,
        r#"["not", "an", "object"]"#,
        r#"{"id": "last", "tokens": []}"#,
    ]
    .join("\n");
    let output = detect(&[], &input);
    assert!(!output.status.success());
    let ids: Vec<Value> = lines(&output).iter().map(|a| a["id"].clone()).collect();
    assert_eq!(ids, ["good", "last"]);
    let complaint = complaint(&output);
    for expected in [
        "standard input, line 2: field \"text\": is missing",
        "standard input, line 3: field \"id\": is missing",
        "standard input, line 4: field \"date\": is \"yesterday\"",
        "standard input, line 5: field \"tokens\": is 5",
        "standard input, line 6: field \"tokens\": stands beside \"text\"",
        "standard input, line 7: not a JSON object",
        "standard input, line 8: not a JSON object",
        "7 lines were left out",
    ] {
        assert!(complaint.contains(expected), "{expected:?} in {complaint}");
    }
}

#[test]
fn empty_and_odd_texts_get_an_answer() {
    for text in [
        "",
        " ",
        "\u{feff}",
        "\u{301}",
        "\r\n\r\n",
        "…",
        "\0",
        "𝓐𝓭𝓪 ﷽ 🇫🇷",
    ] {
        let output = detect(&[], &json!({"id": 1, "text": text}).to_string());
        assert!(output.status.success(), "{text:?}: {}", complaint(&output));
        assert_eq!(lines(&output).len(), 1, "{text:?}");
    }
}

#[test]
fn files_that_cannot_be_used_are_named() {
    let output = detect(&["no-such-file.jsonl"], "");
    assert!(!output.status.success());
    assert!(complaint(&output).contains("no-such-file.jsonl"));
    let output = detect(&["--model", "Cargo.toml"], "");
    assert!(!output.status.success());
    assert!(complaint(&output).contains("Cargo.toml: this is not a Spanwright model"));
}

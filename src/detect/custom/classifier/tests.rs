use std::path::Path;

use proptest::prelude::*;

use super::*;

/// What Hugging Face's own tools make of a line.
#[derive(Deserialize)]
struct Expected {
    text: String,
    words: Vec<(usize, usize)>,
    first: Vec<Option<usize>>,
    ids: Vec<u32>,
    spans: Vec<(usize, usize, String)>,
}

fn folder(name: &str) -> std::path::PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/fixtures/token_classifiers").join(name)
}

fn load(name: &str, change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Result<Classifier, EncoderError> {
    let read = |file: &str| change(file, std::fs::read(folder(name).join(file)).unwrap());
    Classifier::new(EncoderFiles {
        network: read("model.onnx"),
        tokenizer: &read("tokenizer.json"),
        config: &read("config.json"),
    })
}

fn classifier(name: &str) -> Classifier {
    load(name, |_, file| file).unwrap()
}

fn span((start, end): (usize, usize)) -> TextSpan {
    TextSpan::from_range(start..end).unwrap()
}

#[track_caller]
fn check(name: &str) {
    let classifier = classifier(name);
    let labels = classifier.labels();
    assert_eq!(labels, ["Disease", "Drug"].map(LabelId::new));
    let expected = std::fs::read_to_string(folder(name).join("expected.jsonl")).unwrap();
    let mut compared = 0;
    for line in expected.lines() {
        let expected: Expected = serde_json::from_str(line).unwrap();
        let text = &expected.text;
        let cut = classifier.tokenizer.encode(&**text, true).unwrap();
        assert_eq!(cut.get_ids(), expected.ids, "{text:?}");
        let words: Vec<TextSpan> = expected.words.iter().copied().map(span).collect();
        let (_, begins) = classifier.cut(text).unwrap();
        let firsts = firsts(&begins, &words).into_iter().zip(&words);
        let firsts = firsts.map(|(first, word)| {
            let owns = begins
                .get(first)
                .is_some_and(|begin| word.range().contains(begin));
            owns.then_some(first + classifier.edges.0.len())
        });
        assert_eq!(firsts.collect::<Vec<_>>(), expected.first, "{text:?}");
        let found = classifier.read(text, &[words]).unwrap();
        let found = found.iter().map(|one| {
            let range = one.span.range();
            (range.start, range.end, one.label.to_string())
        });
        assert_eq!(found.collect::<Vec<_>>(), expected.spans, "{text:?}");
        compared += 1;
    }
    assert!(compared > 50);
}

#[test]
fn bert_reads_as_in_the_tools_that_it_comes_from() {
    check("bert");
}

#[test]
fn bert_with_weights_of_8_bits_reads_as_in_the_tools_that_it_comes_from() {
    check("bert-int8");
}

#[test]
fn roberta_reads_as_in_the_tools_that_it_comes_from() {
    check("roberta");
}

#[test]
fn deberta_reads_as_in_the_tools_that_it_comes_from() {
    check("deberta");
}

#[test]
fn what_is_not_known_is_named() {
    let wrong = |of: &str, json: &[u8]| {
        let change = |file: &str, whole: Vec<u8>| match file == of {
            true => json.to_vec(),
            false => whole,
        };
        load("bert", change).err().unwrap().to_string()
    };
    let config = wrong("config.json", br#"{"id2label": {"0": "O"}}"#);
    assert_eq!(config, "config.json: id2label has no kind of name, only O");
    let config = wrong("config.json", br#"{"id2label": {"1": "B-X"}}"#);
    assert!(
        config.contains("does not count its 1 tags from 0 on"),
        "{config}"
    );
    let two = br#"{"id2label": {"0": "O", "1": "B-X"}, "max_position_embeddings": 128}"#;
    let config = wrong("config.json", two);
    assert!(
        config.starts_with("model.onnx: its output is not 2 scores"),
        "{config}"
    );
    let tokenizer = wrong("tokenizer.json", br#"{"model": {"type": "Morphemes"}}"#);
    let kind = "tokenizer.json: a tokenizer of the kind \"Morphemes\" cannot be read: ";
    assert!(tokenizer.starts_with(kind), "{tokenizer}");
    let network = wrong("model.onnx", b"<!doctype html>");
    assert!(network.starts_with("model.onnx: "), "{network}");
    let network = wrong("model.onnx", &onnx("Frobnicate"));
    assert!(network.contains("Frobnicate"), "{network}");
}

/// An ONNX file with one operator: protocol buffers, in which a field is its number and kind, its length and its
/// contents.
fn onnx(operator: &str) -> Vec<u8> {
    fn field(number: u8, contents: &[u8]) -> Vec<u8> {
        let head = [number << 3 | 2, u8::try_from(contents.len()).unwrap()];
        [&head, contents].concat()
    }
    let node = [
        field(1, b"x"),
        field(2, b"logits"),
        field(4, operator.as_bytes()),
    ]
    .concat();
    let value = |name: &str| field(1, name.as_bytes());
    let graph = [
        field(1, &node),
        field(11, &value("input_ids")),
        field(12, &value("logits")),
    ];
    let version = [8, 8];
    let opset = field(8, &[16, 14]);
    [&version[..], &field(7, &graph.concat()), &opset].concat()
}

#[test]
fn tags_are_read_however_they_are_written() {
    let told = |names: &[&str]| {
        let names = names.iter().map(|name| (*name).to_owned());
        let tags = tags(&names.enumerate().collect()).unwrap();
        let told = tags.into_iter().map(|tag| match tag.label {
            Some(label) if tag.begins => format!("[{label}"),
            Some(label) => label.to_string(),
            None => String::new(),
        });
        told.collect::<Vec<_>>()
    };
    let bioes = told(&["O", "B-PER", "I-PER", "E-PER", "S-PER"]);
    assert_eq!(bioes, ["", "[PER", "PER", "PER", "[PER"]);
    assert_eq!(
        told(&["B-x-y", "U-GPE", "drug_name"]),
        ["[x-y", "[GPE", "drug_name"]
    );
}

proptest! {
    #[test]
    fn any_text_is_read_and_names_lie_between_words(
        text in "([a-zé😀 '\n-]|aspirin|fever|東京){0,600}",
        room in 1_usize..40,
    ) {
        let mut classifier = classifier("roberta");
        classifier.room = room;
        let whole = TextSpan::from_range(0..text.len());
        let sentences = whole.map(|whole| crate::detect::entities::sentences(&text, whole));
        let sentences = sentences.unwrap_or_default();
        let words: Vec<TextSpan> = sentences.iter().flatten().copied().collect();
        for name in classifier.read(&text, &sentences).unwrap() {
            prop_assert!(words.iter().any(|word| word.start() == name.span.start()));
            prop_assert!(words.iter().any(|word| word.end() == name.span.end()));
        }
    }
}

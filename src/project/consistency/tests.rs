//! What is pointed out, against a naive count.

use super::*;
use crate::annotation::{Annotation, AnnotationId, Author, LabelChange, Stamp, Timestamp};
use crate::text::{SourceText, TextSpan};
use proptest::prelude::*;

/// A document of words with labels.
fn usage(words: &[(&str, &str)]) -> Usage {
    let text: String = words.iter().map(|(words, _)| format!("{words} ")).collect();
    let text = SourceText::new(text).unwrap();
    let stamp = Stamp {
        at: Timestamp::default(),
        by: Author::new("Ada"),
    };
    let mut end = 0;
    let annotations = words.iter().enumerate().map(|(n, (words, label))| {
        let span = TextSpan::from_range(end..end + words.len()).unwrap();
        end = span.range().end + 1;
        let (label, review) = match label.strip_prefix('!') {
            Some(label) => (label, Review::Rejected),
            None => (*label, Review::Accepted),
        };
        let id = AnnotationId::new(n as u64);
        Annotation {
            review,
            ..Annotation::drawn(id, span, LabelId::new(label), stamp.clone())
        }
    });
    let markup = Markup {
        annotations: annotations.collect(),
        ..Markup::default()
    };
    Usage::of(&text, &markup)
}

fn project(documents: &[&[(&str, &str)]]) -> Vec<(DocumentId, Usage)> {
    let documents = documents.iter().enumerate();
    documents
        .map(|(n, words)| (DocumentId::new(n.to_string()), usage(words)))
        .collect()
}

/// Words with their labels, how often and in which documents: `apple: ORG 2 in 0 1, FOOD 1 in 1`.
fn told(conflicts: &[Conflict]) -> Vec<String> {
    let label = |one: &LabelUse| {
        let ids: Vec<&str> = one.documents.iter().map(DocumentId::as_str).collect();
        format!("{} {} in {}", one.label, one.count, ids.join(" "))
    };
    let told = conflicts.iter().map(|conflict| {
        let labels: Vec<String> = conflict.labels.iter().map(label).collect();
        format!("{}: {}", conflict.words, labels.join(", "))
    });
    told.collect()
}

const APPLES: &[&[(&str, &str)]] = &[
    &[
        ("Apple", "ORG"),
        ("Ada", "PERSON"),
        ("Zoo", "ORG"),
        ("zoo", "PLACE"),
    ],
    &[
        ("APPLE", "FOOD"),
        ("Apple", "ORG"),
        ("Ada", "PERSON"),
        ("Ada", "!ORG"),
    ],
];

#[test]
fn the_same_words_with_other_labels_are_pointed_out() {
    let (documents, schema) = (project(APPLES), Schema::standard());
    let consistency = Consistency {
        documents: &documents,
        schema: &schema,
    };
    let apple = "apple: ORG 2 in 0 1, FOOD 1 in 1";
    assert_eq!(
        told(&consistency.conflicts()),
        [apple, "zoo: ORG 1 in 0, PLACE 1 in 0"]
    );
    assert_eq!(told(&consistency.conflicts_in(&documents[1].1)), [apple]);
    let elsewhere = consistency.labels_of("  APPLE ", Some(&documents[1].0));
    assert_eq!(elsewhere.len(), 1);
    assert_eq!(
        (elsewhere[0].label.as_str(), elsewhere[0].count),
        ("ORG", 1)
    );
    assert_eq!(consistency.labels_of("nowhere", None), []);
}

#[test]
fn merged_labels_are_one_and_deleted_ones_none() {
    let documents = project(APPLES);
    let mut schema = Schema::standard();
    for (label, change) in [
        ("PLACE", LabelChange::MergeInto(LabelId::new("ORG"))),
        ("MISC", LabelChange::Delete),
    ] {
        let edit = schema.edit(&LabelId::new(label), change).unwrap();
        edit.apply(&mut schema).unwrap();
    }
    let consistency = Consistency {
        documents: &documents,
        schema: &schema,
    };
    assert_eq!(consistency.conflicts().len(), 1);
    assert_eq!(consistency.labels_of("zoo", None)[0].count, 2);
    let deleted = project(&[&[("x", "MISC"), ("x", "ORG")]]);
    let consistency = Consistency {
        documents: &deleted,
        ..consistency
    };
    assert_eq!(consistency.conflicts(), []);
}

#[test]
fn it_is_kept_in_few_bytes() {
    let json = serde_json::to_string(&usage(APPLES[1])).unwrap();
    assert_eq!(
        json,
        r#"[["ada","PERSON",1],["apple","FOOD",1],["apple","ORG",1]]"#
    );
}

proptest! {
    #[test]
    fn it_says_what_a_naive_count_says(
        words in prop::collection::vec(prop::collection::vec(("[abA]{1,2}", "[LM]"), 0..8), 0..5),
    ) {
        let pairs: Vec<Vec<(&str, &str)>> = words.iter().map(|words| words.iter().map(|(w, l)| (&**w, &**l)).collect()).collect();
        let pairs: Vec<&[(&str, &str)]> = pairs.iter().map(|words| &**words).collect();
        let documents = project(&pairs);
        let json = serde_json::to_string(&documents).unwrap();
        let documents: Vec<(DocumentId, Usage)> = serde_json::from_str(&json).unwrap();
        let schema = Schema::standard();
        let conflicts = Consistency { documents: &documents, schema: &schema }.conflicts();
        let all: Vec<(String, &str)> = words.iter().flatten().map(|(w, l)| (w.to_lowercase(), &**l)).collect();
        let mut expected: Vec<&str> = all.iter().map(|(w, _)| &**w).filter(|w| {
            ["L", "M"].iter().all(|label| all.iter().any(|(words, l)| words == w && l == label))
        }).collect();
        expected.sort_unstable();
        expected.dedup();
        prop_assert_eq!(conflicts.iter().map(|c| &*c.words).collect::<Vec<_>>(), expected);
        for conflict in &conflicts {
            for one in &conflict.labels {
                let naive = all.iter().filter(|(w, l)| *w == conflict.words && *l == one.label.as_str()).count();
                prop_assert_eq!(one.count as usize, naive);
            }
        }
    }
}

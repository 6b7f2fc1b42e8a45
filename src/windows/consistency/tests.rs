//! The window on words that have several labels.

use super::*;
use crate::annotation::{Annotation, AnnotationId, Author, Markup, Stamp, Timestamp};
use crate::project::{Excerpt, Summary};
use crate::text::SourceText;
use crate::windows::picture;
use crate::windows::session::tests::scene;

/// What is read of a document whose words have labels.
fn usage(words: &[(&str, &str)]) -> Usage {
    let text: String = words.iter().map(|(words, _)| format!("{words} ")).collect();
    let text = SourceText::new(text).unwrap();
    let mut end = 0;
    let annotations = words.iter().enumerate().map(|(n, (words, label))| {
        let span = TextSpan::from_range(end..end + words.len()).unwrap();
        end = span.range().end + 1;
        let stamp = Stamp {
            at: Timestamp::default(),
            by: Author::new("Ada"),
        };
        Annotation::drawn(
            AnnotationId::new(n as u64),
            span,
            LabelId::new(*label),
            stamp,
        )
    });
    let markup = Markup {
        annotations: annotations.collect(),
        ..Markup::default()
    };
    Usage::of(&text, &markup)
}

fn place(document: &str, start: usize, label: &str) -> LabelledPlace {
    LabelledPlace {
        document: DocumentId::new(document),
        span: TextSpan::from_range(start..start + 5).unwrap(),
        label: LabelId::new(label),
        excerpt: Excerpt {
            before: "said ".to_owned(),
            words: "Kerry".to_owned(),
            after: " again".to_owned(),
        },
    }
}

/// The window after it was told what stands in the two documents.
fn read() -> (Disagreements, Scene) {
    let scene = scene("a b");
    let mut window = Disagreements::default();
    let usages = vec![
        usage(&[("Kerry", "PERSON"), ("Paris", "LOC"), ("kerry", "ORG")]),
        usage(&[("Kerry", "PERSON"), ("Paris", "LOC"), ("Apple", "ORG")]),
    ];
    window.answer(Ok(Answer::Usage(usages)), &scene);
    (window, scene)
}

#[test]
fn words_with_several_labels_are_listed_with_their_places() {
    let (mut window, scene) = read();
    picture::check("consistency", &window.view(&scene));
    window.update(Message::Choose("kerry".to_owned()), Given::Nothing, &scene);
    let places = ["PERSON", "ORG"].map(|label| place("a", label.len(), label));
    let places = places.into_iter().chain([place("b", 0, "PERSON")]);
    window.answer(Ok(Answer::Uses(places.collect())), &scene);
    picture::check("consistency-open", &window.view(&scene));
}

#[test]
fn while_it_reads_it_says_so_and_it_reads_a_few_documents_at_a_time() {
    let names: Vec<String> = (0..60).map(|n| format!("d{n}")).collect();
    let scene = scene(&names.join(" "));
    let mut window = Disagreements::default();
    let mut asked = Vec::new();
    while let Some(Question::Usage(documents)) = window.wants(&scene) {
        assert!(
            window
                .view(&scene)
                .to_string()
                .contains(&format!("{} of 60", asked.iter().sum::<usize>()))
        );
        asked.push(documents.len());
        let usages = documents.iter().map(|_| Usage::default()).collect();
        window.answer(Ok(Answer::Usage(usages)), &scene);
    }
    assert_eq!(asked, [24, 24, 12]);
    let drawn = window.view(&scene).to_string();
    assert!(drawn.contains("Nothing to point out"), "{drawn}");
}

#[test]
fn only_what_has_changed_is_read_again() {
    let (window, mut scene) = read();
    assert_eq!(window.wants(&scene), None);
    let changed = scene.context.project.documents.last_mut();
    let Summary { progress, id, .. } = changed.unwrap();
    progress.actions = 7;
    let asked = Question::Usage(vec![(id.clone(), 7)]);
    assert_eq!(window.wants(&scene), Some(asked));
}

#[test]
fn the_places_are_asked_for_from_the_open_document_on() {
    let (mut window, scene) = read();
    window.update(Message::Choose("kerry".to_owned()), Given::Nothing, &scene);
    let Some(Question::Uses(words, documents, _)) = window.wants(&scene) else {
        panic!("nothing is asked");
    };
    let ids: Vec<&str> = documents.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!((words.as_str(), ids), ("kerry", vec!["a", "b"]));
}

#[test]
fn the_places_of_the_open_document_are_made_one() {
    let (mut window, scene) = read();
    window.update(Message::Choose("kerry".to_owned()), Given::Nothing, &scene);
    let places = vec![
        place("a", 0, "PERSON"),
        place("a", 9, "ORG"),
        place("b", 3, "ORG"),
    ];
    window.answer(Ok(Answer::Uses(places)), &scene);
    let person = LabelId::new("PERSON");
    let orders = window.update(Message::MakeAll(person.clone()), Given::Nothing, &scene);
    let span = TextSpan::from_range(9..14).unwrap();
    assert_eq!(orders, [Order::Label(vec![span], person)]);
}

#[test]
fn a_place_in_another_document_is_gone_to() {
    let (mut window, scene) = read();
    let (id, span) = (DocumentId::new("b"), TextSpan::from_range(0..5).unwrap());
    let orders = window.update(Message::GoTo(id.clone(), span), Given::Nothing, &scene);
    assert_eq!(orders, [Order::GoTo(id, span)]);
}

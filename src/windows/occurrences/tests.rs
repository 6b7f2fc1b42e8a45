//! The window that labels the same words everywhere.

use super::*;
use crate::annotation::AnnotationId;
use crate::project::Excerpt;
use crate::record;
use crate::windows::picture;
use crate::windows::session::tests::scene as empty_scene;

/// Three documents, of which the first is open with “Kerry” in focus.
fn scene() -> Scene {
    let mut scene = empty_scene("a b c");
    let open = scene.context.open.as_mut().unwrap();
    open.focused = Some(Focused {
        words: "Kerry".to_owned(),
        label: Some(LabelId::new("ORG")),
    });
    scene
}

fn hit(start: usize, covered: Covered) -> Hit {
    Hit {
        span: TextSpan::from_range(start..start + 5).unwrap(),
        excerpt: Excerpt {
            before: "then ".to_owned(),
            words: "Kerry".to_owned(),
            after: " spoke".to_owned(),
        },
        covered,
    }
}

fn do_it(window: &mut Everywhere, message: Message, given: Given, scene: &Scene) -> Vec<Order> {
    window.update(message, given, scene)
}

/// The documents that it asks about, and what it then is told about each.
fn tell(window: &mut Everywhere, scene: &Scene, found: Vec<Vec<Hit>>) -> Vec<String> {
    let Some(Question::Occurrences(_, documents)) = window.wants(scene) else {
        panic!("nothing is asked");
    };
    window.answer(Ok(Answer::Occurrences(found)), scene);
    let ids = documents.iter().map(|id| id.as_str().to_owned());
    ids.collect()
}

fn here() -> Vec<Hit> {
    let drawn = Covered::SameLabel(AnnotationId::new(0));
    let other = Covered::Otherwise(AnnotationId::new(1));
    vec![hit(0, drawn), hit(20, Covered::Nothing), hit(40, other)]
}

#[test]
fn places_are_ticked_where_nothing_stands_there() {
    let (mut window, scene) = (Everywhere::default(), scene());
    assert_eq!(tell(&mut window, &scene, vec![here()]), ["a"]);
    picture::check("occurrences", &window.view(&scene));
    let orders = do_it(&mut window, Message::Label, Given::Nothing, &scene);
    let span = TextSpan::from_range(20..25).unwrap();
    let label = Order::Label(vec![span], LabelId::new("ORG"));
    assert_eq!(orders, [label, Order::Close]);
}

#[test]
fn over_all_documents_it_is_one_change() {
    let (mut window, scene) = (Everywhere::default(), scene());
    tell(&mut window, &scene, vec![here()]);
    do_it(&mut window, Message::InAll(true), Given::On(true), &scene);
    assert_eq!(tell(&mut window, &scene, vec![here()]), ["a"]);
    let others = vec![vec![hit(7, Covered::Nothing)], Vec::new()];
    assert_eq!(tell(&mut window, &scene, others), ["b", "c"]);
    assert_eq!(window.wants(&scene), None);
    picture::check("occurrences-all", &window.view(&scene));

    let orders = do_it(&mut window, Message::Label, Given::Nothing, &scene);
    let [Order::Sweep { sweep, here, job }, Order::Close] = &*orders else {
        panic!("{orders:?}");
    };
    assert_eq!(*here, [TextSpan::from_range(20..25).unwrap()]);
    assert_eq!(sweep.at, (scene.clock.now)());
    let documents: Vec<&str> = sweep.documents.iter().map(DocumentId::as_str).collect();
    assert_eq!(documents, ["a", "b"]);
    let there = vec![(
        DocumentId::new("b"),
        vec![TextSpan::from_range(7..12).unwrap()],
    )];
    assert_eq!(
        record::hear::<Job>(job),
        Ok(Job::Label(sweep.clone(), there))
    );
}

#[test]
fn a_tick_is_taken_off_and_the_rest_is_labelled() {
    let (mut window, scene) = (Everywhere::default(), scene());
    let found = vec![hit(0, Covered::Nothing), hit(20, Covered::Nothing)];
    tell(&mut window, &scene, vec![found]);
    do_it(&mut window, Message::Tick(0, 1), Given::On(false), &scene);
    let drawn = window.view(&scene).to_string();
    assert!(drawn.contains("Label 1 of 2"), "{drawn}");
    assert!(!drawn.contains("autofocus"), "the focus stays where it is");
}

#[test]
fn another_label_or_option_looks_anew() {
    let (mut window, scene) = (Everywhere::default(), scene());
    tell(&mut window, &scene, vec![here()]);
    let given = Given::Text("PERSON".to_owned());
    do_it(&mut window, Message::Choose, given, &scene);
    do_it(&mut window, Message::MatchCase, Given::On(false), &scene);
    let Some(Question::Occurrences(search, _)) = window.wants(&scene) else {
        panic!("nothing is asked");
    };
    assert_eq!(search.label, Some(LabelId::new("PERSON")));
    assert!(!search.options.match_case && search.options.whole_words);
}

#[test]
fn a_long_list_is_shown_in_parts_and_labelled_as_a_whole() {
    let (mut window, scene) = (Everywhere::default(), scene());
    let found = (0..450).map(|n| hit(n * 6, Covered::Nothing)).collect();
    tell(&mut window, &scene, vec![found]);
    let rows = |window: &Everywhere| window.view(&scene).to_string().matches(" li\n").count();
    assert_eq!(rows(&window), 200);
    let drawn = window.view(&scene).to_string();
    assert!(
        drawn.contains("Label 450 of 450") && drawn.contains("250 more"),
        "{drawn}"
    );
    do_it(&mut window, Message::More, Given::Nothing, &scene);
    assert_eq!(rows(&window), 400);
}

#[test]
fn where_the_words_stand_nowhere_else_it_says_so() {
    let (mut window, scene) = (Everywhere::default(), scene());
    tell(&mut window, &scene, vec![Vec::new()]);
    let drawn = window.view(&scene).to_string();
    assert!(drawn.contains("“Kerry” stands nowhere else"), "{drawn}");
}

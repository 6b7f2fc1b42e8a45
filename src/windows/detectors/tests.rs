use super::*;
use crate::detect::custom::TermCount;
use crate::detect::{ListChoice, LoadedModel, ModelChoice};
use crate::windows::node::Node;
use crate::windows::picture;
use crate::windows::session::tests::scene;

fn drawn(precise: Precise) -> Element<Message> {
    let standing = Standing {
        precise,
        is_kept: true,
        ..Standing::default()
    };
    let shown = Detecting::default().view(&scene_with(&standing));
    // What else is in the window is drawn elsewhere.
    let own = shown.children.iter().position(
        |child| matches!(child, Node::Element(one) if one.to_string().contains("lists and model")),
    );
    let mut shown = shown;
    shown.children.truncate(own.unwrap());
    shown
}

/// A project with a list, a pattern that is none, and a model.
fn standing() -> Standing {
    let mut standing = Standing {
        is_kept: true,
        read: (1, 3),
        ..Standing::default()
    };
    let options = FindOptions {
        match_case: false,
        whole_words: true,
    };
    standing.setup.lists.push(ListChoice {
        name: "drugs.csv".to_owned(),
        options,
        labels: [("Person".to_owned(), Some(LabelId::new("PERSON")))].into(),
    });
    let count = TermCount {
        labels: vec![("Drug".to_owned(), 1_200), ("Person".to_owned(), 1)],
        contradicted: vec![7],
    };
    standing
        .loaded
        .lists
        .insert("drugs.csv".to_owned(), Ok(count));
    standing.setup.patterns.push(Pattern {
        expression: "a(".to_owned(),
        label: LabelId::new("ORG"),
        options,
    });
    let wrong = ("a(".to_owned(), "unclosed group".to_owned());
    standing.loaded.patterns.extend([wrong]);
    standing.setup.model = Some(ModelChoice::default());
    standing.loaded.model = Some(Ok(LoadedModel {
        name: "bert-base-NER".to_owned(),
        labels: vec!["LOC".to_owned(), "Disease".to_owned()],
    }));
    standing.setup.threshold = Score::new(0.5);
    standing.counts.insert(LabelId::new("PERSON"), (3, 4));
    standing
}

fn scene_with(standing: &Standing) -> Scene {
    let mut scene = scene("a");
    scene.context.standing = record::say(standing).unwrap();
    scene
}

/// What the detectors are asked.
fn asked(orders: &[Order]) -> Vec<SetupEdit> {
    let edits = orders.iter().filter_map(|order| match order {
        Order::Detectors(request) => match record::hear(request).unwrap() {
            Request::Choose(edits) => Some(record::hear::<Vec<SetupEdit>>(&edits).unwrap()),
            other => panic!("{other:?}"),
        },
        _ => None,
    });
    edits.flatten().collect()
}

#[test]
fn it_says_how_far_the_precise_tier_is() {
    picture::check("detectors", &drawn(Precise::Off));
    let (done, total) = (2, 3);
    picture::check(
        "detectors-reading",
        &drawn(Precise::Reading { done, total }),
    );
    let words = |precise| drawn(precise).to_string();
    let (done, total) = (9_000_000, 18_000_000);
    assert!(words(Precise::Loading { done, total }).contains("9.0 of 18.0 MB"));
    let (done, total) = (3, 3);
    assert!(words(Precise::Reading { done, total }).contains("All of this article"));
    let failed = words(Precise::Failed("HTTP status 404".to_owned()));
    assert!(failed.contains("HTTP status 404") && failed.contains("Try again"));
}

#[test]
fn a_press_tells_the_detectors() {
    let mut window = Detecting::default();
    let orders = window.update(Message::Precise(true), Given::Nothing, &scene("a"));
    let [Order::Detectors(request), ..] = &*orders else {
        panic!("{orders:?}");
    };
    assert_eq!(record::hear::<Request>(request), Ok(Request::Precise(true)));
}

#[test]
fn it_shows_what_the_team_has_brought_and_chosen() {
    let window = Detecting::default();
    picture::check("detectors-own", &window.view(&scene_with(&standing())));
}

#[test]
fn it_asks_how_things_stand_and_looks_labels_up() {
    let mut window = Detecting::default();
    assert_eq!(window.sees(&scene("a")).len(), 1);
    let mut standing = standing();
    standing.setup.lists[0].labels.clear();
    let scene = scene_with(&standing);
    let person = SetupEdit::Map(
        Some("drugs.csv".to_owned()),
        "Person".to_owned(),
        Some(LabelId::new("PERSON")),
    );
    assert_eq!(asked(&window.sees(&scene)), [person]);
    assert_eq!(window.sees(&scene), [], "it was looked up");
}

#[test]
fn the_project_gets_the_labels_of_a_model() {
    let mut window = Detecting::default();
    let scene = scene_with(&standing());
    let orders = window.update(Message::Adopt(None), Given::Nothing, &scene);
    let Some(Order::Labels(additions)) = orders.first() else {
        panic!("{orders:?}");
    };
    let label = LabelId::new("Disease");
    assert_eq!(additions[0].label(), Some(&label));
    let edit = SetupEdit::Map(None, "Disease".to_owned(), Some(label));
    assert_eq!(asked(&orders), [edit], "LOC is a place already");
}

#[test]
fn the_project_gets_labels_for_kinds_that_are_told_apart() {
    let mut window = Detecting::default();
    let scene = scene_with(&standing());
    let orders = window.update(Message::Kinds, Given::On(true), &scene);
    let Some(Order::Labels(additions)) = orders.first() else {
        panic!("{orders:?}");
    };
    let added = additions.iter().filter_map(|one| one.label());
    assert_eq!(
        added.map(LabelId::as_str).collect::<Vec<_>>(),
        ["EVENT", "WORK", "PRODUCT"]
    );
    assert_eq!(asked(&orders), [SetupEdit::Kinds(true)]);
    let orders = window.update(Message::Kinds, Given::On(false), &scene);
    assert_eq!(
        (orders.len(), asked(&orders)),
        (1, vec![SetupEdit::Kinds(false)])
    );
}

#[test]
fn what_is_saved_can_be_opened_again() {
    let mut window = Detecting::default();
    let scene = scene_with(&standing());
    let saved = window.update(Message::Save, Given::Nothing, &scene);
    let [Order::Download { name, bytes, .. }] = &*saved else {
        panic!("{saved:?}");
    };
    assert_eq!(name, "spanwright.detectors.json");
    let given = |bytes: &[u8]| Given::File {
        name: name.clone(),
        bytes: bytes.to_vec(),
    };
    let opened = asked(&window.update(Message::Load, given(bytes), &scene));
    assert_eq!(opened, [SetupEdit::All(Box::new(standing().setup))]);
    assert_eq!(window.update(Message::Load, given(b"{"), &scene), []);
    let shown = window.view(&scene).to_string();
    assert!(shown.contains("holds no such choices: EOF"), "{shown}");
}

#[test]
fn what_is_written_is_chosen() {
    let mut window = Detecting::default();
    let scene = scene_with(&standing());
    let text = |text: &str| Given::Text(text.to_owned());
    let mut done = |message, given| asked(&window.update(message, given, &scene));
    let org = LabelId::new("ORG");
    assert_eq!(
        done(Message::Threshold(None), text("62")),
        [SetupEdit::Threshold(Score::new(0.62))]
    );
    assert_eq!(done(Message::Threshold(None), text("x")), []);
    let choice =
        |threshold, is_off| SetupEdit::Label(org.clone(), LabelChoice { is_off, threshold });
    assert_eq!(
        done(Message::Threshold(Some(org.clone())), text("80 %")),
        [choice(Some(Score::new(0.8)), false)]
    );
    assert_eq!(
        done(Message::Show(org.clone()), Given::On(false)),
        [choice(None, true)]
    );
    assert_eq!(done(Message::Draft, text("[A-Z]+")), []);
    assert_eq!(done(Message::DraftLabel, text("ORG")), []);
    let added = done(Message::Add, Given::Nothing);
    let [SetupEdit::AddPattern(pattern)] = &*added else {
        panic!("{added:?}");
    };
    assert_eq!((&*pattern.expression, &pattern.label), ("[A-Z]+", &org));
    assert_eq!(done(Message::Add, Given::Nothing), [], "nothing is written");
    let edited = done(Message::Pattern(0, Detail::Case), Given::On(true));
    assert!(
        matches!(&*edited, [SetupEdit::Pattern(0, pattern)] if pattern.options.match_case),
        "{edited:?}"
    );
}

//! The editor of dates, without a page.

use std::sync::Arc;

use super::*;
use crate::annotation::TimeValue;
use crate::detect::dates;
use crate::windows::picture;
use crate::windows::session::tests::scene;

const TEXT: &str =
    "Kerry was in Moscow. They had met on Friday to end the war, and meet each week.";

/// The window about these words of the text, in a document of Saturday, 16 July 2016.
fn about(words: &str) -> (DateEditor, Scene) {
    let mut scene = scene("a");
    let text = SourceText::new(TEXT).unwrap();
    let block = text.whole().unwrap();
    let date = NaiveDate::from_ymd_opt(2016, 7, 16);
    let mut found = Vec::new();
    dates::detect(TEXT, block, date, &mut found);
    let found = found.into_iter().map(Annotation::suggested);
    let open = scene.context.open.as_mut().unwrap();
    open.date = date;
    open.dates = found.map(Arc::new).collect();
    let meant = open.dates.iter().find(|one| one.span.slice(TEXT) == words);
    open.date_in_focus = meant.map(|one| {
        let span = one.span;
        (one.id, Unread { span, block })
    });
    let mut window = DateEditor::default();
    window.answer(Ok(Answer::Text(Some(text))), &scene);
    (window, scene)
}

fn typed(text: &str) -> Given {
    Given::Text(text.to_owned())
}

/// What is ordered when that is set.
fn set(window: &mut DateEditor, scene: &Scene) -> Vec<Order> {
    window.update(Message::Set, Given::Nothing, scene)
}

/// What is set, after these messages.
fn result(words: &str, messages: &[(Message, &str)]) -> Timex {
    let (mut window, scene) = about(words);
    for (message, given) in messages {
        assert_eq!(window.update(message.clone(), typed(given), &scene), []);
    }
    match &*set(&mut window, &scene) {
        [Order::Time(_, timex)] => timex.clone(),
        other => panic!("{other:?}"),
    }
}

fn day(text: &str) -> NaiveDate {
    day::from_text(text).unwrap()
}

#[test]
fn it_shows_the_meaning_its_reason_and_what_else_could_be_meant() {
    let (window, scene) = about("Friday");
    picture::check("date", &window.view(&scene));
}

#[test]
fn the_value_asks_for_the_focus_until_something_is_done() {
    let asks = |drawn: Element<Message>| drawn.to_string().contains(" autofocus");
    let (mut window, scene) = about("Friday");
    assert!(
        asks(window.view(&scene)),
        "the text is read, and the first drawing may not be shown"
    );
    window.update(Message::Turn(1), Given::Nothing, &scene);
    assert!(!asks(window.view(&scene)));
}

#[test]
fn a_set_shows_how_often() {
    let (window, scene) = about("each week");
    let drawn = window.view(&scene).to_string();
    assert!(
        drawn.contains("input type=text id=date-quant autocomplete=off value=EACH"),
        "{drawn}"
    );
    let (mut wrong, scene) = about("each week");
    wrong.update(Message::Freq, typed("two times"), &scene);
    assert!(wrong.view(&scene).to_string().contains("is no frequency"));
    assert_eq!(set(&mut wrong, &scene), []);
    let timex = result("each week", &[(Message::Freq, "2X"), (Message::Quant, "")]);
    assert_eq!(timex.value, "P1W");
    assert_eq!((timex.freq.as_deref(), timex.quant), (Some("2X"), None));
}

#[test]
fn what_is_typed_is_checked_at_once_and_a_wrong_value_is_not_set() {
    let (mut window, scene) = about("Friday");
    window.update(Message::Value, typed("2016-02-30"), &scene);
    let drawn = window.view(&scene).to_string();
    assert!(drawn.contains("aria-invalid=true"), "{drawn}");
    assert!(drawn.contains("that month ends on the 29th"), "{drawn}");
    assert_eq!(set(&mut window, &scene), []);
}

#[test]
fn the_type_follows_the_value() {
    for (value, kind) in [
        ("2016-07", TimexKind::Date),
        ("2016-07-15T15:00", TimexKind::Time),
        ("P3D", TimexKind::Duration),
    ] {
        let timex = result("Friday", &[(Message::Value, value)]);
        assert_eq!((timex.kind, &*timex.value), (kind, value));
    }
    let timex = result("each week", &[(Message::Value, "P1D")]);
    assert_eq!(timex.kind, TimexKind::Set, "a length is a value of a set");
}

#[test]
fn words_are_read_and_taken_with_one_more_key() {
    let (mut window, scene) = about("Friday");
    window.update(Message::Value, typed("three days ago"), &scene);
    let drawn = window.view(&scene).to_string();
    assert!(
        drawn.contains("Enter takes 2016-07-13: Wednesday 13 July 2016"),
        "{drawn}"
    );
    assert_eq!(set(&mut window, &scene), []);
    let [Order::Time(_, timex)] = &*set(&mut window, &scene) else {
        panic!("it is not set");
    };
    assert_eq!(timex.value, "2016-07-13");
}

#[test]
fn a_modifier_is_chosen_and_taken_back() {
    let timex = result("Friday", &[(Message::Modifier, "APPROX")]);
    assert_eq!(timex.modifier.as_deref(), Some("APPROX"));
    let (mut window, scene) = about("Friday");
    window.update(Message::Modifier, typed("APPROX"), &scene);
    window.update(Message::Modifier, typed(""), &scene);
    assert_eq!(set(&mut window, &scene), [Order::Close], "nothing is new");
}

#[test]
fn what_is_chosen_twice_is_set() {
    let (mut window, scene) = about("Friday");
    let choice = Message::Choose("2016-06".to_owned());
    assert_eq!(window.update(choice.clone(), Given::Nothing, &scene), []);
    let [Order::Time(_, timex)] = &*window.update(choice, Given::Nothing, &scene) else {
        panic!("it is not set");
    };
    assert_eq!(timex.value, "2016-06");

    let (mut window, scene) = about("Friday");
    let open = scene.context.open.as_ref().unwrap();
    let (_, unread) = open.date_in_focus.unwrap();
    let explanation = explain(TEXT, unread, open.date).unwrap();
    let other = Message::Take(explanation.alternatives[0].timex.clone());
    assert_eq!(window.update(other.clone(), Given::Nothing, &scene), []);
    let [Order::Time(_, timex)] = &*window.update(other, Given::Nothing, &scene) else {
        panic!("it is not set");
    };
    assert_eq!(timex.value, "2016-07-22");
}

#[test]
fn what_is_said_already_is_not_set_by_a_click_on_it() {
    let (mut window, scene) = about("Friday");
    let same = [
        Message::Day(day("2016-07-15")),
        Message::Choose("2016-07-15".to_owned()),
    ];
    for message in same {
        assert_eq!(window.update(message, Given::Nothing, &scene), []);
    }
}

#[test]
fn the_readings_stay_in_their_places_when_one_is_chosen() {
    let (mut window, scene) = about("Friday");
    let words = |window: &DateEditor| {
        let drawn = window.view(&scene).to_string();
        let readings = drawn.split("The text could mean").nth(1).unwrap();
        let readings = readings.lines().skip(1).take(2);
        let words = readings.map(|line| line.split('“').nth(1).unwrap().to_owned());
        words.collect::<Vec<_>>()
    };
    let before = words(&window);
    assert!(before[1].starts_with("Friday 22 July 2016"), "{before:?}");
    window.update(Message::Value, typed("2016-07-22"), &scene);
    assert_eq!(words(&window), before);
}

#[test]
fn the_arrows_go_through_the_calendar_and_enter_takes_the_day() {
    let (mut window, scene) = about("Friday");
    window.update(Message::Press, typed("Q"), &scene);
    assert_eq!(window.at, None, "a key without a meaning");
    for (key, stands) in [
        ("ArrowRight", "2016-07-16"),
        ("ArrowDown", "2016-07-23"),
        ("Home", "2016-07-18"),
        ("End", "2016-07-24"),
        ("PageDown", "2016-08-24"),
        ("Shift+PageUp", "2015-08-24"),
    ] {
        window.update(Message::Press, typed(key), &scene);
        assert_eq!(window.at, Some(day(stands)), "{key}");
    }
    let drawn = window.view(&scene).to_string();
    assert!(
        drawn.contains("h3 id=calendar-month aria-live=polite “August 2015”"),
        "{drawn}"
    );
    let focused = "aria-label=“Monday 24 August 2015” tabindex=0 autofocus";
    assert!(drawn.contains(focused), "{drawn}");
    assert_eq!(window.update(Message::Press, typed("Enter"), &scene), []);
    let [Order::Time(_, timex)] = &*window.update(Message::Press, typed("Enter"), &scene) else {
        panic!("it is not set");
    };
    assert_eq!(timex.value, "2015-08-24");
    let leave = window.update(Message::Press, typed("Escape"), &scene);
    assert_eq!(leave, [Order::Close]);
}

#[test]
fn a_shorter_month_is_turned_to_at_its_end() {
    assert_eq!(
        calendar::turned(day("2016-01-31"), 1),
        Some(day("2016-02-29"))
    );
    assert_eq!(
        calendar::turned(day("2016-01-31"), -12),
        Some(day("2015-01-31"))
    );
}

#[test]
fn a_time_of_day_stays_when_another_day_is_taken() {
    let at = (Message::Value, "2016-07-15T15:00");
    let timex = result("Friday", &[at, (Message::Day(day("2016-07-20")), "")]);
    assert_eq!(
        (timex.kind, &*timex.value),
        (TimexKind::Time, "2016-07-20T15:00")
    );
}

#[test]
fn another_value_does_not_keep_the_ends_of_the_old_one() {
    let length = Timex {
        begin: Some("2014".to_owned()),
        end: Some("2016-07-16".to_owned()),
        ..Timex::new(TimexKind::Duration, "P2Y")
    };
    let (mut window, scene) = about("Friday");
    window.update(Message::Take(length.clone()), Given::Nothing, &scene);
    let [Order::Time(_, kept)] = &*set(&mut window, &scene) else {
        panic!("it is not set");
    };
    assert_eq!(*kept, length);
    window.update(Message::Value, typed("P3Y"), &scene);
    let [Order::Time(_, other)] = &*set(&mut window, &scene) else {
        panic!("it is not set");
    };
    assert_eq!((&other.begin, &other.end), (&None, &None));
}

#[test]
fn the_documents_date_is_changed_here_and_seen_at_once() {
    let (mut window, mut scene) = about("Friday");
    let orders = window.update(Message::Published, typed("2016-07-23"), &scene);
    assert_eq!(orders, [Order::Date(Some(day("2016-07-23")))]);
    scene.foresee(&orders[0]);
    let drawn = window.view(&scene).to_string();
    assert!(
        drawn.contains("id=document-date value=2016-07-23"),
        "{drawn}"
    );
    assert_eq!(
        window.update(Message::Published, typed(""), &scene),
        [Order::Date(None)]
    );
}

#[test]
fn it_says_what_happens_to_a_value_when_the_documents_date_moves() {
    let (window, mut scene) = about("Friday");
    let drawn = window.view(&scene).to_string();
    assert!(drawn.contains("Follows the document’s date."), "{drawn}");
    let open = scene.context.open.as_mut().unwrap();
    let date = Arc::make_mut(&mut open.dates[0]);
    date.time = Some(TimeValue {
        timex: Timex::new(TimexKind::Date, "2016-07-22"),
        by_person: true,
    });
    let drawn = window.view(&scene).to_string();
    assert!(drawn.contains("Set by hand"), "{drawn}");
}

#[test]
fn a_date_without_a_value_can_get_one() {
    let (window, mut scene) = about("Friday");
    let open = scene.context.open.as_mut().unwrap();
    Arc::make_mut(&mut open.dates[0]).time = None;
    let drawn = window.view(&scene).to_string();
    assert!(drawn.contains("There is no value"), "{drawn}");
    assert!(
        drawn.contains("Friday 15 July 2016: as the text reads"),
        "{drawn}"
    );
}

#[test]
fn without_a_documents_date_nothing_is_counted_from_it() {
    let (window, mut scene) = about("Friday");
    scene.context.open.as_mut().unwrap().date = None;
    let drawn = window.view(&scene).to_string();
    assert!(
        drawn.contains("Say when the document was published"),
        "{drawn}"
    );
    assert!(!drawn.contains("th scope=row “Year”"), "{drawn}");
}

#[test]
fn where_no_date_is_in_focus_it_says_what_to_do() {
    let (window, scene) = about("Moscow");
    let drawn = window.view(&scene).to_string();
    assert!(drawn.contains("No date is in focus"), "{drawn}");
}

#[test]
fn without_a_disk_the_page_brings_the_text_along() {
    let (_, mut scene) = about("Friday");
    let window = DateEditor::default();
    assert!(window.wants(&scene).is_some());
    scene.context.open.as_mut().unwrap().unsaved = Some(Box::new(crate::windows::Unsaved {
        text: TEXT.to_owned(),
        blocks: Vec::new(),
        work: crate::annotation::Work::default(),
    }));
    assert_eq!(window.wants(&scene), None);
    let drawn = window.view(&scene).to_string();
    assert!(drawn.contains("They had met on "), "{drawn}");
}

#[test]
fn a_span_of_the_text_is_named_in_its_sentence_only() {
    let (window, scene) = about("Friday");
    let drawn = window.view(&scene).to_string();
    assert!(!drawn.contains("Kerry was in Moscow"), "{drawn}");
}

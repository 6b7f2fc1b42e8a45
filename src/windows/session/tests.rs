//! A window in motion, without a page.

use super::*;
use crate::annotation::{Author, LabelChange, LabelId, Status, Timestamp};
use crate::project::{DocumentId, Progress, Project, Summary};
use crate::windows::node::{On, button, div, form, p};
use crate::windows::widgets::field;
use crate::windows::{OpenDocument, Words};
use crate::words::Language;
use crate::workbench::keys::KeyTable;

/// What windows see in tests: a project with documents of these names, of which those in capitals
/// are done and the first one is open.
pub fn scene(names: &str) -> Scene {
    let mut project = Project::new("Test", Author::new("Ada"));
    for name in names.split_whitespace() {
        let done = name.chars().all(char::is_uppercase);
        project.put(Summary {
            id: DocumentId::new(name),
            name: format!("Document {name}"),
            status: if done { Status::Done } else { Status::New },
            accepted: 0,
            progress: Progress::default(),
        });
    }
    let first = project.documents.first();
    let open = first.map(|summary| OpenDocument {
        id: summary.id.clone(),
        changes: (0, 0),
        date: None,
        dates: Vec::new(),
        date_in_focus: None,
        focused: None,
        unsaved: None,
    });
    Scene {
        context: Context {
            project,
            open,
            keys: KeyTable::default(),
            language: Language::English,
            standing: Vec::new(),
        },
        words: &Words::ENGLISH,
        clock: Clock {
            now: || Timestamp::from_millis(1_700_000_000_000),
            ahead: |_| 60,
        },
    }
}

/// A window that collects names and refuses short ones.
#[derive(Default)]
struct Names {
    names: Vec<String>,
    refused: String,
}

#[derive(Clone, Debug, PartialEq)]
enum Message {
    Add,
    Remove(String),
}

impl Window for Names {
    type Message = Message;

    fn view(&self, _: &Scene) -> Element<Message> {
        let names = self.names.iter();
        let names = names.map(|name| button().on(On::Click, Message::Remove(name.clone())));
        let form = form().child(field("new", &*self.refused));
        div()
            .children(names)
            .child(form.on(On::Submit, Message::Add))
    }

    fn update(&mut self, message: Message, given: Given, _: &Scene) -> Vec<Order> {
        match message {
            Message::Add if given.text().len() < 3 => self.refused = given.text().to_owned(),
            Message::Add => {
                self.names.push(given.text().to_owned());
                self.refused.clear();
            }
            Message::Remove(name) => self.names.retain(|one| *one != name),
        }
        Vec::new()
    }

    fn wants(&self, _: &Scene) -> Option<Question> {
        let first = self.names.first()?;
        Some(Question::Work(DocumentId::new(&**first), (0, 0)))
    }
}

fn names(names: &[&str]) -> Session {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    let window = Names {
        names,
        refused: String::new(),
    };
    Session {
        scene: scene(""),
        window: any(window),
        asked: None,
    }
}

fn field_key(shown: &Shown) -> Option<&str> {
    let form = shown.root.elements().last()?;
    form.elements().next()?.key.as_deref()
}

fn submit(session: &mut Session, shown: &Shown, text: &str) -> Shown {
    let form = shown.root.elements().last().unwrap();
    let given = Given::Text(text.to_owned());
    session.event(shown.drawing, form.events[0].1, given)
}

#[test]
fn a_click_on_an_earlier_drawing_means_what_it_meant_there() {
    let mut session = names(&["Ada", "Bob", "Cyd"]);
    let first = session.draw();
    let click = |session: &mut Session| session.event(first.drawing, Target(0), Given::Nothing);
    assert_eq!(click(&mut session).root.elements().count(), 3);
    // A second click before the page has shown that Ada is gone must not remove Bob.
    let shown = click(&mut session);
    assert_eq!(shown.root.elements().count(), 3);
    session.event(shown.drawing, Target(0), Given::Nothing);
    let shown = click(&mut session);
    assert_eq!(shown.root.elements().count(), 2, "an old drawing is gone");
}

#[test]
fn a_field_is_emptied_by_what_was_taken_from_it_and_keeps_what_was_refused() {
    let mut session = names(&[]);
    let first = session.draw();
    let refused = submit(&mut session, &first, "Al");
    assert_eq!(field_key(&refused), field_key(&first));
    let taken = submit(&mut session, &refused, "Alan");
    assert_ne!(field_key(&taken), field_key(&first));
}

#[test]
fn a_field_that_nobody_sent_stays_whatever_else_happens() {
    let mut session = names(&["Ada"]);
    let first = session.draw();
    let shown = session.event(first.drawing, Target(0), Given::Nothing);
    assert_eq!(field_key(&shown), field_key(&first));
}

#[test]
fn a_question_is_asked_once_and_a_late_answer_is_dropped() {
    let mut session = names(&["Ada", "Bob"]);
    let first = session.question().unwrap();
    assert_eq!(session.question(), None);
    let shown = session.draw();
    session.event(shown.drawing, Target(0), Given::Nothing);
    assert!(session.question().is_some());
    assert_eq!(session.answer(&first, Err(String::new())), None);
}

#[test]
fn numbers_are_filled_in() {
    let count = Words::ENGLISH.export.export;
    assert_eq!(count.of(1), "Export 1 document");
    assert_eq!(count.of(0), "Export 0 documents");
}

#[test]
fn what_is_sent_can_be_read_again() {
    let mut session = Session::open(Which::Export, scene("a B").context, scene("").clock);
    let shown = session.draw();
    let said = crate::record::say(&shown).unwrap();
    assert_eq!(crate::record::hear::<Shown>(&said), Ok(shown));
}

#[test]
fn a_sentence_that_comes_and_goes_leaves_its_neighbours_the_same() {
    let keys = |shown: Element<()>| {
        let mut shown = shown;
        shown.each(&mut tell_children_apart);
        let keys = shown
            .elements()
            .map(|one| one.key.clone().unwrap_or_default());
        keys.collect::<Vec<_>>()
    };
    let without = div().child(button()).child(button());
    let with = div().child(button()).child(p()).child(button());
    assert_eq!(keys(without), ["button 0", "button 1"]);
    assert_eq!(keys(with), ["button 0", "p 0", "button 1"]);
}

#[test]
fn two_changes_in_a_row_build_on_each_other_before_the_page_has_answered() {
    let mut scene = scene("");
    let table = scene.context.project.schema.clone();
    let rename = |scene: &Scene, name: &str| {
        let change = LabelChange::Name(name.to_owned());
        let edit = scene
            .context
            .project
            .schema
            .edit(&LabelId::new("ORG"), change);
        Order::Labels(vec![edit.unwrap()])
    };
    let orders = ["Firm", "Company"].map(|name| {
        let order = rename(&scene, name);
        scene.foresee(&order);
        order
    });
    let mut page = table;
    for order in orders {
        let Order::Labels(edits) = order else {
            panic!("{order:?}");
        };
        edits[0].apply(&mut page).unwrap();
    }
    assert_eq!(page.name(&LabelId::new("ORG")), "Company");
}

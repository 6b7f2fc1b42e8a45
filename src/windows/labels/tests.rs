//! The label table under an annotator's hands.

use super::*;
use crate::annotation::{LabelKind, SchemaEvent, Stamp};
use crate::project::Progress;
use crate::windows::picture;
use crate::windows::session::tests::scene;

/// The window over a project, and the page that does what it orders.
struct Desk {
    window: Labels,
    scene: Scene,
    downloaded: Vec<u8>,
}

impl Desk {
    /// Two documents: 3 PERSON and 2 ORG in the first one, 1 ORG in the second one.
    fn new() -> Self {
        let mut scene = scene("a B");
        let uses = [vec![("PERSON", 3), ("ORG", 2)], vec![("ORG", 1)]];
        for (summary, spans) in scene.context.project.documents.iter_mut().zip(uses) {
            let spans = spans.into_iter().map(|(id, n)| (LabelId::new(id), n));
            summary.progress = Progress {
                spans: spans.collect(),
                ..Progress::default()
            };
        }
        Self {
            window: Labels::default(),
            scene,
            downloaded: Vec::new(),
        }
    }

    fn give(&mut self, message: Message, given: Given) -> &mut Self {
        for order in self.window.update(message, given, &self.scene) {
            let project = &mut self.scene.context.project;
            let (schema, history) = (&mut project.schema, &mut project.label_history);
            let stamp = Stamp {
                at: crate::annotation::Timestamp::from_millis(0),
                by: project.author.clone(),
            };
            match order {
                Order::Labels(edits) => drop(history.perform(schema, edits, &stamp).unwrap()),
                Order::UndoLabels => drop(history.undo(schema).unwrap()),
                Order::RedoLabels => drop(history.redo(schema).unwrap()),
                Order::Download { bytes, .. } => self.downloaded = bytes,
                other => panic!("{other:?}"),
            }
        }
        self
    }

    fn click(&mut self, message: Message) -> &mut Self {
        self.give(message, Given::Nothing)
    }

    fn select(&mut self, label: &str) -> &mut Self {
        self.click(Message::Select(LabelId::new(label)))
    }

    fn say(&mut self, what: Property, text: &str) -> &mut Self {
        self.give(Message::Say(what), Given::Text(text.to_owned()))
    }

    fn label(&self, id: &str) -> &Label {
        let schema = &self.scene.context.project.schema;
        schema.get(&LabelId::new(id)).unwrap()
    }

    fn refusal(&self) -> &str {
        let refused = self.window.refused.as_ref();
        refused.map_or("", |refused| &refused.why)
    }

    fn names(&self) -> String {
        let schema = &self.scene.context.project.schema;
        let names = schema.labels().iter().map(|label| &*label.name);
        names.collect::<Vec<_>>().join(" ")
    }

    fn history(&self) -> &[SchemaEvent] {
        self.scene.context.project.label_history.done()
    }

    fn picture(&self, name: &str) {
        picture::check(name, &self.window.view(&self.scene));
    }
}

#[test]
fn it_shows_each_label_with_its_key_and_how_often_it_is_used() {
    Desk::new().picture("labels");
}

#[test]
fn a_label_shows_what_can_be_changed_about_it() {
    Desk::new().select("ORG").picture("labels-open");
}

#[test]
fn what_a_person_says_about_a_label_is_kept() {
    let mut desk = Desk::new();
    desk.select("ORG")
        .say(Property::Name, "Company")
        .say(Property::ExportName, "COMP")
        .say(Property::Key, "q")
        .say(Property::Description, "Firms")
        .say(Property::Examples, "Acme, , Initech ,")
        .click(Message::Colour(Tint::new(7)));
    let expected = Label {
        id: LabelId::new("ORG"),
        name: "Company".to_owned(),
        export_name: "COMP".to_owned(),
        tint: Tint::new(7),
        key: Some('q'),
        kind: LabelKind::Plain,
        description: "Firms".to_owned(),
        examples: vec!["Acme".to_owned(), "Initech".to_owned()],
        fate: crate::annotation::Fate::InUse,
    };
    assert_eq!(desk.label("ORG"), &expected);
}

#[test]
fn a_name_that_is_taken_is_refused_and_stays_in_its_field() {
    let mut desk = Desk::new();
    desk.select("ORG").say(Property::Name, "PERSON");
    assert!(desk.refusal().contains("There is a label PERSON already"));
    desk.picture("labels-refused");
    desk.say(Property::Name, "People");
    assert_eq!((desk.refusal(), &*desk.label("ORG").name), ("", "People"));
}

#[test]
fn a_key_that_does_something_else_is_refused_with_the_reason() {
    let mut desk = Desk::new();
    desk.select("ORG");
    for (key, why) in [
        (
            "1",
            "The key 1 gives PERSON; choose another key, or take it from PERSON first",
        ),
        (
            "a",
            "The key A is taken: accept, go to the next; choose another key",
        ),
        ("?", "The key ? is taken: show the keys; choose another key"),
        ("Ctrl+Q", "A label’s key is one letter, digit or sign"),
        ("two", "A label’s key is one letter, digit or sign"),
    ] {
        desk.say(Property::Key, key);
        assert_eq!(desk.refusal(), why);
        assert_eq!(desk.label("ORG").key, Some('2'));
    }
    desk.say(Property::Key, "");
    assert_eq!((desk.refusal(), desk.label("ORG").key), ("", None));
}

#[test]
fn a_new_label_is_shown_at_once() {
    let mut desk = Desk::new();
    desk.say(Property::New, "Disease");
    assert_eq!(desk.window.selected, Some(LabelId::new("Disease")));
    desk.say(Property::New, "Disease");
    assert!(desk.refusal().contains("There is a label Disease already"));
}

#[test]
fn labels_move_and_stop_at_the_ends() {
    let mut desk = Desk::new();
    let org = LabelId::new("ORG");
    desk.click(Message::Move(org.clone(), 0));
    assert!(desk.names().starts_with("ORG PERSON PLACE"));
    desk.click(Message::Move(org, 0));
    assert_eq!(desk.history().len(), 1);
}

#[test]
fn deleting_and_merging_say_first_what_becomes_of_the_annotations() {
    let mut desk = Desk::new();
    desk.select("ORG").click(Message::Delete);
    let asked = desk.window.view(&desk.scene).to_string();
    let question = "3 annotations in 2 documents would be hidden and no longer exported.";
    assert!(asked.contains(question), "{asked}");
    desk.click(Message::Cancel);
    assert!(desk.names().contains("ORG"));

    desk.select("ORG").select("PERSON");
    desk.give(Message::Merge, Given::Text("ORG".to_owned()));
    let asked = desk.window.view(&desk.scene).to_string();
    let question = "3 annotations in 1 document would become ORG.";
    assert!(asked.contains(question), "{asked}");
    desk.click(Message::Confirm);
    assert!(desk.names().starts_with("ORG PLACE"));
    let uses = Uses::of(&LabelId::new("ORG"), &desk.scene.context.project);
    assert_eq!((uses.spans, uses.documents), (6, 2));
    desk.click(Message::Undo);
    assert!(desk.names().starts_with("PERSON ORG PLACE"));
    desk.click(Message::Redo);
    assert!(desk.names().starts_with("ORG PLACE"));
}

#[test]
fn a_label_set_goes_from_one_project_to_another_as_one_change() {
    let mut desk = Desk::new();
    desk.select("ORG").say(Property::Name, "Company");
    desk.say(Property::New, "Disease").click(Message::Write);
    let bytes = desk.downloaded.clone();
    let name = "theirs.labels.json".to_owned();
    let file = Given::File { name, bytes };

    let mut other = Desk::new();
    other.give(Message::Read, file.clone());
    assert_eq!(other.names(), desk.names());
    assert_eq!(other.history().len(), 1);
    assert_eq!(other.window.read, ["2 labels were taken over."]);
    other.give(Message::Read, file);
    assert_eq!(other.window.read, ["The file brings nothing new."]);
}

#[test]
fn guidelines_go_along_but_take_the_place_of_none() {
    let mut desk = Desk::new();
    let schema = &mut desk.scene.context.project.schema;
    schema.rewrite("# Theirs").apply(schema).unwrap();
    desk.click(Message::Write);
    let bytes = desk.downloaded.clone();
    let name = "theirs.labels.json".to_owned();
    let file = Given::File { name, bytes };

    let mut other = Desk::new();
    other.give(Message::Read, file.clone());
    assert_eq!(other.scene.context.project.schema.guidelines(), "# Theirs");
    let schema = &mut other.scene.context.project.schema;
    schema.rewrite("# Ours").apply(schema).unwrap();
    other.give(Message::Read, file);
    assert_eq!(other.scene.context.project.schema.guidelines(), "# Ours");
    assert!(
        other.window.read[0].contains("left out"),
        "{:?}",
        other.window.read
    );
}

#[test]
fn a_file_that_is_no_label_set_is_told() {
    let mut desk = Desk::new();
    let file = Given::File {
        name: "photo.json".to_owned(),
        bytes: b"{}".to_vec(),
    };
    desk.give(Message::Read, file);
    assert!(
        desk.window.read[1].contains("photo.json"),
        "{:?}",
        desk.window.read
    );
    assert_eq!(desk.history(), []);
}

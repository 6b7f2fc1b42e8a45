//! A window draws whatever guidelines, labels and names a project has, and takes whatever is done in
//! it, to what is there and to what is not.

#![no_main]

use libfuzzer_sys::{arbitrary, fuzz_target};
use spanwright::annotation::{Author, Schema, Timestamp};
use spanwright::detect::Standing;
use spanwright::project::{DocumentId, Progress, Project, Summary};
use spanwright::record::{hear, say};
use spanwright::windows::{Clock, Context, Given, Session, Shown, Target, Which};
use spanwright::words::Language;
use spanwright::workbench::keys::KeyTable;

const WINDOWS: [Which; 15] = [
    Which::Help,
    Which::Import,
    Which::Export,
    Which::Labels,
    Which::History,
    Which::Progress,
    Which::Consistency,
    Which::Occurrences,
    Which::Guidelines,
    Which::Keys,
    Which::Date,
    Which::Timeline,
    Which::Tour,
    Which::Folder,
    Which::Detectors,
];

const CLOCK: Clock = Clock {
    now: || Timestamp::from_millis(1_700_000_000_000),
    ahead: |_| 60,
};

#[derive(Debug, arbitrary::Arbitrary)]
struct Input {
    window: u8,
    guidelines: String,
    labels: Vec<String>,
    documents: Vec<String>,
    acts: Vec<Act>,
}

#[derive(Debug, arbitrary::Arbitrary)]
enum Act {
    Late(u32, u32),
    Click(u8),
    Type(u8, String),
    Choose(u8, bool),
    File(u8, Vec<u8>),
    Again,
}

fuzz_target!(|input: Input| {
    let mut project = Project::new("Fuzzed", Author::new("Ada"));
    project.schema = schema(&input.labels, &input.guidelines);
    for (n, name) in input.documents.into_iter().enumerate() {
        project.put(Summary {
            id: DocumentId::new(n.to_string()),
            name,
            status: Default::default(),
            accepted: n,
            progress: Progress::default(),
        });
    }
    let context = Context {
        project,
        open: None,
        keys: KeyTable::default(),
        language: Language::English,
        standing: say(&Standing::default()).expect("it is sent"),
    };
    let which = WINDOWS[usize::from(input.window) % WINDOWS.len()];
    let mut session = Session::open(which, context.clone(), CLOCK);
    let mut shown = session.draw();
    for act in input.acts {
        let drawing = shown.drawing;
        let (target, given) = match act {
            Act::Late(drawing, target) => {
                shown = session.event(drawing, Target(target), Given::Nothing);
                continue;
            }
            Act::Again => {
                shown = session.see(context.clone());
                continue;
            }
            Act::Click(target) => (target, Given::Nothing),
            Act::Type(target, text) => (target, Given::Text(text)),
            Act::Choose(target, is_on) => (target, Given::On(is_on)),
            Act::File(target, bytes) => {
                let name = "mine.labels.json".to_owned();
                (target, Given::File { name, bytes })
            }
        };
        shown = session.event(drawing, Target(target.into()), given);
        let said = say(&shown).expect("what is shown can be sent");
        assert_eq!(hear::<Shown>(&said), Ok(shown.clone()));
    }
});

fn schema(labels: &[String], guidelines: &str) -> Schema {
    let mut schema = Schema::standard();
    for name in labels {
        schema.ensure(name);
    }
    let change = schema.rewrite(guidelines);
    change
        .apply(&mut schema)
        .expect("the change was made for these labels");
    schema
}

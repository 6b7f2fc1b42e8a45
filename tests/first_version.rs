//! What the first version of Spanwright stored and saved is read by this one. The files in
//! `tests/fixtures/version-1` were written by that version from what [`made`] makes here.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use spanwright::annotation::{
    Annotation, AnnotationId, Author, BlockIndex, Edit, Entry, Event, LabelChange, LabelId, Schema,
    SchemaEdit, SchemaHistory, Stamp, TimeValue, Timestamp, Work,
};
use spanwright::detect::dates::{Timex, TimexKind};
use spanwright::detect::{DetectorId, Proposal, Score};
use spanwright::formats::backup;
use spanwright::project::{
    Document, DocumentId, Intake, JournalLine, Project, Seq, Snapshot, Source, StoredProject,
    Summary,
};
use spanwright::record;
use spanwright::text::{TextFormat, TextSpan};
use spanwright::workbench::keys::{Chord, KeyAction, KeyTable};
use spanwright::workbench::{Focus, Place};

fn file(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/version-1");
    std::fs::read(format!("{folder}/{name}")).unwrap()
}

#[test]
fn the_project_is_read_with_its_labels_and_what_was_done_to_them() {
    let made = made();
    let mut stored = StoredProject::open(&file("project.record")).unwrap();
    assert_eq!(stored.order, [made.document.id]);
    stored.project.documents.clone_from(&made.project.documents);
    assert_eq!(stored.project, made.project);

    let Project {
        schema,
        label_history,
        ..
    } = &mut stored.project;
    while label_history.undo(schema).unwrap().is_some() {}
    assert_eq!(*schema, Schema::standard());
    while label_history.redo(schema).unwrap().is_some() {}
    assert_eq!(schema.get(&LabelId::new("DATE")).unwrap().key, None);
}

#[test]
fn what_is_stored_with_a_document_is_read() {
    let made = made();
    assert_eq!(record::open(&file("document.record")), Ok(made.document));
    let summary = made.project.documents[0].clone();
    assert_eq!(record::open(&file("summary.record")), Ok(summary));
    let seq = Seq::new(3);
    let work = made.work;
    assert_eq!(
        record::open(&file("work.record")),
        Ok(Snapshot { seq, work })
    );
    for line in made.lines {
        let stored = file(&format!("line-{}.record", line.seq));
        assert_eq!(JournalLine::open(&stored), Ok(line));
    }
    let suggestions = file("suggestions.record");
    assert_eq!(record::open(&suggestions), Ok(made.suggestions));
    assert_eq!(record::open(&file("place.record")), Ok(made.place));
    assert_eq!(record::open(&file("keys.record")), Ok(made.keys));
}

#[test]
fn a_backup_is_read() {
    let made = made();
    let name = "backup.spanwright.json";
    let content = String::from_utf8(file(name)).unwrap();
    let restored = backup::read(name, &content);
    assert_eq!(restored.diagnostics, []);
    assert_eq!(restored.project, Some(made.project));
    assert_eq!(restored.documents, [(made.document, made.work)]);
}

#[test]
fn a_backup_whose_end_is_lost_keeps_the_project() {
    let content = String::from_utf8(file("backup.spanwright.json")).unwrap();
    let head = content.lines().next().unwrap();
    let restored = backup::read("b.json", head);
    assert_eq!(restored.project, Some(made().project));
}

#[test]
fn what_this_version_writes_is_not_taken_for_the_first() {
    let project = made().project;
    let order = vec![DocumentId::new("one")];
    let stored = StoredProject { project, order };
    let sealed = record::seal(&stored).unwrap();
    assert_eq!(StoredProject::open(&sealed), Ok(stored));
    let mut later = sealed;
    later[0] += 1;
    let error = StoredProject::open(&later).unwrap_err().to_string();
    assert!(error.contains("version 3"), "{error}");
}

/// What the earlier version was in the middle of, made by the same steps.
struct Made {
    project: Project,
    document: Document,
    work: Work,
    lines: Vec<JournalLine>,
    suggestions: Vec<Annotation>,
    place: Place,
    keys: KeyTable,
}

fn stamp(millis: i64) -> Stamp {
    Stamp {
        at: Timestamp::from_millis(millis),
        by: Author::new("Ada"),
    }
}

fn made() -> Made {
    let intake = Intake {
        id: DocumentId::new("one"),
        at: Timestamp::from_millis(1_000),
        source: Source::Web {
            url: "https://example.org/news".to_owned(),
        },
    };
    let text = "Kerry met Lavrov.\n\nThey met on 15 July 2016 in Moscow, and again on Friday.";
    let document = intake.text(text.to_owned(), TextFormat::Plain).unwrap();
    let mut work = Work::new(document.first_markup());
    let kerry = Annotation::drawn(
        AnnotationId::new(0),
        TextSpan::from_range(0..5).unwrap(),
        LabelId::new("PERSON"),
        stamp(2_000),
    );
    let date = Annotation {
        time: Some(TimeValue {
            timex: Timex::new(TimexKind::Date, "2016-07-15"),
            by_person: true,
        }),
        ..Annotation::drawn(
            AnnotationId::new(1),
            TextSpan::from_range(31..43).unwrap(),
            LabelId::new("DATE"),
            stamp(3_000),
        )
    };
    let mut lines = Vec::new();
    for (annotation, at) in [(kerry, 2_000), (date, 3_000)] {
        let Stamp { at, by } = stamp(at);
        let edit = Edit::Add(Box::new(annotation));
        let entry = Entry::Do(Event { edit, at, by });
        work.step(&entry).unwrap();
        let seq = Seq::new(lines.len() as u64 + 1);
        lines.push(JournalLine { seq, entry });
    }
    let Stamp { at, by } = stamp(4_000);
    let entry = Entry::Undo { at, by };
    work.step(&entry).unwrap();
    lines.push(JournalLine {
        seq: Seq::new(3),
        entry,
    });

    let mut project = Project::new("News", Author::new("Ada"));
    let mut history = SchemaHistory::default();
    let schema = &mut project.schema;
    type Change = fn(&Schema) -> SchemaEdit;
    let changes: [Change; 5] = [
        |schema| schema.addition("Disease").unwrap(),
        |schema| {
            let name = LabelChange::Name("Human".to_owned());
            schema.edit(&LabelId::new("PERSON"), name).unwrap()
        },
        |schema| {
            schema
                .edit(&LabelId::new("MONEY"), LabelChange::Delete)
                .unwrap()
        },
        |schema| {
            let merge = LabelChange::MergeInto(LabelId::new("PLACE"));
            schema.edit(&LabelId::new("ORG"), merge).unwrap()
        },
        |schema| {
            schema
                .edit(&LabelId::new("DATE"), LabelChange::Key(None))
                .unwrap()
        },
    ];
    for (n, change) in (1..).zip(changes) {
        let edit = change(schema);
        history
            .perform(schema, vec![edit], &stamp(n * 1_000))
            .unwrap();
    }
    history.undo(schema).unwrap();
    project.label_history = history;
    project.put(Summary::new(&document, &work));
    project.current = Some(document.id.clone());

    let suggested = Annotation::suggested(Proposal {
        span: TextSpan::from_range(10..16).unwrap(),
        label: LabelId::new("PERSON"),
        score: Score::new(0.75),
        detector: DetectorId::built_in("dates", "1"),
        time: None,
    });
    let mut keys = KeyTable::default();
    keys.bind(
        KeyAction::Undo,
        vec![Chord::from_text("u").unwrap()],
        &project.schema,
    )
    .unwrap();
    Made {
        project,
        document,
        work,
        lines,
        suggestions: vec![suggested],
        place: Place {
            top: Some(BlockIndex::new(1)),
            focus: Focus::Nothing,
            caret: None,
        },
        keys,
    }
}

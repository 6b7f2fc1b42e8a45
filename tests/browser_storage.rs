//! The project on disk, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../src/browser/mod.rs"]
#[allow(dead_code, unused_imports, reason = "these tests use a part of it")]
mod browser;

use std::cell::RefCell;
use std::rc::Rc;

use browser::storage::{SaveEvent, SaveState, Saver, Store, StoreError};
use gloo::timers::future::TimeoutFuture;
use spanwright::annotation::{
    Annotation, Author, BlockIndex, Edit, Entry, Event, LabelId, Stamp, Timestamp, Work,
};
use spanwright::project::{Document, DocumentId, JournalLine, Meta, Project, Seq, Source, Summary};
use spanwright::text::{Block, BlockKind, SourceText, TextSpan};
use spanwright::workbench::Place;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A database that no other test uses.
async fn store(test: &str) -> Store {
    Store::open_named(test).await.unwrap()
}

fn ada() -> Author {
    Author::new("Ada")
}

fn document(id: &str) -> (Document, Work) {
    document_of(id, "Ada Lovelace met Zoë 😀 in Zürich.\r\n")
}

fn document_of(id: &str, text: &str) -> (Document, Work) {
    let text = SourceText::new(text).unwrap();
    let document = Document {
        id: DocumentId::new(id),
        name: format!("Document {id}"),
        source: Source::Paste,
        added: Timestamp::from_millis(1),
        author: None,
        published: None,
        sha256: "0".repeat(64),
        blocks: [Block {
            span: text.whole().unwrap(),
            kind: BlockKind::Paragraph,
            language: None,
            skip: None,
        }]
        .into(),
        text,
        meta: Meta::default(),
    };
    let work = Work::new(document.first_markup());
    (document, work)
}

fn project(documents: &[(Document, Work)]) -> Project {
    let mut project = Project::new("News", ada());
    for (document, work) in documents {
        project.put(Summary::new(document, work));
    }
    project
}

/// Draws one more annotation and returns the line of the journal for it.
fn draw(work: &mut Work, seq: &mut Seq) -> JournalLine {
    let at = Timestamp::from_millis(1_000 * i64::try_from(seq.get()).unwrap());
    let stamp = Stamp { at, by: ada() };
    let id = work.fresh_ids().next().unwrap();
    let span = TextSpan::from_range(0..3).unwrap();
    let annotation = Annotation::drawn(id, span, LabelId::new("PERSON"), stamp);
    let edit = Edit::Add(Box::new(annotation));
    let entry = Entry::Do(Event {
        edit,
        at,
        by: ada(),
    });
    work.step(&entry).unwrap();
    *seq = seq.next();
    JournalLine { seq: *seq, entry }
}

#[wasm_bindgen_test]
async fn a_document_comes_back_as_it_was_left() {
    let store = store("comes back").await;
    assert_eq!(store.load_project().await, Ok(None));
    let documents = [document("b"), document("a")];
    let mut expected = project(&documents);
    store.add_documents(&documents, &expected).await.unwrap();

    let [(document, mut work), _] = documents;
    let mut seq = Seq::START;
    for _ in 0..3 {
        let line = draw(&mut work, &mut seq);
        let summary = Summary::new(&document, &work);
        store.append(&[line], &summary).await.unwrap();
        expected.put(summary);
    }
    let suggestions = &work.markup().annotations;
    store
        .save_suggestions(&document.id, suggestions)
        .await
        .unwrap();
    let place = Place {
        top: Some(BlockIndex::new(3)),
        ..Place::default()
    };
    store.save_place(&document.id, &place).await.unwrap();

    let reopened = Store::open_named("comes back").await.unwrap();
    assert_eq!(reopened.load_project().await, Ok(Some(expected)));
    let loaded = reopened.load_document(&document.id).await.unwrap().unwrap();
    assert_eq!(loaded.document, document);
    assert_eq!(loaded.work, work);
    assert_eq!(loaded.seq, Seq::new(3));
    assert_eq!(loaded.damage, []);
    assert!(
        loaded
            .suggestions
            .iter()
            .eq(suggestions.iter().map(|one| &**one))
    );
    assert_eq!(loaded.place, Some(place));
    assert_eq!(
        reopened.load_document(&DocumentId::new("c")).await,
        Ok(None)
    );
}

#[wasm_bindgen_test]
async fn a_book_comes_back_whole() {
    // Browsers keep large records elsewhere, and are not as quick to have them.
    let store = store("book").await;
    let documents = [document_of("a", &"A line of a long book. ".repeat(150_000))];
    store
        .add_documents(&documents, &project(&documents))
        .await
        .unwrap();
    let [(document, _)] = documents;
    let loaded = store.load_document(&document.id).await.unwrap().unwrap();
    assert_eq!(loaded.document, document);
}

#[wasm_bindgen_test]
async fn a_snapshot_takes_the_place_of_the_lines_before_it() {
    let store = store("snapshot").await;
    let both = [document("a"), document("ab")];
    store.add_documents(&both, &project(&both)).await.unwrap();
    let [(document, mut work), (other, mut other_work)] = both;
    let (mut seq, mut other_seq) = (Seq::START, Seq::START);
    for _ in 0..5 {
        let line = draw(&mut work, &mut seq);
        store
            .append(&[line], &Summary::new(&document, &work))
            .await
            .unwrap();
        let line = draw(&mut other_work, &mut other_seq);
        store
            .append(&[line], &Summary::new(&other, &other_work))
            .await
            .unwrap();
    }
    store.compact(&document.id, seq, &work).await.unwrap();
    let line = draw(&mut work, &mut seq);
    store
        .append(&[line], &Summary::new(&document, &work))
        .await
        .unwrap();

    let loaded = store.load_document(&document.id).await.unwrap().unwrap();
    assert_eq!((loaded.work, loaded.seq), (work, Seq::new(6)));
    assert_eq!(loaded.damage, []);
    let loaded = store.load_document(&other.id).await.unwrap().unwrap();
    assert_eq!((loaded.work, loaded.seq), (other_work, Seq::new(5)));
}

#[wasm_bindgen_test]
async fn a_removed_document_leaves_nothing_behind() {
    let store = store("removed").await;
    let both = [document("a"), document("b")];
    store.add_documents(&both, &project(&both)).await.unwrap();
    let [(document, mut work), other] = both;
    let line = draw(&mut work, &mut Seq::default());
    store
        .append(&[line], &Summary::new(&document, &work))
        .await
        .unwrap();
    let rest = project(&[other]);
    store
        .remove_documents(std::slice::from_ref(&document.id), &rest)
        .await
        .unwrap();
    assert_eq!(store.load_document(&document.id).await, Ok(None));
    assert_eq!(store.load_project().await, Ok(Some(rest)));

    let again = [self::document("a")];
    store.add_documents(&again, &project(&again)).await.unwrap();
    let loaded = store.load_document(&document.id).await.unwrap().unwrap();
    assert_eq!((loaded.work, loaded.seq), (again[0].1.clone(), Seq::START));
}

#[wasm_bindgen_test]
async fn a_restored_backup_replaces_documents_and_keeps_settings() {
    let store = store("restored").await;
    let old = [document("old")];
    store.add_documents(&old, &project(&old)).await.unwrap();
    store.save_setting("dark", &true).await.unwrap();
    let new = [document("new")];
    let restored = project(&new);
    store.replace_everything(&restored, &new).await.unwrap();
    assert_eq!(store.load_project().await, Ok(Some(restored)));
    assert_eq!(store.load_document(&old[0].0.id).await, Ok(None));
    assert_eq!(store.load_setting("dark").await, Ok(Some(true)));
    assert_eq!(store.load_setting::<bool>("light").await, Ok(None));
}

#[wasm_bindgen_test]
async fn saved_is_said_only_when_all_is_on_disk() {
    let store = store("saver").await;
    let documents = [document("a")];
    store
        .add_documents(&documents, &project(&documents))
        .await
        .unwrap();
    let [(document, mut work)] = documents;
    let events = Rc::new(RefCell::new(Vec::new()));
    let saver = Saver::new(store.clone(), {
        let events = events.clone();
        move |event| events.borrow_mut().push(event)
    });
    let mut seq = Seq::START;
    for _ in 0..200 {
        let line = draw(&mut work, &mut seq);
        saver.push(line, Summary::new(&document, &work));
    }
    assert_eq!(saver.pending(), 200);
    while saver.pending() > 0 {
        assert!(
            !events
                .borrow()
                .contains(&SaveEvent::State(SaveState::Saved))
        );
        TimeoutFuture::new(1).await;
    }
    let due = SaveEvent::SnapshotDue(document.id.clone());
    assert!(
        events
            .borrow()
            .ends_with(&[SaveEvent::State(SaveState::Saved), due])
    );
    let loaded = store.load_document(&document.id).await.unwrap().unwrap();
    assert_eq!((loaded.work, loaded.seq), (work, seq));
}

#[wasm_bindgen_test]
async fn a_tab_gives_way_to_a_newer_version_and_keeps_what_it_could_not_save() {
    let store = store("superseded").await;
    let documents = [document("a")];
    store
        .add_documents(&documents, &project(&documents))
        .await
        .unwrap();
    let newer = idb::Factory::new()
        .unwrap()
        .open("superseded", Some(99))
        .unwrap();
    let newer = newer.await.unwrap();

    let [(document, mut work)] = documents;
    let states = Rc::new(RefCell::new(Vec::new()));
    let saver = Saver::new(store, {
        let states = states.clone();
        move |event| states.borrow_mut().push(event)
    });
    saver.push(
        draw(&mut work, &mut Seq::default()),
        Summary::new(&document, &work),
    );
    TimeoutFuture::new(50).await;
    let failed = SaveEvent::State(SaveState::Failed(StoreError::Superseded));
    assert_eq!(states.borrow().last(), Some(&failed));
    assert_eq!(saver.pending(), 1);
    newer.close();
    let reopened = Store::open_named("superseded").await;
    assert_eq!(reopened.err(), Some(StoreError::Newer));
}

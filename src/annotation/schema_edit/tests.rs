//! Changes to the label table.

use super::*;
use crate::annotation::{Author, SchemaHistory, Stamp, Timestamp};
use proptest::prelude::*;

fn id(name: &str) -> LabelId {
    LabelId::new(name)
}

/// The table after changes, each made on what the one before it left.
fn table(changes: &[(&str, LabelChange)]) -> Schema {
    let mut schema = Schema::standard();
    for (label, change) in changes {
        let edit = schema.edit(&id(label), change.clone()).unwrap();
        edit.apply(&mut schema).unwrap();
    }
    schema
}

#[track_caller]
fn refused(label: &str, change: LabelChange) -> String {
    let schema = table(&[("URL", LabelChange::Delete)]);
    schema.edit(&id(label), change).unwrap_err().to_string()
}

#[test]
fn a_merged_label_is_looked_up_as_the_other_one() {
    let schema = table(&[
        ("GROUP", LabelChange::MergeInto(id("ORG"))),
        ("ORG", LabelChange::Name("Body".to_owned())),
        ("ORG", LabelChange::MergeInto(id("MISC"))),
        ("MISC", LabelChange::Name("Thing".to_owned())),
    ]);
    assert_eq!(schema.get(&id("GROUP")).unwrap().id, id("MISC"));
    assert_eq!(schema.name(&id("GROUP")), "Thing");
    assert_eq!(schema.by_export_name("GROUP").unwrap().id, id("MISC"));
    assert_eq!(schema.labels().len(), 9);
    assert_eq!(schema.by_key('4'), None);
    assert_eq!(schema.deleted(), []);
}

#[test]
fn a_deleted_label_is_known_by_name_alone_and_takes_with_it_what_was_merged_into_it() {
    let schema = table(&[
        ("GROUP", LabelChange::MergeInto(id("ORG"))),
        ("ORG", LabelChange::Delete),
    ]);
    for label in ["GROUP", "ORG"] {
        assert!(schema.is_deleted(&id(label)));
        assert_eq!(schema.get(&id(label)), None);
        assert_eq!(schema.name(&id(label)), "ORG");
    }
    assert_eq!(schema.deleted(), [id("GROUP"), id("ORG")]);
    assert!(!schema.is_deleted(&id("of no table")));
}

#[test]
fn a_new_label_never_gets_the_identity_of_a_deleted_one() {
    let mut schema = table(&[("ORG", LabelChange::Delete)]);
    let org = schema.ensure("ORG");
    assert_eq!(org, id("ORG 2"));
    assert_eq!(schema.get(&org).unwrap().name, "ORG");
    assert!(schema.is_deleted(&id("ORG")));
    assert_eq!(schema.ensure("ORG"), org);
}

#[test]
fn what_makes_no_sense_is_refused_with_the_reason() {
    assert_eq!(refused("X", LabelChange::Delete), "there is no label X");
    assert_eq!(refused("URL", LabelChange::Delete), "there is no label URL");
    assert_eq!(
        refused("ORG", LabelChange::MergeInto(id("URL"))),
        "there is no label URL"
    );
    assert_eq!(
        refused("ORG", LabelChange::MergeInto(id("ORG"))),
        "a label cannot be merged into itself"
    );
    assert_eq!(
        refused("ORG", LabelChange::Name(" ".to_owned())),
        "a label needs a name"
    );
    assert_eq!(
        refused("ORG", LabelChange::ExportName(String::new())),
        "a label needs a name"
    );
    assert_eq!(
        refused("ORG", LabelChange::Name("PERSON ".to_owned())),
        "there is a label PERSON already; choose another name, or merge the two"
    );
    assert_eq!(
        refused("ORG", LabelChange::Key(Some('1'))),
        "the key 1 gives PERSON; choose another key, or take it from PERSON first"
    );
    let own_key = Schema::standard().edit(&id("ORG"), LabelChange::Key(Some('2')));
    assert!(own_key.unwrap().is_empty());
    assert!(Schema::standard().addition("ORG").is_err());
}

#[test]
fn the_key_and_the_name_of_a_deleted_label_are_free() {
    let schema = table(&[("URL", LabelChange::Delete)]);
    assert!(schema.edit(&id("ORG"), LabelChange::Key(Some('-'))).is_ok());
    assert!(schema.addition("URL").is_ok());
}

#[test]
fn labels_change_places() {
    let names = |schema: &Schema| {
        schema
            .labels()
            .iter()
            .map(|label| label.name.clone())
            .take(3)
            .collect::<Vec<_>>()
    };
    let schema = table(&[("PLACE", LabelChange::Place(0))]);
    assert_eq!(names(&schema), ["PLACE", "PERSON", "ORG"]);
    let schema = table(&[("PERSON", LabelChange::Place(99))]);
    assert_eq!(schema.labels().last().unwrap().name, "PERSON");
}

#[test]
fn a_change_says_what_it_does() {
    let schema = Schema::standard();
    let told = |label: &str, change| {
        let edit = schema.edit(&id(label), change).unwrap();
        edit.describe(&schema, &HistoryWords::ENGLISH)
    };
    assert_eq!(
        told("ORG", LabelChange::Name("Body".to_owned())),
        "label ORG is now Body"
    );
    assert_eq!(
        told("ORG", LabelChange::MergeInto(id("MISC"))),
        "label ORG merged into MISC"
    );
    assert_eq!(told("ORG", LabelChange::Delete), "label ORG deleted");
    assert_eq!(told("ORG", LabelChange::Key(None)), "label ORG has no key");
    assert_eq!(
        told("ORG", LabelChange::Key(Some('o'))),
        "label ORG has the key o"
    );
    assert_eq!(
        told("ORG", LabelChange::Tint(Tint::new(7))),
        "label ORG has another colour"
    );
    assert_eq!(
        told("ORG", LabelChange::Place(0)),
        "label ORG has another place"
    );
    assert_eq!(
        told("ORG", LabelChange::Examples(vec!["UN".to_owned()])),
        "label ORG is described anew"
    );
    assert_eq!(
        told("ORG", LabelChange::ExportName("o".to_owned())),
        "label ORG is exported as o"
    );
    let added = schema.addition("Gene").unwrap();
    assert_eq!(
        added.describe(&schema, &HistoryWords::ENGLISH),
        "label Gene added"
    );
    let gone = added.inverse().describe(&schema, &HistoryWords::ENGLISH);
    assert_eq!(gone, "label Gene taken back");
}

#[test]
fn a_change_that_does_not_fit_changes_nothing() {
    let mut schema = Schema::standard();
    let edit = schema.edit(&id("ORG"), LabelChange::Delete).unwrap();
    let renamed = table(&[("ORG", LabelChange::Name("Body".to_owned()))]);
    schema.clone_from(&renamed);
    assert_eq!(edit.apply(&mut schema), Err(LabelError::Differs(id("ORG"))));
    assert_eq!(schema, renamed);
}

#[test]
fn a_label_set_from_elsewhere_updates_and_adds() {
    let schema = Schema::standard();
    let mut theirs = schema.get(&id("ORG")).unwrap().clone();
    theirs.name = "Organisation".to_owned();
    theirs.key = Some('1');
    let gene = Schema::standard().blank("Gene");
    let edits = schema.adoption(&[theirs, gene.clone(), schema.labels()[0].clone(), gene]);
    let mut adopted = schema.clone();
    for edit in &edits {
        edit.apply(&mut adopted).unwrap();
    }
    assert_eq!(edits.len(), 2);
    assert_eq!(adopted.get(&id("ORG")).unwrap().name, "Organisation");
    // The key is PERSON's here, so it stays so.
    assert_eq!(adopted.get(&id("ORG")).unwrap().key, Some('2'));
    assert_eq!(adopted.labels().last().unwrap().name, "Gene");
}

#[test]
fn a_quick_run_of_changes_to_one_label_is_one_change() {
    let stamp = |at| Stamp {
        at: Timestamp::from_millis(at),
        by: Author::new("Ada"),
    };
    let mut schema = Schema::standard();
    let mut history = SchemaHistory::default();
    for (at, name) in [(0, "O"), (400, "Or"), (800, "Org"), (1_400, "Orgs")] {
        let edit = schema
            .edit(&id("ORG"), LabelChange::Name(name.to_owned()))
            .unwrap();
        assert_eq!(
            history.perform(&mut schema, vec![edit], &stamp(at)),
            Ok(true)
        );
    }
    assert_eq!(history.done().len(), 2);
    history.undo(&mut schema).unwrap();
    assert_eq!(schema.name(&id("ORG")), "Org");
    history.undo(&mut schema).unwrap();
    assert_eq!(schema, Schema::standard());
    assert_eq!(history.undo(&mut schema), Ok(None));
    let same = schema.edit(&id("ORG"), LabelChange::Place(1)).unwrap();
    assert_eq!(
        history.perform(&mut schema, vec![same], &stamp(9_000)),
        Ok(false)
    );
    assert_eq!(
        history.undone().len(),
        2,
        "what changes nothing leaves redoing as it was"
    );
}

/// Something that a person might do to the table, whatever is in it.
fn wish() -> impl Strategy<Value = (usize, u8, usize, char)> {
    (
        any::<usize>(),
        0..10_u8,
        any::<usize>(),
        prop::char::range('a', 'd'),
    )
}

fn edit(
    schema: &Schema,
    (which, what, other, letter): (usize, u8, usize, char),
) -> Option<SchemaEdit> {
    let pick = |n: usize| {
        let at = n.checked_rem(schema.labels().len())?;
        Some(schema.labels()[at].id.clone())
    };
    let text = letter.to_string();
    let change = match what {
        0 => return schema.addition(&text).ok(),
        1 => LabelChange::Name(text),
        2 => LabelChange::ExportName(text),
        3 => LabelChange::Tint(Tint::new(other as u8)),
        4 => LabelChange::Key(Some(letter)),
        5 => LabelChange::Description(text),
        6 => LabelChange::Place(other % 12),
        7 => LabelChange::MergeInto(pick(other)?),
        8 => LabelChange::Examples(vec![text]),
        _ => LabelChange::Delete,
    };
    schema.edit(&pick(which)?, change).ok()
}

proptest! {
    #[test]
    fn all_is_undone_and_redone_also_after_a_reload(wishes in prop::collection::vec(wish(), 0..30)) {
        let mut schema = Schema::standard();
        let mut history = SchemaHistory::default();
        let mut tables = vec![schema.clone()];
        for (n, wish) in wishes.into_iter().enumerate() {
            let Some(edit) = edit(&schema, wish) else { continue };
            let stamp = Stamp { at: Timestamp::from_millis(n as i64 * 1_000), by: Author::new("Ada") };
            if history.perform(&mut schema, vec![edit], &stamp).unwrap() {
                tables.push(schema.clone());
            }
        }
        let json = serde_json::to_string(&(&schema, &history)).unwrap();
        let (mut schema, mut history): (Schema, SchemaHistory) = serde_json::from_str(&json).unwrap();
        for table in tables.iter().rev().skip(1) {
            prop_assert!(history.undo(&mut schema).unwrap().is_some());
            // What is no longer in use has no order.
            prop_assert_eq!(schema.labels(), table.labels());
            prop_assert_eq!(schema.deleted().len(), table.deleted().len());
        }
        prop_assert_eq!(history.undo(&mut schema), Ok(None));
        for table in &tables[1..] {
            prop_assert!(history.redo(&mut schema).unwrap().is_some());
            prop_assert_eq!(schema.labels(), table.labels());
        }
    }

    #[test]
    fn identities_names_and_keys_are_told_apart(wishes in prop::collection::vec(wish(), 0..30)) {
        let mut schema = Schema::standard();
        for wish in wishes {
            let Some(edit) = edit(&schema, wish) else { continue };
            edit.apply(&mut schema).unwrap();
            for (n, label) in schema.labels().iter().enumerate() {
                for other in &schema.labels()[n + 1..] {
                    prop_assert!(label.id != other.id && label.name != other.name);
                    prop_assert!(label.key.is_none() || label.key != other.key);
                }
            }
            for id in schema.all().map(|label| &label.id) {
                prop_assert!(schema.get(id).is_some() != schema.is_deleted(id));
            }
        }
    }
}

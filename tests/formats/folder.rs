//! The files of a project in a folder.

use spanwright::annotation::Schema;
use spanwright::formats::folder;

use crate::golden;
use crate::nasty;
use crate::support::{Drawn, drawn};

fn file_of(drawn: &Drawn) -> String {
    folder::document(&drawn.document, &drawn.markup, &Schema::standard()).unwrap()
}

#[test]
fn files_stay_as_they_are() {
    let small = drawn(
        "small",
        "[PERSON Ada [LOC London]] wrote\n\nto [ORG Babbage].",
    );
    golden::check("folder-document.json", &file_of(&small));
    let project = folder::project(&Schema::standard()).unwrap();
    golden::check("folder-project.json", &project);
}

#[test]
fn another_annotation_is_another_line_and_nothing_else() {
    let before = file_of(&drawn("one", "[PERSON Ada] met [PERSON Bob] in London."));
    let after = "[PERSON Ada] met [PERSON Bob] in [PERSON London].";
    let after = file_of(&drawn("one", after));
    let kept: Vec<&str> = before
        .lines()
        .map(|line| line.trim_end_matches(','))
        .collect();
    let new = after
        .lines()
        .map(|line| line.trim_end_matches(','))
        .filter(|line| !kept.iter().any(|one| one == line));
    let new: Vec<&str> = new.collect();
    assert_eq!(new.len(), 1, "{new:?}");
    assert!(new[0].contains("\"text\": \"London\""));
    assert!(after.ends_with("}\n"));
}

#[test]
fn every_file_is_read_as_the_document_that_it_was() {
    for original in nasty::documents() {
        let import = spanwright::formats::read("document.json", &file_of(&original));
        assert_eq!(import.diagnostics, [], "{}", original.document.name);
        let read = &import.documents[0];
        assert_eq!(read.id.as_ref(), Some(&original.document.id));
        assert_eq!(read.text, original.document.text);
        assert_eq!(read.markup(), original.markup);
    }
}

#[test]
fn names_are_readable_and_no_two_are_the_same() {
    let mut document = drawn("1", "Text.").document;
    let mut name = |name: &str| {
        name.clone_into(&mut document.name);
        folder::file_name(&document)
    };
    assert_eq!(
        name("The Mayor’s “big” day"),
        "the-mayor-s-big-day-6b86b273.json"
    );
    assert_eq!(name("../../etc/passwd"), "etc-passwd-6b86b273.json");
    assert_eq!(name("Bài báo"), "b-i-b-o-6b86b273.json");
    assert_eq!(name("你好"), "document-6b86b273.json");
    let other = drawn("2", "Text.").document;
    assert_ne!(folder::file_name(&other), "document-6b86b273.json");
}

//! A whole project in one file, and what is left of it when the file is damaged.

use spanwright::annotation::{Author, Edit, Entry, Event, Status, Timestamp, Work};
use spanwright::formats::{Problem, backup};
use spanwright::project::{Document, Project, Summary};

use crate::nasty;

fn works() -> Vec<(Document, Work)> {
    let documents = nasty::documents().into_iter();
    let works = documents.map(|drawn| {
        let mut work = Work::new(drawn.markup.clone());
        for (at, after) in [(1, Status::InProgress), (2000, Status::Flagged)] {
            let event = Event {
                edit: Edit::Status {
                    before: work.markup().status,
                    after,
                },
                at: Timestamp::from_millis(at),
                by: Author::new("ada"),
            };
            work.step(&Entry::Do(event)).unwrap();
        }
        let undo = Entry::Undo {
            at: Timestamp::from_millis(4000),
            by: Author::new("ada"),
        };
        work.step(&undo).unwrap();
        (drawn.document, work)
    });
    works.collect()
}

fn project(works: &[(Document, Work)]) -> Project {
    let mut project = Project::new("News", Author::new("ada"));
    project.schema.ensure("Disease 🦠");
    for (document, work) in works {
        project.put(Summary::new(document, work));
    }
    project.current = Some(works[3].0.id.clone());
    project
}

fn file(project: &Project, works: &[(Document, Work)]) -> String {
    let mut file = Vec::new();
    let documents = works.iter().map(|(document, work)| (document, work));
    backup::write(project, documents, &mut file).unwrap();
    String::from_utf8(file).unwrap()
}

#[test]
fn everything_comes_back_undo_history_included() {
    let works = works();
    let project = project(&works);
    let file = file(&project, &works);
    assert!(backup::is_backup(&file));
    serde_json::from_str::<serde_json::Value>(&file).unwrap();
    let restored = backup::read("b.json", &file);
    assert_eq!(restored.diagnostics, []);
    assert_eq!(restored.project, Some(project));
    assert_eq!(restored.documents, works);
}

#[test]
fn a_damaged_line_costs_its_document_alone() {
    let works = works();
    let project = project(&works);
    let file = file(&project, &works);
    let mut lines: Vec<&str> = file.lines().collect();
    let half = &lines[3][..lines[3].len() / 2];
    lines[3] = half;
    let restored = backup::read("b.json", &lines.join("\n"));
    let mut left = works;
    left.remove(2);
    assert_eq!(restored.documents, left);
    assert_eq!(restored.project, Some(project));
    let [damaged, absent] = restored.diagnostics.as_slice() else {
        panic!("{:?}", restored.diagnostics);
    };
    assert_eq!(damaged.line, Some(4));
    assert!(matches!(damaged.problem, Problem::NotJson(_)));
    assert_eq!(
        (absent.value.as_str(), &absent.problem),
        ("\"blank.txt\"", &Problem::Absent)
    );
}

#[test]
fn a_file_that_ends_too_early_gives_back_what_it_has() {
    let works = works();
    let file = file(&project(&works), &works);
    let restored = backup::read("b.json", &file[..file.floor_char_boundary(file.len() / 2)]);
    assert!(restored.documents.len() > 2);
    assert!(works.starts_with(&restored.documents));
    assert!(restored.project.is_some());
}

#[test]
fn a_changed_letter_is_noticed() {
    let works = works();
    let file = file(&project(&works), &works).replacen("wrote to Yale", "wrote to Vale", 1);
    let restored = backup::read("b.json", &file);
    assert_eq!(restored.documents.len(), works.len());
    let problems = restored
        .diagnostics
        .iter()
        .map(|d| (d.field.as_str(), &d.problem));
    assert_eq!(
        problems.collect::<Vec<_>>(),
        [
            ("documents[0].sha256", &Problem::Checksum),
            ("documents[0].content.document.text", &Problem::Checksum),
        ]
    );
}

#[test]
fn what_no_longer_fits_the_text_is_taken_out_and_named() {
    let works = works();
    let file = file(&project(&works), &works);
    let shorter = file.replacen(
        "Grace Hopper wrote to Yale on 9 December.",
        "Grace Hopper",
        1,
    );
    let restored = backup::read("b.json", &shorter);
    let (document, work) = &restored.documents[0];
    assert_eq!(document.text.as_str(), "Grace Hopper");
    assert_eq!(work.markup().annotations.len(), 1);
    let problems = restored.diagnostics.iter();
    let lost = problems.filter(|d| matches!(d.problem, Problem::Offsets(_)));
    assert_eq!(lost.count(), 2);
}

#[test]
fn a_dataset_is_no_backup_and_a_backup_no_dataset() {
    let works = works();
    let file = file(&project(&works), &works);
    let import = spanwright::formats::read("b.json", &file);
    assert_eq!(import.diagnostics[0].problem, Problem::Backup);
    let restored = backup::read("d.json", "{\"text\": \"x\"}");
    assert_eq!(restored.diagnostics[0].problem, Problem::NotABackup);
}

//! How far the work has come and what it took: for each document, for the project, and as a table
//! for other programs.

use serde::{Deserialize, Serialize};

use super::{DocumentState, Project};
use crate::annotation::{LabelId, Review, Schema, Work};

/// What was done on a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// How many annotations that hold have each label.
    pub spans: Vec<(LabelId, u32)>,
    /// How many actions it took.
    pub actions: u32,
    /// How long it took, in milliseconds; see [`crate::annotation::Activity`].
    pub active_ms: u64,
}

/// What was done on all documents of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many documents are in each state, in the order of [`DocumentState::ALL`].
    pub documents: [usize; 5],
    /// How many annotations that hold have each label, in the order of the label table, each of its
    /// labels named; then labels that are not in it.
    pub spans: Vec<(LabelId, u32)>,
    /// How many actions it took.
    pub actions: u64,
    /// How long it took, in milliseconds.
    pub active_ms: u64,
}

impl Progress {
    /// What was done on a document.
    pub fn of(work: &Work) -> Self {
        let mut spans = Vec::new();
        for annotation in work.markup().annotations.iter() {
            if annotation.review == Review::Accepted {
                add(&mut spans, &annotation.label, 1);
            }
        }
        Self {
            spans,
            actions: work.activity().actions(),
            active_ms: work.activity().active_ms(),
        }
    }
}

impl Totals {
    /// What was done on the documents of a project.
    pub fn of(project: &Project) -> Self {
        let labels = project.schema.labels().iter();
        let mut totals = Self {
            spans: labels.map(|label| (label.id.clone(), 0)).collect(),
            ..Self::default()
        };
        for summary in &project.documents {
            let state = summary.state();
            let states = totals.documents.iter_mut().zip(DocumentState::ALL);
            for (count, one) in states {
                *count += usize::from(one == state);
            }
            for (label, count) in used(&summary.progress, &project.schema) {
                add(&mut totals.spans, label, count);
            }
            totals.actions += u64::from(summary.progress.actions);
            totals.active_ms += summary.progress.active_ms;
        }
        totals
    }
}

/// A table of the documents: name, state, actions, minutes, annotations in all and of each label.
/// It is written as RFC 4180 has it, with the names of the columns in the first line.
pub fn progress_csv(project: &Project) -> String {
    let totals = Totals::of(project);
    let mut csv = String::new();
    let first = ["document", "state", "actions", "minutes", "spans"];
    let labels = totals.spans.iter().map(|(id, _)| {
        let label = project.schema.get(id);
        label.map_or(id.as_str(), |label| &label.export_name)
    });
    row(&mut csv, first.into_iter().chain(labels));
    for summary in &project.documents {
        let mut spans: Vec<(LabelId, u32)> = totals.spans.clone();
        for (_, count) in &mut spans {
            *count = 0;
        }
        for (label, count) in used(&summary.progress, &project.schema) {
            add(&mut spans, label, count);
        }
        let all: u32 = spans.iter().map(|(_, count)| count).sum();
        let numbers: Vec<String> = [summary.progress.actions.to_string()]
            .into_iter()
            .chain([minutes(summary.progress.active_ms), all.to_string()])
            .chain(spans.iter().map(|(_, count)| count.to_string()))
            .collect();
        let fields = [&*summary.name, summary.state().as_str()].into_iter();
        row(&mut csv, fields.chain(numbers.iter().map(String::as_str)));
    }
    csv
}

/// Minutes with one decimal.
fn minutes(ms: u64) -> String {
    let tenths = (ms + 3_000) / 6_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The labels that annotations have, merged ones as what they became, without deleted ones.
fn used<'a>(
    progress: &'a Progress,
    schema: &'a Schema,
) -> impl Iterator<Item = (&'a LabelId, u32)> {
    let spans = progress.spans.iter();
    spans
        .filter(|(label, _)| !schema.is_deleted(label))
        .map(|(label, count)| (schema.resolve(label), *count))
}

fn add(spans: &mut Vec<(LabelId, u32)>, label: &LabelId, more: u32) {
    match spans.iter_mut().find(|(known, _)| known == label) {
        Some((_, count)) => *count += more,
        None => spans.push((label.clone(), more)),
    }
}

/// A line of a table. A field with a comma, a quotation mark or a line break stands in quotation
/// marks, its own ones doubled.
fn row<'a>(csv: &mut String, fields: impl Iterator<Item = &'a str>) {
    for (n, field) in fields.enumerate() {
        if n > 0 {
            csv.push(',');
        }
        match field.contains([',', '"', '\r', '\n']) {
            false => csv.push_str(field),
            true => {
                csv.push('"');
                csv.push_str(&field.replace('"', "\"\""));
                csv.push('"');
            }
        }
    }
    csv.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{
        Annotation, AnnotationId, Author, Edit, Entry, Event, LabelChange, Markup, Stamp, Status,
        Timestamp,
    };
    use crate::project::{DocumentId, Summary};
    use crate::text::TextSpan;

    fn summary(name: &str, status: Status, spans: &[(&str, u32)], progress: (u32, u64)) -> Summary {
        let spans = spans.iter().map(|(label, n)| (LabelId::new(*label), *n));
        Summary {
            id: DocumentId::new(name),
            name: name.to_owned(),
            status,
            accepted: 1,
            progress: Progress {
                spans: spans.collect(),
                actions: progress.0,
                active_ms: progress.1,
            },
        }
    }

    fn project() -> Project {
        let mut project = Project::new("Test", Author::new("Ada"));
        for (label, change) in [
            ("GROUP", LabelChange::MergeInto(LabelId::new("ORG"))),
            ("URL", LabelChange::Delete),
        ] {
            let edit = project.schema.edit(&LabelId::new(label), change).unwrap();
            edit.apply(&mut project.schema).unwrap();
        }
        let first = [("ORG", 2), ("GROUP", 1), ("URL", 7), ("Gene", 1)];
        project.documents = vec![
            summary("A \"b\", c", Status::Done, &first, (9, 90_000)),
            summary("two", Status::New, &[], (0, 0)),
        ];
        project
    }

    #[test]
    fn the_table_has_a_line_for_each_document() {
        let csv = progress_csv(&project());
        let lines: Vec<&str> = csv.split("\r\n").collect();
        assert_eq!(
            lines,
            [
                "document,state,actions,minutes,spans,PERSON,ORG,PLACE,MISC,DATE,MONEY,PERCENT,\
                 QUANTITY,EMAIL,Gene",
                "\"A \"\"b\"\", c\",done,9,1.5,4,0,3,0,0,0,0,0,0,0,1",
                "two,new,0,0.0,0,0,0,0,0,0,0,0,0,0,0",
                "",
            ]
        );
    }

    #[test]
    fn the_project_is_summed_up() {
        let totals = Totals::of(&project());
        assert_eq!(totals.documents, [1, 0, 1, 0, 0]);
        assert_eq!((totals.actions, totals.active_ms), (9, 90_000));
        assert_eq!(totals.spans[1], (LabelId::new("ORG"), 3));
        assert_eq!(totals.spans.last(), Some(&(LabelId::new("Gene"), 1)));
    }

    #[test]
    fn a_document_counts_what_holds_and_what_was_done() {
        let stamp = |second: i64| Stamp {
            at: Timestamp::from_millis(second * 1_000),
            by: Author::new("Ada"),
        };
        let mut work = Work::new(Markup::default());
        let mut add = |id, second, review| {
            let span = TextSpan::from_range(0..3).unwrap();
            let drawn = Annotation::drawn(
                AnnotationId::new(id),
                span,
                LabelId::new("ORG"),
                stamp(second),
            );
            let edit = Edit::Add(Box::new(Annotation { review, ..drawn }));
            let Stamp { at, by } = stamp(second);
            work.step(&Entry::Do(Event { edit, at, by })).unwrap();
        };
        add(0, 1_000, Review::Accepted);
        add(1, 1_010, Review::Accepted);
        add(2, 1_020, Review::Rejected);
        let Stamp { at, by } = stamp(1_030);
        work.step(&Entry::Undo { at, by: by.clone() }).unwrap();
        // There is nothing to redo twice.
        for _ in 0..2 {
            work.step(&Entry::Redo { at, by: by.clone() }).unwrap();
        }
        let progress = Progress::of(&work);
        assert_eq!(progress.spans, [(LabelId::new("ORG"), 2)]);
        assert_eq!((progress.actions, progress.active_ms), (5, 30_000));
    }
}

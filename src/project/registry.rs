//! A project: its labels, its documents in order, and where the annotator is.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;

use super::{Document, DocumentId, Progress, SweepHistory};
use crate::annotation::{Author, Schema, SchemaHistory, Status, Work};

/// What the list of documents says about one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Which document.
    pub id: DocumentId,
    /// What people call it.
    pub name: String,
    /// How far the work is.
    pub status: Status,
    /// How many annotations hold.
    pub accepted: usize,
    /// What was done on it.
    #[serde(default)]
    pub progress: Progress,
}

/// How far the work on a document is, as the list shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentState {
    /// Nobody has worked on it.
    New,
    /// Somebody has begun.
    InProgress,
    /// Finished, with annotations.
    Done,
    /// Finished, and there was nothing to annotate.
    DoneEmpty,
    /// To be looked at again.
    Flagged,
}

impl DocumentState {
    /// All states, from the beginning of the work to its end.
    pub const ALL: [Self; 5] = [
        Self::New,
        Self::InProgress,
        Self::Done,
        Self::DoneEmpty,
        Self::Flagged,
    ];

    /// The state as tables write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::InProgress => "in progress",
            Self::Done => "done",
            Self::DoneEmpty => "done empty",
            Self::Flagged => "flagged",
        }
    }
}

impl Summary {
    /// The entry of a document in this state of work. With the first decision about an annotation
    /// or a block, somebody has begun, whether or not they said so.
    pub fn new(document: &Document, work: &Work) -> Self {
        let markup = work.markup();
        Self {
            id: document.id.clone(),
            name: document.name.clone(),
            status: match markup.status {
                Status::New if markup.has_decisions() => Status::InProgress,
                status => status,
            },
            accepted: markup.accepted(),
            progress: Progress::of(work),
        }
    }

    /// The state to show.
    pub fn state(&self) -> DocumentState {
        match self.status {
            Status::New => DocumentState::New,
            Status::InProgress => DocumentState::InProgress,
            Status::Done if self.accepted == 0 => DocumentState::DoneEmpty,
            Status::Done => DocumentState::Done,
            Status::Flagged => DocumentState::Flagged,
        }
    }

    /// Whether somebody has to work on it still.
    pub fn is_unfinished(&self) -> bool {
        self.status != Status::Done
    }
}

/// A project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// What people call it.
    pub name: String,
    /// Who annotates here.
    pub author: Author,
    /// Its labels.
    pub schema: Schema,
    /// What was changed about them.
    #[serde(default)]
    pub label_history: SchemaHistory,
    /// What was labelled in several documents at once.
    #[serde(default)]
    pub sweeps: SweepHistory,
    /// Its documents in the order in which they came in.
    pub documents: Vec<Summary>,
    /// The document that is open.
    #[serde(default)]
    pub current: Option<DocumentId>,
}

impl Project {
    /// A project without documents, with the labels that the detectors know.
    pub fn new(name: &str, author: Author) -> Self {
        Self {
            name: name.to_owned(),
            author,
            schema: Schema::standard(),
            label_history: SchemaHistory::default(),
            sweeps: SweepHistory::default(),
            documents: Vec::new(),
            current: None,
        }
    }

    /// What the list says about a document.
    pub fn summary(&self, id: &DocumentId) -> Option<&Summary> {
        self.documents.iter().find(|summary| summary.id == *id)
    }

    /// Puts what is known about a document into the list, at its end where it is new.
    pub fn put(&mut self, summary: Summary) {
        match self.documents.iter_mut().find(|old| old.id == summary.id) {
            Some(old) => *old = summary,
            None => self.documents.push(summary),
        }
    }

    /// Makes these the documents, in this order. One that the order does not name, as after an import that
    /// was broken off, comes after those that it names; of two with one identity the later is kept.
    pub fn list(&mut self, order: Vec<DocumentId>, documents: Vec<Summary>) {
        let ids = documents.iter().map(|summary| summary.id.clone());
        let ids: Vec<DocumentId> = order.into_iter().chain(ids).collect();
        let documents = documents.into_iter();
        let documents = documents.map(|summary| (summary.id.clone(), summary));
        let mut documents: HashMap<DocumentId, Summary> = documents.collect();
        self.documents = ids.iter().filter_map(|id| documents.remove(id)).collect();
    }

    /// Puts what is known about many documents into the list, at its end where they are new.
    pub fn put_all(&mut self, summaries: Vec<Summary>) {
        let mut documents = std::mem::take(&mut self.documents);
        documents.extend(summaries);
        self.list(Vec::new(), documents);
    }

    /// The next document after `id` that is not done, from the beginning again after the last;
    /// `id` itself is never the answer.
    pub fn next_unfinished(&self, id: Option<&DocumentId>) -> Option<&Summary> {
        let at = id.and_then(|id| self.documents.iter().position(|summary| summary.id == *id));
        let (before, after) = match at {
            Some(at) => (&self.documents[..at], &self.documents[at + 1..]),
            None => (&[][..], &self.documents[..]),
        };
        after
            .iter()
            .chain(before)
            .find(|summary| summary.is_unfinished())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{
        Annotation, AnnotationId, BlockIndex, LabelId, Markup, Review, Stamp, Timestamp,
    };
    use crate::project::{Meta, Source};
    use crate::text::{SourceText, TextSpan};

    fn document() -> Document {
        Document {
            id: DocumentId::new("one"),
            name: "One".to_owned(),
            source: Source::Paste,
            added: Timestamp::default(),
            author: None,
            published: None,
            text: SourceText::new("Ada met Babbage").unwrap(),
            sha256: String::new(),
            blocks: [].into(),
            meta: Meta::default(),
        }
    }

    fn decided(review: Review, status: Status) -> Markup {
        let stamp = Stamp {
            at: Timestamp::default(),
            by: Author::new("Ada"),
        };
        let span = TextSpan::from_range(0..3).unwrap();
        let drawn = Annotation::drawn(AnnotationId::new(0), span, LabelId::new("PERSON"), stamp);
        Markup {
            annotations: [Annotation { review, ..drawn }].into_iter().collect(),
            status,
            ..Markup::default()
        }
    }

    fn state(markup: &Markup) -> DocumentState {
        Summary::new(&document(), &Work::new(markup.clone())).state()
    }

    #[test]
    fn the_first_decision_begins_the_work() {
        assert_eq!(state(&Markup::default()), DocumentState::New);
        for review in [Review::Accepted, Review::Rejected] {
            let markup = decided(review, Status::New);
            assert_eq!(state(&markup), DocumentState::InProgress);
        }
        let mut skipped = Markup::default();
        skipped.blocks.insert(BlockIndex::new(0), false);
        assert_eq!(state(&skipped), DocumentState::InProgress);
    }

    #[test]
    fn a_date_alone_is_no_beginning() {
        let markup = Markup {
            date: chrono::NaiveDate::from_ymd_opt(2016, 7, 16),
            ..Markup::default()
        };
        assert_eq!(state(&markup), DocumentState::New);
    }

    #[test]
    fn what_a_person_said_about_the_work_counts() {
        let done = decided(Review::Accepted, Status::Done);
        assert_eq!(state(&done), DocumentState::Done);
        let nothing_holds = decided(Review::Rejected, Status::Done);
        assert_eq!(state(&nothing_holds), DocumentState::DoneEmpty);
        let flagged = decided(Review::Accepted, Status::Flagged);
        assert_eq!(state(&flagged), DocumentState::Flagged);
    }

    /// Checks the document after `from` in a project of documents with these names, of which the
    /// ones in capitals are done.
    #[track_caller]
    fn check_next(names: &str, from: Option<&str>, next: Option<&str>) {
        let mut project = Project::new("Test", Author::new("Ada"));
        for name in names.split(' ') {
            let done = name.chars().all(char::is_uppercase);
            project.put(Summary {
                id: DocumentId::new(name),
                name: name.to_owned(),
                status: if done { Status::Done } else { Status::New },
                accepted: 0,
                progress: Progress::default(),
            });
        }
        let from = from.map(DocumentId::new);
        let found = project.next_unfinished(from.as_ref());
        assert_eq!(found.map(|summary| summary.name.as_str()), next);
    }

    #[test]
    fn the_next_unfinished_document_comes_round() {
        check_next("a b c", None, Some("a"));
        check_next("a b c", Some("a"), Some("b"));
        check_next("a B c", Some("a"), Some("c"));
        check_next("a b c", Some("c"), Some("a"));
        check_next("A b C", Some("C"), Some("b"));
        check_next("a B C", Some("a"), None);
        check_next("A B C", None, None);
        check_next("A b c", Some("gone"), Some("b"));
    }

    #[test]
    fn many_documents_are_listed_once_each_and_in_order() {
        let summary = |id: &str, name: &str| Summary {
            id: DocumentId::new(id),
            name: name.to_owned(),
            status: Status::New,
            accepted: 0,
            progress: Progress::default(),
        };
        let mut project = Project::new("Test", Author::new("Ada"));
        let order = ["b", "gone", "a"].map(DocumentId::new).to_vec();
        let found = ["a", "b", "c"].map(|id| summary(id, id)).to_vec();
        project.list(order, found);
        project.put_all(vec![summary("d", "d"), summary("a", "newer")]);
        let names = project.documents.iter().map(|one| one.name.as_str());
        assert_eq!(names.collect::<Vec<_>>(), ["b", "newer", "c", "d"]);
    }

    #[test]
    fn a_document_is_listed_once() {
        let mut project = Project::new("Test", Author::new("Ada"));
        project.put(Summary::new(&document(), &Work::default()));
        project.put(Summary::new(
            &document(),
            &Work::new(decided(Review::Accepted, Status::New)),
        ));
        assert_eq!(project.documents.len(), 1);
        assert_eq!(project.summary(&document().id).unwrap().accepted, 1);
    }
}

//! A project: its labels, its documents in order, and where the annotator is.

use serde::{Deserialize, Serialize};

use super::{Document, DocumentId};
use crate::annotation::{Author, Markup, Schema, Status};

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

impl Summary {
    /// The entry of a document in this state of work.
    pub fn new(document: &Document, markup: &Markup) -> Self {
        Self {
            id: document.id.clone(),
            name: document.name.clone(),
            status: markup.status,
            accepted: markup.accepted(),
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

//! What a window is, what it can have done, and what it can ask.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::node::Element;
use super::{Scene, Which};
use crate::annotation::{AnnotationId, SchemaEdit, Work};
use crate::clerk::Export;
use crate::detect::dates::Timex;
use crate::formats::Loss;
use crate::project::DocumentId;
use crate::text::{SourceText, TextSpan};
use crate::workbench::keys::KeyTable;

/// A window: how it looks, and what becomes of what is done in it.
pub trait Window {
    /// What can be done in it.
    type Message: Clone;

    /// How it looks now.
    fn view(&self, scene: &Scene) -> Element<Self::Message>;

    /// Something was done in it, and this was given with it. Returns what the page has to do.
    fn update(&mut self, message: Self::Message, given: Given, scene: &Scene) -> Vec<Order>;

    /// What it has to know from the disk to be complete. It is asked when the answer changes, and
    /// an answer that is no longer wanted is not given.
    fn wants(&self, _: &Scene) -> Option<Question> {
        None
    }

    /// What it wanted to know, or why nobody knows.
    fn answer(&mut self, _: Result<Answer, String>, _: &Scene) {}
}

/// What comes with an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Given {
    /// Nothing.
    #[default]
    Nothing,
    /// The value of the field.
    Text(String),
    /// Whether it is chosen now.
    On(bool),
    /// A file.
    File {
        /// Its name.
        name: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
}

impl Given {
    /// The value of the field; empty for anything but a field.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text.trim(),
            _ => "",
        }
    }

    /// Whether it is chosen now.
    pub fn is_on(&self) -> bool {
        *self == Self::On(true)
    }
}

/// What the page has to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Order {
    /// Say who annotates.
    Author(String),
    /// Change the labels, as one change.
    Labels(Vec<SchemaEdit>),
    /// Take back the last change, to the open document or to the labels.
    Undo,
    /// Make the change again that was taken back last.
    Redo,
    /// Take back the last change to the labels.
    UndoLabels,
    /// Make the change to the labels again that was taken back last.
    RedoLabels,
    /// Use other keys.
    Keys(KeyTable),
    /// Say when the open document was published.
    Date(#[serde(with = "crate::annotation::day")] Option<NaiveDate>),
    /// Close the window and say what a time expression means.
    Time(AnnotationId, Timex),
    /// Close the window.
    Close,
    /// Close the window and go to a place of the open document.
    GoTo(TextSpan),
    /// Open another window in the place of this one.
    Open(Which),
    /// Give the annotator a file.
    Download {
        /// Its name.
        name: String,
        /// Its media type.
        mime_type: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// Have the clerk write a file, and give it to the annotator.
    Write {
        /// The file's name.
        name: String,
        /// Its media type.
        mime_type: String,
        /// The [`crate::clerk::Job`] as it is sent. The page passes it on and need not know it.
        job: Vec<u8>,
    },
}

/// What a window wants to know from the disk.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// What would an export lose?
    Losses(Export),
    /// What was done on this document, after so many changes?
    Work(DocumentId, (usize, usize)),
    /// What does this document say?
    Text(DocumentId),
}

/// What the disk says.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// What an export would lose.
    Losses(Vec<Loss>),
    /// A document's text and the work on it, where there is such a document.
    Work(Option<Box<(SourceText, Work)>>),
    /// A document's text, where there is such a document.
    Text(Option<SourceText>),
}

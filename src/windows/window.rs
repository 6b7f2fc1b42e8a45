//! What a window is, what it can have done, and what it can ask.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::node::Element;
use super::{Scene, Which};
use crate::annotation::{AnnotationId, LabelId, SchemaEdit, Work};
use crate::clerk::Export;
use crate::detect::dates::Timex;
use crate::formats::Loss;
use crate::project::{DocumentId, Excerpt, Exported, Sweep, Usage};
use crate::text::{FindOptions, SourceText, TextSpan};
use crate::workbench::Covered;
use crate::workbench::keys::KeyTable;

/// A window: how it looks, and what becomes of what is done in it.
pub trait Window {
    /// What can be done in it.
    type Message: Clone;

    /// How it looks now.
    fn view(&self, scene: &Scene) -> Element<Self::Message>;

    /// Something was done in it, and this was given with it. Returns what the page has to do.
    fn update(&mut self, message: Self::Message, given: Given, scene: &Scene) -> Vec<Order>;

    /// It sees the page for the first time, or something else than before. Returns what the page has to do.
    fn sees(&mut self, _: &Scene) -> Vec<Order> {
        Vec::new()
    }

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
    /// Close the window, open the document where it is not open, and go to the place.
    GoTo(DocumentId, TextSpan),
    /// Give all these pieces of the open document a label, as one change.
    Label(Vec<TextSpan>, LabelId),
    /// Label the same words in several documents, as one change.
    Sweep {
        /// What is labelled.
        sweep: Sweep,
        /// The places in the open document.
        here: Vec<TextSpan>,
        /// The [`crate::clerk::Job`] that labels those in other documents, as it is sent.
        job: Vec<u8>,
    },
    /// Open this text as a document.
    OpenText(String),
    /// Fetch the page at this address and open it as a document.
    Fetch(String),
    /// Open the built-in sample.
    OpenSample,
    /// Close the window.
    Close,
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
    /// Tell the detectors' worker something: a [`crate::detect::protocol::Request`] as it is sent.
    Detectors(Vec<u8>),
    /// Ask the annotator for the right to write to a folder, one that is to be chosen or else the one
    /// that was used last, and save the project there from now on.
    Folder {
        /// Whether it is to be chosen.
        choose: bool,
        /// The [`crate::clerk::Job`] as it is sent.
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
    /// Which words have which labels in these documents, after so many actions on each?
    Usage(Vec<(DocumentId, u32)>),
    /// Where do these words have labels in these documents, after so many actions on each? Only so
    /// many places are wanted.
    Uses(String, Vec<(DocumentId, u32)>, usize),
    /// After how many actions on each document was it last exported or backed up?
    Exported,
    /// Where do these words stand in these documents?
    Occurrences(Search, Vec<DocumentId>),
    /// Does this copy of Spanwright have what fetches pages?
    Fetching,
    /// To which folder is the project saved?
    Folder,
}

/// What is looked for in the documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// The words.
    pub words: String,
    /// What counts as the same words.
    pub options: FindOptions,
    /// The label that they are to get.
    pub label: Option<LabelId>,
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
    /// Which words have which labels, document by document.
    Usage(Vec<Usage>),
    /// Places in the order in which the documents were named.
    Uses(Vec<LabelledPlace>),
    /// After how many actions documents were last exported or backed up, and whether the browser has
    /// promised to keep the project.
    Exported(Exported, bool),
    /// The places, document by document.
    Occurrences(Vec<Vec<Hit>>),
    /// Whether pages can be fetched.
    Fetching(bool),
    /// The folder.
    Folder(Folder),
}

/// The folder to which the project is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Folder {
    /// This browser lets no page write to a folder.
    Impossible,
    /// None was chosen.
    None,
    /// This one was chosen.
    Chosen {
        /// Its name.
        name: String,
        /// Whether the browser still lets the page write to it.
        allowed: bool,
    },
}

/// A place where words stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Where.
    pub span: TextSpan,
    /// The words and what stands around them.
    pub excerpt: Excerpt,
    /// What stands there already.
    pub covered: Covered,
}

/// A place with a label.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledPlace {
    /// In which document.
    pub document: DocumentId,
    /// Where.
    pub span: TextSpan,
    /// Its label.
    pub label: LabelId,
    /// Its words and what stands around them.
    pub excerpt: Excerpt,
}

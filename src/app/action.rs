//! What can happen to the page, and what has to happen outside it in answer.

use std::rc::Rc;

use chrono::NaiveDate;
use spanwright::annotation::{
    Annotation, AnnotationId, BlockIndex, Entry, LabelId, Schema, SchemaEdit, Work,
};
use spanwright::clerk::Job;
use spanwright::detect::dates::{Reading, Timex, Unread};
use spanwright::detect::protocol::Precise;
use spanwright::detect::{Decision, Proposal};
use spanwright::project::{Document, DocumentId, Project, Summary, Sweep};
use spanwright::record;
use spanwright::text::{ByteOffset, Edge, TextSpan};
use spanwright::windows::Which;
use spanwright::workbench::keys::{KeyAction, KeyTable};
use spanwright::workbench::{Command, Focus, ListOptions, Place};
use web_sys::File;

use super::caret::Line;
use super::find::Find;
use super::window::Happening;

/// Whether the work is on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saved {
    /// All of it.
    #[default]
    All,
    /// So many changes are on their way.
    Pending(usize),
    /// It could not be written, for this reason; it is kept in memory.
    Failed(String),
}

/// How far the detectors are with the open document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Detection {
    /// They have not begun.
    #[default]
    Waiting,
    /// So many of so many pieces are done.
    Running(usize, usize),
    /// They are done.
    Done,
    /// They cannot run, for this reason.
    Trouble(String),
}

/// How grave a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gravity {
    /// Good to know.
    Information,
    /// Something did not work.
    Problem,
    /// How far a long job is, until the next notice of this kind; without words it is done.
    Working,
    /// The disk does not work, so the work is in memory only.
    Unsaved,
}

/// What is done to several annotations at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Many {
    /// Accept the suggestions that are listed.
    AcceptListed,
    /// Accept the suggestions in the blocks that are in view.
    AcceptInView,
    /// Accept the suggestions among the chosen ones.
    Accept,
    /// Remove or reject the chosen ones.
    Remove,
    /// Give the chosen ones this label.
    Label(LabelId),
    /// Choose nothing.
    LetGo,
}

/// A click or a tap on the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tap {
    /// Where.
    pub at: ByteOffset,
    /// Whether what lies on the way from the caret is to be selected.
    pub extend: bool,
}

/// How an end of what is in focus is dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drag {
    /// This end is held.
    Begin(Edge),
    /// It comes to this place. Where that is said, it may stand within a word.
    To(ByteOffset, Within),
    /// It is let go.
    End,
    /// It is to stay where it was.
    Cancel,
}

/// When a dragged end may stand within a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// Never.
    No,
    /// Where less is covered than before: a finger has no key for it.
    WhereLess,
    /// Always.
    Yes,
}

/// Something that the annotator has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How grave it is.
    pub gravity: Gravity,
    /// What it is, in sentences.
    pub text: String,
}

/// A file that the clerk writes.
#[derive(Clone)]
pub struct Writing {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub mime_type: String,
    /// The job as it is sent.
    pub job: Vec<u8>,
}

impl Writing {
    /// A backup of all that can be had, from the disk and from memory.
    pub fn rescue() -> Self {
        Self {
            name: "rescue.spanwright.json".to_owned(),
            mime_type: "application/json".to_owned(),
            // Every job of this version has a compact form.
            job: record::say(&Job::Backup).unwrap_or_default(),
        }
    }
}

/// Which panels are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The list of documents.
    Documents,
    /// Labels and the list of annotations.
    Annotations,
    /// What stands beside the article.
    Beside,
}

/// A document read back from disk.
#[derive(Debug)]
pub struct Opened {
    /// The document.
    pub document: Document,
    /// The work on it.
    pub work: Work,
    /// The suggestions that were known.
    pub suggestions: Vec<Annotation>,
    /// Where the annotator was.
    pub place: Option<Place>,
}

/// What can happen.
pub enum Action {
    /// The project was read, or there is none yet.
    Started(Option<Project>),
    /// Whether this tab only reads, as another one writes.
    ReadsOnly(bool),
    /// Documents came in that are on no disk.
    Kept(Vec<(Document, Work)>),
    /// Documents came in.
    Added(Vec<Summary>, Option<Schema>),
    /// A file brought annotations for the open document.
    TakeOver(Vec<Annotation>),
    /// Another document of the list has changed.
    Changed(Summary),
    /// The annotator opens files.
    Files(Rc<[File]>),
    /// A backup takes the place of everything.
    Restored(Project),
    /// Open this document.
    Open(DocumentId),
    /// A document was read.
    Opened(Box<Opened>),
    /// Whether the work is on disk changed.
    Saved(Saved),
    /// A detector has read a piece of a document.
    Proposed(DocumentId, TextSpan, Vec<Proposal>),
    /// Time expressions that people marked were read, in a document of this date.
    Read(DocumentId, Option<NaiveDate>, Vec<Reading>),
    /// The meaning of a time expression was told in words, and the next one that it could have.
    Explained(TextSpan, String, Option<Timex>),
    /// How far the detectors are.
    Detected(Detection),
    /// How far their precise tier is.
    Precise(Precise),
    /// How things stand with them, as it is sent.
    Standing(Rc<[u8]>),
    /// The annotator does something to the document.
    Command(Command),
    /// The annotator turns to something, and perhaps opens the menu for it.
    Focus(Focus, bool),
    /// The list of annotations is filtered or sorted otherwise.
    List(ListOptions),
    /// An annotation of the list is chosen, or no longer is.
    Choose(AnnotationId, bool),
    /// Do this to several annotations at once.
    Many(Many),
    /// The caret is put somewhere; what lies on the way is selected where that is said.
    Caret(ByteOffset, bool),
    /// The annotator clicks on an annotation or a suggestion.
    Click(AnnotationId),
    /// The annotator jumps to an annotation.
    GoTo(AnnotationId),
    /// A key of the key table.
    Key(KeyAction),
    /// A person changes the keys.
    Rebind(KeyTable),
    /// A person's keys were read.
    Keys(KeyTable),
    /// Look for something else in the article, or for nothing.
    Find(Option<Find>),
    /// Go to the next place found, or to the previous one.
    FindNext(bool),
    /// Label the same words in several documents, as one change: these places of the open document,
    /// and by this job of the clerk's those in others.
    Sweep(Sweep, Vec<TextSpan>, Vec<u8>),
    /// A label of the legend: what is in focus gets it; where nothing is, it is chosen first.
    Legend(LabelId),
    /// Choose a label first; what is selected afterwards gets it. Chosen again, it is let go.
    Stick(Option<LabelId>),
    /// The annotator selects a piece of the text with the mouse.
    Selected(TextSpan),
    /// A click or a tap on the text itself.
    Tap(Tap),
    /// The hand touches the page, and is a finger or is none.
    Hand(bool),
    /// The browser's selection has changed.
    SelectionChanged,
    /// The mouse has moved over the article, to this place of the window in CSS pixels.
    Mouse(i32, i32),
    /// An end of what is in focus is dragged.
    Drag(Drag),
    /// The key of a label.
    LabelKey(char),
    /// The annotator says who annotates.
    SetAuthor(String),
    /// Open or close a window.
    Dialog(Option<Which>),
    /// Something happens to a window that a worker draws.
    Window(Happening),
    /// The annotator changes the labels, all at once.
    Labels(Vec<SchemaEdit>),
    /// The annotator takes back the last change to the labels.
    UndoLabels,
    /// The annotator makes it again.
    RedoLabels,
    /// The annotator goes to a piece of a document's text, which is opened first where it is not
    /// open.
    Show(DocumentId, TextSpan),
    /// Open or close a panel.
    Panel(Panel),
    /// Say something.
    Notify(Notice),
    /// The annotator has read a notice.
    Dismiss(usize),
    /// The journal of a document has grown long.
    SnapshotDue(DocumentId),
    /// The view has moved.
    Moved,
    /// A list beside the article was scrolled.
    Scrolled(Panel),
    /// Only documents with this in their names are to be listed.
    FilterDocuments(String),
    /// There is time to put more of the article on the page.
    Mount,
    /// What has come meanwhile is to be seen.
    Draw,
    /// A file hangs over the page, or no longer does.
    Dropping(bool),
    /// Try again to write what could not be written.
    Retry,
    /// Have the clerk write a file, and give it to the annotator.
    Write(Writing),
    /// The annotator has come to rest, with the first and the last of these blocks in view.
    Rest(Option<(BlockIndex, BlockIndex)>),
    /// Take documents out of the project.
    Delete(DocumentId),
}

impl Action {
    /// Whether it is the annotator's wish to change more than the open document, whose changes all go
    /// one way.
    pub const fn is_change(&self) -> bool {
        matches!(
            self,
            Self::Files(_)
                | Self::Rebind(_)
                | Self::Sweep(..)
                | Self::Labels(_)
                | Self::UndoLabels
                | Self::RedoLabels
                | Self::SetAuthor(_)
                | Self::Delete(_)
                | Self::Key(KeyAction::Undo | KeyAction::Redo)
        )
    }
}

/// What has to happen outside.
#[derive(Clone)]
pub enum Effect {
    /// Write a step to the journal.
    Journal(DocumentId, Box<Entry>),
    /// Write the project.
    SaveProject,
    /// Write the keys.
    SaveKeys,
    /// Take a document off the disk.
    DeleteDocument(DocumentId),
    /// Write the work on a document as it is, so that its journal can begin anew.
    Snapshot(DocumentId),
    /// Write where the annotator is.
    SavePlace(DocumentId, Place),
    /// Read a document.
    Load(DocumentId),
    /// Let the detectors read the open document.
    Detect,
    /// Tell the detectors the document's date.
    Redetect,
    /// Tell the detectors what was decided in the open document.
    Learn(Vec<Decision>),
    /// Read time expressions that people marked.
    Read(Vec<Unread>),
    /// Have the meaning of a time expression told in words.
    Explain(Unread, Timex),
    /// Keep the suggestions of the open document.
    SaveSuggestions,
    /// Scroll a piece of the text into view.
    Reveal(TextSpan),
    /// Move the caret along or between lines; the page alone sees them.
    Line(Line, bool),
    /// Put the browser's focus on the first element of this kind.
    FocusOn(&'static str),
    /// Scroll the caret into view.
    RevealCaret,
    /// Scroll a block to the top.
    ScrollTo(BlockIndex),
    /// Let go of the browser's selection.
    Deselect,
    /// Say something to a screen reader.
    Announce(String),
    /// Read files: articles, datasets, backups.
    OpenFiles(Rc<[File]>),
    /// Have the clerk change documents that are not open, by this message.
    Sweep(Vec<u8>),
    /// Give up the reading of files.
    StopFiles,
    /// Try again to write what could not be written.
    Retry,
    /// Have the clerk write a file.
    Write(Writing),
    /// Build the built-in sample.
    Sample,
}

impl Notice {
    /// Something that did not work.
    pub fn problem(text: impl Into<String>) -> Self {
        Self {
            gravity: Gravity::Problem,
            text: text.into(),
        }
    }

    /// The disk does not work.
    pub fn unsaved(text: impl Into<String>) -> Self {
        Self {
            gravity: Gravity::Unsaved,
            text: text.into(),
        }
    }

    /// Something good to know.
    pub fn information(text: impl Into<String>) -> Self {
        Self {
            gravity: Gravity::Information,
            text: text.into(),
        }
    }
}

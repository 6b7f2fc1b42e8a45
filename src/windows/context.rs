//! What a window can see.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::{Order, Words};
use crate::annotation::{Annotation, AnnotationId, LabelId, Timestamp, Work};
use crate::detect::dates::Unread;
use crate::detect::protocol::Request;
use crate::detect::{SetupEdit, Standing};
use crate::project::{DocumentId, Project};
use crate::record;
use crate::text::TextSpan;
use crate::words::Language;
use crate::workbench::keys::KeyTable;

/// What the page tells a window, again after each change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Context {
    /// The project: its author, labels and documents.
    pub project: Project,
    /// The open document.
    pub open: Option<OpenDocument>,
    /// The keys.
    pub keys: KeyTable,
    /// The language of the annotator.
    pub language: Language,
    /// How things stand with the detectors: a [`Standing`] as it is sent, of which the page
    /// needs to know nothing. Empty where nobody has asked.
    pub standing: Vec<u8>,
}

/// What the page tells about the document that is open in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenDocument {
    /// Which document.
    pub id: DocumentId,
    /// How many changes were done and how many undone, so that after each there is something new to
    /// read.
    pub changes: (usize, usize),
    /// Its date.
    #[serde(with = "crate::annotation::day")]
    pub date: Option<NaiveDate>,
    /// The time expressions in it, decided and suggested, in order.
    pub dates: Vec<Arc<Annotation>>,
    /// Which of them is in focus, and what of the text tells its meaning.
    pub date_in_focus: Option<(AnnotationId, Unread)>,
    /// What is in focus.
    pub focused: Option<Focused>,
    /// The work itself, where there is no disk to read it from.
    pub unsaved: Option<Box<Unsaved>>,
}

/// What is in focus in the open document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Focused {
    /// Its words.
    pub words: String,
    /// Its label, where it has one.
    pub label: Option<LabelId>,
}

/// The work on a document that is on no disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unsaved {
    /// The text.
    pub text: String,
    /// Its blocks, and whether they belong to the article.
    pub blocks: Vec<(TextSpan, bool)>,
    /// The work.
    pub work: Work,
}

/// What is known about the time outside.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Now.
    pub now: fn() -> Timestamp,
    /// How many minutes clocks here are ahead of UTC at a moment.
    pub ahead: fn(Timestamp) -> i32,
}

/// What a window can see.
#[derive(Debug)]
pub struct Scene {
    /// What the page says.
    pub context: Context,
    /// The words of the annotator's language.
    pub words: &'static Words,
    /// The time.
    pub clock: Clock,
}

impl Scene {
    /// What the page is about to do is seen at once, so that the next thing that is done in the window
    /// builds on it. The page's next word holds, whatever it is.
    pub(super) fn foresee(&mut self, order: &Order) {
        match order {
            Order::Labels(edits) => {
                for edit in edits {
                    // The page finds out by itself that a change does not fit, and says so.
                    let _ = edit.apply(&mut self.context.project.schema);
                }
            }
            Order::Detectors(request) => {
                if let (Ok(Request::Choose(edits)), Ok(mut standing)) = (
                    record::hear(request),
                    record::hear::<Standing>(&self.context.standing),
                ) {
                    for edit in record::hear::<Vec<SetupEdit>>(&edits).unwrap_or_default() {
                        standing.setup.apply(edit);
                    }
                    self.context.standing = record::say(&standing).unwrap_or_default();
                }
            }
            Order::Keys(keys) => self.context.keys.clone_from(keys),
            Order::Date(date) => {
                if let Some(open) = &mut self.context.open {
                    open.date = *date;
                }
            }
            _ => {}
        }
    }
}

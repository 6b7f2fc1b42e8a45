//! The windows over the page: what they show, and what becomes of what the annotator does in them.
//!
//! A window is drawn here, in a worker, as data (a tree of [`node::Element`]s), and the page only
//! shows the tree. What the annotator does comes back as a number, which stands for a message of the
//! window; the window answers with another tree and with [`Order`]s for the page. So the page, which
//! is downloaded before anything is seen, carries one renderer and not the code of each window, and
//! windows are tested natively, as pictures in words.
//!
//! The state of the project stays the page's: a window that wants a label renamed orders the change,
//! the page makes it, and the window hears of it like of any other change, by its [`Context`].
//!
//! To add a window: a member of [`Which`], a type that is a [`Window`], a line in [`Session::open`].

mod consistency;
mod context;
mod date;
mod detectors;
mod export;
mod folder;
mod guidelines;
mod help;
mod history;
mod import;
mod keys;
mod labels;
pub mod node;
mod occurrences;
mod open_text;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod picture;
mod progress;
mod session;
mod timeline;
mod tour;
mod widgets;
mod window;

pub use crate::words::WindowWords as Words;
pub use context::{Clock, Context, Focused, OpenDocument, Scene, Unsaved};
pub use session::{Request, Session, Shown, Target};
pub use window::{Answer, Folder, Given, Hit, LabelledPlace, Order, Question, Search, Window};

use serde::{Deserialize, Serialize};

use crate::words::Titles;

/// A window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Which {
    /// The keys and a few words.
    Help,
    /// Bring documents in.
    Import,
    /// Take the dataset out.
    Export,
    /// Change the labels.
    Labels,
    /// See what was done.
    History,
    /// See how far the work is.
    Progress,
    /// See which words are labelled in several ways.
    Consistency,
    /// Label the same words everywhere.
    Occurrences,
    /// Read and write how labels are to be given, beside the text.
    Guidelines,
    /// Change the keys.
    Keys,
    /// Change what a time expression means.
    Date,
    /// See the dates in order of time.
    Timeline,
    /// Learn the work step by step, beside the text.
    Tour,
    /// Save the project to a folder.
    Folder,
    /// See what proposes annotations, and how precisely.
    Detectors,
}

impl Which {
    /// Its heading.
    pub const fn title(self, titles: &Titles) -> &'static str {
        match self {
            Self::Help => titles.help,
            Self::Import => titles.import,
            Self::Export => titles.export,
            Self::Labels => titles.labels,
            Self::History => titles.history,
            Self::Progress => titles.progress,
            Self::Keys => titles.keys,
            Self::Date => titles.date,
            Self::Timeline => titles.timeline,
            Self::Consistency => titles.consistency,
            Self::Occurrences => titles.occurrences,
            Self::Guidelines => titles.guidelines,
            Self::Tour => titles.tour,
            Self::Folder => titles.folder,
            Self::Detectors => titles.detectors,
        }
    }

    /// The style of a window that stands beside the article, whose keys go on meanwhile. There is none
    /// for one that lies over the page.
    pub const fn beside(self) -> Option<&'static str> {
        match self {
            Self::Guidelines => Some("side"),
            Self::Tour => Some("tour"),
            _ => None,
        }
    }
}

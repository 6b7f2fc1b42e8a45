//! What the page and the detector worker say to each other.
//!
//! A message has the form of [`crate::record`], except for the bytes of the tagger's model, which
//! are handed over as they are. The worker speaks first: it says which build it is of
//! ([`Reply::Ready`]), and a page of another build sends nothing.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dates::{Reading, Timex, Unread};
use super::{Decision, Proposal};
use crate::text::{ByteOffset, TextSpan};
use crate::words::Language;

/// The number of a text that the page has sent to the worker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TextId(pub u64);

/// The number of a request, so that a late answer is recognised as late.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct RequestId(pub u64);

/// What the page says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// A text, in the place of the one before. It is sent once.
    Open {
        /// Its number.
        text_id: TextId,
        /// The text.
        text: Arc<str>,
        /// What takes longer and was found in it on an earlier visit, in order.
        names: Vec<Proposal>,
    },
    /// A part of the text to look through.
    Detect {
        /// The number that the answer bears.
        request: RequestId,
        /// Which text is meant.
        text_id: TextId,
        /// The part.
        span: TextSpan,
        /// The document's date.
        #[serde(with = "crate::annotation::day")]
        reference: Option<NaiveDate>,
    },
    /// Time expressions that people marked, to be read.
    Read {
        /// Which text is meant.
        text_id: TextId,
        /// The time expressions in the order of the text.
        unread: Vec<Unread>,
        /// The document's date.
        #[serde(with = "crate::annotation::day")]
        reference: Option<NaiveDate>,
    },
    /// A time expression whose meaning is to be told in words.
    Explain {
        /// Which text is meant.
        text_id: TextId,
        /// The time expression.
        unread: Unread,
        /// What it is said to mean.
        timex: Timex,
        /// The language in which it is to be told.
        language: Language,
        /// The document's date.
        #[serde(with = "crate::annotation::day")]
        reference: Option<NaiveDate>,
    },
    /// What the annotator has decided about pieces of the text.
    Decided {
        /// Which text is meant.
        text_id: TextId,
        /// The decisions, the latest last.
        decisions: Vec<Decision>,
    },
    /// Whether names are to be found precisely, too: by an encoder that is loaded for it.
    Precise(bool),
    /// The annotator looks at the text from here on, so that this is read first.
    LookAt(ByteOffset),
    /// The team chooses other detectors: a list of [`SetupEdit`](super::SetupEdit)s as it is sent, of which the page
    /// needs to know nothing. How things stand is told from then on.
    Choose(Vec<u8>),
}

/// How far the precise tier is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Precise {
    /// Nobody wants it.
    #[default]
    Off,
    /// So many bytes of so many of its model are there.
    Loading {
        /// How many are there.
        done: u32,
        /// How many there are to be.
        total: u32,
    },
    /// It has read so many of so many windows of the open document.
    Reading {
        /// How many are read.
        done: u32,
        /// How many there are.
        total: u32,
    },
    /// It cannot be used, for this reason.
    Failed(String),
}

/// What the worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// The worker has started.
    Ready {
        /// The build that it is of.
        build: String,
    },
    /// The tagger's model is in use.
    Model {
        /// The model's version.
        version: String,
    },
    /// The bytes are not a model of the tagger.
    NoModel {
        /// What is wrong with them.
        message: String,
    },
    /// A request is answered.
    Found {
        /// Which text it was about.
        text_id: TextId,
        /// Which one.
        request: RequestId,
        /// What was found.
        proposals: Vec<Proposal>,
    },
    /// Time expressions are read.
    Read {
        /// Which text they stand in.
        text_id: TextId,
        /// What they mean.
        readings: Vec<Reading>,
        /// The document's date with which they were read.
        #[serde(with = "crate::annotation::day")]
        reference: Option<NaiveDate>,
    },
    /// The meaning of a time expression.
    Explained {
        /// Which text it stands in.
        text_id: TextId,
        /// The time expression.
        span: TextSpan,
        /// The meaning in words, with its reason.
        words: String,
        /// The next meaning that it could have, or `None` where it has no other.
        next: Option<Timex>,
    },
    /// A request cannot be answered.
    Failed {
        /// Which text it was about.
        text_id: TextId,
        /// Which one.
        request: RequestId,
        /// Why not.
        message: String,
    },
    /// Something else is found in a part that was looked through before.
    Refined {
        /// Which text it is about.
        text_id: TextId,
        /// The part.
        span: TextSpan,
        /// What is found there now.
        proposals: Vec<Proposal>,
    },
    /// The precise tier has come so far.
    Precise(Precise),
    /// How things stand with the detectors: a [`Standing`](super::Standing) as it is sent.
    Standing(Vec<u8>),
}

/// The page and the worker are of different builds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "Spanwright was updated while this page was open (the page is of build {page}, its worker of \
     build {worker}). Reload the page to go on; nothing is lost."
)]
pub struct BuildMismatch {
    /// The page's build.
    pub page: String,
    /// The worker's build.
    pub worker: String,
}

/// Whether a page of this build can work with a worker of that one.
///
/// # Errors
/// Where the builds differ.
pub fn check_build(page: &str, worker: &str) -> Result<(), BuildMismatch> {
    if page == worker {
        return Ok(());
    }
    Err(BuildMismatch {
        page: page.to_owned(),
        worker: worker.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_of_another_build_is_told_apart_from_other_errors() {
        assert_eq!(check_build("a1", "a1"), Ok(()));
        let error = check_build("a1", "b2").unwrap_err();
        assert!(error.to_string().contains("Reload the page"));
    }
}

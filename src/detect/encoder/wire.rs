//! What the encoder, which has a worker of its own, says to the detectors' worker. To it only
//! [`Unscored`](crate::detect::Unscored) words are said.

use serde::{Deserialize, Serialize};

use crate::detect::entities::SentenceScores;
use crate::detect::{Reader, WindowId};

/// What the encoder says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Said {
    /// So many bytes of so many of its files are there.
    Loading {
        /// How many are there.
        done: u32,
        /// How many there are to be.
        total: u32,
    },
    /// It can read.
    Ready {
        /// The build that it is of.
        build: String,
        /// Who it is.
        reader: Box<Reader>,
    },
    /// It has read a window.
    Scores {
        /// Which one.
        id: WindowId,
        /// What the words score, sentence by sentence.
        scores: Vec<SentenceScores>,
    },
    /// It cannot read at all, for this reason.
    Failed(String),
}

//! What the detectors' worker and the program that runs the team's own detectors say to each other.

use serde::{Deserialize, Serialize};

use super::Pattern;
use crate::detect::{Loaded, Proposal, Task, WindowId};
use crate::text::FindOptions;

/// What the worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// These are the detectors from now on. With it go the files: one for each list, then those of the model:
    /// `model.onnx`, `tokenizer.json` and `config.json`.
    Use(Tools),
    /// Something is to be read.
    Do(Task),
}

/// The team's own detectors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tools {
    /// The patterns.
    pub patterns: Vec<Pattern>,
    /// The lists: the name of each, what counts as a term, and the number of its file. A file that takes the place
    /// of another has another number.
    pub lists: Vec<(String, FindOptions, u32)>,
    /// The number of the model's files.
    pub model: Option<u32>,
}

/// What the program says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Said {
    /// It has started.
    Ready {
        /// The build that it is of.
        build: String,
    },
    /// It uses the detectors, as far as it can.
    Loaded(Loaded),
    /// The lists and patterns have found this in a part, in spans of the part.
    Looked(WindowId, Vec<Proposal>),
    /// The model has found this in a window, in spans of the window; or it cannot read, for this reason.
    Read(WindowId, Result<Vec<Proposal>, String>),
}

//! What proposes annotations. A detector reads text and returns [`Proposal`]s; it never sees an
//! annotation, so it can never overwrite one.

pub mod custom;
pub mod dates;
pub mod encoder;
pub mod entities;
pub mod protocol;
pub mod terms;

mod all;
mod label_id;
mod lessons;
mod merge;
mod queue;
mod refinement;
mod score;
mod service;
mod setup;
mod source;

pub use all::Detectors;
pub use label_id::LabelId;
pub use lessons::{Decision, NAME as DECISIONS, Verdict};
pub use merge::merge;
pub use queue::{DetectionQueue, Progress};
pub use refinement::{Own, Reader, Task, Unscored, WindowId};
pub use score::Score;
pub use service::DetectionService;
pub use setup::{
    LabelChoice, LabelMap, ListChoice, Loaded, LoadedModel, ModelChoice, Setup, SetupEdit,
    Standing, usual_label,
};
pub use source::Source;

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

use crate::text::TextSpan;
use dates::Timex;

/// What a detector thinks a piece of the text is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// The piece of the text.
    pub span: TextSpan,
    /// The label that the detector gives it.
    pub label: LabelId,
    /// How sure the detector is.
    pub score: Score,
    /// Which detector says so.
    pub detector: DetectorId,
    /// What the expression means, where it is about time.
    #[serde(default)]
    pub time: Option<Timex>,
}

/// A detector and the version of its rules or weights.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DetectorId {
    /// The detector's name, such as `dates`.
    pub name: Cow<'static, str>,
    /// Which rules or weights it ran with.
    pub version: Cow<'static, str>,
}

impl DetectorId {
    /// A detector whose rules are part of the program.
    pub const fn built_in(name: &'static str, version: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            version: Cow::Borrowed(version),
        }
    }
}

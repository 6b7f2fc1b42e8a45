//! The sums of the records, with a field `kind` that says which of them it is. In the page's own
//! store they are written another way, which needs less code to read.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::annotation::Origin;
use crate::project::Source;

/// How a document came in.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Source", rename_all = "snake_case", tag = "kind")]
pub(super) enum SourceRecord {
    Sample,
    Paste,
    File { name: String },
    Web { url: String },
}

/// Where an annotation came from.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Origin", rename_all = "snake_case", tag = "kind")]
pub(super) enum OriginRecord {
    Person,
    Detector { name: Arc<str>, version: Arc<str> },
    Import { source: Arc<str> },
}

/// A [`Source`] as it stands in a file.
#[derive(Deserialize)]
pub(super) struct TaggedSource(#[serde(with = "SourceRecord")] pub Source);

/// An [`Origin`] as it stands in a file.
#[derive(Deserialize)]
pub(super) struct TaggedOrigin(#[serde(with = "OriginRecord")] pub Origin);

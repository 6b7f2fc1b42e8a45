//! A project as it is stored: the list of documents is kept entry by entry, so that a step of the
//! work writes one entry and not the list.

use serde::{Deserialize, Serialize};

use super::{DocumentId, FirstProject, Project};
use crate::record::{self, RecordError};

/// The record about a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredProject {
    /// The project without its list of documents.
    pub project: Project,
    /// The documents in order.
    pub order: Vec<DocumentId>,
}

impl StoredProject {
    /// Reads a record.
    ///
    /// # Errors
    /// Where it is damaged, of a later version or of another kind.
    pub fn open(stored: &[u8]) -> Result<Self, RecordError> {
        record::open_either::<Self, (FirstProject, Vec<DocumentId>)>(stored)
    }
}

impl From<(FirstProject, Vec<DocumentId>)> for StoredProject {
    fn from((project, order): (FirstProject, Vec<DocumentId>)) -> Self {
        Self {
            project: project.into(),
            order,
        }
    }
}

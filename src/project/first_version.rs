//! A project in the shape that it had before there were guidelines and labels given in several
//! documents at once: records of version 1 and backups of that time have it.

use serde::Deserialize;

use super::{DocumentId, Project, Summary, SweepHistory};
use crate::annotation::{Author, FirstSchema, FirstSchemaHistory};

/// A project.
#[derive(Deserialize)]
pub struct FirstProject {
    name: String,
    author: Author,
    schema: FirstSchema,
    #[serde(default)]
    label_history: FirstSchemaHistory,
    documents: Vec<Summary>,
    #[serde(default)]
    current: Option<DocumentId>,
}

impl From<FirstProject> for Project {
    fn from(first: FirstProject) -> Self {
        Self {
            name: first.name,
            author: first.author,
            schema: first.schema.into(),
            label_history: first.label_history.into(),
            sweeps: SweepHistory::default(),
            documents: first.documents,
            current: first.current,
        }
    }
}

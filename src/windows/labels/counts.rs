//! How often a label is used.

use crate::annotation::LabelId;
use crate::project::Project;

/// How often a label is used, with those that were merged into it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// How many annotations that hold have it.
    pub spans: usize,
    /// In how many documents.
    pub documents: usize,
}

impl Uses {
    /// How often this label is used in a project.
    pub fn of(label: &LabelId, project: &Project) -> Self {
        let mut uses = Self::default();
        for summary in &project.documents {
            let spans = summary.progress.spans.iter();
            let spans = spans.filter(|(one, _)| project.schema.resolve(one) == label);
            let spans: usize = spans.map(|(_, count)| *count as usize).sum();
            uses.spans += spans;
            uses.documents += usize::from(spans > 0);
        }
        uses
    }
}

//! What of the work is in a file outside the browser.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{DocumentId, Project, Summary};

/// After how many actions on it each document was last exported or backed up.
///
/// ```
/// use spanwright::annotation::Author;
/// use spanwright::project::{Exported, Project};
/// let project = Project::new("News", Author::new("Ada"));
/// assert_eq!(Exported::default().lacks(&project).count(), 0);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Exported(BTreeMap<DocumentId, u32>);

impl Exported {
    /// The name of the setting under which it is stored.
    pub const SETTING: &'static str = "exported";

    /// These documents are in a file as they are now. Documents that are gone are forgotten.
    pub fn record(&mut self, documents: &[DocumentId], project: &Project) {
        let documents: HashSet<&DocumentId> = documents.iter().collect();
        let mut before = std::mem::take(&mut self.0);
        for Summary { id, progress, .. } in &project.documents {
            let exported = match documents.contains(id) {
                true => Some(progress.actions),
                false => before.remove(id),
            };
            self.0.extend(exported.map(|actions| (id.clone(), actions)));
        }
    }

    /// The documents that have changed since, or were never exported though somebody has worked on them.
    pub fn lacks<'a>(&'a self, project: &'a Project) -> impl Iterator<Item = &'a Summary> {
        project.documents.iter().filter(|summary| {
            let exported = self.0.get(&summary.id).copied().unwrap_or_default();
            summary.progress.actions != exported
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Author, Status};
    use crate::project::Progress;

    fn project(actions: &[(&str, u32)]) -> Project {
        let mut project = Project::new("Test", Author::new("Ada"));
        for (id, actions) in actions {
            project.put(Summary {
                id: DocumentId::new(*id),
                name: (*id).to_owned(),
                status: Status::New,
                accepted: 0,
                progress: Progress {
                    actions: *actions,
                    ..Progress::default()
                },
            });
        }
        project
    }

    #[track_caller]
    fn check_lacks(exported: &Exported, actions: &[(&str, u32)], names: &[&str]) {
        let project = project(actions);
        let lacks = exported.lacks(&project).map(|one| &*one.name);
        assert_eq!(lacks.collect::<Vec<_>>(), names);
    }

    #[test]
    fn what_was_worked_on_since_is_in_no_file() {
        let mut exported = Exported::default();
        check_lacks(&exported, &[("a", 3), ("b", 0)], &["a"]);
        let all = ["a", "b"].map(DocumentId::new);
        exported.record(&all, &project(&[("a", 3), ("b", 0)]));
        check_lacks(&exported, &[("a", 3), ("b", 0)], &[]);
        check_lacks(&exported, &[("a", 4), ("b", 0), ("c", 1)], &["a", "c"]);
        exported.record(&all[..1], &project(&[("a", 4), ("b", 1)]));
        check_lacks(&exported, &[("a", 4), ("b", 1)], &["b"]);
    }

    #[test]
    fn a_document_that_is_gone_is_forgotten() {
        let mut exported = Exported::default();
        exported.record(&[DocumentId::new("a")], &project(&[("a", 3)]));
        exported.record(&[], &project(&[]));
        assert_eq!(exported, Exported::default());
    }
}

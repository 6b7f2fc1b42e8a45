//! What waits to be written to disk while a write is under way.

use std::rc::Rc;

use super::{DocumentId, JournalLine, Project, Summary};

/// What is written together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SaveBatch {
    /// Lines of journals in the order in which they came.
    pub lines: Vec<(DocumentId, JournalLine)>,
    /// What the list says about the documents after each of those lines; of one document the last holds.
    pub summaries: Vec<Summary>,
    /// The project, where it changed.
    pub project: Option<Rc<Project>>,
}

/// Hands out what waits in batches, one at a time and in order. What could not be written is
/// handed out again, before what came after it.
///
/// ```
/// use spanwright::annotation::Author;
/// use spanwright::project::{Project, SaveQueue};
/// let mut queue = SaveQueue::default();
/// queue.push_project(Project::new("News", Author::new("Ada")).into());
/// assert!(queue.begin().is_some());
/// queue.push_project(Project::new("Old news", Author::new("Ada")).into());
/// assert!(queue.begin().is_none(), "one write is under way");
/// queue.failed();
/// let project = queue.begin().and_then(|batch| batch.project.clone());
/// assert_eq!(project.map(|project| project.name.clone()), Some("Old news".to_owned()));
/// queue.committed();
/// assert_eq!(queue.pending(), 0);
/// ```
#[derive(Debug, Default)]
pub struct SaveQueue {
    waiting: SaveBatch,
    under_way: Option<Rc<SaveBatch>>,
}

impl SaveBatch {
    fn is_empty(&self) -> bool {
        self.pending() == 0
    }

    fn pending(&self) -> usize {
        self.lines.len() + usize::from(self.project.is_some())
    }

    /// This batch and the one after it as one.
    fn followed_by(mut self, later: Self) -> Self {
        self.lines.extend(later.lines);
        self.summaries.extend(later.summaries);
        self.project = later.project.or(self.project);
        self
    }
}

impl SaveQueue {
    /// Adds a line to the journal of the summary's document.
    pub fn push(&mut self, line: JournalLine, summary: Summary) {
        self.waiting.lines.push((summary.id.clone(), line));
        self.waiting.summaries.push(summary);
    }

    /// Puts the project in the place of the one that waits.
    pub fn push_project(&mut self, project: Rc<Project>) {
        self.waiting.project = Some(project);
    }

    /// How many lines and projects are not on disk yet.
    pub fn pending(&self) -> usize {
        let under_way = self.under_way.as_ref().map(|batch| batch.pending());
        self.waiting.pending() + under_way.unwrap_or_default()
    }

    /// Takes all that waits as the next batch to write; `None` while a batch is being written
    /// and where nothing waits.
    pub fn begin(&mut self) -> Option<Rc<SaveBatch>> {
        if self.under_way.is_some() || self.waiting.is_empty() {
            return None;
        }
        let batch = Rc::new(std::mem::take(&mut self.waiting));
        self.under_way = Some(batch.clone());
        Some(batch)
    }

    /// The batch is on disk.
    pub fn committed(&mut self) {
        self.under_way = None;
    }

    /// The batch could not be written; it waits again.
    pub fn failed(&mut self) {
        if let Some(batch) = self.under_way.take() {
            let later = std::mem::take(&mut self.waiting);
            self.waiting = Rc::unwrap_or_clone(batch).followed_by(later);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Author, Entry, Status, Timestamp};
    use crate::project::Seq;

    fn push(queue: &mut SaveQueue, document: &str, number: u64, accepted: usize) {
        let by = Author::new("Ada");
        let at = Timestamp::default();
        let line = JournalLine {
            seq: Seq::new(number),
            entry: Entry::Undo { at, by },
        };
        let summary = Summary {
            id: DocumentId::new(document),
            name: String::new(),
            status: Status::New,
            accepted,
            progress: crate::project::Progress::default(),
        };
        queue.push(line, summary);
    }

    fn numbers(batch: Option<Rc<SaveBatch>>) -> Vec<(String, u64)> {
        let lines = batch.map(|batch| batch.lines.clone()).unwrap_or_default();
        lines
            .into_iter()
            .map(|(document, line)| (document.as_str().to_owned(), line.seq.get()))
            .collect()
    }

    fn named(lines: &[(&str, u64)]) -> Vec<(String, u64)> {
        lines.iter().map(|(d, n)| ((*d).to_owned(), *n)).collect()
    }

    #[test]
    fn what_came_during_a_write_goes_with_the_next_one() {
        let mut queue = SaveQueue::default();
        push(&mut queue, "a", 1, 0);
        assert_eq!(numbers(queue.begin()), named(&[("a", 1)]));
        push(&mut queue, "a", 2, 0);
        push(&mut queue, "b", 1, 0);
        assert!(queue.begin().is_none());
        assert_eq!(queue.pending(), 3);
        queue.committed();
        assert_eq!(queue.pending(), 2);
        assert_eq!(numbers(queue.begin()), named(&[("a", 2), ("b", 1)]));
        queue.committed();
        assert!(queue.begin().is_none());
    }

    #[test]
    fn what_failed_is_written_before_what_came_after_it() {
        let mut queue = SaveQueue::default();
        push(&mut queue, "a", 1, 1);
        queue.begin();
        push(&mut queue, "a", 2, 2);
        queue.failed();
        assert_eq!(queue.pending(), 2);
        let batch = queue.begin().unwrap();
        assert_eq!(batch.summaries.last().unwrap().accepted, 2);
        assert_eq!(numbers(Some(batch)), named(&[("a", 1), ("a", 2)]));
    }
}

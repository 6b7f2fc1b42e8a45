//! From a snapshot and the journal back to the work. A damaged line costs at most itself.

use super::journal::{JournalLine, Seq, Snapshot};
use crate::annotation::{EditError, Entry, Work};
use crate::record::RecordError;

/// The work on a document as its snapshot and its journal give it.
#[derive(Clone, Debug, PartialEq)]
pub struct Replayed {
    /// The work.
    pub work: Work,
    /// The last line of the journal; the next one follows it.
    pub seq: Seq,
    /// What could not be read or did not fit.
    pub damage: Vec<Damage>,
}

/// A line of the journal that is lost.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "line {seq} of the document's journal is lost: {problem}. The change in it was not made \
     again, the others were; look over the last changes to this document"
)]
pub struct Damage {
    /// The line.
    pub seq: Seq,
    /// Why it is lost.
    pub problem: Problem,
}

/// Why a line of the journal is lost.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// It is not there, nor are the ones after it up to `through`.
    #[error("it is not there, nor is any other up to line {through}")]
    Missing {
        /// The last line that is not there.
        through: Seq,
    },
    /// It cannot be read.
    #[error("{0}")]
    Unreadable(#[from] RecordError),
    /// It says that it is another line.
    #[error("it says that it is line {says}")]
    Misplaced {
        /// The number that it gives itself.
        says: Seq,
    },
    /// It does not fit what the lines before it made.
    #[error("{0}")]
    Unfitting(#[from] EditError),
}

/// Takes the steps of the stored lines, given in the order of their numbers, from the snapshot
/// on. Lines that the snapshot contains already are passed over.
pub fn replay(snapshot: Snapshot, lines: impl IntoIterator<Item = (Seq, Vec<u8>)>) -> Replayed {
    let Snapshot { mut seq, mut work } = snapshot;
    let mut damage = Vec::new();
    let mut ledger = Ledger::default();
    for (at, stored) in lines {
        if at <= seq {
            continue;
        }
        if at > seq.next() {
            let through = Seq::new(at.get() - 1);
            ledger.lost(through.get() - seq.get());
            damage.push(Damage {
                seq: seq.next(),
                problem: Problem::Missing { through },
            });
        }
        seq = at;
        let problem = match JournalLine::open(&stored) {
            Ok(line) if line.seq == at => match ledger.step(&mut work, &line.entry) {
                Ok(()) => continue,
                Err(error) => Problem::Unfitting(error),
            },
            Ok(line) => Problem::Misplaced { says: line.seq },
            Err(error) => Problem::Unreadable(error),
        };
        ledger.lost(1);
        damage.push(Damage { seq: at, problem });
    }
    Replayed { work, seq, damage }
}

/// Keeps account of lost changes, so that an undo that took back a lost change does not take
/// back another one in its place.
///
/// A lost line is taken for a change that was made, as nearly all are. Where it was an undo or a
/// redo, at worst a change that had been undone comes back; none that had been kept goes.
#[derive(Default)]
struct Ledger {
    /// The changes since the snapshot that can be undone; below them lie the snapshot's.
    done: Vec<Change>,
    /// The changes since the snapshot that can be redone.
    undone: Vec<Change>,
    /// Whether the changes that could be redone at the snapshot are gone.
    snapshot_undone_is_gone: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    /// It is in the history.
    Known,
    /// So many in a row are lost.
    Lost(u64),
}

impl Ledger {
    fn step(&mut self, work: &mut Work, entry: &Entry) -> Result<(), EditError> {
        match entry {
            Entry::Do(_) | Entry::Amend(_) => {
                let before = work.history().done().len();
                work.step(entry)?;
                if work.history().done().len() > before {
                    self.done.push(Change::Known);
                }
                self.nothing_to_redo();
            }
            Entry::Undo { .. } => {
                let change = pop(&mut self.done).unwrap_or(Change::Known);
                if change == Change::Known {
                    work.step(entry)?;
                }
                self.undone.push(change);
            }
            Entry::Redo { .. } => {
                let change = match pop(&mut self.undone) {
                    None if self.snapshot_undone_is_gone => return Ok(()),
                    change => change.unwrap_or(Change::Known),
                };
                if change == Change::Known {
                    work.step(entry)?;
                }
                self.done.push(change);
            }
        }
        Ok(())
    }

    fn lost(&mut self, changes: u64) {
        self.done.push(Change::Lost(changes));
        self.nothing_to_redo();
    }

    fn nothing_to_redo(&mut self) {
        self.undone.clear();
        self.snapshot_undone_is_gone = true;
    }
}

/// Takes the last change off.
fn pop(changes: &mut Vec<Change>) -> Option<Change> {
    match changes.pop()? {
        Change::Lost(more @ 2..) => {
            changes.push(Change::Lost(more - 1));
            Some(Change::Lost(1))
        }
        change => Some(change),
    }
}

// Property tests run natively.
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

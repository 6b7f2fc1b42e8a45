//! How much a person has done on a document, and how long it took.

use serde::{Deserialize, Serialize};

use super::Timestamp;

/// Who does nothing for longer than this many milliseconds is taken to be away.
const AWAY_MS: i64 = 120_000;

/// The actions on a document and the time between them.
///
/// The time between two actions counts where it is at most two minutes; what lies before the first
/// one, and a longer pause, does not. So it is less than the time for which the document was open,
/// and never more.
///
/// ```
/// use spanwright::annotation::{Activity, Timestamp};
/// let mut activity = Activity::default();
/// for second in [0, 30, 90, 4_000, 4_001] {
///     activity.note(Timestamp::from_millis(second * 1_000));
/// }
/// assert_eq!((activity.actions(), activity.active_ms()), (5, 91_000));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    actions: u32,
    active_ms: u64,
    last: Timestamp,
}

impl Activity {
    /// Takes note of an action.
    pub fn note(&mut self, at: Timestamp) {
        let pause = at.millis().saturating_sub(self.last.millis());
        if self.actions > 0 && (0..=AWAY_MS).contains(&pause) {
            self.active_ms += pause.unsigned_abs();
        }
        self.actions = self.actions.saturating_add(1);
        self.last = at;
    }

    /// How many actions there were, undoing and redoing among them.
    pub fn actions(self) -> u32 {
        self.actions
    }

    /// How long they took, in milliseconds.
    pub fn active_ms(self) -> u64 {
        self.active_ms
    }
}

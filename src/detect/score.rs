//! How sure a detector is.

use serde::{Deserialize, Serialize};

/// How many steps there are from 0 to 1.
const STEPS: f32 = 10_000.0;

/// How sure a detector is, from 0 to 1 in ten-thousandths.
///
/// A finer step would be noise; and a whole number is the same in memory and on disk, while the
/// code that writes and reads fractions would cost the page 20 kB.
///
/// ```
/// use spanwright::detect::Score;
/// assert_eq!(Score::new(0.87654).get(), 0.8765);
/// assert_eq!(Score::new(0.87654).percent(), 88);
/// assert_eq!(Score::new(f32::NAN), Score::new(0.0));
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Score(u16);

impl Score {
    /// The nearest score; what lies outside 0 to 1 becomes the nearer end, and NaN 0.
    pub fn new(score: f32) -> Self {
        // The cast saturates and turns NaN into 0.
        Self((score.clamp(0.0, 1.0) * STEPS).round() as u16)
    }

    /// The score from 0 to 1.
    pub fn get(self) -> f32 {
        f32::from(self.0) / STEPS
    }

    /// The score in whole hundredths.
    pub fn percent(self) -> u16 {
        (self.0 + 50) / 100
    }
}

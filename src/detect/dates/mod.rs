//! Finds time expressions and gives each its TIMEX3 type and value.

mod timex;

pub use timex::{Timex, TimexKind};

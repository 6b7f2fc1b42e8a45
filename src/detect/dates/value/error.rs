//! Why a TIMEX3 value is refused.

use super::super::{MODIFIERS, TimexKind};

/// Why a TIMEX3 value is refused, and what is allowed in its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimexError {
    /// The value is empty.
    #[error("there is no value; a {} is written as {}", name(*kind), forms(*kind))]
    Empty {
        /// The type of the expression.
        kind: TimexKind,
    },
    /// The value is right for another type.
    #[error("{value} is no value of a {}, which is written as {}; {}", name(*kind), forms(*kind), other(value))]
    WrongKind {
        /// The value.
        value: String,
        /// The type of the expression.
        kind: TimexKind,
    },
    /// The value is in no form of its type.
    #[error("“{value}” is no value of a {}, which is written as {}", name(*kind), forms(*kind))]
    NoForm {
        /// The value.
        value: String,
        /// The type of the expression.
        kind: TimexKind,
    },
    /// A length names its units in the wrong order.
    #[error("{value} has its units in the wrong order: the largest first, each once, as in P2Y6M")]
    UnitOrder {
        /// The value.
        value: String,
    },
    /// A time of day stands on something that is not a day.
    #[error(
        "{date} is not a day, so that it has no time of day; write a day before the T, as in 2016-07-15T15:00, or nothing, as in T15:00"
    )]
    NoDay {
        /// What stands before the T.
        date: String,
    },
    /// A number is outside of what the calendar or the clock has.
    #[error("there is no {field} {found}; it goes {allowed}")]
    OutOfRange {
        /// What the number counts.
        field: &'static str,
        /// The number as it was written.
        found: String,
        /// The numbers allowed.
        allowed: &'static str,
    },
    /// The modifier is none of TIMEX3's.
    #[error("“{0}” is no modifier; the modifiers are {names}", names = MODIFIERS.join(", "))]
    NoModifier(String),
    /// The frequency of a set is none.
    #[error(
        "“{0}” is no frequency; write a number and a unit, as in 2X (twice) and 3D (three days)"
    )]
    NoFrequency(String),
    /// The month has no such day.
    #[error("{value} is no day of the calendar: that month ends on the {}", ordinal(*last))]
    NoSuchDay {
        /// The value.
        value: String,
        /// The last day of that month.
        last: u32,
    },
}

impl TimexError {
    /// The value is in no form of any type; [`Self::for_kind`] says which was wanted.
    pub(super) fn no_form(value: &str) -> Self {
        Self::NoForm {
            value: value.to_owned(),
            kind: TimexKind::Date,
        }
    }

    /// The error with the type that was asked for.
    pub(super) fn for_kind(self, kind: TimexKind) -> Self {
        match self {
            Self::NoForm { value, .. } => Self::NoForm { value, kind },
            other => other,
        }
    }
}

/// The last day of a month as a word: 28th, 29th, 30th, 31st.
fn ordinal(day: u32) -> String {
    let suffix = if day == 31 { "st" } else { "th" };
    format!("{day}{suffix}")
}

fn name(kind: TimexKind) -> &'static str {
    match kind {
        TimexKind::Date => "DATE",
        TimexKind::Time => "TIME",
        TimexKind::Duration => "DURATION",
        TimexKind::Set => "SET",
    }
}

fn forms(kind: TimexKind) -> &'static str {
    match kind {
        TimexKind::Date => {
            "2016-07-15, 2016-07, 2016, 2016-W28 (week), 2016-W28-WE (weekend), 2016-SU (SP, SU, \
             FA, WI), 2016-Q3, 2016-H1, 198 (decade), 19 (century), with X for what is not known \
             (XXXX-07-15), or PAST_REF, PRESENT_REF, FUTURE_REF"
        }
        TimexKind::Time => {
            "T15:00, 2016-07-15T15:00, 2016-07-15T15:00Z or 2016-07-15TMO (MO, MI, AF, EV, NI, DT)"
        }
        TimexKind::Duration => "P3D, P2Y6M, PT3H, PT1M30S, P1DE (decade), PXD (some days)",
        TimexKind::Set => "P1D (every day), XXXX-WXX-4 (every Thursday), XXXX-07 (every July)",
    }
}

/// Which type the value would be right for.
fn other(value: &str) -> &'static str {
    if matches!(value, "PAST_REF" | "PRESENT_REF" | "FUTURE_REF") {
        "it is one of a DATE"
    } else if value.starts_with('P') {
        "it is one of a DURATION or a SET"
    } else if value.contains('T') {
        "it is one of a TIME or a SET"
    } else {
        "it is one of a DATE or a SET"
    }
}

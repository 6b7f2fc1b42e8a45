//! What a rule understood of an expression before it is resolved against the calendar.

use super::class::Class;
use super::holiday;

/// What sort of meaning the fields of a frame have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Fields of the calendar and the clock, complete or not: 15 July, Friday night, 3 p.m.
    Date,
    /// A unit counted from the document's date: last week.
    Unit,
    /// A number of units before (`sign` -1) or after (1) the document's date.
    Offset,
    /// A number of units before or after the date that the text spoke of last.
    Later,
    /// A unit again of the date that the text spoke of last: that year, the same day.
    Same,
    /// The business period that the text reports on: the latest quarter.
    Reported,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
    /// A vague reference such as `PRESENT_REF`.
    Reference,
    /// A word before an expression that changes its meaning: early, more than.
    Before,
    /// A word after an expression that changes its meaning: or so.
    After,
    /// Something that looks like time and is not.
    Nothing,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $name:literal,)*) => {
        /// A field of a frame.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Field { $($(#[$doc])* $field,)* }

        const FIELDS: &[(Field, &str)] = &[$((Field::$field, $name),)*];
    };
}

fields! {
    /// The year; below a hundred where only two digits were written.
    Year = "year",
    /// The month, from 1.
    Month = "month",
    /// The day of the month.
    Day = "day",
    /// The weekday; Monday is 1.
    Weekday = "weekday",
    /// An index into [`SEASONS`].
    Season = "season",
    /// An index into [`PARTS`].
    Part = "part",
    /// A [`Unit`].
    Unit = "unit",
    /// A number of units in hundredths, or [`UNKNOWN`].
    Count = "count",
    /// The second unit of two: a year and two months.
    SecondUnit = "unit2",
    /// The number of the second unit.
    SecondCount = "count2",
    /// Last (-1), this (0) or next (1).
    Shift = "shift",
    /// Days from the document's date.
    Deictic = "deictic",
    /// Before (-1) or after (1) the beginning of the count of years.
    Era = "era",
    /// A movable holiday, see [`super::holiday`].
    Holiday = "holiday",
    /// The hour.
    Hour = "hour",
    /// The minute.
    Minute = "minute",
    /// The second.
    Second = "second",
    /// Before noon (0) or after (12).
    Meridiem = "meridiem",
    /// A place in an order: the third quarter, the 20th century.
    Ordinal = "ordinal",
    /// An index into [`MODIFIERS`].
    Modifier = "mod",
    /// An index into [`REFERENCES`].
    Reference = "ref",
    /// Before (-1) or after (1) the anchor.
    Sign = "sign",
    /// The year is the beginning of a decade.
    Decade = "decade",
    /// A half is added to the number of units.
    Half = "half",
    /// Eight digits that are a date.
    Compact = "compact",
    /// The word changes the meaning without being part of the expression.
    Outside = "outside",
    /// The expression is one only beside a day.
    NeedsDay = "needs-day",
    /// The date is in numbers and the month (1) or the day (2) is usually first.
    Numeric = "numeric",
    /// The name of the month is before (1) or after (2) the day.
    Order = "order",
    /// The word that quantifies a set, an index into [`QUANTS`].
    Quant = "quant",
    /// How many times something is in each period; 0 where the count says so.
    Times = "times",
    /// It follows on the date before it in a list (0) or a range
    /// ([`RANGE`](super::class::RANGE)), whose month or year it shares.
    Follows = "follows",
    /// The last month of the range that this month begins.
    Through = "through",
    /// The year is that which the text spoke of last.
    Same = "same",
    /// It says how long after its anchor something was: a length whose end is then.
    Elapsed = "elapsed",
    /// The value stands for something that recurs.
    Recurs = "recurs",
    /// The words around leave no doubt that a word without its stop (1) or without its capital
    /// (2) is the name of a month or a day.
    Sure = "sure",
}

const FIELD_COUNT: usize = FIELDS.len();

/// A count that the text leaves open: several.
pub(super) const UNKNOWN: i32 = -1;

/// The TIMEX3 seasons.
pub(super) const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

/// The TIMEX3 parts of the day; the last is the day as opposed to the night.
pub(super) const PARTS: [&str; 6] = ["MO", "MI", "AF", "EV", "NI", "DT"];

/// The TIMEX3 modifiers.
pub const MODIFIERS: [&str; 12] = [
    "BEFORE",
    "AFTER",
    "ON_OR_BEFORE",
    "ON_OR_AFTER",
    "LESS_THAN",
    "MORE_THAN",
    "EQUAL_OR_LESS",
    "EQUAL_OR_MORE",
    "START",
    "MID",
    "END",
    "APPROX",
];

/// The TIMEX3 quantifiers of sets.
pub(super) const QUANTS: [&str; 2] = ["EVERY", "EACH"];

/// The TIMEX3 references without a calendar value.
pub(super) const REFERENCES: [&str; 3] = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"];

/// A unit of time, in the order of length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
    /// A length that the text does not say: a period, a while.
    Open,
}

const UNITS: [(Unit, &str); 14] = [
    (Unit::Second, "second"),
    (Unit::Minute, "minute"),
    (Unit::Hour, "hour"),
    (Unit::Day, "day"),
    (Unit::Weekend, "weekend"),
    (Unit::Week, "week"),
    (Unit::Month, "month"),
    (Unit::Quarter, "quarter"),
    (Unit::Half, "half"),
    (Unit::Year, "year"),
    (Unit::Decade, "decade"),
    (Unit::Century, "century"),
    (Unit::Millennium, "millennium"),
    (Unit::Open, "open"),
];

impl Unit {
    fn from_code(code: i32) -> Option<Self> {
        let index = usize::try_from(code).ok()?;
        UNITS.get(index).map(|&(unit, _)| unit)
    }
}

/// The kind and the fields of an expression.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// How the fields are to be read.
    pub(super) kind: Kind,
    fields: [i32; FIELD_COUNT],
}

const NONE: i32 = i32::MIN;

impl Frame {
    /// A frame without fields.
    pub(super) const fn new(kind: Kind) -> Self {
        Self {
            kind,
            fields: [NONE; FIELD_COUNT],
        }
    }

    /// The field's value.
    pub(super) fn get(&self, field: Field) -> Option<i32> {
        let value = self.fields[field as usize];
        (value != NONE).then_some(value)
    }

    /// Whether the field has a value.
    pub(super) fn has(&self, field: Field) -> bool {
        self.fields[field as usize] != NONE
    }

    /// Gives the field a value.
    pub(super) fn set(&mut self, field: Field, value: i32) {
        self.fields[field as usize] = value;
    }

    /// Takes the field's value away.
    pub(super) fn clear(&mut self, field: Field) {
        self.fields[field as usize] = NONE;
    }

    /// Takes those fields of the other frame that this one has not.
    pub(super) fn fill(&mut self, other: &Self) {
        for (own, &more) in self.fields.iter_mut().zip(&other.fields) {
            if *own == NONE {
                *own = more;
            }
        }
    }

    /// The unit.
    pub(super) fn unit(&self) -> Option<Unit> {
        Unit::from_code(self.get(Field::Unit)?)
    }

    /// The second unit of two.
    pub(super) fn second_unit(&self) -> Option<Unit> {
        Unit::from_code(self.get(Field::SecondUnit)?)
    }

    /// Whether a time of day is said.
    pub(super) fn has_time(&self) -> bool {
        self.has(Field::Hour)
            || self.has(Field::Part)
            || self.has(Field::Minute)
            || self.has(Field::Meridiem)
    }

    /// Whether a day, or a part of the calendar that a day can be found by, is said.
    pub(super) fn has_date(&self) -> bool {
        [
            Field::Year,
            Field::Month,
            Field::Day,
            Field::Weekday,
            Field::Deictic,
            Field::Holiday,
            Field::Season,
            Field::Compact,
        ]
        .into_iter()
        .any(|field| self.has(field))
    }

    /// Takes in a word or number that the rule matched as a member of the class.
    pub(super) fn capture(&mut self, class: Class, value: i32) {
        if class == Class::ClockDigits {
            self.set(Field::Hour, value / 100);
            self.set(Field::Minute, value % 100);
            return;
        }
        let field = match class {
            Class::Month | Class::MonthNumber => Field::Month,
            Class::Weekday | Class::Weekdays => Field::Weekday,
            Class::Season => Field::Season,
            Class::Part | Class::Parts => Field::Part,
            Class::Unit | Class::Units | Class::Recurring | Class::Lasting => {
                if self.has(Field::Unit) {
                    Field::SecondUnit
                } else {
                    Field::Unit
                }
            }
            // A second number before the unit (a few, a three-year) is the one that counts.
            Class::One | Class::Some | Class::Count => {
                if self.has(Field::Unit) && self.has(Field::Count) {
                    Field::SecondCount
                } else {
                    Field::Count
                }
            }
            Class::Shift => Field::Shift,
            Class::Deictic => Field::Deictic,
            Class::Era => Field::Era,
            Class::Every => Field::Quant,
            Class::Times => Field::Times,
            Class::Meridiem => Field::Meridiem,
            Class::DayOfMonth => Field::Day,
            Class::Year | Class::ShortYear => Field::Year,
            Class::Hour => Field::Hour,
            Class::Sixty if self.has(Field::Minute) => Field::Second,
            Class::Sixty => Field::Minute,
            Class::Ordinal => Field::Ordinal,
            Class::CompactDate => Field::Compact,
            Class::ClockDigits
            | Class::Zone
            | Class::Numeral
            | Class::Power
            | Class::OrdinalWord
            | Class::OrdinalSuffix
            | Class::Amount
            | Class::BeforeDay
            | Class::BeforeTime
            | Class::Link
            | Class::Infinitive
            | Class::NoVerb
            | Class::Determiner
            | Class::Apostrophe
            | Class::Clause
            | Class::Auxiliary
            | Class::Negation
            | Class::Intending
            | Class::Tense
            | Class::Ahead
            | Class::Bracket
            | Class::GivenName
            | Class::Ended
            | Class::Arranging
            | Class::Since
            | Class::SentenceEnd
            | Class::Owner
            | Class::Plain
            | Class::Function
            | Class::Participle
            | Class::Plural
            | Class::Progressive
            | Class::GroupMark
            | Class::DecimalMark => return,
        };
        self.set(field, value);
    }
}

/// The kind with this name in the rules.
pub(super) fn kind_named(name: &str) -> Option<Kind> {
    Some(match name {
        "date" => Kind::Date,
        "unit" => Kind::Unit,
        "offset" => Kind::Offset,
        "later" => Kind::Later,
        "same" => Kind::Same,
        "reported" => Kind::Reported,
        "duration" => Kind::Duration,
        "set" => Kind::Set,
        "reference" => Kind::Reference,
        "before" => Kind::Before,
        "after" => Kind::After,
        "nothing" => Kind::Nothing,
        _ => return None,
    })
}

/// The field and value that a rule's `field=value` sets.
pub(super) fn constant(text: &str) -> Option<(Field, i32)> {
    let (name, value) = text.split_once('=')?;
    let &(field, _) = FIELDS.iter().find(|(_, known)| *known == name)?;
    let value = match field {
        Field::Holiday => holiday::code_named(value)?,
        _ => value_named(value)?,
    };
    Some((field, value))
}

/// A number, or the code that a named unit, season, part of the day, modifier or reference has.
pub(super) fn value_named(name: &str) -> Option<i32> {
    if let Ok(number) = name.parse() {
        return Some(number);
    }
    if name == "unknown" {
        return Some(UNKNOWN);
    }
    let index = UNITS
        .iter()
        .position(|(_, known)| *known == name)
        .or_else(|| {
            [&SEASONS[..], &PARTS, &MODIFIERS, &REFERENCES]
                .into_iter()
                .find_map(|table| table.iter().position(|known| *known == name))
        })?;
    i32::try_from(index).ok()
}

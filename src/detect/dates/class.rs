//! The classes that words and numbers belong to, the alphabet that rules are written in.

/// A class of words or numbers. Rules name classes in capitals; which words belong to a class of
/// words is said by the lexicon, which numbers belong to a class of numbers is said here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Class {
    // Words. The value is given in the lexicon.
    /// A month's name; the value is its number.
    Month,
    /// A month's name that people have too.
    GivenName,
    /// A weekday's name; Monday is 1.
    Weekday,
    /// A weekday's name in the plural.
    Weekdays,
    /// A season, see [`super::frame::SEASONS`].
    Season,
    /// A part of the day, see [`super::frame::PARTS`].
    Part,
    /// A part of the day in the plural.
    Parts,
    /// A unit of time in the singular or the plural.
    Unit,
    /// A unit of time in the plural.
    Units,
    /// The indefinite article.
    One,
    /// A number that is not said: several, a few.
    Some,
    /// Last (-1), this (0), next (1).
    Shift,
    /// A day counted from the document's: yesterday is -1.
    Deictic,
    /// Before (-1) or after (1) the beginning of the count of years.
    Era,
    /// A time zone.
    Zone,
    /// Before noon (0) or after (12).
    Meridiem,
    /// An adverb or adjective of recurrence; the value is the unit.
    Recurring,
    /// What makes a time recur, an index into [`super::frame::QUANTS`].
    Every,
    /// How many times: once, twice.
    Times,
    /// A bracket, within which the same time may stand by another clock.
    Bracket,
    /// What stands between a length and the date on which it ended.
    Ended,
    /// An adjective that says how long something lasts; the value is the unit.
    Lasting,
    /// A number word below a hundred.
    Numeral,
    /// The word for ten to the power of the value.
    Power,
    /// An ordinal word.
    OrdinalWord,
    /// What an ordinal number in digits ends in.
    OrdinalSuffix,
    /// A sign before or after a number that makes it an amount: money, per cent.
    Amount,
    /// What may stand between a time of day and the day after it.
    BeforeDay,
    /// What may stand between a day and the time of day after it.
    BeforeTime,
    /// What stands between the members of a list or the ends of a range.
    Link,
    /// What makes an infinitive of the verb after it.
    Infinitive,
    /// What stands after that and is no verb.
    NoVerb,
    /// What a noun follows.
    Determiner,
    /// The mark of a possessive.
    Apostrophe,
    /// What stands between two clauses.
    Clause,
    /// A form of "to be" with which a participle is not past: "will be held"; or ([`PRESENT`]) one
    /// that also says by itself what is to come: "the hearing is Monday".
    Auxiliary,
    /// What makes a clause say that something was not so: "could not come" was past.
    Negation,
    /// A past verb whose infinitive was still to come (1), or a word whose infinitive was not (0).
    Intending,
    /// A word that makes its clause past (-1) or future (1), future unless denied (2),
    /// future after a noun in the plural (3), or past where it is no infinitive (-2).
    Tense,
    /// What stands before a time that is still to come unless the clause is past: by, until; or
    /// before one that something is arranged for ([`ARRANGED_FOR`]), or with a preposition
    /// ([`AHEAD_OF`]).
    Ahead,
    /// A verb that gives something a time to come, whatever its tense: postponed until Monday.
    Arranging,
    /// What stands before a time that is over: since.
    Since,
    /// What ends a sentence.
    SentenceEnd,
    /// What stands after the mark of a possessive.
    Owner,
    /// A word that is part of a name where it has a capital: 60 Minutes, This Week.
    Plain,
    /// A word that no noun of an expression is: "on the 14th they met", not "the 14th attempt".
    Function,
    /// A verb form that makes its clause past, known by its ending alone.
    Participle,
    /// A noun in the plural, known by its ending alone.
    Plural,
    /// A verb form that says what goes on or is about to, known by its ending alone.
    Progressive,
    /// What parts the groups of three digits.
    GroupMark,
    /// What stands before a decimal fraction.
    DecimalMark,

    // Numbers.
    /// A day of the month.
    DayOfMonth,
    /// A month in digits.
    MonthNumber,
    /// A year in four digits or in words.
    Year,
    /// A year in two digits.
    ShortYear,
    /// An hour in digits.
    Hour,
    /// Minutes or seconds in two digits.
    Sixty,
    /// A number that counts.
    Count,
    /// A number that orders.
    Ordinal,
    /// A time of day in four digits: 1530.
    ClockDigits,
    /// A date written as eight digits.
    CompactDate,
}

/// The value of a [`Class::Link`] that makes a range and not a list.
pub(super) const RANGE: i32 = 1;

/// The value of a [`Class::Ahead`] that says no more than that something was arranged for then.
pub(super) const ARRANGED_FOR: i32 = 1;

/// The value of a [`Class::Ahead`] that a preposition follows: ahead of.
pub(super) const AHEAD_OF: i32 = 2;

/// The value of a [`Class::Determiner`] that is the definite article.
pub(super) const DEFINITE: i32 = 1;

/// The value of a [`Class::Auxiliary`] in the present.
pub(super) const PRESENT: i32 = 1;

/// The value of a [`Class::Negation`] that denies the subject it stands before: neither, no.
pub(super) const DENIES_SUBJECT: i32 = 1;

/// The value of a [`Class::Arranging`] whose object is still to come: planned a meeting.
pub(super) const PLANNING: i32 = 1;

impl Class {
    /// The class with this name in the rules and the lexicon.
    pub(super) fn named(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find_map(|&(class, known)| (known == name).then_some(class))
    }

    /// Whether the members are numbers.
    pub(super) fn is_numeric(self) -> bool {
        self as u8 >= Self::DayOfMonth as u8
    }

    /// The class as one bit of a set.
    pub(super) const fn bit(self) -> u64 {
        1 << self as u8
    }
}

const NAMES: [(Class, &str); 61] = [
    (Class::Month, "MONTH"),
    (Class::GivenName, "GIVEN_NAME"),
    (Class::Weekday, "WEEKDAY"),
    (Class::Weekdays, "WEEKDAYS"),
    (Class::Season, "SEASON"),
    (Class::Part, "PART"),
    (Class::Parts, "PARTS"),
    (Class::Unit, "UNIT"),
    (Class::Units, "UNITS"),
    (Class::One, "ONE"),
    (Class::Some, "SOME"),
    (Class::Shift, "SHIFT"),
    (Class::Deictic, "DEICTIC"),
    (Class::Era, "ERA"),
    (Class::Zone, "ZONE"),
    (Class::Meridiem, "MERIDIEM"),
    (Class::Recurring, "RECURRING"),
    (Class::Every, "EVERY"),
    (Class::Times, "TIMES"),
    (Class::Bracket, "BRACKET"),
    (Class::Ended, "ENDED"),
    (Class::Lasting, "LASTING"),
    (Class::Numeral, "NUMERAL"),
    (Class::Power, "POWER"),
    (Class::OrdinalWord, "ORDINAL_WORD"),
    (Class::OrdinalSuffix, "ORDINAL_SUFFIX"),
    (Class::Amount, "AMOUNT"),
    (Class::BeforeDay, "BEFORE_DAY"),
    (Class::BeforeTime, "BEFORE_TIME"),
    (Class::Link, "LINK"),
    (Class::Infinitive, "INFINITIVE"),
    (Class::NoVerb, "NO_VERB"),
    (Class::Determiner, "DETERMINER"),
    (Class::Apostrophe, "APOSTROPHE"),
    (Class::Clause, "CLAUSE"),
    (Class::Auxiliary, "AUXILIARY"),
    (Class::Negation, "NEGATION"),
    (Class::Intending, "INTENDING"),
    (Class::Tense, "TENSE"),
    (Class::Ahead, "AHEAD"),
    (Class::Arranging, "ARRANGING"),
    (Class::Since, "SINCE"),
    (Class::SentenceEnd, "SENTENCE_END"),
    (Class::Owner, "OWNER"),
    (Class::Plain, "PLAIN"),
    (Class::Function, "FUNCTION"),
    (Class::Participle, "PARTICIPLE"),
    (Class::Plural, "PLURAL"),
    (Class::Progressive, "PROGRESSIVE"),
    (Class::GroupMark, "GROUP_MARK"),
    (Class::DecimalMark, "DECIMAL_MARK"),
    (Class::DayOfMonth, "DAY"),
    (Class::MonthNumber, "MONTH_NUMBER"),
    (Class::Year, "YEAR"),
    (Class::ShortYear, "SHORT_YEAR"),
    (Class::Hour, "HOUR"),
    (Class::Sixty, "SIXTY"),
    (Class::Count, "COUNT"),
    (Class::Ordinal, "ORDINAL"),
    (Class::ClockDigits, "CLOCK"),
    (Class::CompactDate, "COMPACT_DATE"),
];

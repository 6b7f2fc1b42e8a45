//! Abbreviations that end in a full stop, and what may follow them.
//!
//! The lists hold what English-language news writes, and the commonest titles of a few other
//! languages. An entry stands without its full stop.

/// What an abbreviation says about the sentence around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Something always follows: `Mr.`, `Gen.`, `vs.`
    Leading,
    /// A month or a day of the week.
    Calendar,
    /// Letters with a full stop after each, or a company's legal form: `U.S.`, `Inc.`
    Acronym,
    /// May well end a sentence: `a.m.`, `etc.`
    Closing,
    /// An ordinary word unless a number follows: `No. 5`, `Sat. 5 May`.
    BeforeNumber,
    /// One capital letter: `J. K. Rowling`.
    Initial,
}

/// Something always follows these.
const LEADING: &[&str] = &[
    "Adm", "Amb", "Asst", "Atty", "Brig", "Capt", "Cdr", "Cmdr", "Col", "Comdr", "Cpl", "Det",
    "Dr", "Drs", "Ft", "Fr", "Gen", "Gov", "Hon", "Insp", "Lt", "Maj", "Messrs", "Mgr", "Mlle",
    "Mme", "Mr", "Mrs", "Ms", "Msgr", "Mt", "Mx", "Pfc", "Pres", "Prof", "Pvt", "Rep", "Reps",
    "Rev", "Sen", "Sens", "Sgt", "Sra", "Srta", "St", "Ste", "Supt", "Univ", "approx", "bzw", "ca",
    "cf", "dept", "esp", "incl", "spp", "vgl", "viz", "vs",
];

/// Months and days of the week that are not also words.
const CALENDAR: &[&str] = &[
    "Jan", "Feb", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "Mon", "Tue", "Tues", "Thu",
    "Thur", "Thurs", "Fri",
];

/// Legal forms and other endings of names.
const NAME_ENDINGS: &[&str] = &[
    "Assn", "Bhd", "Bros", "Co", "Corp", "Cos", "Cie", "Inc", "Intl", "Ltd", "Mfg", "Natl", "Pty",
    "Ave", "Blvd", "Rd", "Ph.D", "Ph.Ds", // States as newspapers shorten them.
    "Ala", "Ariz", "Calif", "Colo", "Conn", "Fla", "Kan", "Ky", "Mich", "Minn", "Mont", "Neb",
    "Nev", "Okla", "Pa", "Tenn", "Tex", "Va", "Wis", "Wyo",
];

/// These may well end a sentence.
const CLOSING: &[&str] = &["Esq", "Jr", "Sr", "a.m", "al", "etc", "p.m", "resp", "usw"];

/// Ordinary words unless a number follows.
const BEFORE_NUMBER: &[&str] = &[
    "Art", "Ch", "Fig", "Figs", "Jul", "Jun", "Mar", "No", "Nos", "Op", "Sat", "Sec", "Sun", "Vol",
    "Wed", "art", "c", "ch", "fig", "no", "nos", "nr", "p", "pp", "sec", "vol",
];

/// Words that, with a capital, more often begin a sentence than go on with a name.
const SENTENCE_STARTERS: &[&str] = &[
    "A",
    "According",
    "After",
    "All",
    "Also",
    "Although",
    "An",
    "And",
    "Another",
    "As",
    "At",
    "Before",
    "Both",
    "But",
    "By",
    "During",
    "Each",
    "Earlier",
    "Even",
    "For",
    "From",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Last",
    "Later",
    "Many",
    "Meanwhile",
    "More",
    "Most",
    "My",
    "No",
    "Not",
    "Now",
    "On",
    "Once",
    "One",
    "Or",
    "Others",
    "Our",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "To",
    "Under",
    "Until",
    "We",
    "What",
    "When",
    "Where",
    "Which",
    "While",
    "Who",
    "Why",
    "With",
    "You",
];

/// What follows a clock time without a new sentence.
const AFTER_CLOCK: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Eastern",
    "Central",
    "Pacific",
    "Mountain",
    "Greenwich",
    "Moscow",
    "Beijing",
    "GMT",
    "UTC",
    "BST",
    "CET",
    "CEST",
    "EST",
    "EDT",
    "ET",
    "CST",
    "CDT",
    "CT",
    "MST",
    "MDT",
    "PST",
    "PDT",
    "PT",
    "IST",
    "JST",
    "AEST",
];

impl Abbreviation {
    /// The abbreviation that `word` is before a full stop, where `following` is the text after
    /// that full stop.
    pub(super) fn of(word: &str, following: &str) -> Option<Self> {
        const LONGEST: usize = 16;
        if word.len() > LONGEST {
            return None;
        }
        let among = |list: &[&str]| list.iter().any(|entry| matches_entry(word, entry));
        if among(LEADING) {
            Some(Self::Leading)
        } else if among(CALENDAR) {
            Some(Self::Calendar)
        } else if among(CLOSING) {
            Some(Self::Closing)
        } else if among(NAME_ENDINGS) || is_dotted(word) {
            Some(Self::Acronym)
        } else if among(BEFORE_NUMBER)
            && following.trim_start().starts_with(|c: char| c.is_numeric())
        {
            Some(Self::BeforeNumber)
        } else if is_initial(word) && goes_on_with_a_name(word, following) {
            Some(Self::Initial)
        } else {
            None
        }
    }

    /// Whether a sentence may end with this abbreviation where `next` is the next word.
    pub(super) fn may_end_sentence(self, next: &str) -> bool {
        let starter = SENTENCE_STARTERS.contains(&next);
        match self {
            Self::Leading | Self::BeforeNumber => false,
            Self::Acronym | Self::Initial => starter,
            Self::Calendar => !next.starts_with(|c: char| c.is_numeric()),
            Self::Closing => {
                !next.starts_with(|c: char| c.is_numeric()) && !AFTER_CLOCK.contains(&next)
            }
        }
    }
}

/// A capitalised entry also stands in capitals, one in small letters in any case.
fn matches_entry(word: &str, entry: &str) -> bool {
    if entry.starts_with(|c: char| c.is_ascii_uppercase()) {
        word == entry
            || (word.eq_ignore_ascii_case(entry) && word.bytes().all(|b| b.is_ascii_uppercase()))
    } else {
        word.eq_ignore_ascii_case(entry)
    }
}

/// Single letters with full stops between them, such as `U.S`; the last stop comes after `word`.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        })
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// `J. Smith`, `J. K. Rowling`; but `vitamin C. The` and `so am I. Kerry` end a sentence.
fn goes_on_with_a_name(initial: &str, following: &str) -> bool {
    let next = following.trim_start();
    let word: &str = next
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .next()
        .unwrap_or_default();
    let another_initial = is_initial(word) && next[word.len()..].starts_with('.');
    let name = word.starts_with(char::is_uppercase) && !SENTENCE_STARTERS.contains(&word);
    another_initial || (name && initial != "I")
}

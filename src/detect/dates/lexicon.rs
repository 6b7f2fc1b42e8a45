//! The words that mean something to the rules, and the classes they belong to.
//!
//! A line of the data file is `CLASS value: word word ...`. A word before which `^` stands counts
//! without a capital only beside a number (`^may`); a word that ends in a full stop is an
//! abbreviation, which may be written without it (`jan.`). In the classes of forms, PARTICIPLE and
//! PLURAL, `-ed` is the ending of the members, and `!-eed` and `!un-` what others end or begin
//! with.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::class::Class;
use super::frame::value_named;

/// The identity of a word in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WordId(u16);

/// The longest word in bytes that can be in the lexicon; longer ones are not looked up.
pub(super) const LONGEST_WORD: usize = 20;

/// What the lexicon knows of one word.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    classes: Vec<(Class, i16)>,
    set: u64,
    /// Without a capital the word is likely another one: may, march.
    pub(super) capital: bool,
    /// A full stop after the word belongs to it.
    pub(super) abbreviation: bool,
}

/// Words and their classes.
#[derive(Debug)]
pub(super) struct Lexicon {
    ids: HashMap<Box<[u8]>, WordId, BuildHasherDefault<Fnv>>,
    entries: Vec<Entry>,
    participles: Affixes,
    plurals: Affixes,
    /// How words end that look like forms of verbs that go on.
    progressives: Affixes,
}

/// What the members of a class of forms end in, and what others end or begin with.
#[derive(Debug, Default)]
struct Affixes {
    endings: Vec<&'static str>,
    not_endings: Vec<&'static str>,
    not_beginnings: Vec<&'static str>,
}

/// The letters that stand before the ending of a form at least: not "red", not "gas".
const SHORTEST_STEM: usize = 3;

impl WordId {
    /// A word that the lexicon does not know.
    pub(super) const UNKNOWN: Self = Self(0);

    /// The identity as an index.
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

impl Lexicon {
    /// Reads the data file; what cannot be read is listed in `errors`.
    pub(super) fn parse(data: &'static str, errors: &mut Vec<String>) -> Self {
        let mut lexicon = Self {
            ids: HashMap::default(),
            entries: vec![Entry::default()],
            participles: Affixes::default(),
            plurals: Affixes::default(),
            progressives: Affixes::default(),
        };
        for (number, line) in data.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with("//") {
                continue;
            }
            if lexicon.add_line(line).is_none() {
                errors.push(format!("lexicon, line {}: {line:?}", number + 1));
            }
        }
        lexicon
    }

    fn add_line(&mut self, line: &'static str) -> Option<()> {
        let (head, words) = line.split_once(": ")?;
        let (class, value) = head.split_once(' ')?;
        let class = Class::named(class)?;
        let value = i16::try_from(value_named(value)?).ok()?;
        for word in words.split_whitespace() {
            match class {
                Class::Participle => self.participles.add(word)?,
                Class::Plural => self.plurals.add(word)?,
                Class::Progressive => self.progressives.add(word)?,
                _ => self.add_word(class, value, word)?,
            }
        }
        Some(())
    }

    fn add_word(&mut self, class: Class, value: i16, word: &str) -> Option<()> {
        let (capital, word) = match word.strip_prefix('^') {
            Some(word) => (true, word),
            None => (false, word),
        };
        // "a.m." keeps its stops: they tell it from the verb.
        let (abbreviation, word) = match word.strip_suffix('.') {
            Some(bare) if !bare.contains('.') && !bare.is_empty() => (true, bare),
            _ => (false, word),
        };
        let id = self.intern(word);
        let entry = self.entries.get_mut(id.index())?;
        entry.abbreviation |= abbreviation;
        entry.classes.push((class, value));
        entry.set |= class.bit();
        entry.capital |= capital;
        Some(())
    }

    /// The identity of the word, which becomes known if it was not.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        if let Some(id) = self.find(word.as_bytes()) {
            return id;
        }
        let id = WordId(u16::try_from(self.entries.len()).unwrap_or(0));
        self.ids.insert(word.as_bytes().into(), id);
        self.entries.push(Entry::default());
        id
    }

    /// The identity of the lower-case word.
    pub(super) fn find(&self, word: &[u8]) -> Option<WordId> {
        self.ids.get(word).copied()
    }

    /// Whether the lower-case word looks like a past form.
    pub(super) fn is_participle(&self, word: &[u8]) -> bool {
        self.participles.fit(word)
    }

    /// Whether the lower-case word looks like a plural.
    pub(super) fn is_plural(&self, word: &[u8]) -> bool {
        self.plurals.fit(word)
    }

    /// Whether the lower-case word looks like a form of a verb that goes on.
    pub(super) fn is_progressive(&self, word: &[u8]) -> bool {
        self.progressives.fit(word)
    }

    /// What is known of the word.
    pub(super) fn entry(&self, id: WordId) -> &Entry {
        self.entry_at(id.index())
    }

    /// What is known of the word with this index.
    pub(super) fn entry_at(&self, index: usize) -> &Entry {
        self.entries.get(index).unwrap_or(&self.entries[0])
    }

    /// How many words are known.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }
}

impl Affixes {
    fn add(&mut self, affix: &'static str) -> Option<()> {
        let (list, affix) = match affix.strip_prefix('!') {
            None => (&mut self.endings, affix.strip_prefix('-')?),
            Some(not) => match not.strip_prefix('-') {
                Some(ending) => (&mut self.not_endings, ending),
                None => (&mut self.not_beginnings, not.strip_suffix('-')?),
            },
        };
        list.push(affix);
        Some(())
    }

    fn fit(&self, word: &[u8]) -> bool {
        // Most words differ in the last letter already.
        let ends = |ending: &&str| {
            word.last() == ending.as_bytes().last() && word.ends_with(ending.as_bytes())
        };
        let stem = |ending: &&str| ends(ending) && word.len() >= ending.len() + SHORTEST_STEM;
        self.endings.iter().any(stem)
            && !self.not_endings.iter().any(ends)
            && !(self.not_beginnings.iter()).any(|start| word.starts_with(start.as_bytes()))
    }
}

impl Entry {
    /// The word's value in the class.
    pub(super) fn value(&self, class: Class) -> Option<i32> {
        if !self.has(class) {
            return None;
        }
        self.classes
            .iter()
            .find_map(|&(known, value)| (known == class).then_some(i32::from(value)))
    }

    /// Whether the word is in one of the classes of the set.
    pub(super) fn is_in(&self, set: u64) -> bool {
        self.set & set != 0
    }

    /// Whether the word is in the class, with or without a capital.
    pub(super) fn has(&self, class: Class) -> bool {
        self.set & class.bit() != 0
    }
}

/// The FNV-1a hash: short words are hashed faster than by the standard hasher.
#[derive(Debug)]
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
}

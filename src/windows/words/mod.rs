//! All words that windows show; a file for each language. `{0}` and `{1}` stand for what they are
//! about.

mod english;

use crate::workbench::keys::{KeyAction, KeyGroup};

/// The words of the windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct Words {
    pub help: HelpWords,
    pub export: ExportWords,
    pub keys: KeyWords,
}

/// The words of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct HelpWords {
    pub how: &'static str,
    pub privacy: &'static str,
    pub author: &'static str,
    pub labels: &'static str,
}

/// The words of the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct ExportWords {
    pub format: &'static str,
    pub what: &'static str,
    /// All documents, those that are done, the open one.
    pub which: [&'static str; 3],
    pub skipped: &'static str,
    pub suggestions: &'static str,
    pub rejected: &'static str,
    /// 0 is the format.
    pub limits: &'static str,
    pub looking: &'static str,
    pub fits: &'static str,
    /// 0 is how many.
    pub does_not_fit: Count,
    /// 0 is how many.
    pub and_more: &'static str,
    /// 0 is how many.
    pub export: Count,
    pub backup: &'static str,
    pub about_backup: &'static str,
    pub download_backup: &'static str,
}

/// Words for one and for another number of things; 0 is the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// For one.
    pub one: &'static str,
    /// For none and for several.
    pub many: &'static str,
}

impl Count {
    const fn new(one: &'static str, many: &'static str) -> Self {
        Self { one, many }
    }

    /// The words for so many.
    pub fn of(self, many: usize) -> String {
        let words = if many == 1 { self.one } else { self.many };
        words.replace("{0}", &many.to_string())
    }
}

/// Words with what they are about.
pub fn fill(words: &str, about: &[&str]) -> String {
    crate::annotation::fill(words, about)
}

/// The words of the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct KeyWords {
    pub groups: [(KeyGroup, &'static str); 6],
    /// What each key does, by the names of the key table.
    pub actions: &'static [(&'static str, &'static str)],
}

impl KeyWords {
    /// What a key does.
    pub fn of(&self, action: KeyAction) -> &'static str {
        let id = action.row().map_or("", |row| row.id);
        let words = self.actions.iter().find(|(one, _)| *one == id);
        words.map_or(id, |(_, words)| words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::keys::KEYS;

    #[test]
    fn every_key_has_words() {
        let words = Words::ENGLISH.keys;
        for row in KEYS {
            assert!(
                words.actions.iter().any(|(id, _)| *id == row.id),
                "{}",
                row.id
            );
        }
        assert_eq!(words.actions.len(), KEYS.len());
    }
}

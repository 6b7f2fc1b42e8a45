//! All words that windows show; a file for each language. `{0}` and `{1}` stand for what they are
//! about.

mod english;

use crate::annotation::HistoryWords;
use crate::workbench::keys::{KeyAction, KeyGroup};

/// The words of the windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct Words {
    pub help: HelpWords,
    pub export: ExportWords,
    pub labels: LabelWords,
    pub past: PastWords,
    pub told: HistoryWords,
    pub progress: ProgressWords,
    pub consistency: ConsistencyWords,
    pub everywhere: EverywhereWords,
    pub guidelines: GuidelineWords,
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

/// A sentence with a capital at its beginning, as what stands by itself has.
pub fn sentence(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next();
    let capital = first.into_iter().flat_map(char::to_uppercase);
    capital.chain(characters).collect()
}

/// Words with what they are about.
pub fn fill(words: &str, about: &[&str]) -> String {
    crate::annotation::fill(words, about)
}

/// The words of the label table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct LabelWords {
    pub about: &'static str,
    /// 0 is the label.
    pub up: &'static str,
    /// 0 is the label.
    pub down: &'static str,
    pub name: &'static str,
    pub export_name: &'static str,
    pub key: &'static str,
    pub description: &'static str,
    pub examples: &'static str,
    pub colour: &'static str,
    pub tints: [&'static str; 12],
    pub one_key: &'static str,
    pub merge_into: &'static str,
    pub choose: &'static str,
    pub delete: &'static str,
    pub spans: Count,
    pub documents: Count,
    /// 0 are the annotations, 1 the documents.
    pub ask_delete: &'static str,
    /// 0 is the label.
    pub delete_it: &'static str,
    /// 0 are the annotations, 1 the documents, 2 is the other label.
    pub ask_merge: &'static str,
    /// 0 is the label, 1 the other one.
    pub merge_it: &'static str,
    pub cancel: &'static str,
    pub new: &'static str,
    pub new_hint: &'static str,
    pub add: &'static str,
    pub undo: &'static str,
    pub redo: &'static str,
    pub about_sets: &'static str,
    pub write: &'static str,
    pub read: &'static str,
    pub nothing_new: &'static str,
    /// 0 is how many labels.
    pub taken_over: Count,
    /// Guidelines that were left out, and that were taken over.
    pub guidelines: [&'static str; 2],
}

/// The words of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct PastWords {
    pub undo: &'static str,
    pub redo: &'static str,
    pub reading: &'static str,
    pub nothing: &'static str,
    /// Between what was undone and what was not.
    pub here: &'static str,
    /// 0 is the day, 1 the month, 2 the year.
    pub day: &'static str,
    pub months: [&'static str; 12],
    /// 0 is how many.
    pub earlier: Count,
    /// A change that was made in several documents; 0 are the words, 1 is their label, 2 the documents.
    pub sweep: &'static str,
    pub documents: Count,
    /// A change of the open document that was made in others too; 0 is the change, 1 the documents.
    pub too: &'static str,
    pub other_documents: Count,
    pub gone: &'static str,
}

/// The words of the progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct ProgressWords {
    pub done: &'static str,
    /// 0 are the documents that are done, 1 all documents.
    pub done_of: &'static str,
    pub spans: &'static str,
    pub actions: &'static str,
    pub time: &'static str,
    /// 0 is the number.
    pub minutes: &'static str,
    pub about_time: &'static str,
    pub states: &'static str,
    /// In the order of [`crate::project::DocumentState::ALL`].
    pub state: [&'static str; 5],
    pub labels: &'static str,
    pub documents: &'static str,
    pub document: &'static str,
    pub download: &'static str,
    pub consistency: &'static str,
}

/// The words about words that are labelled in several ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct ConsistencyWords {
    pub about: &'static str,
    /// 0 are the documents that are looked through, 1 all documents.
    pub looking: &'static str,
    pub nothing: &'static str,
    /// 0 is how many.
    pub found: Count,
    /// 0 is how many.
    pub more_words: Count,
    pub reading: &'static str,
    /// 0 is how many places of the open document, 1 the label that they get.
    pub make_all: Count,
    /// How often words have a label; 0 is the label, 1 how often.
    pub times: &'static str,
    /// Places that are not shown; 0 is how many.
    pub more_places: Count,
    /// The document that is open.
    pub open: &'static str,
    pub undo: &'static str,
}

/// The words about the same words everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct EverywhereWords {
    pub nothing_selected: &'static str,
    pub label: &'static str,
    pub match_case: &'static str,
    pub whole_words: &'static str,
    pub here: &'static str,
    pub in_all: &'static str,
    /// 0 are the documents that were looked through, 1 all that are to be.
    pub looking: &'static str,
    /// 0 are the words.
    pub nowhere: &'static str,
    /// 0 are the places, 1 the documents that were looked through, 2 all documents.
    pub too_many: &'static str,
    /// 0 are the places, 1 the documents.
    pub found: &'static str,
    pub places: Count,
    pub documents: Count,
    /// Places that are not listed; 0 is how many.
    pub more: Count,
    pub otherwise: &'static str,
    pub suggested: &'static str,
    /// 0 are the places that are ticked, 1 all places.
    pub label_them: &'static str,
}

/// The words about the guidelines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct GuidelineWords {
    pub search: &'static str,
    pub edit: &'static str,
    pub nothing: &'static str,
    pub not_found: &'static str,
    pub labels: &'static str,
    pub no_description: &'static str,
    pub hint: &'static str,
    pub save: &'static str,
    pub cancel: &'static str,
    pub preview: &'static str,
}

/// The words of the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct KeyWords {
    pub groups: [(KeyGroup, &'static str); 6],
    pub about: &'static str,
    pub preset: &'static str,
    /// 0 is what the key is to do.
    pub add: &'static str,
    pub press: &'static str,
    pub reset: &'static str,
    /// 0 is the key, 1 what it does.
    pub drop: &'static str,
    /// 0 is the key, 1 what it does.
    pub taken: &'static str,
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

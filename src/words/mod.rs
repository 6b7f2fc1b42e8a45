//! The words of the interface: a file for each language, with the page's words and the windows' apart,
//! for the page is downloaded before anything is seen and carries no words but its own.
//!
//! The types say what there is to translate, so that a language in which something is missing does not
//! compile. `{0}` and `{1}` stand for what the words are about; [`fill()`] puts it there.
//!
//! The page carries its words in English alone. In another language it fetches them, before it shows
//! anything, from `static/words/`, where a test writes them down from the tables here.
//!
//! To add a language: a member of [`Language`] and a file like `english.rs`; then the words of the page,
//! by `UPDATE_GOLDEN=1 cargo test --lib words`.
//!
//! What is English in every language:
//! - what readers say about files that they cannot read ([`crate::formats::Diagnostic`]), and what the
//!   clerk reports of a file;
//! - the engine's errors: why the value of a time expression is refused, and why a change does not fit;
//! - why a time expression has its value ([`crate::detect::dates::explain`]);
//! - what the browser's side says when the disk, a worker or another site fails (`src/browser`);
//! - the names and columns of formats, the names and descriptions of the first labels, which are the
//!   project's and not the interface's, and all that is written into datasets;
//! - what is seen before the program runs (`index.html`, `boot.js`), and the command line.

mod english;
mod fill;
mod language;
mod lines;
mod page;
mod vietnamese;

pub use fill::fill;
pub use language::Language;
pub use lines::InLines;
pub(crate) use lines::in_lines;
pub use page::{
    BarWords, FindWords, ListWords, MenuWords, PageWords, PanelWords, ReaderWords, ReasonWords,
    SaidWords,
};

use crate::annotation::{HistoryWords, LabelError};
use crate::detect::dates::TimexWords;
use crate::formats::{Format, LossReason};
use crate::workbench::keys::{KeyAction, KeyError, KeyGroup};

/// The words of the windows.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct WindowWords {
    pub help: HelpWords,
    pub open: OpenWords,
    pub export: ExportWords,
    pub labels: LabelWords,
    pub past: PastWords,
    pub told: &'static HistoryWords,
    pub dates: &'static TimexWords,
    pub titles: &'static Titles,
    pub progress: ProgressWords,
    pub consistency: ConsistencyWords,
    pub everywhere: EverywhereWords,
    pub guidelines: GuidelineWords,
    pub tour: TourWords,
    pub keys: KeyWords,
    pub date: DateWords,
    pub timeline: TimelineWords,
    pub folder: FolderWords,
    pub detectors: DetectorWords,
}

in_lines! {
    /// The headings of the windows.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[allow(missing_docs, reason = "the words say it themselves")]
    pub struct Titles {
        pub help: &'static str,
        pub import: &'static str,
        pub export: &'static str,
        pub labels: &'static str,
        pub history: &'static str,
        pub progress: &'static str,
        pub keys: &'static str,
        pub date: &'static str,
        pub timeline: &'static str,
        pub consistency: &'static str,
        pub occurrences: &'static str,
        pub guidelines: &'static str,
        pub tour: &'static str,
        pub folder: &'static str,
        pub detectors: &'static str,
    }
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

/// The words of the window that brings documents in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct OpenWords {
    pub paste: &'static str,
    pub paste_hint: &'static str,
    pub open_text: &'static str,
    pub files: &'static str,
    pub about_files: &'static str,
    pub choose_files: &'static str,
    pub fetch: &'static str,
    pub about_fetch: &'static str,
    pub do_fetch: &'static str,
    pub send: &'static str,
    pub about_send: &'static str,
    pub bookmark: &'static str,
    pub sample: &'static str,
}

/// The words of the export.
#[derive(Clone, Copy, Debug)]
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
    pub format_words: fn(Format) -> FormatWords,
    pub loss: fn(&LossReason) -> String,
    pub none: &'static str,
    pub none_done: &'static str,
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
    pub to_a_folder: &'static str,
    /// 0 is how many.
    pub unexported: Count,
    pub all_exported: &'static str,
    /// What the browser has not promised, and what it has.
    pub persistent: [&'static str; 2],
}

/// The words about the folder to which the project is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct FolderWords {
    pub about: &'static str,
    pub impossible: &'static str,
    pub choose: &'static str,
    /// 0 is the folder.
    pub saved_to: &'static str,
    /// 0 is the folder.
    pub asks: &'static str,
    pub go_on: &'static str,
    pub stop: &'static str,
}

/// The words about what proposes annotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct DetectorWords {
    pub instant: &'static str,
    pub about_instant: &'static str,
    pub precise: &'static str,
    /// 0 is how many megabytes it has.
    pub about_precise: &'static str,
    pub begin: &'static str,
    /// 0 is how many megabytes there are, 1 of how many.
    pub loading: &'static str,
    /// 0 is how many pieces are read, 1 of how many.
    pub reading: &'static str,
    pub read: &'static str,
    pub stop: &'static str,
    /// 0 is why.
    pub failed: &'static str,
    pub again: &'static str,
    pub kinds: &'static str,
    pub own: &'static str,
    pub about_own: &'static str,
    pub add_files: &'static str,
    pub not_kept: &'static str,
    pub being_read: &'static str,
    /// 0 is what is removed.
    pub remove: &'static str,
    /// 0 is how many lines, 1 are the first of them.
    pub contradicted: &'static str,
    /// 0 is what it is called.
    pub model: &'static str,
    /// 0 is how many pieces are read, 1 of how many.
    pub model_reads: &'static str,
    pub terms: Count,
    /// 0 is a label of a list or a model.
    pub is_here: &'static str,
    pub left_out: &'static str,
    pub adopt: &'static str,
    pub case: &'static str,
    pub whole: &'static str,
    pub about_patterns: &'static str,
    pub expression: &'static str,
    pub label: &'static str,
    pub add_pattern: &'static str,
    pub trust: &'static str,
    pub about_trust: &'static str,
    /// 0 is a kind of detectors.
    pub raise: &'static str,
    pub decisions: &'static str,
    pub lists: &'static str,
    pub patterns: &'static str,
    pub dates: &'static str,
    pub measures: &'static str,
    pub own_model: &'static str,
    pub names: &'static str,
    pub shown: &'static str,
    pub about_shown: &'static str,
    pub threshold: &'static str,
    /// 0 is how many are shown, 1 of how many.
    pub count: &'static str,
    pub at_least: &'static str,
    /// 0 is a label.
    pub at_least_of: &'static str,
    pub in_article: &'static str,
    pub share: &'static str,
    pub about_share: &'static str,
    pub save: &'static str,
    pub load: &'static str,
    /// 0 is the name of a file, 1 why it cannot be used.
    pub refused: &'static str,
}

/// What is said about a format.
#[derive(Clone, Copy, Debug)]
pub struct FormatWords {
    /// What it is for, in a sentence.
    pub description: &'static str,
    /// What is lost in it whatever the documents are, each in a phrase.
    pub cannot_hold: &'static [&'static str],
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

    /// In a language whose nouns are the same for one and for several.
    const fn same(words: &'static str) -> Self {
        Self::new(words, words)
    }

    /// The words for so many.
    pub fn of(self, many: usize) -> String {
        counted(if many == 1 { self.one } else { self.many }, many)
    }
}

/// Words with the number that they are about.
pub fn counted(words: &str, many: usize) -> String {
    fill(words, &[&many.to_string()])
}

/// A sentence with a capital at its beginning, as what stands by itself has.
pub fn sentence(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next();
    let capital = first.into_iter().flat_map(char::to_uppercase);
    capital.chain(characters).collect()
}

/// The words of the label table.
#[derive(Clone, Copy, Debug)]
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
    /// Why a change does not fit.
    pub refused: fn(&LabelError) -> String,
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
    /// Where there is no document.
    pub nothing: &'static str,
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
    pub state: &'static [&'static str; 5],
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

/// The words of the tour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct TourWords {
    /// 0 is which step, 1 how many there are.
    pub at: &'static str,
    pub steps: [StepWords; 5],
    pub leave: &'static str,
    pub back: &'static str,
    pub next: &'static str,
    pub finish: &'static str,
}

/// The words of a step of the tour, for hands on a keyboard and for fingers. The numbers are the keys
/// that [`crate::windows`] names for the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct StepWords {
    pub title: &'static str,
    pub by_key: &'static str,
    pub by_touch: &'static str,
}

/// The words of the editor of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct DateWords {
    pub nothing: &'static str,
    pub value: &'static str,
    pub set: &'static str,
    pub kind: &'static str,
    pub modifier: &'static str,
    pub no_modifier: &'static str,
    /// In the order of [`crate::detect::dates::MODIFIERS`].
    pub modifiers: [&'static str; 12],
    pub quant: &'static str,
    pub freq: &'static str,
    /// 0 is a value, 1 what it means.
    pub typed: &'static str,
    pub follows: &'static str,
    pub by_person: &'static str,
    pub readings: &'static str,
    /// 0 is a meaning.
    pub as_read: &'static str,
    pub calendar: &'static str,
    /// A year and a month back, a month and a year on.
    pub turns: [&'static str; 4],
    /// From Monday on.
    pub short_weekdays: [&'static str; 7],
    /// 0 is the weekday, 1 the day.
    pub full_day: &'static str,
    /// 0 is the day.
    pub published: &'static str,
    pub choices: &'static str,
    pub last: &'static str,
    pub this: &'static str,
    pub next: &'static str,
    pub day: &'static str,
    pub week: &'static str,
    pub month: &'static str,
    pub year: &'static str,
    pub vague: &'static str,
    pub past: &'static str,
    pub present: &'static str,
    pub future: &'static str,
    /// 0 is the month, 1 the year.
    pub month_of: &'static str,
    /// 0 is the day, 1 the month.
    pub day_of: &'static str,
    /// 0 is the day on which it begins.
    pub week_from: &'static str,
    pub document_date: &'static str,
    pub no_document_date: &'static str,
    pub hint: &'static str,
}

/// The words of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct TimelineWords {
    pub nothing: &'static str,
    pub published: &'static str,
    pub no_document_date: &'static str,
    pub placed: &'static str,
    pub lengths: &'static str,
    pub sets: &'static str,
    pub unplaced: &'static str,
    pub days: Count,
    pub months: Count,
    pub years: Count,
}

/// The words of the keys.
#[derive(Clone, Copy, Debug)]
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
    /// Why a key cannot do what it is to do.
    pub refused: fn(&KeyError) -> String,
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
#[cfg(not(target_arch = "wasm32"))]
mod tests;

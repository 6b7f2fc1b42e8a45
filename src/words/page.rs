//! What the page itself says, part by part.

use super::lines::in_lines;
use super::{Count, InLines, Titles};
use crate::annotation::HistoryWords;
use crate::text::SkipReason;

in_lines! {
    /// The words of the page.
    #[derive(Clone, Copy, Debug)]
    #[allow(missing_docs, reason = "the words say it themselves")]
    pub struct PageWords {
        pub bar: BarWords,
        pub reader: ReaderWords,
        pub panels: PanelWords,
        pub list: ListWords,
        pub menu: MenuWords,
        pub find: FindWords,
        pub said: SaidWords,
        pub told: &'static HistoryWords,
        pub titles: &'static Titles,
        /// Closes a window or a bar.
        pub close: &'static str,
        /// Takes a notice away.
        pub dismiss: &'static str,
        /// Gives up what takes long.
        pub stop: &'static str,
        pub try_again: &'static str,
    }
}

impl PageWords {
    /// The words that stand on the lines of a file; none where they are not as many as they have to be.
    pub fn from_lines(file: &'static str) -> Option<&'static Self> {
        let mut words = &Self::ENGLISH;
        (file.lines().count() == Self::LINES).then(|| {
            words.take(&mut file.lines());
            words
        })
    }
}

in_lines! {
    /// The words of the bar on top.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[allow(missing_docs, reason = "the words say it themselves")]
    pub struct BarWords {
        pub documents: &'static str,
        pub undo: &'static str,
        pub undo_key: &'static str,
        pub redo: &'static str,
        pub redo_key: &'static str,
        pub history: &'static str,
        pub history_key: &'static str,
        pub open: &'static str,
        pub export: &'static str,
        pub help: &'static str,
        pub help_key: &'static str,
        pub annotations: &'static str,
        pub saved: &'static str,
        pub about_saved: &'static str,
        pub saving: &'static str,
        pub about_saving: Count,
        pub unsaved: &'static str,
        pub rescue: &'static str,
        pub reading: &'static str,
        /// 0 is how much of a hundred.
        pub read: &'static str,
        pub all_decided: &'static str,
        /// 0 is how many.
        pub to_decide: &'static str,
        /// 0 is how many, 1 how much of a hundred.
        pub refining: &'static str,
        pub about_detectors: &'static str,
        pub no_suggestions: &'static str,
        pub published: &'static str,
        pub published_when: &'static str,
        pub about_published: &'static str,
        pub done: &'static str,
        pub about_done: &'static str,
        pub done_next: &'static str,
        pub about_done_next: &'static str,
    }
}

in_lines! {
    /// The words around and in the article.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[allow(missing_docs, reason = "the words say it themselves")]
    pub struct ReaderWords {
        /// What follows each of the keys Space, A and X.
        pub first_steps: [&'static str; 3],
        /// What a finger does first.
        pub first_touch: &'static str,
        pub tour: &'static str,
        pub nothing_open: &'static str,
        pub reads_only: &'static str,
        pub take_over: &'static str,
        pub reject: &'static str,
        pub reject_key: &'static str,
        pub skip: &'static str,
        pub include: &'static str,
        /// 0 is the reason.
        pub skip_block: &'static str,
        /// 0 is the reason.
        pub include_block: &'static str,
        pub skipped_by_you: &'static str,
        /// 0 is the reason.
        pub skipped: &'static str,
        /// 0 is the reason.
        pub included_by_you: &'static str,
        pub reasons: ReasonWords,
        pub suggested: &'static str,
        /// 0 is how much of a hundred.
        pub suggested_sure: &'static str,
        pub click_to_accept: &'static str,
    }
}

in_lines! {
    /// Why a block is no part of the article.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[allow(missing_docs, reason = "the words say it themselves")]
    pub struct ReasonWords {
        pub repeated: &'static str,
        pub teaser: &'static str,
        pub share_line: &'static str,
        pub copyright: &'static str,
        pub advertisement: &'static str,
        pub front_matter: &'static str,
        pub other_language: &'static str,
    }
}

impl ReasonWords {
    /// The reason in words.
    pub const fn of(&self, reason: SkipReason) -> &'static str {
        match reason {
            SkipReason::Repeated { .. } => self.repeated,
            SkipReason::Teaser => self.teaser,
            SkipReason::ShareLine => self.share_line,
            SkipReason::Copyright => self.copyright,
            SkipReason::Advertisement => self.advertisement,
            SkipReason::FrontMatter => self.front_matter,
            SkipReason::OtherLanguage { .. } => self.other_language,
        }
    }
}

in_lines! {
    /// The words of the panels beside the article.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[allow(missing_docs, reason = "the words say it themselves")]
    pub struct PanelWords {
        pub documents: &'static str,
        /// 0 are the documents that are done, 1 all documents.
        pub done_of: &'static str,
        pub no_document: &'static str,
        pub find_document: &'static str,
        /// In the order of [`crate::project::DocumentState::ALL`].
        pub states: &'static [&'static str; 5],
        /// 0 is the document.
        pub ask_remove: &'static str,
        pub remove: &'static str,
        /// 0 is the document.
        pub remove_it: &'static str,
        pub labels_and_annotations: &'static str,
        pub labels: &'static str,
        pub edit: &'static str,
        pub annotations: &'static str,
        /// 0 are those that hold, 1 the suggestions.
        pub counts: &'static str,
        pub nothing_yet: &'static str,
    }
}

in_lines! {
    /// The words of the list of annotations.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[allow(missing_docs, reason = "the words say it themselves")]
    pub struct ListWords {
        pub annotations: &'static str,
        pub filter: &'static str,
        pub label: &'static str,
        pub every_label: &'static str,
        pub state: &'static str,
        /// All, suggested, accepted, made by hand.
        pub states: [&'static str; 4],
        pub score: &'static str,
        pub any_score: &'static str,
        /// 0 is how much of a hundred.
        pub score_from: &'static str,
        pub order: &'static str,
        /// By position, label, text, score from the top and from the bottom, date.
        pub orders: [&'static str; 6],
        pub nothing: &'static str,
        /// 0 are the words of the annotation.
        pub choose: &'static str,
        /// 0 is how many.
        pub accept_listed: &'static str,
        /// 0 is how many.
        pub accept_suggestions: Count,
        /// 0 is how many.
        pub accept_in_view: &'static str,
        /// 0 is how many.
        pub chosen: &'static str,
        pub accept: &'static str,
        pub remove: &'static str,
        pub relabel: &'static str,
        pub about_relabel: &'static str,
        pub let_go: &'static str,
    }
}

in_lines! {
    /// The words of the menu beside what is in focus.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[allow(missing_docs, reason = "the words say it themselves")]
    pub struct MenuWords {
        pub labels: &'static str,
        pub by_hand: &'static str,
        /// 0 is the detector and its score.
        pub by: &'static str,
        /// 0 is the file.
        pub from: &'static str,
        pub accept: &'static str,
        pub reject: &'static str,
        pub remove: &'static str,
        pub no_value: &'static str,
    }
}

in_lines! {
    /// The words of the bar in which words are looked for.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[allow(missing_docs, reason = "the words say it themselves")]
    pub struct FindWords {
        pub find: &'static str,
        pub find_here: &'static str,
        pub previous: &'static str,
        pub next: &'static str,
        pub case: &'static str,
        pub words: &'static str,
        /// 0 is which of them, 1 how many were found.
        pub at: &'static str,
        /// 0 is how many were found.
        pub found: &'static str,
        pub nothing: &'static str,
    }
}

in_lines! {
    /// What is announced, asked and told in passing.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[allow(missing_docs, reason = "the words say it themselves")]
    pub struct SaidWords {
        /// 0 are the words.
        pub selected: &'static str,
        pub not_found: &'static str,
        pub select_first: &'static str,
        pub date_first: &'static str,
        pub no_suggestion_left: &'static str,
        pub no_other_meaning: &'static str,
        /// 0 is the change.
        pub undone: &'static str,
        /// 0 is the change.
        pub redone: &'static str,
        pub all_done: &'static str,
        pub reads_only: &'static str,
        pub not_given: &'static str,
        /// 0 is why.
        pub failed: &'static str,
        /// 0 is why.
        pub failed_twice: &'static str,
        pub gone: &'static str,
        /// 0 is the file, 1 how many documents it holds.
        pub ask_restore: &'static str,
        pub newer_version: &'static str,
    }
}

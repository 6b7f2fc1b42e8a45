//! The words in which changes are told. `{0}` and `{1}` stand for what they are about.

use crate::words::in_lines;

in_lines! {
    /// The words in which changes are told, in one language.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct HistoryWords {
        /// A rejection; 0 is the label.
        pub rejection: &'static str,
        /// A removal; 0 is the label.
        pub removed: &'static str,
        /// The ends have moved; 0 is what the annotation covers now.
        pub moved: &'static str,
        /// Another label; 0 was, 1 is.
        pub relabelled: &'static str,
        /// Nobody has decided any more.
        pub open_again: &'static str,
        /// A suggestion was accepted.
        pub accepted: &'static str,
        /// It was rejected.
        pub rejected: &'static str,
        /// A time expression means something else; 0 is its value.
        pub value: &'static str,
        /// A time expression has no meaning any more.
        pub no_value: &'static str,
        /// Who changed an annotation last, and nothing else, is different.
        pub unchanged: &'static str,
        /// The document's date; 0 is it.
        pub date: &'static str,
        /// The document has no date.
        pub no_date: &'static str,
        /// A block was included.
        pub included: &'static str,
        /// A block was skipped.
        pub skipped: &'static str,
        /// The document is new, in progress, done, flagged.
        pub status: [&'static str; 4],
        /// No change.
        pub nothing: &'static str,
        /// The same change to the same words; 0 is the change, 1 how often.
        pub occurrences: &'static str,
        /// 0 are words, 1 how many others are changed with them.
        pub and_others: &'static str,
        /// 0 is a change, 1 how many unlike changes belong to it.
        pub and_more: &'static str,
        /// A label was added; 0 is its name.
        pub label_added: &'static str,
        /// A label was taken out of the table; 0 is its name.
        pub label_gone: &'static str,
        /// A label was deleted; 0 is its name.
        pub label_deleted: &'static str,
        /// A label is in use again; 0 is its name.
        pub label_restored: &'static str,
        /// A label was merged; 0 is its name, 1 the other's.
        pub label_merged: &'static str,
        /// A label has another name; 0 is the old one, 1 the new one.
        pub label_renamed: &'static str,
        /// Exports write a label otherwise; 0 is its name, 1 what they write.
        pub label_exported: &'static str,
        /// A label has another colour; 0 is its name.
        pub label_coloured: &'static str,
        /// A label has another key; 0 is its name, 1 the key.
        pub label_key: &'static str,
        /// A label has no key any more; 0 is its name.
        pub label_no_key: &'static str,
        /// A label has another description or other examples; 0 is its name.
        pub label_described: &'static str,
        /// The guidelines were written anew.
        pub guidelines: &'static str,
        /// A label has another place in the table; 0 is its name.
        pub label_moved: &'static str,
    }
}

//! The table of formats.

use serde::{Deserialize, Serialize};

use super::{ExportOptions, SkippedBlocks};

/// A format in which a dataset leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Spanwright's own records, one document a line.
    JsonLines,
    /// Spanwright's own records in one file, with the label table.
    Json,
    /// One line a document with `[start, end, label]` entities, as spaCy trains from.
    SpacyJsonl,
    /// The four columns of the CoNLL-2003 shared task, with IOB2 tags.
    Conll,
    /// One document with its time expressions, as TimeML marks them.
    TimeMl,
}

struct Facts {
    name: &'static str,
    extension: &'static str,
    mime_type: &'static str,
    description: &'static str,
    cannot_hold: &'static [&'static str],
}

impl Format {
    /// All formats, the most complete one first.
    pub const ALL: [Self; 5] = [
        Self::JsonLines,
        Self::Json,
        Self::SpacyJsonl,
        Self::Conll,
        Self::TimeMl,
    ];

    /// What people call it.
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// How the names of its files end, without the dot.
    pub const fn extension(self) -> &'static str {
        self.facts().extension
    }

    /// The media type of its files.
    pub const fn mime_type(self) -> &'static str {
        self.facts().mime_type
    }

    /// What it is for, in a sentence.
    pub const fn description(self) -> &'static str {
        self.facts().description
    }

    /// What is lost in it whatever the documents are, each in a phrase. What is lost of certain
    /// documents is said by [`super::losses`].
    pub const fn cannot_hold(self) -> &'static [&'static str] {
        self.facts().cannot_hold
    }

    /// Whether it is one of Spanwright's own formats, from which everything can be restored.
    pub const fn is_own(self) -> bool {
        matches!(self, Self::JsonLines | Self::Json)
    }

    /// Whether a file of it can hold several documents.
    pub const fn holds_many(self) -> bool {
        !matches!(self, Self::TimeMl)
    }

    /// The options that most people want: the own formats keep skipped blocks and rejections,
    /// the training formats hold neither.
    pub const fn default_options(self) -> ExportOptions {
        ExportOptions {
            skipped: if self.is_own() {
                SkippedBlocks::Mark
            } else {
                SkippedBlocks::Exclude
            },
            suggestions: false,
            rejected: self.is_own(),
        }
    }

    const fn facts(self) -> &'static Facts {
        match self {
            Self::JsonLines => &Facts {
                name: "JSON Lines",
                extension: "jsonl",
                mime_type: "application/jsonl",
                description: "Everything about each document, one document a line. Spanwright \
                              reads it back.",
                cannot_hold: &["labels that no annotation has", "the undo history"],
            },
            Self::Json => &Facts {
                name: "JSON",
                extension: "json",
                mime_type: "application/json",
                description: "Everything about all documents and the labels in one file. \
                              Spanwright reads it back.",
                cannot_hold: &["the undo history"],
            },
            Self::SpacyJsonl => &Facts {
                name: "spaCy JSONL",
                extension: "spacy.jsonl",
                mime_type: "application/jsonl",
                description: "One document a line: its text and its entities as [start, end, \
                              label] in Unicode code points, as spaCy is trained from.",
                cannot_hold: &[
                    "overlapping and nested annotations",
                    "the type and value of dates",
                    "scores, origins, authors and times",
                    "rejections, and whether a person has looked at a suggestion",
                    "annotations that begin or end inside one of spaCy's own tokens: spaCy \
                     leaves them out when it trains, with warning W030",
                ],
            },
            Self::Conll => &Facts {
                name: "CoNLL-2003 (IOB2)",
                extension: "conll",
                mime_type: "text/plain",
                description: "One token a line with its IOB2 tag in the last of four columns, \
                              a blank line after each sentence.",
                cannot_hold: &[
                    "overlapping and nested annotations",
                    "annotations that begin or end inside a token",
                    "the text between the tokens, and so all offsets",
                    "which blocks were skipped, and what kind a block is",
                    "the type and value of dates",
                    "scores, origins, authors and times",
                    "rejections, and whether a person has looked at a suggestion",
                    "the names, dates and states of documents",
                    "parts of speech and chunks: their columns are filled with -X- and _",
                    "control characters: each is written as U+FFFD",
                ],
            },
            Self::TimeMl => &Facts {
                name: "TimeML (TIMEX3)",
                extension: "tml",
                mime_type: "application/xml",
                description: "One document with its time expressions marked in its text: type, \
                              value and the other attributes of TIMEX3.",
                cannot_hold: &[
                    "more than one document",
                    "annotations that are no time expressions",
                    "overlapping and nested annotations",
                    "which blocks were skipped, and what kind a block is",
                    "scores, origins, authors and times",
                    "rejections, and whether a person has looked at a suggestion",
                    "the names and states of documents",
                    "control characters: each is written as U+FFFD",
                ],
            },
        }
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

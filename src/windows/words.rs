//! All words that windows show, in one language. `{0}` and `{1}` stand for what they are about.

/// The words of the windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct Words {
    pub help: HelpWords,
    pub export: ExportWords,
}

/// The words of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it themselves")]
pub struct HelpWords {
    pub how: &'static str,
    pub privacy: &'static str,
    pub author: &'static str,
    pub keys: &'static str,
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

impl Words {
    /// The words in English.
    pub const ENGLISH: Self = Self {
        help: HelpWords {
            how: "A dashed line is a suggestion: click it to accept it, or its cross to reject it. \
                  Drag over words or double-click one, then press a label’s key. Hold Alt while you \
                  drag to select single characters.",
            privacy: "Everything stays in this browser. Nothing that you open here is sent anywhere.",
            author: "Your name, kept with each of your annotations",
            keys: "Keys",
            labels: "Labels",
        },
        export: ExportWords {
            format: "Format",
            what: "What",
            which: ["all documents", "done documents", "the open document"],
            skipped: "with the text of skipped blocks, marked as such",
            suggestions: "with suggestions that nobody has decided",
            rejected: "with rejections",
            limits: "What {0} cannot hold",
            looking: "Looking through the documents…",
            fits: "Every annotation of these documents fits.",
            does_not_fit: Count::new(
                "{0} annotation does not fit:",
                "{0} annotations do not fit:",
            ),
            and_more: "… and {0} more",
            export: Count::new("Export {0} document", "Export {0} documents"),
            backup: "Backup",
            about_backup: "The whole project in one file, with its undo history. Open the file to \
                           restore it.",
            download_backup: "Download a backup",
        },
    };
}

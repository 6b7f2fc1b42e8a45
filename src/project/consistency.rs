//! The same words labelled differently, in a document and over the project.

use serde::{Deserialize, Serialize};

use super::DocumentId;
use crate::annotation::{Annotation, LabelId, Markup, Review, Schema};
use crate::text::SourceText;

/// How often which words have which label in a document, sorted by words and label. It is small
/// and is kept beside the document, so that the project can be looked through without opening it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Usage {
    uses: Vec<Use>,
}

/// Words, their label and how often they have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(String, LabelId, u32)", into = "(String, LabelId, u32)")]
struct Use {
    words: String,
    label: LabelId,
    count: u32,
}

/// Words that have several labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The words in small letters, with single spaces.
    pub words: String,
    /// Their labels, the most frequent one first.
    pub labels: Vec<LabelUse>,
}

/// How often words have a label, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelUse {
    /// The label.
    pub label: LabelId,
    /// How often.
    pub count: u32,
    /// In which documents, in the order of the project.
    pub documents: Vec<DocumentId>,
}

impl Usage {
    /// What holds in a document with this text.
    pub fn of(text: &SourceText, markup: &Markup) -> Self {
        let uses = holding(markup).map(|annotation| Use {
            words: normalised(text.slice(annotation.span)),
            label: annotation.label.clone(),
            count: 1,
        });
        Self::new(uses.collect())
    }

    fn new(mut uses: Vec<Use>) -> Self {
        uses.sort_by(|a, b| a.words.cmp(&b.words).then_with(|| a.label.cmp(&b.label)));
        uses.dedup_by(|next, first| {
            let same = next.words == first.words && next.label == first.label;
            if same {
                first.count += next.count;
            }
            same
        });
        Self { uses }
    }

    fn of_words(&self, words: &str) -> &[Use] {
        let start = self.uses.partition_point(|one| &*one.words < words);
        let rest = self.uses.get(start..).unwrap_or_default();
        let end = rest.partition_point(|one| one.words == words);
        rest.get(..end).unwrap_or_default()
    }
}

/// What the documents of a project say, for those that are looked through together.
#[derive(Clone, Copy, Debug)]
pub struct Consistency<'a> {
    /// The documents in the order of the project.
    pub documents: &'a [(DocumentId, Usage)],
    /// Merged labels are one; deleted ones do not count.
    pub schema: &'a Schema,
}

impl Consistency<'_> {
    /// The labels that these words have, the most frequent one first; the document `besides` does
    /// not count.
    pub fn labels_of(&self, words: &str, besides: Option<&DocumentId>) -> Vec<LabelUse> {
        let words = normalised(words);
        let mut labels = Vec::new();
        for (document, usage) in self.documents {
            if Some(document) != besides {
                self.add(&mut labels, document, usage.of_words(&words));
            }
        }
        most_frequent_first(labels)
    }

    /// All words that have several labels, in alphabetical order.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let uses = self.documents.iter().flat_map(|(_, usage)| &usage.uses);
        self.conflicts_of(uses.map(|one| &*one.words).collect())
    }

    /// The words of one document that have several labels, in it or over the project.
    pub fn conflicts_in(&self, usage: &Usage) -> Vec<Conflict> {
        self.conflicts_of(usage.uses.iter().map(|one| &*one.words).collect())
    }

    fn conflicts_of(&self, mut words: Vec<&str>) -> Vec<Conflict> {
        words.sort_unstable();
        words.dedup();
        let conflicts = words.into_iter().map(|words| Conflict {
            words: words.to_owned(),
            labels: self.labels_of(words, None),
        });
        conflicts
            .filter(|conflict| conflict.labels.len() > 1)
            .collect()
    }

    fn add(&self, labels: &mut Vec<LabelUse>, document: &DocumentId, uses: &[Use]) {
        for one in uses {
            let label = self.schema.resolve(&one.label);
            if self.schema.is_deleted(label) {
                continue;
            }
            let at = labels.iter().position(|known| known.label == *label);
            let at = at.unwrap_or_else(|| {
                labels.push(LabelUse {
                    label: label.clone(),
                    count: 0,
                    documents: Vec::new(),
                });
                labels.len() - 1
            });
            if let Some(known) = labels.get_mut(at) {
                known.count += one.count;
                if known.documents.last() != Some(document) {
                    known.documents.push(document.clone());
                }
            }
        }
    }
}

/// The annotations of a document with this text that hold and stand on these words, in order.
pub fn places_of<'a>(
    words: &str,
    text: &'a SourceText,
    markup: &'a Markup,
) -> impl Iterator<Item = &'a Annotation> {
    let words = normalised(words);
    holding(markup).filter(move |annotation| normalised(text.slice(annotation.span)) == words)
}

fn holding(markup: &Markup) -> impl Iterator<Item = &Annotation> {
    let all = markup.annotations.iter().map(|annotation| &**annotation);
    all.filter(|annotation| annotation.review == Review::Accepted)
}

fn most_frequent_first(mut labels: Vec<LabelUse>) -> Vec<LabelUse> {
    labels.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    labels
}

/// The words as they are compared: in small letters, with single spaces.
fn normalised(words: &str) -> String {
    let mut normal = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.extend(word.chars().flat_map(char::to_lowercase));
    }
    normal
}

impl From<Use> for (String, LabelId, u32) {
    fn from(one: Use) -> Self {
        (one.words, one.label, one.count)
    }
}

impl From<(String, LabelId, u32)> for Use {
    fn from((words, label, count): (String, LabelId, u32)) -> Self {
        Self {
            words,
            label,
            count,
        }
    }
}

// Property tests run natively.
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

//! One change to a document's markup, with its five duties: it can be applied, inverted, merged
//! with the next one, described (in [`super::describe`]) and serialised.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Annotation, AnnotationId, BlockIndex, Markup, Status};
use crate::text::TextSpan;

/// A change to a document's markup. It carries what was there before, so that its inverse needs
/// nothing else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// An annotation comes to be.
    Add(Box<Annotation>),
    /// An annotation ceases to be.
    Remove(Box<Annotation>),
    /// An annotation changes and keeps its identity.
    Change {
        /// What it was.
        before: Box<Annotation>,
        /// What it becomes.
        after: Box<Annotation>,
    },
    /// The document's date changes.
    Date {
        /// What it was.
        #[serde(with = "super::day")]
        before: Option<NaiveDate>,
        /// What it becomes.
        #[serde(with = "super::day")]
        after: Option<NaiveDate>,
    },
    /// A person includes or skips a block, or leaves it to what was recognised.
    Block {
        /// Which block.
        block: BlockIndex,
        /// What a person had said.
        before: Option<bool>,
        /// What a person says now.
        after: Option<bool>,
    },
    /// The work on the document moves on.
    Status {
        /// What it was.
        before: Status,
        /// What it becomes.
        after: Status,
    },
    /// Several changes that are one to a person, in order.
    Batch(Vec<Edit>),
}

/// Why an edit does not fit the markup that it was to change. It can only come from a damaged
/// journal, never from a person's action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The annotation to add is there already.
    #[error("annotation {0} is there already; the edit was not applied")]
    Exists(AnnotationId),
    /// The annotation to change or remove is not there, or not as the edit remembers it.
    #[error("annotation {0} is not as the edit remembers it; the edit was not applied")]
    Differs(AnnotationId),
    /// A change would make another annotation of it.
    #[error("annotation {0} would become annotation {1}; the edit was not applied")]
    Identity(AnnotationId, AnnotationId),
    /// An annotation would not stand on whole characters of the text.
    #[error("annotation {0} would be at bytes {1}, no piece of the text; the edit was not applied")]
    OffText(AnnotationId, TextSpan),
    /// The document's date, a block or the status is not as the edit remembers it.
    #[error("the document's {0} is not as the edit remembers it; the edit was not applied")]
    DocumentDiffers(&'static str),
}

impl Edit {
    /// Applies the change, all of it or nothing.
    ///
    /// # Errors
    /// Where the markup is not as the edit remembers it. The markup is then unchanged.
    pub fn apply(&self, markup: &mut Markup) -> Result<(), EditError> {
        let differs = |same: bool, what| match same {
            true => Ok(()),
            false => Err(EditError::DocumentDiffers(what)),
        };
        match self {
            Self::Add(annotation) => {
                if markup.annotations.get(annotation.id).is_some() {
                    return Err(EditError::Exists(annotation.id));
                }
                markup.annotations.insert((**annotation).clone());
            }
            Self::Remove(annotation) => {
                expect_annotation(markup, annotation)?;
                markup.annotations.remove(annotation.id);
            }
            Self::Change { before, after } => {
                if before.id != after.id {
                    return Err(EditError::Identity(before.id, after.id));
                }
                expect_annotation(markup, before)?;
                markup.annotations.insert((**after).clone());
            }
            Self::Date { before, after } => {
                differs(markup.date == *before, "date")?;
                markup.date = *after;
            }
            Self::Block {
                block,
                before,
                after,
            } => {
                differs(
                    markup.blocks.get(block) == before.as_ref(),
                    "choice of blocks",
                )?;
                match after {
                    Some(included) => markup.blocks.insert(*block, *included),
                    None => markup.blocks.remove(block),
                };
            }
            Self::Status { before, after } => {
                differs(markup.status == *before, "status")?;
                markup.status = *after;
            }
            Self::Batch(edits) => {
                for (n, edit) in edits.iter().enumerate() {
                    if let Err(error) = edit.apply(markup) {
                        for done in edits[..n].iter().rev() {
                            // What was just applied can be taken back.
                            let _ = done.inverse().apply(markup);
                        }
                        return Err(error);
                    }
                }
            }
        }
        Ok(())
    }

    /// The change that takes this one back.
    pub fn inverse(&self) -> Self {
        match self {
            Self::Add(annotation) => Self::Remove(annotation.clone()),
            Self::Remove(annotation) => Self::Add(annotation.clone()),
            Self::Change { before, after } => Self::Change {
                before: after.clone(),
                after: before.clone(),
            },
            Self::Date { before, after } => Self::Date {
                before: *after,
                after: *before,
            },
            Self::Block {
                block,
                before,
                after,
            } => Self::Block {
                block: *block,
                before: *after,
                after: *before,
            },
            Self::Status { before, after } => Self::Status {
                before: *after,
                after: *before,
            },
            Self::Batch(edits) => Self::Batch(edits.iter().rev().map(Self::inverse).collect()),
        }
    }

    /// This change followed by `next` as one change, where both concern the same thing.
    pub fn merge(&self, next: &Self) -> Option<Self> {
        match (self, next) {
            (Self::Add(added), Self::Change { before, after }) if added == before => {
                Some(Self::Add(after.clone()))
            }
            (
                Self::Change { before, after },
                Self::Change {
                    before: then,
                    after: last,
                },
            ) if after == then => Some(Self::Change {
                before: before.clone(),
                after: last.clone(),
            }),
            (
                Self::Date { before, after },
                Self::Date {
                    before: then,
                    after: last,
                },
            ) if after == then => Some(Self::Date {
                before: *before,
                after: *last,
            }),
            _ => None,
        }
    }

    /// This change followed by `next` as one change.
    pub fn followed_by(&self, next: &Self) -> Self {
        let mut parts: Vec<Self> = self.parts().into_iter().cloned().collect();
        let merged = parts.iter().rposition(|part| part.merge(next).is_some());
        match merged.and_then(|at| parts.get_mut(at)) {
            Some(part) => *part = part.merge(next).unwrap_or_else(|| part.clone()),
            None => parts.push(next.clone()),
        }
        match parts.len() {
            1 => parts.swap_remove(0),
            _ => Self::Batch(parts),
        }
    }

    /// Whether the change does nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Change { before, after } => before == after,
            Self::Date { before, after } => before == after,
            Self::Block { before, after, .. } => before == after,
            Self::Status { before, after } => before == after,
            Self::Batch(edits) => edits.iter().all(Self::is_empty),
            Self::Add(_) | Self::Remove(_) => false,
        }
    }

    /// The simple changes of which this one is made, in order.
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Batch(edits) => edits.iter().flat_map(Self::parts).collect(),
            simple => vec![simple],
        }
    }

    /// The annotations that the change is about, as they are after it where they still are.
    pub fn annotations(&self) -> impl Iterator<Item = &Annotation> {
        self.parts().into_iter().filter_map(|part| match part {
            Self::Add(annotation) | Self::Remove(annotation) => Some(&**annotation),
            Self::Change { after, .. } => Some(&**after),
            _ => None,
        })
    }

    /// The pieces of the text whose annotations the change alters.
    pub fn touched(&self) -> Vec<TextSpan> {
        let parts = self.parts().into_iter();
        let spans = parts.flat_map(|part| match part {
            Self::Add(annotation) | Self::Remove(annotation) => vec![annotation.span],
            Self::Change { before, after } => vec![before.span, after.span],
            _ => Vec::new(),
        });
        spans.collect()
    }
}

fn expect_annotation(markup: &Markup, expected: &Annotation) -> Result<(), EditError> {
    match markup.annotations.get(expected.id) {
        Some(found) if **found == *expected => Ok(()),
        _ => Err(EditError::Differs(expected.id)),
    }
}

#[cfg(test)]
mod tests;

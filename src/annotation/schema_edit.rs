//! One change to the label table, with the same five duties as a change to a document: it can be
//! applied, inverted, merged with the next one, described and serialised.

use serde::{Deserialize, Serialize};

use super::{Fate, HistoryWords, Label, LabelId, Schema, Tint};
use crate::words::fill;

/// A change to one label or to the guidelines: how it was and how it becomes. It carries all of both,
/// so that its inverse needs nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemaEdit(Part);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Part {
    Label {
        #[serde(default)]
        before: Option<Box<Slot>>,
        #[serde(default)]
        after: Option<Box<Slot>>,
    },
    Guidelines {
        before: String,
        after: String,
    },
}

/// A label and its place among those in use; one that is not has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Slot {
    label: Label,
    at: u32,
}

/// What a person changes about a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelChange {
    /// What people read.
    Name(String),
    /// What exports write. Two labels may share it, and are then one in what is written.
    ExportName(String),
    /// Its colour.
    Tint(Tint),
    /// The key that gives it.
    Key(Option<char>),
    /// What it is for.
    Description(String),
    /// Words that get it.
    Examples(Vec<String>),
    /// Its place in the table, from 0; beyond the end is the end.
    Place(usize),
    /// It becomes another one, and all that has it with it.
    MergeInto(LabelId),
    /// It is taken out of use, and all that has it is hidden.
    Delete,
}

/// Why a change to the label table is refused, or does not fit it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    /// There is no such label in use.
    #[error("there is no label {0}")]
    Unknown(LabelId),
    /// A name is blank.
    #[error("a label needs a name")]
    NoName,
    /// Another label in use has the name.
    #[error("there is a label {0} already; choose another name, or merge the two")]
    NameTaken(String),
    /// Another label in use has the key.
    #[error("the key {0} gives {1}; choose another key, or take it from {1} first")]
    KeyTaken(char, String),
    /// A label cannot be merged into itself.
    #[error("a label cannot be merged into itself")]
    IntoItself,
    /// The table is not as the change remembers it, which only a damaged history can bring about.
    #[error("label {0} is not as the change remembers it; the change was not made")]
    Differs(LabelId),
    /// The guidelines are not as the change remembers them, likewise.
    #[error("the guidelines are not as the change remembers them; the change was not made")]
    GuidelinesDiffer,
}

impl Schema {
    /// The change that puts other guidelines in the place of these.
    pub fn rewrite(&self, guidelines: &str) -> SchemaEdit {
        SchemaEdit(Part::Guidelines {
            before: self.guidelines.clone(),
            after: guidelines.to_owned(),
        })
    }

    /// The change that adds a label of this name, with the next colour and the first digit that is
    /// free.
    ///
    /// # Errors
    /// Where the name is blank or taken.
    pub fn addition(&self, name: &str) -> Result<SchemaEdit, LabelError> {
        let name = self.free_name(name, None)?;
        Ok(self.addition_of(self.blank(&name)))
    }

    fn addition_of(&self, label: Label) -> SchemaEdit {
        let at = self.labels.len() as u32;
        SchemaEdit::of_label(None, Some(Slot { label, at }))
    }

    /// The change to a label in use that a person wants.
    ///
    /// # Errors
    /// Where the label is not in use, or what is wanted is taken or makes no sense.
    pub fn edit(&self, id: &LabelId, change: LabelChange) -> Result<SchemaEdit, LabelError> {
        let before = self.slot(id).filter(|slot| slot.label.fate == Fate::InUse);
        let before = before.ok_or_else(|| LabelError::Unknown(id.clone()))?;
        let mut after = before.clone();
        let label = &mut after.label;
        match change {
            LabelChange::Name(name) => label.name = self.free_name(&name, Some(id))?,
            LabelChange::ExportName(name) => label.export_name = not_blank(&name)?,
            LabelChange::Tint(tint) => label.tint = tint,
            LabelChange::Key(key) => {
                let owner = key.and_then(|key| Some((key, self.by_key(key)?)));
                if let Some((key, owner)) = owner.filter(|(_, owner)| owner.id != *id) {
                    return Err(LabelError::KeyTaken(key, owner.name.clone()));
                }
                label.key = key;
            }
            LabelChange::Description(description) => label.description = description,
            LabelChange::Examples(examples) => label.examples = examples,
            LabelChange::Place(at) => after.at = at.min(self.labels.len() - 1) as u32,
            LabelChange::MergeInto(into) if into == *id => return Err(LabelError::IntoItself),
            LabelChange::MergeInto(into) => {
                if self.labels.iter().all(|label| label.id != into) {
                    return Err(LabelError::Unknown(into));
                }
                label.fate = Fate::Merged(into);
            }
            LabelChange::Delete => label.fate = Fate::Deleted,
        }
        if after.label.fate != Fate::InUse {
            after.at = 0;
        }
        Ok(SchemaEdit::of_label(Some(before), Some(after)))
    }

    /// The changes that bring the labels of a label set into the table. One that is known, by its
    /// identity or its export name, takes what the set says of it; a key that another one has
    /// stays with that one.
    pub fn adoption(&self, labels: &[Label]) -> Vec<SchemaEdit> {
        let mut ahead = self.clone();
        let edits = labels.iter().filter_map(|label| {
            let known = ahead.get(&label.id);
            let known = known.or_else(|| ahead.by_export_name(&label.export_name));
            let before = known.and_then(|known| ahead.slot(&known.id));
            let mine = before.as_ref().map(|before| &before.label);
            let key = label.key.filter(|key| {
                let owner = ahead.by_key(*key);
                owner.is_none_or(|owner| mine.is_some_and(|mine| mine.id == owner.id))
            });
            let after = Label {
                id: mine.map_or_else(|| ahead.fresh_id(label.id.as_str()), |mine| mine.id.clone()),
                key: key.or(mine.and_then(|mine| mine.key)),
                fate: Fate::InUse,
                ..label.clone()
            };
            let edit = match before {
                Some(before) => {
                    let at = before.at;
                    SchemaEdit::of_label(Some(before), Some(Slot { label: after, at }))
                }
                None => ahead.addition_of(after),
            };
            edit.apply(&mut ahead).ok()?;
            (!edit.is_empty()).then_some(edit)
        });
        edits.collect()
    }

    /// A name that no other label in use has.
    fn free_name(&self, name: &str, own: Option<&LabelId>) -> Result<String, LabelError> {
        let name = not_blank(name)?;
        let mut others = self.labels.iter().filter(|label| Some(&label.id) != own);
        match others.any(|label| label.name == name) {
            true => Err(LabelError::NameTaken(name)),
            false => Ok(name),
        }
    }

    fn slot(&self, id: &LabelId) -> Option<Slot> {
        let at = self.labels.iter().position(|label| label.id == *id);
        let label = match at {
            Some(at) => self.labels.get(at),
            None => self.retired.iter().find(|label| label.id == *id),
        };
        Some(Slot {
            label: label?.clone(),
            at: at.unwrap_or_default() as u32,
        })
    }
}

fn not_blank(name: &str) -> Result<String, LabelError> {
    match name.trim() {
        "" => Err(LabelError::NoName),
        name => Ok(name.to_owned()),
    }
}

impl SchemaEdit {
    pub(super) fn of_label(before: Option<Slot>, after: Option<Slot>) -> Self {
        Self(Part::Label {
            before: before.map(Box::new),
            after: after.map(Box::new),
        })
    }

    /// Applies the change.
    ///
    /// # Errors
    /// Where the label or the guidelines are not as the change remembers them. The table is then as it
    /// was.
    pub fn apply(&self, schema: &mut Schema) -> Result<(), LabelError> {
        let (before, after) = match &self.0 {
            Part::Label { before, after } => (before, after),
            Part::Guidelines { before, .. } if schema.guidelines != *before => {
                return Err(LabelError::GuidelinesDiffer);
            }
            Part::Guidelines { after, .. } => {
                schema.guidelines.clone_from(after);
                return Ok(());
            }
        };
        let Some(id) = self.label() else {
            return Ok(());
        };
        let now = schema.slot(id).map(|slot| slot.label);
        if now.as_ref() != before.as_ref().map(|slot| &slot.label) {
            return Err(LabelError::Differs(id.clone()));
        }
        schema.labels.retain(|label| label.id != *id);
        schema.retired.retain(|label| label.id != *id);
        if let Some(Slot { label, at }) = after.as_deref() {
            match label.fate {
                Fate::InUse => {
                    let at = (*at as usize).min(schema.labels.len());
                    schema.labels.insert(at, label.clone());
                }
                _ => schema.retired.push(label.clone()),
            }
        }
        Ok(())
    }

    /// The change that takes this one back.
    pub fn inverse(&self) -> Self {
        Self(match self.0.clone() {
            Part::Label { before, after } => Part::Label {
                before: after,
                after: before,
            },
            Part::Guidelines { before, after } => Part::Guidelines {
                before: after,
                after: before,
            },
        })
    }

    /// This change followed by `next` as one change, where both concern the same thing.
    pub fn merge(&self, next: &Self) -> Option<Self> {
        match (&self.0, &next.0) {
            (
                Part::Label { before, after },
                Part::Label {
                    before: then,
                    after: last,
                },
            ) if after.is_some() && after == then => Some(Self(Part::Label {
                before: before.clone(),
                after: last.clone(),
            })),
            (
                Part::Guidelines { before, after },
                Part::Guidelines {
                    before: then,
                    after: last,
                },
            ) if after == then => Some(Self(Part::Guidelines {
                before: before.clone(),
                after: last.clone(),
            })),
            _ => None,
        }
    }

    /// Whether the change does nothing.
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Part::Label { before, after } => before == after,
            Part::Guidelines { before, after } => before == after,
        }
    }

    /// The label that the change is about, where it is about one.
    pub fn label(&self) -> Option<&LabelId> {
        let Part::Label { before, after } = &self.0 else {
            return None;
        };
        let slot = before.as_ref().or(after.as_ref())?;
        Some(&slot.label.id)
    }

    /// The change in words.
    pub fn describe(&self, schema: &Schema, words: &HistoryWords) -> String {
        let (before, after) = match &self.0 {
            Part::Guidelines { .. } => return words.guidelines.to_owned(),
            Part::Label { before, after } => match (before, after) {
                (Some(before), Some(after)) => (before, after),
                (None, Some(new)) => return fill(words.label_added, &[&new.label.name]),
                (Some(old), None) => return fill(words.label_gone, &[&old.label.name]),
                (None, None) => return words.nothing.to_owned(),
            },
        };
        let (old, new) = (&before.label, &after.label);
        let name = &*old.name;
        let key;
        let (words, other) = match &new.fate {
            Fate::Deleted => (words.label_deleted, ""),
            Fate::Merged(into) => (words.label_merged, schema.name(into)),
            Fate::InUse if old.fate != new.fate => (words.label_restored, ""),
            _ if old.name != new.name => (words.label_renamed, &*new.name),
            _ if old.export_name != new.export_name => (words.label_exported, &*new.export_name),
            _ if old.tint != new.tint => (words.label_coloured, ""),
            _ if old.key != new.key => match new.key {
                Some(new) => {
                    key = new.to_string();
                    (words.label_key, &*key)
                }
                None => (words.label_no_key, ""),
            },
            _ if before.at != after.at => (words.label_moved, ""),
            _ => (words.label_described, ""),
        };
        fill(words, &[name, other])
    }
}

// Property tests run natively.
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

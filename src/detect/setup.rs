//! Which detectors run, whom of them is believed first, and what of their proposals is shown: what a team
//! chooses.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::custom::{LIST, Pattern};
use super::entities::{EntityLabel, MiscKind};
use super::protocol::Precise;
use super::{LabelId, Proposal, Score, Source, merge};
use crate::text::FindOptions;

/// What a team has chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Setup {
    /// All sources of proposals, the one first that is believed first.
    pub trust: Vec<Source>,
    /// The sources that do not run.
    pub off: BTreeSet<Source>,
    /// Proposals that are less sure are not shown.
    pub threshold: Score,
    /// What was chosen for labels in particular.
    pub labels: BTreeMap<LabelId, LabelChoice>,
    /// Regular expressions.
    pub patterns: Vec<Pattern>,
    /// Lists of terms.
    pub lists: Vec<ListChoice>,
    /// A model.
    pub model: Option<ModelChoice>,
    /// Whether events, works and products are told apart, where a tagger does it; else they are MISC.
    pub kinds: bool,
}

/// What was chosen for the proposals of a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelChoice {
    /// Whether none is shown.
    pub is_off: bool,
    /// Those that are less sure are not shown, whatever holds for other labels.
    pub threshold: Option<Score>,
}

/// A list of terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListChoice {
    /// The name of its file.
    pub name: String,
    /// What counts as one of its terms.
    pub options: FindOptions,
    /// Which labels of the project its labels are.
    pub labels: LabelMap,
}

/// A model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelChoice {
    /// Which labels of the project its labels are.
    pub labels: LabelMap,
}

/// Which labels of the project the labels of a list or a model are; `None` for one that is left out. One that
/// stands not here is what [`usual_label`] says.
pub type LabelMap = BTreeMap<String, Option<LabelId>>;

/// One change to a [`Setup`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SetupEdit {
    /// A source runs or does not.
    Switch(Source, bool),
    /// A source is believed before the one that was believed before it.
    Raise(Source),
    /// Whether events, works and products are told apart.
    Kinds(bool),
    /// How sure proposals must be.
    Threshold(Score),
    /// What is chosen for a label.
    Label(LabelId, LabelChoice),
    /// A pattern more.
    AddPattern(Pattern),
    /// A pattern in the place of the one with this number.
    Pattern(u32, Pattern),
    /// A pattern less.
    RemovePattern(u32),
    /// A list of this name more, with these options, where there is none yet. A newer file of the same name is the
    /// same list.
    AddList(String, FindOptions),
    /// What counts as a term of the list of this name.
    ListOptions(String, FindOptions),
    /// A list less.
    RemoveList(String),
    /// What a label of the list, or where that is `None` of the model, is here.
    Map(Option<String>, String, Option<LabelId>),
    /// A model, where there is none yet. The labels that another model calls alike are alike.
    AddModel,
    /// No model any more.
    RemoveModel,
    /// All that somebody else has chosen. Lists and a model that are not here are not, and those that are here stay.
    All(Box<Setup>),
}

/// What became of the lists, the patterns and the model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loaded {
    /// For each list, by its name, how many terms its labels have, or what is wrong with it.
    pub lists: BTreeMap<String, Result<super::custom::TermCount, String>>,
    /// What is wrong with a pattern, by its expression.
    pub patterns: BTreeMap<String, String>,
    /// What the model is, or what is wrong with it; `None` while nobody knows.
    pub model: Option<Result<LoadedModel, String>>,
}

/// A model that is in use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadedModel {
    /// What it is called.
    pub name: String,
    /// Its labels.
    pub labels: Vec<String>,
}

/// How things stand with the detectors, as they are told to the annotator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What was chosen.
    pub setup: Setup,
    /// What became of it.
    pub loaded: Loaded,
    /// For each label how many proposals for the open document are shown, and how many there would be without
    /// thresholds.
    pub counts: BTreeMap<LabelId, (u32, u32)>,
    /// How far the precise tier is.
    pub precise: Precise,
    /// How many pieces of the open document the model has read, and how many there are.
    pub read: (u32, u32),
    /// Whether the browser keeps what was chosen for the next visit.
    pub is_kept: bool,
    /// What does not work, in words.
    pub trouble: Option<String>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            trust: Source::ALL.into(),
            off: BTreeSet::new(),
            threshold: Score::default(),
            labels: BTreeMap::new(),
            patterns: Vec::new(),
            lists: Vec::new(),
            model: None,
            kinds: false,
        }
    }
}

impl Setup {
    /// Makes a change. One to what is not there changes nothing.
    pub fn apply(&mut self, edit: SetupEdit) {
        match edit {
            SetupEdit::Switch(source, runs) => {
                if runs {
                    self.off.remove(&source);
                } else {
                    self.off.insert(source);
                }
            }
            SetupEdit::Raise(source) => {
                let place = self.trust.iter().position(|one| *one == source);
                if let Some(place) = place.filter(|place| *place > 0) {
                    self.trust.swap(place, place - 1);
                }
            }
            SetupEdit::Kinds(kinds) => self.kinds = kinds,
            SetupEdit::Threshold(threshold) => self.threshold = threshold,
            SetupEdit::Label(label, choice) => {
                if choice == LabelChoice::default() {
                    self.labels.remove(&label);
                } else {
                    self.labels.insert(label, choice);
                }
            }
            SetupEdit::AddPattern(pattern) => self.patterns.push(pattern),
            SetupEdit::Pattern(number, pattern) => {
                if let Some(place) = self.patterns.get_mut(number as usize) {
                    *place = pattern;
                }
            }
            SetupEdit::RemovePattern(number) => {
                if (number as usize) < self.patterns.len() {
                    self.patterns.remove(number as usize);
                }
            }
            SetupEdit::AddList(name, options) => {
                if !self.lists.iter().any(|list| list.name == name) {
                    self.lists.push(ListChoice {
                        name,
                        options,
                        labels: LabelMap::new(),
                    });
                }
            }
            SetupEdit::ListOptions(name, options) => {
                if let Some(list) = self.lists.iter_mut().find(|list| list.name == name) {
                    list.options = options;
                }
            }
            SetupEdit::RemoveList(name) => self.lists.retain(|list| list.name != name),
            SetupEdit::Map(list, own, label) => {
                let map = match list {
                    Some(name) => {
                        let list = self.lists.iter_mut().find(|list| list.name == name);
                        list.map(|list| &mut list.labels)
                    }
                    None => self.model.as_mut().map(|model| &mut model.labels),
                };
                if let Some(map) = map {
                    map.insert(own, label);
                }
            }
            SetupEdit::AddModel => drop(self.model.get_or_insert_default()),
            SetupEdit::RemoveModel => self.model = None,
            SetupEdit::All(other) => {
                let lists = std::mem::take(&mut self.lists);
                let model = self.model.take();
                *self = *other;
                let others = std::mem::take(&mut self.lists);
                let chosen = |list: &ListChoice| others.iter().find(|one| one.name == list.name);
                self.lists = lists
                    .into_iter()
                    .map(|list| chosen(&list).cloned().unwrap_or(list))
                    .collect();
                self.model = model.map(|own| self.model.take().unwrap_or(own));
            }
        }
    }

    /// What a list, a pattern or a model of the team has found, with the label of the project that its own label is;
    /// `None` where that is none.
    pub fn placed(&self, proposal: &Proposal) -> Option<Proposal> {
        let own = proposal.label.as_str();
        let label = match self.map_of(proposal) {
            Some(map) => map.get(own).cloned().unwrap_or_else(|| usual_label(own)),
            // A list or a model that is gone is no longer believed.
            None => Some(self.kind_of(proposal)).filter(|_| !is_mapped(proposal)),
        };
        Some(Proposal {
            label: label?,
            ..proposal.clone()
        })
    }

    /// The same where there is no project: what is nothing there keeps its own label, unless it is left out.
    pub fn named(&self, proposal: Proposal) -> Option<Proposal> {
        if !is_mapped(&proposal) {
            let label = self.kind_of(&proposal);
            return Some(Proposal { label, ..proposal });
        }
        let own = proposal.label.as_str();
        let label = match self.map_of(&proposal).and_then(|map| map.get(own)) {
            Some(label) => label.clone()?,
            None => usual_label(own).unwrap_or_else(|| proposal.label.clone()),
        };
        Some(Proposal { label, ..proposal })
    }

    /// The label of what the built-in detectors have found: an event, a work or a product may be no more than a MISC.
    fn kind_of(&self, proposal: &Proposal) -> LabelId {
        let is_kind = |kind: &MiscKind| kind.id().as_ref() == Some(&proposal.label);
        let is_name = Source::of(&proposal.detector) == Source::Names;
        match !self.kinds && is_name && MiscKind::ALL.iter().any(is_kind) {
            true => EntityLabel::Misc.id(),
            false => proposal.label.clone(),
        }
    }

    /// Which labels of the project the labels of who has found it are.
    fn map_of(&self, proposal: &Proposal) -> Option<&LabelMap> {
        match Source::of(&proposal.detector) {
            Source::Lists => {
                let name = proposal.detector.name.strip_prefix(LIST);
                let list = self.lists.iter().find(|list| Some(&*list.name) == name)?;
                Some(&list.labels)
            }
            Source::Model => Some(&self.model.as_ref()?.labels),
            _ => None,
        }
    }

    /// What of the proposals is shown, in the order of the text: those of sources that run, with labels that are
    /// wanted and sure enough, and where they overlap the one that is believed first (see [`merge()`]).
    pub fn settle(&self, mut proposals: Vec<Proposal>) -> Vec<Proposal> {
        proposals.retain(|one| self.runs(one) && one.score >= self.threshold_of(&one.label));
        merge(proposals, &self.trust)
    }

    /// For each label how many of these proposals, which may overlap, are shown, and how many there would be
    /// without thresholds.
    pub fn count(&self, proposals: Vec<Proposal>, counts: &mut BTreeMap<LabelId, (u32, u32)>) {
        for shown in self.settle(proposals.clone()) {
            counts.entry(shown.label).or_default().0 += 1;
        }
        let running = proposals.into_iter().filter(|one| self.runs(one)).collect();
        for one in merge(running, &self.trust) {
            counts.entry(one.label).or_default().1 += 1;
        }
    }

    /// How sure a proposal with this label must be to be shown.
    pub fn threshold_of(&self, label: &LabelId) -> Score {
        let own = self.labels.get(label).and_then(|choice| choice.threshold);
        own.unwrap_or(self.threshold)
    }

    fn runs(&self, proposal: &Proposal) -> bool {
        let is_off = |choice: &LabelChoice| choice.is_off;
        !self.off.contains(&Source::of(&proposal.detector))
            && !self.labels.get(&proposal.label).is_some_and(is_off)
    }
}

/// Whether its label is one of a list or a model, which need not be one of the project.
fn is_mapped(proposal: &Proposal) -> bool {
    matches!(
        Source::of(&proposal.detector),
        Source::Lists | Source::Model
    )
}

/// The label of the project that another tool's label is where nobody says anything else: the names that spaCy,
/// CoNLL and OntoNotes use for what every project has at first.
///
/// ```
/// use spanwright::detect::{LabelId, usual_label};
/// assert_eq!(usual_label("per"), Some(LabelId::new("PERSON")));
/// assert_eq!(usual_label("Disease"), None);
/// ```
pub fn usual_label(name: &str) -> Option<LabelId> {
    let label = match &*name.to_ascii_uppercase() {
        "PER" | "PERSON" | "PERS" => "PERSON",
        "ORG" | "ORGANIZATION" | "ORGANISATION" | "CORPORATION" => "ORG",
        "LOC" | "LOCATION" | "GPE" | "PLACE" | "FAC" | "FACILITY" => "PLACE",
        "NORP" | "GROUP" => "GROUP",
        "MISC" | "MISCELLANEOUS" => "MISC",
        _ => return None,
    };
    Some(LabelId::new(label))
}

#[cfg(test)]
mod tests;

//! The label table: the one place that knows a label's name, colour, key and export name.

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use crate::detect::LabelId;

/// How many tints the palette of the style sheet has.
pub const TINTS: u8 = 12;

/// A colour of the palette, by number. The style sheet holds its light and its dark form, both
/// chosen for contrast and for colour-blind eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tint(u8);

impl Tint {
    /// The tint with this number; numbers beyond the palette begin anew.
    pub const fn new(number: u8) -> Self {
        Self(number % TINTS)
    }

    /// The number, below [`TINTS`].
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// What annotations with a label carry beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelKind {
    /// Nothing.
    #[default]
    Plain,
    /// A TIMEX3 type and value.
    Time,
}

/// A label.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Label {
    /// Its identity, which never changes.
    pub id: LabelId,
    /// What people read.
    pub name: String,
    /// What exports write.
    pub export_name: String,
    /// Its colour.
    pub tint: Tint,
    /// The key that gives it.
    #[serde(default)]
    pub key: Option<char>,
    /// What its annotations carry.
    #[serde(default)]
    pub kind: LabelKind,
    /// What it is for, in the annotator's words.
    #[serde(default)]
    pub description: String,
    /// Words that get it, for the annotator to go by.
    #[serde(default)]
    pub examples: Vec<String>,
    /// What has become of it.
    #[serde(default)]
    pub fate: Fate,
}

/// What has become of a label. Annotations keep the label that they were given, so that whatever
/// becomes of it can be taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It is in use.
    #[default]
    InUse,
    /// It is looked up as this other label.
    Merged(LabelId),
    /// Its annotations are not shown and not exported.
    Deleted,
}

impl Fate {
    fn is_in_use(&self) -> bool {
        *self == Self::InUse
    }
}

/// The labels of a project, in the order in which people see them, those that are no longer in use,
/// and how they are to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    pub(super) labels: Vec<Label>,
    /// Merged and deleted ones.
    pub(super) retired: Vec<Label>,
    /// Markdown.
    pub(super) guidelines: String,
}

/// Identity, tint, key, kind and description of the labels that the detectors know.
const STANDARD: [(&str, u8, char, LabelKind, &str); 11] = [
    (
        "PERSON",
        0,
        '1',
        LabelKind::Plain,
        "People, without their titles",
    ),
    (
        "ORG",
        1,
        '2',
        LabelKind::Plain,
        "Companies, agencies, parties, teams, media",
    ),
    (
        "PLACE",
        2,
        '3',
        LabelKind::Plain,
        "Countries, cities, regions, rivers, buildings",
    ),
    (
        "GROUP",
        3,
        '4',
        LabelKind::Plain,
        "Nationalities, religious and political groups",
    ),
    (
        "MISC",
        4,
        '5',
        LabelKind::Plain,
        "Events, works, laws, products",
    ),
    (
        "DATE",
        5,
        '6',
        LabelKind::Time,
        "Dates, times, durations and repetitions",
    ),
    (
        "MONEY",
        6,
        '7',
        LabelKind::Plain,
        "Sums of money with their currency",
    ),
    ("PERCENT", 7, '8', LabelKind::Plain, "Percentages"),
    (
        "QUANTITY",
        8,
        '9',
        LabelKind::Plain,
        "Measurements with their unit",
    ),
    ("EMAIL", 9, '0', LabelKind::Plain, "E-mail addresses"),
    ("URL", 10, '-', LabelKind::Plain, "Web addresses"),
];

impl Schema {
    /// The labels that the built-in detectors give.
    pub fn standard() -> Self {
        let label = |(id, tint, key, kind, description): (&str, u8, char, LabelKind, &str)| Label {
            id: LabelId::new(id),
            name: id.to_owned(),
            export_name: id.to_owned(),
            tint: Tint::new(tint),
            key: Some(key),
            kind,
            description: description.to_owned(),
            examples: Vec::new(),
            fate: Fate::InUse,
        };
        Self {
            labels: STANDARD.into_iter().map(label).collect(),
            retired: Vec::new(),
            guidelines: String::new(),
        }
    }

    /// The table of these labels, those no longer in use among them.
    pub(super) fn of(labels: Vec<Label>, guidelines: String) -> Self {
        let (labels, retired) = labels.into_iter().partition(|label| label.fate.is_in_use());
        Self {
            labels,
            retired,
            guidelines,
        }
    }

    /// How the labels are to be given, as Markdown; empty where nobody has written that yet.
    pub fn guidelines(&self) -> &str {
        &self.guidelines
    }

    /// The labels in use, in order.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The label in use with this identity, or the one with which it was merged.
    pub fn get(&self, id: &LabelId) -> Option<&Label> {
        let id = self.resolve(id);
        self.labels.iter().find(|label| label.id == *id)
    }

    /// The identity of the label with which this one was merged; itself where it was not.
    pub fn resolve<'a>(&'a self, id: &'a LabelId) -> &'a LabelId {
        let mut id = id;
        // A label is merged with one in use, so there is no circle but in a damaged table.
        for _ in &self.retired {
            match self.retired.iter().find(|label| label.id == *id) {
                Some(Label {
                    fate: Fate::Merged(into),
                    ..
                }) => id = into,
                _ => break,
            }
        }
        id
    }

    /// The place of a label among those in use; behind all of them where it is not.
    pub fn rank(&self, id: &LabelId) -> usize {
        let id = self.resolve(id);
        let rank = self.labels.iter().position(|label| label.id == *id);
        rank.unwrap_or(self.labels.len())
    }

    /// Whether the label was deleted, or the one with which it was merged.
    pub fn is_deleted(&self, id: &LabelId) -> bool {
        let id = self.resolve(id);
        self.retired.iter().any(|label| label.id == *id)
    }

    /// The labels that were deleted, by themselves or with the one with which they were merged.
    pub fn deleted(&self) -> Vec<LabelId> {
        let ids = self.retired.iter().map(|label| &label.id);
        ids.filter(|id| self.is_deleted(id)).cloned().collect()
    }

    /// The label that this key gives.
    pub fn by_key(&self, key: char) -> Option<&Label> {
        self.labels.iter().find(|label| label.key == Some(key))
    }

    /// The label that exports write under this name, or that has it as its identity, or with which
    /// such a label was merged.
    pub fn by_export_name(&self, name: &str) -> Option<&Label> {
        let named = |label: &&Label| label.export_name == name;
        let by_name = self.labels.iter().find(named);
        by_name
            .or_else(|| self.get(&LabelId::new(name)))
            .or_else(|| self.get(&self.retired.iter().find(named)?.id))
    }

    /// What people read for this label; its identity where the table does not have it.
    pub fn name<'a>(&'a self, id: &'a LabelId) -> &'a str {
        let id = self.resolve(id);
        let label = self.all().find(|label| label.id == *id);
        label.map_or(id.as_str(), |label| &label.name)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Label> {
        self.labels.iter().chain(&self.retired)
    }

    /// An identity for a new label: its name, unless a label had that once.
    pub(super) fn fresh_id(&self, name: &str) -> LabelId {
        let mut id = LabelId::new(name);
        for n in 2.. {
            if self.all().all(|label| label.id != id) {
                break;
            }
            id = LabelId::new(format!("{name} {n}"));
        }
        id
    }

    /// The project's label for one that comes from elsewhere: the label with its identity, else
    /// the one with its export name, else itself, added to the end of the table as it is.
    pub fn adopt(&mut self, label: &Label) -> LabelId {
        let known = self.get(&label.id);
        if let Some(known) = known.or_else(|| self.by_export_name(&label.export_name)) {
            return known.id.clone();
        }
        let key = label.key.filter(|key| self.by_key(*key).is_none());
        let id = self.fresh_id(label.id.as_str());
        self.labels.push(Label {
            id: id.clone(),
            key,
            fate: Fate::InUse,
            ..label.clone()
        });
        id
    }

    /// The label that exports write under `name`, added to the end of the table where it is new.
    /// A new label gets the next tint and the first digit that is free.
    pub fn ensure(&mut self, name: &str) -> LabelId {
        if let Some(label) = self.by_export_name(name) {
            return label.id.clone();
        }
        let label = self.blank(name);
        let id = label.id.clone();
        self.labels.push(label);
        id
    }

    /// A label of this name that is not in the table, with the next tint and the first digit that
    /// is free.
    pub(super) fn blank(&self, name: &str) -> Label {
        Label {
            id: self.fresh_id(name),
            name: name.to_owned(),
            export_name: name.to_owned(),
            tint: Tint::new((self.labels.len() % usize::from(TINTS)) as u8),
            key: ('0'..='9').find(|key| self.by_key(*key).is_none()),
            kind: LabelKind::Plain,
            description: String::new(),
            examples: Vec::new(),
            fate: Fate::InUse,
        }
    }
}

/// Files for people leave out what most labels do not have. In stored records fields have no names,
/// so nothing may be left out of them.
impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let for_people = serializer.is_human_readable();
        let examples = !for_people || !self.examples.is_empty();
        let fate = !for_people || !self.fate.is_in_use();
        let fields = 7 + usize::from(examples) + usize::from(fate);
        let mut label = serializer.serialize_struct("Label", fields)?;
        label.serialize_field("id", &self.id)?;
        label.serialize_field("name", &self.name)?;
        label.serialize_field("export_name", &self.export_name)?;
        label.serialize_field("tint", &self.tint)?;
        label.serialize_field("key", &self.key)?;
        label.serialize_field("kind", &self.kind)?;
        label.serialize_field("description", &self.description)?;
        if examples {
            label.serialize_field("examples", &self.examples)?;
        }
        if fate {
            label.serialize_field("fate", &self.fate)?;
        }
        label.end()
    }
}

impl Serialize for Schema {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut schema = serializer.serialize_struct("Schema", 2)?;
        schema.serialize_field("labels", &self.all().collect::<Vec<_>>())?;
        schema.serialize_field("guidelines", &self.guidelines)?;
        schema.end()
    }
}

impl<'de> Deserialize<'de> for Schema {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Stored {
            labels: Vec<Label>,
            guidelines: String,
        }
        let Stored { labels, guidelines } = Stored::deserialize(deserializer)?;
        Ok(Self::of(labels, guidelines))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Author, LabelChange, SchemaHistory, Stamp, Timestamp};

    #[test]
    fn every_standard_label_has_its_own_id_tint_and_key() {
        let schema = Schema::standard();
        for (n, label) in schema.labels().iter().enumerate() {
            for other in &schema.labels()[n + 1..] {
                assert_ne!(label.id, other.id);
                assert_ne!(label.tint, other.tint);
                assert_ne!(label.key, other.key);
            }
        }
    }

    #[test]
    fn a_label_table_with_its_history_is_stored_and_read_again() {
        let mut stored = (Schema::standard(), SchemaHistory::default());
        let (schema, history) = &mut stored;
        for (id, change) in [
            ("ORG", LabelChange::Examples(vec!["Acme".to_owned()])),
            ("GROUP", LabelChange::MergeInto(LabelId::new("ORG"))),
            ("URL", LabelChange::Delete),
        ] {
            let edit = schema.edit(&LabelId::new(id), change).unwrap();
            let at = Timestamp::from_millis(1);
            let by = Author::new("Ada");
            let edits = vec![edit, schema.addition(&format!("not {id}")).unwrap()];
            history.perform(schema, edits, &Stamp { at, by }).unwrap();
        }
        let stamp = Stamp {
            at: Timestamp::from_millis(2),
            by: Author::new("Ada"),
        };
        let rewrite = schema.rewrite("# Names\n\nWith titles.");
        history.perform(schema, vec![rewrite], &stamp).unwrap();
        let sealed = crate::record::seal(&stored).unwrap();
        assert_eq!(crate::record::open(&sealed), Ok(stored));
    }

    #[test]
    fn an_unknown_name_becomes_a_label_once() {
        let mut schema = Schema::standard();
        let first = schema.ensure("Disease");
        assert_eq!(schema.ensure("Disease"), first);
        assert_eq!(schema.labels().len(), STANDARD.len() + 1);
        assert_eq!(schema.ensure("ORG"), LabelId::new("ORG"));
    }

    #[test]
    fn a_new_label_gets_the_first_digit_that_is_free() {
        let mut schema = Schema::standard();
        let id = schema.ensure("Disease");
        assert_eq!(
            schema.get(&id).unwrap().key,
            None,
            "all ten digits are taken"
        );
        schema.labels.retain(|label| label.key != Some('3'));
        let id = schema.ensure("Gene");
        assert_eq!(schema.by_key('3').unwrap().id, id);
    }

    #[test]
    fn new_labels_get_the_tints_in_turn() {
        let mut schema = Schema::standard();
        let tints = ["A", "B", "C"].map(|name| {
            let id = schema.ensure(name);
            schema.get(&id).unwrap().tint.get()
        });
        assert_eq!(tints, [11, 0, 1]);
    }

    #[test]
    fn a_name_means_the_label_that_exports_write_so_before_the_one_identified_so() {
        let mut schema = Schema::standard();
        for label in &mut schema.labels {
            if label.id.as_str() == "PLACE" {
                label.export_name = "ORG".to_owned();
            }
            if label.id.as_str() == "ORG" {
                label.export_name = "Company".to_owned();
            }
        }
        assert_eq!(schema.ensure("ORG"), LabelId::new("PLACE"));
        assert_eq!(schema.ensure("Company"), LabelId::new("ORG"));
        assert_eq!(schema.ensure("PERSON"), LabelId::new("PERSON"));
        assert_eq!(schema.labels().len(), STANDARD.len());
    }
}

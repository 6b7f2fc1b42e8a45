//! The label table: the one place that knows a label's name, colour, key and export name.

use serde::{Deserialize, Serialize};

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// The labels of a project, in the order in which people see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Schema {
    labels: Vec<Label>,
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
        };
        Self {
            labels: STANDARD.into_iter().map(label).collect(),
        }
    }

    /// The labels in order.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The label with this identity.
    pub fn get(&self, id: &LabelId) -> Option<&Label> {
        self.labels.iter().find(|label| label.id == *id)
    }

    /// The label that this key gives.
    pub fn by_key(&self, key: char) -> Option<&Label> {
        self.labels.iter().find(|label| label.key == Some(key))
    }

    /// The label that exports write under this name, or that has it as its identity.
    pub fn by_export_name(&self, name: &str) -> Option<&Label> {
        let by_name = self.labels.iter().find(|label| label.export_name == name);
        by_name.or_else(|| self.labels.iter().find(|label| label.id.as_str() == name))
    }

    /// What people read for this label; its identity where the table does not have it.
    pub fn name<'a>(&'a self, id: &'a LabelId) -> &'a str {
        self.get(id).map_or(id.as_str(), |label| &label.name)
    }

    /// The project's label for one that comes from elsewhere: the label with its identity, else
    /// the one with its export name, else itself, added to the end of the table as it is.
    pub fn adopt(&mut self, label: &Label) -> LabelId {
        let known = self.get(&label.id);
        if let Some(known) = known.or_else(|| self.by_export_name(&label.export_name)) {
            return known.id.clone();
        }
        let key = label.key.filter(|key| self.by_key(*key).is_none());
        self.labels.push(Label {
            key,
            ..label.clone()
        });
        label.id.clone()
    }

    /// The label that exports write under `name`, added to the end of the table where it is new.
    /// A new label gets the next tint and the first digit that is free.
    pub fn ensure(&mut self, name: &str) -> LabelId {
        if let Some(label) = self.by_export_name(name) {
            return label.id.clone();
        }
        let id = LabelId::new(name);
        let key = ('0'..='9').find(|key| self.by_key(*key).is_none());
        self.labels.push(Label {
            id: id.clone(),
            name: name.to_owned(),
            export_name: name.to_owned(),
            tint: Tint::new((self.labels.len() % usize::from(TINTS)) as u8),
            key,
            kind: LabelKind::Plain,
            description: String::new(),
        });
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

//! The names under which labels are written.

use std::collections::HashMap;

use super::Format;
use crate::annotation::{LabelId, Schema};

/// What a format writes for each label of the table.
pub(super) struct LabelNames<'a> {
    format: Format,
    schema: &'a Schema,
    names: HashMap<&'a LabelId, String>,
}

impl<'a> LabelNames<'a> {
    pub fn new(format: Format, schema: &'a Schema) -> Self {
        let mut names: HashMap<&LabelId, String> = HashMap::new();
        let mut taken: HashMap<String, &str> = HashMap::new();
        for label in schema.labels() {
            let plain = plain_name(format, &label.export_name);
            // Two labels that people told apart stay apart; two with one export name were put
            // together on purpose.
            let name = (1..)
                .map(|n| match n {
                    1 => plain.clone(),
                    n => format!("{plain}_{n}"),
                })
                .find(|name| {
                    let owner = taken.get(name);
                    owner.is_none_or(|owner| *owner == label.export_name)
                });
            let name = name.unwrap_or(plain);
            taken.insert(name.clone(), &label.export_name);
            names.insert(&label.id, name);
        }
        Self {
            format,
            schema,
            names,
        }
    }

    /// What is written for the label, or for the one with which it was merged; its identity where the
    /// table does not have it.
    pub fn get(&self, id: &LabelId) -> String {
        let id = self.schema.resolve(id);
        let name = self.names.get(id).cloned();
        name.unwrap_or_else(|| plain_name(self.format, id.as_str()))
    }
}

/// The name as the format can hold it. Columns are set apart by white space, so there can be
/// none in a CoNLL tag.
fn plain_name(format: Format, name: &str) -> String {
    match format {
        Format::Conll => name
            .trim()
            .replace(|c: char| c.is_whitespace() || c.is_control(), "_"),
        Format::JsonLines | Format::Json | Format::SpacyJsonl | Format::TimeMl => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_differ_in_white_space_alone_stay_apart_in_columns() {
        let mut schema = Schema::standard();
        let [spaced, lined] = ["art work", "art_work"].map(|name| schema.ensure(name));
        let names = LabelNames::new(Format::Conll, &schema);
        assert_eq!(names.get(&spaced), "art_work");
        assert_eq!(names.get(&lined), "art_work_2");
    }
}

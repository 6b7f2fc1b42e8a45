//! What can be changed about one label.

use super::counts::Uses;
use super::{Fateful, Labels, Message, Property};
use crate::annotation::{Label, TINTS, Tint};
use crate::windows::Scene;
use crate::windows::node::{
    Attribute, Element, On, div, fieldset, input, label as label_element, legend, option, p,
    select, span,
};
use crate::windows::widgets::{labelled, line, press};
use crate::words::fill;

impl Labels {
    /// The properties of a label.
    pub(super) fn form(&self, label: &Label, scene: &Scene) -> Element<Message> {
        let said = &scene.words.labels;
        let key = label.key.map(String::from).unwrap_or_default();
        let examples = label.examples.join(", ");
        let fields = [
            (Property::Name, "label-name", said.name, &*label.name),
            (
                Property::ExportName,
                "label-export",
                said.export_name,
                &*label.export_name,
            ),
            (Property::Key, "label-key", said.key, &*key),
            (
                Property::Description,
                "label-about",
                said.description,
                &*label.description,
            ),
            (
                Property::Examples,
                "label-examples",
                said.examples,
                &*examples,
            ),
        ];
        let fields = fields.into_iter().flat_map(|(what, id, words, value)| {
            let field = self
                .field(what, id, value)
                .on(On::Change, Message::Say(what));
            labelled(words, field).into_iter().chain(self.refusal(what))
        });
        div()
            .class("label-form")
            .child(div().class("fields").children(fields))
            .child(colours(label, scene))
            .child(self.fate(label, scene))
    }

    /// Merging and deleting. Either says first what becomes of the annotations.
    fn fate(&self, label: &Label, scene: &Scene) -> Element<Message> {
        let said = &scene.words.labels;
        let schema = &scene.context.project.schema;
        let Some(asked) = &self.asked else {
            let others = schema.labels().iter().filter(|other| other.id != label.id);
            let others = others.map(|other| {
                let value = other.id.as_str();
                option().set(Attribute::Value, value).text(&*other.name)
            });
            let none = option()
                .set(Attribute::Value, "")
                .flag(Attribute::Selected, true);
            let none = none.text(said.choose);
            let into = select()
                .set(Attribute::Id, "label-merge")
                .on(On::Change, Message::Merge)
                .child(none)
                .children(others);
            let delete = press(said.delete, Message::Delete).class("danger");
            return line(labelled(said.merge_into, into)).child(delete);
        };
        let uses = Uses::of(&label.id, &scene.context.project);
        let (spans, documents) = (said.spans.of(uses.spans), said.documents.of(uses.documents));
        let about = [&*spans, &*documents];
        let (question, go_ahead) = match asked {
            Fateful::Delete => (
                fill(said.ask_delete, &about),
                fill(said.delete_it, &[&label.name]),
            ),
            Fateful::Merge(into) => (
                fill(said.ask_merge, &[&spans, &documents, schema.name(into)]),
                fill(said.merge_it, &[&label.name, schema.name(into)]),
            ),
        };
        let go_ahead = press(go_ahead, Message::Confirm)
            .class("danger")
            .flag(Attribute::Autofocus, true);
        div()
            .set(Attribute::Role, "alert")
            .child(p().text(question))
            .child(line([go_ahead, press(said.cancel, Message::Cancel)]))
    }
}

/// The palette.
fn colours(label: &Label, scene: &Scene) -> Element<Message> {
    let said = &scene.words.labels;
    let tints = (0..TINTS).map(Tint::new).zip(said.tints);
    let tints = tints.map(|(tint, name)| {
        let choice = input()
            .set(Attribute::Type, "radio")
            .set(Attribute::Name, "tint")
            .flag(Attribute::Checked, label.tint == tint)
            .on(On::Change, Message::Colour(tint));
        label_element()
            .class(format!("tint-{}", tint.get()))
            .set(Attribute::Title, name)
            .child(choice)
            .child(span().class("visually-hidden").text(name))
    });
    fieldset()
        .class("tints")
        .child(legend().text(said.colour))
        .children(tints)
}

//! The label table: every label with its key and how often it is used, and what can be changed about
//! it. All of it can be undone.

mod counts;
mod form;

use super::node::{Attribute, Element, On, button, div, form as form_element, input, kbd, li, ol};
use super::node::{p, small, span};
use super::widgets::{field, labelled, line, press, sign, words};
use super::{Given, Order, Scene, Window};
use crate::annotation::{Label, LabelChange, LabelError, LabelId, Schema, SchemaEdit, Tint};
use crate::formats::labels;
use crate::words::{fill, sentence};
use crate::workbench::keys::{Chord, KeyError};

use counts::Uses;

/// The window.
#[derive(Default)]
pub struct Labels {
    /// The label whose properties are shown.
    selected: Option<LabelId>,
    /// What was refused.
    refused: Option<Refused>,
    /// What is to be confirmed.
    asked: Option<Fateful>,
    /// What came of a label set.
    read: Vec<String>,
}

/// What was given and refused.
struct Refused {
    /// For what.
    what: Property,
    /// What was given.
    given: String,
    /// Why it was refused.
    why: String,
}

/// What can be said about a label in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// The name of a new one.
    New,
    /// What people read.
    Name,
    /// What exports write.
    ExportName,
    /// Its key.
    Key,
    /// What it is for.
    Description,
    /// Words that get it.
    Examples,
}

/// What changes every annotation with the label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fateful {
    /// They get this label.
    Merge(LabelId),
    /// They are hidden.
    Delete,
}

/// What can be done in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Show or hide a label's properties.
    Select(LabelId),
    /// Move a label to this place.
    Move(LabelId, usize),
    /// Fill in a field.
    Say(Property),
    /// Choose a colour.
    Colour(Tint),
    /// Merge the label into the one that is chosen.
    Merge,
    /// Delete the label.
    Delete,
    /// Go ahead.
    Confirm,
    /// Do not.
    Cancel,
    /// Take over a label set.
    Read,
    /// Write the label set.
    Write,
    /// Take back the last change to the labels.
    Undo,
    /// Make it again.
    Redo,
}

impl Window for Labels {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let (said, project) = (&scene.words.labels, &scene.context.project);
        let schema = &project.schema;
        let rows = schema.labels().iter().enumerate();
        let rows = rows.map(|(at, label)| self.row(at, label, scene));
        let history = &project.label_history;
        let undo =
            press(said.undo, Message::Undo).flag(Attribute::Disabled, history.done().is_empty());
        let redo =
            press(said.redo, Message::Redo).flag(Attribute::Disabled, history.undone().is_empty());
        div()
            .class("label-table")
            .child(words(said.about))
            .child(ol().children(rows))
            .child(self.new_label(scene))
            .child(line([undo, redo]))
            .child(self.label_set(scene))
    }

    fn update(&mut self, message: Message, given: Given, scene: &Scene) -> Vec<Order> {
        let schema = &scene.context.project.schema;
        self.read.clear();
        let asked = self.asked.take();
        match message {
            Message::Select(id) => {
                self.refused = None;
                self.selected = Some(id).filter(|id| self.selected.as_ref() != Some(id));
                Vec::new()
            }
            Message::Move(id, to) => order(schema.edit(&id, LabelChange::Place(to))),
            Message::Say(what) => self.say(what, given.text(), scene),
            Message::Colour(tint) => self.change(schema, LabelChange::Tint(tint)),
            Message::Merge => {
                let into = LabelId::new(given.text());
                self.asked = schema.get(&into).map(|_| Fateful::Merge(into));
                Vec::new()
            }
            Message::Delete => {
                self.asked = Some(Fateful::Delete);
                Vec::new()
            }
            Message::Cancel => Vec::new(),
            Message::Confirm => match asked {
                Some(Fateful::Delete) => self.change(schema, LabelChange::Delete),
                Some(Fateful::Merge(into)) => {
                    let orders = self.change(schema, LabelChange::MergeInto(into.clone()));
                    self.selected = Some(into);
                    orders
                }
                None => Vec::new(),
            },
            Message::Read => self.read(&given, scene),
            Message::Write => vec![write(schema)],
            Message::Undo => vec![Order::UndoLabels],
            Message::Redo => vec![Order::RedoLabels],
        }
    }
}

impl Labels {
    /// A label on a line, and below it what can be changed about it.
    fn row(&self, at: usize, label: &Label, scene: &Scene) -> Element<Message> {
        let said = &scene.words.labels;
        let schema = &scene.context.project.schema;
        let is_open = self.selected.as_ref() == Some(&label.id);
        let uses = Uses::of(&label.id, &scene.context.project);
        let name = button()
            .class("name")
            .set(Attribute::Type, "button")
            .set(Attribute::AriaExpanded, is_open.to_string())
            .on(On::Click, Message::Select(label.id.clone()))
            .child(kbd().text(label.key.map(String::from).unwrap_or_default()))
            .child(span().class("sample").text(&*label.name))
            .child(small().text(&*label.description))
            .child(span().class("count").text(uses.spans.to_string()));
        let moves = [
            (said.up, "↑", at.checked_sub(1)),
            (
                said.down,
                "↓",
                Some(at + 1).filter(|to| *to < schema.labels().len()),
            ),
        ];
        let moves = moves.map(|(words, arrow, to)| {
            // One that cannot go on keeps the focus.
            let message = Message::Move(label.id.clone(), to.unwrap_or(at));
            let arrow = sign(arrow, fill(words, &[&label.name]), message);
            arrow.set(Attribute::AriaDisabled, to.is_none().to_string())
        });
        li().class(format!("tint-{}", label.tint.get()))
            .key(label.id.as_str())
            .child(div().class("row").child(name).children(moves))
            .children(is_open.then(|| self.form(label, scene)))
    }

    fn new_label(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.labels;
        let field = self.field(Property::New, "label-new", "");
        let field = field.set(Attribute::Placeholder, said.new_hint);
        let add = button().set(Attribute::Type, "submit").text(said.add);
        form_element()
            .class("line")
            .on(On::Submit, Message::Say(Property::New))
            .children(labelled(said.new, field))
            .child(add)
            .children(self.refusal(Property::New))
    }

    fn label_set(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.labels;
        let file = input()
            .set(Attribute::Type, "file")
            .set(Attribute::Id, "label-set")
            .set(Attribute::Accept, ".json")
            .on(On::Change, Message::Read);
        let read = self.read.iter().map(words);
        div()
            .class("label-set")
            .child(words(said.about_sets))
            .child(line([press(said.write, Message::Write)]))
            .child(line(labelled(said.read, file)))
            .child(div().set(Attribute::Role, "status").children(read))
    }

    /// A field, with what was refused still in it.
    fn field(&self, what: Property, id: &str, value: &str) -> Element<Message> {
        let refused = self.refused.as_ref().filter(|refused| refused.what == what);
        match refused {
            Some(refused) => field(id, &*refused.given)
                .set(Attribute::AriaInvalid, "true")
                .set(Attribute::AriaDescribedby, "label-refused"),
            None => field(id, value),
        }
    }

    /// Why what is in a field was refused.
    fn refusal(&self, what: Property) -> Option<Element<Message>> {
        let refused = self
            .refused
            .as_ref()
            .filter(|refused| refused.what == what)?;
        let why = p().class("wrong").set(Attribute::Id, "label-refused");
        Some(why.set(Attribute::Role, "alert").text(&*refused.why))
    }

    /// A change to the label whose properties are shown.
    fn change(&self, schema: &Schema, change: LabelChange) -> Vec<Order> {
        let id = self.selected.as_ref();
        id.map(|id| order(schema.edit(id, change)))
            .unwrap_or_default()
    }

    fn say(&mut self, what: Property, given: &str, scene: &Scene) -> Vec<Order> {
        match self.edit(what, given, scene) {
            Ok(edit) => {
                self.refused = None;
                if what == Property::New {
                    self.selected = edit.label().cloned();
                }
                vec![Order::Labels(vec![edit])]
            }
            Err(why) => {
                let (given, why) = (given.to_owned(), sentence(&why));
                self.refused = Some(Refused { what, given, why });
                Vec::new()
            }
        }
    }

    fn edit(&self, what: Property, given: &str, scene: &Scene) -> Result<SchemaEdit, String> {
        let schema = &scene.context.project.schema;
        let refused = |error: LabelError| (scene.words.labels.refused)(&error);
        let text = given.to_owned();
        let change = match what {
            Property::New => return schema.addition(given).map_err(refused),
            Property::Name => LabelChange::Name(text),
            Property::ExportName => LabelChange::ExportName(text),
            Property::Key => LabelChange::Key(free_key(given, scene)?),
            Property::Description => LabelChange::Description(text),
            Property::Examples => {
                let examples = given.split(',').map(str::trim);
                let examples = examples.filter(|example| !example.is_empty());
                LabelChange::Examples(examples.map(str::to_owned).collect())
            }
        };
        let id = self.selected.clone().unwrap_or_else(|| LabelId::new(""));
        schema.edit(&id, change).map_err(refused)
    }

    /// Takes over a label set. What it says about labels that are here goes before what they are.
    fn read(&mut self, given: &Given, scene: &Scene) -> Vec<Order> {
        let Given::File { name, bytes } = given else {
            return Vec::new();
        };
        let said = &scene.words.labels;
        let set = labels::read(name, &String::from_utf8_lossy(bytes));
        let edits = scene.context.project.schema.adoption(&set.labels);
        self.read.push(match edits.len() {
            0 => said.nothing_new.to_owned(),
            many => said.taken_over.of(many),
        });
        self.read
            .extend(set.diagnostics.iter().map(ToString::to_string));
        match edits.is_empty() {
            true => Vec::new(),
            false => vec![Order::Labels(edits)],
        }
    }
}

/// The key, where nothing else has it. None is free, too.
fn free_key(given: &str, scene: &Scene) -> Result<Option<char>, String> {
    let said = &scene.words.labels;
    if given.is_empty() {
        return Ok(None);
    }
    let chord = Chord::from_text(given);
    let Some((chord, key)) = chord.and_then(|chord| Some((chord.clone(), chord.sign()?))) else {
        return Err(said.one_key.to_owned());
    };
    match scene.context.keys.check(&chord, None) {
        Ok(()) => Ok(Some(key)),
        Err(KeyError::Action(chord, action)) => {
            let does = scene.words.keys.of(action);
            Err(fill(scene.words.keys.taken, &[chord.as_str(), does]))
        }
        Err(other) => Err((scene.words.keys.refused)(&other)),
    }
}

fn order(edit: Result<SchemaEdit, LabelError>) -> Vec<Order> {
    // What is refused here is about a label that has just gone; the next drawing shows that.
    edit.map(|edit| vec![Order::Labels(vec![edit])])
        .unwrap_or_default()
}

fn write(schema: &Schema) -> Order {
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    let _ = labels::write(schema, &mut bytes);
    Order::Download {
        name: format!("spanwright.{}", labels::EXTENSION),
        mime_type: "application/json".to_owned(),
        bytes,
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

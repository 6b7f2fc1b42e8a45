//! How the labels are to be given, beside the text: Markdown that folds at its headings and is
//! searched, and after it each label with what it is for.

mod inline;
mod markdown;

use super::node::{
    Attribute, Element, On, details, div, em, h3, kbd, li, p, section, span, summary,
};
use super::node::{form, input, textarea, ul};
use super::widgets::{line, press};
use super::{Given, Order, Scene, Window};
use crate::annotation::Label;
use inline::Sought;
use markdown::Section;

/// The window.
#[derive(Default)]
pub struct Guidelines {
    /// What is looked for.
    sought: String,
    /// What is being written, while it is.
    draft: Option<String>,
}

/// What can be done in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Look for these words.
    Search,
    /// Begin to write.
    Edit,
    /// Something is written.
    Write,
    /// Keep what was written.
    Save,
    /// Let go of it.
    Cancel,
}

impl Window for Guidelines {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let window = div().class("guidelines");
        match &self.draft {
            Some(draft) => window.child(writing(draft, scene)),
            None => self.reading(window, scene),
        }
    }

    fn update(&mut self, message: Message, given: Given, scene: &Scene) -> Vec<Order> {
        let schema = &scene.context.project.schema;
        match message {
            Message::Search => {
                if let Given::Text(text) = given {
                    self.sought = text;
                }
            }
            Message::Edit => self.draft = Some(schema.guidelines().to_owned()),
            Message::Write => {
                if let Given::Text(text) = given {
                    self.draft = Some(text);
                }
            }
            Message::Save => {
                let draft = self.draft.take();
                let edit = draft.map(|draft| schema.rewrite(draft.trim_end()));
                let edit = edit.filter(|edit| !edit.is_empty());
                return edit
                    .map(|edit| Order::Labels(vec![edit]))
                    .into_iter()
                    .collect();
            }
            Message::Cancel => self.draft = None,
        }
        Vec::new()
    }
}

impl Guidelines {
    fn reading(&self, window: Element<Message>, scene: &Scene) -> Element<Message> {
        let said = &scene.words.guidelines;
        let schema = &scene.context.project.schema;
        let sought = Sought::new(&self.sought);
        let field = input()
            .set(Attribute::Type, "search")
            .set(Attribute::Id, "guidelines-search")
            .set(Attribute::Autocomplete, "off")
            .set(Attribute::Placeholder, said.search)
            .set(Attribute::AriaLabel, said.search)
            .set(Attribute::Value, &*self.sought)
            .flag(Attribute::Autofocus, true)
            .on(On::Input, Message::Search);
        let window = window.child(line([field, press(said.edit, Message::Edit)]));
        let sections = markdown::sections(schema.guidelines());
        let text = folds(&sections, &sought);
        let labels = schema.labels().iter();
        let labels: Vec<_> = labels
            .filter_map(|one| label(one, &sought, scene))
            .collect();
        if sought.is_something() && text.is_empty() && labels.is_empty() {
            return window.child(p().class("empty").text(said.not_found));
        }
        let empty = schema.guidelines().is_empty() && !sought.is_something();
        let labels = (!labels.is_empty()).then(|| {
            section()
                .class("label-guide")
                .child(h3().text(said.labels))
                .children(labels)
        });
        window
            .children(empty.then(|| p().class("empty").text(said.nothing)))
            .child(div().class("prose").children(text))
            .children(labels)
    }
}

/// The text while it is being written, and how it will look.
fn writing(draft: &str, scene: &Scene) -> Element<Message> {
    let said = &scene.words.guidelines;
    let field = textarea()
        .set(Attribute::Id, "guidelines-text")
        .set(Attribute::AriaLabel, said.edit)
        .set(Attribute::Placeholder, said.hint)
        .set(Attribute::Spellcheck, "true")
        .set(Attribute::Value, draft)
        .flag(Attribute::Autofocus, true)
        .on(On::Input, Message::Write);
    let save = super::node::button()
        .set(Attribute::Type, "submit")
        .class("primary")
        .text(said.save);
    let sections = markdown::sections(draft);
    let text = folds(&sections, &Sought::new(""));
    form()
        .on(On::Submit, Message::Save)
        .child(field)
        .child(line([save, press(said.cancel, Message::Cancel)]))
        .child(h3().text(said.preview))
        .child(div().class("prose").children(text))
}

/// The parts of the text in which what is sought is.
fn folds(parts: &[Section], sought: &Sought) -> Vec<Element<Message>> {
    let parts = parts.iter().enumerate();
    let folds = parts.filter_map(|(at, part)| fold(at, part, sought));
    folds.flatten().collect()
}

/// A part of the text, under its heading where it has one; nothing where what is sought is not in it.
fn fold(at: usize, part: &Section, sought: &Sought) -> Option<Vec<Element<Message>>> {
    let parts = folds(&part.parts, sought);
    let own = part.is_found(sought);
    if !own && parts.is_empty() {
        return None;
    }
    let blocks = part
        .blocks
        .iter()
        .filter(|_| own)
        .map(|one| one.draw(sought));
    let within = blocks.chain(parts);
    let Some(heading) = &part.heading else {
        return Some(within.collect());
    };
    // What is found is unfolded, whatever was folded before.
    let key = match sought.is_something() {
        true => format!("found {at}"),
        false => format!("part {at}"),
    };
    let heading = inline::draw(summary(), heading, sought);
    let part = details()
        .key(key)
        .class(format!("level-{}", part.level))
        .flag(Attribute::Open, true)
        .child(heading)
        .children(within);
    Some(vec![part])
}

/// A label and what it is for; nothing where what is sought is not there.
fn label(label: &Label, sought: &Sought, scene: &Scene) -> Option<Element<Message>> {
    let said = &scene.words.guidelines;
    let is_found = [&label.name, &label.description]
        .into_iter()
        .chain(&label.examples)
        .any(|words| sought.is_in(words));
    if !is_found {
        return None;
    }
    let key = label.key.map(|key| kbd().text(key.to_string()));
    let sample = span().class(format!("sample tint-{}", label.tint.get()));
    let name = summary()
        .child(sought.mark(sample, &label.name))
        .children(key);
    let description = match label.description.is_empty() {
        true => p().class("quiet").text(said.no_description),
        false => sought.mark(p(), &label.description),
    };
    let examples = label.examples.iter();
    let examples = examples.map(|one| li().child(sought.mark(em(), one)));
    let examples = (!label.examples.is_empty()).then(|| ul().children(examples));
    let key = if sought.is_something() { "found " } else { "" };
    Some(
        details()
            .key(format!("{key}{}", label.id))
            .flag(Attribute::Open, true)
            .child(name)
            .child(description)
            .children(examples),
    )
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

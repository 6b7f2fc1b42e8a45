//! Words that have several labels in the project: how often each, and where. The documents are read
//! a few at a time, and of each one only an index of its labels is kept.

use std::collections::HashMap;

use super::node::{Attribute, Element, On, button, div, h3, li, ol, p, small, span, strong, ul};
use super::widgets::{line, press, words};
use super::{Answer, Given, LabelledPlace, Order, Question, Scene, Window};
use crate::annotation::LabelId;
use crate::project::{Conflict, Consistency, DocumentId, Usage};
use crate::text::TextSpan;
use crate::words::fill;

/// How many documents are read at a time.
const AT_A_TIME: usize = 24;

/// How many wordings are listed.
const MOST_WORDS: usize = 200;

/// How many places of a wording are listed.
const MOST_PLACES: usize = 200;

/// The window.
#[derive(Default)]
pub struct Disagreements {
    /// What was read of each document, and how much had been done on it then.
    read: HashMap<DocumentId, (u32, Usage)>,
    /// All words that have several labels, the most frequent ones first.
    conflicts: Vec<Conflict>,
    /// The words whose places are listed.
    chosen: Option<String>,
    /// Those places, once they are read.
    places: Option<Vec<LabelledPlace>>,
    /// Why something could not be read.
    trouble: Option<String>,
}

/// What can be done in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Show or hide the places of these words.
    Choose(String),
    /// Go to a place.
    GoTo(DocumentId, TextSpan),
    /// Give all places of the open document this label.
    MakeAll(LabelId),
    /// Take back the last change.
    Undo,
}

impl Window for Disagreements {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.consistency;
        let window = div().class("consistency");
        let all = scene.context.project.documents.len();
        let unread = self.unread(scene).len();
        if let Some(why) = &self.trouble {
            return window.child(p().class("wrong").text(why));
        }
        if unread > 0 && self.conflicts.is_empty() {
            let counts = [all - unread, all].map(|count| count.to_string());
            return window.child(words(fill(said.looking, &[&counts[0], &counts[1]])));
        }
        if self.conflicts.is_empty() {
            return window.child(p().class("empty").text(said.nothing));
        }
        let shown = self.conflicts.iter().take(MOST_WORDS);
        let rows = shown.map(|conflict| self.row(conflict, scene));
        let more = self.conflicts.len().saturating_sub(MOST_WORDS);
        window
            .child(words(said.about))
            .child(line([
                strong().text(said.found.of(self.conflicts.len())),
                press(said.undo, Message::Undo),
            ]))
            .child(ol().children(rows))
            .children((more > 0).then(|| words(said.more_words.of(more))))
    }

    fn update(&mut self, message: Message, _: Given, scene: &Scene) -> Vec<Order> {
        match message {
            Message::Choose(words) => {
                self.chosen = (self.chosen.as_ref() != Some(&words)).then_some(words);
                self.places = None;
                Vec::new()
            }
            Message::GoTo(document, span) => vec![Order::GoTo(document, span)],
            Message::MakeAll(label) => {
                let spans = self.others_here(&label, scene).map(|place| place.span);
                vec![Order::Label(spans.collect(), label)]
            }
            Message::Undo => vec![Order::Undo],
        }
    }

    fn wants(&self, scene: &Scene) -> Option<Question> {
        let mut unread = self.unread(scene);
        if !unread.is_empty() {
            unread.truncate(AT_A_TIME);
            return Some(Question::Usage(unread));
        }
        let conflict = self.chosen_conflict()?;
        // The label that is rarest is the likeliest to be wrong, and the annotator is at hand where
        // the open document is concerned.
        let open = scene.context.open.as_ref().map(|open| &open.id);
        let rarest_first = conflict
            .labels
            .iter()
            .rev()
            .flat_map(|label| &label.documents);
        let mut documents: Vec<&DocumentId> = Vec::new();
        for id in rarest_first {
            if !documents.contains(&id) {
                documents.push(id);
            }
        }
        documents.sort_by_key(|id| Some(*id) != open);
        let documents = documents.into_iter().map(|id| {
            let read = self.read.get(id).map_or(0, |(actions, _)| *actions);
            (id.clone(), read)
        });
        Some(Question::Uses(
            conflict.words.clone(),
            documents.collect(),
            MOST_PLACES,
        ))
    }

    fn answer(&mut self, answer: Result<Answer, String>, scene: &Scene) {
        match answer {
            Ok(Answer::Usage(usages)) => {
                let asked = self.unread(scene).into_iter().zip(usages);
                for ((id, actions), usage) in asked {
                    self.read.insert(id, (actions, usage));
                }
                if self.unread(scene).is_empty() {
                    self.compare(scene);
                }
            }
            Ok(Answer::Uses(places)) => self.places = Some(places),
            Ok(_) => {}
            Err(why) => self.trouble = Some(why),
        }
    }
}

impl Disagreements {
    /// The documents that were not read yet, or not as they are now.
    fn unread(&self, scene: &Scene) -> Vec<(DocumentId, u32)> {
        let documents = scene.context.project.documents.iter();
        let as_they_are = documents.map(|one| (one.id.clone(), one.progress.actions));
        let is_read = |id: &DocumentId, actions| {
            let read = self.read.get(id);
            read.is_some_and(|(then, _)| *then == actions)
        };
        as_they_are
            .filter(|(id, actions)| !is_read(id, *actions))
            .collect()
    }

    /// Holds what was read against each other.
    fn compare(&mut self, scene: &Scene) {
        let project = &scene.context.project;
        let documents = project.documents.iter();
        let documents: Vec<_> = documents
            .filter_map(|one| Some((one.id.clone(), self.read.get(&one.id)?.1.clone())))
            .collect();
        let consistency = Consistency {
            documents: &documents,
            schema: &project.schema,
        };
        self.conflicts = consistency.conflicts();
        let times = |one: &Conflict| one.labels.iter().map(|label| label.count).sum::<u32>();
        self.conflicts
            .sort_by_key(|one| std::cmp::Reverse(times(one)));
    }

    fn chosen_conflict(&self) -> Option<&Conflict> {
        let chosen = self.chosen.as_ref()?;
        self.conflicts.iter().find(|one| one.words == *chosen)
    }

    /// The places of the open document that have another label.
    fn others_here<'a>(
        &'a self,
        label: &'a LabelId,
        scene: &'a Scene,
    ) -> impl Iterator<Item = &'a LabelledPlace> {
        let schema = &scene.context.project.schema;
        let open = scene.context.open.as_ref().map(|open| &open.id);
        let here = self.places.iter().flatten();
        here.filter(move |place| {
            Some(&place.document) == open && schema.resolve(&place.label) != label
        })
    }

    fn row(&self, conflict: &Conflict, scene: &Scene) -> Element<Message> {
        let said = &scene.words.consistency;
        let schema = &scene.context.project.schema;
        let is_chosen = self.chosen.as_ref() == Some(&conflict.words);
        let labels = conflict.labels.iter().map(|one| {
            let words = fill(
                said.times,
                &[schema.name(&one.label), &one.count.to_string()],
            );
            sample(&one.label, scene).text(words)
        });
        let row = button()
            .class("conflict")
            .set(Attribute::Type, "button")
            .set(Attribute::AriaExpanded, is_chosen.to_string())
            .on(On::Click, Message::Choose(conflict.words.clone()))
            .child(strong().text(format!("“{}”", conflict.words)))
            .child(span().class("labels").children(labels));
        let places = is_chosen.then(|| self.places(conflict, scene));
        li().key(&*conflict.words).child(row).children(places)
    }

    fn places(&self, conflict: &Conflict, scene: &Scene) -> Element<Message> {
        let said = &scene.words.consistency;
        let schema = &scene.context.project.schema;
        let window = div().class("places");
        let Some(places) = &self.places else {
            return window.child(words(said.reading));
        };
        let buttons = conflict.labels.iter().filter_map(|one| {
            let others = self.others_here(&one.label, scene).count();
            let words = said.make_all.of(others);
            let words = words.replace("{1}", schema.name(&one.label));
            (others > 0).then(|| press(words, Message::MakeAll(one.label.clone())))
        });
        let buttons: Vec<_> = buttons.collect();
        let documents = places.chunk_by(|one, other| one.document == other.document);
        let documents = documents
            .filter_map(|places| document(places, scene))
            .flatten();
        let all: u32 = conflict.labels.iter().map(|one| one.count).sum();
        let more = (all as usize).saturating_sub(places.len());
        window
            .children((!buttons.is_empty()).then(|| line(buttons)))
            .children(documents)
            .children((more > 0).then(|| words(said.more_places.of(more))))
    }
}

/// The name of a document and the places in it.
fn document(places: &[LabelledPlace], scene: &Scene) -> Option<[Element<Message>; 2]> {
    let id = &places.first()?.document;
    let name = scene.context.project.summary(id)?.name.clone();
    let open = scene.context.open.as_ref();
    let is_open = open.is_some_and(|open| open.id == *id);
    let is_open = is_open.then(|| small().text(scene.words.consistency.open));
    let rows = places.iter().map(|place| {
        let excerpt = &place.excerpt;
        let text = span()
            .text(&*excerpt.before)
            .child(strong().text(&*excerpt.words))
            .text(&*excerpt.after);
        let schema = &scene.context.project.schema;
        let label = schema.resolve(&place.label);
        let go = button()
            .class("place")
            .set(Attribute::Type, "button")
            .on(On::Click, Message::GoTo(id.clone(), place.span))
            .child(sample(label, scene).text(schema.name(label)))
            .child(text);
        li().child(go)
    });
    Some([
        h3().text(format!("{name} ")).children(is_open),
        ul().children(rows),
    ])
}

/// A piece in the colour of a label.
fn sample(label: &LabelId, scene: &Scene) -> Element<Message> {
    let label = scene.context.project.schema.get(label);
    let tint = label.map_or(0, |label| label.tint.get());
    span().class(format!("sample tint-{tint}"))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

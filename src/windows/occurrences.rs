//! A label for all places where the same words stand, in the open document or in all. What is
//! labelled otherwise already is left for the eye: it is shown, but not ticked.

use super::node::{Attribute, Element, On, button, div, form, h3, input, label, li, ol, option, p};
use super::node::{select, small, span, strong};
use super::widgets::{choice, line, press, switch, words};
use super::{Answer, Focused, Given, Hit, Order, Question, Scene, Search, Window};
use crate::annotation::LabelId;
use crate::clerk::Job;
use crate::project::{DocumentId, Sweep};
use crate::record;
use crate::text::{FindOptions, TextSpan};
use crate::words::fill;
use crate::workbench::Covered;

/// How many documents are looked through at a time, after the open one.
const AT_A_TIME: usize = 24;

/// How many places are found at most.
const MOST: usize = 5_000;

/// How many places are listed, and how many more when more are asked for.
const PAGE: usize = 200;

/// The window.
pub struct Everywhere {
    options: FindOptions,
    /// The label to give, where another one was chosen than that of what is in focus.
    label: Option<LabelId>,
    /// Whether all documents are looked through.
    in_all: bool,
    /// What was found in the documents that were looked through, and whether it is ticked.
    found: Vec<(DocumentId, Vec<(Hit, bool)>)>,
    /// How many documents were looked through.
    read: usize,
    /// How many places are listed.
    shown: usize,
    /// Whether anything was done in the window.
    is_touched: bool,
    /// Why a document could not be read.
    trouble: Option<String>,
}

impl Default for Everywhere {
    fn default() -> Self {
        Self {
            options: FindOptions {
                match_case: true,
                whole_words: true,
            },
            label: None,
            in_all: false,
            found: Vec::new(),
            read: 0,
            shown: PAGE,
            is_touched: false,
            trouble: None,
        }
    }
}

/// What can be done in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Give another label.
    Choose,
    /// Tell capitals and small letters apart, or do not.
    MatchCase,
    /// Find whole words only, or parts of words too.
    WholeWords,
    /// Look through all documents, or through the open one only.
    InAll(bool),
    /// Tick a place, or take the tick off: the how many-th place of the how many-th document.
    Tick(usize, usize),
    /// List more places.
    More,
    /// Label what is ticked.
    Label,
}

impl Window for Everywhere {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.everywhere;
        let Some(focused) = focused(scene) else {
            return p().class("empty").text(said.nothing_selected);
        };
        let several = scene.context.project.documents.len() > 1;
        let ticked = self.ticked().map(|(_, spans)| spans.len()).sum::<usize>();
        let all = self.found.iter().map(|(_, hits)| hits.len()).sum::<usize>();
        let counts = [ticked, all].map(|count| count.to_string());
        let go = button()
            .set(Attribute::Type, "submit")
            .class("primary")
            .flag(Attribute::Disabled, ticked == 0)
            // Once the annotator is at work elsewhere in the window, the focus stays there.
            .flag(Attribute::Autofocus, !self.is_touched)
            .text(fill(said.label_them, &[&counts[0], &counts[1]]));
        form()
            .class("occurrences")
            .on(On::Submit, Message::Label)
            .child(line([
                label().text(said.label).child(self.labels(scene)),
                switch(said.match_case, self.options.match_case, Message::MatchCase),
                switch(
                    said.whole_words,
                    self.options.whole_words,
                    Message::WholeWords,
                ),
            ]))
            .children(several.then(|| {
                line([
                    choice("where", said.here, !self.in_all, Message::InAll(false)),
                    choice("where", said.in_all, self.in_all, Message::InAll(true)),
                ])
            }))
            .children(self.told(&focused.words, scene))
            .children(self.places(scene))
            .child(line([go]))
    }

    fn update(&mut self, message: Message, given: Given, scene: &Scene) -> Vec<Order> {
        self.is_touched = true;
        match message {
            Message::Choose => self.label = Some(LabelId::new(given.text())),
            Message::MatchCase => self.options.match_case = given.is_on(),
            Message::WholeWords => self.options.whole_words = given.is_on(),
            Message::InAll(in_all) => self.in_all = in_all,
            Message::Tick(document, hit) => {
                let hits = self.found.get_mut(document).map(|(_, hits)| hits);
                if let Some((_, ticked)) = hits.and_then(|hits| hits.get_mut(hit)) {
                    *ticked = given.is_on();
                }
                return Vec::new();
            }
            Message::More => {
                self.shown += PAGE;
                return Vec::new();
            }
            Message::Label => return self.orders(scene),
        }
        self.found.clear();
        self.read = 0;
        self.shown = PAGE;
        Vec::new()
    }

    fn wants(&self, scene: &Scene) -> Option<Question> {
        let unread = self.unread(scene);
        let focused = focused(scene)?;
        (!unread.is_empty() && self.trouble.is_none()).then(|| {
            let search = Search {
                words: focused.words.clone(),
                options: self.options,
                label: self.label(scene),
            };
            Question::Occurrences(search, unread)
        })
    }

    fn answer(&mut self, answer: Result<Answer, String>, scene: &Scene) {
        match answer {
            Ok(Answer::Occurrences(found)) => {
                let asked = self.unread(scene);
                self.read += asked.len();
                for (id, hits) in asked.into_iter().zip(found) {
                    let hits = hits.into_iter().filter(|hit| !is_decided(hit));
                    let hits: Vec<_> = hits
                        .map(|hit| {
                            let ticked = !matches!(hit.covered, Covered::Otherwise(_));
                            (hit, ticked)
                        })
                        .collect();
                    if !hits.is_empty() {
                        self.found.push((id, hits));
                    }
                }
            }
            Ok(_) => {}
            Err(why) => self.trouble = Some(why),
        }
    }
}

impl Everywhere {
    /// The documents to look through next: the open one, and then a few at a time of the others.
    fn unread(&self, scene: &Scene) -> Vec<DocumentId> {
        let context = &scene.context;
        let open = context.open.iter().map(|open| &open.id);
        let found: usize = self.found.iter().map(|(_, hits)| hits.len()).sum();
        let others = context.project.documents.iter().map(|one| &one.id);
        let others = others.filter(|id| context.open.iter().all(|open| open.id != **id));
        let others = others.filter(|_| self.in_all && found < MOST);
        let rest = open.chain(others).skip(self.read);
        let count = if self.read == 0 { 1 } else { AT_A_TIME };
        rest.take(count).cloned().collect()
    }

    /// The label to give. Words without a label of their own get the first one.
    fn label(&self, scene: &Scene) -> Option<LabelId> {
        let schema = &scene.context.project.schema;
        let own = focused(scene).and_then(|focused| focused.label.as_ref());
        let own = own.map(|label| schema.resolve(label).clone());
        let first = || schema.labels().first().map(|label| label.id.clone());
        self.label.clone().or(own).or_else(first)
    }

    /// The places that are ticked, document by document.
    fn ticked(&self) -> impl Iterator<Item = (&DocumentId, Vec<TextSpan>)> {
        let documents = self.found.iter().map(|(id, hits)| {
            let ticked = hits.iter().filter(|(_, ticked)| *ticked);
            (id, ticked.map(|(hit, _)| hit.span).collect::<Vec<_>>())
        });
        documents.filter(|(_, spans)| !spans.is_empty())
    }

    fn orders(&self, scene: &Scene) -> Vec<Order> {
        let Some(label) = self.label(scene) else {
            return Vec::new();
        };
        let open = scene.context.open.as_ref().map(|open| &open.id);
        let (here, there): (Vec<_>, Vec<_>) = self.ticked().partition(|(id, _)| Some(*id) == open);
        let here = here.into_iter().flat_map(|(_, spans)| spans).collect();
        let there: Vec<_> = there
            .into_iter()
            .map(|(id, spans)| (id.clone(), spans))
            .collect();
        if there.is_empty() {
            return vec![Order::Label(here, label), Order::Close];
        }
        let sweep = Sweep {
            at: (scene.clock.now)(),
            by: scene.context.project.author.clone(),
            words: focused(scene).map_or_else(String::new, |focused| focused.words.clone()),
            label,
            documents: self.ticked().map(|(id, _)| id.clone()).collect(),
        };
        // Every job of this version has a compact form; the clerk refuses what has none.
        let job = record::say(&Job::Label(sweep.clone(), there)).unwrap_or_default();
        vec![Order::Sweep { sweep, here, job }, Order::Close]
    }

    fn labels(&self, scene: &Scene) -> Element<Message> {
        let chosen = self.label(scene);
        let labels = scene.context.project.schema.labels().iter();
        let options = labels.map(|label| {
            option()
                .set(Attribute::Value, label.id.as_str())
                .flag(Attribute::Selected, Some(&label.id) == chosen.as_ref())
                .text(&*label.name)
        });
        select()
            .set(Attribute::Id, "occurrences-label")
            .on(On::Change, Message::Choose)
            .children(options)
    }

    /// How far it is and what is left out, in words.
    fn told(&self, sought: &str, scene: &Scene) -> Option<Element<Message>> {
        let said = &scene.words.everywhere;
        if let Some(why) = &self.trouble {
            return Some(p().class("wrong").text(why));
        }
        let all = scene.context.project.documents.len();
        let found: usize = self.found.iter().map(|(_, hits)| hits.len()).sum();
        if !self.unread(scene).is_empty() {
            let counts = [self.read, if self.in_all { all } else { 1 }];
            let counts = counts.map(|count| count.to_string());
            return Some(words(fill(said.looking, &[&counts[0], &counts[1]])));
        }
        if found == 0 {
            return Some(p().class("empty").text(fill(said.nowhere, &[sought])));
        }
        if found >= MOST && self.read < all {
            let counts = [found, self.read, all].map(|count| count.to_string());
            let counts = [&*counts[0], &counts[1], &counts[2]];
            return Some(words(fill(said.too_many, &counts)));
        }
        self.in_all.then(|| {
            let documents = said.documents.of(self.found.len());
            words(fill(said.found, &[&said.places.of(found), &documents]))
        })
    }

    /// The places; where all documents are looked through, under the name of their document.
    fn places(&self, scene: &Scene) -> Vec<Element<Message>> {
        let said = &scene.words.everywhere;
        let mut left = self.shown;
        let mut parts = Vec::new();
        for (at, (id, hits)) in self.found.iter().enumerate() {
            if left == 0 {
                break;
            }
            if self.in_all {
                let summary = scene.context.project.summary(id);
                let name = summary.map_or("", |summary| &summary.name);
                parts.push(h3().key(id.as_str()).text(name));
            }
            let rows = hits.iter().enumerate().take(left);
            let rows =
                rows.map(|(n, (hit, ticked))| row(hit, *ticked, Message::Tick(at, n), scene));
            parts.push(ol().key(format!("in {}", id.as_str())).children(rows));
            left = left.saturating_sub(hits.len());
        }
        let found: usize = self.found.iter().map(|(_, hits)| hits.len()).sum();
        let more = found.saturating_sub(self.shown);
        let more = (more > 0).then(|| press(said.more.of(more), Message::More));
        if parts.is_empty() {
            return parts;
        }
        let list = div().class("hits").children(parts).children(more);
        vec![list]
    }
}

fn focused(scene: &Scene) -> Option<&Focused> {
    scene.context.open.as_ref()?.focused.as_ref()
}

/// Whether a person gave the place the label already.
fn is_decided(hit: &Hit) -> bool {
    matches!(hit.covered, Covered::SameLabel(id) if !id.is_suggestion())
}

fn row(hit: &Hit, ticked: bool, message: Message, scene: &Scene) -> Element<Message> {
    let said = &scene.words.everywhere;
    let note = match hit.covered {
        Covered::Otherwise(_) => said.otherwise,
        Covered::SameLabel(_) => said.suggested,
        Covered::Nothing => "",
    };
    let tick = input()
        .set(Attribute::Type, "checkbox")
        .flag(Attribute::Checked, ticked)
        .on(On::Change, message);
    let text = span()
        .text(&*hit.excerpt.before)
        .child(strong().text(&*hit.excerpt.words))
        .text(&*hit.excerpt.after);
    li().child(label().child(tick).child(text).child(small().text(note)))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

//! What proposes annotations: how precisely, in what order of trust, how sure it must be, and what the team brings
//! itself.

mod own;
mod shown;

use std::collections::BTreeMap;

use super::node::{Attribute, Element, On, div, h3, input};
use super::widgets::{line, press, switch, words};
use super::{Given, Order, Scene, Window};
use crate::annotation::{LabelId, Schema, SchemaEdit};
use crate::detect::custom::Pattern;
use crate::detect::encoder::shipped_length;
use crate::detect::entities::MiscKind;
use crate::detect::protocol::{Precise, Request};
use crate::detect::{LabelChoice, Score, Setup, SetupEdit, Source, Standing};
use crate::formats::detectors;
use crate::record;
use crate::text::FindOptions;
use crate::words::fill;

/// The window.
#[derive(Default)]
pub struct Detecting {
    /// The expression that is being written.
    expression: String,
    /// The label that it is to give.
    label: Option<LabelId>,
    /// What was written as how sure everything must be, or what has a label. It stands in the field whatever the
    /// detectors have heard of it.
    written: BTreeMap<Option<LabelId>, String>,
    /// Why a file cannot be used.
    refused: Option<String>,
    /// Labels of lists and of the model that were looked up among those of the project.
    looked_up: Vec<(Option<String>, String)>,
}

/// What can be done in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Find names precisely, or no longer.
    Precise(bool),
    /// Tell events, works and products apart, or no longer.
    Kinds,
    /// Save what was chosen to a file.
    Save,
    /// Choose what is in a file.
    Load,
    /// Files were picked. They go to the detectors by themselves.
    Files,
    /// A choice that needs nothing else.
    Choose(SetupEdit),
    /// Whether a source runs.
    Switch(Source),
    /// How sure everything must be, or what has a label.
    Threshold(Option<LabelId>),
    /// Whether what has a label is shown.
    Show(LabelId),
    /// Whether a list tells capitals apart, or whether only whole words count.
    List(String, Detail),
    /// The same for a pattern.
    Pattern(u32, Detail),
    /// The expression of a pattern is another one.
    Expression(u32),
    /// The label of a pattern is another one.
    PatternLabel(u32),
    /// Which label of the project a label of a list or of the model is.
    Map(Option<String>, String),
    /// The project is to have these labels of a list or of the model, too.
    Adopt(Option<String>),
    /// An expression is being written.
    Draft,
    /// The label that it is to give is chosen.
    DraftLabel,
    /// The expression is written.
    Add,
}

/// What counts as a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Whether capitals and small letters are told apart.
    Case,
    /// Whether only whole words count.
    Words,
}

impl Detail {
    fn set(self, options: &mut FindOptions, is_on: bool) {
        match self {
            Self::Case => options.match_case = is_on,
            Self::Words => options.whole_words = is_on,
        }
    }
}

impl Window for Detecting {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.detectors;
        let shown = div()
            .class("detectors")
            .child(h3().text(said.instant))
            .child(words(said.about_instant));
        match standing(scene) {
            Some(standing) => shown
                .children(precise(&standing, scene))
                .children(self.own(&standing, scene))
                .children(shown::trust(&standing, scene))
                .children(shown::thresholds(&standing, &self.written, scene))
                .children(self.share(scene)),
            None => shown,
        }
    }

    fn update(&mut self, message: Message, given: Given, scene: &Scene) -> Vec<Order> {
        if let Message::Precise(is_wanted) = message {
            // How things stand is told from then on.
            return vec![order(&Request::Precise(is_wanted)), choose(&[])];
        }
        let Some(standing) = standing(scene) else {
            return Vec::new();
        };
        let setup = &standing.setup;
        let schema = &scene.context.project.schema;
        let pattern = |number: u32| setup.patterns.get(number as usize).cloned();
        let given_label = || {
            let id = LabelId::new(given.text());
            schema.get(&id).map(|label| label.id.clone())
        };
        if let Message::Threshold(of) = &message {
            self.written.insert(of.clone(), given.text().to_owned());
        }
        let edit = match message {
            Message::Precise(_) | Message::Files => None,
            Message::Kinds => return kinds(given.is_on(), scene),
            Message::Save => return vec![save(setup)],
            Message::Load => self.load(&given, scene),
            Message::Choose(edit) => Some(edit),
            Message::Switch(source) => Some(SetupEdit::Switch(source, given.is_on())),
            Message::Threshold(None) => percent(given.text()).map(SetupEdit::Threshold),
            Message::Threshold(Some(label)) => {
                let before = setup.labels.get(&label).copied().unwrap_or_default();
                let threshold = percent(given.text());
                Some(SetupEdit::Label(
                    label,
                    LabelChoice {
                        threshold,
                        ..before
                    },
                ))
            }
            Message::Show(label) => {
                let before = setup.labels.get(&label).copied().unwrap_or_default();
                let is_off = !given.is_on();
                Some(SetupEdit::Label(label, LabelChoice { is_off, ..before }))
            }
            Message::List(name, detail) => {
                let list = setup.lists.iter().find(|list| list.name == name);
                list.map(|list| {
                    let mut options = list.options;
                    detail.set(&mut options, given.is_on());
                    SetupEdit::ListOptions(name, options)
                })
            }
            Message::Pattern(number, detail) => pattern(number).map(|mut pattern| {
                detail.set(&mut pattern.options, given.is_on());
                SetupEdit::Pattern(number, pattern)
            }),
            Message::Expression(number) => pattern(number).and_then(|pattern| {
                let expression = given.text().to_owned();
                let pattern = Pattern {
                    expression,
                    ..pattern
                };
                (!pattern.expression.is_empty()).then_some(SetupEdit::Pattern(number, pattern))
            }),
            Message::PatternLabel(number) => pattern(number).and_then(|pattern| {
                let label = given_label()?;
                Some(SetupEdit::Pattern(number, Pattern { label, ..pattern }))
            }),
            Message::Map(list, own) => Some(SetupEdit::Map(list, own, given_label())),
            Message::Adopt(list) => return adopt(&standing, list.as_deref(), scene),
            Message::Draft => {
                self.expression = given.text().to_owned();
                None
            }
            Message::DraftLabel => {
                self.label = given_label();
                None
            }
            Message::Add => {
                let first = schema.labels().first().map(|label| label.id.clone());
                let label = self.label.clone().or(first);
                let expression = std::mem::take(&mut self.expression);
                let pattern = label.map(|label| Pattern {
                    expression,
                    label,
                    options: FindOptions {
                        match_case: true,
                        whole_words: true,
                    },
                });
                let pattern = pattern.filter(|pattern| !pattern.expression.is_empty());
                pattern.map(SetupEdit::AddPattern)
            }
        };
        edit.map(|edit| choose(&[edit])).into_iter().collect()
    }

    /// Asks how things stand, and says which labels of the project the labels of a new list or model are, where they
    /// have the same names.
    fn sees(&mut self, scene: &Scene) -> Vec<Order> {
        let Some(standing) = standing(scene) else {
            return vec![choose(&[])];
        };
        let mut edits = Vec::new();
        for (list, own, map) in own::labels(&standing) {
            let key = (list.map(str::to_owned), own.to_owned());
            if map.contains_key(own) || self.looked_up.contains(&key) {
                continue;
            }
            let labels = scene.context.project.schema.labels();
            let same = |name: &str| name.eq_ignore_ascii_case(own);
            let label = labels
                .iter()
                .find(|label| same(&label.name) || same(&label.export_name));
            if let Some(label) = label {
                let (list, own) = key.clone();
                edits.push(SetupEdit::Map(list, own, Some(label.id.clone())));
            }
            self.looked_up.push(key);
        }
        match edits.is_empty() {
            true => Vec::new(),
            false => vec![choose(&edits)],
        }
    }
}

impl Detecting {
    /// Reads what somebody has chosen.
    fn load(&mut self, given: &Given, scene: &Scene) -> Option<SetupEdit> {
        let Given::File { name, bytes } = given else {
            return None;
        };
        match detectors::read(bytes) {
            Ok(setup) => {
                self.refused = None;
                self.written.clear();
                Some(SetupEdit::All(Box::new(setup)))
            }
            Err(why) => {
                let said = scene.words.detectors.refused;
                self.refused = Some(fill(said, &[name, &why]));
                None
            }
        }
    }

    /// Saving and loading what was chosen.
    fn share(&self, scene: &Scene) -> Vec<Element<Message>> {
        let said = &scene.words.detectors;
        let load = input()
            .set(Attribute::Type, "file")
            .set(Attribute::AriaLabel, said.load)
            .set(Attribute::Accept, ".json")
            .on(On::Change, Message::Load);
        let refused = self.refused.as_ref();
        let refused = refused.map(|why| words(why).class("wrong").set(Attribute::Role, "alert"));
        let mut shown = vec![
            h3().text(said.share),
            words(said.about_share),
            line([press(said.save, Message::Save), load]),
        ];
        shown.extend(refused);
        shown
    }
}

/// Gives the annotator what was chosen as a file.
fn save(setup: &Setup) -> Order {
    let mut bytes = Vec::new();
    // Memory takes whatever is written.
    let _ = detectors::write(setup, &mut bytes);
    Order::Download {
        name: format!("spanwright.{}", detectors::EXTENSION),
        mime_type: detectors::MIME_TYPE.to_owned(),
        bytes,
    }
}

/// How things stand, once the detectors have said it.
fn standing(scene: &Scene) -> Option<Standing> {
    record::hear(&scene.context.standing).ok()
}

/// What is asked of the detectors, as it is sent. Every request of this version has a compact form.
fn order(request: &Request) -> Order {
    Order::Detectors(record::say(request).unwrap_or_default())
}

fn choose(edits: &[SetupEdit]) -> Order {
    // As above.
    order(&Request::Choose(record::say(edits).unwrap_or_default()))
}

/// A number from 0 to 100; `None` where nothing or something else is written.
fn percent(written: &str) -> Option<Score> {
    let written = written.trim_end_matches('%').trim_end();
    let percent: f32 = written.replace(',', ".").parse().ok()?;
    (0.0..=100.0)
        .contains(&percent)
        .then(|| Score::new(percent / 100.0))
}

/// Events, works and products are told apart or not. The project gets labels for them where it has none.
fn kinds(are_wanted: bool, scene: &Scene) -> Vec<Order> {
    let choose = choose(&[SetupEdit::Kinds(are_wanted)]);
    let mut schema = scene.context.project.schema.clone();
    let missing = MiscKind::ALL.into_iter().filter_map(MiscKind::id);
    let missing = missing.filter(|id| are_wanted && schema.get(id).is_none());
    let mut additions = Vec::new();
    for id in missing.collect::<Vec<_>>() {
        additions.extend(add_label(&mut schema, id.as_str()));
    }
    match additions.is_empty() {
        true => vec![choose],
        false => vec![Order::Labels(additions), choose],
    }
}

/// A label more, where the project can have one of this name: a name that another label has is that label's.
fn add_label(schema: &mut Schema, name: &str) -> Option<SchemaEdit> {
    let addition = schema.addition(name).ok()?;
    addition.apply(schema).ok()?;
    Some(addition)
}

/// The project gets the labels of a list or of the model that are none of its own, and they are mapped to them.
fn adopt(standing: &Standing, list: Option<&str>, scene: &Scene) -> Vec<Order> {
    let mut schema = scene.context.project.schema.clone();
    let (mut additions, mut edits) = (Vec::new(), Vec::new());
    for (of, own, map) in own::labels(standing) {
        if of != list || own::place(own, map).is_some() {
            continue;
        }
        if let Some(addition) = add_label(&mut schema, own) {
            let label = addition.label().cloned();
            edits.push(SetupEdit::Map(
                list.map(str::to_owned),
                own.to_owned(),
                label,
            ));
            additions.push(addition);
        }
    }
    match edits.is_empty() {
        true => Vec::new(),
        false => vec![Order::Labels(additions), choose(&edits)],
    }
}

/// What finds names precisely.
fn precise(standing: &Standing, scene: &Scene) -> Vec<Element<Message>> {
    let said = &scene.words.detectors;
    let megabytes = |bytes: u32| format!("{:.1}", f64::from(bytes) / 1e6);
    let begin = |words| line([press(words, Message::Precise(true)).class("primary")]);
    let end = line([press(said.stop, Message::Precise(false))]);
    let state = |words: String| super::widgets::words(words).set(Attribute::Role, "status");
    let mut shown = vec![
        h3().text(said.precise),
        words(fill(said.about_precise, &[&megabytes(shipped_length())])),
    ];
    let kinds = switch(said.kinds, standing.setup.kinds, Message::Kinds);
    match &standing.precise {
        Precise::Off => shown.push(begin(said.begin)),
        Precise::Loading { done, total } => {
            let loading = fill(said.loading, &[&megabytes(*done), &megabytes(*total)]);
            shown.extend([state(loading), end]);
        }
        Precise::Reading { done, total } if done < total => {
            let reading = fill(said.reading, &[&done.to_string(), &total.to_string()]);
            shown.extend([state(reading), end]);
        }
        Precise::Reading { .. } => shown.extend([state(said.read.to_owned()), end]),
        Precise::Failed(why) => {
            let failed = words(fill(said.failed, &[why])).class("wrong");
            shown.extend([failed, begin(said.again)]);
        }
    }
    shown.push(line([kinds]));
    shown
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

//! An open window: what it drew, what the numbers in it stand for, and what it waits for.

use serde::{Deserialize, Serialize};
use std::collections::{HashMap, VecDeque};

use super::consistency::Disagreements;
use super::date::DateEditor;
use super::detectors::Detecting;
use super::export::Export;
use super::folder::Saving;
use super::guidelines::Guidelines;
use super::help::Help;
use super::history::Past;
use super::import::Import;
use super::keys::Keys;
use super::labels::Labels;
use super::node::{Attribute, Element, Tag};
use super::occurrences::Everywhere;
use super::progress::Overview;
use super::timeline::Timeline;
use super::tour::Tour;
use super::{Answer, Clock, Context, Given, Order, Question, Scene, Unsaved, Which, Window};
use crate::annotation::Schema;
use crate::project::DocumentId;

/// What the page says to an open window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// It is to open. This is said once, and first.
    Open(Which, Box<Context>),
    /// What it can see has changed.
    Context(Box<Context>),
    /// The annotator did something in it.
    Event {
        /// The drawing in which it was done.
        drawing: u32,
        /// What it was done to.
        target: Target,
        /// What comes with it.
        given: Given,
    },
}

/// The number of a message within a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Target(pub u32);

/// What the page is to show and to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// The number of the drawing.
    pub drawing: u32,
    /// What to show.
    pub root: Element<Target>,
    /// What to do, in order.
    pub orders: Vec<Order>,
}

/// An open window.
pub struct Session {
    scene: Scene,
    window: Box<dyn AnyWindow>,
    /// What was asked last.
    asked: Option<Question>,
}

impl Session {
    /// Opens a window.
    pub fn open(which: Which, context: Context, clock: Clock) -> Self {
        let window = match which {
            Which::Help => any(Help),
            Which::Import => any(Import::default()),
            Which::Export => any(Export::default()),
            Which::Labels => any(Labels::default()),
            Which::History => any(Past::default()),
            Which::Progress => any(Overview),
            Which::Consistency => any(Disagreements::default()),
            Which::Occurrences => any(Everywhere::default()),
            Which::Guidelines => any(Guidelines::default()),
            Which::Keys => any(Keys::default()),
            Which::Date => any(DateEditor::default()),
            Which::Timeline => any(Timeline::default()),
            Which::Tour => any(Tour::default()),
            Which::Folder => any(Saving::default()),
            Which::Detectors => any(Detecting::default()),
        };
        let scene = Scene {
            words: context.language.windows(),
            context,
            clock,
        };
        Self {
            scene,
            window,
            asked: None,
        }
    }

    /// The window as it is now, after it has seen the page.
    pub fn draw(&mut self) -> Shown {
        let orders = self.window.sees(&self.scene);
        self.shown_with(orders)
    }

    /// What it can see has changed.
    pub fn see(&mut self, context: Context) -> Shown {
        self.scene.context = context;
        self.draw()
    }

    fn shown_with(&mut self, orders: Vec<Order>) -> Shown {
        for order in &orders {
            self.scene.foresee(order);
        }
        self.window.draw(&self.scene, orders)
    }

    /// The annotator did something to `target` of a drawing.
    pub fn event(&mut self, drawing: u32, target: Target, given: Given) -> Shown {
        let orders = self.window.event(&self.scene, drawing, target, given);
        self.shown_with(orders)
    }

    /// The labels of the project.
    pub fn schema(&self) -> &Schema {
        &self.scene.context.project.schema
    }

    /// The open document, where it is on no disk.
    pub fn unsaved(&self) -> Option<(DocumentId, Unsaved)> {
        let open = self.scene.context.open.as_ref()?;
        Some((open.id.clone(), open.unsaved.as_deref()?.clone()))
    }

    /// What the window wants to know from the disk, where that was not asked yet.
    pub fn question(&mut self) -> Option<Question> {
        let wants = self.window.wants(&self.scene);
        if wants == self.asked {
            return None;
        }
        self.asked.clone_from(&wants);
        wants
    }

    /// The answer to a question. There is nothing new to show where the window no longer wants it.
    pub fn answer(&mut self, to: &Question, answer: Result<Answer, String>) -> Option<Shown> {
        if self.asked.as_ref() != Some(to) {
            return None;
        }
        self.window.answer(answer, &self.scene);
        Some(self.draw())
    }
}

/// A window of any kind.
trait AnyWindow {
    fn draw(&mut self, scene: &Scene, orders: Vec<Order>) -> Shown;
    fn event(&mut self, scene: &Scene, drawing: u32, target: Target, given: Given) -> Vec<Order>;
    fn sees(&mut self, scene: &Scene) -> Vec<Order>;
    fn wants(&self, scene: &Scene) -> Option<Question>;
    fn answer(&mut self, answer: Result<Answer, String>, scene: &Scene);
}

fn any<W: Window + 'static>(window: W) -> Box<dyn AnyWindow>
where
    W::Message: 'static,
{
    Box::new(Live {
        window,
        number: 0,
        drawings: VecDeque::new(),
        fields: HashMap::new(),
    })
}

/// A window and what the page shows of it.
struct Live<W: Window> {
    window: W,
    /// The number of the last drawing.
    number: u32,
    /// The drawings in which something may still be done: the page may not have shown the last one
    /// when the annotator clicks.
    drawings: VecDeque<Drawing<W::Message>>,
    /// The fields by their identities.
    fields: HashMap<String, Field>,
}

/// What the numbers in a drawing stand for.
struct Drawing<M> {
    number: u32,
    /// The messages, and the fields whose values come with them.
    messages: Vec<(M, Option<String>)>,
}

/// A field that the page shows.
#[derive(Clone)]
struct Field {
    /// How often it was made anew.
    edition: u32,
    /// What stands in it, as far as is known here.
    shows: String,
}

impl<W: Window> AnyWindow for Live<W> {
    fn draw(&mut self, scene: &Scene, orders: Vec<Order>) -> Shown {
        let mut root = self.window.view(scene);
        self.renew_fields(&mut root);
        root.each(&mut tell_children_apart);
        let mut fields = Vec::new();
        root.each(&mut |element| {
            let field = field_of(element).map(str::to_owned);
            fields.extend(element.events.iter().map(|_| field.clone()));
        });
        let mut fields = fields.into_iter();
        let mut messages = Vec::new();
        let root = root.map(&mut |message| {
            messages.push((message, fields.next().flatten()));
            Target(messages.len() as u32 - 1)
        });
        self.number += 1;
        self.drawings.push_back(Drawing {
            number: self.number,
            messages,
        });
        Shown {
            drawing: self.number,
            root,
            orders,
        }
    }

    fn event(&mut self, scene: &Scene, drawing: u32, target: Target, given: Given) -> Vec<Order> {
        // The page shows this drawing, so nothing can be done any more in an earlier one.
        while self
            .drawings
            .front()
            .is_some_and(|one| one.number < drawing)
        {
            self.drawings.pop_front();
        }
        let of = self.drawings.front().filter(|one| one.number == drawing);
        let meant = of.and_then(|of| of.messages.get(target.0 as usize).cloned());
        let Some((message, field)) = meant else {
            return Vec::new();
        };
        let field = field.and_then(|id| self.fields.get_mut(&id));
        if let (Some(field), Given::Text(text)) = (field, &given) {
            field.shows.clone_from(text);
        }
        self.window.update(message, given, scene)
    }

    fn sees(&mut self, scene: &Scene) -> Vec<Order> {
        self.window.sees(scene)
    }

    fn wants(&self, scene: &Scene) -> Option<Question> {
        self.window.wants(scene)
    }

    fn answer(&mut self, answer: Result<Answer, String>, scene: &Scene) {
        self.window.answer(answer, scene);
    }
}

impl<W: Window> Live<W> {
    /// A field keeps what is typed into it, whatever is drawn meanwhile. Only where the window wants
    /// it to show something else than what it showed last, or than what was given with an event, a
    /// new field takes its place.
    fn renew_fields(&mut self, root: &mut Element<W::Message>) {
        let mut fields = HashMap::new();
        root.each(&mut |element| {
            if !matches!(element.tag, Tag::Input | Tag::Textarea) {
                return;
            }
            let (Some(id), Some(value)) = (field_of(element), element.get(Attribute::Value)) else {
                return;
            };
            let edition = match self.fields.get(id) {
                Some(field) if field.shows == value => field.edition,
                Some(field) => field.edition + 1,
                None => 0,
            };
            let shows = value.to_owned();
            let (id, key) = (id.to_owned(), format!("{id} {edition}"));
            element.key = Some(key);
            fields.insert(id, Field { edition, shows });
        });
        self.fields = fields;
    }
}

/// Gives a key to each element in this one that has none: what it is, and the how many-th of its kind.
/// So it stays the same one on the page, with the focus and what was typed, when something of another
/// kind comes or goes before it.
fn tell_children_apart<M>(element: &mut Element<M>) {
    let mut kinds = HashMap::new();
    for child in element.elements_mut() {
        let kind = child.tag.as_str();
        let nth = kinds.entry(kind).or_insert(0_u32);
        child.key.get_or_insert_with(|| format!("{kind} {nth}"));
        *nth += 1;
    }
}

/// The identity of the field whose value comes with the events of an element: its own, or that of
/// the first field of a form.
fn field_of<M>(element: &Element<M>) -> Option<&str> {
    match element.tag {
        Tag::Input | Tag::Textarea => element.get(Attribute::Id),
        _ => element.elements().find_map(field_of),
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
pub mod tests;

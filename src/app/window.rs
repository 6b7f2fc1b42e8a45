//! The page's side of a window: shows what the window's worker draws, tells it what the annotator
//! does, and does what it orders.

use std::rc::Rc;

use js_sys::Reflect;
use spanwright::project::Project;
use spanwright::windows::node::{Attribute, BOOKMARK, Element, Node, On, Tag};
use spanwright::windows::{
    Context, Focused, Given, OpenDocument, Order, Request, Shown, Target, Unsaved, Which,
};
use spanwright::workbench::Command;
use spanwright::workbench::keys::KeyAction;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag};

use super::action::{Action, Panel, Writing};
use super::intake;
use super::outside::Outside;
use super::state::State;
use crate::browser::window_link::{WindowLink, WindowSaid};
use crate::browser::{bookmarklet, files};

/// What stands beside the article.
const BESIDE: &str = ".beside";

/// What is to have the focus in it.
pub const FIRST_BESIDE: &str = ".beside [autofocus]";

/// Where Escape goes back to the article and closes nothing.
pub const STAYS: &str = ".side";

/// An open window.
pub struct OpenWindow {
    /// Which window.
    pub which: Which,
    /// No other one had this number.
    pub number: u32,
    link: Option<WindowLink>,
    /// Whether its worker is ready.
    is_ready: bool,
    /// What it was told last.
    told: Option<Context>,
    /// Whether it is to be told more as soon as all is on disk.
    is_waiting: bool,
    shown: Option<Shown>,
    /// Why there is no window.
    trouble: Option<String>,
    /// What was in focus before something new was shown; nothing of a new window was.
    focus: Option<Option<web_sys::Element>>,
}

/// What happens to a window.
pub enum Happening {
    /// Its worker said something.
    Said(u32, Box<WindowSaid>),
    /// All is on disk that was on its way there.
    Settled(u32),
    /// The annotator did something to a part of a drawing.
    Done(u32, u32, Target, Given),
    /// The annotator wants it to be tried again.
    Again(u32),
}

impl Happening {
    /// The number of the window.
    pub const fn number(&self) -> u32 {
        match self {
            Self::Said(number, _)
            | Self::Settled(number)
            | Self::Done(number, ..)
            | Self::Again(number) => *number,
        }
    }
}

impl OpenWindow {
    /// Opens a window. `number` is no other one's.
    pub fn open(which: Which, number: u32, act: &Callback<Action>) -> Self {
        let report =
            act.reform(move |said| Action::Window(Happening::Said(number, Box::new(said))));
        let (link, trouble) = match WindowLink::start(Rc::new(move |said| report.emit(said))) {
            Ok(link) => (Some(link), None),
            Err(why) => (None, Some(why)),
        };
        Self {
            which,
            number,
            link,
            is_ready: false,
            told: None,
            is_waiting: false,
            shown: None,
            trouble,
            focus: None,
        }
    }

    /// Takes in what happened to it. Returns what is to be done.
    pub fn take(&mut self, happening: Happening, state: &State, outside: &Outside) -> Vec<Order> {
        match happening {
            Happening::Said(_, said) => match *said {
                WindowSaid::Ready => self.is_ready = true,
                WindowSaid::Failed(why) => self.fail(why),
                WindowSaid::Shown(mut shown) => {
                    let active = gloo::utils::document().active_element();
                    // While the annotator is at work in the article, what stands beside it must not
                    // take the focus away.
                    let stays = self.which.beside().is_some()
                        && !active
                            .as_ref()
                            .is_some_and(|one| matches!(one.closest(BESIDE), Ok(Some(_))));
                    self.focus = match self.shown {
                        None => Some(None),
                        Some(_) if stays => None,
                        Some(_) => Some(active),
                    };
                    let orders = std::mem::take(&mut shown.orders);
                    self.shown = Some(shown);
                    return orders;
                }
            },
            Happening::Settled(_) => {
                self.is_waiting = false;
                let now = context(self.which, state, outside);
                let request = match self.told.replace(now.clone()) {
                    None => Request::Open(self.which, Box::new(now)),
                    Some(_) => Request::Context(Box::new(now)),
                };
                self.say(&request);
            }
            Happening::Done(_, drawing, target, given) => self.say(&Request::Event {
                drawing,
                target,
                given,
            }),
            Happening::Again(_) => {}
        }
        Vec::new()
    }

    /// Tells it what has changed in the page, once that is on disk, where the window may read it.
    pub fn follow(&mut self, state: &State, outside: &Outside) {
        let is_told = || self.told.as_ref() == Some(&context(self.which, state, outside));
        if !self.is_ready || self.is_waiting || is_told() {
            return;
        }
        self.is_waiting = true;
        let (outside, number) = (outside.clone(), self.number);
        spawn_local(async move {
            outside.settled().await;
            outside.act(Action::Window(Happening::Settled(number)));
        });
    }

    fn say(&mut self, request: &Request) {
        let said = self.link.as_ref().map(|link| link.say(request));
        if let Some(Err(why)) = said {
            self.fail(why);
        }
    }

    fn fail(&mut self, why: String) {
        self.link = None;
        self.trouble = Some(why);
    }

    /// The window as it is now.
    pub fn view(&self, act: &Callback<Action>) -> Html {
        if let Some(why) = &self.trouble {
            let number = self.number;
            let again = act.reform(move |_: MouseEvent| Action::Window(Happening::Again(number)));
            return html! {
                <div role="alert">
                    <p>{ why }</p>
                    <button type="button" onclick={again}>{ super::language::words().try_again }</button>
                </div>
            };
        }
        let Some(shown) = &self.shown else {
            return html! { <div class="opening" /> };
        };
        let drawing = (self.number, shown.drawing);
        let on = |on: On| {
            let act = act.clone();
            Callback::from(move |event: Event| heard(&event, on, drawing, &act))
        };
        let (click, input, submit) = (on(On::Click), on(On::Input), on(On::Submit));
        let press = on(On::Press);
        html! {
            <div onclick={click.reform(Event::from)} onchange={on(On::Change)}
                oninput={input.reform(Event::from)} onsubmit={submit.reform(Event::from)}
                onkeydown={press.reform(Event::from)}>
                { draw(&shown.root) }
            </div>
        }
    }

    /// Gives the focus to the part that asks for it, and else keeps it where it was, though what had it
    /// may have been moved or made anew.
    pub fn keep_focus(&mut self) {
        let Some(before) = self.focus.take() else {
            return;
        };
        let document = gloo::utils::document();
        let first = |selector| document.query_selector(selector).ok()?;
        let asks = match self.which.beside() {
            Some(_) => FIRST_BESIDE,
            None => "dialog [autofocus]",
        };
        let wants = first(asks);
        let rests = wants.as_ref().or(before.as_ref());
        if document.active_element().as_ref() == rests {
            return;
        }
        let moved = before.as_ref().filter(|one| one.is_connected()).cloned();
        let same = || document.get_element_by_id(&before.as_ref()?.id());
        let found = wants.or(moved).or_else(same);
        let found = found.or_else(|| first("dialog button"));
        if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            // It fails only for what cannot have the focus.
            let _ = element.focus();
            // What is typed takes the place of what stands there.
            if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
                field.select();
            }
        }
    }
}

/// What a window can see of the page. What stands beside the text for hours, and is told of each
/// change, sees the labels alone.
fn context(which: Which, state: &State, outside: &Outside) -> Context {
    let keys = state.keys.borrow().clone();
    if which.beside().is_some() {
        let mut project = Project::new("", state.project.author.clone());
        project.schema.clone_from(&state.project.schema);
        return Context {
            project,
            open: None,
            keys,
            language: super::language::chosen(),
            standing: Vec::new(),
        };
    }
    let open = state.workbench.as_ref().map(|bench| {
        let (document, work) = (bench.document(), bench.work());
        let history = work.history();
        OpenDocument {
            id: document.id.clone(),
            changes: (history.done().len(), history.undone().len()),
            date: work.markup().date,
            dates: bench.dates(),
            date_in_focus: bench.focused_date().map(|(date, unread)| (date.id, unread)),
            focused: bench.focused_span().map(|span| Focused {
                words: document.text.slice(span).to_owned(),
                label: bench.focused().map(|one| one.label.clone()),
            }),
            unsaved: outside.store().is_none().then(|| {
                let views = bench.views().iter();
                Box::new(Unsaved {
                    text: document.text.as_str().to_owned(),
                    blocks: views.map(|view| (view.span, view.included)).collect(),
                    work: work.clone(),
                })
            }),
        }
    });
    Context {
        project: state.project.clone(),
        open,
        keys,
        language: super::language::chosen(),
        standing: state.standing.to_vec(),
    }
}

/// Does what this window orders.
pub fn carry_out(order: Order, of: Which, outside: &Outside) {
    match order {
        Order::Author(name) => outside.act(Action::SetAuthor(name)),
        Order::Labels(edits) => outside.act(Action::Labels(edits)),
        Order::Undo => outside.act(Action::Key(KeyAction::Undo)),
        Order::Redo => outside.act(Action::Key(KeyAction::Redo)),
        Order::UndoLabels => outside.act(Action::UndoLabels),
        Order::RedoLabels => outside.act(Action::RedoLabels),
        Order::Keys(keys) => outside.act(Action::Rebind(keys)),
        Order::Date(date) => outside.act(Action::Command(Command::SetDate(date))),
        Order::Time(id, timex) => {
            outside.act(Action::Dialog(None));
            outside.act(Action::Command(Command::SetTime(id, timex)));
        }
        Order::GoTo(id, span) => outside.act(Action::Show(id, span)),
        Order::Label(spans, label) => {
            outside.act(Action::Command(Command::label_all(&spans, &label)));
        }
        Order::Sweep { sweep, here, job } => outside.act(Action::Sweep(sweep, here, job)),
        Order::OpenText(text) => intake::paste(outside, text),
        Order::Fetch(url) => intake::fetch(outside, url),
        Order::OpenSample => intake::sample(outside),
        Order::Close => outside.act(match of.beside() {
            Some(_) => Action::Panel(Panel::Beside),
            None => Action::Dialog(None),
        }),
        Order::Open(which) => outside.act(Action::Dialog(Some(which))),
        Order::Download {
            name,
            mime_type,
            bytes,
        } => files::download(&name, &mime_type, &bytes),
        Order::Write {
            name,
            mime_type,
            job,
        } => outside.act(Action::Write(Writing {
            name,
            mime_type,
            job,
        })),
        Order::Detectors(request) => outside.tell_detectors(&request),
        Order::Folder { choose, job } => intake::use_folder(outside, choose, job),
    }
}

/// An element of the window as one of the page.
fn draw(element: &Element<Target>) -> VNode {
    let mut tag = VTag::new(element.tag.as_str());
    tag.key = element.key.as_deref().map(Into::into);
    let mut is_checked = false;
    for (attribute, value) in &element.attributes {
        let value = value.clone();
        match attribute {
            Attribute::Checked => is_checked = true,
            // What was typed since is not touched.
            Attribute::Value if matches!(element.tag, Tag::Input | Tag::Textarea) => {
                tag.add_property("defaultValue", JsValue::from(value));
            }
            Attribute::Href if value == BOOKMARK => {
                tag.add_attribute("href", bookmarklet::script());
            }
            other => tag.add_attribute(other.as_str(), value),
        }
    }
    tag.set_checked(is_checked);
    for (on, target) in &element.events {
        tag.add_attribute(on.as_str(), target.0.to_string());
    }
    tag.add_children(element.children.iter().map(|child| match child {
        Node::Text(words) => VNode::from(words),
        Node::Element(element) => draw(element),
    }));
    tag.into()
}

/// Tells the window what was done to a part of it.
fn heard(event: &Event, on: On, (number, drawing): (u32, u32), act: &Callback<Action>) {
    let Some((part, target)) = part(event, on) else {
        return;
    };
    let tell =
        act.reform(move |given| Action::Window(Happening::Done(number, drawing, target, given)));
    let value = |element: &web_sys::Element, name: &str| Reflect::get(element, &name.into()).ok();
    let text = |element: &web_sys::Element| {
        let text = value(element, "value").and_then(|value| value.as_string());
        Given::Text(text.unwrap_or_default())
    };
    let given = match on {
        On::Click => {
            // The bookmark is to be dragged, and must not run here.
            if part.has_attribute("href") {
                event.prevent_default();
            }
            Given::Nothing
        }
        On::Submit => {
            event.prevent_default();
            Given::Text(files::value_in(&part))
        }
        On::Press => match pressed(event) {
            Some(chord) => Given::Text(chord),
            None => return,
        },
        On::Input | On::Change => match part.get_attribute("type").as_deref() {
            Some("checkbox" | "radio") => {
                let checked = value(&part, "checked");
                Given::On(checked.is_some_and(|checked| checked.is_truthy()))
            }
            Some("file") => return pick(part, tell, act.clone()),
            _ => text(&part),
        },
    };
    tell.emit(given);
}

/// The chord of a key press that is not the browser's alone.
fn pressed(event: &Event) -> Option<String> {
    let event = event.dyn_ref::<web_sys::KeyboardEvent>()?;
    let chord = super::chords(event).into_iter().next();
    let chord = chord.filter(|chord| !chord.as_str().ends_with("Tab"))?;
    event.prevent_default();
    Some(chord.to_string())
}

/// The part of the window that the event is about, and its number.
fn part(event: &Event, on: On) -> Option<(web_sys::Element, Target)> {
    let inner: web_sys::Element = event.target()?.dyn_into().ok()?;
    let part = inner.closest(&format!("[{}]", on.as_str())).ok()??;
    let number = part.get_attribute(on.as_str())?.parse().ok()?;
    Some((part, Target(number)))
}

/// Reads the file that was picked. Several are opened here: they may be large, and the window has no use
/// for them.
fn pick(field: web_sys::Element, tell: Callback<Given>, act: Callback<Action>) {
    let Ok(field) = field.dyn_into::<HtmlInputElement>() else {
        return;
    };
    let picked = files::picked_files(&field);
    if field.multiple() {
        return act.emit(Action::Files(picked.into()));
    }
    spawn_local(async move {
        for file in picked {
            let name = file.name();
            // What cannot be read is no label set either, and the window says so.
            let bytes = files::read(&file).await.unwrap_or_default();
            tell.emit(Given::File { name, bytes });
        }
    });
}

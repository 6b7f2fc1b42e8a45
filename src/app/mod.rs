//! The page: Yew components over the engine. It asks the engine and shows the answer; it computes
//! nothing about text, spans or dates itself.

mod action;
mod article;
mod caret;
mod dialogs;
mod find;
mod floating;
mod handles;
mod hands;
mod intake;
mod keys;
mod labels;
pub mod language;
mod list;
mod memo;
mod menu;
mod mounting;
mod outside;
mod overlay;
mod panels;
mod pointer;
mod rows;
mod state;
mod topbar;
mod window;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use spanwright::annotation::{Author, BlockIndex, Schema};
use spanwright::project::{Project, Source};
use spanwright::text::Language;
use spanwright::windows::Which;
use spanwright::workbench::keys::{Chord, KeyAction, KeyPress, KeyTable};
use spanwright::workbench::{Focus, Workbench};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlDialogElement, KeyboardEvent};
use yew::prelude::*;

use crate::browser::segmenter::BrowserSegmenter;
use crate::browser::{bookmarklet, clock};
use action::{Action, Detection, Drag, Effect, Gravity, Notice, Panel, Saved};
use article::{ArticleProps, Blocks, article};
use dialogs::modal;
use list::{ListProps, Listing};
use memo::memo;
use menu::{MenuProps, menu};
use mounting::Mounting;
use outside::Outside;
use overlay::Overlay;
use panels::{AnnotationsProps, DocumentsProps, annotations, documents};
use rows::Rows;
use state::State;
use window::{Happening, OpenWindow};

/// From this width in CSS pixels on, the panels stand beside the article.
const WIDE: f64 = 960.0;

/// After so long without a movement the annotator has come to rest.
const REST_MS: u32 = 400;

/// After so long without a change, a finger has selected what it wants.
const FINGER_MS: u32 = 250;

/// How long what comes by itself is gathered before it is drawn.
const GATHER_MS: u32 = 120;

/// How long, in milliseconds, a part of the article may take that is put on the page beside other work.
const STEP_MS: f64 = 12.0;

/// How far the mouse moves, in CSS pixels, before it is taken to point at something.
const DELIBERATE: i32 = 5;

/// The whole page.
pub struct App {
    state: State,
    /// Made once: parts of the page that get another one would be drawn anew.
    act: Callback<Action>,
    schema: Rc<Schema>,
    outside: Outside,
    overlay: Overlay,
    dialog: NodeRef,
    /// Where the mouse was when a key was pressed last.
    mouse: Option<(i32, i32)>,
    /// Whether the caret is to be scrolled into view once it is drawn.
    reveal_caret: bool,
    /// The column that the caret keeps on its way up and down.
    goal: Option<f64>,
    /// What a screen reader is to say.
    said: AttrValue,
    /// What is to happen once the page shows the new state.
    after_drawing: Vec<Effect>,
    /// Whether a file hangs over the page.
    dropping: bool,
    /// The blocks of the open document as they are drawn.
    views: Blocks,
    /// Which of them are on the page.
    mounting: Mounting,
    /// How many parts are put on the page at a time, and when that was begun last.
    pace: (usize, f64),
    /// What the list of annotations shows, while it is open.
    listing: Option<Rc<Listing>>,
    /// Which rows of it are on the page.
    annotation_rows: Rows,
    /// Which documents are.
    document_rows: Rows,
    /// Runs out when what has come by itself is to be drawn, and whether there is any.
    gathering: Option<(Timeout, bool)>,
    /// Runs out when there is time to put more of the article on the page.
    mounting_on: Option<Timeout>,
    /// The window that a worker draws.
    window: Option<OpenWindow>,
    /// The one that stands beside the text.
    beside: Option<OpenWindow>,
    /// How many windows there have been.
    windows: u32,
    /// Runs out when the annotator has come to rest.
    rest: Option<Timeout>,
    /// Runs out when a finger has selected what it wants.
    touched: Option<Timeout>,
    _listeners: [EventListener; 5],
}

impl Component for App {
    type Message = Action;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let width = gloo::utils::window().inner_width().ok();
        let wide = width
            .and_then(|width| width.as_f64())
            .is_some_and(|width| width >= WIDE);
        let project = Project::new("Spanwright", Author::new("annotator"));
        let act = ctx.link().callback(|action| action);
        let outside = Outside::start(act.clone());
        let sender = outside.clone();
        bookmarklet::receive(move |page| intake::received(&sender, page));
        let state = State::new(project, wide, BrowserSegmenter::shared());
        let keys = state.keys.clone();
        Self {
            schema: Rc::new(state.project.schema.clone()),
            state,
            goal: None,
            reveal_caret: false,
            act: act.clone(),
            outside: outside.clone(),
            overlay: Overlay::default(),
            mouse: None,
            dialog: NodeRef::default(),
            said: AttrValue::default(),
            after_drawing: Vec::new(),
            dropping: false,
            views: Blocks::default(),
            mounting: Mounting::default(),
            pace: (1, 0.0),
            listing: None,
            annotation_rows: Rows::default(),
            document_rows: Rows::default(),
            gathering: None,
            mounting_on: None,
            window: None,
            beside: None,
            windows: 0,
            rest: None,
            touched: None,
            _listeners: [
                listen_to_keys(act.clone(), keys),
                listen_to_paste(&outside),
                listen_to_hand(act.clone()),
                listen_to_selection(act),
                listen_to_version(&outside),
            ],
        }
    }

    fn update(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        match action {
            Action::Dropping(dropping) => {
                return std::mem::replace(&mut self.dropping, dropping) != dropping;
            }
            Action::Moved => {
                self.rest = Some(self.rest_soon(ctx));
                return self.mount_in_view();
            }
            Action::Scrolled(panel) => return self.scrolled(panel),
            Action::Mount => return self.mount_more(),
            Action::Draw => {
                let waiting = self.gathering.take().is_some_and(|(_, waiting)| waiting);
                if waiting {
                    self.follow();
                }
                return waiting;
            }
            Action::Window(happening) => return self.happens(happening),
            Action::Mouse(x, y) => {
                self.mouse_moves(x, y);
                return false;
            }
            Action::Drag(Drag::To(..)) => {
                self.state.reduce(action, clock::now());
                self.overlay.show_hand(&self.state);
                return false;
            }
            Action::Hand(touch) => {
                self.state.touch = touch;
                return false;
            }
            Action::SelectionChanged => {
                self.touched = self.state.touch.then(|| self.select_soon(ctx));
                return false;
            }
            Action::Rest(_) => self.rest = None,
            _ => self.rest = Some(self.rest_soon(ctx)),
        }
        if matches!(action, Action::Key(_) | Action::LabelKey(_)) {
            self.mouse = None;
        }
        let comes_by_itself = matches!(
            action,
            Action::Proposed(..)
                | Action::Precise(_)
                | Action::Standing(_)
                | Action::Detected(Detection::Running(..))
        );
        let resting = matches!(action, Action::Rest(_));
        let view = self.state.view;
        if !matches!(
            action,
            Action::Caret(..) | Action::Key(KeyAction::Line { .. }) | Action::Rest(_)
        ) {
            self.goal = None;
        }
        let effects = self.state.reduce(action, clock::now());
        if *self.schema != self.state.project.schema {
            self.schema = Rc::new(self.state.project.schema.clone());
        }
        if let Some(bench) = &self.state.workbench {
            self.mounting.follow(bench.document());
        }
        for effect in effects {
            self.mount_for(&effect);
            match effect {
                Effect::Announce(words) => self.said = words.into(),
                Effect::Reveal(_)
                | Effect::RevealCaret
                | Effect::FocusOn(_)
                | Effect::ScrollTo(_)
                | Effect::Line(..) => self.after_drawing.push(effect),
                effect => self.outside.carry_out(effect, &self.state),
            }
        }
        self.keep_window();
        if comes_by_itself {
            if let Some((_, waiting)) = &mut self.gathering {
                *waiting = true;
                return false;
            }
            let link = ctx.link().clone();
            let draw = Timeout::new(GATHER_MS, move || link.send_message(Action::Draw));
            self.gathering = Some((draw, false));
        }
        if resting && self.state.view == view {
            return false;
        }
        self.follow();
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let act = &self.act;
        let state = &self.state;
        let open = state.workbench.as_ref();
        html! {
            <div class={classes!("app", self.dropping.then_some("drop-target"))}
                ondragover={pointer::drag_over(act)} ondragleave={act.reform(|_: DragEvent| Action::Dropping(false))}
                ondrop={pointer::drop_files(act)}
                data-ready={state.ready.then_some("")}
                data-saved={(state.saved == Saved::All).to_string()}
                data-detected={(state.detection == Detection::Done).to_string()}>
                { topbar::topbar(state, act) }
                if state.documents_open {
                    { self.documents(act) }
                }
                { self.reader(open, act) }
                { for open.zip(self.listing.as_ref()).map(|(bench, listing)| self.annotations(bench, listing, act)) }
                // The number of children here must never change, or Yew would take the article
                // for another element and draw it anew.
                <div>
                    { for self.beside.as_ref().map(|window| beside(window, act)) }
                    { match &state.dialog {
                        Some(which) => self.dialog(*which, act),
                        None => self.notices(act),
                    } }
                </div>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        self.annotation_rows.make_room();
        self.document_rows.make_room();
        self.pace(ctx);
        let dialog = self.dialog.cast::<HtmlDialogElement>();
        if let Some(dialog) = dialog.filter(|dialog| !dialog.open()) {
            // It fails only where the window is open already.
            let _ = dialog.show_modal();
        }
        for window in [&mut self.window, &mut self.beside].into_iter().flatten() {
            window.keep_focus();
        }
        let Some((reader, article)) = self.overlay.frame() else {
            return;
        };
        let Some(bench) = &self.state.workbench else {
            return;
        };
        for effect in self.after_drawing.drain(..) {
            match effect {
                Effect::Reveal(span) => floating::reveal(&article, bench, span),
                Effect::ScrollTo(block) => floating::scroll_to(&reader, &article, block),
                Effect::RevealCaret => self.reveal_caret = true,
                Effect::FocusOn(selector) => floating::focus_on(selector),
                Effect::Line(line, extend) => {
                    if let Some(offset) = caret::follow(line, &article, bench, &mut self.goal) {
                        self.act.emit(Action::Caret(offset, extend));
                    }
                }
                _ => {}
            }
        }
        let reveal_caret = std::mem::take(&mut self.reveal_caret);
        self.overlay.settle(&self.state, reveal_caret);
    }
}

/// Not all that the state has is on the page; here is what of it is.
impl App {
    /// Takes what is to be drawn from the state.
    fn follow(&mut self) {
        let bench = self.state.workbench.as_ref();
        self.views = bench
            .map(|bench| Blocks(bench.views().into()))
            .unwrap_or_default();
        let bench = bench.filter(|_| self.state.annotations_open);
        let kept = self.listing.take();
        let kept = kept.filter(|kept| kept.is_of(&self.views, &self.schema, &self.state.list));
        let anew = |bench| Listing::of(bench, self.views.clone(), self.schema.clone(), &self.state);
        self.listing = bench.map(|bench| kept.unwrap_or_else(|| Rc::new(anew(bench))));
        let rows = self
            .listing
            .as_ref()
            .map_or(0, |listing| listing.rows.len());
        self.annotation_rows.take(rows);
        self.document_rows
            .take(self.state.found_documents().count());
    }

    /// A list was scrolled. Returns whether other rows are to be on the page.
    fn scrolled(&mut self, panel: Panel) -> bool {
        let rows = match panel {
            Panel::Documents => &mut self.document_rows,
            _ => &mut self.annotation_rows,
        };
        let first = rows.scrolled();
        if let Some(first) = first {
            rows.go_to(first);
            self.follow();
        }
        first.is_some()
    }

    /// What is to be seen has to be on the page.
    fn mount_for(&mut self, effect: &Effect) {
        let Some(bench) = &self.state.workbench else {
            return;
        };
        let block = match effect {
            Effect::Reveal(span) => bench.document().block_at(span.start()),
            Effect::ScrollTo(block) => Some(*block),
            Effect::RevealCaret => {
                let head = bench.caret().map(|caret| caret.head);
                head.and_then(|head| bench.document().block_at(head))
            }
            _ => None,
        };
        if let Some(block) = block {
            self.mounting.mount_around(block);
        }
    }

    /// Puts on the page what the annotator has scrolled to. Returns whether that was missing.
    fn mount_in_view(&mut self) -> bool {
        if !self.mounting.is_waiting() {
            return false;
        }
        let frame = self.overlay.frame();
        let part = frame.and_then(|(reader, article)| floating::part_in_view(&reader, &article));
        let part = part.and_then(|part| self.mounting.parts().get(part));
        let missing = part.filter(|part| !part.mounted);
        let block = missing.and_then(|part| u32::try_from(part.blocks.start).ok());
        if let Some(block) = block {
            self.mounting.mount_around(BlockIndex::new(block));
        }
        block.is_some()
    }

    /// Puts more of the article on the page. Returns whether there was more.
    fn mount_more(&mut self) -> bool {
        self.pace.1 = js_sys::Date::now();
        self.mounting.mount_more(self.pace.0)
    }

    /// Goes on with the article when there is time, at a pace at which nothing has to wait for it.
    fn pace(&mut self, ctx: &Context<Self>) {
        let (count, begun) = self.pace;
        if begun > 0.0 {
            let took = js_sys::Date::now() - begun;
            let faster = if took < STEP_MS / 2.0 {
                count * 2
            } else {
                count
            };
            self.pace = (if took > STEP_MS { count / 2 } else { faster }.max(1), 0.0);
        }
        self.mounting_on = self.mounting.is_waiting().then(|| {
            let link = ctx.link().clone();
            Timeout::new(0, move || link.send_message(Action::Mount))
        });
    }
}

impl App {
    /// Where the annotator is gets written once nothing has moved for a moment.
    fn rest_soon(&self, ctx: &Context<Self>) -> Timeout {
        let link = ctx.link().clone();
        let overlay = self.overlay.clone();
        Timeout::new(REST_MS, move || {
            let frame = overlay.frame();
            let view = frame.and_then(|(reader, article)| floating::in_view(&reader, &article));
            link.send_message(Action::Rest(view));
        })
    }

    /// A finger selects by the browser's own means, and is not disturbed; once it rests, what is
    /// selected comes into focus.
    fn select_soon(&self, ctx: &Context<Self>) -> Timeout {
        let link = ctx.link().clone();
        let bench = self.state.workbench.as_ref();
        let document = bench.map(|bench| bench.document().clone());
        Timeout::new(FINGER_MS, move || {
            let span = document.and_then(|document| pointer::selected_span(&document, false));
            if let Some(span) = span {
                link.send_message(Action::Selected(span));
            }
        })
    }

    /// The mouse moves over the article. A small movement may be no more than a touch of the table.
    fn mouse_moves(&mut self, x: i32, y: i32) {
        let from = *self.mouse.get_or_insert((x, y));
        if (x - from.0).abs().max((y - from.1).abs()) < DELIBERATE {
            return;
        }
        let pointed = self.overlay.pointed_at(x, y, &self.state);
        if pointed != self.state.pointed {
            self.state.pointed = pointed;
            self.overlay.show_pointed(&self.state);
            self.overlay.show_hand(&self.state);
        }
    }

    /// Something happens to an open window.
    fn happens(&mut self, happening: Happening) -> bool {
        let number = happening.number();
        let is_it = |slot: &Option<OpenWindow>| {
            let window = slot.as_ref();
            window.is_some_and(|window| window.number == number)
        };
        let slot = match is_it(&self.window) {
            true => &mut self.window,
            false => &mut self.beside,
        };
        let Some(which) = slot
            .as_ref()
            .map(|window| window.which)
            .filter(|_| is_it(slot))
        else {
            return false;
        };
        let orders = match happening {
            Happening::Again(_) => {
                *slot = None;
                Vec::new()
            }
            happening => {
                let take =
                    |window: &mut OpenWindow| window.take(happening, &self.state, &self.outside);
                slot.as_mut().map(take).unwrap_or_default()
            }
        };
        for order in orders {
            window::carry_out(order, which, &self.outside);
        }
        self.keep_window();
        true
    }

    /// Opens and closes the windows that are to be open, and tells them what has changed.
    fn keep_window(&mut self) {
        let (wanted, beside) = (self.state.dialog, self.state.beside);
        for (window, wanted) in [(&mut self.window, wanted), (&mut self.beside, beside)] {
            if window.as_ref().map(|window| window.which) != wanted {
                self.windows += 1;
                let number = self.windows;
                *window = wanted.map(|which| OpenWindow::open(which, number, &self.act));
            }
            if let Some(window) = window {
                window.follow(&self.state, &self.outside);
            }
        }
    }

    fn documents(&self, act: &Callback<Action>) -> Html {
        let all = &self.state.project.documents;
        let shown = self.document_rows.range();
        let found = self.state.found_documents().skip(shown.start);
        let props = DocumentsProps {
            count: all.len(),
            finished: all.iter().filter(|one| !one.is_unfinished()).count(),
            filter: self.state.document_filter.clone(),
            documents: found.take(shown.len()).cloned().collect(),
            shown: self.document_rows.clone(),
            current: self.state.open_document().cloned(),
            act: act.clone(),
        };
        memo("documents", props, documents)
    }

    fn annotations(
        &self,
        bench: &Workbench,
        listing: &Rc<Listing>,
        act: &Callback<Action>,
    ) -> Html {
        let list = ListProps {
            schema: self.schema.clone(),
            text: bench.document().text.clone(),
            listing: listing.clone(),
            shown: self.annotation_rows.clone(),
            focus: bench.focused().map(|one| one.id),
            options: self.state.list.clone(),
            chosen: self.state.chosen.clone(),
            acceptable_in_view: self.state.acceptable_in_view(bench).len(),
            act: act.clone(),
        };
        let props = AnnotationsProps {
            sticky: self.state.sticky.clone(),
            list,
        };
        memo("annotations", props, annotations)
    }

    /// Says where another tab writes, and how this one comes to.
    fn tenancy(&self) -> Html {
        let said = &language::words().reader;
        let outside = self.outside.clone();
        let take_over = move |_: MouseEvent| outside.take_over();
        html! {
            if self.state.reads_only {
                <p class="hint-line" role="alert">
                    { said.reads_only }
                    <button type="button" onclick={take_over}>{ said.take_over }</button>
                </p>
            }
        }
    }

    fn reader(&self, open: Option<&Workbench>, act: &Callback<Action>) -> Html {
        let said = &language::words().reader;
        let Some(bench) = open else {
            return html! {
                <main class="reader" tabindex="-1">
                    { self.tenancy() }
                    if self.state.ready && self.state.project.documents.is_empty() {
                        <p class="hint-line">{ said.nothing_open }</p>
                    }
                </main>
            };
        };
        let annotation = bench.focused().cloned();
        let menu_open = self.state.menu && bench.focus() != Focus::Nothing;
        let article_props = ArticleProps {
            views: self.views.clone(),
            mounting: self.mounting.clone(),
            schema: self.schema.clone(),
            focus: annotation.as_ref().map(|one| one.id),
            invisibles: self.state.invisibles,
        };
        let menu_props = MenuProps {
            schema: self.schema.clone(),
            annotation,
            meaning: self
                .state
                .meaning
                .as_ref()
                .map(|(_, _, words)| words.clone())
                .unwrap_or_default(),
            act: act.clone(),
        };
        // An empty one says that nobody knows it, so that it is not taken for the interface's.
        let text_language = bench.document().language().map_or("", Language::code);
        // It stays while the document is open: the text must not move under the annotator's hand.
        let first_steps = bench.document().source == Source::Sample;
        html! {
            <main class="reader" tabindex="-1" ref={self.overlay.reader.clone()}
                onscroll={act.reform(|_: Event| Action::Moved)}>
                { self.tenancy() }
                if let Some(find) = &self.state.finding {
                    { find::bar(find, bench, act) }
                }
                if first_steps {
                    <p class="hint-line">
                        <span class="by-key">{ for ["Space", "A", "X"].into_iter().zip(said.first_steps).map(|(key, does)| html! {
                            <><kbd>{ key }</kbd>{ does }</>
                        }) }</span>
                        <span class="by-touch">{ said.first_touch }</span>
                        <button type="button" onclick={act.reform(|_: MouseEvent| {
                            Action::Dialog(Some(Which::Tour))
                        })}>{ said.tour }</button>
                    </p>
                }
                <article ref={self.overlay.article.clone()} lang={text_language} onclick={pointer::click(bench.document(), act)}
                    onmouseup={pointer::release(bench.document(), act)} onpointermove={pointer::mouse(act)}
                    onpointerover={pointer::hover(&self.overlay.cross, &self.overlay.reader)}>
                    { memo("article", article_props, article) }
                </article>
                <div ref={self.overlay.caret.clone()} class="caret" hidden=true />
                { handles::handles(&self.overlay.handles, bench.document(), act) }
                <button ref={self.overlay.cross.clone()} type="button" class="cross" hidden=true tabindex="-1"
                    aria-label={said.reject} title={said.reject_key} onclick={pointer::reject(act)}>{ "×" }</button>
                if menu_open {
                    <div class="menu" ref={self.overlay.menu.clone()} onmousedown={pointer::keep_selection()}>
                        { memo("menu", menu_props, menu) }
                    </div>
                }
            </main>
        }
    }
}

impl App {
    fn dialog(&self, which: Which, act: &Callback<Action>) -> Html {
        let close = act.reform(|()| Action::Dialog(None));
        let title = which.title(language::words().titles);
        let content: Html = self.window.iter().map(|window| window.view(act)).collect();
        // Only what is inside a modal window can be seen, heard and clicked while it is open.
        let content = html! { <>{ content }{ self.notices(act) }</> };
        modal(&self.dialog, title, &close, content)
    }

    fn notices(&self, act: &Callback<Action>) -> Html {
        let notices = self.state.notices.iter().enumerate().map(|(n, notice)| {
            let class = match notice.gravity {
                Gravity::Information | Gravity::Working => "notice",
                _ => "notice problem",
            };
            let dismiss = act.reform(move |_: MouseEvent| Action::Dismiss(n));
            let said = language::words();
            let (class_of_button, name, sign) = match notice.gravity {
                Gravity::Working => ("", None, said.stop),
                _ => ("icon", Some(said.dismiss), "×"),
            };
            html! {
                <div {class}>
                    <span>{ &notice.text }</span>
                    if notice.gravity == Gravity::Unsaved { { topbar::rescue(act) } }
                    <button type="button" class={class_of_button} aria-label={name} onclick={dismiss}>{ sign }</button>
                </div>
            }
        });
        html! {
            <>
                <div class="notices">{ for notices }</div>
                <div class="visually-hidden" role="status" aria-live="polite">{ self.said.clone() }</div>
            </>
        }
    }
}

/// A window that stands beside the text.
fn beside(window: &OpenWindow, act: &Callback<Action>) -> Html {
    let close = act.reform(|()| Action::Panel(Panel::Beside));
    let title = window.which.title(language::words().titles);
    html! {
        <aside class={classes!("beside", window.which.beside())} aria-label={title}>
            { dialogs::head(title, &close) }
            { window.view(act) }
        </aside>
    }
}

/// Pasting anywhere but in a field opens what is pasted: files, or text as a new document.
fn listen_to_paste(outside: &Outside) -> EventListener {
    let outside = outside.clone();
    EventListener::new(&gloo::utils::document(), "paste", move |event| {
        let Some(pasted) = event.dyn_ref::<web_sys::ClipboardEvent>() else {
            return;
        };
        let Some(data) = pasted.clipboard_data().filter(|_| !is_in(event, FIELDS)) else {
            return;
        };
        let text = data.get_data("text/plain").unwrap_or_default();
        if !text.trim().is_empty() {
            intake::paste(&outside, text);
        }
    })
}

/// Where typing is not for the page.
const FIELDS: &str = "input, textarea, select, dialog";

fn is_in(event: &Event, selector: &str) -> bool {
    let target = event.target();
    let target = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let found = target.map(|target| target.closest(selector));
    matches!(found, Some(Ok(Some(_))))
}

/// The keys work wherever the focus is, except in a field or a window.
fn listen_to_keys(act: Callback<Action>, keys: Rc<RefCell<KeyTable>>) -> EventListener {
    let document = gloo::utils::document();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if event.is_composing() {
            return;
        }
        if event.key() == "Escape" && is_in(event, window::STAYS) {
            // The keys go on in the article.
            floating::focus_on("main");
            return;
        }
        if is_typing(event) {
            return;
        }
        let (chords, keys) = (chords(event), keys.borrow());
        let action = match chords.iter().find_map(|chord| keys.owner(chord)) {
            Some(key) => Some(Action::Key(key)),
            None => chords.iter().find_map(Chord::sign).map(Action::LabelKey),
        };
        drop(keys);
        if let Some(action) = action {
            event.prevent_default();
            act.emit(action);
        }
    })
}

/// Each touch and click says whether the hand is a finger.
fn listen_to_hand(act: Callback<Action>) -> EventListener {
    EventListener::new(&gloo::utils::document(), "pointerdown", move |event| {
        if let Some(event) = event.dyn_ref::<web_sys::PointerEvent>() {
            act.emit(Action::Hand(event.pointer_type() == "touch"));
        }
    })
}

/// `offline.js` says that a newer version of the page has come.
fn listen_to_version(outside: &Outside) -> EventListener {
    let outside = outside.clone();
    EventListener::new(&gloo::utils::window(), "newer-version", move |_| {
        outside.notify(Notice::information(language::words().said.newer_version));
    })
}

fn listen_to_selection(act: Callback<Action>) -> EventListener {
    EventListener::new(&gloo::utils::document(), "selectionchange", move |_| {
        act.emit(Action::SelectionChanged);
    })
}

/// What a key press can mean, the likelier chord first.
fn chords(event: &KeyboardEvent) -> Vec<Chord> {
    Chord::of(KeyPress {
        key: &event.key(),
        code: &event.code(),
        ctrl: event.ctrl_key() || event.meta_key(),
        alt: event.alt_key(),
        shift: event.shift_key(),
    })
}

/// Whether the key goes to a field, a window or a control that needs it.
fn is_typing(event: &KeyboardEvent) -> bool {
    let presses = matches!(event.key().as_str(), " " | "Enter") && !event.ctrl_key();
    let leaves_menu = event.key() == "Escape" && is_in(event, ".menu");
    (is_in(event, FIELDS) && !leaves_menu) || (presses && is_in(event, "button, a, summary"))
}

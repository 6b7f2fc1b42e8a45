//! One tab at a time writes: two that write the same journal would each overwrite what the other one
//! wrote.
//!
//! The Web Locks API says which tab it is: the one that holds the lock. Any other waits in its queue, so
//! it comes into the lock when the holder is closed. A tab whose annotator wants it now asks the holder
//! over a channel, and the holder gives it back once all of its work is on disk. Only from a holder that
//! gives no answer at all is the lock taken away.
//!
//! web-sys has locks behind a compiler flag, so the one call that is needed is bound here.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::future::TimeoutFuture;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent};

/// The name of the lock and of the channel.
const NAME: &str = "spanwright";

/// A holder that gives no sign of life for so many seconds is stuck.
const PATIENCE_S: u32 = 5;

/// By then a page that was left has let go of the lock.
const LETS_GO_MS: u32 = 300;

/// Asks the holder for the lock.
const ASK: &str = "ask";
/// The holder has heard it.
const HEARD: &str = "heard";
/// The holder has work that it cannot write, and keeps the lock.
const KEPT: &str = "kept";

#[wasm_bindgen]
extern "C" {
    type LockManager;

    #[wasm_bindgen(thread_local_v2, js_namespace = navigator, js_name = locks)]
    static LOCKS: Option<LockManager>;

    #[wasm_bindgen(method)]
    fn request(this: &LockManager, name: &str, options: &Object, held: &Function) -> Promise;
}

/// What happens to this tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TabEvent {
    /// It may write from now on.
    Gained,
    /// Another tab writes; this one waits until that one is closed.
    Waits,
    /// Another tab asks for the lock: [`OneTab::give_back`] or [`OneTab::keep`].
    Asked,
    /// The holder keeps the lock, as it has work that it cannot write.
    Refused,
    /// Another tab has taken the lock away.
    Lost,
}

/// This tab's place among the tabs of the project. Cheap to clone.
#[derive(Clone)]
pub struct OneTab(Rc<Inner>);

struct Inner {
    report: Box<dyn Fn(TabEvent)>,
    channel: Option<BroadcastChannel>,
    /// What gives the lock back, while this tab holds it.
    release: RefCell<Option<Function>>,
    /// The number of the last request; an earlier one that is granted lets go at once.
    requests: Cell<u32>,
    /// For how many seconds no holder has given a sign of life.
    silence_s: Cell<u32>,
    /// Whether this tab is asking the holder.
    asks: Cell<bool>,
}

/// How the lock is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Only where nobody holds it.
    IfFree,
    /// In turn.
    InTurn,
    /// At once, whoever holds it.
    Stolen,
}

impl OneTab {
    /// Takes the lock where it is free, else waits for it, and tells `report` what comes of it. In a
    /// browser without locks this tab may write.
    pub fn start(report: impl Fn(TabEvent) + 'static) -> Self {
        let tab = Self(Rc::new(Inner {
            report: Box::new(report),
            channel: BroadcastChannel::new(NAME).ok(),
            release: RefCell::default(),
            requests: Cell::default(),
            silence_s: Cell::default(),
            asks: Cell::default(),
        }));
        if let Some(channel) = &tab.0.channel {
            let hears = tab.clone();
            let listener = EventListener::new(channel, "message", move |event| {
                let said = event.dyn_ref::<MessageEvent>();
                let said = said.and_then(|said| said.data().as_string());
                hears.hear(&said.unwrap_or_default());
            });
            // The tab listens for as long as it is open.
            listener.forget();
        }
        tab.request(Way::IfFree);
        tab
    }

    /// Asks the holder for the lock.
    pub fn take_over(&self) {
        if self.0.asks.replace(true) {
            return;
        }
        self.0.silence_s.set(0);
        let tab = self.clone();
        spawn_local(async move {
            while tab.0.asks.get() {
                if tab.0.silence_s.get() == PATIENCE_S {
                    tab.0.asks.set(false);
                    return tab.request(Way::Stolen);
                }
                tab.say(ASK);
                tab.0.silence_s.update(|seconds| seconds + 1);
                TimeoutFuture::new(1_000).await;
            }
        });
    }

    /// Gives the lock to whoever waits for it, and waits in turn.
    pub fn give_back(&self) {
        let release = self.0.release.take();
        self.request(Way::InTurn);
        if let Some(release) = release {
            // It resolves a promise, which cannot fail.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }

    /// Tells the tab that asked that it does not get the lock.
    pub fn keep(&self) {
        self.say(KEPT);
    }

    fn hear(&self, said: &str) {
        let holds = self.0.release.borrow().is_some();
        match said {
            ASK if holds => {
                self.say(HEARD);
                (self.0.report)(TabEvent::Asked);
            }
            HEARD => self.0.silence_s.set(0),
            KEPT if self.0.asks.replace(false) => (self.0.report)(TabEvent::Refused),
            _ => {}
        }
    }

    fn say(&self, word: &str) {
        if let Some(channel) = &self.0.channel {
            // It fails only for what cannot be copied.
            let _ = channel.post_message(&word.into());
        }
    }

    fn request(&self, way: Way) {
        let number = self.0.requests.get() + 1;
        self.0.requests.set(number);
        let options = Object::new();
        for (option, of) in [("ifAvailable", Way::IfFree), ("steal", Way::Stolen)] {
            // It fails only for objects that are frozen.
            let _ = Reflect::set(&options, &option.into(), &(way == of).into());
        }
        let tab = self.clone();
        let held = Closure::once_into_js(move |lock: JsValue| tab.held(number, &lock));
        let request = |locks: &LockManager| locks.request(NAME, &options, held.unchecked_ref());
        match LOCKS.with(|locks| locks.as_ref().map(request)) {
            None => (self.0.report)(TabEvent::Gained),
            Some(end) => {
                let tab = self.clone();
                spawn_local(async move {
                    let end = JsFuture::from(end).await;
                    if end.is_err() && tab.0.release.take().is_some() {
                        tab.request(Way::InTurn);
                        (tab.0.report)(TabEvent::Lost);
                    }
                });
            }
        }
    }

    /// The lock is held until the promise that comes of this is resolved.
    fn held(&self, number: u32, lock: &JsValue) -> JsValue {
        if self.0.requests.get() != number {
            return JsValue::UNDEFINED;
        }
        if lock.is_null() {
            self.request(Way::InTurn);
            let tab = self.clone();
            spawn_local(async move {
                // The page that this one takes the place of, as in a reload, is about to let go.
                TimeoutFuture::new(LETS_GO_MS).await;
                if tab.0.release.borrow().is_none() {
                    (tab.0.report)(TabEvent::Waits);
                }
            });
            return JsValue::UNDEFINED;
        }
        self.0.asks.set(false);
        let promise = Promise::new(&mut |release, _| {
            self.0.release.replace(Some(release));
        });
        (self.0.report)(TabEvent::Gained);
        promise.into()
    }
}

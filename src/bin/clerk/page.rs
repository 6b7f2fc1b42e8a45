//! The page on the other side of the wire, as a job sees it: it hears how far the work is, and may give
//! the job up.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Date, Uint8Array};
use spanwright::clerk::Outcome;
use spanwright::record;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DedicatedWorkerGlobalScope;

/// How long it takes, in milliseconds, until there is something new to read.
const NEWS_AFTER: f64 = 150.0;

/// The page.
#[derive(Clone)]
pub struct Page {
    scope: DedicatedWorkerGlobalScope,
    /// Whether the annotator has given the job up.
    given_up: Rc<Cell<bool>>,
    told: Rc<Cell<f64>>,
}

impl Page {
    /// The page for which this worker works.
    pub fn new(scope: DedicatedWorkerGlobalScope) -> Self {
        Self {
            scope,
            given_up: Rc::default(),
            told: Rc::new(Cell::new(Date::now())),
        }
    }

    /// Takes note that the annotator gives the job up.
    pub fn give_up(&self) {
        self.given_up.set(true);
    }

    /// Whether the annotator has given the job up.
    pub fn has_given_up(&self) -> bool {
        self.given_up.get()
    }

    /// Says how far the work is, where it was not just said. The words are a string, unlike all that the
    /// page has to understand.
    pub fn tell(&self, words: impl FnOnce() -> String) {
        if Date::now() - self.told.get() >= NEWS_AFTER {
            self.told.set(Date::now());
            // Who is gone need not hear it.
            let _ = self.scope.post_message(&words().into());
        }
    }

    /// Gives a sign of life.
    pub fn alive(&self) {
        // Who is gone need not hear it.
        let _ = self.scope.post_message(&JsValue::NULL);
    }

    /// Hands over a part of what came of the job; more comes after it.
    pub fn part(&self, outcome: &Outcome) -> Result<(), JsValue> {
        let said = Uint8Array::from(&*record::say(outcome).unwrap_or_default());
        let parts = Array::of3(&said, &JsValue::NULL, &JsValue::TRUE);
        self.scope.post_message(&parts)
    }

    /// Hands over what came of the job, and with it what was made: bytes, which are moved, or a folder.
    /// The job is done.
    pub fn done(&self, outcome: &Outcome, made: &JsValue) -> Result<(), JsValue> {
        let moved: Array = made.dyn_ref::<ArrayBuffer>().into_iter().collect();
        // Without an answer the page would wait for ever; an empty one it calls by its name.
        let said = Uint8Array::from(&*record::say(outcome).unwrap_or_default());
        let both = Array::of2(&said, made);
        self.scope.post_message_with_transfer(&both, &moved)
    }
}

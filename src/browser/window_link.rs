//! The wire to the worker that draws a window. The worker lives as long as this does.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use spanwright::BUILD_ID;
use spanwright::detect::protocol::{Reply, check_build};
use spanwright::windows::{Request, Shown};
use wasm_bindgen::JsValue;

use super::worker_link::{LinkEvent, WorkerLink, read, worker_script};

/// A worker that gives no answer for so long is stuck; an answer takes milliseconds.
const PATIENCE_MS: u32 = 20_000;

/// An open window's worker.
pub struct WindowLink {
    worker: WorkerLink,
    report: Rc<dyn Fn(WindowSaid)>,
    /// Runs out where no answer comes.
    watchdog: Watchdog,
}

type Watchdog = Rc<RefCell<Option<Timeout>>>;

/// What comes from it.
pub enum WindowSaid {
    /// It can be spoken to. This comes first.
    Ready,
    /// This is to be shown and done.
    Shown(Shown),
    /// There is no window: why, in a sentence.
    Failed(String),
}

impl WindowLink {
    /// Starts a worker, and tells `report` what comes from it.
    ///
    /// # Errors
    /// Where the browser starts none, in a sentence.
    pub fn start(report: Rc<dyn Fn(WindowSaid)>) -> Result<Self, String> {
        let started = worker_script("clerk").and_then(|script| {
            let ready = Cell::new(false);
            let watchdog = Watchdog::default();
            let (hears, calm) = (report.clone(), watchdog.clone());
            let hears = move |event| {
                calm.take();
                hears(hear(event, ready.replace(true)));
            };
            let worker = WorkerLink::start(&script, "window", Rc::new(hears))?;
            Ok(Self {
                worker,
                report,
                watchdog,
            })
        });
        started.map_err(|error| failed(&words(error)))
    }

    /// Says something to it.
    ///
    /// # Errors
    /// Where the browser refuses, in a sentence.
    pub fn say(&self, request: &Request) -> Result<(), String> {
        let report = self.report.clone();
        self.watchdog
            .replace(Some(Timeout::new(PATIENCE_MS, move || {
                report(WindowSaid::Failed(failed("it does not answer")));
            })));
        let said = self.worker.send(request);
        said.map_err(|error| failed(&words(error)))
    }
}

fn hear(event: LinkEvent, is_ready: bool) -> WindowSaid {
    let said = match event {
        LinkEvent::Died(why) => return WindowSaid::Failed(failed(&why)),
        LinkEvent::Said(said) => said,
    };
    let heard = match is_ready {
        true => read(&said).map(WindowSaid::Shown),
        false => read(&said).and_then(|reply| match reply {
            Reply::Ready { build } => {
                check_build(BUILD_ID, &build).map_err(|error| error.to_string())?;
                Ok(WindowSaid::Ready)
            }
            _ => Err("it said something unknown".to_owned()),
        }),
    };
    heard.unwrap_or_else(|why| WindowSaid::Failed(failed(&why)))
}

fn failed(why: &str) -> String {
    format!("This window cannot be shown ({why}).")
}

fn words(error: JsValue) -> String {
    js_sys::Error::from(error).message().into()
}

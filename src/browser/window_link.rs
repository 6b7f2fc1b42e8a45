//! The wire to the worker that draws a window. The worker lives as long as this does.

use spanwright::BUILD_ID;
use spanwright::detect::protocol::{Reply, check_build};
use spanwright::windows::{Request, Shown};
use wasm_bindgen::JsValue;

use super::worker_link::{LinkEvent, WorkerLink, read, worker_script};

/// An open window's worker.
pub struct WindowLink(WorkerLink);

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
    pub fn start(report: impl Fn(WindowSaid) + Clone + 'static) -> Result<Self, String> {
        let started = worker_script("clerk").and_then(|script| {
            let ready = std::cell::Cell::new(false);
            let ready = std::rc::Rc::new(ready);
            WorkerLink::start(&script, "window", move |event| {
                report(hear(event, ready.replace(true)));
            })
        });
        started.map(Self).map_err(|error| failed(&words(error)))
    }

    /// Says something to it.
    ///
    /// # Errors
    /// Where the browser refuses, in a sentence.
    pub fn say(&self, request: &Request) -> Result<(), String> {
        let said = self.0.send(request);
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

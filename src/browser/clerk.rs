//! Has jobs done in a worker, one worker a job: it is gone, with its memory, once the job is done.

use std::rc::Rc;

use futures_channel::mpsc;
use futures_util::StreamExt as _;
use futures_util::future::{Either, select};
use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, ArrayBuffer};
use spanwright::BUILD_ID;
use spanwright::clerk::Outcome;
use spanwright::detect::protocol::{Reply, check_build};
use wasm_bindgen::{JsCast, JsValue};

use super::worker_link::{LinkEvent, WorkerLink, read, worker_script};

/// A clerk that gives no sign of life for so long is stuck. It gives one after each document.
const PATIENCE_MS: u32 = 60_000;

/// What came of a job, and what came with it: the file that was written, or a folder.
pub type Done = (Outcome, JsValue);

/// Has a job done: a [`spanwright::clerk::Job`] as it is sent, with these [`spanwright::clerk::Means`], and
/// what it is about, a file or a folder. `began` gets the wire once the job is sent, by which it can be
/// stopped ([`stop`]), and `tell` what the clerk says of how far it is.
///
/// # Errors
/// Where the worker cannot be started, is of another build, dies or does not answer.
pub async fn ask(
    job: &[u8],
    means: &[u8],
    with: &JsValue,
    began: impl FnOnce(&Rc<WorkerLink>),
    tell: impl Fn(String),
) -> Result<Done, String> {
    let script = worker_script("clerk").map_err(failed)?;
    ask_script(&script, PATIENCE_MS, [job, means], with, began, tell).await
}

/// Has a job done, as [`ask`] does, by a worker that runs this module script. It is taken for stuck when
/// it gives no sign of life for `patience_ms` milliseconds.
///
/// # Errors
/// As [`ask`].
pub async fn ask_script(
    script: &str,
    patience_ms: u32,
    [job, means]: [&[u8]; 2],
    with: &JsValue,
    began: impl FnOnce(&Rc<WorkerLink>),
    tell: impl Fn(String),
) -> Result<Done, String> {
    let (hears, mut heard) = mpsc::unbounded();
    // Whoever no longer listens has given the job up.
    let report = Rc::new(move |event| drop(hears.unbounded_send(event)));
    let link = Rc::new(WorkerLink::start(script, "clerk", report).map_err(failed)?);
    let mut began = Some(began);
    let mut added = Vec::new();
    loop {
        let event = match select(heard.next(), TimeoutFuture::new(patience_ms)).await {
            Either::Left((Some(event), _)) => event,
            _ => return Err("The worker does not answer.".to_owned()),
        };
        match hear(event)? {
            Heard::Ready(build) => {
                check_build(BUILD_ID, &build).map_err(|error| error.to_string())?;
                link.send_with(job, means, with).map_err(failed)?;
                if let Some(began) = began.take() {
                    began(&link);
                }
            }
            Heard::Alive => {}
            Heard::Words(words) => tell(words),
            Heard::Part(mut part) => added.append(&mut part.added),
            Heard::Done(mut outcome, made) => {
                added.append(&mut outcome.added);
                outcome.added = added;
                return Ok((*outcome, made));
            }
        }
    }
}

/// Has a job stopped, if it can be. It ends by itself and says what came of it.
pub fn stop(link: &WorkerLink) {
    // A worker that is gone has nothing to stop.
    let _ = link.send_bytes(&ArrayBuffer::new(0));
}

fn failed(error: JsValue) -> String {
    let words = js_sys::Error::from(error).message();
    format!("The worker could not be started ({words}).")
}

enum Heard {
    Ready(String),
    Alive,
    Words(String),
    Part(Box<Outcome>),
    Done(Box<Outcome>, JsValue),
}

fn hear(event: LinkEvent) -> Result<Heard, String> {
    let said = match event {
        LinkEvent::Died(why) => return Err(why),
        LinkEvent::Said(said) => said,
    };
    if said.is_null() {
        return Ok(Heard::Alive);
    }
    if let Some(words) = said.as_string() {
        return Ok(Heard::Words(words));
    }
    if let Some(both) = said.dyn_ref::<Array>() {
        let outcome = Box::new(read(&both.get(0))?);
        return Ok(match both.length() {
            3 => Heard::Part(outcome),
            _ => Heard::Done(outcome, both.get(1)),
        });
    }
    match read(&said)? {
        Reply::Ready { build } => Ok(Heard::Ready(build)),
        _ => Err("The worker answered another question.".to_owned()),
    }
}

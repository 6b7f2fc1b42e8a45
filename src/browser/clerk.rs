//! Has jobs done in a worker, one worker a job: it is gone, with its memory, once the job is done.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo::timers::callback::Timeout;
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
    tell: impl Fn(String) + Clone + 'static,
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
    tell_words: impl Fn(String) + Clone + 'static,
) -> Result<Done, String> {
    let (tell, heard) = oneshot::channel();
    let tell = Rc::new(RefCell::new(Some(tell)));
    let (ready, started) = oneshot::channel();
    let ready = Rc::new(RefCell::new(Some(ready)));
    let parts = Rc::new(RefCell::new(Vec::new()));
    let heard_parts = parts.clone();
    let watchdog = Rc::new(RefCell::new(None));
    let watched = (watchdog.clone(), tell.clone());
    let wait = move || {
        let tell = watched.1.clone();
        let stuck = Timeout::new(patience_ms, move || {
            if let Some(tell) = tell.take() {
                let _ = tell.send(Err("The worker does not answer.".to_owned()));
            }
        });
        // The one before is put off by this.
        watched.0.replace(Some(stuck));
    };
    wait();
    let link = WorkerLink::start(script, "clerk", move |event| match hear(event) {
        Heard::Alive => wait(),
        Heard::Words(words) => {
            wait();
            tell_words(words);
        }
        Heard::Part(part) => {
            wait();
            heard_parts.borrow_mut().extend(part.added);
        }
        // Whoever no longer listens has given the job up.
        Heard::Ready(build) => {
            if let Some(ready) = ready.take() {
                let _ = ready.send(build);
            }
        }
        Heard::Done(done) => {
            if let Some(tell) = tell.take() {
                let _ = tell.send(*done);
            }
        }
    });
    let link = Rc::new(link.map_err(failed)?);
    let dead = |_| "The worker ended before the job was done.".to_owned();
    let started = futures_util::future::select(started, heard).await;
    let heard = match started {
        futures_util::future::Either::Left((build, heard)) => {
            check_build(BUILD_ID, &build.map_err(dead)?).map_err(|error| error.to_string())?;
            heard
        }
        futures_util::future::Either::Right((done, _)) => return done.map_err(dead)?,
    };
    link.send_with(job, means, with).map_err(failed)?;
    began(&link);
    let (mut outcome, written) = heard.await.map_err(dead)??;
    let mut added = parts.take();
    added.append(&mut outcome.added);
    outcome.added = added;
    Ok((outcome, written))
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
    Words(String),
    Part(Box<Outcome>),
    Alive,
    Ready(String),
    Done(Box<Result<Done, String>>),
}

fn hear(event: LinkEvent) -> Heard {
    let said = match event {
        LinkEvent::Died(why) => return Heard::Done(Box::new(Err(why))),
        LinkEvent::Said(said) => said,
    };
    if said.is_null() {
        return Heard::Alive;
    }
    if let Some(both) = said.dyn_ref::<Array>() {
        return match (read(&both.get(0)), both.length()) {
            (Ok(part), 3) => Heard::Part(Box::new(part)),
            (Ok(outcome), _) => Heard::Done(Box::new(Ok((outcome, both.get(1))))),
            (Err(why), _) => Heard::Done(Box::new(Err(why))),
        };
    }
    if let Some(words) = said.as_string() {
        return Heard::Words(words);
    }
    match read(&said) {
        Ok(Reply::Ready { build }) => Heard::Ready(build),
        Ok(_) => {
            let words = "The worker answered another question.".to_owned();
            Heard::Done(Box::new(Err(words)))
        }
        Err(why) => Heard::Done(Box::new(Err(why))),
    }
}

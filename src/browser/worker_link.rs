//! The wire to a worker.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use spanwright::{BUILD_ID, record};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, ErrorEvent, File, MessageEvent, Url, Worker, WorkerOptions, WorkerType,
};

/// A running worker. It is terminated when this is dropped.
///
/// A worker's program is loaded after the worker has begun, and a browser drops what is said to it until then. So
/// whatever is said waits here until the worker has said something itself.
pub struct WorkerLink {
    worker: Worker,
    script: String,
    early: Early,
    _listeners: [EventListener; 3],
}

/// What waits to be said, each with the memory that moves along; `None` once the worker hears.
type Early = Rc<RefCell<Option<Vec<(JsValue, Array)>>>>;

/// What comes from the worker.
#[derive(Debug)]
pub enum LinkEvent {
    /// It says something.
    Said(JsValue),
    /// It is dead, or never came to life.
    Died(String),
}

/// The script that starts a worker program of this build: `worker`, `clerk`, `encoder` or `custom`.
///
/// It is run from a blob and not from its own address, because a worker from a blob inherits the
/// page's content security policy on every host: it cannot send anything anywhere either.
///
/// Without a network, the service worker answers a worker in every browser that does what the standard
/// says. Firefox asks it neither for what such a script imports statically, nor, where the machine is
/// offline, for what a worker fetches (its bug 2067202); so the import is dynamic, and the program may
/// come from the cache itself. The program finds its own address in `code`: what it needs stands beside it.
/// A worker that starts another one does it from a blob, too, and has a policy for that (`boot.js`).
pub fn worker_script(program: &str) -> Result<String, JsValue> {
    let quoted = |file: &str| -> Result<String, JsValue> {
        let address = super::address::resolve(&format!("{file}?v={BUILD_ID}"))?;
        // An address has no character that a string of a script could not hold as it is.
        Ok(format!("\"{address}\""))
    };
    let glue = quoted(&format!("{program}.js"))?;
    let code = quoted(&format!("{program}_bg.wasm"))?;
    Ok(format!(
        "globalThis.code = {code};\n\
         globalThis.trustedTypes?.createPolicy(\"default\", {{\n\
         createScriptURL: (url) => (url.startsWith(`blob:${{origin}}/`) ? url : null) }});\n\
         const {{ default: start }} = await import({glue});\n\
         const kept = async (why) => (await globalThis.caches?.match(code)) ?? Promise.reject(why);\n\
         await start({{ module_or_path: fetch(code).catch(kept) }});\n"
    ))
}

impl WorkerLink {
    /// Starts a worker that runs this module script, and tells `report` what comes from it. Its name
    /// is for who looks at the browser's list of workers.
    pub fn start(script: &str, name: &str, report: Rc<dyn Fn(LinkEvent)>) -> Result<Self, JsValue> {
        let parts = Array::of1(&script.into());
        let kind = BlobPropertyBag::new();
        kind.set_type("text/javascript");
        let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
        let script = Url::create_object_url_with_blob(&blob)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(name);
        let worker = Worker::new_with_options(&script, &options)?;
        let early = Early::new(RefCell::new(Some(Vec::new())));
        let listeners = [
            EventListener::new(&worker, "message", {
                let (report, early, worker) = (report.clone(), early.clone(), worker.clone());
                move |event| {
                    let said = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
                    report(LinkEvent::Said(said.unwrap_or_default()));
                    for (message, moved) in early.take().into_iter().flatten() {
                        // It fails only for what cannot be copied, which nothing that is sent here is.
                        let _ = worker.post_message_with_transfer(&message, &moved);
                    }
                }
            }),
            EventListener::new(&worker, "messageerror", {
                let report = report.clone();
                move |_| {
                    report(LinkEvent::Died(
                        "a message of it could not be read".to_owned(),
                    ))
                }
            }),
            EventListener::new(&worker, "error", move |event| {
                let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
                let message = message.filter(|message| !message.is_empty());
                let unknown = || "its files could not be loaded".to_owned();
                report(LinkEvent::Died(message.unwrap_or_else(unknown)));
            }),
        ];
        Ok(Self {
            worker,
            script,
            early,
            _listeners: listeners,
        })
    }

    fn post(&self, message: JsValue, moved: Array) -> Result<(), JsValue> {
        if let Some(early) = &mut *self.early.borrow_mut() {
            early.push((message, moved));
            return Ok(());
        }
        self.worker.post_message_with_transfer(&message, &moved)
    }

    /// Says something to the worker.
    pub fn send<T: Serialize>(&self, message: &T) -> Result<(), JsValue> {
        self.post(to_bytes(message)?, Array::new())
    }

    /// Says something that is in its compact form already.
    pub fn send_encoded(&self, message: &[u8]) -> Result<(), JsValue> {
        self.post(Uint8Array::from(message).into(), Array::new())
    }

    /// Hands bytes over. They are moved, not copied.
    pub fn send_bytes(&self, bytes: &ArrayBuffer) -> Result<(), JsValue> {
        self.post(bytes.into(), Array::of1(bytes))
    }

    /// Hands files over; they stay where they are.
    pub fn send_files(&self, files: &[File]) -> Result<(), JsValue> {
        let files = files.iter().collect::<Array>();
        self.post(files.into(), Array::new())
    }

    /// Hands two messages over as they are, and what goes with them: a file or a folder, which stays where
    /// it is.
    pub fn send_with(&self, message: &[u8], second: &[u8], with: &JsValue) -> Result<(), JsValue> {
        let all = Array::of3(&Uint8Array::from(message), &Uint8Array::from(second), with);
        self.post(all.into(), Array::new())
    }
}

impl Drop for WorkerLink {
    fn drop(&mut self) {
        self.worker.terminate();
        // An address that does not exist any more needs no revoking.
        let _ = Url::revoke_object_url(&self.script);
    }
}

fn to_bytes<T: Serialize>(message: &T) -> Result<JsValue, JsValue> {
    let bytes = record::say(message).map_err(|error| error.to_string())?;
    Ok(Uint8Array::from(&*bytes).into())
}

/// Reads what the worker said.
pub fn read<T: DeserializeOwned>(said: &JsValue) -> Result<T, String> {
    let bytes = said.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
    record::hear(&bytes.unwrap_or_default()).map_err(|error| error.to_string())
}

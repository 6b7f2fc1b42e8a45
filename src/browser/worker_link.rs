//! The wire to the detector worker.

use gloo::events::EventListener;
use js_sys::{Array, ArrayBuffer};
use spanwright::BUILD_ID;
use spanwright::detect::protocol::{Reply, Request};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, ErrorEvent, MessageEvent, Url, Worker, WorkerOptions, WorkerType,
};

/// A running worker. It is terminated when this is dropped.
pub struct WorkerLink {
    worker: Worker,
    script: String,
    _listeners: [EventListener; 3],
}

/// What comes from the worker.
#[derive(Debug)]
pub enum LinkEvent {
    /// It says something.
    Reply(Reply),
    /// It is dead, or never came to life.
    Died(String),
}

/// The script that starts the worker of this build.
///
/// It is run from a blob and not from its own address, because a worker from a blob inherits the
/// page's content security policy on every host: it cannot send anything anywhere either.
pub fn worker_script() -> Result<String, JsValue> {
    let quoted = |file: &str| -> Result<String, JsValue> {
        let address = super::address::resolve(&format!("{file}?v={BUILD_ID}"))?;
        Ok(serde_json::Value::from(address).to_string())
    };
    let (glue, code) = (quoted("worker.js")?, quoted("worker_bg.wasm")?);
    Ok(format!(
        "import start from {glue};\nawait start({{ module_or_path: {code} }});\n"
    ))
}

impl WorkerLink {
    /// Starts a worker that runs this module script, and tells `report` what comes from it.
    pub fn start(
        script: &str,
        report: impl Fn(LinkEvent) + Clone + 'static,
    ) -> Result<Self, JsValue> {
        let parts = Array::of1(&script.into());
        let kind = BlobPropertyBag::new();
        kind.set_type("text/javascript");
        let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
        let script = Url::create_object_url_with_blob(&blob)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&script, &options)?;
        let listeners = [
            EventListener::new(&worker, "message", {
                let report = report.clone();
                move |event| report(read(event))
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
            _listeners: listeners,
        })
    }

    /// Says something to the worker.
    pub fn send(&self, request: &Request) -> Result<(), JsValue> {
        let text = serde_json::to_string(request).map_err(|error| error.to_string())?;
        self.worker.post_message(&text.into())
    }

    /// Hands the bytes of the tagger's model over. They are moved, not copied.
    pub fn send_model(&self, bytes: &ArrayBuffer) -> Result<(), JsValue> {
        self.worker
            .post_message_with_transfer(bytes, &Array::of1(bytes))
    }
}

impl Drop for WorkerLink {
    fn drop(&mut self) {
        self.worker.terminate();
        // An address that does not exist any more needs no revoking.
        let _ = Url::revoke_object_url(&self.script);
    }
}

fn read(event: &web_sys::Event) -> LinkEvent {
    let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
    let text = data.and_then(|data| data.as_string()).unwrap_or_default();
    match serde_json::from_str(&text) {
        Ok(reply) => LinkEvent::Reply(reply),
        Err(error) => LinkEvent::Died(format!("it said something unknown ({error})")),
    }
}

//! The clerk: a worker that brings documents in and takes datasets out, and in instances of its own
//! keeps the page's windows. It is a program apart from the detectors', so that each is loaded only
//! for what it does: this one small, that one fast.

#[cfg(target_arch = "wasm32")]
mod jobs;
#[cfg(target_arch = "wasm32")]
#[path = "../../browser/storage/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the page uses the rest of it")]
mod storage;
#[cfg(target_arch = "wasm32")]
mod window;

/// Answers the page, and says first which build it is of.
#[cfg(target_arch = "wasm32")]
fn main() {
    if let Err(error) = serve() {
        // The page hears of it by the event that it gets for whatever a worker throws.
        wasm_bindgen::throw_val(error);
    }
}

/// A job comes as an array, and everything else is for a window.
#[cfg(target_arch = "wasm32")]
fn serve() -> Result<(), wasm_bindgen::JsValue> {
    use js_sys::{Array, Uint8Array};
    use spanwright::detect::protocol::Reply;
    use spanwright::record;
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let ready = Reply::Ready {
        build: spanwright::BUILD_ID.to_owned(),
    };
    let ready = record::say(&ready).map_err(|error| error.to_string())?;
    scope.post_message(&Uint8Array::from(&*ready))?;

    let desk = window::Desk::new(scope.clone());
    let clerk = scope.clone();
    let answer = move |event: MessageEvent| -> Result<(), JsValue> {
        let data = event.data();
        match data.dyn_ref::<Array>() {
            Some(job) => take_job(job, clerk.clone()),
            None => desk.hear(&Uint8Array::new(&data).to_vec()),
        }
    };
    let answer = Closure::<dyn FnMut(MessageEvent) -> Result<(), JsValue>>::new(answer);
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    // The clerk answers for as long as it lives.
    answer.forget();
    Ok(())
}

/// A job comes as a message, what there is to work with, and the bytes of a file. What came of it goes
/// back as a message and the bytes of a file.
#[cfg(target_arch = "wasm32")]
fn take_job(
    job: &js_sys::Array,
    scope: web_sys::DedicatedWorkerGlobalScope,
) -> Result<(), wasm_bindgen::JsValue> {
    use js_sys::{Array, Uint8Array};
    use spanwright::record;
    use wasm_bindgen::JsValue;

    let bytes = Uint8Array::new(&job.get(2)).to_vec();
    let means = record::hear(&Uint8Array::new(&job.get(1)).to_vec());
    let means = means.map_err(|error| error.to_string())?;
    let job = record::hear(&Uint8Array::new(&job.get(0)).to_vec());
    let job = job.map_err(|error| error.to_string())?;
    wasm_bindgen_futures::spawn_local(async move {
        let (outcome, file) = jobs::run(job, means, &bytes, alive).await;
        let file = file.map(|file| Uint8Array::from(&*file).buffer());
        let moved: Array = file.iter().collect();
        // Without an answer the page would wait for ever; an empty one it calls by its name.
        let said = record::say(&outcome).unwrap_or_default();
        let said = Uint8Array::from(&*said);
        let both = Array::of2(&said, &file.map_or(JsValue::NULL, Into::into));
        if let Err(error) = scope.post_message_with_transfer(&both, &moved) {
            wasm_bindgen::throw_val(error);
        }
    });
    Ok(())
}

/// Gives the page a sign of life.
#[cfg(target_arch = "wasm32")]
fn alive() {
    use wasm_bindgen::{JsCast, JsValue};

    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    // It fails only for what cannot be copied.
    let _ = scope.post_message(&JsValue::NULL);
}

/// The clerk runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this program is the clerk; build it for the browser with `cargo xtask build`");
}

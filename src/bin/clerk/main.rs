//! The clerk: a worker that brings documents in and takes datasets out, and in instances of its own
//! keeps the page's windows. It is a program apart from the detectors', so that each is loaded only
//! for what it does: this one small, that one fast.

#[cfg(target_arch = "wasm32")]
mod dataset;
#[cfg(target_arch = "wasm32")]
mod file;
#[cfg(target_arch = "wasm32")]
mod folder;
#[cfg(target_arch = "wasm32")]
mod jobs;
#[cfg(target_arch = "wasm32")]
mod page;
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

/// A job comes as an array. Bare memory says that the annotator gives it up, and everything else is for a
/// window.
#[cfg(target_arch = "wasm32")]
fn serve() -> Result<(), wasm_bindgen::JsValue> {
    use js_sys::{Array, ArrayBuffer, Uint8Array};
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
    let page = page::Page::new(scope.clone());
    let answer = move |event: MessageEvent| -> Result<(), JsValue> {
        let data = event.data();
        match data.dyn_ref::<Array>() {
            Some(job) => take_job(job, page.clone()),
            None if data.is_instance_of::<ArrayBuffer>() => {
                page.give_up();
                Ok(())
            }
            None => desk.hear(&Uint8Array::new(&data).to_vec()),
        }
    };
    let answer = Closure::<dyn FnMut(MessageEvent) -> Result<(), JsValue>>::new(answer);
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    // The clerk answers for as long as it lives.
    answer.forget();
    Ok(())
}

/// A job comes as a message, what there is to work with, and what it is about: a file or a folder.
#[cfg(target_arch = "wasm32")]
fn take_job(job: &js_sys::Array, page: page::Page) -> Result<(), wasm_bindgen::JsValue> {
    use js_sys::Uint8Array;
    use spanwright::record;

    let with = job.get(2);
    let means = record::hear(&Uint8Array::new(&job.get(1)).to_vec());
    let means = means.map_err(|error| error.to_string())?;
    let job = record::hear(&Uint8Array::new(&job.get(0)).to_vec());
    let job = job.map_err(|error| error.to_string())?;
    wasm_bindgen_futures::spawn_local(async move {
        let (outcome, made) = jobs::run(job, means, with, page.clone()).await;
        if let Err(error) = page.done(&outcome, &made) {
            wasm_bindgen::throw_val(error);
        }
    });
    Ok(())
}

/// The clerk runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this program is the clerk; build it for the browser with `cargo xtask build`");
}

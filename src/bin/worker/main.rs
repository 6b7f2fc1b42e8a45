//! The worker: runs the detectors beside the page.

/// Answers the page, and says first which build it is of.
#[cfg(target_arch = "wasm32")]
fn main() {
    if let Err(error) = serve() {
        // The page hears of it by the event that it gets for whatever a worker throws.
        wasm_bindgen::throw_val(error);
    }
}

#[cfg(target_arch = "wasm32")]
fn serve() -> Result<(), wasm_bindgen::JsValue> {
    use js_sys::{ArrayBuffer, Uint8Array};
    use spanwright::detect::DetectionService;
    use spanwright::detect::protocol::Reply;
    use spanwright::record;
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let say = {
        let scope = scope.clone();
        move |reply: &Reply| -> Result<(), JsValue> {
            let bytes = record::say(reply).map_err(|error| error.to_string())?;
            scope.post_message(&Uint8Array::from(&*bytes))
        }
    };
    say(&Reply::Ready {
        build: spanwright::BUILD_ID.to_owned(),
    })?;

    let mut service = DetectionService::default();
    let answer = move |event: MessageEvent| -> Result<(), JsValue> {
        let data = event.data();
        if let Some(model) = data.dyn_ref::<ArrayBuffer>() {
            return say(&service.take_model(&Uint8Array::new(model).to_vec()));
        }
        let said = Uint8Array::new(&data).to_vec();
        let request = record::hear(&said);
        let request = request.map_err(|error| error.to_string())?;
        service.answer(request).as_ref().map_or(Ok(()), &say)
    };
    let answer = Closure::<dyn FnMut(MessageEvent) -> Result<(), JsValue>>::new(answer);
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    // The worker answers for as long as it lives.
    answer.forget();
    Ok(())
}

/// The worker runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this program is the worker; build it for the browser with `cargo xtask build`");
}

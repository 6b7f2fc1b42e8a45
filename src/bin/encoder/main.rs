//! The encoder: finds names precisely, in a worker of its own, which the detectors' worker starts where it is
//! wanted. It is a program apart because it is large and needed by some only.

#[cfg(target_arch = "wasm32")]
#[path = "../worker/address.rs"]
mod address;
#[cfg(target_arch = "wasm32")]
#[path = "../worker/caches.rs"]
mod caches;
#[cfg(target_arch = "wasm32")]
#[path = "../../browser/js_error.rs"]
mod js_error;
#[cfg(target_arch = "wasm32")]
mod load;

/// Loads the model, says so, and scores the words that it is given.
#[cfg(target_arch = "wasm32")]
fn main() {
    use spanwright::detect::encoder::wire::Said;

    wasm_bindgen_futures::spawn_local(async {
        let served = serve().await;
        if let Err(why) = served {
            // Who does not hear it hears that the worker is silent.
            let _ = say(&Said::Failed(why));
        }
    });
}

#[cfg(target_arch = "wasm32")]
async fn serve() -> Result<(), String> {
    use js_sys::Uint8Array;
    use spanwright::detect::encoder::wire::Said;
    use spanwright::detect::encoder::{Encoder, EncoderFiles};
    use spanwright::detect::entities::{Sentence, Tagger as _};
    use spanwright::detect::{Reader, Unscored};
    use spanwright::record;
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    let loading = |done, total| say(&Said::Loading { done, total });
    let [network, tokenizer, config] = load::files(loading).await?;
    let files = EncoderFiles {
        network,
        tokenizer: &tokenizer,
        config: &config,
    };
    let encoder = Encoder::new(files).map_err(|error| error.to_string())?;
    say(&Said::Ready {
        build: spanwright::BUILD_ID.to_owned(),
        reader: Box::new(Reader {
            detector: encoder.id(),
            decoder: encoder.decoder().clone(),
        }),
    })?;
    let answer = move |event: MessageEvent| -> Result<(), JsValue> {
        let said = Uint8Array::new(&event.data()).to_vec();
        let unscored: Unscored = record::hear(&said).map_err(|error| error.to_string())?;
        let (id, words) = (unscored.id, unscored.words());
        let sentences: Vec<Sentence> = words.iter().map(|words| Sentence::new(words)).collect();
        let scores = encoder.scores(&sentences);
        Ok(say(&Said::Scores { id, scores })?)
    };
    let answer = Closure::<dyn FnMut(MessageEvent) -> Result<(), JsValue>>::new(answer);
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    // The worker answers for as long as it lives.
    answer.forget();
    Ok(())
}

#[cfg(target_arch = "wasm32")]
fn say(said: &spanwright::detect::encoder::wire::Said) -> Result<(), String> {
    use wasm_bindgen::JsCast as _;

    let bytes = spanwright::record::say(said).map_err(|error| error.to_string())?;
    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let posted = scope.post_message(&js_sys::Uint8Array::from(&*bytes));
    posted.map_err(|error| js_error::words(&error))
}

/// The encoder runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this program is the encoder; build it for the browser with `cargo xtask build`");
}

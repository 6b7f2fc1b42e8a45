//! The detector worker: runs the detectors beside the page.

/// Says which build the worker is of; the page sends nothing before it has heard so.
#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::JsCast as _;

    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    if let Err(error) = scope.post_message(&spanwright::BUILD_ID.into()) {
        web_sys::console::error_1(&error);
    }
}

/// The worker runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this program is the worker; build it for the browser with `cargo xtask build`");
}

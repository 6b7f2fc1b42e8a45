//! The worker: runs the detectors beside the page.

#[cfg(target_arch = "wasm32")]
mod address;
#[cfg(target_arch = "wasm32")]
mod caches;
#[cfg(target_arch = "wasm32")]
mod choices;
#[cfg(target_arch = "wasm32")]
mod desk;
#[cfg(target_arch = "wasm32")]
#[path = "../../browser/js_error.rs"]
mod js_error;
#[cfg(target_arch = "wasm32")]
mod own;
#[cfg(target_arch = "wasm32")]
mod precise;
#[cfg(target_arch = "wasm32")]
mod program;
#[cfg(target_arch = "wasm32")]
mod shelf;
#[cfg(target_arch = "wasm32")]
#[path = "../../browser/worker_link.rs"]
#[allow(dead_code, reason = "the page uses the rest of it")]
mod worker_link;

/// Answers the page, and says first which build it is of.
#[cfg(target_arch = "wasm32")]
fn main() {
    if let Err(error) = desk::serve() {
        // The page hears of it by the event that it gets for whatever a worker throws.
        wasm_bindgen::throw_val(error);
    }
}

/// The worker runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this program is the worker; build it for the browser with `cargo xtask build`");
}

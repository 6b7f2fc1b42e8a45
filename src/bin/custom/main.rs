//! Runs the detectors that a team brings itself: lists of terms, regular expressions and token classifiers. It is a
//! program apart because it is large and needed by some only.

#[cfg(target_arch = "wasm32")]
mod desk;

/// Answers the detectors' worker, and says first which build it is of.
#[cfg(target_arch = "wasm32")]
fn main() {
    if let Err(error) = desk::serve() {
        // The worker hears of it by the event that it gets for whatever a worker throws.
        wasm_bindgen::throw_val(error);
    }
}

/// The program runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!(
        "this program runs a team's own detectors; build it for the browser with `cargo xtask build`"
    );
}

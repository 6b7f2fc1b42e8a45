//! One tab at a time works on the project: two that write the same journal would each overwrite
//! what the other one wrote.
//!
//! The Web Locks API says which tab it is. web-sys has it behind a compiler flag, so the one call
//! that is needed is bound here. The tab that was opened last gets the lock, because that is where
//! the annotator is.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The name of the lock.
const NAME: &str = "spanwright";

#[wasm_bindgen]
extern "C" {
    type LockManager;

    #[wasm_bindgen(thread_local_v2, js_namespace = navigator, js_name = locks)]
    static LOCKS: Option<LockManager>;

    #[wasm_bindgen(method)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        held: &Closure<dyn FnMut() -> Promise>,
    ) -> Promise;
}

/// Takes the project over for this tab, and calls `lost` when another tab does so. In a browser
/// without locks nothing happens.
pub fn take_over(lost: impl FnOnce() + 'static) {
    let options = Object::new();
    // It fails only for objects that are frozen.
    let _ = Reflect::set(&options, &"steal".into(), &true.into());
    // The lock is held for as long as this promise is open: until the tab is closed.
    let held = Closure::<dyn FnMut() -> Promise>::new(|| Promise::new(&mut |_, _| {}));
    let end = LOCKS.with(|locks| Some(locks.as_ref()?.request(NAME, &options, &held)));
    held.forget();
    if let Some(end) = end {
        spawn_local(async move {
            if JsFuture::from(end).await.is_err() {
                lost();
            }
        });
    }
}

/// Opens the page anew in this tab, which takes the project over again.
pub fn reload() {
    // It fails only where the page may not navigate itself.
    let _ = gloo::utils::window().location().reload();
}

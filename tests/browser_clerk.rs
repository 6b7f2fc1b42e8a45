//! The way to the clerk with workers that do their job, die or get stuck.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../src/browser/mod.rs"]
#[allow(dead_code, unused_imports, reason = "these tests use a part of it")]
mod browser;

use browser::clerk::{Done, ask_script};
use js_sys::ArrayBuffer;
use spanwright::clerk::Outcome;
use spanwright::record;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// How long a worker may be silent here, in milliseconds.
const PATIENCE_MS: u32 = 600;

/// A worker that says that it is ready and, asked for a job, runs this.
async fn ask(does: &str) -> Result<Done, String> {
    let outcome = record::say(&Outcome::default()).unwrap();
    let script = format!(
        "const done = (file) => postMessage([new Uint8Array({outcome:?}), file], [file]);
        onmessage = async ({{ data: [job, means, file] }}) => {{ {does} }};
        postMessage(new Uint8Array([0, 3, ...new TextEncoder().encode('dev')]));"
    );
    let with = ArrayBuffer::new(3).into();
    ask_script(&script, PATIENCE_MS, [&[1], &[2]], &with, |_| {}, |_| {}).await
}

#[wasm_bindgen_test]
async fn what_came_of_a_job_comes_back_with_the_file() {
    let (outcome, file) = ask("done(file)").await.unwrap();
    assert_eq!(outcome, Outcome::default());
    assert_eq!(file.unchecked_into::<ArrayBuffer>().byte_length(), 3);
}

#[wasm_bindgen_test]
async fn a_worker_that_dies_is_told_of() {
    let why = ask("queueMicrotask(() => { throw new Error('poison'); })")
        .await
        .unwrap_err();
    assert!(why.contains("poison"), "{why}");
}

#[wasm_bindgen_test]
async fn a_worker_that_is_stuck_is_told_of() {
    let why = ask("for (;;);").await.unwrap_err();
    assert!(why.contains("does not answer"), "{why}");
}

#[wasm_bindgen_test]
async fn a_long_job_is_waited_for_as_long_as_there_are_signs_of_life() {
    let long = "for (let n = 0; n < 10; n += 1) {
            postMessage(null);
            await new Promise((go) => setTimeout(go, 100));
        }
        done(file);";
    assert!(ask(long).await.is_ok());
}

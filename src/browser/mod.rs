//! The only rooms that know the browser. They adapt it to the engine and decide nothing about
//! text, spans or dates.

pub mod address;
pub mod bookmarklet;
pub mod clerk;
pub mod clock;
pub mod detector;
pub mod fetch;
pub mod files;
pub mod folder;
pub mod highlight;
pub mod html;
pub mod js_error;
pub mod one_tab;
pub mod segmenter;
pub mod selection;
#[allow(dead_code, unused_imports, reason = "the clerk uses the rest of it")]
pub mod storage;
pub mod window_link;
pub mod worker_link;

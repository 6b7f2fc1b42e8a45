//! Spanwright's engine: text, detection, annotation, projects and formats.
//!
//! Pure Rust. It knows no browser, no clock, no file and no network; whatever comes from
//! outside (time, author, bytes) is an argument. The way through it is
//! `text` → `detect` → `annotation` → `project` → `formats`, and nothing runs back up.

pub mod annotation;
pub mod clerk;
pub mod detect;
pub mod formats;
pub mod project;
pub mod record;
pub mod text;
pub mod windows;
pub mod words;
pub mod workbench;

/// Names the build: the page and the detector worker compare theirs, so that a page never talks
/// to a worker of another build that a cache has kept. `cargo xtask build` sets it to a hash of
/// the sources; every other build is `"dev"`.
pub const BUILD_ID: &str = match option_env!("SPANWRIGHT_BUILD_ID") {
    Some(id) => id,
    None => "dev",
};

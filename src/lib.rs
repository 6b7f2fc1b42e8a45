//! Spanwright's engine: text, detection, annotation, projects and formats.
//!
//! Pure Rust. It knows no browser, no clock, no file and no network; whatever comes from
//! outside (time, author, bytes) is an argument. The way through it is
//! `text` → `detect` → `annotation` → `project` → `formats`, and nothing runs back up.

pub mod annotation;
pub mod detect;
pub mod formats;
pub mod project;
pub mod text;
pub mod workbench;

//! What leaves and what comes in.
//!
//! Golden files in `tests/fixtures/formats` are written anew where `UPDATE_GOLDEN=1` is set.

#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs, reason = "a test crate has no readers of its docs")]
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod anchor;
mod backup;
mod conll;
mod dtd;
mod folder;
mod golden;
mod hostile;
mod interop;
mod labels;
mod nasty;
mod own;
mod properties;
mod schema;
mod spacy;
mod support;
mod timeml;

//! The project on the user's disk, in the browser's IndexedDB.
//!
//! A change is one transaction, so it is on disk whole or not at all. Of each document the text
//! is stored once and never again; the work on it is a snapshot and the journal after it.

mod database;
mod error;
mod persistence;
mod reads;
mod saver;
mod store;
mod writes;

pub use error::StoreError;
pub use persistence::{is_persistent, request_persistence};
pub use saver::{SaveEvent, SaveState, Saver};
pub use store::{Loaded, Store, Written};

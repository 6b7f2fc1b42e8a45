//! Many documents: what each one is, how far the work on it has come, and which comes next.

mod document;
mod registry;

pub use document::{Document, DocumentId, Source};
pub use registry::{DocumentState, Project, Summary};

//! Annotations, the edits that change them and the history of those edits.

#[cfg(test)]
mod choices;
pub mod day;
mod describe;
mod edit;
mod history;
mod id;
mod labelled_span;
mod markup;
mod schema;
mod set;
mod stamp;
mod work;

pub use crate::detect::LabelId;
pub use edit::{Edit, EditError};
pub use history::{Event, History};
pub use id::AnnotationId;
pub use labelled_span::{Annotation, Origin, Review, TimeValue};
pub use markup::{BlockIndex, Markup, Status};
pub use schema::{Label, LabelKind, Schema, TINTS, Tint};
pub use set::AnnotationSet;
pub use stamp::{Author, Stamp, Timestamp};
pub use work::{Entry, Work};

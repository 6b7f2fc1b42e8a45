//! Annotations, the edits that change them and the history of those edits.

mod account;
mod activity;
#[cfg(test)]
mod choices;
pub mod day;
mod describe;
mod edit;
mod first_version;
mod history;
mod id;
mod labelled_span;
mod markup;
mod schema;
mod schema_edit;
mod schema_history;
mod set;
mod stamp;
mod words;
mod work;

pub use crate::detect::LabelId;
pub use account::{About, HistoryLine, history_lines};
pub use activity::Activity;
pub use edit::{Edit, EditError};
pub(crate) use first_version::{FirstSchema, FirstSchemaHistory};
pub use history::{Event, History};
pub use id::AnnotationId;
pub use labelled_span::{Annotation, Origin, Review, TimeValue};
pub use markup::{BlockIndex, Markup, Status};
pub use schema::{Fate, Label, LabelKind, Schema, TINTS, Tint};
pub use schema_edit::{LabelChange, LabelError, SchemaEdit};
pub use schema_history::{SchemaEvent, SchemaHistory};
pub use set::AnnotationSet;
pub use stamp::{Author, Stamp, Timestamp};
pub use words::HistoryWords;
pub use work::{Entry, Work};

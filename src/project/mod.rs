//! Many documents: what each one is, how far the work on it has come, and which comes next.

mod consistency;
mod document;
mod excerpt;
mod exported;
mod first_version;
mod intake;
mod journal;
mod meta;
mod progress;
mod registry;
mod replay;
mod save_queue;
mod stored;
mod sweep;

pub use consistency::{Conflict, Consistency, LabelUse, Usage, places_of};
pub use document::{Document, DocumentId, Source};
pub use excerpt::Excerpt;
pub use exported::Exported;
pub(crate) use first_version::FirstProject;
pub use intake::Intake;
pub use journal::{JournalLine, Seq, Snapshot};
pub use meta::Meta;
pub use progress::{Progress, Totals, progress_csv};
pub use registry::{DocumentState, Project, Summary};
pub use replay::{Damage, Problem, Replayed, replay};
pub use save_queue::{SaveBatch, SaveQueue};
pub use stored::StoredProject;
pub use sweep::{Sweep, SweepHistory};

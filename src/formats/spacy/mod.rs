//! spaCy JSONL: `{"text": …, "entities": [[start, end, label], …], "meta": {…}}`, one document a
//! line, offsets in Unicode code points.
//!
//! A line becomes a training example without a detour:
//!
//! ```python
//! Example.from_dict(nlp.make_doc(line["text"]), {"entities": line["entities"]})
//! ```
//!
//! spaCy refuses overlapping entities (E103) and leaves out those which begin or end inside a
//! token of its own (W030); white space at the ends of an entity is an error to `spacy debug
//! data`. So entities are flat and trimmed here.

//!
//! What is read is more: all the shapes in which spaCy's, Prodigy's and doccano's users keep such
//! data.

mod read;
mod write;

pub(super) use read::{is_pair, read_object, read_pair};
pub(super) use write::{misaligned, write};

//! Finds people, organisations, places, groups and other names with a linear sequence tagger.
//!
//! [`features`] turns each token into hashed features, a [`Model`] scores the tags of each, and
//! [`lattice`] finds the best sequence of tags and how sure it is. What the linear tagger and the encoder
//! (`detect::encoder`) share is here too: a [`Tagger`] scores tags, and the rest does not ask which one it is.

mod dateline;
mod detect;
pub mod features;
pub mod lattice;
mod memory;
mod model;
mod model_file;
mod shape;
mod table;
mod tag;
mod tagger;

pub use detect::{
    NAME, detect, detect_blocks, detect_sentences, detect_tokens, sentences, sentences_in,
};
pub use model::{Model, WEIGHT_STEP};
pub use model_file::{ModelError, ModelParts};
pub use shape::WordView;
pub use tag::{EntityLabel, KINDS, KindScores, MiscKind, TAGS, Tag, TagSet};
pub use tagger::{Decoder, Mention, Sentence, SentenceScores, Tagger, tag};

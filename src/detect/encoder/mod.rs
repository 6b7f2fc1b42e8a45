//! The precise tier: finds names with an encoder, a neural network that reads whole windows of a text.
//!
//! [`WordPiece`] cuts words into the pieces that the network knows, a `Network` scores their tags, and what
//! `detect::entities` has makes names of the scores.

mod files;
mod network;
mod shape;
mod shipped;
mod tagger;
mod windows;
pub mod wire;
mod wordpiece;

pub use files::is_encoder;
pub(super) use network::Network;
pub use shape::Shape;
pub use shipped::{CACHE, SHIPPED, ShippedFile, shipped_length};
pub use tagger::{Encoder, EncoderFiles};
pub(super) use windows::windows;
pub use wordpiece::{Piece, VocabularyError, WordPiece};

/// The detector's name, as it stands in what it proposes.
pub const NAME: &str = "encoder";

/// Why files are not those of an encoder.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncoderError {
    /// The network cannot be read or run.
    #[error("model.onnx: {0}")]
    Network(String),
    /// The network asks for something that is not known here.
    #[error(
        "model.onnx: the input {0:?} is not known; input_ids, attention_mask, token_type_ids and shapes are"
    )]
    Input(String),
    /// The network does not give what is looked for.
    #[error("model.onnx: there is no output {0:?}")]
    Output(&'static str),
    /// The network gives something else than it should.
    #[error("model.onnx: its output is not {tags} scores for each of {pieces} pieces")]
    Scores {
        /// The pieces that it was given.
        pieces: usize,
        /// The tags that it was to score.
        tags: usize,
    },
    /// The tokenizer cannot be used.
    #[error("tokenizer.json: {0}")]
    Tokenizer(String),
    /// The vocabulary of the tokenizer cannot be used.
    #[error("tokenizer.json: {0}")]
    Vocabulary(#[from] VocabularyError),
    /// The configuration cannot be used.
    #[error("config.json: {0}")]
    Config(String),
}

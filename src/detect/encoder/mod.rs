//! The precise tier: what a text is to an encoder, a neural network that reads whole windows of it.

mod shape;
mod wordpiece;

pub use shape::Shape;
pub use wordpiece::{Piece, VocabularyError, WordPiece};

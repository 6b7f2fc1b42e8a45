//! What a model was made of, written beside it so that it can be made again.

use serde::Serialize;

use crate::optimise::Settings;

/// The record of one training.
#[derive(Serialize)]
pub struct Manifest {
    /// The version of the model, as the program reports it.
    pub version: String,
    /// The size of the file.
    pub bytes: usize,
    /// How many features have weights.
    pub features: usize,
    /// What scores are divided by.
    pub temperature: f32,
    /// How the weights were fitted.
    pub settings: Settings,
    /// What they were fitted to.
    pub corpora: Vec<CorpusRecord>,
}

/// A corpus that was learned from.
#[derive(Serialize)]
pub struct CorpusRecord {
    /// The file's name without extension.
    pub name: String,
    /// FNV-1a, 64 bits, of the file.
    pub hash: String,
    /// How many sentences it has.
    pub sentences: usize,
    /// How many tokens they have.
    pub tokens: usize,
    /// How much a sentence counted.
    pub weight: f32,
}

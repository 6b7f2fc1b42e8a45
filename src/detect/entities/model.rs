//! The tagger's weights.

use std::sync::Arc;

use super::features::FeatureHash;
use super::lattice::TagScores;
use super::model_file::{FORMAT, ModelError, ModelParts};
use super::table::WeightTable;
use super::tagger::Decoder;

/// One stored weight step. Sums are exact integers, so every machine finds the same scores.
pub const WEIGHT_STEP: f32 = 1.0 / 64.0;

/// How much a word's other places in the document count, tuned on the dev sets that are made of documents.
const TRUST: f32 = 2.0;

/// A trained tagger. Cheap to clone.
///
/// ```
/// use spanwright::detect::entities::{Model, ModelError};
/// assert!(matches!(Model::from_bytes(b"<html>"), Err(ModelError::NotAModel)));
/// ```
#[derive(Clone)]
pub struct Model {
    pub(super) weights: Arc<WeightTable>,
    pub(super) decoder: Arc<Decoder>,
    version: Arc<str>,
}

impl Model {
    /// Reads a model file.
    ///
    /// # Errors
    /// Where the bytes are not a model file, were made for another version of the program, or
    /// are incomplete or changed: the file carries a hash of its contents.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let (parts, hash) = ModelParts::from_bytes(bytes)?;
        Ok(Self {
            weights: Arc::new(WeightTable::new(&parts.weights)),
            decoder: Arc::new(Decoder {
                transitions: parts.transitions,
                temperature: parts.temperature,
                trust: TRUST,
            }),
            version: format!("en-{FORMAT}-{:08x}", hash >> 32).into(),
        })
    }

    /// The model's version: its format and a hash of its contents.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The number of features that have weights.
    pub fn feature_count(&self) -> usize {
        self.weights.len()
    }

    /// The score of each tag for a token with these features.
    pub fn scores_of(&self, features: &[FeatureHash]) -> TagScores {
        self.weights
            .sum(features)
            .map(|sum| sum as f32 * WEIGHT_STEP)
    }
}

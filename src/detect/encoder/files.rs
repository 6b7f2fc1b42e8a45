//! The files beside a network: which pieces it reads and which tags it gives, as Hugging Face's tools write them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{EncoderError, WordPiece};
use crate::detect::entities::{TAGS, Tag};

/// What `config.json` says.
#[derive(Deserialize)]
pub struct Config {
    /// Which model it is and of which training, as it stands in what is proposed.
    pub version: String,
    /// How many pieces a window may have.
    #[serde(rename = "max_position_embeddings")]
    pub longest: usize,
    /// What its scores are divided by before they are taken for logarithms of probabilities.
    pub temperature: f32,
    /// How much a word's other places in the document count (`Decoder::trust`).
    pub trust: f32,
    id2label: BTreeMap<usize, String>,
}

impl Config {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it is not the JSON of such a file, or the tags are not ours in our order.
    pub fn new(json: &[u8]) -> Result<Self, EncoderError> {
        let config: Self = serde_json::from_slice(json)
            .map_err(|error| EncoderError::Config(error.to_string()))?;
        let told = Tag::all().map(|tag| tag.to_string()).enumerate();
        let expected: BTreeMap<usize, String> = told.collect();
        if config.id2label != expected {
            return Err(EncoderError::Config(format!(
                "id2label is not the {TAGS} tags {}",
                expected.into_values().collect::<Vec<_>>().join(" ")
            )));
        }
        Ok(config)
    }
}

/// Whether a `config.json` is that of an encoder of ours, and not of another token classifier: it says how sure its
/// scores are.
pub fn is_encoder(json: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Sureness {
        temperature: Option<f32>,
    }
    let config: Result<Sureness, _> = serde_json::from_slice(json);
    config.is_ok_and(|config| config.temperature.is_some())
}

/// The part of `tokenizer.json` that is looked at.
#[derive(Deserialize)]
struct Tokenizer {
    normalizer: Option<Kind>,
    pre_tokenizer: Option<Kind>,
    model: Vocabulary,
}

#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "type")]
    name: String,
    lowercase: Option<bool>,
}

#[derive(Deserialize)]
struct Vocabulary {
    #[serde(rename = "type")]
    kind: Option<String>,
    vocab: BTreeMap<String, u32>,
}

/// Reads the pieces out of a `tokenizer.json`.
///
/// # Errors
/// Where it is no such file, or cuts texts in another way than [`WordPiece`] does.
pub fn pieces(json: &[u8]) -> Result<WordPiece, EncoderError> {
    let file: Tokenizer =
        serde_json::from_slice(json).map_err(|error| EncoderError::Tokenizer(error.to_string()))?;
    let has = |kind: Option<&Kind>, name| kind.is_some_and(|kind| kind.name == name);
    let normalizer = file.normalizer.as_ref();
    let lowers = normalizer.is_some_and(|one| one.lowercase == Some(true));
    let what = if file.model.kind.as_deref() != Some("WordPiece") {
        file.model.kind.as_deref().unwrap_or("none")
    } else if !has(normalizer, "BertNormalizer") || !lowers {
        "a normalizer that is not BertNormalizer in lower case"
    } else if !has(file.pre_tokenizer.as_ref(), "BertPreTokenizer") {
        "a pre_tokenizer that is not BertPreTokenizer"
    } else {
        return Ok(WordPiece::new(file.model.vocab)?);
    };
    Err(EncoderError::Tokenizer(format!(
        "it has {what}, and only WordPiece in lower case is read"
    )))
}

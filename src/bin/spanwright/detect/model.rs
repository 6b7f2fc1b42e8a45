//! Which model finds names.

use std::path::Path;

use spanwright::detect::custom::Classifier;
use spanwright::detect::encoder::{Encoder, EncoderError, EncoderFiles, is_encoder};
use spanwright::detect::entities::{Model, ModelError, Tagger};

// The models that the program carries.
const INSTANT: &[u8] = include_bytes!("../../../../static/models/entities-en.bin");
const NETWORK: &[u8] = include_bytes!("../../../../static/models/precise/model.onnx");
const TOKENIZER: &[u8] = include_bytes!("../../../../static/models/precise/tokenizer.json");
const CONFIG: &[u8] = include_bytes!("../../../../static/models/precise/config.json");

/// What finds names.
pub enum Names {
    /// One of ours.
    Tagger(Box<dyn Tagger>),
    /// A token classifier.
    Classifier(Box<Classifier>),
}

/// The model of this name, or the one at this path: a folder has an encoder's files or those of a token classifier,
/// a file is a model of the linear tagger.
///
/// # Errors
/// Where a file cannot be read or is not what it should be.
pub fn load(name: &str) -> Result<Names, String> {
    let path = Path::new(name);
    match name {
        "precise" => {
            let files = EncoderFiles {
                network: NETWORK.to_vec(),
                tokenizer: TOKENIZER,
                config: CONFIG,
            };
            encoder(files).map_err(|error| error.to_string())
        }
        "instant" => linear(INSTANT).map_err(|error| error.to_string()),
        _ if path.is_dir() => {
            let read = |file| read(&path.join(file));
            let (tokenizer, config) = (read("tokenizer.json")?, read("config.json")?);
            let files = EncoderFiles {
                network: read("model.onnx")?,
                tokenizer: &tokenizer,
                config: &config,
            };
            let loaded = match is_encoder(&config) {
                true => encoder(files),
                false => Classifier::new(files).map(|one| Names::Classifier(Box::new(one))),
            };
            loaded.map_err(|error| format!("{name}: {error}"))
        }
        _ => linear(&read(path)?).map_err(|error| format!("{name}: {error}")),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn linear(bytes: &[u8]) -> Result<Names, ModelError> {
    Model::from_bytes(bytes).map(|model| Names::Tagger(Box::new(model)))
}

fn encoder(files: EncoderFiles<'_>) -> Result<Names, EncoderError> {
    Encoder::new(files).map(|encoder| Names::Tagger(Box::new(encoder)))
}

//! Which model finds names.

use std::path::Path;

use spanwright::detect::encoder::{Encoder, EncoderFiles};
use spanwright::detect::entities::{Model, Tagger};

// The models that the program carries.
const INSTANT: &[u8] = include_bytes!("../../../../static/models/entities-en.bin");
const NETWORK: &[u8] = include_bytes!("../../../../static/models/precise/model.onnx");
const TOKENIZER: &[u8] = include_bytes!("../../../../static/models/precise/tokenizer.json");
const CONFIG: &[u8] = include_bytes!("../../../../static/models/precise/config.json");

/// The model of this name, or the one at this path: a folder has an encoder's files, a file is a model of the
/// linear tagger.
///
/// # Errors
/// Where a file cannot be read or is not what it should be.
pub fn load(name: &str) -> Result<Box<dyn Tagger>, String> {
    let path = Path::new(name);
    match name {
        "precise" => {
            encoder(NETWORK.to_vec(), TOKENIZER, CONFIG).map_err(|error| error.to_string())
        }
        "instant" => linear(INSTANT).map_err(|error| error.to_string()),
        _ if path.is_dir() => {
            let read = |file| read(&path.join(file));
            let (tokenizer, config) = (read("tokenizer.json")?, read("config.json")?);
            encoder(read("model.onnx")?, &tokenizer, &config)
                .map_err(|error| format!("{name}: {error}"))
        }
        _ => linear(&read(path)?).map_err(|error| format!("{name}: {error}")),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn linear(bytes: &[u8]) -> Result<Box<dyn Tagger>, impl std::error::Error> {
    Model::from_bytes(bytes).map(|model| Box::new(model) as _)
}

fn encoder(
    network: Vec<u8>,
    tokenizer: &[u8],
    config: &[u8],
) -> Result<Box<dyn Tagger>, impl std::error::Error> {
    let files = EncoderFiles {
        network,
        tokenizer,
        config,
    };
    Encoder::new(files).map(|encoder| Box::new(encoder) as _)
}

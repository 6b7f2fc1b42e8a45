//! Trains the entity tagger that Spanwright ships; README.md in this folder says how.

mod calibrate;
mod convention;
mod corpus;
mod examples;
mod manifest;
mod optimise;
mod shrink;
mod written;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser as _;
use convention::CONVENTIONS;
use corpus::Corpus;
use examples::WordFacts;
use manifest::{CorpusRecord, Manifest};
use optimise::Settings;
use spanwright::detect::entities::Model;

/// Trains the entity tagger that Spanwright ships.
#[derive(clap::Parser)]
struct Arguments {
    /// The folder with train/NAME.jsonl and dev/NAME.jsonl.
    #[arg(long, value_name = "FOLDER")]
    data: PathBuf,
    /// Where the model goes.
    #[arg(
        long,
        value_name = "FILE",
        default_value = "static/models/entities-en.bin"
    )]
    out: PathBuf,
    /// Where the record of the training goes.
    #[arg(long, value_name = "FILE", default_value = "training/manifest.json")]
    manifest: PathBuf,
    /// Writes here what there is to learn from, for the training of the encoder, and trains nothing.
    #[arg(long, value_name = "FILE")]
    examples: Option<PathBuf>,
    /// The largest size of the model in bytes.
    #[arg(long, default_value_t = 4_000_000)]
    size: usize,
    /// Learn from every n-th sentence only, to try things out.
    #[arg(long, value_name = "N", default_value_t = 1)]
    every: usize,
    #[command(flatten)]
    settings: Settings,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("training: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let folder = arguments.data.join("train");
    let corpora = CONVENTIONS
        .iter()
        .map(|convention| corpus::read(&folder, convention.corpus))
        .collect::<Result<Vec<_>, _>>()?;
    let mut facts = WordFacts::new(&corpora);
    if let Some(path) = &arguments.examples {
        facts.mends = true;
        let file = std::fs::File::create(path);
        let file = file.map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        let mut out = std::io::BufWriter::new(file);
        return Ok(written::write(&mut out, &corpora, &CONVENTIONS, &facts)?);
    }
    let mut all = Vec::new();
    for (corpus, convention) in corpora.iter().zip(&CONVENTIONS) {
        for sentence in corpus.sentences.iter().step_by(arguments.every.max(1)) {
            all.push(examples::example(sentence, convention, &facts));
        }
    }
    let fit = optimise::fit(&all, &arguments.settings);
    let mut parts = shrink::shrink(&fit, arguments.size);
    parts.temperature = calibrate::temperature(&arguments.data.join("dev"), &facts, &mut parts)?;
    let bytes = parts.to_bytes();
    let model = Model::from_bytes(&bytes)?;
    let manifest = Manifest {
        version: model.version().to_owned(),
        bytes: bytes.len(),
        features: model.feature_count(),
        temperature: parts.temperature,
        settings: arguments.settings,
        corpora: corpora
            .iter()
            .zip(&CONVENTIONS)
            .map(|(c, how)| record(c, how.weight))
            .collect(),
    };
    write(&arguments.out, &bytes)?;
    write(
        &arguments.manifest,
        serde_json::to_string_pretty(&manifest)?.as_bytes(),
    )?;
    eprintln!(
        "{}: {} features, {} bytes",
        manifest.version, manifest.features, manifest.bytes
    );
    Ok(())
}

fn record(corpus: &Corpus, weight: f32) -> CorpusRecord {
    CorpusRecord {
        name: corpus.name.clone(),
        hash: corpus.hash.clone(),
        sentences: corpus.sentences.len(),
        tokens: corpus.sentences.iter().map(|s| s.tokens.len()).sum(),
        weight,
    }
}

fn write(path: &PathBuf, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

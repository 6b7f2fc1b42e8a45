//! Trains the entity tagger: `training --data FOLDER --out FILE`.

mod convention;
mod corpus;
mod examples;
mod optimise;
mod shrink;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser as _;
use convention::CONVENTIONS;
use examples::WordFacts;
use optimise::Settings;

/// Trains the entity tagger that Spanwright ships.
#[derive(clap::Parser)]
struct Arguments {
    /// The folder with `train/NAME.jsonl` and `dev/NAME.jsonl`.
    #[arg(long)]
    data: PathBuf,
    /// Where the model goes.
    #[arg(long)]
    out: PathBuf,
    /// The largest size of the model in bytes.
    #[arg(long, default_value_t = 4_000_000)]
    size: usize,
    /// Learn from every n-th sentence only, to try things out.
    #[arg(long, default_value_t = 1)]
    every: usize,
    #[command(flatten)]
    settings: Settings,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("training: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let folder = arguments.data.join("train");
    let corpora = CONVENTIONS
        .iter()
        .map(|convention| corpus::read(&folder, convention.corpus))
        .collect::<Result<Vec<_>, _>>()?;
    let facts = WordFacts::new(&corpora);
    let mut all = Vec::new();
    for (corpus, convention) in corpora.iter().zip(&CONVENTIONS) {
        for sentence in corpus.sentences.iter().step_by(arguments.every) {
            all.push(examples::example(sentence, convention, &facts));
        }
    }
    let fit = optimise::fit(&all, &arguments.settings);
    let parts = shrink::shrink(&fit, arguments.size);
    let bytes = parts.to_bytes();
    eprintln!("{} features, {} bytes", parts.weights.len(), bytes.len());
    std::fs::write(&arguments.out, bytes)?;
    Ok(())
}

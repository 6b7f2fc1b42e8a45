//! `spanwright score`.

mod dates;

use std::path::PathBuf;

/// What to score.
#[derive(clap::Args)]
pub struct Arguments {
    /// Score time expressions by the TempEval-3 protocol: documents `{"doc", "dct", "text"}` and
    /// gold `{"doc", "start", "end", "type", "value"}`, one a line, offsets in code points.
    #[arg(long, num_args = 2, value_names = ["DOCS", "GOLD"], required = true)]
    dates: Vec<PathBuf>,

    /// Leave out these expressions of the gold, which are known to be wrong: `{"doc", "tid"}`, one
    /// a line.
    #[arg(long, value_name = "FILE")]
    known_errors: Option<PathBuf>,

    /// List the first N errors of each kind.
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,

    /// Write what was found to this file, one expression a line, in the gold's form.
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let [documents, gold] = arguments.dates.as_slice() else {
        return Err("--dates needs two files: documents and gold".to_owned());
    };
    dates::run(&dates::Options {
        documents,
        gold,
        known_errors: arguments.known_errors.as_deref(),
        errors: arguments.errors,
        predictions: arguments.predictions.as_deref(),
    })
}

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
    dates::run(
        documents,
        gold,
        arguments.errors,
        arguments.predictions.as_deref(),
    )
}

//! `spanwright score`.

mod dates;
mod mentions;

use std::path::PathBuf;

/// What to score.
#[derive(clap::Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["dates", "mentions"])))]
pub struct Arguments {
    /// Score time expressions by the TempEval-3 protocol: documents `{"doc", "dct", "text"}` and
    /// gold `{"doc", "start", "end", "type", "value"}`, one a line, offsets in code points.
    #[arg(long, num_args = 2, value_names = ["DOCS", "GOLD"])]
    dates: Option<Vec<PathBuf>>,

    /// Count which time expressions are found at all: cases in the form of the Recognizers'
    /// specifications, `[{"Input", "Context", "Results"}]`.
    #[arg(long, num_args = 1.., value_name = "SPECS")]
    mentions: Option<Vec<PathBuf>>,

    /// Leave out these expressions of the gold, which are known to be wrong: `{"doc", "tid"}`, one
    /// a line.
    #[arg(long, value_name = "FILE")]
    known_errors: Option<PathBuf>,

    /// List the first N errors of each kind, or of each file.
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,

    /// Write what was found to this file, one expression a line, in the gold's form.
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    if let Some(files) = &arguments.mentions {
        return mentions::run(files, arguments.errors);
    }
    let Some([documents, gold]) = arguments.dates.as_deref() else {
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

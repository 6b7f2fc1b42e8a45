//! `spanwright detect`: JSON Lines documents in, their spans out, line by line.

mod document;
mod found;
mod lines;
mod model;

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::thread;

use document::Document;
use lines::{Answer, unwritable};
use spanwright::detect::Detectors;

/// What to detect and where.
#[derive(clap::Args)]
pub struct Arguments {
    /// Run only these detectors.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Detector>,

    /// What finds names: `precise`, an encoder; `instant`, the linear tagger, a hundred times as fast and
    /// less often right; or a path: a folder with model.onnx, tokenizer.json and config.json, or a file of the
    /// linear tagger.
    #[arg(long, value_name = "precise|instant|PATH", default_value = "precise")]
    model: String,

    /// How many lines are worked on at a time; as many as there are cores where it is not said. The answers
    /// are the same and in the same order.
    #[arg(long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,

    /// Files of JSON Lines, {"id", "text", "date"?} or {"id", "tokens", "date"?}; standard input
    /// where there are none.
    files: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Detector {
    /// Dates, times and durations.
    Dates,
    /// People, organisations, places, groups and other names.
    Entities,
    /// E-mail addresses, URLs, money, percentages and quantities.
    Terms,
}

/// Runs the command: one line out for each line in, in the same order.
///
/// # Errors
/// Where the model or a file cannot be read, the output cannot be written, or a line is not a
/// document; the last is reported on standard error at once and does not stop the other lines.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let wanted = |detector| arguments.only.is_empty() || arguments.only.contains(&detector);
    let tagger = wanted(Detector::Entities).then(|| model::load(&arguments.model));
    let tagger = tagger.transpose()?;
    let detectors = Detectors {
        dates: wanted(Detector::Dates),
        entities: tagger.as_deref(),
        terms: wanted(Detector::Terms),
    };
    let threads = arguments
        .threads
        .map_or_else(thread::available_parallelism, Ok);
    let threads = threads.map_or(1, usize::from);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut bad = 0;
    let mut file = |input: &mut (dyn BufRead + Send), name: &str| -> Result<(), String> {
        let complain = |number: usize, problem: &str| {
            eprintln!("spanwright: {name}, line {number}: {problem}");
        };
        let answer = |line: &[u8]| answer(line, detectors);
        bad += lines::answer(input, name, threads, answer, &mut out, complain)?;
        Ok(())
    };
    if arguments.files.is_empty() {
        file(&mut BufReader::new(std::io::stdin()), "standard input")?;
    }
    for path in &arguments.files {
        let name = path.display().to_string();
        let input = File::open(path).map_err(|error| format!("cannot open {name}: {error}"))?;
        file(&mut BufReader::new(input), &name)?;
    }
    out.flush().map_err(|error| unwritable(&error))?;
    match bad {
        0 => Ok(()),
        1 => Err("1 line was left out; it is named above".to_owned()),
        _ => Err(format!("{bad} lines were left out; they are named above")),
    }
}

/// The answer to a line: a line too.
fn answer(line: &[u8], detectors: Detectors) -> Answer {
    let document = Document::parse(line).map_err(|error| error.to_string())?;
    let found = document.detect(detectors);
    let mut answer = serde_json::to_vec(&found).map_err(|error| error.to_string())?;
    answer.push(b'\n');
    Ok(answer)
}

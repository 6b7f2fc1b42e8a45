//! `spanwright detect`: JSON Lines documents in, their spans out, line by line.

mod document;
mod found;

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use document::Document;
use spanwright::detect::Detectors;
use spanwright::detect::entities::Model;

/// The model that the program carries.
const MODEL: &[u8] = include_bytes!("../../../static/models/entities-en.bin");

/// What to detect and where.
#[derive(clap::Args)]
pub struct Arguments {
    /// Run only these detectors.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Detector>,

    /// Use the tagger's model in this file instead of the one that the program carries.
    #[arg(long, value_name = "PATH")]
    model: Option<PathBuf>,

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
    let model = if wanted(Detector::Entities) {
        Some(load(arguments.model.as_deref())?)
    } else {
        None
    };
    let detectors = Detectors {
        dates: wanted(Detector::Dates),
        entities: model.as_ref(),
        terms: wanted(Detector::Terms),
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut bad = 0;
    if arguments.files.is_empty() {
        bad += lines(
            std::io::stdin().lock(),
            "standard input",
            detectors,
            &mut out,
        )?;
    }
    for path in &arguments.files {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| format!("cannot open {name}: {error}"))?;
        bad += lines(BufReader::new(file), &name, detectors, &mut out)?;
    }
    out.flush().map_err(|error| unwritable(&error))?;
    match bad {
        0 => Ok(()),
        1 => Err("1 line was left out; it is named above".to_owned()),
        _ => Err(format!("{bad} lines were left out; they are named above")),
    }
}

fn load(path: Option<&Path>) -> Result<Model, String> {
    let Some(path) = path else {
        return Model::from_bytes(MODEL).map_err(|error| error.to_string());
    };
    let name = path.display();
    let bytes = std::fs::read(path).map_err(|error| format!("cannot read {name}: {error}"))?;
    Model::from_bytes(&bytes).map_err(|error| format!("{name}: {error}"))
}

/// Does one file and returns the number of lines that are not documents.
fn lines(
    mut input: impl BufRead,
    name: &str,
    detectors: Detectors,
    out: &mut impl Write,
) -> Result<usize, String> {
    let mut bad = 0;
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = input
            .read_until(b'\n', &mut line)
            .map_err(|error| format!("cannot read {name}, line {number}: {error}"))?;
        if read == 0 {
            break;
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match Document::parse(&line) {
            Ok(document) => {
                let found = document.detect(detectors);
                serde_json::to_writer(&mut *out, &found)
                    .map_err(std::io::Error::from)
                    .and_then(|()| out.write_all(b"\n"))
                    .map_err(|error| unwritable(&error))?;
            }
            Err(error) => {
                bad += 1;
                eprintln!("spanwright: {name}, line {number}: {error}");
            }
        }
    }
    Ok(bad)
}

fn unwritable(error: &std::io::Error) -> String {
    format!("cannot write to standard output: {error}")
}

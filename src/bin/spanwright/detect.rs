//! `spanwright detect`: JSON Lines documents in, their spans out, line by line.

mod document;
mod found;
mod lines;
mod model;

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::thread;

use document::Document;
use lines::{Answer, unwritable};
use model::Names;
use spanwright::detect::custom::{Pattern, Rules};
use spanwright::detect::{Detectors, LabelId, Setup};
use spanwright::formats::detectors;
use spanwright::text::FindOptions;

/// What counts as a term until something else was chosen.
const OPTIONS: FindOptions = FindOptions {
    match_case: false,
    whole_words: true,
};

/// What to detect and where.
#[derive(clap::Args)]
pub struct Arguments {
    /// Run only these detectors.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Detector>,

    /// What finds names: `precise`, an encoder; `instant`, the linear tagger, a hundred times as fast and
    /// less often right; or a path: a folder with model.onnx, tokenizer.json and config.json, the encoder's or those
    /// of any token classifier as Hugging Face's tools write it, or a file of the linear tagger.
    #[arg(long, value_name = "precise|instant|PATH", default_value = "precise")]
    model: String,

    /// A list of terms, looked for as whole words in capitals or small letters: a CSV or text file with a term a
    /// line and its label behind a comma, or without one the file's name as the label. May be given several times.
    #[arg(long, value_name = "FILE")]
    terms: Vec<PathBuf>,

    /// A regular expression and the label of what it matches, such as `CASE=[A-Z]{2}-[0-9]+`. May be given several
    /// times.
    #[arg(long, value_name = "LABEL=EXPRESSION")]
    pattern: Vec<String>,

    /// Tell events, works and products apart (EVENT, WORK, PRODUCT), which are MISC otherwise. The precise model does.
    #[arg(long)]
    kinds: bool,

    /// What was chosen in the window of the detectors and saved: its patterns, which detectors run, whom to believe,
    /// how sure a span must be, and what the labels of lists and of the model are. Lists and the model themselves
    /// are given with `--terms` and `--model`.
    #[arg(long, value_name = "FILE")]
    detectors: Option<PathBuf>,

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
    let names = wanted(Detector::Entities).then(|| model::load(&arguments.model));
    let names = names.transpose()?;
    let mut setup = setup(arguments.detectors.as_deref())?;
    setup.kinds |= arguments.kinds;
    let rules = rules(arguments, &setup)?;
    let detectors = Detectors {
        dates: wanted(Detector::Dates),
        entities: match &names {
            Some(Names::Tagger(tagger)) => Some(&**tagger),
            _ => None,
        },
        terms: wanted(Detector::Terms),
        rules: rules.as_ref(),
        classifier: match &names {
            Some(Names::Classifier(classifier)) => Some(classifier),
            _ => None,
        },
        setup: &setup,
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

/// What was chosen; what is usual where nothing was.
fn setup(path: Option<&Path>) -> Result<Setup, String> {
    let Some(path) = path else {
        return Ok(Setup::default());
    };
    let shown = path.display();
    let file = std::fs::read(path).map_err(|error| format!("cannot read {shown}: {error}"))?;
    detectors::read(&file).map_err(|error| format!("{shown}: {error}"))
}

/// The lists and patterns; `None` where there are none.
fn rules(arguments: &Arguments, setup: &Setup) -> Result<Option<Rules>, String> {
    let mut rules = Rules::default();
    for path in &arguments.terms {
        let shown = path.display();
        let file = std::fs::read(path).map_err(|error| format!("cannot read {shown}: {error}"))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let chosen = setup.lists.iter().find(|list| list.name == name);
        let options = chosen.map_or(OPTIONS, |list| list.options);
        let read = rules.set_list(&name, &file, options);
        let count = read.map_err(|error| format!("{shown}: {error}"))?;
        for line in count.contradicted {
            eprintln!(
                "spanwright: {shown}, line {line}: an earlier line gives the term another label"
            );
        }
    }
    let patterns = arguments.pattern.iter().map(|given| {
        let wrong = || format!("--pattern {given:?} is not LABEL=EXPRESSION");
        let (label, expression) = given.split_once('=').ok_or_else(wrong)?;
        Ok(Pattern {
            expression: expression.to_owned(),
            label: LabelId::new(label),
            options: FindOptions {
                match_case: true,
                whole_words: false,
            },
        })
    });
    let mut all = setup.patterns.clone();
    all.extend(patterns.collect::<Result<Vec<Pattern>, String>>()?);
    if let Some((expression, why)) = rules.set_patterns(&all).into_iter().next() {
        return Err(format!("the pattern {expression:?}: {why}"));
    }
    let has_any = !all.is_empty() || !arguments.terms.is_empty();
    Ok(has_any.then_some(rules))
}

/// The answer to a line: a line too.
fn answer(line: &[u8], detectors: Detectors) -> Answer {
    let document = Document::parse(line).map_err(|error| error.to_string())?;
    let found = document.detect(detectors);
    let found = found.map_err(|error| error.to_string())?;
    let mut answer = serde_json::to_vec(&found).map_err(|error| error.to_string())?;
    answer.push(b'\n');
    Ok(answer)
}

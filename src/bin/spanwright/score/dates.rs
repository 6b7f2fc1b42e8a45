//! `spanwright score --dates`.

use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write as _};
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use spanwright::detect::dates::score::{Counts, Expression, align};
use spanwright::detect::dates::{TimexKind, detect};
use spanwright::text::{ByteOffset, CodePointOffset, OffsetMap, TextSpan};

/// A line of the documents' file.
#[derive(Deserialize)]
struct Document {
    doc: String,
    dct: String,
    text: String,
}

/// A line of the gold's and of the predictions' file.
#[derive(Clone, Serialize, Deserialize)]
struct Line {
    doc: String,
    start: CodePointOffset,
    end: CodePointOffset,
    #[serde(rename = "type")]
    kind: TimexKind,
    value: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tid: Option<String>,
}

/// A line of the list of known errors of the gold: one of its expressions.
#[derive(PartialEq, Eq, Hash, Deserialize)]
struct Known {
    doc: String,
    tid: String,
}

/// What to score and what to report.
pub(super) struct Options<'a> {
    pub documents: &'a Path,
    pub gold: &'a Path,
    /// Expressions of the gold that are left out, and what is found in their place with them.
    pub known_errors: Option<&'a Path>,
    /// How many errors of each kind are listed.
    pub errors: usize,
    /// Where to write what was found.
    pub predictions: Option<&'a Path>,
}

/// Scores the date engine and prints the figures.
pub(super) fn run(options: &Options) -> Result<(), String> {
    let documents: Vec<Document> = read_lines(options.documents)?;
    let mut gold_of: HashMap<String, Vec<Line>> = HashMap::new();
    for line in read_lines::<Line>(options.gold)? {
        gold_of.entry(line.doc.clone()).or_default().push(line);
    }
    let known: HashSet<Known> = match options.known_errors {
        Some(path) => read_lines(path)?.into_iter().collect(),
        None => HashSet::new(),
    };
    let (found, seconds) = detect_all(&documents);
    let mut counts = Counts::default();
    let mut listing = Listing::new(options.errors);
    let mut written = String::new();
    for (document, found) in documents.iter().zip(&found) {
        let gold = gold_of.get(&document.doc).map_or(&[][..], Vec::as_slice);
        let (wrong, gold): (Vec<Line>, Vec<Line>) = gold.iter().cloned().partition(|line| {
            let tid = line.tid.clone().unwrap_or_default();
            let doc = line.doc.clone();
            known.contains(&Known { doc, tid })
        });
        let gold = expressions(&document.text, &gold);
        let mut system = expressions(&document.text, found);
        let wrong = expressions(&document.text, &wrong);
        system.retain(|found| !in_place_of(found, &wrong, &gold));
        counts.add(&gold, &system);
        listing.add(document, &gold, &system);
        for line in found {
            let json = serde_json::to_string(line).map_err(|error| error.to_string())?;
            written.push_str(&json);
            written.push('\n');
        }
    }
    if let Some(path) = options.predictions {
        std::fs::write(path, written).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let report = figures(&documents, &counts, seconds) + &listing.to_string();
    match std::io::stdout().write_all(report.as_bytes()) {
        // Whoever reads the report may stop early, as `head` does.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

/// Whether the expression was found where the gold is known to be wrong, and only there.
fn in_place_of(found: &Expression, wrong: &[Expression], gold: &[Expression]) -> bool {
    let touches = |other: &Expression| {
        found.extent.start < other.extent.end && other.extent.start < found.extent.end
    };
    wrong.iter().any(touches) && !gold.iter().any(touches)
}

/// What the engine finds in each document, and the seconds that this took.
fn detect_all(documents: &[Document]) -> (Vec<Vec<Line>>, f64) {
    let mut found = Vec::with_capacity(documents.len());
    let mut proposals = Vec::new();
    let mut seconds = 0.0;
    // The rules are read once; that is no document's cost.
    detect_in("", None, &mut proposals);
    for document in documents {
        let date = document
            .dct
            .get(..10)
            .and_then(|date| NaiveDate::parse_from_str(date, "%Y-%m-%d").ok());
        proposals.clear();
        let start = Instant::now();
        detect_in(&document.text, date, &mut proposals);
        seconds += start.elapsed().as_secs_f64();
        let map = OffsetMap::new(&document.text);
        let lines = proposals.iter().filter_map(|proposal| {
            let time = proposal.time.as_ref()?;
            Some(Line {
                doc: document.doc.clone(),
                start: map.byte_to_code_point(&document.text, proposal.span.start()),
                end: map.byte_to_code_point(&document.text, proposal.span.end()),
                kind: time.kind,
                value: time.value.clone(),
                tid: None,
            })
        });
        found.push(lines.collect());
    }
    (found, seconds)
}

fn detect_in(
    text: &str,
    date: Option<NaiveDate>,
    proposals: &mut Vec<spanwright::detect::Proposal>,
) {
    if let Some(whole) = TextSpan::new(ByteOffset::ZERO, ByteOffset::from_usize(text.len())) {
        detect(text, whole, date, proposals);
    }
}

/// The lines with white space at the ends of their extents left out; an extent is scored once.
fn expressions(text: &str, lines: &[Line]) -> Vec<Expression> {
    let map = OffsetMap::new(text);
    let mut expressions: Vec<Expression> = Vec::with_capacity(lines.len());
    for line in lines {
        let byte = |offset| map.code_point_to_byte(text, offset);
        let span = byte(line.start)
            .zip(byte(line.end))
            .and_then(|(start, end)| TextSpan::new(start, end)?.trimmed(text));
        let Some(span) = span else { continue };
        let code_point = |offset| map.byte_to_code_point(text, offset).get();
        let extent = code_point(span.start())..code_point(span.end());
        expressions.push(Expression {
            extent,
            kind: line.kind,
            value: line.value.clone(),
        });
    }
    expressions
}

/// The figures, one a line, and the speed.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn figures(documents: &[Document], counts: &Counts, seconds: f64) -> String {
    let mut report = format!(
        "documents {}  gold {}  system {}\n",
        documents.len(),
        counts.gold,
        counts.system
    );
    for (name, correct) in [
        ("strict", counts.strict),
        ("relaxed", counts.relaxed),
        ("type", counts.kind),
        ("value", counts.value),
    ] {
        let figures = counts.figures(correct);
        let _ = writeln!(
            report,
            "{name:8} P {:6.2}  R {:6.2}  F1 {:6.2}  ({correct})",
            figures.precision, figures.recall, figures.f1
        );
    }
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let _ = writeln!(
        report,
        "{:.0} documents/s, {:.1} MB/s",
        documents.len() as f64 / seconds,
        bytes as f64 / seconds / 1e6
    );
    report
}

/// The errors, by kind.
struct Listing {
    limit: usize,
    kinds: [(&'static str, Vec<String>); 5],
}

impl Listing {
    fn new(limit: usize) -> Self {
        let kinds = ["missed", "spurious", "extent", "type", "value"];
        Self {
            limit,
            kinds: kinds.map(|kind| (kind, Vec::new())),
        }
    }

    fn add(&mut self, document: &Document, gold: &[Expression], system: &[Expression]) {
        if self.limit == 0 {
            return;
        }
        let map = OffsetMap::new(&document.text);
        let show = |expression: &Expression| picture(&document.text, &map, expression);
        let pairs = align(gold, system);
        for (index, expected) in gold.iter().enumerate() {
            if !pairs.iter().any(|(i, _)| *i == index) {
                self.note(0, document, show(expected));
            }
        }
        for (index, found) in system.iter().enumerate() {
            if !pairs.iter().any(|(_, j)| *j == index) {
                self.note(1, document, show(found));
            }
        }
        for (i, j) in pairs {
            let (expected, found) = (&gold[i], &system[j]);
            let both = || format!("{}\n      found {}", show(expected), show(found));
            if expected.extent != found.extent {
                self.note(2, document, both());
            }
            if expected.kind != found.kind {
                self.note(3, document, both());
            }
            if expected.value != found.value {
                self.note(4, document, both());
            }
        }
    }

    fn note(&mut self, kind: usize, document: &Document, text: String) {
        if let Some((_, list)) = self.kinds.get_mut(kind) {
            list.push(format!("{} ({}): {text}", document.doc, document.dct));
        }
    }
}

impl fmt::Display for Listing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, list) in self.kinds.iter().filter(|(_, list)| !list.is_empty()) {
            writeln!(f, "\n{kind}: {}", list.len())?;
            for line in list.iter().take(self.limit) {
                writeln!(f, "  {line}")?;
            }
        }
        Ok(())
    }
}

/// The expression with some of the text around it.
fn picture(text: &str, map: &OffsetMap, expression: &Expression) -> String {
    const AROUND: u32 = 40;
    let byte = |code_point: u32| {
        map.code_point_to_byte(text, CodePointOffset::new(code_point))
            .map_or(text.len(), ByteOffset::to_usize)
    };
    let (start, end) = (byte(expression.extent.start), byte(expression.extent.end));
    let from = byte(expression.extent.start.saturating_sub(AROUND));
    let to = byte(expression.extent.end.saturating_add(AROUND));
    let mut picture = String::new();
    let parts = (
        text.get(from..start),
        text.get(start..end),
        text.get(end..to),
    );
    if let (Some(before), Some(inside), Some(after)) = parts {
        let _ = write!(
            picture,
            "{before}[{inside}]{after} = {:?} {}",
            expression.kind, expression.value
        );
    }
    picture.replace('\n', " ")
}

fn read_lines<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>, String> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| {
            serde_json::from_str(line)
                .map_err(|error| format!("{}, line {}: {error}", path.display(), index + 1))
        })
        .collect()
}

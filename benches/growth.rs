//! How costs grow: each operation at three sizes, ten times as large each, and what one unit of its work
//! costs at each. `cargo bench --bench growth` prints the table of `docs/speed.md`.

// A benchmark that cannot be set up has nothing to measure.
#![allow(clippy::expect_used)]

mod shared;

use std::hint::black_box;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use spanwright::annotation::{
    Annotation, AnnotationId, AnnotationSet, Author, LabelId, Stamp, Timestamp,
};
use spanwright::formats::{Anchorer, LineReader, Quote};
use spanwright::text::{
    ByteOffset, OffsetMap, SourceText, TextFormat, TextSpan, blocks, sentences, tokens,
};

use shared::article;

/// How far the annotations of a set are apart, in bytes.
const APART: usize = 12;

/// How often an operation is repeated at least.
const LEAST: usize = 5;

/// How long it is repeated.
const PATIENCE: Duration = Duration::from_millis(400);

fn main() {
    println!("| operation | should grow as | unit | size | a unit costs |");
    println!("|---|---|---|---:|---:|");
    for size in [10_000, 100_000, 1_000_000] {
        let mut set: AnnotationSet = annotations(size).collect();
        let mut places = places(size);
        row("set: insert and remove", "log n", "edit", size, 1, || {
            let start = places.next().unwrap_or_default();
            set.insert(annotation(size, start));
            set.remove(AnnotationId::new(size as u64))
        });
        let mut places = self::places(size);
        row(
            "set: what overlaps 500 bytes",
            "log n + n / 256",
            "query",
            size,
            1,
            || {
                let start = places.next().unwrap_or_default();
                set.overlapping(span(start, 500)).count()
            },
        );
        row("set: load", "n log n", "annotation", size, size, || {
            annotations(size).collect::<AnnotationSet>()
        });
    }
    for bytes in [100_000, 1_000_000, 10_000_000] {
        let text = article(bytes, |n| format!("Žofie Number-{n}"));
        let whole = span(0, text.len());
        let kb = text.len() / 1_000;
        row("text: offset map", "b", "kB", bytes, kb, || {
            OffsetMap::new(&text)
        });
        let source = SourceText::new(&*text).expect("the text fits");
        let mut places = places(bytes / APART);
        row(
            "text: offset to UTF-16",
            "log b",
            "offset",
            bytes,
            1,
            || source.utf16_of_byte(ByteOffset::from_usize(places.next().unwrap_or_default())),
        );
        row("text: blocks", "b", "kB", bytes, kb, || {
            blocks(&text, TextFormat::Plain)
        });
        row("text: tokens", "b", "kB", bytes, kb, || {
            tokens(&text, whole)
        });
        let found = blocks(&text, TextFormat::Plain);
        row("text: sentences", "b", "kB", bytes, kb, || {
            let sentences = found.iter().map(|block| sentences(&text, block.span).len());
            sentences.sum::<usize>()
        });
        let moved = format!("A line that was not there.\n\n{text}");
        let spans = tokens(&text, whole);
        let spans: Vec<TextSpan> = spans.into_iter().step_by(25).collect();
        row(
            "anchor: all of a shifted text",
            "b",
            "annotation",
            bytes,
            spans.len(),
            || {
                let mut anchorer = Anchorer::new(&moved);
                let found = spans.iter().filter(|span| {
                    anchorer
                        .find(Quote::new(&text, **span), span.start())
                        .is_ok()
                });
                found.count()
            },
        );
        let line = format!("{{\"text\": {:?}}}\n", "Ada met Bob in London. ".repeat(80));
        let file = line.repeat(bytes / line.len());
        row("import: JSON Lines of 2 kB", "b", "kB", bytes, kb, || {
            let mut reader = LineReader::new("growth.jsonl");
            let pieces = file.as_bytes().chunks(1 << 20);
            pieces.for_each(|piece| {
                reader.push(piece);
                black_box(reader.take());
            });
            reader.finish()
        });
    }
}

/// Prints what one of the `units` of an operation costs on average.
fn row<T>(
    operation: &str,
    growth: &str,
    unit: &str,
    size: usize,
    units: usize,
    mut run: impl FnMut() -> T,
) {
    black_box(run());
    let (begin, spent) = (Instant::now(), processor_time(begin_of_time()));
    let mut runs = 0;
    while runs < LEAST || begin.elapsed() < PATIENCE {
        black_box(run());
        runs += 1;
    }
    let spent = processor_time(begin_of_time()).saturating_sub(spent);
    let nanos = spent.as_nanos() as f64 / (runs * units.max(1)) as f64;
    let cost = match nanos {
        nanos if nanos < 10_000.0 => format!("{nanos:.0} ns"),
        nanos => format!("{:.1} µs", nanos / 1_000.0),
    };
    println!("| {operation} | {growth} | {unit} | {size} | {cost} |");
}

/// How long this thread has been at work. On Linux that is the time on a processor, so that what else runs on
/// the machine counts little; elsewhere it is the time since `begin`.
fn processor_time(begin: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
    nanos.map_or_else(|| begin.elapsed(), Duration::from_nanos)
}

fn begin_of_time() -> Instant {
    static BEGIN: OnceLock<Instant> = OnceLock::new();
    *BEGIN.get_or_init(Instant::now)
}

fn span(start: usize, length: usize) -> TextSpan {
    TextSpan::from_range(start..start + length).expect("the length is not 0")
}

fn annotation(id: usize, start: usize) -> Annotation {
    let stamp = Stamp {
        at: Timestamp::from_millis(0),
        by: Author::new("Ada"),
    };
    let length = if id.is_multiple_of(100) { 200 } else { 8 };
    let id = AnnotationId::new(id as u64);
    Annotation::drawn(id, span(start, length), LabelId::new("PERSON"), stamp)
}

fn annotations(count: usize) -> impl Iterator<Item = Annotation> {
    (0..count).map(|n| annotation(n, n * APART))
}

/// Places all over a text of so many annotations, in no order.
fn places(count: usize) -> impl Iterator<Item = usize> {
    (0..).map(move |n: usize| n.wrapping_mul(7_919) % count * APART)
}

//! How the engine's costs grow.
//!
//! Expected growth, where n is the number of annotations of the document and b the length of its
//! text in bytes:
//!
//! - adding, removing and finding annotations: a binary search, a move within one chunk of at
//!   most 512, and a look at each of n / 256 chunks for how far it reaches; so all but flat up to
//!   100,000 and small at a million;
//! - loading: n log n;
//! - converting an offset: flat; log b and at most 1 KiB of counting;
//! - blocks, tokens, sentences: b;
//! - terms of a list: b, whatever the number of terms;
//! - an edit on the workbench: what the set costs and the drawing of the blocks that it touches,
//!   whatever the length of the document.

// A benchmark that cannot be set up has nothing to measure.
#![allow(clippy::expect_used)]

mod shared;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::sync::Arc;

use spanwright::annotation::{
    Annotation, AnnotationId, AnnotationSet, Author, LabelId, Markup, Stamp, Timestamp, Work,
};
use spanwright::detect::custom::TermList;
use spanwright::project::{Document, DocumentId, Meta, Source};
use spanwright::text::{
    ByteOffset, FindOptions, SourceText, TextFormat, TextSpan, Utf16Offset, blocks, sentences,
    tokens,
};
use spanwright::workbench::{Command, Focus, Workbench};

use shared::article;

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

/// How far the annotations of a set are apart, in bytes.
const APART: usize = 12;

fn main() {
    divan::main();
}

fn span(start: usize, length: usize) -> TextSpan {
    TextSpan::from_range(start..start + length).expect("the length is not 0")
}

fn stamp(seconds: i64) -> Stamp {
    Stamp {
        at: Timestamp::from_millis(seconds * 1_000),
        by: Author::new("Ada"),
    }
}

fn annotation(id: usize, start: usize, length: usize) -> Annotation {
    let id = AnnotationId::new(id as u64);
    Annotation::drawn(id, span(start, length), LabelId::new("PERSON"), stamp(0))
}

/// One in a hundred is long, as a title or a quotation would be.
fn annotations(count: usize) -> impl Iterator<Item = Annotation> {
    (0..count).map(|n| annotation(n, n * APART, if n % 100 == 0 { 200 } else { 8 }))
}

/// Places all over a text of so many annotations, in no order.
fn places(count: usize) -> impl Iterator<Item = usize> {
    (0..).map(move |n: usize| n.wrapping_mul(7_919) % count * APART)
}

#[divan::bench(args = SIZES, max_time = 2)]
fn set_load(bencher: Bencher, count: usize) {
    bencher
        .with_inputs(|| annotations(count).collect::<Vec<_>>())
        .bench_values(AnnotationSet::from_iter);
}

#[divan::bench(args = SIZES, max_time = 2)]
fn set_insert_and_remove(bencher: Bencher, count: usize) {
    let mut set: AnnotationSet = annotations(count).collect();
    let mut places = places(count);
    bencher.bench_local(|| {
        let start = places.next().unwrap_or_default();
        let new = annotation(count, start, 5);
        let id = new.id;
        set.insert(new);
        set.remove(id)
    });
}

#[divan::bench(args = SIZES, max_time = 2)]
fn set_get(bencher: Bencher, count: usize) {
    let set: AnnotationSet = annotations(count).collect();
    let mut places = places(count);
    bencher.bench_local(|| {
        let id = places.next().unwrap_or_default() / APART;
        set.get(AnnotationId::new(id as u64)).cloned()
    });
}

#[divan::bench(args = SIZES, max_time = 2)]
fn set_overlapping_a_paragraph(bencher: Bencher, count: usize) {
    let set: AnnotationSet = annotations(count).collect();
    let mut places = places(count);
    bencher.bench_local(|| {
        let start = places.next().unwrap_or_default();
        set.overlapping(span(start, 500)).count()
    });
}

const MEGABYTE: usize = 1_000_000;

/// Texts of one, two and four bytes a character here and there.
const NAMES: [&str; 3] = ["Ada", "Žofie", "😀"];

#[divan::bench(args = NAMES)]
fn offset_map_of_a_megabyte(bencher: Bencher, name: &str) {
    let text = article(MEGABYTE, |_| name.to_owned());
    bencher
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| text.clone())
        .bench_values(SourceText::new);
}

#[divan::bench(args = NAMES)]
fn offset_to_utf16_in_a_megabyte(bencher: Bencher, name: &str) {
    let text = SourceText::new(article(MEGABYTE, |_| name.to_owned())).expect("a megabyte fits");
    let mut places = places(MEGABYTE / APART);
    bencher.bench_local(|| {
        let place = places.next().unwrap_or_default();
        text.utf16_of_byte(ByteOffset::from_usize(place))
    });
}

#[divan::bench(args = NAMES)]
fn offset_from_utf16_in_a_megabyte(bencher: Bencher, name: &str) {
    let text = SourceText::new(article(MEGABYTE, |_| name.to_owned())).expect("a megabyte fits");
    let end = text.utf16_of_byte(text.end()).to_usize();
    let mut places = places(end / APART);
    bencher.bench_local(|| {
        let place = places.next().unwrap_or_default();
        text.byte_of_utf16(Utf16Offset::from_usize(place))
    });
}

const TEXTS: [usize; 3] = [10_000, 100_000, 1_000_000];

#[divan::bench(args = TEXTS, max_time = 2)]
fn text_blocks(bencher: Bencher, bytes: usize) {
    let text = article(bytes, |_| "Žofie".to_owned());
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| blocks(black_box(&text), TextFormat::Plain));
}

#[divan::bench(args = TEXTS, max_time = 2)]
fn text_tokens(bencher: Bencher, bytes: usize) {
    let text = article(bytes, |_| "Žofie".to_owned());
    let whole = span(0, text.len());
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| tokens(black_box(&text), whole));
}

#[divan::bench(args = TEXTS, max_time = 2)]
fn text_sentences(bencher: Bencher, bytes: usize) {
    let text = article(bytes, |_| "Žofie".to_owned());
    let blocks = blocks(&text, TextFormat::Plain);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let sentences = blocks.iter().map(|block| sentences(&text, block.span));
        sentences.map(|sentences| sentences.len()).sum::<usize>()
    });
}

/// A document with so many annotations, eight to a paragraph.
fn workbench(count: usize) -> Workbench {
    let paragraph = article(1, |_| "Ada".to_owned());
    let text = paragraph.repeat(count / 8);
    let found = blocks(&text, TextFormat::Plain);
    let spans = found.iter().flat_map(|block| {
        let tokens = tokens(&text, block.span);
        tokens.into_iter().step_by(9).take(8).collect::<Vec<_>>()
    });
    let spans = spans.enumerate();
    let spans = spans.map(|(n, span)| {
        let range = span.range();
        annotation(n, range.start, range.len())
    });
    let markup = Markup {
        annotations: spans.collect(),
        ..Markup::default()
    };
    let document = Document {
        id: DocumentId::new("bench"),
        name: "Bench".to_owned(),
        source: Source::Paste,
        added: Timestamp::default(),
        author: None,
        published: None,
        sha256: String::new(),
        blocks: found.into(),
        text: SourceText::new(text).expect("the text fits"),
        meta: Meta::default(),
    };
    Workbench::new(Arc::new(document), Work::new(markup), Vec::new())
}

#[divan::bench(args = [200, 2_000, 20_000], max_time = 2)]
fn workbench_label_and_undo(bencher: Bencher, count: usize) {
    let mut bench = workbench(count);
    let block = bench.views()[bench.views().len() / 2].span;
    let words = span(block.start().to_usize(), 3);
    let label = Command::Label(LabelId::new("ORG"));
    let mut seconds = 0;
    bencher.bench_local(|| {
        seconds += 1;
        bench.set_focus(Focus::Text(words));
        let done = bench.perform(&label, &stamp(seconds));
        let undone = bench.perform(&Command::Undo, &stamp(seconds));
        (done.expect("it fits"), undone.expect("it fits"))
    });
}

#[divan::bench(args = [200, 2_000, 20_000], max_time = 2)]
fn workbench_open(bencher: Bencher, count: usize) {
    let bench = workbench(count);
    let (document, work) = (bench.document().clone(), bench.work().clone());
    bencher
        .with_inputs(|| (document.clone(), work.clone()))
        .bench_values(|(document, work)| Workbench::new(document, work, Vec::new()));
}

/// How many terms a list has.
const TERMS: [usize; 3] = [10, 1_000, 100_000];

/// Invented terms of one to three words.
fn term_list(count: usize) -> Vec<u8> {
    let word = |n: usize| {
        let letters = (0..5 + n % 4).map(|at| char::from(b'a' + (n >> (3 * at)) as u8 % 26));
        letters.collect::<String>()
    };
    let term = |n: usize| {
        let words = (0..=n % 3).map(|more| word(n.wrapping_mul(7_919) + more));
        format!("{},Drug\n", words.collect::<Vec<_>>().join(" "))
    };
    (0..count).map(term).collect::<String>().into_bytes()
}

const FIND: FindOptions = FindOptions {
    match_case: false,
    whole_words: true,
};

#[divan::bench(args = TERMS, max_time = 2)]
fn term_list_read(bencher: Bencher, count: usize) {
    let file = term_list(count);
    bencher.bench(|| TermList::read(black_box(&file), "Term", FIND).is_ok());
}

#[divan::bench(args = TERMS, max_time = 2)]
fn terms_found_in_100_kb(bencher: Bencher, count: usize) {
    let text = article(100_000, |_| "Žofie".to_owned());
    let (list, _) = TermList::read(&term_list(count), "Term", FIND).expect("these are terms");
    let whole = span(0, text.len());
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| list.find(black_box(&text), whole).len());
}

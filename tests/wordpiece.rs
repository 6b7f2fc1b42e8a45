//! Holds the cutting of texts into pieces against Hugging Face's tokenizers 0.23 on 10,000 varied lines.
//!
//! `training/encoder/wordpiece_golden.py` has written them; the vocabulary is the shipped one.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;
use std::fs;

use crc::{CRC_32_ISO_HDLC, Crc};
use spanwright::detect::encoder::WordPiece;

#[test]
fn pieces_and_byte_offsets_are_those_of_the_reference() {
    let read = |name: &str| fs::read_to_string(format!("tests/fixtures/wordpiece/{name}")).unwrap();
    let pieces = WordPiece::new(read("vocab.txt").lines().zip(0..)).unwrap();
    let crc = Crc::<u32>::new(&CRC_32_ISO_HDLC);
    let (lines, golden) = (read("lines.txt"), read("golden.txt"));
    let mut differ = Vec::new();
    let mut count = 0;
    for (line, golden) in lines.split('\n').zip(golden.lines()) {
        let mut said = String::new();
        for piece in pieces.cut(line) {
            let span = piece.span.range();
            write!(said, "{} {} {};", piece.number, span.start, span.end).unwrap();
        }
        count += 1;
        if format!("{:08x}", crc.checksum(said.as_bytes())) != golden {
            differ.push((line, said));
        }
    }
    assert_eq!(count, 10_000);
    assert!(
        differ.is_empty(),
        "{} lines, among them {:#?}",
        differ.len(),
        &differ[..differ.len().min(20)]
    );
}

//! Any plain or Markdown text becomes a document that is that text, with blocks, sentences, tokens,
//! caret stops and finds that stand in it, and offsets that lead there and back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use spanwright::text::{
    CodePointOffset, FindOptions, SourceText, TextFormat, TextSpan, UnicodeSegmenter, Unit, blocks,
    find, sentences, snap_to_words, tokens, trim_to_characters, units,
};
use spanwright_fuzz::{check_blocks, check_span, document};

fuzz_target!(|input: (u8, u16, &str)| {
    let (length, at, content) = input;
    let text = SourceText::new(content).expect("a fuzzed text is short");
    for format in [TextFormat::Plain, TextFormat::Markdown] {
        check_blocks(&text, &blocks(content, format));
    }
    let made = document(content);
    assert_eq!(made.text, text);
    for block in made.blocks.iter() {
        for part in [sentences(content, block.span), tokens(content, block.span)] {
            let mut end = block.span.start();
            for span in part {
                check_span(&text, span);
                assert!(span.start() >= end && block.span.contains(span));
                end = span.end();
            }
        }
        for unit in [Unit::Word, Unit::Character] {
            for span in units(content, block.span, unit, &UnicodeSegmenter) {
                check_span(&text, span);
            }
        }
    }
    let start = content.floor_char_boundary(usize::from(at) % (content.len() + 1));
    let end = content.ceil_char_boundary((start + usize::from(length)).min(content.len()));
    let Some(span) = TextSpan::from_range(start..end) else {
        return;
    };
    let (first, last) = text.code_points(span);
    assert_eq!(text.span_of_code_points(first, last), Ok(span));
    let beyond = CodePointOffset::new(last.get().saturating_add(u32::from(u16::MAX)));
    assert!(text.span_of_code_points(first, beyond).is_err());
    for found in [
        snap_to_words(content, span, &UnicodeSegmenter),
        trim_to_characters(content, span, &UnicodeSegmenter),
    ] {
        found.into_iter().for_each(|span| check_span(&text, span));
    }
    let quote = text.slice(span);
    for found in find(content, quote, FindOptions::default(), &UnicodeSegmenter) {
        check_span(&text, found);
    }
});

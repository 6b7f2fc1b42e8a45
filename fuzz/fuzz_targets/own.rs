//! Whatever a team brings for its detectors is refused with a reason or used: terms and matches stand in the text, in
//! order and apart, and what was chosen is the same when it is written and read once more.

#![no_main]

use libfuzzer_sys::fuzz_target;
use spanwright::detect::LabelId;
use spanwright::detect::custom::{Pattern, TermList};
use spanwright::formats::detectors;
use spanwright::text::{FindOptions, SourceText, TextSpan};
use spanwright_fuzz::check_span;

fuzz_target!(|input: (bool, bool, &str, &str, &[u8])| {
    let (match_case, whole_words, text, expression, file) = input;
    let options = FindOptions {
        match_case,
        whole_words,
    };
    let text = SourceText::new(text).expect("a fuzzed text is short");
    let Some(whole) = text.whole() else { return };
    let check = |spans: Vec<TextSpan>| {
        spans.iter().for_each(|span| check_span(&text, *span));
        assert!(spans.windows(2).all(|two| two[0].end() <= two[1].start()));
    };
    if let Ok((list, count)) = TermList::read(file, "Term", options) {
        assert!(!count.labels.is_empty());
        let found = list.find(text.as_str(), whole);
        check(found.into_iter().map(|(span, _)| span).collect());
    }
    let pattern = Pattern {
        expression: expression.to_owned(),
        label: LabelId::new("Case"),
        options,
    };
    if let Ok(matcher) = pattern.matcher() {
        check(matcher.find(text.as_str(), whole, options).collect());
    }
    if let Ok(setup) = detectors::read(file) {
        let mut written = Vec::new();
        detectors::write(&setup, &mut written).expect("a list takes everything");
        assert_eq!(detectors::read(&written), Ok(setup));
    }
});

//! Any text gives time expressions that stand in it in order and have valid values, and any of
//! them can be explained.

#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use spanwright::detect::dates::{Unread, detect, explain};
use spanwright::text::TextSpan;

fuzz_target!(|input: (Option<u16>, &str)| {
    let (day, text) = input;
    let Some(whole) = TextSpan::from_range(0..text.len()) else {
        return;
    };
    // The days of about 180 years around our own.
    let date = day.and_then(|day| NaiveDate::from_num_days_from_ce_opt(690_000 + i32::from(day)));
    let mut found = Vec::new();
    detect(text, whole, date, &mut found);
    let mut end = 0;
    for proposal in &found {
        let range = proposal.span.range();
        assert!(range.start >= end && text.get(range.clone()).is_some());
        end = range.end;
        let time = proposal
            .time
            .as_ref()
            .expect("every time expression has a meaning");
        time.validate().expect("every value is one");
    }
    if let Some(first) = found.first() {
        let unread = Unread {
            span: first.span,
            block: whole,
        };
        let explanation = explain(text, unread, date).expect("what was found can be explained");
        assert_eq!(Some(&explanation.timex), first.time.as_ref());
        explanation.sentence(text, date);
        for alternative in &explanation.alternatives {
            alternative
                .timex
                .validate()
                .expect("every alternative is a value");
        }
    }
});

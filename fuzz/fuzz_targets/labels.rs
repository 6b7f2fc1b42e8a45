//! Any label set gives labels with identities of their own, can be brought into a table, and is the
//! same when it is written and read once more.

#![no_main]

use libfuzzer_sys::fuzz_target;
use spanwright::annotation::Schema;
use spanwright::formats::labels;
use spanwright_fuzz::{FILE, check_diagnostics};

fuzz_target!(|content: &str| {
    let set = labels::read(FILE, content);
    check_diagnostics(&set.diagnostics);
    let mut schema = Schema::standard();
    for label in &set.labels {
        let id = schema.adopt(label);
        assert!(schema.get(&id).is_some());
    }
    let mut ids: Vec<_> = schema.labels().iter().map(|label| &label.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), schema.labels().len(), "identities are unique");
    let mut file = Vec::new();
    labels::write(&schema, &mut file).expect("a list takes everything");
    let again = labels::read(FILE, &String::from_utf8(file).expect("JSON is UTF-8"));
    assert_eq!(again.diagnostics, []);
    assert_eq!(again.labels, schema.labels());
});

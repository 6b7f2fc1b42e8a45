//! Any backup gives work that stands in its texts and can go on, and is the same when it is written
//! and read once more.

#![no_main]

use libfuzzer_sys::fuzz_target;
use spanwright::annotation::Entry;
use spanwright::formats::backup;
use spanwright_fuzz::{FILE, check_diagnostics, check_set, check_span, stamp};

fuzz_target!(|content: &str| {
    let restored = backup::read(FILE, content);
    check_diagnostics(&restored.diagnostics);
    for (document, work) in &restored.documents {
        check_set(&document.text, &work.markup().annotations);
        let mut work = work.clone();
        work.fresh_ids()
            .next()
            .expect("there is always a new identity");
        // What can be undone leads to work that stands in the text too.
        let now = stamp(1);
        while let Ok(Some(edit)) = work.step(&Entry::Undo {
            at: now.at,
            by: now.by.clone(),
        }) {
            for span in edit.touched() {
                check_span(&document.text, span);
            }
            check_set(&document.text, &work.markup().annotations);
        }
    }
    let Some(project) = &restored.project else {
        return;
    };
    let mut file = Vec::new();
    let documents = restored
        .documents
        .iter()
        .map(|(document, work)| (document, work));
    backup::write(project, documents, &mut file).expect("a list takes everything");
    let again = backup::read(FILE, &String::from_utf8(file).expect("JSON is UTF-8"));
    assert_eq!(again.project, restored.project);
    assert_eq!(again.documents, restored.documents);
});

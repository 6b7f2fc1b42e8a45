//! Wherever a file is cut into pieces, the same documents and problems come out of it, and what is read
//! line by line is what is read at once.

#![no_main]

use libfuzzer_sys::fuzz_target;
use spanwright::formats::{Import, LineReader, is_of_lines, read};
use spanwright_fuzz::{FILE, check_import};

fuzz_target!(|input: (&[u8], Vec<u8>)| {
    let (content, lengths) = input;
    let mut whole = LineReader::new(FILE);
    whole.push(content);
    let whole = whole.finish();
    let mut reader = LineReader::new(FILE);
    let mut rest = content;
    let mut taken = Import::default();
    for length in lengths {
        let (piece, after) = rest.split_at(usize::from(length).min(rest.len()));
        reader.push(piece);
        rest = after;
        if length % 2 == 0 {
            append(&mut taken, reader.take());
        }
    }
    reader.push(rest);
    append(&mut taken, reader.finish());
    assert_eq!(taken.documents, whole.documents);
    assert_eq!(taken.labels, whole.labels);
    // Of more problems only the first ones are told.
    if whole.diagnostics.len() < 500 {
        assert_eq!(taken.diagnostics, whole.diagnostics);
    }
    let Ok(text) = std::str::from_utf8(content) else {
        return check_import(whole);
    };
    if is_of_lines(text) && whole.documents.len() > 1 {
        let unnumbered = |mut import: Import| {
            import
                .documents
                .iter_mut()
                .for_each(|document| document.line = None);
            import.documents
        };
        assert_eq!(unnumbered(read(FILE, text)), unnumbered(whole.clone()));
    }
    check_import(whole);
});

fn append(taken: &mut Import, more: Import) {
    taken.documents.extend(more.documents);
    for label in more.labels {
        if taken.labels.iter().all(|known| known.id != label.id) {
            taken.labels.push(label);
        }
    }
    taken.diagnostics.extend(more.diagnostics);
}

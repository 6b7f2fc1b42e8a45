//! The own JSON and JSON Lines.

use spanwright::formats::{Format, read};

use crate::support::{drawn, export};

#[test]
fn a_file_gives_back_what_was_written() {
    let first = drawn(
        "a",
        "😀 [PERSON Ada [X Love]lace] met\r\n[GROUP Zoë]\u{2028}.\n\n~Read on",
    );
    let second = drawn("b", "Nothing");
    for format in [Format::Json, Format::JsonLines] {
        let (file, written) = export(format, &[&first, &second], format.default_options());
        assert_eq!((written.documents, written.spans), (2, 3));
        let import = read("x", &file);
        assert_eq!(import.diagnostics, []);
        assert_eq!(import.documents.len(), 2);
        for (read, drawn) in import.documents.iter().zip([&first, &second]) {
            assert_eq!(read.markup(), drawn.markup);
            let other = drawn.document.clone();
            let restored = read.document(other.id, other.source, other.added, |_| [].into());
            assert_eq!(restored, drawn.document);
        }
    }
}

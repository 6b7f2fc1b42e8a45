//! What holds for every document and every file.

use proptest::prelude::*;
use spanwright::annotation::{
    Annotation, AnnotationId, BlockIndex, LabelId, Review, TimeValue, Timestamp,
};
use spanwright::detect::Score;
use spanwright::detect::dates::{Timex, TimexKind};
use spanwright::formats::{
    ExportOptions, Format, How, SkippedBlocks, backup, losses, read, reimport,
};
use spanwright::text::{ByteOffset, TextSpan};

use crate::support::{Drawn, drawn, export_with, stamp};

/// Texts of pieces that break tools.
fn text() -> impl Strategy<Value = String> {
    let pieces = [
        "Ann",
        "York ",
        " ",
        "\n\n",
        "\r\n",
        "\u{2028}",
        "\u{85}",
        "😀",
        "👩‍🚀",
        "e\u{301}",
        "דנה ",
        "北京",
        "\0",
        "\u{1c}",
        "\u{a0}",
        "\u{feff}",
        ". ",
        "~",
        "\"",
        "\\",
        "-DOCSTART-",
        "\u{10ffff}",
    ];
    let piece = prop::sample::select(pieces.to_vec());
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

prop_compose! {
    fn annotation()(
        at in any::<prop::sample::Index>(),
        length in 1..8_usize,
        label in prop::sample::select(vec!["PERSON", "ORG", "a label", "O", "B-ü😀"]),
        review in prop::sample::select(vec![Review::Accepted, Review::Rejected]),
        score in prop::option::of(0.0..=1.0_f32),
        time in any::<Option<bool>>(),
    ) -> (prop::sample::Index, usize, Annotation) {
        let span = TextSpan::from_range(0..1).unwrap();
        let mut annotation = Annotation::drawn(AnnotationId::new(0), span, LabelId::new(label), stamp());
        annotation.review = review;
        annotation.score = score.map(Score::new);
        annotation.time = time.map(|by_person| TimeValue {
            timex: Timex {
                implied: !by_person,
                quant: Some("EVERY".to_owned()),
                freq: Some("2X".to_owned()),
                begin: Some("2016-07-13".to_owned()),
                end: Some("2016-07-16".to_owned()),
                ..Timex::new(TimexKind::Duration, "P3D")
            },
            by_person,
        });
        (at, length, annotation)
    }
}

prop_compose! {
    /// Documents with spans at any characters, nested, crossing and identical.
    fn document()(
        text in text(),
        annotations in prop::collection::vec(annotation(), 0..12),
        choice in prop::option::of((0..4_u32, any::<bool>())),
        added in 0..4_000_000_000_000_i64,
    ) -> Drawn {
        let mut drawn = drawn("d", &text);
        drawn.document.added = Timestamp::from_millis(added);
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (n, (at, length, mut annotation)) in annotations.into_iter().enumerate() {
            let first = at.index(ends.len());
            let last = (first + length).min(ends.len() - 1);
            let Some(span) = TextSpan::from_range(ends[first]..ends[last]) else { continue };
            annotation.id = AnnotationId::new(n as u64);
            annotation.span = span;
            drawn.markup.annotations.insert(annotation);
        }
        let blocks = drawn.document.blocks.len() as u32;
        if let Some((block, included)) = choice.filter(|(block, _)| *block < blocks) {
            drawn.markup.blocks.insert(BlockIndex::new(block), included);
        }
        drawn
    }
}

fn schema() -> spanwright::annotation::Schema {
    let mut schema = spanwright::annotation::Schema::standard();
    for name in ["a label", "O", "B-ü😀"] {
        schema.ensure(name);
    }
    schema
}

proptest! {
    #[test]
    fn the_own_formats_give_back_what_was_written(documents in prop::collection::vec(document(), 0..4)) {
        for format in [Format::Json, Format::JsonLines] {
            let refs: Vec<&Drawn> = documents.iter().collect();
            let (file, written) = export_with(format, &refs, &schema(), format.default_options());
            prop_assert!(written.losses.is_empty());
            let import = read("f", &file);
            prop_assert_eq!(&import.diagnostics, &[]);
            prop_assert_eq!(import.documents.len(), documents.len());
            for (read, drawn) in import.documents.iter().zip(&documents) {
                prop_assert_eq!(read.markup(), drawn.markup.clone());
                let other = drawn.document.clone();
                let restored = read.document(other.id, other.source, other.added, |_| [].into());
                prop_assert_eq!(&restored, &drawn.document);
                let same = reimport(read, &drawn.document);
                prop_assert!(same.placed.iter().all(|(_, how)| *how == How::Position));
                prop_assert!(same.orphans.is_empty());
            }
        }
    }

    #[test]
    fn every_annotation_is_in_the_file_or_in_the_account(
        drawn in document(), exclude in any::<bool>(), rejected in any::<bool>(),
    ) {
        let skipped = if exclude { SkippedBlocks::Exclude } else { SkippedBlocks::Mark };
        let options = ExportOptions { skipped, suggestions: false, rejected };
        for format in Format::ALL {
            let (file, written) = export_with(format, &[&drawn], &schema(), options);
            prop_assert_eq!(&losses(format, [drawn.item()], &schema(), options), &written.losses);
            let wanted = drawn.markup.annotations.iter();
            let wanted = wanted.filter(|a| rejected || a.review == Review::Accepted).count();
            let missing = written.losses.iter().filter(|loss| !loss.reason.is_written()).count();
            prop_assert_eq!(written.spans + missing, wanted);
            let held = match format {
                Format::Conll => file.lines().filter(|line| line.contains(" -X- _ B-")).count(),
                _ => read("f", &file).documents[0].annotations.len(),
            };
            prop_assert_eq!(held, written.spans);
        }
    }

    #[test]
    fn a_conll_file_has_four_columns_to_every_reader(drawn in document()) {
        let (file, _) = export_with(Format::Conll, &[&drawn], &schema(), Format::Conll.default_options());
        for line in file.split('\n').filter(|line| !line.is_empty()) {
            prop_assert_eq!(line.split(char::is_whitespace).count(), 4, "{}", line);
            prop_assert!(!line.contains(char::is_control));
        }
        let starts = file.lines().filter(|line| line.starts_with("-DOCSTART-"));
        prop_assert_eq!(starts.count(), 1);
    }

    #[test]
    fn an_inserted_sentence_loses_nothing(drawn in document(), at in any::<prop::sample::Index>()) {
        let text = drawn.text();
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let at = ends[at.index(ends.len())];
        let new = format!("{}{}{}", &text[..at], "\n\nXyzzy plugh qwert!\n\n", &text[at..]);
        let new = crate::support::document("d", &new);
        let (file, _) = export_with(Format::Json, &[&drawn], &schema(), Format::Json.default_options());
        let import = read("f", &file);
        let result = reimport(&import.documents[0], &new);
        prop_assert_eq!(
            result.placed.len() + result.orphans.len(),
            drawn.markup.annotations.len()
        );
        for (annotation, how) in result.placed {
            let old = drawn.markup.annotations.get(annotation.id).unwrap();
            let same = new.text.slice(annotation.span) == drawn.document.text.slice(old.span);
            let is_fuzzy = matches!(how, How::Fuzzy { .. });
            prop_assert!(same || is_fuzzy);
        }
    }

    #[test]
    fn no_file_breaks_a_reader(
        drawn in document(), cut in any::<prop::sample::Index>(), junk in ".{0,8}", backup in any::<bool>(),
    ) {
        let file = match backup {
            false => export_with(Format::Json, &[&drawn, &drawn], &schema(), Format::Json.default_options()).0,
            true => {
                let project = spanwright::project::Project::new("p", spanwright::annotation::Author::new("a"));
                let work = spanwright::annotation::Work::new(drawn.markup.clone());
                let mut file = Vec::new();
                backup::write(&project, [(&drawn.document, &work)], &mut file).unwrap();
                String::from_utf8(file).unwrap()
            }
        };
        let at = file.floor_char_boundary(cut.index(file.len()));
        let after = file.ceil_char_boundary(at + 3).min(file.len());
        for damaged in [
            file[..at].to_owned(),
            file[at..].to_owned(),
            format!("{}{junk}{}", &file[..at], &file[at..]),
            format!("{}{junk}{}", &file[..at], &file[after..]),
            junk,
        ] {
            let restored = backup::read("f", &damaged);
            for (document, work) in &restored.documents {
                for annotation in work.markup().annotations.iter() {
                    prop_assert!(fits(document, annotation));
                }
            }
            let import = read("f", &damaged);
            for document in &import.documents {
                let annotations = document.annotations.iter();
                for annotation in annotations {
                    let (start, end) = (annotation.span.start(), annotation.span.end());
                    prop_assert!(document.text.span_of_bytes(start, end).is_ok());
                }
            }
        }
    }
}

fn fits(document: &spanwright::project::Document, annotation: &Annotation) -> bool {
    let (start, end) = (annotation.span.start(), annotation.span.end());
    start >= ByteOffset::ZERO && document.text.span_of_bytes(start, end).is_ok()
}

//! What holds for every text: each unit's own promises, and offsets against a naive count.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use spanwright::text::html::{Event, extract};
use spanwright::text::{
    ByteOffset, CodePointOffset, Encoding, OffsetMap, SourceText, SpanError, TextFormat, TextSpan,
    UnicodeSegmenter, Utf16Offset, blocks, decode, sentences, snap_to_words, tokens,
    trim_to_characters,
};
use unicode_segmentation::UnicodeSegmentation;

/// Texts made of what texts are hard in: marks, clusters, scripts, line breaks, abbreviations.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(vec![
            " ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "\u{a0}", "\u{3000}", "\u{2028}", "\u{b}",
            ".", ",", "!", "?", "…", "'", "’", "\"", "“", "”", "(", ")", "-", "--", "–", "/", ":",
            ";", "&", "@", "#", "$", "%", ">", "*", "|", "`", "=", "_", "~", "+",
            "a", "B", "Mr.", "U.S.", "a.m.", "J.", "Oct.", "No.", "5", "1,000.5", "2016", "10:30",
            "'s", "n't", "don't", "Kerry", "Moscow-backed", "https://a.org/b", "a.b@c.org", "www.",
            "The", "the", "of", "Related", "Share this", "Read more:", "Bridge to open in May",
            "The bridge will open in May, they said.", "Mời quý độc giả theo dõi trên", "1. ", "- ",
            "# ", "> ", "```", "---",
            "é", "e\u{301}", "\u{301}", "\u{200d}", "\u{feff}", "\u{600}", "👩‍🚒", "🇻🇳", "🇻", "😀",
            "北京", "タワー", "서울", "नमस्ते", "กำ", "العربية", "שלום", "ж", "\u{0}",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn whole(text: &str) -> Option<TextSpan> {
    TextSpan::from_range(0..text.len())
}

/// The spans are in order, apart, and all that is not white space is in them.
fn check_cover(text: &str, spans: &[TextSpan]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for span in spans {
        let range = span.range();
        prop_assert!(range.start >= end, "{span} overlaps the one before");
        prop_assert!(text.get(range.clone()).is_some(), "{span} cuts a character");
        prop_assert_eq!(
            text[end..range.start].trim(),
            "",
            "left out before {}",
            span
        );
        end = range.end;
    }
    prop_assert_eq!(text[end..].trim(), "", "left out at the end");
    Ok(())
}

/// A naive count: for each character its byte, code-point and UTF-16 offset, and the end's.
fn offsets(text: &str) -> Vec<(u32, u32, u32)> {
    let mut offsets = vec![(0, 0, 0)];
    for c in text.chars() {
        let (byte, code_point, utf16) = offsets[offsets.len() - 1];
        offsets.push((
            byte + c.len_utf8() as u32,
            code_point + 1,
            utf16 + c.len_utf16() as u32,
        ));
    }
    offsets
}

/// Long enough to have several checkpoints.
fn long_text() -> impl Strategy<Value = String> {
    (text(), 1..16_usize).prop_map(|(text, times)| text.repeat(times))
}

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource(
            "proptest-regressions",
        ))),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn tokens_cover_the_text_and_cut_no_cluster(text in text()) {
        let Some(within) = whole(&text) else { return Ok(()) };
        let tokens = tokens(&text, within);
        check_cover(&text, &tokens)?;
        let boundaries: Vec<usize> =
            text.grapheme_indices(true).map(|(i, _)| i).chain([text.len()]).collect();
        for token in tokens {
            let mut clusters = token.slice(&text).graphemes(true);
            prop_assert!(clusters.all(|cluster| !cluster.trim().is_empty()), "{token}");
            prop_assert!(boundaries.binary_search(&token.range().start).is_ok(), "{token}");
            prop_assert!(boundaries.binary_search(&token.range().end).is_ok(), "{token}");
        }
    }

    #[test]
    fn every_token_is_in_exactly_one_sentence(text in text()) {
        let Some(within) = whole(&text) else { return Ok(()) };
        let sentences = sentences(&text, within);
        check_cover(&text, &sentences)?;
        for token in tokens(&text, within) {
            let holders = sentences.iter().filter(|sentence| sentence.contains(token)).count();
            prop_assert_eq!(holders, 1, "{}", token);
        }
    }

    #[test]
    fn blocks_of_plain_text_cover_it_and_are_trimmed(text in text()) {
        let blocks = blocks(&text, TextFormat::Plain);
        let spans: Vec<TextSpan> = blocks.iter().map(|block| block.span).collect();
        check_cover(&text, &spans)?;
        for span in spans {
            prop_assert_eq!(span.trimmed(&text), Some(span));
        }
    }

    #[test]
    fn blocks_of_markdown_leave_out_marks_alone(text in text()) {
        // What stands beside the mark of a fence is left out with it.
        let text = text.replace(['`', '~'], "");
        let mut end = 0;
        let mut gaps = Vec::new();
        for block in blocks(&text, TextFormat::Markdown) {
            prop_assert_eq!(block.span.trimmed(&text), Some(block.span));
            gaps.push(&text[end..block.span.range().start]);
            end = block.span.range().end;
        }
        gaps.push(&text[end..]);
        let is_mark = |c: char| c.is_whitespace() || c.is_ascii_digit() || "#>-*+=_|:.)•‣▪◦●·∙".contains(c);
        for gap in gaps {
            prop_assert!(gap.chars().all(is_mark), "{gap:?} is left out");
        }
    }

    #[test]
    fn a_selection_snaps_once_and_to_whole_characters(text in text(), a: prop::sample::Index, b: prop::sample::Index) {
        let ends: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let (a, b) = (ends[a.index(ends.len())], ends[b.index(ends.len())]);
        let Some(selection) = TextSpan::from_range(a.min(b)..a.max(b)) else { return Ok(()) };
        let is_blank = selection.slice(&text).trim().is_empty();
        for snap in [snap_to_words, trim_to_characters] {
            let snapped = snap(&text, selection, &UnicodeSegmenter);
            prop_assert_eq!(snapped.is_none(), is_blank);
            let Some(snapped) = snapped else { continue };
            prop_assert!(text.get(snapped.range()).is_some());
            prop_assert_eq!(trim_to_characters(&text, snapped, &UnicodeSegmenter), Some(snapped));
            prop_assert_eq!(snap(&text, snapped, &UnicodeSegmenter), Some(snapped));
        }
    }

    #[test]
    fn text_is_read_back_from_each_encoding(text in text()) {
        let text = text.replace('\0', "");
        let text = text.trim_start_matches('\u{feff}').to_owned();
        let marked = format!("\u{feff}{text}");
        let utf16 = |to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            marked.encode_utf16().flat_map(to_bytes).collect()
        };
        for (bytes, encoding) in [
            (text.clone().into_bytes(), Encoding::Utf8),
            (marked.clone().into_bytes(), Encoding::Utf8WithMark),
            (utf16(u16::to_le_bytes), Encoding::Utf16Le),
            (utf16(u16::to_be_bytes), Encoding::Utf16Be),
        ] {
            let decoded = decode(&bytes).unwrap();
            prop_assert_eq!(&decoded.text, &text);
            prop_assert_eq!(decoded.encoding, encoding);
        }
    }

    #[test]
    fn any_bytes_are_text_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        match decode(&bytes) {
            Ok(decoded) => prop_assert!(!decoded.text.contains('\0')),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    #[test]
    fn any_page_gives_blocks_that_cover_its_text(
        steps in prop::collection::vec((0..10_usize, text()), 0..30),
    ) {
        const NAMES: [&str; 8] = ["div", "p", "h1", "li", "article", "td", "pre", "a"];
        let events: Vec<Event> = steps
            .into_iter()
            .map(|(step, text)| match NAMES.get(step) {
                Some(name) => Event::Start {
                    name: (*name).to_owned(),
                    attributes: vec![("href".to_owned(), text)],
                },
                None if step == 8 => Event::End,
                None => Event::Text(text),
            })
            .collect();
        let article = extract(&events, None);
        let spans: Vec<TextSpan> = article.blocks.iter().map(|block| block.span).collect();
        check_cover(&article.text, &spans)?;
        for span in spans {
            prop_assert_eq!(span.trimmed(&article.text), Some(span));
        }
    }

    #[test]
    fn offsets_agree_with_a_naive_count(text in long_text()) {
        let map = OffsetMap::new(&text);
        for (byte, code_point, utf16) in offsets(&text) {
            let at = ByteOffset::new(byte);
            prop_assert_eq!(map.byte_to_code_point(&text, at), CodePointOffset::new(code_point));
            prop_assert_eq!(map.byte_to_utf16(&text, at), Utf16Offset::new(utf16));
            prop_assert_eq!(map.code_point_to_byte(&text, CodePointOffset::new(code_point)), Some(at));
            prop_assert_eq!(map.utf16_to_byte(&text, Utf16Offset::new(utf16)), Some(at));
        }
    }

    #[test]
    fn offsets_that_bound_no_character_are_refused(text in long_text()) {
        let map = OffsetMap::new(&text);
        let ends = offsets(&text);
        let (bytes, code_points, utf16) = ends[ends.len() - 1];
        prop_assert_eq!(map.code_point_to_byte(&text, CodePointOffset::new(code_points + 1)), None);
        prop_assert_eq!(map.utf16_to_byte(&text, Utf16Offset::new(utf16 + 1)), None);
        for pair in ends.windows(2) {
            // An offset inside a character counts as its beginning.
            let inside = ByteOffset::new(pair[1].0 - 1);
            prop_assert_eq!(map.byte_to_code_point(&text, inside).get(), pair[0].1);
            if pair[1].2 - pair[0].2 == 2 {
                prop_assert_eq!(map.utf16_to_byte(&text, Utf16Offset::new(pair[0].2 + 1)), None);
            }
        }
        let beyond = ByteOffset::new(bytes + 1);
        prop_assert_eq!(map.byte_to_code_point(&text, beyond).get(), code_points);
        prop_assert_eq!(map.byte_to_utf16(&text, beyond).get(), utf16);
    }

    #[test]
    fn spans_of_all_units_agree(text in text(), a: prop::sample::Index, b: prop::sample::Index) {
        let source = SourceText::new(text.as_str()).unwrap();
        let ends = offsets(&text);
        let (a, b) = (a.index(ends.len()), b.index(ends.len()));
        let (start, end) = (ends[a.min(b)], ends[a.max(b)]);
        let by_bytes = source.span_of_bytes(ByteOffset::new(start.0), ByteOffset::new(end.0));
        let by_code_points =
            source.span_of_code_points(CodePointOffset::new(start.1), CodePointOffset::new(end.1));
        let by_utf16 = source.span_of_utf16(Utf16Offset::new(start.2), Utf16Offset::new(end.2));
        if a == b {
            prop_assert_eq!(by_bytes, Err(SpanError::Empty { start: start.0, end: end.0 }));
            prop_assert_eq!(by_code_points, Err(SpanError::Empty { start: start.1, end: end.1 }));
            prop_assert_eq!(by_utf16, Err(SpanError::Empty { start: start.2, end: end.2 }));
            return Ok(());
        }
        let span = by_bytes.unwrap();
        prop_assert_eq!(by_code_points, Ok(span));
        prop_assert_eq!(by_utf16, Ok(span));
        prop_assert_eq!(
            source.code_points(span),
            (CodePointOffset::new(start.1), CodePointOffset::new(end.1))
        );
        prop_assert_eq!(source.utf16(span), (Utf16Offset::new(start.2), Utf16Offset::new(end.2)));
    }

    #[test]
    fn spans_that_leave_the_text_are_refused(text in text()) {
        let source = SourceText::new(text.as_str()).unwrap();
        let ends = offsets(&text);
        let last = ends[ends.len() - 1];
        for (result, length) in [
            (source.span_of_bytes(ByteOffset::ZERO, ByteOffset::new(last.0 + 1)), last.0),
            (source.span_of_code_points(CodePointOffset::ZERO, CodePointOffset::new(last.1 + 1)), last.1),
            (source.span_of_utf16(Utf16Offset::ZERO, Utf16Offset::new(last.2 + 1)), last.2),
        ] {
            prop_assert_eq!(result, Err(SpanError::Outside { end: length + 1, length }));
        }
    }
}

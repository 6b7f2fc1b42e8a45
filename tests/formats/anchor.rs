//! Annotations brought over to a text that has changed, in pictures.

use spanwright::annotation::LabelId;
use spanwright::formats::{Format, How, OrphanReason, Problem, Reanchored, read, reimport};

use crate::support::{drawn, export, picture};

/// What becomes of the annotations of one picture in another text.
fn reanchored(before: &str, text: &str) -> Reanchored {
    let (file, _) = {
        let before = drawn("d", before);
        export(Format::Json, &[&before], Format::Json.default_options())
    };
    let after = drawn("d", &text.replace('[', "(").replace(']', ")"));
    reimport(&read("d.json", &file).documents[0], &after.document)
}

/// Checks the picture of the changed text; `!` before a quote stands for an orphan.
fn check(before: &str, after: &str, orphans: &[(&str, OrphanReason)]) -> Vec<How> {
    let (text, _) = crate::support::picture_of(after);
    let result = reanchored(before, &text);
    let placed = result.placed.iter();
    let spans: Vec<_> = placed
        .map(|(annotation, _)| (annotation.span, annotation.label.clone()))
        .collect();
    assert_eq!(picture(&text, spans), after);
    let lost: Vec<_> = result
        .orphans
        .iter()
        .map(|orphan| (orphan.quote.as_str(), orphan.reason))
        .collect();
    assert_eq!(lost, orphans);
    result.placed.into_iter().map(|(_, how)| how).collect()
}

#[test]
fn what_stands_where_it_stood_stays() {
    let how = check(
        "[PER Ann Lee] met [PER Bob] in Oslo.",
        "[PER Ann Lee] met [PER Bob] in Rome, at last.",
        &[],
    );
    assert_eq!(how, [How::Position, How::Position]);
}

#[test]
fn what_moved_is_found_by_its_quote() {
    let how = check(
        "[PER Ann Lee] met [PER Bob] in [LOC Oslo] 🎉.",
        "UPDATE 🎉: [PER Ann Lee] met [PER Bob] in [LOC Oslo] 🎉.",
        &[],
    );
    assert_eq!(how, [How::Quote; 3]);
}

#[test]
fn a_changed_quote_is_found_where_its_surroundings_are() {
    let how = check(
        "She joined the [ORG World Trade Organisation] early on.",
        "She joined the [ORG World Trade Organization] early on.",
        &[],
    );
    assert_eq!(how, [How::Fuzzy { edits: 1 }]);
}

#[test]
fn a_repeated_name_keeps_its_own_place() {
    check(
        "First [PER Putin] spoke of peace. Then Putin left. Later [PER Putin] came again.",
        "News. First [PER Putin] spoke of peace. Then Putin left. Later [PER Putin] came again.",
        &[],
    );
}

#[test]
fn identical_surroundings_are_told_apart_by_nearness_alone() {
    let teaser = "Read more about our long report on Syria and the war there now.\n\n";
    let before = format!("{teaser}{teaser}{}", teaser.replace("Syria", "[LOC Syria]"));
    let after = format!(
        "Hi!\n\n{teaser}{teaser}{}",
        teaser.replace("Syria", "[LOC Syria]")
    );
    check(&before, &after, &[]);
}

#[test]
fn nothing_lands_on_a_lookalike() {
    check(
        "The vote is in [DATE May] or so, he said.",
        "The Minister May resigned; nobody else stood.",
        &[("May", OrphanReason::Lookalike)],
    );
    // Even at the very same offset.
    check(
        "The vote is on [DATE May] or so.",
        "Prime Minister May resigned.",
        &[("May", OrphanReason::Lookalike)],
    );
    check(
        "Talks with [LOC Iran] went on.",
        "Talks with Iranian envoys went on.",
        &[("Iran", OrphanReason::Gone)],
    );
    check(
        "It was signed on [DATE 15 July 2016] in Rome.",
        "It was signed on 16 July 2016 in Rome.",
        &[("15 July 2016", OrphanReason::Gone)],
    );
}

#[test]
fn what_fits_in_several_places_is_left_to_the_annotator() {
    check(
        "aaaa bbbb [X cc] dddd eeee",
        "Some more and newer words: aaaa bbbb cc dddd eeee. aaaa bbbb cc dddd eeee.",
        &[("cc", OrphanReason::Ambiguous { places: 2 })],
    );
}

#[test]
fn what_is_gone_is_listed() {
    check(
        "[PER Ann] and [PER Bob]",
        "",
        &[("Ann", OrphanReason::Gone), ("Bob", OrphanReason::Gone)],
    );
}

#[test]
fn a_file_whose_text_was_mended_by_hand_is_reanchored_and_says_so() {
    let before = drawn(
        "d",
        "Yesterday [PER Ann Lee] met the [ORG Red Cross] in town.",
    );
    let (file, _) = export(
        Format::JsonLines,
        &[&before],
        Format::JsonLines.default_options(),
    );
    let mended = file.replacen("\"text\":\"Yesterday Ann", "\"text\":\"On Monday Ann", 1);
    assert_ne!(mended, file);
    let import = read("d.jsonl", &mended);
    let document = &import.documents[0];
    let spans = document.annotations.iter();
    let spans = spans.map(|annotation| (annotation.span, annotation.label.clone()));
    assert_eq!(
        picture(document.text.as_str(), spans.collect::<Vec<(_, LabelId)>>()),
        "On Monday [PER Ann Lee] met the [ORG Red Cross] in town."
    );
    let problems = import
        .diagnostics
        .iter()
        .map(|diagnostic| &diagnostic.problem);
    assert_eq!(problems.collect::<Vec<_>>(), [&Problem::Changed]);
}

#[test]
fn an_excerpt_goes_back_to_its_source_exactly() {
    let source = drawn(
        "d",
        "[PER Ann] x.\n\n~Bob\n\n[PER Ann] x.\n\n~Bob\n\n[PER Ann] x.",
    );
    let mut options = Format::Json.default_options();
    options.skipped = spanwright::formats::SkippedBlocks::Exclude;
    let (file, _) = export(Format::Json, &[&source], options);
    let import = read("d.json", &file);
    assert_eq!(
        import.documents[0].text.as_str(),
        "Ann x.\n\nAnn x.\n\nAnn x."
    );
    let back = reimport(&import.documents[0], &source.document);
    let placed = back.placed.iter().map(|(annotation, _)| annotation);
    assert!(
        placed.eq(source
            .markup
            .annotations
            .iter()
            .map(|annotation| &**annotation))
    );
}

//! CoNLL-2003 columns.

use spanwright::formats::{Format, LossReason};

use crate::support::{drawn, export};

/// The tokens and tags of a picture, sentences set apart by `/`.
fn tags(picture: &str) -> (String, Vec<LossReason>) {
    let document = drawn("d", picture);
    let (file, written) = export(Format::Conll, &[&document], Format::Conll.default_options());
    let body = file.strip_prefix("-DOCSTART- -X- O O\n\n").unwrap();
    let rows = body
        .trim_end()
        .lines()
        .map(|line| match line.split(' ').collect::<Vec<_>>()[..] {
            [token, "-X-", "_", "O"] => token.to_owned(),
            [token, "-X-", "_", tag] => format!("{token}:{tag}"),
            [""] => "/".to_owned(),
            _ => panic!("{line}"),
        });
    let rows: Vec<String> = rows.collect();
    let losses = written.losses.into_iter().map(|loss| loss.reason);
    (rows.join(" "), losses.collect())
}

#[test]
fn adjacent_annotations_each_begin_with_b() {
    let (rows, losses) = tags("[PERSON Ann Lee] [PERSON Bob] ran. [PLACE Oslo] won.");
    assert_eq!(
        rows,
        "Ann:B-PERSON Lee:I-PERSON Bob:B-PERSON ran . / Oslo:B-PLACE won ."
    );
    assert_eq!(losses, []);
}

#[test]
fn a_sentence_does_not_end_within_an_annotation() {
    let (rows, losses) = tags("We like [MISC Help! I Need Somebody] a lot. Bye.");
    let expected =
        "We like Help:B-MISC !:I-MISC I:I-MISC Need:I-MISC Somebody:I-MISC a lot . / Bye .";
    assert_eq!(rows, expected);
    assert_eq!(losses, []);
}

#[test]
fn an_annotation_is_never_widened_to_the_word() {
    let (rows, losses) = tags("[PLACE New]York and [PLACE Oslo]");
    assert_eq!(rows, "NewYork and Oslo:B-PLACE");
    assert_eq!(losses, [LossReason::CutsToken]);
}

#[test]
fn an_annotation_over_two_paragraphs_is_left_out() {
    let (rows, losses) = tags("[PERSON Ann\n\nLee] ran");
    assert_eq!(rows, "Ann / Lee ran");
    assert_eq!(losses, [LossReason::CrossesBlock]);
}

#[test]
fn a_label_with_spaces_is_renamed_and_said_to_be() {
    let mut document = drawn("d", "[X Ann]");
    let mut schema = spanwright::annotation::Schema::standard();
    let label = schema.ensure("art work");
    let annotations = document.markup.annotations.iter().map(|annotation| {
        let mut annotation = (**annotation).clone();
        annotation.label = label.clone();
        annotation
    });
    document.markup.annotations = annotations.collect();
    let options = Format::Conll.default_options();
    let (file, written) =
        crate::support::export_with(Format::Conll, &[&document], &schema, options);
    assert!(file.contains("Ann -X- _ B-art_work\n"));
    assert_eq!(
        written.losses[0].reason,
        LossReason::Renamed("art_work".to_owned())
    );
    assert!(written.losses[0].reason.is_written());
}

//! Each command, in a picture before and a picture after. `check` undoes and redoes them too.

use chrono::NaiveDate;

use super::picture::{Bench, check};
use crate::annotation::{
    Annotation, AnnotationId, Author, EditError, LabelId, Origin, Review, Stamp, Status, Timestamp,
};
use crate::detect::Score;
use crate::detect::dates::{self, Timex, TimexKind};
use crate::text::TextSpan;
use crate::workbench::{Command, Focus};

fn timex(value: &str) -> Timex {
    Timex {
        implied: true,
        ..Timex::new(TimexKind::Date, value)
    }
}

fn imported(id: u64, span: TextSpan, label: &str) -> Annotation {
    let stamp = Stamp {
        at: Timestamp::default(),
        by: Author::new("Charles"),
    };
    Annotation {
        origin: Origin::Import {
            source: "gold.jsonl".into(),
        },
        ..Annotation::drawn(AnnotationId::new(id), span, LabelId::new(label), stamp)
    }
}

#[test]
fn a_label_makes_an_annotation_of_the_words_in_focus() {
    check(
        "«Ada Lovelace» met Babbage",
        |bench| drop(bench.label("PERSON")),
        "«[PERSON Ada Lovelace]» met Babbage",
    );
}

#[test]
fn a_label_without_focus_does_nothing() {
    let mut bench = Bench::of("Ada met Babbage");
    assert_eq!(bench.label("PERSON"), None);
    assert_eq!(bench.picture(), "Ada met Babbage");
}

#[test]
fn a_label_relabels_the_annotation_in_focus() {
    check(
        "«[ORG Ada]» met Babbage",
        |bench| drop(bench.label("PERSON")),
        "«[PERSON Ada]» met Babbage",
    );
}

#[test]
fn selecting_the_words_of_an_annotation_means_the_annotation() {
    check(
        "[ORG Ada] met Babbage",
        |bench| {
            bench.select("Ada");
            bench.label("PERSON");
        },
        "«[PERSON Ada]» met Babbage",
    );
}

#[test]
fn the_label_that_an_annotation_has_changes_nothing() {
    let mut bench = Bench::of("«[PERSON Ada]» met Babbage");
    assert_eq!(bench.label("PERSON"), None);
}

#[test]
fn a_label_accepts_the_suggestion_in_focus() {
    check(
        "«[PERSON? Ada]» met Babbage",
        |bench| drop(bench.label("PERSON")),
        "«[PERSON* Ada]» met Babbage",
    );
    check(
        "«[ORG? Ada]» met Babbage",
        |bench| drop(bench.label("PERSON")),
        "«[PERSON* Ada]» met Babbage",
    );
}

#[test]
fn annotations_nest_and_cross() {
    check(
        "[ORG Ada Lovelace Institute] of London",
        |bench| {
            bench.select("Ada Lovelace");
            bench.label("PERSON");
        },
        "[ORG «[PERSON Ada Lovelace]» Institute] of London",
    );
    check(
        "[ORG Ada Lovelace Institute] of London",
        |bench| {
            bench.select("Institute of London");
            bench.label("MISC");
        },
        "[ORG Ada Lovelace «[MISC Institute]^ of London]»",
    );
}

#[test]
fn two_labels_can_stand_on_the_same_words() {
    check(
        "[PLACE Washington] said no",
        |bench| {
            let span = bench.span("Washington");
            bench.perform(&Command::Import(vec![imported(7, span, "ORG")]));
            let place = bench.at("Washington");
            bench.workbench.set_focus(Focus::Annotation(place));
            bench.label("GROUP");
        },
        "«[GROUP [ORG Washington]]» said no",
    );
}

#[test]
fn an_annotation_may_run_over_the_end_of_a_block() {
    check(
        "The Bank of\nEngland said\nno",
        |bench| {
            bench.select("Bank of\nEngland");
            bench.label("ORG");
        },
        "The «[ORG Bank of\nEngland]» said\nno",
    );
}

#[test]
fn an_annotation_that_runs_into_a_block_hides_the_suggestions_there() {
    check(
        "The Bank of\n[PLACE? England] said",
        |bench| {
            bench.select("Bank of\nEngland");
            bench.label("ORG");
        },
        "The «[ORG Bank of\nEngland]» said",
    );
}

#[test]
fn accepting_keeps_label_value_and_origin() {
    check(
        "met on [DATE?=2016-05-05 5 May] and [DATE? later]",
        |bench| bench.accept("5 May"),
        "met on «[DATE*=2016-05-05 5 May]» and [DATE? later]",
    );
}

#[test]
fn accepting_twice_makes_one_annotation() {
    let mut bench = Bench::of("[PERSON? Ada] met Babbage");
    let id = bench.at("Ada");
    assert!(bench.perform(&Command::Accept(id)).is_some());
    assert_eq!(bench.perform(&Command::Accept(id)), None);
    assert_eq!(bench.picture(), "«[PERSON* Ada]» met Babbage");
}

#[test]
fn a_decision_stamps_the_annotation_with_its_author_and_moment() {
    let mut bench = Bench::of("[PERSON? Ada] met Babbage");
    bench.accept("Ada");
    bench.label("ORG");
    let annotation = bench.workbench.focused().unwrap();
    let created = annotation.created.as_ref().unwrap();
    let changed = annotation.changed.as_ref().unwrap();
    assert_eq!((created.by.as_str(), created.at.millis()), ("Ada", 1_000));
    assert_eq!((changed.by.as_str(), changed.at.millis()), ("Ada", 2_000));
    assert_eq!(annotation.score, Some(Score::new(0.5)));
}

#[test]
fn what_is_rejected_is_not_suggested_again() {
    check(
        "[PERSON? Ada] met [PERSON? May]",
        |bench| {
            bench.reject("May");
            bench.suggest_again();
        },
        "[PERSON? Ada] met «May»",
    );
}

#[test]
fn another_label_may_be_suggested_where_one_was_rejected() {
    check(
        "met [PERSON? May]",
        |bench| {
            bench.reject("May");
            bench.suggest(&[("DATE", "May")]);
        },
        "met «[DATE? May]»",
    );
}

#[test]
fn removing_what_a_person_drew_brings_back_what_it_hid() {
    check(
        "[PERSON Ada Lovelace] met Babbage",
        |bench| {
            bench.suggest(&[("PERSON", "Ada")]);
            bench.remove("Ada Lovelace");
        },
        "«[PERSON? Ada] Lovelace» met Babbage",
    );
}

#[test]
fn removing_what_a_detector_proposed_rejects_it() {
    check(
        "[PERSON? Ada] met [PERSON* May]",
        |bench| {
            bench.remove("Ada");
            bench.remove("May");
            bench.suggest_again();
        },
        "Ada met «May»",
    );
}

#[test]
fn removing_a_relabelled_or_resized_suggestion_rejects_what_was_suggested() {
    check(
        "met «[PERSON? May]»",
        |bench| {
            bench.label("MISC");
            bench.remove("May");
            bench.suggest_again();
        },
        "met «May»",
    );
    check(
        "met Theresa [PERSON? May]",
        |bench| {
            bench.resize("May", "Theresa May");
            bench.remove("Theresa May");
            bench.suggest_again();
        },
        "met «Theresa May»",
    );
}

#[test]
fn resizing_keeps_the_identity_and_a_value_that_the_text_does_not_contradict() {
    let mut bench = Bench::of("the [DATE=1815-06-18 Waterloo] day");
    let id = bench.at("Waterloo");
    bench.resize("Waterloo", "the Waterloo day");
    assert_eq!(bench.picture(), "«[DATE=1815-06-18 the Waterloo day]»");
    assert_eq!(bench.at("the Waterloo day"), id);
}

#[test]
fn resizing_reads_the_time_again_unless_a_person_said_it() {
    check(
        "@2016-07-16\non 15 [DATE=2016-07 July] 2016",
        |bench| bench.resize("July", "15 July 2016"),
        "@2016-07-16\non «[DATE=2016-07-15 15 July 2016]»",
    );
    check(
        "@2016-07-16\non 15 [DATE=2016-07! July] 2016",
        |bench| bench.resize("July", "15 July 2016"),
        "@2016-07-16\non «[DATE=2016-07! 15 July 2016]»",
    );
}

#[test]
fn resizing_a_suggestion_accepts_it() {
    check(
        "[PERSON? Ada] Lovelace met Babbage",
        |bench| bench.resize("Ada", "Ada Lovelace"),
        "«[PERSON* Ada Lovelace]» met Babbage",
    );
}

#[test]
fn a_span_off_the_text_is_refused() {
    let mut bench = Bench::of("[PERSON Zoë] met Babbage");
    let inside_a_character = TextSpan::from_range(0..3).unwrap();
    let command = Command::Resize(bench.at("Zoë"), inside_a_character);
    let stamp = bench.stamp();
    let refused = bench.workbench.perform(&command, &stamp).unwrap_err();
    let id = bench.at("Zoë");
    assert_eq!(refused, EditError::OffText(id, inside_a_character));
    assert_eq!(bench.picture(), "[PERSON Zoë] met Babbage");
}

#[test]
fn a_date_that_a_person_draws_gets_its_value() {
    check(
        "@2016-07-16\nThey met «last Friday».",
        |bench| drop(bench.label("DATE")),
        "@2016-07-16\nThey met «[DATE=2016-07-15 last Friday]».",
    );
    check(
        "@2016-07-16\nThey met «[ORG last Friday]».",
        |bench| drop(bench.label("DATE")),
        "@2016-07-16\nThey met «[DATE=2016-07-15 last Friday]».",
    );
    check(
        "@2016-07-16\nThey met «[DATE=2016-07-15 last Friday]».",
        |bench| drop(bench.label("MISC")),
        "@2016-07-16\nThey met «[MISC last Friday]».",
    );
}

#[test]
fn a_part_of_a_date_gets_the_value_of_that_part() {
    check(
        "@2016-07-16\non «15 July» 2014",
        |bench| drop(bench.label("DATE")),
        "@2016-07-16\non «[DATE=2016-07-15 15 July]» 2014",
    );
}

#[test]
fn the_documents_date_moves_implied_values_but_not_those_of_a_person() {
    check(
        "@2016-07-16\n[DATE=2016-07-15 Yesterday], not [DATE=2016-07-14! yesterday],\n\
         and [DATE=2001-09-11 11 September 2001]; «today» is another day",
        |bench| bench.set_date("2020-02-01"),
        "@2020-02-01\n[DATE=2020-01-31 Yesterday], not [DATE=2016-07-14! yesterday],\n\
         and [DATE=2001-09-11 11 September 2001]; «today» is another day",
    );
}

#[test]
fn a_value_moves_again_after_the_document_had_no_date() {
    let mut bench = Bench::of("@2016-07-16\nthey met «yesterday» and on 5 May");
    bench.label("DATE");
    bench.select("5 May");
    bench.label("DATE");
    bench.set_date("none");
    bench.set_date("2020-06-01");
    assert_eq!(
        bench.picture(),
        "@2020-06-01\nthey met [DATE=2020-05-31 yesterday] and on «[DATE=2020-05-05 5 May]»"
    );
}

#[test]
fn a_value_that_a_person_sets_stays() {
    check(
        "@2016-07-16\nthey met «[DATE=2016-07-15 yesterday]»",
        |bench| {
            let id = bench.at("yesterday");
            bench.perform(&Command::SetTime(id, timex("2016-07-10")));
            bench.set_date("2020-02-01");
        },
        "@2020-02-01\nthey met «[DATE=2016-07-10! yesterday]»",
    );
}

#[test]
fn setting_the_value_of_a_suggestion_accepts_it() {
    check(
        "they met [DATE?=2016-07-15 yesterday]",
        |bench| {
            let id = bench.at("yesterday");
            bench.perform(&Command::SetTime(id, timex("2016-07-10")));
        },
        "they met «[DATE*=2016-07-10! yesterday]»",
    );
}

#[test]
fn a_skipped_block_hides_its_suggestions_but_no_annotation() {
    check(
        "[PERSON? Ada] met [PERSON Babbage]\n[PERSON? Jo] did not",
        |bench| bench.toggle(0),
        "~Ada met [PERSON Babbage]\n[PERSON? Jo] did not",
    );
    check(
        "[PERSON? Ada] met [PERSON Babbage]",
        |bench| {
            bench.toggle(0);
            bench.toggle(0);
        },
        "[PERSON? Ada] met [PERSON Babbage]",
    );
}

#[test]
fn a_block_that_was_recognised_as_clutter_can_be_included() {
    let mut bench = Bench::of("Ada met Babbage\n~Share this");
    bench.toggle(1);
    assert_eq!(bench.picture(), "Ada met Babbage\nShare this");
    bench.toggle(1);
    assert_eq!(bench.picture(), "Ada met Babbage\n~Share this");
    // Back to what was recognised, so it is no longer a person's choice.
    assert!(bench.workbench.markup().blocks.is_empty());
}

#[test]
fn skipping_a_block_keeps_the_place_of_a_suggestion_in_focus() {
    check(
        "«[PERSON? Ada]» met Babbage",
        |bench| bench.toggle(0),
        "~«Ada» met Babbage",
    );
}

#[test]
fn a_suggestion_that_runs_on_hides_in_both_blocks() {
    check(
        "The [ORG? Bank of\nEngland] said",
        |bench| bench.toggle(0),
        "~The Bank of\nEngland said",
    );
}

#[test]
fn the_status_is_a_change_that_can_be_undone() {
    let mut bench = Bench::of("«Ada» met Babbage");
    assert!(bench.perform(&Command::SetStatus(Status::Done)).is_some());
    assert_eq!(bench.perform(&Command::SetStatus(Status::Done)), None);
    assert_eq!(bench.workbench.markup().status, Status::Done);
    bench.undo();
    assert_eq!(bench.workbench.markup().status, Status::New);
    assert_eq!(bench.picture(), "«Ada» met Babbage");
}

#[test]
fn an_import_adds_what_is_new_once() {
    check(
        "[PERSON Ada] met «Babbage» in London",
        |bench| {
            let spans = [bench.span("Ada"), bench.span("London")];
            bench.perform(&Command::Import(vec![
                imported(0, spans[0], "PERSON"),
                imported(1, spans[1], "PLACE"),
                imported(2, spans[1], "PLACE"),
            ]));
        },
        "[PERSON Ada] met «Babbage» in [PLACE London]",
    );
}

#[test]
fn an_import_brings_no_suggestion_and_nothing_against_a_decision() {
    let mut bench = Bench::of("[PERSON? Ada] met Babbage");
    bench.reject("Ada");
    let against = imported(0, bench.span("Ada"), "PERSON");
    let undecided = Annotation {
        review: Review::Suggested,
        ..imported(1, bench.span("Babbage"), "PERSON")
    };
    assert_eq!(
        bench.perform(&Command::Import(vec![against, undecided])),
        None
    );
    assert_eq!(bench.picture(), "«Ada» met Babbage");
}

#[test]
fn an_import_is_undone_as_one_change() {
    let mut bench = Bench::of("Ada met Babbage");
    let spans = [bench.span("Ada"), bench.span("Babbage")];
    let both = spans.map(|span| imported(0, span, "PERSON"));
    bench.perform(&Command::Import(both.to_vec()));
    assert_eq!(bench.picture(), "[PERSON Ada] met [PERSON Babbage]");
    bench.undo();
    assert_eq!(bench.picture(), "«Ada» met Babbage");
}

#[test]
fn undo_and_redo_turn_to_what_they_change() {
    let mut bench = Bench::of("«Ada» met Babbage in [PLACE? London]");
    bench.label("PERSON");
    bench.accept("London");
    let both = "[PERSON Ada] met Babbage in «[PLACE* London]»";
    assert_eq!(bench.picture(), both);
    bench.undo();
    assert_eq!(
        bench.picture(),
        "[PERSON Ada] met Babbage in «[PLACE? London]»"
    );
    bench.undo();
    assert_eq!(bench.picture(), "«Ada» met Babbage in [PLACE? London]");
    bench.redo();
    assert_eq!(
        bench.picture(),
        "«[PERSON Ada]» met Babbage in [PLACE? London]"
    );
    bench.redo();
    assert_eq!(bench.picture(), both);
    bench.remove("Ada");
    assert_eq!(bench.picture(), "«Ada» met Babbage in [PLACE* London]");
    bench.undo();
    assert_eq!(
        bench.picture(),
        "«[PERSON Ada]» met Babbage in [PLACE* London]"
    );
}

#[test]
fn undoing_a_date_leaves_the_focus_alone() {
    let mut bench = Bench::of("@2016-07-16\n[DATE=2016-07-15 Yesterday] «Ada» met Babbage");
    let before = bench.picture();
    bench.set_date("2020-02-01");
    bench.undo();
    assert_eq!(bench.picture(), before);
}

#[test]
fn a_new_change_forgets_what_was_undone() {
    let mut bench = Bench::of("«Ada» met Babbage");
    bench.label("PERSON");
    bench.undo();
    bench.label("ORG");
    assert_eq!(bench.perform(&Command::Redo), None);
    assert_eq!(bench.picture(), "«[ORG Ada]» met Babbage");
}

#[test]
fn there_is_nothing_to_undo_at_first() {
    let mut bench = Bench::of("[PERSON Ada] met Babbage");
    assert_eq!(bench.perform(&Command::Undo), None);
    assert_eq!(bench.perform(&Command::Redo), None);
}

#[test]
fn a_reading_that_comes_too_late_changes_nothing() {
    let readings = |value: &str, bench: &Bench| {
        vec![dates::Reading {
            span: bench.span("Friday"),
            timex: timex(value),
        }]
    };
    let mut bench = Bench::of("@2016-07-16\nThey met on «Friday».");
    bench.label("DATE");
    let stamp = bench.stamp();
    let first = bench.picture();
    let late = readings("2001-01-01", &bench);
    let other_day = NaiveDate::from_ymd_opt(2001, 1, 2);
    assert_eq!(
        bench.workbench.take_readings(other_day, &late, &stamp),
        None
    );
    assert_eq!(bench.picture(), first);
    bench.undo();
    let date = bench.workbench.markup().date;
    assert_eq!(bench.workbench.take_readings(date, &late, &stamp), None);
    bench.redo();
    assert_eq!(bench.picture(), first);
}

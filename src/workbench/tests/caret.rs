//! The caret, in a picture before and a picture after.

use super::picture::{Bench, check};
use crate::text::{ByteOffset, Edge, UnicodeSegmenter, Unit};
use crate::workbench::{Command, Focus, Motion, Nudge, Step};
use proptest::prelude::*;

const CHARACTER: Step = Step::Unit(Unit::Character);
const WORD: Step = Step::Unit(Unit::Word);
const SENTENCE: Step = Step::Unit(Unit::Sentence);
const BLOCK: Step = Step::Unit(Unit::Block);

impl Bench {
    fn go(&mut self, step: Step, forward: bool, extend: bool) {
        let motion = Motion {
            step,
            forward,
            extend,
        };
        self.workbench.move_caret(motion, &UnicodeSegmenter);
    }

    /// Moves an end of what is in focus, as the page does.
    fn nudge(&mut self, edge: Edge, unit: Unit, forward: bool) {
        let nudge = Nudge {
            edge,
            unit,
            forward,
        };
        let Some(span) = self.workbench.nudged(nudge, &UnicodeSegmenter) else {
            return;
        };
        match self.workbench.focused().map(|annotation| annotation.id) {
            Some(id) => drop(self.perform(&Command::Resize(id, span))),
            None => self.workbench.set_focus(Focus::Text(span)),
        }
    }
}

/// The pictures after each of so many motions of one kind.
#[track_caller]
fn walk(step: Step, forward: bool, pictures: &[&str]) {
    let mut bench = Bench::of(pictures[0]);
    assert_eq!(bench.picture(), pictures[0]);
    for picture in &pictures[1..] {
        bench.go(step, forward, false);
        assert_eq!(bench.picture(), *picture);
    }
}

#[track_caller]
fn extend(before: &str, motions: &[(Step, bool)], after: &str) {
    let mut bench = Bench::of(before);
    for (step, forward) in motions {
        bench.go(*step, *forward, true);
    }
    assert_eq!(bench.picture(), after);
}

#[test]
fn by_character_it_never_cuts_one() {
    walk(CHARACTER, true, &["|e\u{301}x", "e\u{301}|x", "e\u{301}x|"]);
    walk(CHARACTER, false, &["👩‍🚒a|", "👩‍🚒|a", "|👩‍🚒a"]);
}

#[test]
fn by_character_it_goes_on_into_the_next_block_skipped_or_not() {
    walk(CHARACTER, true, &["A|\n~Bc", "A\n~|Bc", "A\n~B|c"]);
    walk(CHARACTER, false, &["A\n|B", "A|\nB", "|A\nB", "|A\nB"]);
}

#[test]
fn by_word_it_goes_from_beginning_to_beginning() {
    walk(
        WORD,
        true,
        &[
            "|“Ada met (J. Li).”\nNo",
            "“|Ada met (J. Li).”\nNo",
            "“Ada |met (J. Li).”\nNo",
            "“Ada met (|J. Li).”\nNo",
            "“Ada met (J. |Li).”\nNo",
            "“Ada met (J. Li).”\n|No",
            "“Ada met (J. Li).”\nNo|",
            "“Ada met (J. Li).”\nNo|",
        ],
    );
    walk(
        WORD,
        false,
        &["Ada me|t", "Ada |met", "|Ada met", "|Ada met"],
    );
}

#[test]
fn by_sentence_by_block_and_to_the_ends_of_the_document() {
    walk(
        SENTENCE,
        true,
        &["He |left. She stayed.", "He left. |She stayed."],
    );
    walk(
        SENTENCE,
        false,
        &["He left. She |stayed.", "He left. |She stayed."],
    );
    walk(
        BLOCK,
        true,
        &["O|ne\nTwo\nThree", "One\n|Two\nThree", "One\nTwo\n|Three"],
    );
    walk(BLOCK, false, &["One\nT|wo", "One\n|Two", "|One\nTwo"]);
    walk(Step::Document, true, &["O|ne\nTwo", "One\nTwo|"]);
    walk(Step::Document, false, &["One\nT|wo", "|One\nTwo"]);
}

#[test]
fn what_stands_around_the_caret_is_in_focus_the_innermost_first() {
    walk(
        WORD,
        true,
        &[
            "|The [ORG Bank of [PLACE Ulm]] closed",
            "The «[ORG |Bank of [PLACE Ulm]]» closed",
            "The «[ORG Bank |of [PLACE Ulm]]» closed",
            "The [ORG Bank of «[PLACE |Ulm]»] closed",
            "The [ORG Bank of [PLACE Ulm]] |closed",
        ],
    );
}

/// What is in focus once the hand points at the caret of the picture.
#[track_caller]
fn point(before: &str, after: &str) {
    let mut bench = Bench::of(before);
    let at = bench.workbench.caret().unwrap().head;
    let pointed = bench.workbench.pointed(at, &UnicodeSegmenter);
    bench.workbench.set_focus(pointed);
    assert_eq!(bench.picture(), after);
}

#[test]
fn a_hand_points_at_the_innermost_annotation_or_at_a_name_that_is_free() {
    point(
        "[ORG Bank of [PLACE U|lm]] closed",
        "[ORG Bank of «[PLACE U|lm]»] closed",
    );
    point("the Ports A|ct fell", "the «Ports Act» fell");
    point("a w|eek later", "a «week» later");
    point(
        "[GROUP British] Museum A|ct",
        "[GROUP British] «Museum Act»",
    );
    point("A |[PLACE Ulm] B", "A «[PLACE |Ulm]» B");
}

#[test]
fn by_annotation_it_goes_through_what_is_decided_and_what_is_suggested() {
    let mut bench = Bench::of("|[PERSON Ada] met\n~[ORG Acme]\n[PERSON? Li]");
    let mut seen = Vec::new();
    for forward in [true, true, false, false] {
        bench.go(Step::Annotation, forward, false);
        seen.push(bench.picture());
    }
    let on_ada = "«[PERSON Ada]» met\n~[ORG Acme]\n[PERSON? Li]";
    let on_li = "[PERSON Ada] met\n~[ORG Acme]\n«[PERSON? Li]»";
    assert_eq!(seen, [on_li, on_ada, on_li, on_ada]);
}

#[test]
fn without_an_annotation_there_is_none_to_go_to() {
    walk(Step::Annotation, true, &["A|da", "A|da"]);
}

#[test]
fn with_shift_the_selection_grows_and_shrinks() {
    extend("|Ada met Babbage.", &[(WORD, true)], "«Ada» met Babbage.");
    extend(
        "|Ada met Babbage.",
        &[(WORD, true), (WORD, true), (WORD, true), (WORD, false)],
        "«Ada met» Babbage.",
    );
    extend(
        "Ada |met",
        &[(CHARACTER, false), (CHARACTER, false)],
        "Ad«a» met",
    );
    extend(
        "One. T|wo. Three.",
        &[(SENTENCE, true)],
        "One. T«wo.» Three.",
    );
    extend("|One\nTwo", &[(Step::Document, true)], "«One\nTwo»");
    // White space alone is nothing to label.
    extend("Ada| met", &[(CHARACTER, true)], "Ada met");
}

#[test]
fn a_selection_over_the_words_of_an_annotation_means_the_annotation() {
    extend("|[ORG Ada] met", &[(WORD, true)], "«[ORG Ada]» met");
}

#[test]
fn a_selection_takes_a_label_and_the_caret_goes_on_behind_it() {
    check(
        "|Ada met",
        |bench| {
            bench.go(WORD, true, true);
            bench.label("PERSON");
        },
        "«[PERSON Ada]» met",
    );
    let mut bench = Bench::of("|Ada met");
    bench.go(WORD, true, true);
    bench.label("PERSON");
    bench.go(CHARACTER, true, false);
    assert_eq!(bench.picture(), "[PERSON Ada]| met");
}

#[test]
fn one_key_labels_the_word_at_the_caret() {
    for (before, after) in [
        ("Ada m|et", "Ada «met»"),
        ("Ada| met", "«Ada» met"),
        ("a |(b)", "a (b)"),
    ] {
        let mut bench = Bench::of(before);
        bench.workbench.select_word(&UnicodeSegmenter);
        assert_eq!(bench.picture().replace('|', ""), after);
    }
}

#[test]
fn it_comes_back_after_a_reload() {
    let mut bench = Bench::of("Ada |met Babbage\nNo");
    bench.go(WORD, true, true);
    let place = bench.workbench.place(None);
    let mut again = Bench::of("Ada met Babbage\nNo");
    again.workbench.return_to(place);
    assert_eq!(again.workbench.place(None), place);
    again.go(WORD, true, true);
    assert_eq!(again.picture(), "Ada «met Babbage»\nNo");
    // A place that came from a longer text is still a place.
    let mut shorter = Bench::of("A😀");
    shorter.workbench.return_to(place);
    assert_eq!(shorter.workbench.caret().unwrap().head, ByteOffset::new(5));
}

#[test]
fn the_ends_of_an_annotation_move_by_word_and_by_character() {
    for (before, edge, unit, forward, after) in [
        (
            "«[ORG Bank]» of Ulm",
            Edge::End,
            Unit::Word,
            true,
            "«[ORG Bank of]» Ulm",
        ),
        (
            "«[ORG Bank of]» Ulm",
            Edge::End,
            Unit::Word,
            false,
            "«[ORG Bank]» of Ulm",
        ),
        (
            "The «[ORG Bank]»",
            Edge::Start,
            Unit::Word,
            false,
            "«[ORG The Bank]»",
        ),
        (
            "«[ORG The Bank]»",
            Edge::Start,
            Unit::Word,
            true,
            "The «[ORG Bank]»",
        ),
        (
            "«[ORG Bank]»s",
            Edge::End,
            Unit::Character,
            true,
            "«[ORG Banks]»",
        ),
        // A space is no end of a name.
        (
            "«[ORG Bank]» of",
            Edge::End,
            Unit::Character,
            true,
            "«[ORG Bank o]»f",
        ),
        (
            "A\n«[ORG B]»",
            Edge::Start,
            Unit::Character,
            false,
            "«[ORG A\nB]»",
        ),
    ] {
        check(before, |bench| bench.nudge(edge, unit, forward), after);
    }
    check(
        "«Bank» of",
        |bench| bench.nudge(Edge::End, Unit::Word, true),
        "«Bank of»",
    );
}

#[test]
fn an_end_never_leaves_the_text_nor_passes_the_other() {
    for (edge, unit, forward) in [
        (Edge::End, Unit::Word, true),
        (Edge::End, Unit::Word, false),
        (Edge::Start, Unit::Word, true),
        (Edge::Start, Unit::Character, false),
    ] {
        let mut bench = Bench::of("«[ORG Bank]»");
        bench.nudge(edge, unit, forward);
        assert_eq!(bench.picture(), "«[ORG Bank]»");
    }
}

#[test]
fn a_moved_annotation_stays_itself() {
    let mut bench = Bench::of("«[DATE*=2016-05-05! May 5]» at");
    let before = bench.workbench.focused().unwrap().clone();
    bench.nudge(Edge::End, Unit::Word, true);
    let after = bench.workbench.focused().unwrap().clone();
    assert_eq!(bench.picture(), "«[DATE*=2016-05-05! May 5 at]»");
    assert_eq!(after.id, before.id);
    assert_eq!((&after.origin, after.score), (&before.origin, before.score));
    assert_eq!(
        (&after.time, &after.created),
        (&before.time, &before.created)
    );
}

#[test]
fn a_quick_run_of_moves_is_one_change() {
    let mut bench = Bench::of("«[ORG Bank]» of the city");
    let mut stamp = bench.stamp();
    for _ in 0..3 {
        let nudge = Nudge {
            edge: Edge::End,
            unit: Unit::Word,
            forward: true,
        };
        let id = bench.workbench.focused().unwrap().id;
        let span = bench.workbench.nudged(nudge, &UnicodeSegmenter).unwrap();
        stamp.at = crate::annotation::Timestamp::from_millis(stamp.at.millis() + 200);
        let command = Command::Resize(id, span);
        bench.workbench.perform(&command, &stamp).unwrap();
    }
    assert_eq!(bench.picture(), "«[ORG Bank of the city]»");
    bench.undo();
    assert_eq!(bench.picture(), "«[ORG Bank]» of the city");
}

#[test]
fn what_overlaps_is_gone_round() {
    let outer = "«[ORG The [ORG Bank] of [PLACE Ulm]]» is";
    let bank = "[ORG The «[ORG Bank]» of [PLACE Ulm]] is";
    let ulm = "[ORG The [ORG Bank] of «[PLACE Ulm]»] is";
    for (forward, round) in [
        (true, [bank, ulm, outer, bank]),
        (false, [ulm, bank, outer, ulm]),
    ] {
        let mut bench = Bench::of(outer);
        for picture in round {
            bench.workbench.cycle(forward);
            assert_eq!(bench.picture(), picture);
        }
    }
    let mut bench = Bench::of("No |label");
    assert_eq!(bench.workbench.cycle(true), None);
}

proptest! {
    /// Whatever the annotator does, the caret stands between characters, in a block.
    #[test]
    fn it_always_stands_in_a_block(motions in prop::collection::vec((0..6_u8, any::<bool>(), any::<bool>()), 0..40)) {
        let mut bench = Bench::of("@2016-07-16\n«Ada» [PERSON Li]’s e\u{301} 👩‍🚒.\n~Ad\n北京 (No)\n[DATE? 5 May]");
        for (step, forward, extend) in motions {
            let step = [CHARACTER, WORD, SENTENCE, BLOCK, Step::Document, Step::Annotation][usize::from(step)];
            bench.go(step, forward, extend);
            let document = bench.workbench.document().clone();
            let caret = bench.workbench.caret().unwrap();
            for end in [caret.anchor, caret.head] {
                prop_assert!(document.text.as_str().is_char_boundary(end.to_usize()));
                let in_block = |block: &crate::text::Block| block.span.start() <= end && end <= block.span.end();
                prop_assert!(document.blocks.iter().any(in_block));
            }
            if let Some(span) = bench.workbench.focused_span() {
                prop_assert_eq!(document.text.slice(span).trim(), document.text.slice(span));
            }
        }
    }

    /// Going forward by a unit and back again reaches every place that going back reaches.
    #[test]
    fn what_is_walked_forward_is_walked_back(text in "[a-c. é北\u{301}]{1,30}") {
        let text = text.trim();
        prop_assume!(!text.is_empty());
        let walk = |forward: bool| {
            let mut bench = Bench::of(text);
            bench.go(Step::Document, !forward, false);
            let mut stops = vec![bench.workbench.caret().unwrap().head];
            loop {
                bench.go(CHARACTER, forward, false);
                let head = bench.workbench.caret().unwrap().head;
                if stops.last() == Some(&head) {
                    return stops;
                }
                stops.push(head);
            }
        };
        let mut back = walk(false);
        back.reverse();
        prop_assert_eq!(walk(true), back);
    }
}

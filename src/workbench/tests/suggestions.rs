//! What is suggested, and the way from one suggestion to the next.

use super::picture::{Bench, check};
use crate::workbench::Focus;

fn walk(bench: &mut Bench, forward: bool, steps: usize) -> Vec<String> {
    let text = bench.workbench.document().text.clone();
    let step = |_| {
        let span = bench.workbench.go_to_suggestion(forward);
        span.map_or_else(String::new, |span| text.slice(span).to_owned())
    };
    (0..steps).map(step).collect()
}

#[test]
fn the_way_goes_round() {
    let mut bench = Bench::of("[A? one] [B two]\n[A? three] four [A? five]");
    assert_eq!(walk(&mut bench, true, 4), ["one", "three", "five", "one"]);
    assert_eq!(walk(&mut bench, false, 3), ["five", "three", "one"]);
}

#[test]
fn the_way_back_begins_at_the_end() {
    let mut bench = Bench::of("[A? one] [B two]\n[A? three] four [A? five]");
    assert_eq!(walk(&mut bench, false, 2), ["five", "three"]);
}

#[test]
fn the_way_begins_at_the_focus() {
    let mut bench = Bench::of("[A? one] [B two]\n[A? three] «four» [A? five]");
    assert_eq!(walk(&mut bench, true, 1), ["five"]);
    bench.select("four");
    assert_eq!(walk(&mut bench, false, 1), ["three"]);
    bench
        .workbench
        .set_focus(Focus::Annotation(bench.at("two")));
    assert_eq!(walk(&mut bench, true, 1), ["three"]);
    bench
        .workbench
        .set_focus(Focus::Annotation(bench.at("two")));
    assert_eq!(walk(&mut bench, false, 1), ["one"]);
}

#[test]
fn the_way_passes_suggestions_that_begin_together() {
    let mut bench = Bench::of("[A? one [B? two [C? three]]] [D? four]");
    let mut bench_b = Bench::of("[A? [B? one] two] [C? [D? three]] [E? four]");
    let there = [
        "one two three",
        "two three",
        "three",
        "four",
        "one two three",
    ];
    assert_eq!(walk(&mut bench, true, 5), there);
    let there = ["one two", "one", "three", "three", "four", "one two"];
    assert_eq!(walk(&mut bench_b, true, 6), there);
    let back = ["four", "three", "three", "one", "one two", "four"];
    assert_eq!(walk(&mut bench_b, false, 6), back);
}

#[test]
fn the_way_leaves_out_what_is_hidden() {
    let mut bench = Bench::of("[A? one]\n~[A? two]\n[A? three]\n[A* four]");
    bench.reject("one");
    bench.workbench.set_focus(Focus::Nothing);
    assert_eq!(walk(&mut bench, true, 2), ["three", "three"]);
    bench.accept("three");
    assert_eq!(walk(&mut bench, true, 1), [""]);
}

#[test]
fn a_suggestion_in_two_blocks_is_counted_once() {
    let bench = Bench::of("the [A? one\ntwo] and [A? three]\n[A? four]\n~[A? five]");
    assert_eq!(bench.workbench.pending(), 3);
}

#[test]
fn no_suggestion_stands_where_a_decision_does() {
    check(
        "Ada [PERSON Lovelace] met [PERSON* Babbage] in London",
        |bench| {
            bench.suggest(&[
                ("PERSON", "Ada Lovelace"),
                ("ORG", "Babbage"),
                ("PLACE", "London"),
            ]);
        },
        "Ada [PERSON Lovelace] met [PERSON* Babbage] in [PLACE? London]",
    );
}

#[test]
fn new_proposals_replace_only_those_of_their_piece_of_the_text() {
    let mut bench = Bench::of("[A? one] and [A? two]\n[A? three]");
    let first = bench.workbench.document().blocks[0].span;
    assert!(bench.workbench.suggest(first, Vec::new()));
    assert_eq!(bench.picture(), "one and two\n[A? three]");
}

#[test]
fn the_same_proposals_in_another_order_or_twice_change_nothing() {
    let mut bench = Bench::of("one and two");
    bench.suggest(&[("A", "one"), ("A", "two")]);
    let views = bench.workbench.views().to_vec();
    bench.suggest(&[("A", "two"), ("A", "one"), ("A", "two")]);
    assert!(std::sync::Arc::ptr_eq(
        &views[0],
        &bench.workbench.views()[0]
    ));
}

#[test]
fn a_suggestion_that_is_proposed_again_keeps_the_focus() {
    let mut bench = Bench::of("one and «[A? two]»");
    bench.suggest(&[("A", "one"), ("A", "two")]);
    assert_eq!(bench.picture(), "[A? one] and «[A? two]»");
    bench.suggest(&[("A", "one")]);
    assert_eq!(bench.picture(), "[A? one] and «two»");
}

#[test]
fn what_is_decided_is_told_once_and_taken_back_with_the_change() {
    let mut bench = Bench::of("«[ORG? Kremlin]» on [DATE? Friday]");
    let told = |bench: &mut Bench| -> Vec<String> {
        let decisions = bench.workbench.take_decisions();
        let text = bench.workbench.document().text.clone();
        let told = decisions.iter().map(|one| {
            let (label, words) = (&one.label, text.slice(one.span));
            format!("{:?} {label} {words}", one.verdict)
        });
        told.collect()
    };
    assert!(told(&mut bench).is_empty());
    bench.label("PLACE");
    assert_eq!(told(&mut bench), ["Accepted PLACE Kremlin"]);
    assert!(told(&mut bench).is_empty());
    assert_eq!(bench.workbench.decisions().len(), 1);
    bench.undo();
    assert_eq!(told(&mut bench), ["Withdrawn PLACE Kremlin"]);
    bench.accept("Friday");
    let date = ["Withdrawn DATE Friday"];
    assert_eq!(told(&mut bench), date, "its meaning hangs on its place");
}

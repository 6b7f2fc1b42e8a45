//! How blocks are drawn, for any annotations and after any commands.

use proptest::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

use super::picture::{Bench, assert_drawn_as_from_new};
use crate::annotation::{Annotation, AnnotationId, BlockIndex, LabelId, Origin, Review, Status};
use crate::detect::{DetectorId, Proposal, Score};
use crate::text::TextSpan;
use crate::workbench::{BlockView, Command, Focus, Workbench};

const PICTURE: &str =
    "Žofie met Ada on 5 May 😀\n~Share this\nThey walked.\nالقاهرة, Zürich\n~More";

/// Between which characters of the text, counted round and round.
type Range = (usize, usize);

#[derive(Clone, Debug)]
enum Act {
    Label(Range, u8),
    LabelFocused(usize, u8),
    Decide(usize, bool),
    Remove(usize),
    Resize(usize, Range),
    Toggle(u32),
    Date(bool),
    Import(Range, Range),
    Status(bool),
    Undo,
    Redo,
    Suggest(Range, Vec<(Range, u8)>),
}

fn range() -> impl Strategy<Value = Range> {
    (any::<usize>(), 1..30_usize)
}

fn act() -> impl Strategy<Value = Act> {
    let suggestions = prop::collection::vec((range(), 0..3_u8), 0..6);
    prop_oneof![
        3 => (range(), 0..3_u8).prop_map(|(range, label)| Act::Label(range, label)),
        1 => (any::<usize>(), 0..3_u8).prop_map(|(which, label)| Act::LabelFocused(which, label)),
        2 => any::<(usize, bool)>().prop_map(|(which, holds)| Act::Decide(which, holds)),
        1 => any::<usize>().prop_map(Act::Remove),
        1 => (any::<usize>(), range()).prop_map(|(which, range)| Act::Resize(which, range)),
        2 => (0..5_u32).prop_map(Act::Toggle),
        1 => any::<bool>().prop_map(Act::Date),
        1 => (range(), range()).prop_map(|(one, two)| Act::Import(one, two)),
        1 => any::<bool>().prop_map(Act::Status),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        3 => (range(), suggestions).prop_map(|(within, made)| Act::Suggest(within, made)),
    ]
}

fn span(bench: &Workbench, (at, length): Range) -> TextSpan {
    let text = bench.document().text.as_str();
    let mut cuts: Vec<usize> = text.char_indices().map(|(cut, _)| cut).collect();
    cuts.push(text.len());
    let first = at % (cuts.len() - 1);
    let last = (first + length).min(cuts.len() - 1);
    TextSpan::from_range(cuts[first]..cuts[last]).unwrap()
}

fn label(number: u8) -> LabelId {
    LabelId::new(["PERSON", "PLACE", "DATE"][usize::from(number)])
}

fn pick(bench: &Workbench, which: usize) -> Option<AnnotationId> {
    let drawn: Vec<_> = bench.views().iter().flat_map(|v| v.begun()).collect();
    Some(drawn.get(which.checked_rem(drawn.len())?)?.id)
}

fn take(act: &Act, bench: &mut Bench) {
    let stamp = bench.stamp();
    let there = &bench.workbench;
    let command = match act {
        Act::Label(range, number) => {
            let span = span(there, *range);
            bench.workbench.set_focus(Focus::Text(span));
            Some(Command::Label(label(*number)))
        }
        Act::LabelFocused(which, number) => pick(there, *which).map(|id| {
            bench.workbench.set_focus(Focus::Annotation(id));
            Command::Label(label(*number))
        }),
        Act::Decide(which, true) => pick(there, *which).map(Command::Accept),
        Act::Decide(which, false) => pick(there, *which).map(Command::Reject),
        Act::Remove(which) => pick(there, *which).map(Command::Remove),
        Act::Resize(which, range) => {
            let span = span(there, *range);
            pick(there, *which).map(|id| Command::Resize(id, span))
        }
        Act::Toggle(block) => Some(Command::ToggleBlock(BlockIndex::new(*block))),
        Act::Date(known) => Some(Command::SetDate(
            known
                .then(|| chrono::NaiveDate::from_ymd_opt(2016, 7, 16))
                .flatten(),
        )),
        Act::Import(one, two) => {
            let import = [one, two].map(|range| Annotation {
                origin: Origin::Import {
                    source: "gold.jsonl".into(),
                },
                ..Annotation::drawn(
                    AnnotationId::default(),
                    span(there, *range),
                    label(0),
                    stamp.clone(),
                )
            });
            Some(Command::Import(import.to_vec()))
        }
        Act::Status(true) => Some(Command::SetStatus(Status::Done)),
        Act::Status(false) => Some(Command::SetStatus(Status::Flagged)),
        Act::Undo => Some(Command::Undo),
        Act::Redo => Some(Command::Redo),
        Act::Suggest(within, made) => {
            let within = span(there, *within);
            let proposals = made.iter().map(|(range, number)| Proposal {
                span: span(there, *range),
                label: label(*number),
                score: Score::new(0.5),
                detector: DetectorId {
                    name: "any".into(),
                    version: "1".into(),
                },
                time: None,
            });
            let proposals = proposals
                .filter(|made| made.span.overlaps(within))
                .collect();
            bench.workbench.suggest(within, proposals);
            None
        }
    };
    if let Some(command) = command {
        bench.workbench.perform(&command, &stamp).unwrap();
    }
}

/// The pieces cover the block without a gap, and are covered by what is over them.
fn assert_covered(bench: &Workbench, view: &BlockView) {
    let mut at = view.span.start();
    let mut levels = HashMap::new();
    let (mut started, mut ended) = (Vec::new(), Vec::new());
    for segment in &view.segments {
        assert_eq!(segment.span.start(), at, "a gap or an overlap");
        at = segment.span.end();
        let spans: Vec<_> = segment
            .covers
            .iter()
            .map(|c| c.annotation.place())
            .collect();
        assert!(spans.is_sorted(), "the outermost comes first");
        for cover in &segment.covers {
            let annotation = &cover.annotation;
            assert!(annotation.span.contains(segment.span));
            let level = *levels.entry(annotation.id).or_insert(cover.level);
            assert_eq!(level, cover.level, "one level all along");
            let same = segment.covers.iter().filter(|other| other.level == level);
            assert_eq!(same.count(), 1, "two lines on one level");
            started.extend(cover.starts.then_some(annotation.place()));
            ended.extend(cover.ends.then_some(annotation.place()));
        }
    }
    assert_eq!(at, view.span.end());
    let mut over: Vec<_> = all_drawn(bench);
    over.retain(|annotation| annotation.span.overlaps(view.span));
    let over: Vec<_> = over.iter().map(|annotation| annotation.place()).collect();
    assert_eq!(started, over, "each annotation starts once");
    ended.sort();
    assert_eq!(ended, over, "each annotation ends once");
}

/// What is to be seen, in order, found the simple way.
fn all_drawn(bench: &Workbench) -> Vec<&Arc<Annotation>> {
    let decided = bench.markup().annotations.iter();
    let decided = decided.filter(|annotation| annotation.review == Review::Accepted);
    let suggested = bench.suggestions().iter();
    let suggested = suggested.filter(|suggestion| bench.is_visible(suggestion));
    let mut all: Vec<_> = decided.chain(suggested).collect();
    all.sort_by_key(|annotation| annotation.place());
    all
}

proptest! {
    #[test]
    fn any_commands_leave_a_document_that_is_drawn_right(
        acts in prop::collection::vec(act(), 1..25),
    ) {
        let mut bench = Bench::of(PICTURE);
        for act in &acts {
            let before = bench.workbench.views().to_vec();
            take(act, &mut bench);
            let bench = &bench.workbench;
            assert_drawn_as_from_new(bench);
            for (old, new) in before.iter().zip(bench.views()) {
                assert_eq!(old == new, Arc::ptr_eq(old, new), "a new pointer for the same view");
                assert_covered(bench, new);
            }
            let begun = bench.views().iter().flat_map(|view| view.begun());
            let blocks = bench.document().blocks.iter();
            let spans: Vec<_> = blocks.map(|block| block.span).collect();
            let mut drawn = all_drawn(bench);
            drawn.retain(|annotation| spans.iter().any(|span| span.overlaps(annotation.span)));
            assert_eq!(begun.collect::<Vec<_>>(), drawn);
            let pending = drawn.iter().filter(|a| a.review == Review::Suggested);
            assert_eq!(bench.pending(), pending.count());
            if let Focus::Annotation(id) = bench.focus() {
                assert!(bench.annotation(id).is_some(), "the focus is on nothing");
            }
        }
    }
}

#[test]
fn an_edit_leaves_the_other_blocks_alone() {
    let mut bench = Bench::of("Ada met Babbage\nThey walked\n[PERSON? Jo] came");
    let before = bench.workbench.views().to_vec();
    bench.select("They");
    bench.label("GROUP");
    let same = |n: usize, bench: &Bench| Arc::ptr_eq(&before[n], &bench.workbench.views()[n]);
    assert!(same(0, &bench) && !same(1, &bench) && same(2, &bench));
    bench.accept("Jo");
    assert!(same(0, &bench) && !same(2, &bench));
}

#[test]
fn inner_lines_are_drawn_nearer_to_the_text() {
    let bench = Bench::of("[ORG the [PERSON Ada] [PLACE Lovelace]] and [MISC so]");
    let mut levels = HashMap::new();
    for segment in &bench.workbench.views()[0].segments {
        for cover in &segment.covers {
            levels.insert(cover.annotation.label.as_str(), cover.level);
        }
    }
    let expected = [("PERSON", 0), ("PLACE", 0), ("ORG", 1), ("MISC", 0)];
    assert_eq!(levels, HashMap::from(expected));
}

#[test]
fn a_crowd_is_drawn_too_and_no_two_lines_on_one_level() {
    // A thousand, each of which overlaps the next two.
    let mut bench = Bench::of(&"a".repeat(1_002));
    let there = bench.workbench.document().blocks[0].span;
    let proposals = (0..1_000).map(|n| Proposal {
        span: span(&bench.workbench, (n, 3)),
        label: label(0),
        score: Score::new(0.5),
        detector: DetectorId {
            name: "any".into(),
            version: "1".into(),
        },
        time: None,
    });
    let proposals = proposals.collect();
    bench.workbench.suggest(there, proposals);
    let view = bench.workbench.views()[0].clone();
    assert_eq!(view.begun().count(), 1_000);
    assert_covered(&bench.workbench, &view);
    let covers = view.segments.iter().flat_map(|segment| &segment.covers);
    assert_eq!(covers.map(|cover| cover.level).max(), Some(2));
}

#[test]
fn an_annotation_over_two_blocks_begins_in_the_first() {
    let bench = Bench::of("The [ORG Bank of\nEngland] said");
    let views = bench.workbench.views();
    assert_eq!((views[0].begun().count(), views[1].begun().count()), (1, 0));
    assert_eq!(views[1].annotations().count(), 1);
    let first = &views[1].segments[0].covers[0];
    assert!(first.starts && first.ends && first.continued);
}

//! The set against a sorted list.

use proptest::prelude::*;

use super::*;
use crate::annotation::choices::{annotation, span};

/// The text that the annotations stand in, in bytes.
const TEXT: u32 = 3_000;

/// How many identities there are.
const IDS: u64 = 2_500;

/// The same set, done the simple way.
#[derive(Default)]
struct Naive(Vec<Annotation>);

impl Naive {
    fn insert(&mut self, annotation: Annotation) {
        self.remove(annotation.id);
        self.0.push(annotation);
        self.0.sort_by_key(Annotation::place);
    }

    fn remove(&mut self, id: AnnotationId) {
        self.0.retain(|annotation| annotation.id != id);
    }

    fn those(&self, wanted: impl Fn(TextSpan) -> bool) -> Vec<&Annotation> {
        let those = self.0.iter().filter(|annotation| wanted(annotation.span));
        those.collect()
    }
}

#[derive(Clone, Debug)]
enum Step {
    Insert(u64, TextSpan),
    Remove(u64),
    /// Inserts so many with these identities on, each so many bytes after the last.
    Fill(u64, u64, u32, u32),
    /// Removes so many with these identities on.
    Clear(u64, u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (0..IDS, span(TEXT)).prop_map(|(id, span)| Step::Insert(id, span)),
        2 => (0..IDS).prop_map(Step::Remove),
        2 => (0..IDS, 0..900_u64, 0..TEXT, 0..5_u32)
            .prop_map(|(from, count, at, apart)| Step::Fill(from, count, at, apart)),
        1 => (0..IDS, 0..900_u64).prop_map(|(from, count)| Step::Clear(from, count)),
    ]
}

fn take(step: &Step, set: &mut AnnotationSet, naive: &mut Naive) {
    let mut insert = |id: u64, span: TextSpan| {
        let new = annotation(id % IDS, span, 0);
        let old = naive.0.iter().find(|old| old.id == new.id).cloned();
        naive.insert(new.clone());
        assert_eq!(set.insert(new).as_deref(), old.as_ref());
    };
    match *step {
        Step::Insert(id, span) => insert(id, span),
        Step::Fill(from, count, at, apart) => {
            for n in 0..count {
                let start = (at + n as u32 * apart) % (TEXT - 40);
                // Here and there a long one, which reaches over many others.
                let length = if n % 50 == 7 { 40 } else { 1 + n as u32 % 9 };
                let range = start as usize..(start + length) as usize;
                insert(from + n, TextSpan::from_range(range).unwrap());
            }
        }
        Step::Remove(id) => remove(id, set, naive),
        Step::Clear(from, count) => (from..from + count).for_each(|id| remove(id, set, naive)),
    }
}

fn remove(id: u64, set: &mut AnnotationSet, naive: &mut Naive) {
    let id = AnnotationId::new(id % IDS);
    let old = naive.0.iter().find(|old| old.id == id).cloned();
    naive.remove(id);
    assert_eq!(set.remove(id).as_deref(), old.as_ref());
}

fn list<'a>(found: impl Iterator<Item = &'a Arc<Annotation>>) -> Vec<&'a Annotation> {
    found.map(|annotation| &**annotation).collect()
}

fn assert_same(set: &AnnotationSet, naive: &Naive, window: TextSpan) {
    assert_eq!(
        (set.len(), set.is_empty()),
        (naive.0.len(), naive.0.is_empty())
    );
    assert_eq!(list(set.iter()), naive.those(|_| true));
    let overlapping = naive.those(|span| span.overlaps(window));
    assert_eq!(list(set.overlapping(window)), overlapping);
    let at = window.start();
    let from = naive.those(|span| span.start() >= at);
    assert_eq!(list(set.starting_from(at)), from);
    let mut before = naive.those(|span| span.start() < at);
    before.reverse();
    assert_eq!(list(set.starting_before(at)), before);
    for id in (0..IDS).step_by(97).map(AnnotationId::new) {
        let known = naive.0.iter().find(|known| known.id == id);
        assert_eq!(set.get(id).map(|found| &**found), known);
    }
}

/// No chunk is empty or too full, and each knows how far its spans reach.
fn assert_chunks(set: &AnnotationSet) {
    for chunk in &set.chunks {
        assert!((1..=CHUNK).contains(&chunk.annotations.len()));
        let reach = chunk.annotations.iter().map(|a| a.span.end()).max();
        assert_eq!(Some(chunk.reach), reach);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_steps_make_what_they_make_of_a_sorted_list(
        steps in prop::collection::vec((step(), span(TEXT)), 1..16),
    ) {
        let mut set = AnnotationSet::default();
        let mut naive = Naive::default();
        for (step, window) in &steps {
            take(step, &mut set, &mut naive);
            assert_same(&set, &naive, *window);
            assert_chunks(&set);
        }
        let loaded: AnnotationSet = naive.0.iter().rev().cloned().collect();
        assert_eq!(loaded, set);
        assert_same(&loaded, &naive, steps[0].1);
        assert_chunks(&loaded);
    }
}

#[test]
fn a_set_fills_and_empties() {
    let mut set = AnnotationSet::default();
    let mut naive = Naive::default();
    let window = TextSpan::from_range(1_000..1_200).unwrap();
    take(&Step::Fill(0, 2_000, 0, 1), &mut set, &mut naive);
    assert!(set.chunks.len() > 3);
    assert_same(&set, &naive, window);
    take(&Step::Clear(300, 1_000), &mut set, &mut naive);
    assert_same(&set, &naive, window);
    take(&Step::Clear(0, IDS), &mut set, &mut naive);
    assert!(set.is_empty() && set.chunks.is_empty());
    assert_same(&set, &naive, window);
}

#[test]
fn of_two_with_one_identity_the_last_is_kept() {
    let spans = [0..5, 3..9].map(|range| TextSpan::from_range(range).unwrap());
    let set: AnnotationSet = spans.iter().map(|span| annotation(1, *span, 0)).collect();
    assert_eq!(list(set.iter()), [&annotation(1, spans[1], 0)]);
}

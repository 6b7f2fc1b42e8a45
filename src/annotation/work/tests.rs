//! Any work against a list of all states that it had.

use proptest::prelude::*;

use super::*;
use crate::annotation::choices::{Choice, annotation};
use crate::text::TextSpan;

#[derive(Clone, Debug)]
enum Act {
    Do(Choice),
    Undo,
    Redo,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => Choice::any().prop_map(Act::Do),
        2 => Just(Act::Undo),
        2 => Just(Act::Redo),
    ]
}

/// Keeps the markup after each change instead of what changed.
#[derive(Default)]
struct Naive {
    begun: Markup,
    done: Vec<State>,
    undone: Vec<State>,
}

struct State {
    markup: Markup,
    /// What the person did since the state before.
    event: Event,
}

impl Naive {
    fn markup(&self) -> &Markup {
        self.done.last().map_or(&self.begun, |state| &state.markup)
    }

    fn make(&mut self, event: Event) {
        let mut markup = self.markup().clone();
        event.edit.apply(&mut markup).unwrap();
        self.undone.clear();
        let before = match self.done.as_slice() {
            [.., before, _] => &before.markup,
            _ => &self.begun,
        };
        let comes_back = markup == *before;
        if let Some(last) = self.done.last_mut() {
            let apart = event.at.millis() - last.event.at.millis();
            let together = apart <= 500 && last.event.by == event.by && !comes_back;
            if let Some(edit) = last.event.edit.merge(&event.edit).filter(|_| together) {
                last.markup = markup;
                last.event = Event { edit, ..event };
                return;
            }
        }
        self.done.push(State { markup, event });
    }

    fn take(&mut self, entry: &Entry) {
        match entry {
            Entry::Do(event) | Entry::Amend(event) => self.make(event.clone()),
            Entry::Undo { .. } => self.undone.extend(self.done.pop()),
            Entry::Redo { .. } => self.done.extend(self.undone.pop()),
        }
    }
}

proptest! {
    #[test]
    fn any_work_has_the_states_that_a_list_of_all_states_has(
        acts in prop::collection::vec((act(), 0..900_i64, any::<bool>()), 0..40),
    ) {
        let mut work = Work::default();
        let mut naive = Naive::default();
        let mut journal = Vec::new();
        let mut clock = 0;
        for (act, pause, ada) in acts {
            clock += pause;
            let at = Timestamp::from_millis(clock);
            let by = Author::new(if ada { "Ada" } else { "Charles" });
            let entry = match act {
                Act::Do(choice) => {
                    let next_id = work.fresh_ids().next().unwrap().get();
                    let edit = choice.edit(work.markup(), next_id);
                    Entry::Do(Event { edit, at, by })
                }
                Act::Undo => Entry::Undo { at, by },
                Act::Redo => Entry::Redo { at, by },
            };
            work.step(&entry).unwrap();
            naive.take(&entry);
            journal.push(entry);
            prop_assert_eq!(work.markup(), naive.markup());
            prop_assert_eq!(work.history().done().len(), naive.done.len());
            prop_assert_eq!(work.history().to_redo().is_some(), !naive.undone.is_empty());
        }

        let written = serde_json::to_string(&journal).unwrap();
        let read: Vec<Entry> = serde_json::from_str(&written).unwrap();
        let mut replayed = Work::default();
        for entry in &read {
            replayed.step(entry).unwrap();
        }
        prop_assert_eq!(&replayed, &work);
        let written = serde_json::to_string(&work).unwrap();
        prop_assert_eq!(serde_json::from_str::<Work>(&written).unwrap(), work);
    }
}

#[test]
fn an_identity_is_never_given_twice() {
    let span = TextSpan::from_range(0..3).unwrap();
    let mut markup = Markup::default();
    markup.annotations.insert(annotation(4, span, 0));
    let mut work = Work::new(markup);
    let fresh = work.fresh_ids().next().unwrap();
    assert_eq!(fresh, AnnotationId::new(5));
    let (at, by) = (Timestamp::default(), Author::new("Ada"));
    let add = Edit::Add(Box::new(annotation(fresh.get(), span, 0)));
    let event = Event {
        edit: add,
        at,
        by: by.clone(),
    };
    work.step(&Entry::Do(event)).unwrap();
    work.step(&Entry::Undo { at, by }).unwrap();
    assert_eq!(work.fresh_ids().next(), Some(AnnotationId::new(6)));
}

#[test]
fn a_step_that_does_not_fit_leaves_the_work_as_it_was() {
    let missing = annotation(4, TextSpan::from_range(0..3).unwrap(), 0);
    let mut work = Work::default();
    let entry = Entry::Do(Event {
        edit: Edit::Remove(Box::new(missing.clone())),
        at: Timestamp::default(),
        by: Author::new("Ada"),
    });
    assert_eq!(work.step(&entry), Err(EditError::Differs(missing.id)));
    assert_eq!(work, Work::default());
}

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::annotation::{
    Annotation, Author, BlockIndex, Edit, Event, LabelId, Review, Stamp, Status, Timestamp,
};
use crate::detect::Score;
use crate::record;
use crate::text::TextSpan;

/// What a person might do next. The numbers choose among what is there.
#[derive(Clone, Debug)]
enum Action {
    Draw(usize, usize, u8),
    Relabel(usize, u8),
    Resize(usize, usize),
    Delete(usize),
    DeleteAll,
    Date(u32),
    Block(u32, Option<bool>),
    Flag,
    Undo,
    Redo,
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        4 => (0..90_usize, 1..9_usize, 0..4_u8).prop_map(|(at, len, l)| Action::Draw(at, len, l)),
        3 => (any::<usize>(), 0..4_u8).prop_map(|(which, label)| Action::Relabel(which, label)),
        2 => (any::<usize>(), 1..9_usize).prop_map(|(which, len)| Action::Resize(which, len)),
        1 => any::<usize>().prop_map(Action::Delete),
        1 => Just(Action::DeleteAll),
        1 => (0..999_u32).prop_map(Action::Date),
        1 => (0..3_u32, any::<Option<bool>>()).prop_map(|(block, on)| Action::Block(block, on)),
        1 => Just(Action::Flag),
        4 => Just(Action::Undo),
        3 => Just(Action::Redo),
    ]
}

/// A person at work, with a journal.
#[derive(Default)]
struct Session {
    work: Work,
    seq: Seq,
    clock: i64,
    snapshot: Snapshot,
    journal: Vec<(Seq, Vec<u8>)>,
}

impl Session {
    fn act(&mut self, action: &Action, pause: i64) {
        self.clock += pause;
        let at = Timestamp::from_millis(self.clock);
        let by = Author::new("Ada");
        let entry = match action {
            Action::Undo => Entry::Undo { at, by },
            Action::Redo => Entry::Redo { at, by },
            action => match self.edit(action) {
                Some(edit) => Entry::Do(Event { edit, at, by }),
                None => return,
            },
        };
        self.work.step(&entry).unwrap();
        self.seq = self.seq.next();
        let line = JournalLine {
            seq: self.seq,
            entry,
        };
        self.journal.push((self.seq, line.seal().unwrap()));
    }

    fn edit(&self, action: &Action) -> Option<Edit> {
        let markup = self.work.markup();
        let count = markup.annotations.len();
        let pick = |which: usize| {
            let at = which.checked_rem(count)?;
            markup.annotations.iter().nth(at).map(|a| (**a).clone())
        };
        let change = |before: Annotation, change: &dyn Fn(&mut Annotation)| {
            let mut after = before.clone();
            change(&mut after);
            let (before, after) = (Box::new(before), Box::new(after));
            Edit::Change { before, after }
        };
        Some(match *action {
            Action::Draw(at, len, label) => {
                let id = self.work.fresh_ids().next()?;
                let stamp = Stamp {
                    at: Timestamp::from_millis(self.clock),
                    by: Author::new("Ada"),
                };
                let span = TextSpan::from_range(at..at + len)?;
                let mut annotation =
                    Annotation::drawn(id, span, LabelId::new(format!("L{label}")), stamp);
                annotation.score = Some(Score::new(at as f32 / 91.0));
                Edit::Add(Box::new(annotation))
            }
            Action::Relabel(which, label) => change(pick(which)?, &|annotation| {
                annotation.label = LabelId::new(format!("L{label}"));
                annotation.review = Review::Accepted;
            }),
            Action::Resize(which, len) => change(pick(which)?, &|annotation| {
                let start = annotation.span.start().to_usize();
                annotation.span = TextSpan::from_range(start..start + len).unwrap();
            }),
            Action::Delete(which) => Edit::Remove(Box::new(pick(which)?)),
            Action::DeleteAll => {
                let all = markup.annotations.iter();
                Edit::Batch(all.map(|a| Edit::Remove(Box::new((**a).clone()))).collect())
            }
            Action::Date(days) => Edit::Date {
                before: markup.date,
                after: NaiveDate::from_num_days_from_ce_opt(730_000 + days as i32),
            },
            Action::Block(block, after) => Edit::Block {
                block: BlockIndex::new(block),
                before: markup.blocks.get(&BlockIndex::new(block)).copied(),
                after,
            },
            Action::Flag => Edit::Status {
                before: markup.status,
                after: Status::Flagged,
            },
            Action::Undo | Action::Redo => return None,
        })
    }

    fn draw(&mut self, at: usize) {
        self.act(&Action::Draw(at, 3, 0), 10_000);
    }

    fn undo(&mut self) {
        self.act(&Action::Undo, 10_000);
    }

    fn redo(&mut self) {
        self.act(&Action::Redo, 10_000);
    }

    fn compact(&mut self) {
        let (seq, work) = (self.seq, self.work.clone());
        let stored = record::seal(&Snapshot { seq, work }).unwrap();
        self.snapshot = record::open(&stored).unwrap();
        self.journal.clear();
    }

    fn damage(&mut self, line: usize) {
        self.journal[line].1.push(b'x');
    }

    fn replayed(&self) -> Replayed {
        replay(self.snapshot.clone(), self.journal.clone())
    }
}

/// Where the annotations begin.
fn starts(work: &Work) -> Vec<u32> {
    let annotations = work.markup().annotations.iter();
    annotations.map(|a| a.span.start().get()).collect()
}

proptest! {
    #[test]
    fn any_history_compacted_anywhere_comes_back_whole(
        actions in prop::collection::vec((action(), 0..2_000_i64, prop::bool::weighted(0.1)), 0..80),
    ) {
        let mut session = Session::default();
        for (action, pause, compact) in &actions {
            session.act(action, *pause);
            if *compact {
                session.compact();
            }
        }
        let replayed = session.replayed();
        prop_assert_eq!(&replayed.damage, &[]);
        prop_assert_eq!(replayed.seq, session.seq);
        prop_assert_eq!(replayed.work, session.work);
    }

    #[test]
    fn one_damaged_line_never_takes_an_annotation_with_it_that_was_drawn_elsewhere(
        undo in prop::collection::vec(any::<bool>(), 1..40),
        damaged in any::<prop::sample::Index>(),
    ) {
        let mut session = Session::default();
        for (n, undo) in undo.iter().enumerate() {
            if *undo { session.undo() } else { session.draw(n) }
        }
        let live = starts(&session.work);
        let damaged = damaged.index(session.journal.len());
        session.damage(damaged);
        let replayed = session.replayed();
        let kept = starts(&replayed.work);
        let lost = live.iter().filter(|start| !kept.contains(start)).count();
        prop_assert_eq!(replayed.damage.len(), 1);
        prop_assert!(lost <= 1, "{live:?} became {kept:?}");
    }
}

#[test]
fn an_undo_of_a_lost_change_does_not_take_back_another_change() {
    let mut session = Session::default();
    session.draw(0);
    session.draw(10);
    session.undo();
    session.damage(1);
    assert_eq!(starts(&session.replayed().work), [0]);
    session.redo();
    session.undo();
    session.undo();
    assert!(starts(&session.replayed().work).is_empty());
}

#[test]
fn a_redo_of_a_lost_change_does_not_make_another_change_again() {
    let mut session = Session::default();
    session.draw(0);
    session.undo();
    session.draw(10);
    session.undo();
    session.damage(2);
    session.redo();
    assert!(starts(&session.replayed().work).is_empty());
}

#[test]
fn a_damaged_line_is_reported_with_its_number_and_what_to_do() {
    let mut session = Session::default();
    session.draw(0);
    session.draw(10);
    session.draw(20);
    session.damage(1);
    let replayed = session.replayed();
    assert_eq!(starts(&replayed.work), [0, 20]);
    assert_eq!(replayed.seq, Seq::new(3));
    let [damage] = replayed.damage.as_slice() else {
        panic!("one line is damaged, not {:?}", replayed.damage);
    };
    let said = damage.to_string();
    assert!(said.starts_with("line 2 of the document's journal is lost: its checksum is"));
    assert!(said.ends_with("look over the last changes to this document"));
}

#[test]
fn missing_lines_are_reported_once() {
    let mut session = Session::default();
    for n in 0..5 {
        session.draw(10 * n);
    }
    session.journal.drain(1..4);
    session.undo();
    session.undo();
    let replayed = session.replayed();
    assert_eq!(starts(&replayed.work), [0]);
    let problem = Problem::Missing {
        through: Seq::new(4),
    };
    let seq = Seq::new(2);
    assert_eq!(replayed.damage, [Damage { seq, problem }]);
}

#[test]
fn a_line_that_does_not_fit_is_reported_and_the_next_ones_are_taken() {
    let mut session = Session::default();
    session.draw(0);
    session.act(&Action::Delete(0), 10_000);
    session.draw(10);
    session.damage(0);
    let replayed = session.replayed();
    assert_eq!(starts(&replayed.work), [10]);
    assert_eq!(replayed.damage.len(), 2);
    assert!(matches!(
        replayed.damage[1].problem,
        Problem::Unfitting(EditError::Differs(_))
    ));
}

#[test]
fn lines_that_the_snapshot_contains_are_passed_over() {
    let mut session = Session::default();
    session.draw(0);
    session.draw(10);
    let journal = session.journal.clone();
    session.compact();
    session.journal = journal;
    session.draw(20);
    let replayed = session.replayed();
    assert_eq!(replayed.damage, []);
    assert_eq!(replayed.work, session.work);
}

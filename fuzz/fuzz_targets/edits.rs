//! Whatever an annotator does in whatever order: the set stays sorted and in the text, the blocks
//! show what is there, undoing everything leads back to the beginning, redoing it to the end, and the
//! journal gives the same work again.

#![no_main]

use std::sync::Arc;

use chrono::NaiveDate;
use libfuzzer_sys::{arbitrary, fuzz_target};
use spanwright::annotation::{Annotation, AnnotationId, BlockIndex, LabelId, Status, Work};
use spanwright::detect::dates::{Timex, TimexKind};
use spanwright::project::{JournalLine, Seq, Snapshot, replay};
use spanwright::text::TextSpan;
use spanwright::workbench::{Command, Focus, Workbench};
use spanwright_fuzz::{check_set, document, stamp};

#[derive(Debug, arbitrary::Arbitrary)]
enum Act {
    FocusText(u16, u8),
    FocusAnnotation(u8),
    Label(u8),
    Put(u16, u8, u8),
    Relabel(u8, u8),
    Accept(u8),
    Reject(u8),
    Remove(u8),
    Resize(u8, u16, u8),
    SetTime(u8, String),
    SetDate(Option<u16>),
    ToggleBlock(u8),
    SetStatus(u8),
    Import(Vec<(u16, u8, u8)>),
    All(Vec<(u16, u8, u8)>),
    Suggest(Vec<(u16, u8, u8)>),
    Undo,
    Redo,
}

fuzz_target!(|input: (&str, Vec<Act>, u16)| {
    let (text, acts, pace) = input;
    let made = Arc::new(document(text));
    let beginning = Work::new(made.first_markup());
    let mut bench = Workbench::new(made.clone(), beginning.clone(), Vec::new());
    let mut lines = Vec::new();
    let mut now = 0;
    for act in &acts {
        now += i64::from(pace);
        let Some(command) = command(&mut bench, act) else {
            continue;
        };
        let entry = bench.perform(&command, &stamp(now));
        if let Some(entry) = entry.expect("what an annotator does fits") {
            let seq = Seq::new(lines.len() as u64 + 1);
            lines.push(JournalLine { seq, entry });
        }
        check(&bench);
    }
    let end = bench.work().markup().clone();
    let stored = lines
        .iter()
        .map(|line| (line.seq, line.seal().expect("a line is stored")));
    let replayed = replay(
        Snapshot {
            seq: Seq::START,
            work: beginning.clone(),
        },
        stored,
    );
    assert_eq!(replayed.damage, []);
    assert_eq!(replayed.work, *bench.work());
    let undone = std::iter::from_fn(|| step(&mut bench, &Command::Undo)).count();
    if bench.work().history().done().is_empty() && undone < 500 {
        assert_eq!(bench.work().markup(), beginning.markup());
    }
    while step(&mut bench, &Command::Redo).is_some() {}
    if bench.work().history().undone().is_empty() && replayed.work.history().undone().is_empty() {
        assert_eq!(*bench.work().markup(), end);
    }
});

fn step(bench: &mut Workbench, command: &Command) -> Option<()> {
    let entry = bench.perform(command, &stamp(i64::MAX / 2));
    check(bench);
    entry.expect("undo and redo fit").map(drop)
}

fn check(bench: &Workbench) {
    let document = bench.document();
    check_set(&document.text, &bench.markup().annotations);
    check_set(&document.text, bench.suggestions());
    assert_eq!(bench.views().len(), document.blocks.len());
    for view in bench.views() {
        let pieces = view
            .segments
            .iter()
            .map(|segment| view.text.slice(segment.span));
        assert_eq!(pieces.collect::<String>(), view.text.slice(view.span));
    }
}

fn command(bench: &mut Workbench, act: &Act) -> Option<Command> {
    let label = |n: &u8| LabelId::new(["PERSON", "ORG", "DATE", ""][usize::from(n % 4)]);
    let text = bench.document().text.clone();
    let span = |at: u16, length: u8| {
        let text = text.as_str();
        let start = text.floor_char_boundary(usize::from(at) % (text.len() + 1));
        let end = text.ceil_char_boundary((start + usize::from(length)).min(text.len()));
        TextSpan::from_range(start..end)
    };
    let annotations = bench
        .markup()
        .annotations
        .iter()
        .chain(bench.suggestions().iter());
    let ids: Vec<AnnotationId> = annotations.map(|annotation| annotation.id).collect();
    let id = |n: &u8| match ids.is_empty() {
        true => AnnotationId::new(u64::from(*n)),
        false => ids[usize::from(*n) % ids.len()],
    };
    let drawn = |list: &[(u16, u8, u8)]| {
        let drawn = list
            .iter()
            .enumerate()
            .filter_map(|(n, (at, length, named))| {
                let span = span(*at, *length)?;
                Some(Annotation::drawn(
                    AnnotationId::new(n as u64),
                    span,
                    label(named),
                    stamp(0),
                ))
            });
        drawn.collect::<Vec<_>>()
    };
    Some(match act {
        Act::FocusText(at, length) => {
            let focus = span(*at, *length).map_or(Focus::Nothing, Focus::Text);
            bench.set_focus(focus);
            return None;
        }
        Act::FocusAnnotation(n) => {
            let focus = Focus::Annotation(id(n));
            bench.set_focus(focus);
            return None;
        }
        Act::Suggest(list) => {
            let suggestions = drawn(list).into_iter().map(|mut one| {
                one.id = AnnotationId::of_suggestion(one.span, &one.label);
                one.review = spanwright::annotation::Review::Suggested;
                one.origin = spanwright::annotation::Origin::Detector {
                    name: "fuzzed".into(),
                    version: "1".into(),
                };
                one
            });
            let made = bench.document().clone();
            *bench = Workbench::new(made, bench.work().clone(), suggestions.collect());
            return None;
        }
        Act::Label(named) => Command::Label(label(named)),
        Act::Put(at, length, named) => Command::Put(span(*at, *length)?, label(named)),
        Act::Relabel(n, named) => Command::Relabel(id(n), label(named)),
        Act::Accept(n) => Command::Accept(id(n)),
        Act::Reject(n) => Command::Reject(id(n)),
        Act::Remove(n) => Command::Remove(id(n)),
        Act::Resize(n, at, length) => Command::Resize(id(n), span(*at, *length)?),
        Act::SetTime(n, value) => {
            Command::SetTime(id(n), Timex::new(TimexKind::Date, value.clone()))
        }
        Act::SetDate(day) => Command::SetDate(
            day.and_then(|day| NaiveDate::from_num_days_from_ce_opt(690_000 + i32::from(day))),
        ),
        Act::ToggleBlock(n) => {
            let blocks = bench.document().blocks.len();
            Command::ToggleBlock(BlockIndex::from_usize(usize::from(*n) % blocks.max(1)))
        }
        Act::SetStatus(n) => Command::SetStatus(
            [
                Status::New,
                Status::InProgress,
                Status::Done,
                Status::Flagged,
            ][usize::from(n % 4)],
        ),
        Act::Import(list) => Command::Import(drawn(list)),
        Act::All(list) => Command::All(
            drawn(list)
                .into_iter()
                .map(|one| Command::Put(one.span, one.label))
                .collect(),
        ),
        Act::Undo => Command::Undo,
        Act::Redo => Command::Redo,
    })
}

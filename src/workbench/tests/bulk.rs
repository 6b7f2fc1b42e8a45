//! Commands about many annotations, each one change.

use super::picture::{Bench, check};
use crate::annotation::{AnnotationId, BlockIndex, LabelId};
use crate::detect::Score;
use crate::text::FindOptions;
use crate::text::UnicodeSegmenter;
use crate::workbench::{Command, Covered, Occurrence};

const WHOLE: FindOptions = FindOptions {
    match_case: true,
    whole_words: true,
};

impl Bench {
    fn all(&mut self, ids: &[AnnotationId], command: impl Fn(AnnotationId) -> Command) {
        self.perform(&Command::All(ids.iter().map(|id| command(*id)).collect()));
    }

    fn label_all(&mut self, label: &str) {
        let label = LabelId::new(label);
        let found = self.occurrences(Some(&label), WHOLE);
        let spans: Vec<_> = found.iter().map(|one| one.span).collect();
        self.perform(&Command::label_all(&spans, &label));
    }

    /// The places that read as what is in focus does.
    fn occurrences(&self, label: Option<&LabelId>, options: FindOptions) -> Vec<Occurrence> {
        let span = self.workbench.focused_span().unwrap();
        let words = self.workbench.document().text.slice(span);
        self.workbench
            .occurrences(words, label, options, &UnicodeSegmenter)
    }

    fn excerpts(&self, options: FindOptions) -> Vec<String> {
        let document = self.workbench.document();
        let found = self.occurrences(None, options).into_iter();
        let excerpts = found.map(|one| document.excerpt(one.span));
        excerpts
            .map(|one| format!("{}{}{}", one.before, one.words, one.after))
            .collect()
    }
}

#[test]
fn one_key_labels_all_that_reads_the_same() {
    check(
        "«[PERSON Kerry]» met.\n[ORG Kerry] and [PERSON? Kerry]'s aide, not Kerryman\n~Kerry",
        |bench| bench.label_all("PERSON"),
        "«[PERSON Kerry]» met.\n[PERSON Kerry] and [PERSON* Kerry]'s aide, not Kerryman\n~Kerry",
    );
    check(
        "«Kerry» met Kerry",
        |bench| bench.label_all("PERSON"),
        "«[PERSON Kerry]» met [PERSON Kerry]",
    );
}

#[test]
fn what_stands_on_an_occurrence_is_said() {
    let bench = Bench::of("«Apple» [ORG Apple] [FOOD? Apple] [FOOD Apple pie] apple");
    let covered = |label: &str, options| {
        let found = bench.occurrences(Some(&LabelId::new(label)), options);
        found
            .iter()
            .map(|one| match one.covered {
                Covered::Nothing => "",
                Covered::SameLabel(_) => "same",
                Covered::Otherwise(_) => "other",
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(covered("ORG", WHOLE), ["", "same", "other", "other"]);
    assert_eq!(
        covered("FOOD", FindOptions::default()),
        ["", "other", "same", "other", ""]
    );
}

#[test]
fn an_occurrence_is_shown_among_its_words() {
    let filler = "some words that stand before and after what is of interest here";
    let bench = Bench::of(&format!("One «Kerry».\n{filler} Kerry {filler}"));
    let half = "that stand before and after what is of interest here";
    let contexts = bench.excerpts(WHOLE);
    assert_eq!(contexts[0], "One Kerry.");
    assert!(contexts[1].len() < 110, "{contexts:?}");
    let (before, after) = contexts[1].split_once(" Kerry ").unwrap();
    assert!(
        half.ends_with(before) && filler.starts_with(after),
        "{contexts:?}"
    );
    assert!(before.len() > 30 && after.len() > 30, "{contexts:?}");
}

#[test]
fn no_words_occur_nowhere() {
    let bench = Bench::of("Ada").workbench;
    assert_eq!(bench.occurrences("", None, WHOLE, &UnicodeSegmenter), []);
}

#[test]
fn several_are_relabelled_accepted_or_removed_at_once() {
    let before = "[ORG Ada] met [PERSON? Li]\nand [ORG? Acme]";
    check(
        before,
        |bench| {
            let ids = ["Ada", "Li"].map(|words| bench.at(words));
            bench.all(&ids, |id| Command::Relabel(id, LabelId::new("GROUP")));
        },
        "[GROUP Ada] met [GROUP* Li]\nand [ORG? Acme]",
    );
    check(
        before,
        |bench| {
            let ids = bench.workbench.suggestions_above(Score::default());
            bench.all(&ids, Command::Accept);
        },
        "[ORG Ada] met [PERSON* Li]\nand [ORG* Acme]",
    );
    check(
        before,
        |bench| {
            let ids = ["Ada", "Acme"].map(|words| bench.at(words));
            bench.all(&ids, Command::Remove);
        },
        "Ada met [PERSON? Li]\nand Acme",
    );
}

#[test]
fn many_are_one_change() {
    let mut bench = Bench::of("[PERSON? Ada] met [PERSON? Li]");
    let ids = bench.workbench.suggestions_above(Score::default());
    bench.all(&ids, Command::Accept);
    bench.undo();
    assert_eq!(bench.picture(), "«[PERSON? Ada]» met [PERSON? Li]");
    assert_eq!(bench.perform(&Command::All(Vec::new())), None);
}

#[test]
fn what_is_asked_for_is_counted_as_it_will_be() {
    let bench = Bench::of("[A? one] [B two]\n~[A? three]\n[A? four [B? five]^ six]\n[C? six]");
    let workbench = &bench.workbench;
    let texts = |ids: &[AnnotationId]| {
        let text = &workbench.document().text;
        let of = |id: &AnnotationId| {
            text.slice(workbench.annotation(*id).unwrap().span)
                .to_owned()
        };
        ids.iter().map(of).collect::<Vec<_>>()
    };
    let all = workbench.suggestions_above(Score::new(0.5));
    assert_eq!(texts(&all), ["one", "four five", "five six", "six"]);
    assert_eq!(
        texts(&workbench.acceptable(&all)),
        ["one", "four five", "six"]
    );
    let seen = workbench.suggestions_in(BlockIndex::new(1), BlockIndex::new(2), Score::default());
    assert_eq!(texts(&seen), ["four five", "five six"]);
    assert_eq!(workbench.suggestions_above(Score::new(0.51)), []);
    let accept = Command::All(
        workbench
            .acceptable(&all)
            .into_iter()
            .map(Command::Accept)
            .collect(),
    );
    let mut bench = bench;
    let before = bench.workbench.markup().accepted();
    bench.perform(&accept);
    assert_eq!(bench.workbench.markup().accepted(), before + 3);
}

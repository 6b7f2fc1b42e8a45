use super::*;
use crate::detect::{DetectorId, terms};
use crate::text::TextSpan;

const TEXT: &str = "aspirin in Ulm";

fn proposal(detector: &'static str, label: &str, words: &str, score: f32) -> Proposal {
    let start = TEXT.find(words).unwrap();
    Proposal {
        span: TextSpan::from_range(start..start + words.len()).unwrap(),
        label: LabelId::new(label),
        score: Score::new(score),
        detector: DetectorId::built_in(detector, "1"),
        time: None,
    }
}

fn picture(proposals: &[Proposal]) -> Vec<String> {
    let picture = |one: &Proposal| format!("{} {}", one.label, one.span.slice(TEXT));
    proposals.iter().map(picture).collect()
}

fn all() -> Vec<Proposal> {
    vec![
        proposal("entities", "PERSON", "aspirin in", 0.9),
        proposal("patterns", "Drug", "aspirin", 1.0),
        proposal("entities", "PLACE", "Ulm", 0.6),
    ]
}

#[test]
fn what_is_chosen_is_shown() {
    let mut setup = Setup::default();
    let shown = |setup: &Setup| picture(&setup.settle(all()));
    assert_eq!(shown(&setup), ["Drug aspirin", "PLACE Ulm"]);

    setup.apply(SetupEdit::Raise(Source::Names));
    assert_eq!(
        setup.trust.iter().position(|one| *one == Source::Names),
        Some(5)
    );
    for _ in 0..9 {
        setup.apply(SetupEdit::Raise(Source::Names));
    }
    assert_eq!(shown(&setup), ["PERSON aspirin in", "PLACE Ulm"]);

    setup.apply(SetupEdit::Threshold(Score::new(0.7)));
    assert_eq!(shown(&setup), ["PERSON aspirin in"]);
    let own = |is_off, threshold: Option<f32>| LabelChoice {
        is_off,
        threshold: threshold.map(Score::new),
    };
    setup.apply(SetupEdit::Label(
        LabelId::new("PLACE"),
        own(false, Some(0.6)),
    ));
    setup.apply(SetupEdit::Label(LabelId::new("PERSON"), own(true, None)));
    assert_eq!(shown(&setup), ["Drug aspirin", "PLACE Ulm"]);
    setup.apply(SetupEdit::Switch(Source::Patterns, false));
    assert_eq!(shown(&setup), ["PLACE Ulm"]);
    setup.apply(SetupEdit::Switch(Source::Patterns, true));
    setup.apply(SetupEdit::Label(LabelId::new("PERSON"), own(false, None)));
    assert_eq!(setup.labels.len(), 1, "nothing in particular is forgotten");
}

#[test]
fn a_threshold_lets_what_is_surer_through_and_counts_what_it_holds_back() {
    let mut setup = Setup::default();
    let unsure = || {
        vec![
            proposal("entities", "PERSON", "aspirin in", 0.3),
            proposal("entities", "PLACE", "in Ulm", 0.2),
            proposal(terms::NAME, "QUANTITY", "Ulm", 0.95),
        ]
    };
    setup.trust.reverse();
    assert_eq!(
        picture(&setup.settle(unsure())),
        ["PERSON aspirin in", "QUANTITY Ulm"]
    );
    setup.apply(SetupEdit::Threshold(Score::new(0.25)));
    let mut counts = BTreeMap::new();
    setup.count(unsure(), &mut counts);
    assert_eq!(counts[&LabelId::new("PERSON")], (1, 1));
    setup.apply(SetupEdit::Threshold(Score::new(0.5)));
    counts.clear();
    setup.count(unsure(), &mut counts);
    assert_eq!(counts[&LabelId::new("PERSON")], (0, 1));
    assert_eq!(counts[&LabelId::new("QUANTITY")], (1, 1));
}

#[test]
fn labels_of_lists_and_models_are_those_of_the_project() {
    let mut setup = Setup::default();
    setup.lists.push(ListChoice {
        name: "drugs.csv".to_owned(),
        options: FindOptions::default(),
        labels: LabelMap::new(),
    });
    setup.model = Some(ModelChoice::default());
    let placed = |setup: &Setup, detector, label| {
        let placed = setup.placed(&proposal(detector, label, "Ulm", 1.0));
        placed.map(|one| one.label.to_string())
    };
    assert_eq!(placed(&setup, "list:drugs.csv", "Drug"), None);
    assert_eq!(
        placed(&setup, "list:other.csv", "PERSON"),
        None,
        "it is gone"
    );
    assert_eq!(
        placed(&setup, "model:bert", "LOC").as_deref(),
        Some("PLACE")
    );
    let drug = Some(LabelId::new("Drug"));
    let list = Some("drugs.csv".to_owned());
    setup.apply(SetupEdit::Map(list, "Drug".to_owned(), drug));
    setup.apply(SetupEdit::Map(None, "LOC".to_owned(), None));
    assert_eq!(
        placed(&setup, "list:drugs.csv", "Drug").as_deref(),
        Some("Drug")
    );
    assert_eq!(placed(&setup, "model:bert", "LOC"), None, "it is left out");
    let named = |setup: &Setup, detector, label| {
        let named = setup.named(proposal(detector, label, "Ulm", 1.0));
        named.map(|one| one.label.to_string())
    };
    assert_eq!(named(&setup, "list:x.csv", "Job").as_deref(), Some("Job"));
    assert_eq!(named(&setup, "model:bert", "LOC"), None, "it is left out");
    assert_eq!(
        named(&setup, "model:bert", "PER").as_deref(),
        Some("PERSON")
    );
    setup.apply(SetupEdit::RemoveModel);
    assert_eq!(placed(&setup, "model:bert", "PER"), None);
}

#[test]
fn an_event_is_a_misc_unless_kinds_are_told_apart() {
    let mut setup = Setup::default();
    let label = |setup: &Setup, detector| {
        let placed = setup.placed(&proposal(detector, "EVENT", "Ulm", 1.0));
        placed.unwrap().label.to_string()
    };
    assert_eq!(label(&setup, "encoder"), "MISC");
    assert_eq!(label(&setup, "patterns"), "EVENT", "the team says so");
    setup.apply(SetupEdit::Kinds(true));
    assert_eq!(label(&setup, "encoder"), "EVENT");
}

#[test]
fn what_somebody_else_has_chosen_takes_no_list_away() {
    let list = |name: &str, label: &str| ListChoice {
        name: name.to_owned(),
        options: FindOptions::default(),
        labels: [(label.to_owned(), Some(LabelId::new(label)))].into(),
    };
    let mut setup = Setup {
        lists: vec![list("a.csv", "A"), list("b.csv", "B")],
        ..Setup::default()
    };
    let other = Setup {
        threshold: Score::new(0.5),
        lists: vec![list("b.csv", "X"), list("c.csv", "C")],
        model: Some(ModelChoice::default()),
        ..Setup::default()
    };
    setup.apply(SetupEdit::All(Box::new(other)));
    assert_eq!(setup.lists, [list("a.csv", "A"), list("b.csv", "X")]);
    assert_eq!((setup.threshold, &setup.model), (Score::new(0.5), &None));
}

#[test]
fn a_change_to_what_is_not_there_changes_nothing() {
    let mut setup = Setup::default();
    let before = setup.clone();
    for edit in [
        SetupEdit::RemovePattern(3),
        SetupEdit::RemoveList("x".to_owned()),
        SetupEdit::ListOptions("x".to_owned(), FindOptions::default()),
        SetupEdit::Map(None, "X".to_owned(), None),
        SetupEdit::Raise(Source::Decisions),
    ] {
        setup.apply(edit);
    }
    assert_eq!(setup, before);
}

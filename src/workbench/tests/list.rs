//! The list of annotations, and labels that are hidden.

use super::picture::{Bench, assert_drawn_as_from_new};
use crate::annotation::{LabelChange, LabelId, Schema};
use crate::text::UnicodeSegmenter;
use crate::workbench::{Counts, ListOptions, SortBy, Standing, Workbench};

const PICTURE: &str = "[PERSON? Li] and [ORG acme] and [PERSON* Ada]\n~[ORG? Lost]\n\
    [DATE=2016-05-05 5 May] [DATE=2015 2015] [GROUP Zoo [ORG Beta]]";

/// The words of the annotations that the list shows.
fn listed<'a>(workbench: &'a Workbench, schema: &Schema, options: &ListOptions) -> Vec<&'a str> {
    let text = &workbench.document().text;
    let list = workbench.list(schema, options, &UnicodeSegmenter);
    list.iter().map(|one| text.slice(one.span)).collect()
}

fn sorted(sort: SortBy, descending: bool) -> Vec<String> {
    let bench = Bench::of(PICTURE);
    let options = ListOptions {
        sort,
        descending,
        ..ListOptions::default()
    };
    let listed = listed(&bench.workbench, &Schema::standard(), &options);
    listed.into_iter().map(str::to_owned).collect()
}

#[test]
fn it_is_sorted_as_the_annotator_likes() {
    let by_position = ["Li", "acme", "Ada", "5 May", "2015", "Zoo Beta", "Beta"];
    assert_eq!(sorted(SortBy::Position, false), by_position);
    let by_label = ["Li", "Ada", "acme", "Beta", "Zoo Beta", "5 May", "2015"];
    assert_eq!(sorted(SortBy::Label, false), by_label);
    let by_text = ["2015", "5 May", "acme", "Ada", "Beta", "Li", "Zoo Beta"];
    assert_eq!(sorted(SortBy::Text, false), by_text);
    assert_eq!(sorted(SortBy::Date, false)[..2], ["2015", "5 May"]);
    assert_eq!(sorted(SortBy::Score, false)[..2], ["Li", "Ada"]);
}

#[test]
fn turned_round_what_is_not_known_stays_last() {
    let mut last_first = sorted(SortBy::Text, false);
    last_first.reverse();
    assert_eq!(sorted(SortBy::Text, true), last_first);
    assert_eq!(sorted(SortBy::Date, true)[..2], ["5 May", "2015"]);
    assert_eq!(
        sorted(SortBy::Date, true)[2..],
        sorted(SortBy::Date, false)[2..]
    );
}

#[test]
fn it_is_filtered_by_label_standing_and_words() {
    let bench = Bench::of(PICTURE);
    let filtered = |label: &str, standing, text: &str| {
        let options = ListOptions {
            label: (!label.is_empty()).then(|| LabelId::new(label)),
            standing,
            text: text.to_owned(),
            ..ListOptions::default()
        };
        listed(&bench.workbench, &Schema::standard(), &options)
    };
    assert_eq!(filtered("PERSON", None, ""), ["Li", "Ada"]);
    assert_eq!(filtered("", Some(Standing::Suggested), ""), ["Li"]);
    assert_eq!(filtered("", Some(Standing::Accepted), ""), ["Ada"]);
    assert_eq!(filtered("ORG", Some(Standing::Made), "AC"), ["acme"]);
    assert_eq!(filtered("", None, "nowhere"), [""; 0]);
}

#[test]
fn it_says_how_many_there_are() {
    let bench = Bench::of(PICTURE);
    let counts = |labels: &[(&str, usize)]| Counts {
        labels: labels
            .iter()
            .map(|(label, n)| (LabelId::new(*label), *n))
            .collect(),
        made: 5,
        accepted: 1,
        suggested: 1,
    };
    let mut schema = Schema::standard();
    assert_eq!(
        bench.workbench.counts(&schema),
        counts(&[("PERSON", 2), ("ORG", 2), ("GROUP", 1), ("DATE", 2)])
    );
    let into_org = LabelChange::MergeInto(LabelId::new("ORG"));
    let edit = schema.edit(&LabelId::new("GROUP"), into_org).unwrap();
    edit.apply(&mut schema).unwrap();
    assert_eq!(
        bench.workbench.counts(&schema),
        counts(&[("PERSON", 2), ("ORG", 3), ("DATE", 2)])
    );
    let options = ListOptions {
        label: Some(LabelId::new("GROUP")),
        ..ListOptions::default()
    };
    assert_eq!(
        listed(&bench.workbench, &schema, &options),
        ["acme", "Zoo Beta", "Beta"]
    );
}

#[test]
fn what_has_a_deleted_label_is_hidden_and_comes_back() {
    let mut bench = Bench::of("«[ORG Ada]» met [ORG? Li]\nNo one");
    bench.workbench.suggest(bench.span("Ada"), Vec::new());
    let untouched = bench.workbench.views()[1].clone();
    bench.workbench.hide(vec![LabelId::new("ORG")]);
    assert_eq!(bench.picture(), "«Ada» met Li\nNo one");
    assert!(std::sync::Arc::ptr_eq(
        &untouched,
        &bench.workbench.views()[1]
    ));
    bench.select("Ada");
    bench.label("PERSON");
    assert_eq!(bench.picture(), "«[PERSON Ada]» met Li\nNo one");
    bench.undo();
    bench.workbench.hide(Vec::new());
    assert_eq!(bench.picture(), "«[ORG Ada]» met [ORG? Li]\nNo one");
    assert_drawn_as_from_new(&bench.workbench);
}

#[test]
fn a_suggestion_under_a_hidden_annotation_is_shown() {
    let mut bench = Bench::of("[ORG Ada [PERSON? Lee]] met");
    assert_eq!(bench.workbench.pending(), 0);
    bench.workbench.hide(vec![LabelId::new("ORG")]);
    assert_eq!(bench.picture(), "Ada [PERSON? Lee] met");
}

//! Settles which proposals stand where detectors disagree.

use std::collections::BTreeMap;

use super::{LabelId, Proposal, Source, terms};
use crate::text::{ByteOffset, TextSpan};

/// How sure the tagger must be of a name for the name to beat a date or a term inside it.
const SURE: f32 = 0.5;

/// Keeps of the proposals those that no better one overlaps, in the order of the text. `trust` has all sources,
/// the one first that is believed first.
///
/// The rule, where two proposals share text:
///
/// 1. An e-mail address or a URL comes before all dates, terms and names that were not brought by the team:
///    nothing else is to be found inside one.
/// 2. A name beats a date or a term that is only a part of it, if the tagger rather believes in
///    the name than not: "Theresa May" is a person.
/// 3. What was decided about the same words elsewhere gives way to a longer proposal that they are a part of, to a
///    detector that says the same of them, and to a date or a term, which is one wherever it stands.
/// 4. Otherwise the source counts that is believed first.
/// 5. Within one source the longer proposal beats the shorter, then the surer the less sure,
///    then the earlier the later.
pub fn merge(mut proposals: Vec<Proposal>, trust: &[Source]) -> Vec<Proposal> {
    let mut sure_names: Vec<TextSpan> = proposals
        .iter()
        .filter(|p| Source::of(&p.detector).finds_names() && p.score.get() >= SURE)
        .map(|p| p.span)
        .collect();
    sure_names.sort();
    let is_part_of_name = |span: TextSpan| {
        let before = sure_names.partition_point(|name| name.start() <= span.start());
        sure_names[..before]
            .last()
            .is_some_and(|name| name.contains(span) && *name != span)
    };
    proposals.retain(|p| is_address(p) || !is_by_rule(p) || !is_part_of_name(p.span));
    if proposals.iter().any(is_decided) {
        let is_said_by_others = said_by_others(&proposals);
        proposals.retain(|p| !is_decided(p) || !is_said_by_others(p));
    }
    let place = |source: Source| trust.iter().position(|one| *one == source);
    let built_in = [Source::Dates, Source::Terms, Source::Names];
    let first = built_in.into_iter().filter_map(place).min();
    let rank = |p: &Proposal| match is_address(p) {
        true => (first, false),
        false => (place(Source::of(&p.detector)), true),
    };
    proposals.sort_by(|a, b| {
        rank(a)
            .cmp(&rank(b))
            .then(b.span.len_bytes().cmp(&a.span.len_bytes()))
            .then(b.score.cmp(&a.score))
            .then(a.span.cmp(&b.span))
            .then(a.label.cmp(&b.label))
    });
    let mut kept: BTreeMap<ByteOffset, Proposal> = BTreeMap::new();
    for proposal in proposals {
        let before = kept.range(..proposal.span.end()).next_back();
        if !before.is_some_and(|(_, other)| other.span.overlaps(proposal.span)) {
            kept.insert(proposal.span.start(), proposal);
        }
    }
    kept.into_values().collect()
}

/// Whether somebody else than the annotator proposes the same, a date or a term, or something longer in which it lies.
fn said_by_others(proposals: &[Proposal]) -> impl Fn(&Proposal) -> bool + use<> {
    let others = proposals.iter().filter(|one| !is_decided(one));
    let others = others.map(|one| (one.span, one.label.clone(), is_by_rule(one)));
    let mut others: Vec<(TextSpan, LabelId, bool)> = others.collect();
    others.sort();
    // How far those reach that begin no later.
    let mut reach: Vec<ByteOffset> = Vec::with_capacity(others.len());
    for (span, ..) in &others {
        let before = reach.last().copied().unwrap_or_default();
        reach.push(before.max(span.end()));
    }
    move |one| {
        let earlier = others.partition_point(|(span, ..)| span.start() < one.span.start());
        let reaches = reach[..earlier].last();
        let here = others[earlier..].iter();
        let mut here = here.take_while(|(span, ..)| span.start() == one.span.start());
        reaches.is_some_and(|reach| *reach >= one.span.end())
            || here.any(|(span, label, by_rule)| {
                let is_longer = span.end() > one.span.end();
                is_longer || *span == one.span && (*by_rule || *label == one.label)
            })
    }
}

fn is_by_rule(proposal: &Proposal) -> bool {
    matches!(
        Source::of(&proposal.detector),
        Source::Dates | Source::Terms
    )
}

fn is_decided(proposal: &Proposal) -> bool {
    Source::of(&proposal.detector) == Source::Decisions
}

fn is_address(proposal: &Proposal) -> bool {
    proposal.detector.name == terms::DETECTOR.name
        && matches!(proposal.label.as_str(), terms::EMAIL | terms::URL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::{DetectorId, Score};

    const TEXT: &str = "Theresa May wrote to info@acme.org in May 2016";

    fn proposal(detector: &'static str, label: &str, words: &str, score: f32) -> Proposal {
        let start = TEXT.find(words).unwrap();
        Proposal {
            span: TextSpan::from_range(start..start + words.len()).unwrap(),
            label: LabelId::new(label),
            score: Score::new(score),
            detector: DetectorId {
                name: detector.into(),
                version: "1".into(),
            },
            time: None,
        }
    }

    /// Checks which proposals are kept, in whatever order they come.
    fn check(proposals: Vec<Proposal>, expected: &[&str]) {
        check_with(&Source::ALL, proposals, expected);
    }

    fn check_with(trust: &[Source], proposals: Vec<Proposal>, expected: &[&str]) {
        let picture = |kept: Vec<Proposal>| -> Vec<String> {
            kept.iter()
                .map(|p| format!("{} {}", p.label, p.span.slice(TEXT)))
                .collect()
        };
        assert_eq!(picture(merge(proposals.clone(), trust)), expected);
        assert_eq!(
            picture(merge(proposals.into_iter().rev().collect(), trust)),
            expected
        );
    }

    #[test]
    fn a_month_inside_a_name_is_the_name() {
        check(
            vec![
                proposal("dates", "DATE", "May", 1.0),
                proposal("dates", "DATE", "May 2016", 1.0),
                proposal("entities", "PERSON", "Theresa May", 0.9),
            ],
            &["PERSON Theresa May", "DATE May 2016"],
        );
    }

    #[test]
    fn a_name_that_the_tagger_doubts_does_not_hide_a_date() {
        check(
            vec![
                proposal("dates", "DATE", "May 2016", 1.0),
                proposal("entities", "PERSON", "in May 2016", 0.3),
            ],
            &["DATE May 2016"],
        );
    }

    #[test]
    fn nothing_is_found_inside_an_address() {
        check(
            vec![
                proposal("entities", "ORG", "acme.org", 0.9),
                proposal("entities", "ORG", "info@acme.org in May", 0.9),
                proposal("terms", "EMAIL", "info@acme.org", 1.0),
            ],
            &["EMAIL info@acme.org"],
        );
    }

    #[test]
    fn where_two_say_the_same_place_the_rule_beats_the_tagger() {
        check(
            vec![
                proposal("entities", "PERSON", "May 2016", 0.99),
                proposal("dates", "DATE", "May 2016", 0.8),
            ],
            &["DATE May 2016"],
        );
    }

    #[test]
    fn what_was_decided_elsewhere_counts_where_the_words_stand_for_themselves() {
        let decided = |label, words| proposal("decisions", label, words, 0.96);
        check(
            vec![
                decided("ORG", "Theresa May"),
                proposal("entities", "PERSON", "Theresa May", 0.99),
                decided("PLACE", "acme"),
                proposal("terms", "EMAIL", "info@acme.org", 1.0),
            ],
            &["ORG Theresa May", "EMAIL info@acme.org"],
        );
        check(
            vec![
                decided("PLACE", "Theresa"),
                proposal("entities", "PERSON", "Theresa May", 0.4),
            ],
            &["PERSON Theresa May"],
        );
        check(
            vec![
                decided("PERSON", "Theresa May"),
                proposal("dates", "DATE", "May", 1.0),
                decided("PERSON", "2016"),
                proposal("dates", "DATE", "2016", 1.0),
            ],
            &["PERSON Theresa May", "DATE 2016"],
        );
    }

    #[test]
    fn a_detector_that_says_what_was_decided_elsewhere_remains_who_says_it() {
        let both = vec![
            proposal("decisions", "PERSON", "Theresa May", 0.96),
            proposal("entities", "PERSON", "Theresa May", 0.5),
        ];
        let kept = merge(both, &Source::ALL);
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].detector.name, "entities");
    }

    #[test]
    fn what_a_team_brings_is_believed_as_it_says() {
        let both = || {
            vec![
                proposal("list:people.csv", "PERSON", "May", 1.0),
                proposal("dates", "DATE", "May 2016", 1.0),
                proposal("patterns", "HOST", "acme.org", 1.0),
                proposal("terms", "EMAIL", "info@acme.org", 1.0),
            ]
        };
        let first = TEXT.find("May").unwrap();
        let in_may = |mut all: Vec<Proposal>| {
            let start = TEXT.rfind("May").unwrap();
            assert!(start > first);
            all[0].span = TextSpan::from_range(start..start + 3).unwrap();
            all
        };
        check(in_may(both()), &["HOST acme.org", "PERSON May"]);
        let mut trust = Source::ALL.to_vec();
        trust.rotate_left(3);
        let expected = ["EMAIL info@acme.org", "DATE May 2016"];
        check_with(&trust, in_may(both()), &expected);
    }
}

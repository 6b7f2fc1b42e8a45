use super::*;

/// A text in which each decision is written as `[LABEL words]`, as `[LABEL? words]` where it was proposed, or as
/// `[!LABEL words]` where it is a rejection.
fn decided(picture: &str) -> (String, Vec<Decision>) {
    let mut text = String::new();
    let mut decisions = Vec::new();
    let mut pieces = picture.split('[');
    text += pieces.next().unwrap();
    for piece in pieces {
        let (marked, rest) = piece.split_once(']').unwrap();
        let (label, words) = marked.split_once(' ').unwrap();
        let span = TextSpan::from_range(text.len()..text.len() + words.len()).unwrap();
        let verdict = match (label.starts_with('!'), label.ends_with('?')) {
            (true, _) => Verdict::Rejected,
            (_, true) => Verdict::Accepted,
            _ => Verdict::Drawn,
        };
        decisions.push(Decision {
            annotation: decisions.len() as u64,
            span,
            label: LabelId::new(label.trim_matches(['!', '?'])),
            verdict,
        });
        text = text + words + rest;
    }
    (text, decisions)
}

/// What is known of the text as a whole. Where words were labelled by hand, nothing is proposed.
fn drawn(lessons: &Lessons, text: &str) -> String {
    let whole = TextSpan::from_range(0..text.len()).unwrap();
    let Taught {
        accepted,
        drawn,
        refused,
    } = lessons.find(text, whole);
    let accepted = accepted
        .iter()
        .map(|one| (one.span, format!("{}?", one.label)));
    let drawn = drawn.iter().map(|one| (one.span, one.label.to_string()));
    let proposals = accepted.chain(drawn);
    let refused = refused
        .iter()
        .map(|(span, label)| (*span, format!("!{label}")));
    let mut all: Vec<_> = proposals.chain(refused).collect();
    all.sort();
    let (mut drawn, mut at) = (String::new(), 0);
    for (span, label) in all {
        drawn += &format!(
            "{}[{label} {}]",
            &text[at..span.range().start],
            span.slice(text)
        );
        at = span.range().end;
    }
    drawn + &text[at..]
}

#[track_caller]
fn check(picture: &str, expected: &str) {
    let (text, decisions) = decided(picture);
    let mut lessons = Lessons::default();
    lessons.take(&text, decisions);
    assert_eq!(drawn(&lessons, &text), expected);
}

#[test]
fn words_are_what_they_were_decided_to_be() {
    check(
        "The [ORG Kremlin] said no. Nobody asked the Kremlin.",
        "The Kremlin said no. Nobody asked the [ORG Kremlin].",
    );
    check(
        "[PERSON Ada King]; later Ada\n  King’s friends",
        "Ada King; later [PERSON Ada\n  King]’s friends",
    );
}

#[test]
fn what_was_only_accepted_is_told_apart() {
    check("[ORG? Kremlin] Kremlin", "[ORG? Kremlin] [ORG? Kremlin]");
    check(
        "[ORG? Kremlin] [ORG Kremlin] Kremlin",
        "[ORG Kremlin] Kremlin [ORG Kremlin]",
    );
    check("[ORG? Kremlin] [PLACE Kremlin]", "Kremlin Kremlin");
}

#[test]
fn words_are_whole_and_written_alike() {
    check("[ORG May] maybe Mayor MAY", "May maybe Mayor MAY");
    check(
        "[GROUP d’Urberville] d’Urbervilles, d’Urberville",
        "d’Urberville d’Urbervilles, [GROUP d’Urberville]",
    );
    check(
        "[PERSON José] Jose\u{301} José",
        "José Jose\u{301} [PERSON José]",
    );
}

#[test]
fn the_longer_words_count() {
    check(
        "[PLACE Leiden], [ORG University of Leiden]: University of Leiden, Leiden",
        "Leiden, University of Leiden: [ORG University of Leiden], [PLACE Leiden]",
    );
}

#[test]
fn words_with_two_labels_tell_nothing() {
    check("[ORG Apple] [PLACE Apple] Apple", "Apple Apple Apple");
    check("[ORG Apple] [!ORG Apple] Apple", "Apple Apple Apple");
}

#[test]
fn words_that_were_rejected_twice_and_accepted_nowhere_are_refused() {
    check("[!PLACE State] State", "State State");
    check(
        "[!PLACE State] [!PLACE State] State",
        "[!PLACE State] [!PLACE State] [!PLACE State]",
    );
    check(
        "[!PLACE State] [!PLACE State] [ORG State]",
        "[ORG State] [ORG State] State",
    );
}

#[test]
fn what_may_mean_anything_tells_nothing() {
    check("[PERSON her] her", "her her");
    check("[QUANTITY 12] 12", "12 12");
    check("[PERSON X] X", "X X");
    check("[ORG the army] the army", "the army [ORG the army]");
    let long = "Long ".repeat(50);
    check(
        &format!("[MISC {}] {long}", long.trim()),
        &format!("{} {long}", long.trim()),
    );
}

#[test]
fn scripts_without_spaces_and_without_capitals_tell_as_well() {
    check(
        "[PERSON 奥巴马]访问了。后来奥巴马说",
        "奥巴马访问了。后来[PERSON 奥巴马]说",
    );
    check("[PLACE دمشق] في دمشق", "دمشق في [PLACE دمشق]");
}

#[test]
fn what_is_withdrawn_or_changed_is_forgotten() {
    let (text, mut decisions) = decided("[PLACE Kremlin] Kremlin");
    let mut lessons = Lessons::default();
    let words = |changed: Vec<Arc<str>>| {
        changed
            .iter()
            .map(|one| one.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(words(lessons.take(&text, decisions.clone())), ["Kremlin"]);
    assert!(
        lessons.take(&text, decisions.clone()).is_empty(),
        "nothing new"
    );
    decisions[0].label = LabelId::new("ORG");
    assert_eq!(words(lessons.take(&text, decisions.clone())), ["Kremlin"]);
    assert_eq!(drawn(&lessons, &text), "Kremlin [ORG Kremlin]");
    decisions[0].verdict = Verdict::Withdrawn;
    assert_eq!(words(lessons.take(&text, decisions)), ["Kremlin"]);
    assert_eq!(drawn(&lessons, &text), text);
    assert!(lessons.tallies.is_empty() && lessons.heads.is_empty() && lessons.decisions.is_empty());
}

#[test]
fn a_part_of_a_text_is_looked_through_by_itself() {
    let (text, decisions) = decided("[ORG Kremlin] Kremlin Kremlin");
    let mut lessons = Lessons::default();
    lessons.take(&text, decisions);
    let part = TextSpan::from_range(8..15).unwrap();
    let found = lessons.find(&text, part).drawn;
    assert_eq!(found.iter().map(|one| one.span).collect::<Vec<_>>(), [part]);
    // A word that runs on behind the part is not whole.
    let part = TextSpan::from_range(8..12).unwrap();
    assert!(lessons.find(&text, part).drawn.is_empty());
}

#[test]
fn spans_that_are_no_piece_of_the_text_are_passed_over() {
    let mut lessons = Lessons::default();
    for range in [1..2, 0..99, 7..9] {
        let decision = Decision {
            annotation: 1,
            span: TextSpan::from_range(range).unwrap(),
            label: LabelId::new("ORG"),
            verdict: Verdict::Drawn,
        };
        assert!(lessons.take("Éa", vec![decision]).is_empty());
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use super::*;
    use crate::text::{FindOptions, UnicodeSegmenter, find};
    use proptest::prelude::*;

    proptest! {
        /// What is found is what the search finds, but for the words that were labelled.
        #[test]
        fn words_are_found_where_the_search_finds_them(text in "[AbÉ' \n。語]{0,40}", words in "[AÉ語][AbÉ' 語]{0,4}[Ab語]") {
            let text = format!("{words} {text} {words} {text}");
            let decision = Decision {
                annotation: 1,
                span: TextSpan::from_range(0..words.len()).unwrap(),
                label: LabelId::new("ORG"),
                verdict: Verdict::Drawn,
            };
            let mut lessons = Lessons::default();
            lessons.take(&text, vec![decision]);
            let whole = TextSpan::from_range(0..text.len()).unwrap();
            let found: Vec<_> = lessons.find(&text, whole).drawn.iter().map(|one| one.span).collect();
            let options = FindOptions { match_case: true, whole_words: true };
            let elsewhere = find(&text, &words, options, &UnicodeSegmenter).split_off(1);
            prop_assert_eq!(found, elsewhere);
        }
    }
}

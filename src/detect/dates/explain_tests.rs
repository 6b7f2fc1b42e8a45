//! What is said about the meaning of an expression: reasons, alternatives, ends.

use chrono::NaiveDate;

use super::{Choice, Explanation, TimePart, Timex, Unread, detect, explain};
use crate::text::TextSpan;

const SATURDAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2016, 7, 16);

fn whole(text: &str) -> TextSpan {
    TextSpan::from_range(0..text.len()).unwrap()
}

/// The explanation of the expression in brackets.
fn explained(marked: &str) -> (String, Explanation) {
    let start = marked.find('[').unwrap();
    let text = marked.replace(['[', ']'], "");
    let end = marked.find(']').unwrap() - 1;
    let span = TextSpan::from_range(start..end).unwrap();
    let block = whole(&text);
    let explanation = explain(&text, Unread { span, block }, SATURDAY);
    (text, explanation.unwrap_or_else(|| panic!("{marked}")))
}

fn sentence(marked: &str) -> String {
    let (text, explanation) = explained(marked);
    explanation.sentence(&text, SATURDAY)
}

fn alternatives(marked: &str) -> Vec<(String, Choice)> {
    let alternatives = explained(marked).1.alternatives;
    let pairs = alternatives
        .into_iter()
        .map(|other| (other.timex.value, other.choice));
    pairs.collect()
}

fn only(text: &str) -> Timex {
    let mut found = Vec::new();
    detect(text, whole(text), SATURDAY, &mut found);
    found.remove(0).time.unwrap()
}

#[test]
fn a_day_or_an_hour_that_follows_on_another_says_which() {
    for (marked, expected) in [
        (
            "Shops were shut on Saturday and [Sunday].",
            "the day is counted from \u{201c}Saturday\u{201d}",
        ),
        (
            "It burned on Thursday. It began at [15:30].",
            "the day is counted from \u{201c}Thursday\u{201d}",
        ),
        (
            "It grew from May to [June].",
            "the year is counted from \u{201c}May\u{201d}",
        ),
    ] {
        let sentence = sentence(marked);
        assert!(sentence.ends_with(expected), "{marked}: {sentence}");
    }
}

#[test]
fn the_word_before_a_day_is_the_reason_that_it_is_to_come() {
    for marked in [
        "The vote was put off until [Friday].",
        "They argued ahead of [Friday]'s vote.",
    ] {
        let sentence = sentence(marked);
        assert!(
            sentence.ends_with("future by the word before it"),
            "{marked}: {sentence}"
        );
    }
}

#[test]
fn the_reason_of_an_implied_part_is_said() {
    for (marked, expected) in [
        (
            "They met on [July 15].",
            "Friday 15 July 2016: the year is from the document’s date, 16 July 2016, past tense",
        ),
        (
            "They will meet on [Friday].",
            "Friday 22 July 2016: the day is from the document’s date, 16 July 2016, future tense",
        ),
        (
            "They met [last Friday].",
            "Friday 15 July 2016: the day is the one before the document’s date, 16 July 2016, as \
             its words say",
        ),
        (
            "They met [yesterday].",
            "Friday 15 July 2016: the day is counted from the document’s date, 16 July 2016",
        ),
        (
            "They met in March 1996; [the following month] they parted.",
            "April 1996: counted from \u{201c}March 1996\u{201d}",
        ),
        (
            "It has been open since [June].",
            "June 2016: the year is from the document’s date, 16 July 2016, past by the word \
             before it",
        ),
        (
            "The [first-quarter] profit fell, and sales rose.",
            "the first quarter of 2016: the year is the nearest one to the document’s date, 16 \
             July 2016",
        ),
        (
            "It ended on [12/05/1998].",
            "Saturday 5 December 1998: day and month are in the usual order; it could be the \
             other one",
        ),
        ("It ended on [5 December 1998].", "Saturday 5 December 1998"),
    ] {
        assert_eq!(sentence(marked), expected, "{marked}");
    }
}

#[test]
fn what_else_could_be_meant_is_offered() {
    use Choice::{After, Before, DayFirst, MonthFirst};
    let offered = |marked| alternatives(marked);
    let pair = |value: &str, choice| (value.to_owned(), choice);
    assert_eq!(
        offered("They met on [Friday]."),
        [pair("2016-07-22", After)]
    );
    assert_eq!(
        offered("They will meet on [Friday]."),
        [pair("2016-07-15", Before)]
    );
    assert_eq!(
        offered("They meet on [Saturday]."),
        [pair("2016-07-09", Before), pair("2016-07-23", After)]
    );
    assert_eq!(offered("They met in [March]."), [pair("2017-03", After)]);
    assert_eq!(
        offered("It ended on [12/05/1998]."),
        [pair("1998-05-12", DayFirst)]
    );
    assert_eq!(
        offered("It ran from 22/03/1998 to [12/05/1998]."),
        [pair("1998-12-05", MonthFirst)]
    );
    assert_eq!(offered("It ended [last Friday]."), []);
    assert_eq!(offered("It ended on [5 December 1998]."), []);
}

#[test]
fn numeric_dates_follow_the_order_of_the_others() {
    let values = |text: &str| -> Vec<String> {
        let mut found = Vec::new();
        detect(text, whole(text), SATURDAY, &mut found);
        found
            .into_iter()
            .map(|one| one.time.unwrap().value)
            .collect()
    };
    assert_eq!(
        values("On 03/04/2015 and 22/04/2015."),
        ["2015-04-03", "2015-04-22"]
    );
    assert_eq!(
        values("On 03/04/2015 and 04/22/2015."),
        ["2015-03-04", "2015-04-22"]
    );
    assert_eq!(
        values("On 03/04/2015, that is, 3 April 2015."),
        ["2015-04-03", "2015-04-03"]
    );
    assert_eq!(values("On 03/04/2015."), ["2015-03-04"]);
    let ambiguous = |marked| explained(marked).1.is_ambiguous();
    assert!(ambiguous("On [03/04/2015]."));
    assert!(!ambiguous("On [03/04/2015] and 22/04/2015."));
    assert!(!ambiguous("On [04/04/2015]."));
}

#[test]
fn what_the_text_says_is_told_from_what_it_leaves_open() {
    use TimePart::{Clock, Day, Length, Month, Weekday, Year};
    let known = |marked| explained(marked).1.known;
    assert_eq!(known("They met on [July 15]."), [Month, Day]);
    assert_eq!(known("They met on [July 15, 2016]."), [Year, Month, Day]);
    assert_eq!(
        known("They met on [Friday at 3 p.m.] again."),
        [Weekday, Clock]
    );
    assert_eq!(known("They met [two weeks ago]."), [Length]);
}

#[test]
fn sets_say_how_often() {
    let set = |text| {
        let timex = only(text);
        (timex.value, timex.quant, timex.freq)
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(set("every day"), ("P1D".into(), some("EVERY"), None));
    assert_eq!(
        set("each Thursday"),
        ("XXXX-WXX-4".into(), some("EACH"), None)
    );
    assert_eq!(set("twice a week"), ("P1W".into(), None, some("2X")));
    assert_eq!(set("three times a year"), ("P1Y".into(), None, some("3X")));
    assert_eq!(set("six days a week"), ("P1W".into(), None, some("6D")));
}

#[test]
fn anchored_lengths_have_ends() {
    let ends = |text| {
        let timex = only(text);
        (
            timex.begin.unwrap_or_default(),
            timex.end.unwrap_or_default(),
            timex.implied,
        )
    };
    assert_eq!(
        ends("It fell over the past two years."),
        ("2014".into(), "2016-07-16".into(), true)
    );
    assert_eq!(
        ends("It will take the next three weeks."),
        ("2016-07-16".into(), "2016-W31".into(), true)
    );
    assert_eq!(
        ends("It fell in the nine months ended Sept. 30, 2015."),
        (String::new(), "2015-09-30".into(), false)
    );
    assert_eq!(
        ends("It took three weeks."),
        (String::new(), String::new(), false)
    );
}

#[test]
fn the_ends_of_a_range_are_known_to_both() {
    let range = |marked| explained(marked).1.range;
    let ends = Some(("2015-06".to_owned(), "2015-08".to_owned()));
    assert_eq!(range("It ran from [June 2015] to August 2015."), ends);
    assert_eq!(range("It ran from June 2015 to [August 2015]."), ends);
    assert_eq!(range("It ran in [June 2015] and August 2015."), None);
}

#[test]
fn an_expression_points_to_the_one_that_it_is_counted_from() {
    let (text, explanation) = explained("In March 1996 they met; [the next month] they parted.");
    assert_eq!(explanation.anchor().unwrap().slice(&text), "March 1996");
    assert_eq!(explained("They met [yesterday].").1.anchor(), None);
}

#[test]
fn a_text_counts_from_its_own_dates_across_paragraphs() {
    let text = "In August 2012 they left.\n\nOn the 14th they were home.";
    let second = TextSpan::from_range(27..text.len()).unwrap();
    let mut found = Vec::new();
    detect(text, second, SATURDAY, &mut found);
    let values: Vec<_> = found
        .iter()
        .map(|one| one.time.as_ref().unwrap().value.as_str())
        .collect();
    assert_eq!(values, ["2012-08-14"]);
}

//! What holds for any text.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::work::counted::steps;
use super::{TimexKind, detect};
use crate::detect::Proposal;
use crate::text::TextSpan;

fn found_in(text: &str, date: Option<NaiveDate>) -> Vec<Proposal> {
    let mut found = Vec::new();
    if let Some(whole) = TextSpan::from_range(0..text.len()) {
        detect(text, whole, date, &mut found);
    }
    found
}

fn any_date() -> impl Strategy<Value = NaiveDate> {
    (1900..2100_i32, 1..=366_u32).prop_filter_map("a day of the year", |(year, day)| {
        NaiveDate::from_yo_opt(year, day)
    })
}

/// Words of time and around it, in any order: this reaches the rules, as random letters do not.
fn time_words() -> impl Strategy<Value = String> {
    let words = [
        "last",
        "next",
        "this",
        "the",
        "a",
        "an",
        "in",
        "of",
        "at",
        "on",
        "and",
        "to",
        "from",
        "to",
        "every",
        "each",
        "past",
        "early",
        "late",
        "mid",
        "nearly",
        "more",
        "than",
        "about",
        "ago",
        "later",
        "earlier",
        "before",
        "after",
        "until",
        "now",
        "Monday",
        "Friday",
        "May",
        "March",
        "Oct.",
        "July",
        "spring",
        "winter",
        "morning",
        "night",
        "noon",
        "midnight",
        "second",
        "third",
        "quarter",
        "half",
        "fiscal",
        "year",
        "years",
        "week",
        "month",
        "days",
        "hours",
        "decade",
        "century",
        "two",
        "twenty",
        "hundred",
        "thousand",
        "million",
        "several",
        "few",
        "1",
        "2",
        "15",
        "29",
        "30",
        "31",
        "98",
        "1989",
        "2016",
        "20160715",
        "3.5",
        "1/2",
        "00",
        "99999999999",
        "4294967295",
        "0",
        "p.m.",
        "GMT",
        "o'clock",
        "Easter",
        "Thanksgiving",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "daily",
        "will",
        "said",
        "old",
        "-",
        ",",
        ".",
        ":",
        "/",
        "'",
        "s",
        "(",
        ")",
        "$",
        "%",
        "th",
        "\n\n",
        "\n",
        "é",
        "日",
        "\u{2019}",
    ];
    prop::collection::vec(
        (
            prop::sample::select(words.to_vec()),
            prop::sample::select(vec![" ", ""]),
        ),
        0..30,
    )
    .prop_map(|words| {
        words
            .into_iter()
            .flat_map(|(word, gap)| [word, gap])
            .collect()
    })
}

fn check(text: &str, date: Option<NaiveDate>) -> Result<(), TestCaseError> {
    let mut end = 0;
    for proposal in found_in(text, date) {
        let range = proposal.span.range();
        prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
        prop_assert_eq!(proposal.span.trimmed(text), Some(proposal.span));
        prop_assert!(range.start >= end, "in order and without overlap");
        end = range.end;
        prop_assert!((0.0..=1.0).contains(&proposal.score.get()));
        let time = proposal
            .time
            .ok_or_else(|| TestCaseError::fail("a date without a meaning"))?;
        let checked = time.validate();
        prop_assert!(checked.is_ok(), "{:?} in {text:?}: {checked:?}", time);
        prop_assert!(
            date.is_some() || !time.value.contains("-0001"),
            "{:?}",
            time
        );
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_gives_valid_values(text in "\\PC*", date in prop::option::of(any_date())) {
        check(&text, date)?;
    }

    #[test]
    fn any_words_of_time_give_valid_values(
        text in time_words(),
        date in prop::option::of(any_date()),
    ) {
        check(&text, date)?;
    }

    #[test]
    fn a_later_document_moves_its_days(date in any_date()) {
        let text = "It began yesterday, ended today, and will be done again tomorrow.";
        let later = date.checked_add_days(Days::new(1)).unwrap();
        let days = |date| -> Vec<NaiveDate> {
            found_in(text, Some(date))
                .into_iter()
                .map(|proposal| {
                    let time = proposal.time.unwrap();
                    assert!(time.implied && time.kind == TimexKind::Date);
                    NaiveDate::parse_from_str(&time.value, "%Y-%m-%d").unwrap()
                })
                .collect()
        };
        let (before, after) = (days(date), days(later));
        prop_assert_eq!(before.len(), 3);
        for (before, after) in before.iter().zip(after) {
            prop_assert_eq!(before.checked_add_days(Days::new(1)), Some(after));
        }
    }

    #[test]
    fn only_implied_values_depend_on_the_document(
        text in time_words(),
        first in any_date(),
        second in any_date(),
    ) {
        let (first, second) = (found_in(&text, Some(first)), found_in(&text, Some(second)));
        for proposal in first {
            let time = proposal.time.unwrap();
            if let Some(other) = second.iter().find(|other| other.span == proposal.span)
                && !time.implied
            {
                prop_assert_eq!(&time, other.time.as_ref().unwrap());
            }
        }
    }
}

#[test]
fn the_work_grows_as_the_text_does() {
    for unit in [
        "7",
        "last ",
        "(",
        "((the last ",
        "the ",
        "two ",
        "1 1/2 ",
        "Monday and ",
        "July 4 to ",
        "3 May and 4 and ",
        "the first and second ",
        "1,000",
        "twenty-five hundred ",
        "in the early morning hours of ",
        "a year or two and a half ",
        "will Friday ",
        "2016-07-15T15:00 ",
        "\u{2019}s ",
        "\n\n1989 ",
    ] {
        let steps = |length: usize| {
            let text = unit.repeat(length / unit.len());
            steps(|| {
                check(&text, NaiveDate::from_ymd_opt(2016, 7, 16)).unwrap();
            })
        };
        let (short, long) = (steps(20_000), steps(200_000));
        assert!(long <= 11 * short, "{unit:?}: {short} steps and {long}");
        // No text makes the engine look at a byte of it more often than this.
        assert!(long <= 200_000 * 120, "{unit:?}: {long} steps");
    }
}

#[test]
fn a_megabyte_of_digits_is_one_token() {
    let text = "7".repeat(1 << 20);
    assert!(steps(|| check(&text, None).unwrap()) < 100);
}

#[test]
fn a_day_that_no_month_has_does_not_recur() {
    check("They meet each Sept. 31 and every February 30.", None).unwrap();
}

#[test]
fn a_number_between_two_lists_is_found_once() {
    check(
        "It was 3 May and 22 and 22 June, or 03/04/2007 and 22 and 22/04/2007.",
        None,
    )
    .unwrap();
}

#[test]
fn long_monotonous_texts_are_read_to_the_end() {
    for unit in [
        "last ",
        "1",
        "(",
        "the ",
        "two ",
        "1 1/2 ",
        "Monday and ",
        "July 4 to ",
    ] {
        let text = unit.repeat(100_000 / unit.len());
        check(&text, None).unwrap();
    }
}

#[test]
fn what_only_looks_like_time_is_left_alone() {
    for text in [
        "It may be late.",
        "They march on and fall behind.",
        "He came in second and won a second prize.",
        "Ada, 52, is 52 years old.",
        "The 6-year-old boy, aged 6, smiled.",
        "It costs $1990 and 1,998 people paid 1985 dollars.",
        "They sold 700 seats a week at 12 cents a share.",
        "It rose 1990 percent.",
        "The Sun shone on Jan Novak.",
    ] {
        let found: Vec<_> = found_in(text, NaiveDate::from_ymd_opt(2016, 7, 16))
            .iter()
            .map(|proposal| proposal.span.slice(text).to_owned())
            .collect();
        assert_eq!(found, [] as [&str; 0], "{text}");
    }
}

#[test]
fn without_a_date_what_is_relative_stays_open() {
    for (text, value) in [
        ("on July 15", "XXXX-07-15"),
        ("on Friday", "XXXX-WXX-5"),
        ("last week", "XXXX-WXX"),
        ("yesterday", "XXXX-XX-XX"),
        ("last year", "XXXX"),
        ("two years ago", "PAST_REF"),
        ("this morning", "XXXX-XX-XXTMO"),
        ("in March", "XXXX-03"),
        ("at 3 p.m.", "XXXX-XX-XXT15:00"),
        ("the third quarter", "XXXX-Q3"),
    ] {
        let found = found_in(text, None);
        let time = found[0].time.as_ref().unwrap();
        assert_eq!((time.value.as_str(), time.implied), (value, true), "{text}");
    }
}

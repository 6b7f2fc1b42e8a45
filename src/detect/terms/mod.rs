//! Finds e-mail addresses, URLs, money, percentages and quantities by rule.
//!
//! The text is cut into `atoms.rs`; `amount.rs` reads numbers from them, and what stands before and
//! behind a number says what it counts. Ages and lengths of time are left to the dates.

mod address;
mod amount;
mod atoms;
mod currencies;
mod measure;
mod units;

use super::{DetectorId, LabelId, Proposal, Score};
use crate::text::TextSpan;
use atoms::atoms;

/// The detector's name and the version of its rules.
pub const DETECTOR: DetectorId = DetectorId::built_in(NAME, "1");

/// The detector's name.
pub const NAME: &str = "terms";

/// The label of e-mail addresses.
pub const EMAIL: &str = "EMAIL";
/// The label of web addresses.
pub const URL: &str = "URL";
/// The label of sums of money.
pub const MONEY: &str = "MONEY";
/// The label of percentages.
pub const PERCENT: &str = "PERCENT";
/// The label of lengths, areas, weights and other measures.
pub const QUANTITY: &str = "QUANTITY";

/// How sure a rule is. Its mistakes were not counted, so this claims no more than "rather sure".
const SCORE: f32 = 0.95;

/// Proposes the terms in the part of the text within a span, in the order of the text.
///
/// ```
/// use spanwright::detect::terms;
/// use spanwright::text::TextSpan;
/// let text = "Sales rose 5.2 per cent to €20m (see https://example.org/q3).";
/// let whole = TextSpan::from_range(0..text.len()).unwrap();
/// let mut found = Vec::new();
/// terms::detect(text, whole, &mut found);
/// let pictures: Vec<String> =
///     found.iter().map(|p| format!("{} {}", p.label, p.span.slice(text))).collect();
/// assert_eq!(pictures, ["PERCENT 5.2 per cent", "MONEY €20m", "URL https://example.org/q3"]);
/// ```
pub fn detect(text: &str, within: TextSpan, out: &mut Vec<Proposal>) {
    let mut found = address::find(text, within);
    let atoms = atoms(text, within, &found);
    let mut at = 0;
    while at < atoms.len() {
        match measure::at(&atoms, at) {
            Some((label, end)) => {
                let span = atoms[at].span.hull(atoms[end - 1].span);
                found.push((label, span));
                at = end;
            }
            None => at += 1,
        }
    }
    found.sort_by_key(|(_, span)| *span);
    out.extend(found.into_iter().map(|(label, span)| Proposal {
        span,
        label: LabelId::new(label),
        score: Score::new(SCORE),
        detector: DETECTOR,
        time: None,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the terms of a text in which they stand in brackets, as `[MONEY $5]`.
    fn check(picture: &str) {
        let mut text = String::new();
        let mut rest = picture;
        while let Some((before, inside)) = rest.split_once('[') {
            let (term, after) = inside.split_once(']').unwrap();
            text += before;
            text += term.split_once(' ').unwrap().1;
            rest = after;
        }
        text += rest;
        let mut found = Vec::new();
        let whole = TextSpan::from_range(0..text.len()).unwrap();
        detect(&text, whole, &mut found);
        let mut drawn = String::new();
        let mut last = 0;
        for proposal in found {
            let range = proposal.span.range();
            drawn += &text[last..range.start];
            drawn += &format!("[{} {}]", proposal.label, &text[range.clone()]);
            last = range.end;
        }
        drawn += &text[last..];
        assert_eq!(drawn, picture);
    }

    #[test]
    fn addresses_end_before_the_punctuation_of_the_sentence() {
        check("Write to [EMAIL ada.l@example.org], or see [URL https://example.org/a_(b)].");
        check("([URL www.example.org]) by @ada, at 5@3 or http://");
        check("[URL https://example.org/5%-off/$5]");
    }

    #[test]
    fn money_by_sign() {
        check("It cost [MONEY $3.5 billion], not [MONEY €20m] or [MONEY US$5].");
        check(
            "[MONEY £1,000.50] and [MONEY ¥300], [MONEY 20 €]; [MONEY A$2bn] and [MONEY U.S. $7]",
        );
        check(
            "between [MONEY $5] and [MONEY $6 million], or [MONEY $5-6m], or [MONEY $5-$6 million]",
        );
        check("paid [MONEY $ 3.5 billion] in [MONEY CAD$ 12]");
    }

    #[test]
    fn money_by_name_or_code() {
        check("[MONEY 3 million euros], [MONEY five dollars], [MONEY 50 cents], [MONEY 50p]");
        check(
            "[MONEY 5 million US dollars], [MONEY 100 Hong Kong dollars], [MONEY 2 bn Russian rubles]",
        );
        check("[MONEY EUR 500], [MONEY 300 million USD], [MONEY Rs 500], [MONEY Rs. 5 crore]");
        check("[MONEY hundreds of millions of dollars] and [MONEY half a million pounds]");
        check("a [MONEY 10-million-euro] plan, a [MONEY five-dollar] bill");
    }

    #[test]
    fn pounds_of_something_are_weight() {
        check("[QUANTITY 20 pounds] of flour for [MONEY 20 pounds]");
    }

    #[test]
    fn what_only_looks_like_money_is_none() {
        check("The dollar fell. Euro 2016 began. The $ sign. A few pence, in 2016 pounds");
    }

    #[test]
    fn percentages() {
        check("[PERCENT 5%], [PERCENT 5.2 per cent], [PERCENT 12 percent], [PERCENT 3 pct]");
        check("[PERCENT five to ten percent], [PERCENT 5-10%], [PERCENT -2.5%]");
        check("up [PERCENT 1.5 percentage points]; the percentage, per cent of");
    }

    #[test]
    fn quantities() {
        check("[QUANTITY 30 km], [QUANTITY 12,000 tonnes], [QUANTITY 30km], [QUANTITY 6 ft]");
        check("[QUANTITY 5 million barrels], [QUANTITY 2.5 million square kilometres]");
        check("[QUANTITY 120 kilometres per hour], [QUANTITY 120 km/h], [QUANTITY 60 mph]");
        check("a [QUANTITY 30-mile] walk, a [QUANTITY six-foot] wall, [QUANTITY 100 m] away");
        check("[QUANTITY 30 degrees Celsius], [QUANTITY 30 °C], [QUANTITY 1.5C] of warming");
    }

    #[test]
    fn ages_times_and_names_are_not_quantities() {
        check("a 30-year-old, 5 years, 20 minutes, 3 people, 20m people, A320 km, G20 miles");
        check("at 5:30 m. or 1/2/2016 ft, section 4.2.1 miles");
    }
}

//! Money, percentages and quantities: an amount and what it counts.

use super::amount::{amount, is_hyphen};
use super::atoms::{Atom, AtomKind};
use super::{MONEY, PERCENT, QUANTITY, currencies, units};

/// The label of the measure that begins at `at`, and the index after its last atom.
pub fn at(atoms: &[Atom], at: usize) -> Option<(&'static str, usize)> {
    if let Some(end) = money_by_sign(atoms, at) {
        return Some((MONEY, end));
    }
    let start = at;
    let at = at + usize::from(is_minus(atoms, at));
    let end = range(atoms, at)?;
    if let Some(end) = percent(atoms, end) {
        return Some((PERCENT, end));
    }
    if start != at {
        return None;
    }
    if let Some(end) = money_by_name(atoms, at, end) {
        return Some((MONEY, end));
    }
    let end = quantity(atoms, end)?;
    Some((QUANTITY, end))
}

/// "$3.5 billion", "US$5", "EUR 500", "$5-6m", "$5-$6 million", with a code behind it or not.
fn money_by_sign(atoms: &[Atom], at: usize) -> Option<usize> {
    let first = sign(atoms, at)?;
    let mut end = amount(atoms, first, true)?;
    if is_hyphen(atoms, end) {
        let second = sign(atoms, end + 1).unwrap_or(end + 1);
        end = amount(atoms, second, true).unwrap_or(end);
    }
    if is_text(atoms, end, currencies::CODES) {
        end += 1;
    }
    Some(end)
}

/// The index after a currency's sign or code at `at`, with whose dollars they are.
fn sign(atoms: &[Atom], at: usize) -> Option<usize> {
    let first = atoms.get(at)?;
    let is_cut = first.glued && atoms[at - 1].kind != AtomKind::Mark;
    if is_text(atoms, at, currencies::CODES) && !is_cut {
        let point = usize::from(is_text(atoms, at + 1, &["."]) && atoms[at + 1].glued);
        let dollar = usize::from(is_text(atoms, at + 1 + point, &["$"]));
        return Some(at + 1 + point + dollar);
    }
    if is_text(atoms, at, currencies::SIGN_PREFIXES) && !is_cut && is_text(atoms, at + 1, &["$"]) {
        return Some(at + 2);
    }
    is_text(atoms, at, currencies::SIGNS).then_some(at + 1)
}

/// The index after an amount, or after two: "five to ten", "5-10".
fn range(atoms: &[Atom], at: usize) -> Option<usize> {
    let first = amount(atoms, at, false)?;
    let joined = is_hyphen(atoms, first) || is_text(atoms, first, &["to", "or"]);
    if joined && let Some(second) = amount(atoms, first + 1, false) {
        return Some(second);
    }
    Some(first)
}

/// The index after "%", "per cent" or "percentage points" at `at`.
fn percent(atoms: &[Atom], at: usize) -> Option<usize> {
    let at = at + usize::from(is_hyphen(atoms, at));
    match atoms.get(at)?.lower.as_str() {
        "%" | "percent" | "pct" => Some(at + 1),
        "per" if is_text(atoms, at + 1, &["cent"]) => Some(at + 2),
        "percentage" if is_text(atoms, at + 1, &["point", "points"]) => Some(at + 2),
        _ => None,
    }
}

/// The index after the name, code or sign behind an amount that lasts from `at` to `end`.
fn money_by_name(atoms: &[Atom], at: usize, end: usize) -> Option<usize> {
    if is_text(atoms, end, currencies::SIGNS) {
        // The sign of the next amount is not this one's.
        let is_next = amount(atoms, end + 1, true).is_some();
        return (!is_next).then_some(end + 1);
    }
    if is_text(atoms, end, currencies::CODES) {
        return Some(end + 1);
    }
    if is_text(atoms, end, &["p"]) && atoms[end].glued {
        return Some(end + 1);
    }
    let mut name = end + usize::from(is_hyphen(atoms, end));
    let hyphenated = name != end;
    let mut owners = 0;
    while owners < 2 && !hyphenated && is_owner(atoms, name) {
        name += 1;
        owners += 1;
    }
    let word = atoms.get(name).filter(|atom| atom.kind == AtomKind::Word)?;
    let word = word.lower.as_str();
    let is_scaled = end > at + 1 || owners > 0;
    let is_money = currencies::NAMES.contains(&word)
        && (is_scaled || !currencies::NAMES_AFTER_SCALE.contains(&word))
        && !is_weight(atoms, name)
        && !is_year(atoms, at, end);
    is_money.then(|| name + 1 + usize::from(is_text(atoms, name + 1, &["sterling"])))
}

/// A capitalised word that says whose currency it is: "Hong Kong" dollars.
fn is_owner(atoms: &[Atom], at: usize) -> bool {
    atoms.get(at).is_some_and(|atom| {
        atom.kind == AtomKind::Word && atom.text.starts_with(char::is_uppercase)
    })
}

/// Pounds of something are weight.
fn is_weight(atoms: &[Atom], at: usize) -> bool {
    is_text(atoms, at, &["pound", "pounds"])
        && is_text(atoms, at + 1, &["of", "heavier", "lighter", "overweight"])
}

/// Whether the number is rather a year: "in 2016 pounds" are pounds of that year.
fn is_year(atoms: &[Atom], at: usize, end: usize) -> bool {
    let text = atoms[at].text;
    let preceded = at > 0 && is_text(atoms, at - 1, &["in", "of"]);
    end == at + 1 && preceded && text.len() == 4 && matches!(text.get(..2), Some("19" | "20"))
}

/// The index after the unit at `at`: "-mile", "square kilometres", "km/h", "degrees Celsius".
fn quantity(atoms: &[Atom], at: usize) -> Option<usize> {
    let hyphenated = is_hyphen(atoms, at);
    let mut at = at + usize::from(hyphenated);
    let first = atoms.get(at)?;
    if first.text == "°" {
        return Some(at + 1 + usize::from(is_text(atoms, at + 1, &["C", "F", "c", "f"])));
    }
    if units::SHORT_GLUED.contains(&first.text) && first.glued && !hyphenated {
        return Some(at + 1);
    }
    if first.text == "m" {
        let is_length = atoms.get(at + 1).is_none_or(|next| {
            next.kind != AtomKind::Word || units::BEHIND_METRES.contains(&next.lower.as_str())
        });
        return is_length.then_some(at + 1);
    }
    if units::SQUARES.contains(&first.lower.as_str()) {
        at += 1 + usize::from(is_hyphen(atoms, at + 1));
    }
    let unit = atoms.get(at)?;
    let is_unit = units::NAMES.contains(&unit.lower.as_str())
        || units::SHORT.contains(&unit.text)
        || is_text(atoms, at, &["pound", "pounds"]) && (is_weight(atoms, at) || hyphenated);
    if !is_unit {
        return None;
    }
    let end = at + 1;
    if is_text(atoms, at, &["degree", "degrees"]) {
        let scale = is_text(atoms, end, &["celsius", "fahrenheit", "centigrade"]);
        return Some(end + usize::from(scale));
    }
    let divided = is_text(atoms, end, &["per", "/", "an"])
        && atoms
            .get(end + 1)
            .is_some_and(|atom| units::DIVISORS.contains(&atom.lower.as_str()));
    Some(end + 2 * usize::from(divided))
}

/// Whether a minus stands at `at`: glued to the number behind it, but to no word before it.
fn is_minus(atoms: &[Atom], at: usize) -> bool {
    let stands_free = atoms
        .get(at)
        .is_some_and(|atom| matches!(atom.text, "-" | "−") && !atom.glued);
    stands_free
        && atoms
            .get(at + 1)
            .is_some_and(|next| next.glued && next.kind == AtomKind::Number)
}

fn is_text(atoms: &[Atom], at: usize, list: &[&str]) -> bool {
    atoms
        .get(at)
        .is_some_and(|atom| list.contains(&atom.text) || list.contains(&atom.lower.as_str()))
}

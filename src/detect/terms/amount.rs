//! Numbers in digits and words, with what multiplies them.

use super::atoms::{Atom, AtomKind};

/// Number words that need no scale.
const SMALL: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
];
/// What multiplies.
const SCALES: &[&str] = &[
    "hundred", "thousand", "million", "billion", "trillion", "lakh", "crore", "dozen", "bn", "mn",
    "tn", "mln", "bln",
];
/// What multiplies an unknown number.
const PLURAL_SCALES: &[&str] = &[
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "trillions",
    "dozens",
    "tens",
];
/// What multiplies only where it is glued to the digits and money is meant: "$20m", "€3k".
const GLUED_SCALES: &[&str] = &["m", "k", "b"];

/// The index after the amount that begins at `at`: "3.5 billion", "twenty-five", "half a
/// million", "hundreds of millions of". A glued scale is read only where `in_money`.
pub fn amount(atoms: &[Atom], at: usize, in_money: bool) -> Option<usize> {
    let first = atoms.get(at)?;
    if first.kind == AtomKind::Number {
        if is_part_of_code(atoms, at) {
            return None;
        }
        let is_glued = atoms.get(at + 1).is_some_and(|next| next.glued);
        if in_money && is_glued && is_word(atoms, at + 1, GLUED_SCALES) {
            return Some(at + 2);
        }
        return Some(scales(atoms, at + 1));
    }
    if first.glued && atoms[at - 1].kind != AtomKind::Mark {
        return None;
    }
    let word = first.lower.as_str();
    match word {
        _ if PLURAL_SCALES.contains(&word) => plural(atoms, at),
        _ if SMALL.contains(&word) => Some(words(atoms, at)),
        "half" if is_word(atoms, at + 1, &["a"]) && is_word(atoms, at + 2, SCALES) => {
            Some(scales(atoms, at + 2))
        }
        "a" if is_word(atoms, at + 1, SCALES) => Some(scales(atoms, at + 1)),
        _ => None,
    }
}

/// Whether the number is a piece of something else: "A320", "COVID-19", "5:30", "1/2/2016",
/// "4.2.1".
fn is_part_of_code(atoms: &[Atom], at: usize) -> bool {
    let number = &atoms[at];
    if number.text.matches('.').count() > 1 {
        return true;
    }
    let Some(before) = at
        .checked_sub(1)
        .filter(|_| number.glued)
        .map(|b| &atoms[b])
    else {
        return false;
    };
    let further = at
        .checked_sub(2)
        .filter(|_| before.glued)
        .map(|b| atoms[b].kind);
    match before.text {
        ":" | "/" => further.is_some_and(|kind| kind != AtomKind::Mark),
        "-" => further == Some(AtomKind::Word),
        _ => before.kind == AtomKind::Word,
    }
}

fn is_word(atoms: &[Atom], at: usize, list: &[&str]) -> bool {
    atoms
        .get(at)
        .is_some_and(|atom| list.contains(&atom.lower.as_str()))
}

/// The index after the scales at `at`, which may hang on by hyphens: "-million".
fn scales(atoms: &[Atom], mut at: usize) -> usize {
    loop {
        if is_word(atoms, at, SCALES) {
            at += 1;
        } else if is_hyphen(atoms, at) && is_word(atoms, at + 1, SCALES) {
            at += 2;
        } else {
            return at;
        }
    }
}

/// The index after number words: "twenty-five", "one hundred and five million".
fn words(atoms: &[Atom], mut at: usize) -> usize {
    let is_number = |at: usize| is_word(atoms, at, SMALL) || is_word(atoms, at, SCALES);
    at += 1;
    loop {
        if is_number(at) {
            at += 1;
        } else if (is_hyphen(atoms, at)
            || is_word(atoms, at, &["and"]) && is_word(atoms, at - 1, SCALES))
            && is_number(at + 1)
        {
            at += 2;
        } else {
            return at;
        }
    }
}

/// The index after "hundreds of millions of": what is counted follows.
fn plural(atoms: &[Atom], mut at: usize) -> Option<usize> {
    while is_word(atoms, at, PLURAL_SCALES) {
        if !is_word(atoms, at + 1, &["of"]) {
            return None;
        }
        at += 2;
    }
    Some(at)
}

/// Whether a hyphen glued on both sides stands at `at`.
pub fn is_hyphen(atoms: &[Atom], at: usize) -> bool {
    let is_glued = |at: usize| atoms.get(at).is_some_and(|atom| atom.glued);
    is_glued(at) && is_glued(at + 1) && matches!(atoms[at].text, "-" | "‐" | "‑" | "–")
}

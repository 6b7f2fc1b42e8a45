//! Attaches words that change the meaning of an expression: `early`, `more than`, `or so`.

use super::super::candidate::Candidate;
use super::super::frame::{Field, Frame, Kind, MODIFIERS};
use super::{Context, pair};

/// Attaches modifiers to the candidates that they touch.
#[expect(clippy::ptr_arg, reason = "all refiners have one type")]
pub(super) fn refine(context: Context<'_>, candidates: &mut Vec<Candidate>) {
    for at in 1..candidates.len() {
        let Some((first, second)) = pair(candidates, at) else {
            continue;
        };
        if first.end != second.first || !context.unbroken(second.first, second.first) {
            continue;
        }
        if first.frame.kind == Kind::Before && accepts(second, first) {
            second.frame.fill(&modifier_of(first));
            if !first.frame.has(Field::Outside) {
                second.first = first.first;
            }
        } else if second.frame.kind == Kind::After && accepts(first, second) {
            first.frame.fill(&modifier_of(second));
            first.end = second.end;
        }
    }
}

fn modifier_of(word: &Candidate) -> Frame {
    let mut frame = Frame::new(word.frame.kind);
    if let Some(modifier) = word.frame.get(Field::Modifier) {
        frame.set(Field::Modifier, modifier);
    }
    frame
}

/// Whether the modifier goes with the expression: a place in time can be early, a length cannot.
fn accepts(expression: &Candidate, modifier: &Candidate) -> bool {
    let name = modifier
        .frame
        .get(Field::Modifier)
        .and_then(|code| MODIFIERS.get(usize::try_from(code).ok()?));
    let place = matches!(
        expression.frame.kind,
        Kind::Date | Kind::Unit | Kind::Same | Kind::Reported
    );
    let length = matches!(
        expression.frame.kind,
        Kind::Duration | Kind::Offset | Kind::Later
    );
    match name {
        Some(&("START" | "MID" | "END" | "ON_OR_AFTER")) => place,
        Some(&"APPROX") => place || length,
        Some(_) => length,
        None => false,
    }
}

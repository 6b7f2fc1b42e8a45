//! Drops words of time that are part of a name: `60 Minutes`, `USA Today`, `Theresa May`, `the
//! Daily Mail`, `Saturday Night Live`.

use super::super::candidate::Candidate;
use super::super::class::Class;
use super::super::frame::Kind;
use super::super::lexicon::WordId;
use super::super::token::{Gap, Token};
use super::Context;

/// Drops expressions in which capitals tell that they are names. Words all in capitals tell
/// nothing.
pub(super) fn refine(context: Context<'_>, candidates: &mut Vec<Candidate>) {
    candidates.retain(|candidate| {
        let name = match candidate.end - candidate.first {
            1 => is_name_alone(context, candidate.first),
            _ => is_title(context, candidate),
        };
        !name
    });
}

/// Whether a unit or a part of the day after the first word has a capital.
fn is_title(context: Context<'_>, candidate: &Candidate) -> bool {
    let titled = |class| {
        let title = |at: usize| context.tokens.get(at).is_some_and(|token| token.title);
        (candidate.first + 1..candidate.end).any(|at| context.is(at, class) && title(at))
    };
    // The name of a quarter or of a holiday is a time all the same, but 20th Century Fox and
    // Saturday Night Live are not.
    let goes_on = is_proper(after(context, candidate.end));
    titled(Class::Plain) && (candidate.frame.kind != Kind::Date || goes_on)
        || titled(Class::Part) && goes_on
}

/// Whether the one word of an expression belongs to the names beside it.
fn is_name_alone(context: Context<'_>, at: usize) -> bool {
    let Some(token) = context.tokens.get(at) else {
        return false;
    };
    let before = (token.gap == Gap::Space)
        .then(|| context.tokens.get(at.checked_sub(1)?))
        .flatten();
    let next = after(context, at + 1);
    if context.is(at, Class::Recurring) {
        // The Daily Mail is a name; in "the party daily Granma" the word still says how often.
        return token.title && is_proper(next);
    }
    if context.is(at, Class::Deictic) {
        return token.title && before.is_some_and(|before| before.letters && before.capital);
    }
    if context.is(at, Class::GivenName) && token.title {
        // What stands before the name of a month is a known word: in April, since June.
        let known = before.is_some_and(|before| before.word != WordId::UNKNOWN && before.letters);
        return is_proper(before) || is_proper(next) && !known;
    }
    false
}

/// The token there, if only white space stands before it.
fn after<'a>(context: Context<'a>, at: usize) -> Option<&'a Token> {
    let token = context.tokens.get(at)?;
    (token.gap == Gap::Space).then_some(token)
}

/// Whether the word is a proper name, as far as its capital tells.
fn is_proper(token: Option<&Token>) -> bool {
    token.is_some_and(|token| token.title && token.letters && token.word == WordId::UNKNOWN)
}

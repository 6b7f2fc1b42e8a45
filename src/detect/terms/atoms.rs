//! The smallest pieces that amounts and units are read from.

use crate::text::TextSpan;

/// A number, a word or a mark.
pub struct Atom<'a> {
    /// Where it stands.
    pub span: TextSpan,
    /// What it is.
    pub kind: AtomKind,
    /// Its text.
    pub text: &'a str,
    /// Its text in lower case.
    pub lower: String,
    /// Whether it follows on the atom before with nothing in between.
    pub glued: bool,
}

/// What an atom is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtomKind {
    /// Digits, with commas and points between them.
    Number,
    /// Letters, with apostrophes and the points of abbreviations between them.
    Word,
    /// Any other character.
    Mark,
}

/// The atoms of the text within a span, without those in the given addresses.
pub fn atoms<'a>(text: &'a str, within: TextSpan, addresses: &[(&str, TextSpan)]) -> Vec<Atom<'a>> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut addresses = addresses.iter().map(|(_, span)| span.range()).peekable();
    let end = within.range().end;
    let mut at = within.range().start;
    while let Some(c) = text.get(at..end).and_then(|rest| rest.chars().next()) {
        if let Some(address) = addresses.next_if(|address| address.start <= at) {
            at = address.end.max(at);
            continue;
        }
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (kind, length) = scan(&text[at..end], c);
        if let Some(span) = TextSpan::from_range(at..at + length) {
            let slice = span.slice(text);
            atoms.push(Atom {
                span,
                kind,
                text: slice,
                lower: slice.to_lowercase(),
                glued: atoms
                    .last()
                    .is_some_and(|last| last.span.end() == span.start()),
            });
        }
        at += length;
    }
    atoms
}

/// The kind and the length of the atom at the front of `rest`, whose first character is `first`.
fn scan(rest: &str, first: char) -> (AtomKind, usize) {
    let bytes = rest.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    if is_digit(0) {
        let mut length = 1;
        while is_digit(length)
            || matches!(bytes.get(length), Some(b',' | b'.')) && is_digit(length + 1)
        {
            length += 1;
        }
        return (AtomKind::Number, length);
    }
    if !first.is_alphabetic() {
        return (AtomKind::Mark, first.len_utf8());
    }
    let mut length = 0;
    for (at, c) in rest.char_indices() {
        let joins = matches!(c, '.' | '\'' | '’')
            && rest[at + c.len_utf8()..].starts_with(char::is_alphabetic);
        if !c.is_alphabetic() && !joins {
            break;
        }
        length = at + c.len_utf8();
    }
    // The last point of "U.S." belongs to it.
    if rest[..length].contains('.') && rest[length..].starts_with('.') {
        length += 1;
    }
    (AtomKind::Word, length)
}

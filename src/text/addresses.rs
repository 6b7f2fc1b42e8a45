//! Finds URLs and e-mail addresses, which are one token each.

use std::ops::Range;

const SCHEMES: [&str; 4] = ["http://", "https://", "ftp://", "www."];

/// The addresses in a run of text without white space, in order.
pub(super) fn find(text: &str, chunk: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut from = chunk.start;
    let mut at = chunk.start;
    while at < chunk.end {
        let address = match bytes[at] {
            b'h' | b'H' | b'f' | b'F' | b'w' | b'W' => url(text, from, at, chunk.end),
            b'@' => email(bytes, from, at, chunk.end),
            _ => None,
        };
        match address {
            Some(address) => {
                at = address.end;
                from = address.end;
                found.push(address);
            }
            None => at += 1,
        }
    }
    found
}

/// The URL that begins at `at`, without the punctuation that closes the sentence around it.
fn url(text: &str, from: usize, at: usize, end: usize) -> Option<Range<usize>> {
    let follows_word = text[from..at].ends_with(char::is_alphanumeric);
    let scheme = SCHEMES.iter().find(|scheme| {
        text.as_bytes()
            .get(at..end.min(at + scheme.len()))
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()))
    })?;
    if follows_word {
        return None;
    }
    let body = &text[at + scheme.len()..end];
    let is_delimiter = |c: char| matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '。' | '，');
    let mut body = &body[..body.find(is_delimiter).unwrap_or(body.len())];
    let mut open = body.matches('(').count();
    let mut close = body.matches(')').count();
    while let Some(last) = body.chars().next_back() {
        let closes_sentence = match last {
            ')' => close > open,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | ']' | '}' | '…' | '*' | '(' => {
                true
            }
            _ => false,
        };
        if !closes_sentence {
            break;
        }
        close -= usize::from(last == ')');
        open -= usize::from(last == '(');
        body = &body[..body.len() - last.len_utf8()];
    }
    body.contains(char::is_alphanumeric)
        .then(|| at..at + scheme.len() + body.len())
}

/// The e-mail address around the `@` at `at`.
fn email(bytes: &[u8], from: usize, at: usize, end: usize) -> Option<Range<usize>> {
    let is_local = |b: &u8| b.is_ascii_alphanumeric() || b"._%+-".contains(b);
    let is_domain = |b: &u8| b.is_ascii_alphanumeric() || b".-".contains(b);
    let local = &bytes[from..at];
    let local_len = local.iter().rev().take_while(|&b| is_local(b)).count();
    let leading_marks = local[local.len() - local_len..]
        .iter()
        .take_while(|b| !b.is_ascii_alphanumeric())
        .count();
    let domain = &bytes[at + 1..end];
    let mut domain = &domain[..domain.iter().take_while(|&b| is_domain(b)).count()];
    while let [rest @ .., b'.' | b'-'] = domain {
        domain = rest;
    }
    let dot = domain.iter().rposition(|&b| b == b'.')?;
    let top = &domain[dot + 1..];
    let is_address = local_len > leading_marks
        && dot > 0
        && top.len() >= 2
        && top.iter().all(u8::is_ascii_alphabetic);
    is_address.then(|| at - local_len + leading_marks..at + 1 + domain.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(chunk: &str, expected: &[&str]) {
        let found: Vec<&str> = find(chunk, 0..chunk.len())
            .into_iter()
            .map(|range| &chunk[range])
            .collect();
        assert_eq!(found, expected, "in {chunk:?}");
    }

    #[test]
    fn addresses_end_before_the_punctuation_of_the_sentence() {
        check(
            "(https://example.org/a_(b)?q=1,2).",
            &["https://example.org/a_(b)?q=1,2"],
        );
        check("“WWW.Example.org”,", &["WWW.Example.org"]);
        check(
            "<ada.l+news@mail.example.co>;",
            &["ada.l+news@mail.example.co"],
        );
        check("a@b.org/c@d.org", &["a@b.org", "c@d.org"]);
    }

    #[test]
    fn what_only_looks_like_an_address_is_none() {
        for chunk in [
            "http://", "@ada", "ada@", "5@3.50", "www.", "a@b", "x@.com", "swww.a.b",
        ] {
            check(chunk, &[]);
        }
    }
}

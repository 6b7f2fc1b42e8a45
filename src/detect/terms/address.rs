//! E-mail addresses and URLs. The tokens keep them whole, so what is left is to tell them apart.

use super::{EMAIL, URL};
use crate::text::{TextSpan, tokens};

/// What a URL begins with.
const SCHEMES: [&str; 4] = ["http://", "https://", "ftp://", "www."];

/// The addresses in the text within a span, with their labels. A bare host such as "example.org"
/// is none: in the news it is more often the name of a company.
pub fn find(text: &str, within: TextSpan) -> Vec<(&'static str, TextSpan)> {
    tokens(text, within)
        .into_iter()
        .filter_map(|token| Some((label(token.slice(text))?, token)))
        .collect()
}

fn label(token: &str) -> Option<&'static str> {
    let has_scheme = SCHEMES.iter().any(|scheme| {
        token.len() > scheme.len()
            && token
                .get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    if has_scheme {
        return Some(URL);
    }
    let (local, domain) = token.split_once('@')?;
    let is_email = !local.is_empty() && domain.contains('.') && !domain.ends_with('.');
    is_email.then_some(EMAIL)
}

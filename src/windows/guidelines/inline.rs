//! What stands within a line of Markdown: emphasis, code and links. Whatever else there is, HTML too,
//! is text.

use crate::text::{FindOptions, UnicodeSegmenter, find};
use crate::windows::node::{Attribute, Element, a, code, em, mark, strong};

/// What a link may lead to.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// The words that are looked for.
pub(super) struct Sought<'a>(&'a str);

impl<'a> Sought<'a> {
    /// These words; blank ones are nowhere and everywhere.
    pub(super) fn new(words: &'a str) -> Self {
        Self(words.trim())
    }

    /// Whether anything is looked for.
    pub(super) fn is_something(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether the words are in this text. Where nothing is looked for, it is everywhere.
    pub(super) fn is_in(&self, text: &str) -> bool {
        !self.is_something()
            || !find(text, self.0, FindOptions::default(), &UnicodeSegmenter).is_empty()
    }

    /// Puts the text into an element, with the words marked.
    pub(super) fn mark<M>(&self, mut element: Element<M>, text: &str) -> Element<M> {
        let mut rest = 0;
        for place in find(text, self.0, FindOptions::default(), &UnicodeSegmenter) {
            let place = place.range();
            if rest < place.start {
                element = element.text(&text[rest..place.start]);
            }
            element = element.child(mark().text(&text[place.clone()]));
            rest = place.end;
        }
        match rest < text.len() {
            true => element.text(&text[rest..]),
            false => element,
        }
    }
}

/// Puts a line of Markdown into an element, with what is sought marked in it.
pub(super) fn draw<M>(mut element: Element<M>, markdown: &str, sought: &Sought) -> Element<M> {
    let (mut plain, mut at) = (String::new(), 0);
    while let Some(next) = markdown.get(at..).and_then(|rest| rest.chars().next()) {
        match piece(markdown, at, sought) {
            Some((piece, end)) => {
                element = sought
                    .mark(element, &std::mem::take(&mut plain))
                    .child(piece);
                at = end;
            }
            // A mark with a backslash before it is itself.
            None if next == '\\' && is_mark(markdown, at + 1) => {
                plain.push_str(markdown.get(at + 1..at + 2).unwrap_or_default());
                at += 2;
            }
            None => {
                plain.push(next);
                at += next.len_utf8();
            }
        }
    }
    sought.mark(element, &plain)
}

fn is_mark(markdown: &str, at: usize) -> bool {
    let mark = markdown.get(at..).and_then(|rest| rest.chars().next());
    mark.is_some_and(|mark| mark.is_ascii_punctuation())
}

/// The element that begins here, and where it ends.
fn piece<M>(markdown: &str, at: usize, sought: &Sought) -> Option<(Element<M>, usize)> {
    let rest = markdown.get(at..)?;
    let before = markdown.get(..at)?.chars().next_back();
    if let Some(rest) = rest.strip_prefix('`') {
        let length = rest.find('`').filter(|length| *length > 0)?;
        let element = sought.mark(code(), &rest[..length]);
        return Some((element, at + length + 2));
    }
    if let Some(rest) = rest.strip_prefix('[') {
        let (words, rest) = rest.split_once("](")?;
        let (address, _) = rest.split_once(')')?;
        let link = link(address)?;
        let length = "[](".len() + words.len() + address.len() + ")".len();
        return Some((draw(link, words, sought), at + length));
    }
    if let Some(rest) = rest.strip_prefix('<') {
        let (address, _) = rest.split_once('>')?;
        let element = sought.mark(link(address)?, address);
        return Some((element, at + address.len() + 2));
    }
    for (delimiter, make) in [
        ("**", strong as fn() -> Element<M>),
        ("__", strong),
        ("*", em),
        ("_", em),
    ] {
        let Some(rest) = rest.strip_prefix(delimiter) else {
            continue;
        };
        // A low line within a word is one.
        let within = delimiter.starts_with('_') && before.is_some_and(char::is_alphanumeric);
        let length = rest.find(delimiter)?;
        let words = &rest[..length];
        let tight = !words.is_empty() && words.trim().len() == words.len();
        return (tight && !within).then(|| {
            let end = at + length + 2 * delimiter.len();
            (draw(make(), words, sought), end)
        });
    }
    None
}

/// A link to an address of the web or of mail; anything else is none.
fn link<M>(address: &str) -> Option<Element<M>> {
    let small = address.to_ascii_lowercase();
    let leads_out = SCHEMES.iter().any(|scheme| small.starts_with(scheme));
    let is_whole = !address.contains(char::is_whitespace);
    (leads_out && is_whole).then(|| {
        a().set(Attribute::Href, address)
            .set(Attribute::Rel, "noreferrer")
            .set(Attribute::Target, "_blank")
    })
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::windows::node::{Node, p};

    /// The element as HTML would write it, without attributes but `href`.
    fn html(element: &Element<()>) -> String {
        let within = element.children.iter().map(|child| match child {
            Node::Text(words) => words.clone(),
            Node::Element(element) => {
                let tag = element.tag.as_str();
                let href = element.get(Attribute::Href);
                let href = href.map(|href| format!(" {href}")).unwrap_or_default();
                format!("<{tag}{href}>{}</{tag}>", html(element))
            }
        });
        within.collect()
    }

    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        assert_eq!(html(&draw(p(), markdown, &Sought::new(""))), expected);
    }

    #[test]
    fn emphasis_code_and_links_are_drawn() {
        check("a **b _c_** d", "a <strong>b <em>c</em></strong> d");
        check("`**b**` and *i*", "<code>**b**</code> and <em>i</em>");
        check(
            "see [the *list*](https://example.org/a) or <mailto:a@b.org>",
            "see <a https://example.org/a>the <em>list</em></a> or <a mailto:a@b.org>mailto:a@b.org</a>",
        );
    }

    #[test]
    fn what_is_no_mark_is_text() {
        for text in [
            "2 * 3 * 4",
            "snake_case_name",
            "a ** b",
            "*",
            "`",
            "[x] and (y)",
            "five *s",
        ] {
            check(text, text);
        }
        check(r"\*not\* this", "*not* this");
    }

    #[test]
    fn html_and_other_schemes_stay_text() {
        for text in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](data:text/html,y)",
            "<javascript:alert(1)>",
        ] {
            check(text, text);
        }
        let link = draw::<()>(p(), "[x](HTTPS://a.org)", &Sought::new(""));
        let link = link.elements().next().unwrap();
        assert_eq!(link.get(Attribute::Rel), Some("noreferrer"));
    }

    #[test]
    fn what_is_sought_is_marked_also_within_emphasis() {
        let drawn = draw(p(), "A **Date** and an update", &Sought::new(" date "));
        let expected = "A <strong><mark>Date</mark></strong> and an up<mark>date</mark>";
        assert_eq!(html(&drawn), expected);
    }
}

//! What is known about HTML's elements, and about the names that pages give to their parts.

use super::super::BlockKind;
use super::tree::Tree;

/// Elements that stand on lines of their own (HTML Standard, section 15.3, "display: block" and
/// the parts of lists and tables).
const BLOCK_ELEMENTS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Elements whose content is not an article's text.
const LEFT_OUT: &[&str] = &[
    "applet", "aside", "audio", "button", "canvas", "datalist", "dialog", "embed", "footer",
    "form", "frame", "frameset", "head", "iframe", "input", "map", "math", "menu", "meter", "nav",
    "noframes", "noscript", "object", "option", "progress", "script", "select", "style", "svg",
    "template", "textarea", "title", "video",
];

/// ARIA roles of what is not an article's text.
const ROLES_LEFT_OUT: &[&str] = &[
    "alert",
    "alertdialog",
    "button",
    "complementary",
    "contentinfo",
    "dialog",
    "form",
    "menu",
    "menubar",
    "navigation",
    "search",
    "tablist",
    "toolbar",
    "tooltip",
];

/// Words in a class or an id that name something beside the article.
const BESIDE: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "comment",
    "cookie",
    "cookies",
    "disqus",
    "footer",
    "hidden",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "popup",
    "promo",
    "promoted",
    "recirc",
    "recommended",
    "recommendations",
    "related",
    "rail",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "taboola",
    "tags",
    "teaser",
    "teasers",
    "toolbar",
    "trending",
    "widget",
];

pub(super) fn is_among(name: &str, list: &[&str]) -> bool {
    list.iter().any(|entry| name.eq_ignore_ascii_case(entry))
}

pub(super) fn is_block(name: &str) -> bool {
    is_among(name, BLOCK_ELEMENTS)
}

/// The kind of block that an element makes of its text, where it makes one.
pub(super) fn kind(name: &str) -> Option<BlockKind> {
    if is_among(name, &["h1", "h2", "h3", "h4", "h5", "h6"]) {
        Some(BlockKind::Heading)
    } else if name.eq_ignore_ascii_case("li") {
        Some(BlockKind::ListItem)
    } else if name.eq_ignore_ascii_case("blockquote") {
        Some(BlockKind::Quote)
    } else {
        None
    }
}

/// Whether the element and all in it are left out, by its name, its role or because it is
/// hidden.
pub(super) fn is_left_out(tree: &Tree, place: usize) -> bool {
    let attribute = |name| tree.attribute(place, name);
    let style = || {
        attribute("style")
            .unwrap_or_default()
            .to_ascii_lowercase()
            .replace(' ', "")
    };
    is_among(tree.name(place), LEFT_OUT)
        || attribute("role").is_some_and(|role| is_among(role, ROLES_LEFT_OUT))
        || attribute("hidden").is_some()
        || attribute("aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"))
        || style().contains("display:none")
        || style().contains("visibility:hidden")
}

/// Whether the class or the id of the element names something beside the article. The element
/// may still hold it: a page's outermost part may well be called "has-sidebar".
pub(super) fn is_named_beside(tree: &Tree, place: usize) -> bool {
    ["class", "id"]
        .iter()
        .filter_map(|name| tree.attribute(place, name))
        .any(|names| words(names).iter().any(|word| is_among(word, BESIDE)))
}

/// The words of class names: `shareBar related-stories` has four.
fn words(names: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for name in names.split(|c: char| !c.is_alphanumeric()) {
        let mut start = 0;
        for (i, pair) in name.as_bytes().windows(2).enumerate() {
            if pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase() {
                words.push(&name[start..=i]);
                start = i + 1;
            }
        }
        words.push(&name[start..]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_fall_into_words() {
        assert_eq!(
            words("shareBar related-stories"),
            ["share", "Bar", "related", "stories"]
        );
        assert_eq!(words("éShare_x"), ["éShare", "x"]);
    }
}

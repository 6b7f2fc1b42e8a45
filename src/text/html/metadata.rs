//! What a page states about its article: JSON-LD (schema.org), Open Graph and other `meta`
//! elements, `time`, `title`.

use std::ops::Range;

use serde_json::Value;

use super::super::clutter::key;
use super::tree::{Tree, collapsed};

/// What a page states, before the article is known.
#[derive(Default)]
pub(super) struct Metadata {
    headline: Option<String>,
    page_title: Option<String>,
    site: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<String>,
    pub(super) language: Option<String>,
}

const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title", "headline"];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
];
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "date",
];

impl Metadata {
    /// Reads all that the page states; JSON-LD is the most exact and comes first.
    pub(super) fn read(tree: &Tree, url: Option<&str>) -> Self {
        let entry = json_entry(tree, url).unwrap_or_default();
        let field = |name: &str| entry.get(name).and_then(Value::as_str).and_then(filled);
        let meta = |names: &[&str]| meta(tree, names);
        let html_language = tree
            .elements("html")
            .find_map(|html| tree.attribute(html, "lang"));
        Self {
            headline: field("headline").or_else(|| meta(TITLES)),
            page_title: tree
                .elements("title")
                .next()
                .and_then(|title| filled(&tree.text(title))),
            site: meta(&["og:site_name"]),
            author: entry
                .get("author")
                .and_then(names)
                .or_else(|| meta(AUTHORS).filter(|author| !author.contains("://")))
                .or_else(|| linked_author(tree)),
            published: field("datePublished").or_else(|| meta(DATES)),
            language: html_language
                .and_then(filled)
                .or_else(|| field("inLanguage"))
                .or_else(|| meta(&["og:locale", "content-language"]))
                .map(|language| language.replace('_', "-")),
        }
    }

    /// The title: the first heading on the page that agrees with what the page states, else the
    /// stated headline, else a heading of the first level, else the page's own title.
    pub(super) fn title(&self, headlines: &[String], headings: &[String]) -> Option<String> {
        let stated: Vec<String> = [&self.headline, &self.page_title]
            .into_iter()
            .flatten()
            .map(|stated| key(stated))
            .collect();
        let agrees = |shown: &&String| {
            let shown = key(shown);
            stated
                .iter()
                .any(|stated| stated.contains(&shown) || shown.contains(stated))
        };
        let page_title = || {
            self.page_title
                .as_deref()
                .map(|title| self.without_site(title))
        };
        let shown = headlines.iter().chain(headings).find(agrees);
        shown
            .or(self.headline.as_ref())
            .or(headlines.first())
            .map(|title| collapsed(title))
            .or_else(page_title)
    }

    /// The page's title without the name of the site at one of its ends.
    fn without_site(&self, title: &str) -> String {
        const FEWEST_WORDS: usize = 3;
        let site = self.site.as_deref().map(key);
        for mark in [" | ", " » ", " :: ", " — ", " – ", " - "] {
            let Some((story, name)) = title.rsplit_once(mark) else {
                continue;
            };
            let is_site = |part: &str| site.as_deref() == Some(key(part).as_str());
            if is_site(story) {
                return name.trim().to_owned();
            }
            if is_site(name) || story.split_whitespace().count() >= FEWEST_WORDS {
                return story.trim().to_owned();
            }
        }
        title.to_owned()
    }
}

/// The machine-readable date of the `time` that is marked as the publication's, else of the
/// page's only one, else of the first in a part of the page.
pub(super) fn first_time(tree: &Tree, part: &Range<usize>) -> Option<String> {
    let time = |place: usize| {
        let date = tree.attribute(place, "datetime").and_then(filled)?;
        let is_publication = tree.attribute(place, "pubdate").is_some()
            || tree
                .attribute(place, "itemprop")
                .is_some_and(|prop| prop.contains("datePublished"));
        Some((is_publication, date))
    };
    let all: Vec<(bool, String)> = tree.elements("time").filter_map(time).collect();
    let marked = all
        .iter()
        .find(|(is_publication, _)| *is_publication || all.len() == 1);
    marked.map(|(_, date)| date.clone()).or_else(|| {
        part.clone()
            .filter(|&place| tree.is(place, "time"))
            .find_map(|place| time(place).map(|(_, date)| date))
    })
}

/// The value without white space at its ends, where anything is left.
fn filled(value: &str) -> Option<String> {
    let value = collapsed(value);
    (!value.is_empty()).then_some(value)
}

fn meta(tree: &Tree, names: &[&str]) -> Option<String> {
    names.iter().find_map(|wanted| {
        tree.elements("meta").find_map(|place| {
            let is_wanted = ["property", "name", "itemprop", "http-equiv"]
                .iter()
                .filter_map(|attribute| tree.attribute(place, attribute))
                .any(|name| name.trim().eq_ignore_ascii_case(wanted));
            is_wanted
                .then(|| tree.attribute(place, "content"))
                .flatten()
                .and_then(filled)
        })
    })
}

fn linked_author(tree: &Tree) -> Option<String> {
    const LONGEST: usize = 80;
    const MOST: usize = 8;
    (0..tree.nodes.len())
        .filter(|&place| {
            let is = |name, value| tree.attribute(place, name) == Some(value);
            is("rel", "author") || is("itemprop", "author")
        })
        .take(MOST)
        .filter_map(|place| filled(&tree.text(place)))
        .find(|author| author.len() <= LONGEST)
}

/// The JSON-LD entry of the page's article: the one with the page's address, else the first.
fn json_entry(tree: &Tree, url: Option<&str>) -> Option<Value> {
    let mut entries = Vec::new();
    for script in tree.elements("script") {
        let is_json = tree
            .attribute(script, "type")
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
        if is_json && let Ok(value) = serde_json::from_str(&tree.text(script)) {
            collect_articles(value, &mut entries);
        }
    }
    let own = url.and_then(|url| {
        entries.iter().position(|entry| {
            ["url", "mainEntityOfPage", "@id"].iter().any(|name| {
                let value = &entry[*name];
                value.as_str().or_else(|| value["@id"].as_str()) == Some(url)
            })
        })
    });
    match own {
        Some(own) => Some(entries.swap_remove(own)),
        None => entries.into_iter().next(),
    }
}

/// Finds the articles in lists and graphs, without recursion.
fn collect_articles(value: Value, articles: &mut Vec<Value>) {
    let mut left = vec![value];
    while let Some(value) = left.pop() {
        match value {
            Value::Array(values) => left.extend(values.into_iter().rev()),
            Value::Object(mut fields) => {
                for name in ["mainEntity", "mainEntityOfPage", "@graph"] {
                    if fields
                        .get(name)
                        .is_some_and(|field| field.is_array() || is_article(field))
                    {
                        left.extend(fields.remove(name));
                    }
                }
                let value = Value::Object(fields);
                if is_article(&value) {
                    articles.push(value);
                }
            }
            _ => {}
        }
    }
}

fn is_article(value: &Value) -> bool {
    let is_name = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
        })
    };
    match &value["@type"] {
        Value::Array(kinds) => kinds.iter().any(is_name),
        kind => is_name(kind),
    }
}

/// The names of one or several authors, given as text or as objects.
fn names(value: &Value) -> Option<String> {
    let name = |value: &Value| {
        value
            .as_str()
            .or_else(|| value["name"].as_str())
            .and_then(filled)
    };
    match value {
        Value::Array(values) => {
            let names: Vec<String> = values.iter().filter_map(name).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        value => name(value),
    }
}

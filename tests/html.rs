//! What is taken out of invented pages, against golden files beside them.
//!
//! `SPANWRIGHT_UPDATE=1 cargo test --test html` writes the golden files anew; look at the
//! difference before committing it.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::path::Path;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use spanwright::text::html::{Article, Event, extract};

/// The walk that a browser does over its own tree.
fn events(html: &str) -> Vec<Event> {
    enum Step {
        Visit(Handle),
        End,
    }
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let mut events = Vec::new();
    let mut steps = vec![Step::Visit(dom.document.clone())];
    while let Some(step) = steps.pop() {
        let Step::Visit(node) = step else {
            events.push(Event::End);
            continue;
        };
        match &node.data {
            NodeData::Text { contents } => {
                events.push(Event::Text(contents.borrow().to_string()));
            }
            NodeData::Element { name, attrs, .. } => {
                let attributes = attrs.borrow();
                let attribute =
                    |a: &html5ever::Attribute| (a.name.local.to_string(), a.value.to_string());
                events.push(Event::Start {
                    name: name.local.to_string(),
                    attributes: attributes.iter().map(attribute).collect(),
                });
                steps.push(Step::End);
            }
            _ => {}
        }
        let children = node.children.borrow();
        steps.extend(children.iter().rev().cloned().map(Step::Visit));
    }
    events
}

fn picture(article: &Article) -> String {
    let mut picture = String::new();
    for (name, value) in [
        ("title", &article.title),
        ("author", &article.author),
        ("published", &article.published),
        ("language", &article.language),
    ] {
        writeln!(picture, "{name}: {}", value.as_deref().unwrap_or("-")).unwrap();
    }
    for block in &article.blocks {
        let words = block
            .span
            .slice(&article.text)
            .replace('\n', "⏎")
            .replace('\t', "⇥");
        let skip = block
            .skip
            .map(|reason| format!(" → {reason}"))
            .unwrap_or_default();
        writeln!(picture, "\n{:?} {words}{skip}", block.kind).unwrap();
    }
    picture
}

#[track_caller]
fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/html");
    let html = std::fs::read_to_string(folder.join(name).with_extension("html")).unwrap();
    let golden = folder.join(name).with_extension("txt");
    let found = picture(&extract(&events(&html), None));
    if std::env::var_os("SPANWRIGHT_UPDATE").is_some() {
        std::fs::write(&golden, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default();
    assert_eq!(found, expected, "{} differs", golden.display());
}

#[test]
fn a_news_page_gives_its_story_and_its_metadata() {
    check("news");
}

#[test]
fn a_blog_without_article_element_gives_its_post() {
    check("blog");
}

#[test]
fn a_page_laid_out_with_tables_gives_its_paragraphs() {
    check("tables");
}

#[test]
fn scripts_and_hidden_parts_leave_nothing() {
    check("hostile");
}

#[test]
fn the_entry_with_the_pages_address_is_its_own() {
    let html = r#"<script type="application/ld+json">[
        {"@type": "NewsArticle", "url": "https://a.example/1", "headline": "One"},
        {"@type": "NewsArticle", "mainEntityOfPage": {"@id": "https://a.example/2"}, "headline": "Two"}
        ]</script><p>Words.</p>"#;
    let title = |url| extract(&events(html), url).title.unwrap();
    assert_eq!(title(None), "One");
    assert_eq!(title(Some("https://a.example/2")), "Two");
}

#[test]
fn a_page_without_text_gives_an_empty_article() {
    assert_eq!(extract(&[], None), Article::default());
    let article = extract(&events("<nav>Home</nav><script>1</script>"), None);
    assert_eq!(article, Article::default());
}

#[test]
fn deep_and_unbalanced_pages_are_read() {
    const DEPTH: usize = 100_000;
    let div = || Event::Start {
        name: "div".into(),
        attributes: vec![("class".into(), "related share".into())],
    };
    let mut page: Vec<Event> = (0..DEPTH).map(|_| div()).collect();
    page.push(Event::Text(
        "Words at the bottom, far down, where nobody looks for them.".into(),
    ));
    let unclosed = extract(&page, None);
    page.extend((0..DEPTH + 5).map(|_| Event::End));
    page.push(Event::Text("After.".into()));
    let article = extract(&page, None);
    assert_eq!(
        unclosed.text,
        "Words at the bottom, far down, where nobody looks for them."
    );
    assert!(article.text.starts_with("Words at the bottom"));
}

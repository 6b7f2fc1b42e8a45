//! Takes the article out of a web page that somebody else has parsed.
//!
//! The page comes as a flat list of [`Event`]s, as a walk over its elements gives them, so that
//! the depth of a page is never the depth of a call stack. Nothing is run or fetched.

mod content;
mod dates;
mod elements;
mod metadata;
mod rendering;
mod tree;

use serde::{Deserialize, Serialize};

use super::block::{Block, BlockKind, RawBlock, SkipReason, finish};
use super::clutter::key;
use super::{ByteOffset, TextSpan};
use metadata::Metadata;
use rendering::Rendered;
use tree::Tree;

/// One step of a walk over a page in document order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// An element begins.
    Start {
        /// The element's name.
        name: String,
        /// Its attributes: names and values.
        attributes: Vec<(String, String)>,
    },
    /// A run of text, its character references resolved.
    Text(String),
    /// The element that began last and has not ended yet ends.
    End,
}

/// What a page tells about its article, and the article itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it; several names have commas between them.
    pub author: Option<String>,
    /// When it was published: `YYYY-MM-DD` where the page's date can be read, else the page's own
    /// words. The day is the one in the page's own time zone.
    pub published: Option<String>,
    /// The language that the page states, such as `en-GB`.
    pub language: Option<String>,
    /// The article's text: the title and then the blocks, a blank line between them.
    pub text: String,
    /// The blocks of `text`.
    pub blocks: Vec<Block>,
}

/// Takes the article out of a page.
///
/// The article is the smallest part of the page that holds most of its running text. Scripts,
/// navigation, asides, forms and what is hidden are left out, as are small parts whose class or
/// id names something else than an article. White space collapses as a browser shows it. Of what
/// remains, teasers and share lines keep their block and say why they are skipped.
///
/// `url` is the page's address, which tells the page's own entry from others in its metadata.
///
/// ```
/// use spanwright::text::html::{Event, extract};
/// let start = |name: &str| Event::Start { name: name.into(), attributes: vec![] };
/// let page = [
///     start("h1"), Event::Text("A quiet  day".into()), Event::End,
///     start("p"), Event::Text("Nothing happened.".into()), Event::End,
/// ];
/// let article = extract(&page, None);
/// assert_eq!(article.title.as_deref(), Some("A quiet day"));
/// assert_eq!(article.text, "A quiet day\n\nNothing happened.");
/// ```
pub fn extract(events: &[Event], url: Option<&str>) -> Article {
    let tree = Tree::new(events);
    let metadata = Metadata::read(&tree, url);
    let rendered = rendering::render(&tree);
    let article = content::article(&tree, rendered);
    let title = metadata.title(&article.headlines, &article.headings);
    let published = metadata
        .published
        .or_else(|| metadata::first_time(&tree, &article.range));
    let (text, blocks) = write(article.blocks, title.as_deref());
    Article {
        title,
        author: metadata.author,
        published: published.map(|date| dates::normalised(&date)),
        language: metadata.language,
        text,
        blocks,
    }
}

/// Writes the title and the blocks one after the other.
fn write(mut rendered: Vec<Rendered>, title: Option<&str>) -> (String, Vec<Block>) {
    if let Some(title) = title {
        let wanted = key(title);
        let is_title = |block: &Rendered| {
            matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph)
                && key(&block.text) == wanted
        };
        let place = rendered
            .iter()
            .position(|block| is_title(block) && block.kind == BlockKind::Heading)
            .or_else(|| rendered.iter().take(3).position(is_title));
        let mut block = match place {
            Some(place) => rendered.remove(place),
            None => Rendered::title(title),
        };
        block.kind = BlockKind::Title;
        rendered.insert(0, block);
    }
    let mut text = String::new();
    let mut raw = Vec::with_capacity(rendered.len());
    for block in rendered {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = ByteOffset::from_usize(text.len());
        text.push_str(&block.text);
        let end = ByteOffset::from_usize(text.len());
        let is_teaser = block.is_link() && block.kind != BlockKind::Title;
        raw.extend(TextSpan::new(start, end).map(|span| RawBlock {
            span,
            kind: block.kind,
            skip: is_teaser.then_some(SkipReason::Teaser),
        }));
    }
    let blocks = finish(&text, raw);
    (text, blocks)
}

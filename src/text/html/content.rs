//! Finds the part of a page that is the article.

use std::ops::Range;

use super::super::BlockKind;
use super::elements::{is_among, is_named_beside};
use super::rendering::Rendered;
use super::tree::Tree;

/// The article of a page.
pub(super) struct ArticlePart {
    /// The part of the page that holds it, as places of nodes.
    pub(super) range: Range<usize>,
    pub(super) blocks: Vec<Rendered>,
    /// The headings of the first level in the article, or else the page's only one.
    pub(super) headlines: Vec<String>,
    /// The page's other headings of a few words and more, in order.
    pub(super) headings: Vec<String>,
}

/// The smallest part of the page that holds most of its running text.
///
/// Running text is measured in bytes of blocks that are long enough, punctuated and not links.
/// Starting from the whole page, the search goes into an element as long as that holds nearly
/// all running text of the page; into an element that is marked as the article it goes for half
/// of the text, and stays there.
pub(super) fn article(tree: &Tree, rendered: Vec<Rendered>) -> ArticlePart {
    let on_page: Vec<String> = headlines(&rendered).collect();
    let headings = headings(&rendered);
    let text = RunningText::new(tree, &rendered);
    let beside = parts_beside(tree, &text);
    let rendered: Vec<Rendered> = rendered
        .into_iter()
        .filter(|block| !beside[block.place])
        .collect();
    let text = RunningText::new(tree, &rendered);
    let range = smallest_part(tree, &text);
    let blocks: Vec<Rendered> = rendered
        .into_iter()
        .filter(|block| range.contains(&block.place))
        .collect();
    let mut headlines: Vec<String> = headlines(&blocks).collect();
    if headlines.is_empty() && on_page.len() == 1 {
        headlines = on_page;
    }
    ArticlePart {
        range,
        blocks,
        headlines,
        headings,
    }
}

fn headlines(blocks: &[Rendered]) -> impl Iterator<Item = String> {
    blocks
        .iter()
        .filter(|block| block.is_headline)
        .map(|block| block.text.clone())
}

fn headings(blocks: &[Rendered]) -> Vec<String> {
    const FEWEST_WORDS: usize = 3;
    const MOST: usize = 20;
    blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Heading && !block.is_headline)
        .map(|block| block.text.clone())
        .filter(|text| text.split_whitespace().count() >= FEWEST_WORDS)
        .take(MOST)
        .collect()
}

/// How much running text each part of a page has.
struct RunningText {
    /// How much stands before each place.
    before: Vec<usize>,
}

impl RunningText {
    fn new(tree: &Tree, rendered: &[Rendered]) -> Self {
        let mut before = vec![0; tree.nodes.len() + 1];
        for block in rendered {
            if let Some(weight) = before.get_mut(block.place + 1) {
                *weight += weight_of(block);
            }
        }
        for place in 1..before.len() {
            before[place] += before[place - 1];
        }
        Self { before }
    }

    fn within(&self, range: &Range<usize>) -> usize {
        self.before[range.end] - self.before[range.start]
    }

    fn total(&self) -> usize {
        self.before.last().copied().unwrap_or_default()
    }
}

fn weight_of(block: &Rendered) -> usize {
    const SHORT: usize = 40;
    let unlinked = block.text.len().saturating_sub(block.linked);
    let is_sentence = block
        .text
        .contains(['.', ',', '!', '?', '。', '،', '।', '；']);
    if block.text.len() < SHORT || block.linked * 2 > block.text.len() || block.is_headline {
        0
    } else if is_sentence {
        unlinked
    } else {
        unlinked / 4
    }
}

/// Which places are in a part that its class or id names as something beside the article, and
/// that does not hold most of the running text.
fn parts_beside(tree: &Tree, text: &RunningText) -> Vec<bool> {
    const NEVER: &[&str] = &["html", "body", "main", "article", "h1", "p"];
    let headlines: Vec<usize> = tree.elements("h1").collect();
    let has_headline = |range: &Range<usize>| {
        let next = headlines.partition_point(|&place| place < range.start);
        headlines
            .get(next)
            .is_some_and(|place| range.contains(place))
    };
    let mut beside = vec![false; tree.nodes.len()];
    let mut place = 0;
    while let Some(node) = tree.nodes.get(place) {
        let is_small = text.within(&node.range) * 2 <= text.total();
        let is_beside =
            !is_among(tree.name(place), NEVER) && is_named_beside(tree, place) && is_small;
        // The page's header is beside the article, an article's own header is in it.
        let is_page_header = tree.is(place, "header") && !is_in_article(tree, place) && is_small;
        if is_beside || (is_page_header && !has_headline(&node.range)) {
            beside[node.range.clone()].fill(true);
            place = node.range.end;
        } else {
            place += 1;
        }
    }
    beside
}

fn is_in_article(tree: &Tree, place: usize) -> bool {
    const NEAR: usize = 32;
    std::iter::successors(tree.nodes[place].parent, |&parent| {
        tree.nodes[parent].parent
    })
    .take(NEAR)
    .any(|parent| is_among(tree.name(parent), &["article", "main"]))
}

fn smallest_part(tree: &Tree, text: &RunningText) -> Range<usize> {
    /// What holds only one block of an article, or belongs together with what is around it.
    const PARTS: &[&str] = &[
        "p",
        "li",
        "ul",
        "ol",
        "dl",
        "blockquote",
        "pre",
        "table",
        "tbody",
        "tr",
        "figure",
    ];
    let total = text.total();
    let mut range = 0..tree.nodes.len();
    if total == 0 {
        return range;
    }
    let mut is_in_article = false;
    let mut place = 0;
    while place < range.end {
        let node = &tree.nodes[place];
        let inside = text.within(&node.range);
        let is_article = tree.is(place, "article")
            || tree.attribute(place, "itemprop") == Some("articleBody")
            || tree
                .attribute(place, "role")
                .is_some_and(|role| role.eq_ignore_ascii_case("article"));
        let is_main = tree.is(place, "main");
        let holds_it = if is_article || is_main {
            inside * 2 > total
        } else {
            !is_in_article && inside * 20 >= total * 17 && !is_among(tree.name(place), PARTS)
        };
        if holds_it {
            is_in_article |= is_article;
            range = node.range.clone();
        }
        let is_searched = holds_it || inside * 2 > total;
        place = if is_searched {
            place + 1
        } else {
            node.range.end
        };
    }
    range
}

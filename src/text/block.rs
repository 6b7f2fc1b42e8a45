//! Blocks: the title, headings, paragraphs, list items and quotes of a document.

use serde::{Deserialize, Serialize};

use super::language::{Language, language};
use super::lines::Line;
use super::{TextSpan, clutter, kinds, long_blocks, markdown, plain};

/// A piece of the text that stands by itself, without white space at its ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where the block is.
    pub span: TextSpan,
    /// What the block is.
    pub kind: BlockKind,
    /// The language of the block, where it is clear.
    pub language: Option<Language>,
    /// Why the block is not part of the article, where it is not.
    pub skip: Option<SkipReason>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The headline of the document; only the first block of the article is one.
    Title,
    /// A heading within the document.
    Heading,
    /// Running text, and whatever is nothing else.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// Text quoted from elsewhere.
    Quote,
}

/// Why a block is not part of the article. It says so in words:
///
/// ```
/// use spanwright::text::{Language, SkipReason};
/// let reason = SkipReason::OtherLanguage {
///     language: Language::Vietnamese,
///     article: Language::English,
/// };
/// assert_eq!(reason.to_string(), "in Vietnamese, not English");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// The block says what an earlier one said.
    Repeated {
        /// The place of that earlier block in the list of blocks, counted from 0.
        of: usize,
    },
    /// The block points to another story.
    Teaser,
    /// The block asks to share, follow, subscribe or comment.
    ShareLine,
    /// The block states rights.
    Copyright,
    /// The block announces an advertisement.
    Advertisement,
    /// The block describes the file, not the article.
    FrontMatter,
    /// The block is in another language than the article.
    OtherLanguage {
        /// The language of the block.
        language: Language,
        /// The language of the article.
        article: Language,
    },
}

impl std::fmt::Display for SkipReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Repeated { .. } => f.write_str("repeats an earlier block"),
            Self::Teaser => f.write_str("a teaser for another story"),
            Self::ShareLine => f.write_str("a share or follow line"),
            Self::Copyright => f.write_str("a copyright line"),
            Self::Advertisement => f.write_str("an advertisement"),
            Self::FrontMatter => f.write_str("a description of the file"),
            Self::OtherLanguage { language, article } => {
                write!(f, "in {language}, not {article}")
            }
        }
    }
}

/// How the structure of a text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextFormat {
    /// Blank lines and short lines alone.
    #[default]
    Plain,
    /// The markers of Markdown: `#`, `-`, `>` and so on.
    Markdown,
}

/// A block before its language and its place in the article are known.
#[derive(Clone, Copy)]
pub(super) struct RawBlock {
    pub(super) span: TextSpan,
    pub(super) kind: BlockKind,
    pub(super) skip: Option<SkipReason>,
}

/// The blocks of a text, in order and without overlap, each non-empty and without white space at
/// its ends.
///
/// Every character that is not white space is in exactly one block; except that in Markdown the
/// markers around a block (`#`, `-`, `>`, rules, fences) are in none, while those inside a block
/// of several lines are. A lone line break separates blocks of plain text unless the text is
/// hard-wrapped, which is decided once for the whole text.
///
/// A paragraph of more than [`LONGEST_BLOCK`](super::LONGEST_BLOCK) bytes is several blocks.
///
/// What is not part of the article keeps its block and says why in [`Block::skip`].
///
/// ```
/// use spanwright::text::{BlockKind, TextFormat, blocks};
/// let text = "A quiet day\n\nNothing happened on Monday.\n\nShare this article";
/// let blocks = blocks(text, TextFormat::Plain);
/// assert_eq!(blocks[0].kind, BlockKind::Title);
/// assert_eq!(blocks[1].span.slice(text), "Nothing happened on Monday.");
/// assert_eq!(blocks[2].skip.unwrap().to_string(), "a share or follow line");
/// ```
pub fn blocks(text: &str, format: TextFormat) -> Vec<Block> {
    let lines = Line::all(text);
    let mut raw = match format {
        TextFormat::Plain => plain::blocks(text, &lines),
        TextFormat::Markdown => markdown::blocks(text, &lines),
    };
    kinds::infer(text, &mut raw);
    finish(text, raw)
}

/// Adds the language of each block and what is clutter.
pub(super) fn finish(text: &str, raw: Vec<RawBlock>) -> Vec<Block> {
    let mut blocks: Vec<Block> = raw
        .into_iter()
        .flat_map(|block| long_blocks::cut(text, block))
        .map(|block| Block {
            span: block.span,
            kind: block.kind,
            language: language(block.span.slice(text)),
            skip: block.skip,
        })
        .collect();
    clutter::mark(text, &mut blocks);
    blocks
}

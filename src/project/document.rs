//! A document: the text that came in and what was known about it then. It never changes; what
//! people decide about it is its [`crate::annotation::Markup`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::Meta;
use crate::annotation::{BlockIndex, Markup, Timestamp, day};
use crate::text::{Block, ByteOffset, Language, SourceText, TextSpan};

/// The identity of a document within its project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentId(Arc<str>);

impl DocumentId {
    /// The document with this identity.
    pub fn new(id: impl Into<Arc<str>>) -> Self {
        Self(id.into())
    }

    /// The identity as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How a document came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// It comes with Spanwright.
    Sample,
    /// Somebody pasted it.
    Paste,
    /// It was read from a file.
    File {
        /// The file's name.
        name: String,
    },
    /// It was fetched from, or sent by, a web page.
    Web {
        /// The page's address.
        url: String,
    },
}

/// A document as it came in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its identity.
    pub id: DocumentId,
    /// What people call it: its title, or the name of its file.
    pub name: String,
    /// How it came in.
    pub source: Source,
    /// When it came in.
    pub added: Timestamp,
    /// Who wrote it, where that is known.
    #[serde(default)]
    pub author: Option<String>,
    /// The date of publication that was found in it.
    #[serde(default, with = "day")]
    pub published: Option<NaiveDate>,
    /// Its text.
    pub text: SourceText,
    /// The SHA-256 of the text's UTF-8 bytes in lower-case hexadecimal digits.
    pub sha256: String,
    /// Its blocks in order.
    pub blocks: Arc<[Block]>,
    /// What else its file said about it; exports give it back.
    #[serde(default)]
    pub meta: Meta,
}

impl Document {
    /// The markup with which the work on the document begins.
    pub fn first_markup(&self) -> Markup {
        Markup {
            date: self.published,
            ..Markup::default()
        }
    }

    /// Whether a block belongs to the article: a person's word counts before what was
    /// recognised.
    pub fn is_included(&self, block: BlockIndex, markup: &Markup) -> bool {
        let recognised = || {
            let block = self.blocks.get(block.to_usize());
            block.is_none_or(|block| block.skip.is_none())
        };
        markup
            .blocks
            .get(&block)
            .copied()
            .unwrap_or_else(recognised)
    }

    /// The blocks that belong to the article.
    pub fn included<'a>(
        &'a self,
        markup: &'a Markup,
    ) -> impl Iterator<Item = (BlockIndex, &'a Block)> {
        let blocks = self.blocks.iter().enumerate();
        blocks
            .map(|(n, block)| (BlockIndex::from_usize(n), block))
            .filter(|(n, _)| self.is_included(*n, markup))
    }

    /// The language that most of its text is in, where it is clear of any block.
    ///
    /// ```
    /// use spanwright::annotation::Timestamp;
    /// use spanwright::project::{DocumentId, Intake, Source};
    /// use spanwright::text::{Language, TextFormat};
    /// let intake = Intake {
    ///     id: DocumentId::new("1"),
    ///     at: Timestamp::from_millis(0),
    ///     source: Source::Paste,
    /// };
    /// let text = "The ships were in the port for days, and so were the people on them.\n\nDie Sonne ist schön.";
    /// let document = intake.text(text.to_owned(), TextFormat::Plain)?;
    /// assert_eq!(document.language(), Some(Language::English));
    /// # Ok::<(), spanwright::text::TextTooLong>(())
    /// ```
    pub fn language(&self) -> Option<Language> {
        let mut lengths: Vec<(u32, Language)> = Vec::new();
        for block in self.blocks.iter() {
            let Some(language) = block.language else {
                continue;
            };
            match lengths.iter_mut().find(|(_, known)| *known == language) {
                Some((length, _)) => *length += block.span.len_bytes(),
                None => lengths.push((block.span.len_bytes(), language)),
            }
        }
        let most = lengths.into_iter().max();
        most.map(|(_, language)| language)
    }

    /// The blocks that share at least a byte with the span, in order.
    pub fn blocks_in(&self, span: TextSpan) -> impl Iterator<Item = BlockIndex> + use<> {
        let first = self
            .blocks
            .partition_point(|b| b.span.end() <= span.start());
        let after = self.blocks.partition_point(|b| b.span.start() < span.end());
        (first..after).map(BlockIndex::from_usize)
    }

    /// The block that contains the offset, or the last one that begins before it.
    pub fn block_at(&self, offset: ByteOffset) -> Option<BlockIndex> {
        let after = self
            .blocks
            .partition_point(|block| block.span.start() <= offset);
        after.checked_sub(1).map(BlockIndex::from_usize)
    }
}

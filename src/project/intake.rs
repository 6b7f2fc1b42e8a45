//! Makes documents of what comes in.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Document, DocumentId, Meta, Source};
use crate::annotation::Timestamp;
use crate::detect::dates;
use crate::text::{self, Block, BlockKind, SourceText, TextFormat, TextSpan, TextTooLong, html};

/// How many characters of a text serve as its name where it has no title.
const NAME_CHARACTERS: usize = 60;

/// Who asks for a document, and how it came in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Intake {
    /// The identity that the document gets.
    pub id: DocumentId,
    /// The moment.
    pub at: Timestamp,
    /// How it came in.
    pub source: Source,
}

impl Intake {
    /// The document of a plain or Markdown text, which is kept as it is.
    ///
    /// # Errors
    /// Where the text is too long for one document.
    pub fn text(self, text: String, format: TextFormat) -> Result<Document, TextTooLong> {
        let text = SourceText::new(text)?;
        let blocks = text::blocks(text.as_str(), format);
        Ok(self.document(text, blocks, None))
    }

    /// The document of the article that was found in a web page.
    ///
    /// # Errors
    /// Where the text is too long for one document.
    pub fn article(self, article: html::Article) -> Result<Document, TextTooLong> {
        let text = SourceText::new(article.text)?;
        let published = article
            .published
            .and_then(|date| date.get(..10)?.parse().ok());
        let mut document = self.document(text, article.blocks, published);
        document.author = article.author;
        if let Some(title) = article.title {
            document.name = title;
        }
        Ok(document)
    }

    fn document(
        self,
        text: SourceText,
        blocks: Vec<Block>,
        published: Option<NaiveDate>,
    ) -> Document {
        let spans: Vec<TextSpan> = blocks.iter().map(|block| block.span).collect();
        let explicit = || Some(dates::document_date(text.as_str(), &spans)?.date);
        Document {
            id: self.id,
            name: name(&text, &blocks, &self.source),
            source: self.source,
            added: self.at,
            author: None,
            published: published.or_else(explicit),
            sha256: text::sha256(text.as_str()),
            blocks: blocks.into(),
            text,
            meta: Meta::default(),
        }
    }
}

/// What people call the document: its title, else its file's name, else how it begins.
fn name(text: &SourceText, blocks: &[Block], source: &Source) -> String {
    let title = blocks.iter().find(|block| block.kind == BlockKind::Title);
    if let Some(title) = title {
        return text.slice(title.span).to_owned();
    }
    if let Source::File { name } = source {
        return name.clone();
    }
    let beginning = text.as_str().trim_start();
    let mut name: String = beginning.chars().take(NAME_CHARACTERS).collect();
    if name.len() < beginning.trim_end().len() {
        name.push('…');
    }
    match name.trim().is_empty() {
        true => "Empty document".to_owned(),
        false => name.replace(['\n', '\r'], " "),
    }
}

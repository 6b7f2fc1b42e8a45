//! Brings documents in: files, pasted text, fetched pages, datasets, backups.

use spanwright::annotation::{LabelId, Work};
use spanwright::project::{Document, DocumentId, Intake, Source};
use spanwright::text::{self, TextFormat};
use wasm_bindgen_futures::spawn_local;

use super::outside::Outside;
use super::state::{Action, Notice};
use crate::browser::bookmarklet::ReceivedPage;
use crate::browser::files::{self, PickedFile};
use crate::browser::{clock, html};

/// The article that a newcomer sees.
const SAMPLE: &str = include_str!("../../static/sample.txt");

/// What came in: documents, labels that are new to the project, and what was wrong with it.
#[derive(Default)]
struct Harvest {
    documents: Vec<(Document, Work)>,
    labels: Vec<LabelId>,
    problems: Vec<String>,
}

fn intake(source: Source) -> Intake {
    Intake {
        id: DocumentId::new(clock::random_id()),
        at: clock::now(),
        source,
    }
}

impl Harvest {
    fn put<E: std::fmt::Display>(&mut self, name: &str, document: Result<Document, E>) {
        match document {
            Ok(document) if document.blocks.is_empty() => {
                let words = format!("“{name}” has no text, so it was not opened.");
                self.problems.push(words);
            }
            Ok(document) => {
                let work = Work::new(document.first_markup());
                self.documents.push((document, work));
            }
            Err(error) => self.problems.push(format!("“{name}”: {error}")),
        }
    }

    fn hand_over(self, outside: &Outside) {
        if !self.documents.is_empty() {
            outside.act(Action::Added(self.documents, self.labels));
        }
        if !self.problems.is_empty() {
            outside.notify(Notice::problem(self.problems.join("\n")));
        }
    }
}

/// Opens the built-in article.
pub fn sample(outside: &Outside) {
    let mut harvest = Harvest::default();
    let document = intake(Source::Sample).text(SAMPLE.to_owned(), TextFormat::Plain);
    harvest.put("the sample", document);
    harvest.hand_over(outside);
}

/// Opens pasted text.
pub fn paste(outside: &Outside, pasted: String) {
    let mut harvest = Harvest::default();
    let document = intake(Source::Paste).text(pasted, TextFormat::Plain);
    harvest.put("the pasted text", document);
    harvest.hand_over(outside);
}

/// Opens files: articles, datasets and backups.
pub fn open_files(outside: &Outside, picked: Vec<PickedFile>) {
    let mut harvest = Harvest::default();
    for file in picked {
        open_file(outside, &file, &mut harvest);
    }
    harvest.hand_over(outside);
}

fn open_file(_outside: &Outside, file: &PickedFile, harvest: &mut Harvest) {
    let decoded = match text::decode(&file.bytes) {
        Ok(decoded) => decoded.text,
        Err(error) => {
            harvest.problems.push(format!("“{}”: {error}", file.name));
            return;
        }
    };
    let source = Source::File {
        name: file.name.clone(),
    };
    let extension = file.name.rsplit_once('.').map(|(_, after)| after.to_lowercase());
    let document = match extension.as_deref() {
        Some("html" | "htm" | "xhtml") => {
            intake(source).article(text::html::extract(&html::events(&decoded), None))
        }
        Some("md" | "markdown") => intake(source).text(decoded, TextFormat::Markdown),
        _ => intake(source).text(decoded, TextFormat::Plain),
    };
    harvest.put(&file.name, document);
}

/// Opens the page that the bookmarklet sent.
pub fn received(outside: &Outside, page: ReceivedPage) {
    open_page(outside, page.url, &page.html);
}

fn open_page(outside: &Outside, url: String, page: &str) {
    let mut harvest = Harvest::default();
    let article = text::html::extract(&html::events(page), Some(&url));
    let document = intake(Source::Web { url: url.clone() }).article(article);
    harvest.put(&url, document);
    harvest.hand_over(outside);
}

/// Fetches a page that the annotator asked for, and opens it.
pub fn fetch(outside: &Outside, url: String) {
    let outside = outside.clone();
    spawn_local(async move {
        let fetched = match files::fetch_page(&url).await {
            Ok(fetched) => fetched,
            Err(error) => return outside.notify(Notice::problem(error.to_string())),
        };
        match text::decode(&fetched.bytes) {
            Ok(decoded) if fetched.content_type.starts_with("text/plain") => {
                let mut harvest = Harvest::default();
                let source = Source::Web { url: fetched.url };
                let document = intake(source).text(decoded.text, TextFormat::Plain);
                harvest.put(&url, document);
                harvest.hand_over(&outside);
            }
            Ok(decoded) => open_page(&outside, fetched.url, &decoded.text),
            Err(error) => outside.notify(Notice::problem(format!("{url}: {error}"))),
        }
    });
}

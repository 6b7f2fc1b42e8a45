//! Brings documents in: files, pasted text, fetched pages, datasets, backups.

use std::rc::Rc;

use spanwright::annotation::{Schema, Work};
use spanwright::formats::backup;
use spanwright::project::{Document, DocumentId, Intake, Project, Source};
use spanwright::text::{self, TextFormat, TextTooLong};
use wasm_bindgen_futures::spawn_local;

use super::outside::Outside;
use super::state::{Action, Notice};
use super::transfer;
use crate::browser::bookmarklet::ReceivedPage;
use crate::browser::fetch::fetch_page;
use crate::browser::files::PickedFile;
use crate::browser::{clock, html};

/// The article that a newcomer sees.
const SAMPLE: &str = include_str!("../../static/sample.txt");

/// What came in, and what was wrong with the rest.
#[derive(Default)]
struct Harvest {
    documents: Vec<(Document, Work)>,
    schema: Option<Schema>,
    problems: Vec<String>,
    news: Vec<String>,
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
        if !self.documents.is_empty() || self.schema.is_some() {
            outside.act(Action::Added(self.documents, self.schema));
        }
        if !self.news.is_empty() {
            outside.notify(Notice::information(self.news.join("\n")));
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
pub fn open_files(
    outside: &Outside,
    mut project: Project,
    open: Option<DocumentId>,
    picked: Rc<[PickedFile]>,
) {
    let outside = outside.clone();
    spawn_local(async move {
        let mut harvest = Harvest::default();
        for file in picked.iter() {
            let bytes = match &file.bytes {
                Ok(bytes) => bytes,
                Err(problem) => {
                    harvest.problems.push(problem.clone());
                    continue;
                }
            };
            let decoded = match text::decode(bytes) {
                Ok(decoded) => decoded.text,
                Err(error) => {
                    harvest.problems.push(format!("“{}”: {error}", file.name));
                    continue;
                }
            };
            match extension(&file.name).as_deref() {
                Some("json" | "jsonl" | "ndjson") if backup::is_backup(&decoded) => {
                    return transfer::restore(&outside, &project, &file.name, &decoded).await;
                }
                Some("json" | "jsonl" | "ndjson") => {
                    let dataset =
                        transfer::dataset(&outside, &project, open.as_ref(), &file.name, &decoded);
                    let dataset = dataset.await;
                    harvest.documents.extend(dataset.documents);
                    harvest.problems.extend(dataset.problems);
                    harvest.news.extend(dataset.news);
                    if let Some(schema) = dataset.schema {
                        project.schema = schema.clone();
                        harvest.schema = Some(schema);
                    }
                }
                _ => harvest.put(&file.name, article(&file.name, decoded)),
            }
        }
        harvest.hand_over(&outside);
    });
}

fn extension(name: &str) -> Option<String> {
    let (_, extension) = name.rsplit_once('.')?;
    Some(extension.to_lowercase())
}

/// The document of a file that holds an article.
fn article(name: &str, content: String) -> Result<Document, TextTooLong> {
    let intake = intake(Source::File {
        name: name.to_owned(),
    });
    match extension(name).as_deref() {
        Some("html" | "htm" | "xhtml") => {
            intake.article(text::html::extract(&html::events(&content), None))
        }
        Some("md" | "markdown") => intake.text(content, TextFormat::Markdown),
        _ => intake.text(content, TextFormat::Plain),
    }
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
        let fetched = match fetch_page(&url).await {
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

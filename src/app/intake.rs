//! Brings documents in and takes datasets out. The work is the clerk's; the page asks, and tells the
//! annotator what came of it.

use std::rc::Rc;

use js_sys::Uint8Array;
use spanwright::clerk::{Folder, Job, Outcome};
use spanwright::project::{DocumentId, Intake, Source};
use spanwright::record;
use spanwright::text::{self, TextFormat};
use spanwright::words::fill;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::action::{Action, Notice, Opened};
use super::language;
use super::outside::Outside;
use crate::browser::bookmarklet::{ReceiveError, ReceivedPage};
use crate::browser::fetch::fetch_page;
use crate::browser::files::{self, PickedFile};
use crate::browser::{clerk, clock, folder, html};

fn intake(source: Source) -> Intake {
    Intake {
        id: DocumentId::new(clock::random_id()),
        at: clock::now(),
        source,
    }
}

/// Has a job done once all is on disk, and takes over what came of it.
async fn have_done(outside: &Outside, job: Job, with: &JsValue) -> Option<clerk::Done> {
    // Every job of this version has a compact form; the clerk refuses what has none.
    let job = record::say(&job).unwrap_or_default();
    have_said(outside, &job, with).await
}

/// Has a job of this message done.
async fn have_said(outside: &Outside, job: &[u8], with: &JsValue) -> Option<clerk::Done> {
    if outside.is_taken_over() {
        return None;
    }
    outside.settled().await;
    ask(outside, job, with).await
}

async fn ask(outside: &Outside, job: &[u8], with: &JsValue) -> Option<clerk::Done> {
    match clerk::ask(job, with).await {
        Ok(done) => {
            take_over(outside, &done.0);
            Some(done)
        }
        Err(error) => {
            outside.notify(Notice::problem(error));
            None
        }
    }
}

fn take_over(outside: &Outside, outcome: &Outcome) {
    for summary in &outcome.changed {
        outside.act(Action::Changed(summary.clone()));
    }
    if !outcome.annotations.is_empty() {
        outside.act(Action::TakeOver(outcome.annotations.clone()));
    }
    if !outcome.added.is_empty() || outcome.schema.is_some() {
        outside.act(Action::Added(outcome.added.clone(), outcome.schema.clone()));
    }
    if let Some((document, work)) = outcome.documents.first().cloned() {
        outside.act(Action::Opened(Box::new(Opened {
            document,
            work,
            suggestions: Vec::new(),
            place: None,
        })));
    }
    if let Some(project) = &outcome.restored {
        outside.act(Action::Restored(project.clone()));
    }
    if let Some(saved) = outcome.folder {
        outside.in_folder().set(saved);
    }
    if !outcome.news.is_empty() {
        outside.notify(Notice::information(outcome.news.join("\n")));
    }
    if !outcome.problems.is_empty() {
        outside.notify(Notice::problem(outcome.problems.join("\n")));
    }
}

/// Has a job of this message done that changes documents which are not open.
pub async fn sweep(outside: &Outside, job: &[u8]) {
    if !outside.is_taken_over() {
        ask(outside, job, &JsValue::NULL).await;
    }
}

/// Has the stored project written as this version has it.
pub async fn renew(outside: &Outside) {
    let job = record::say(&Job::Renew).unwrap_or_default();
    ask(outside, &job, &JsValue::NULL).await;
}

fn start(outside: &Outside, job: Job) {
    let outside = outside.clone();
    spawn_local(async move {
        have_done(&outside, job, &JsValue::NULL).await;
    });
}

/// Opens the built-in article.
pub fn sample(outside: &Outside) {
    start(outside, Job::Sample(intake(Source::Sample)));
}

/// Opens pasted text.
pub fn paste(outside: &Outside, pasted: String) {
    let job = Job::Text(intake(Source::Paste), TextFormat::Plain, pasted);
    start(outside, job);
}

/// Opens files, one after another: articles, datasets and backups.
pub fn open_files(outside: &Outside, open: Option<DocumentId>, picked: Rc<[PickedFile]>) {
    let outside = outside.clone();
    spawn_local(async move {
        for file in picked.iter() {
            match &file.bytes {
                Ok(bytes) => open_file(&outside, open.clone(), &file.name, bytes).await,
                Err(error) => {
                    outside.notify(Notice::problem(format!("“{}”: {error}", file.name)));
                }
            }
        }
    });
}

async fn open_file(outside: &Outside, open: Option<DocumentId>, name: &str, bytes: &[u8]) {
    let intake = intake(Source::File {
        name: name.to_owned(),
    });
    let buffer = || JsValue::from(Uint8Array::from(bytes).buffer());
    let extension = name
        .rsplit_once('.')
        .map(|(_, end)| end.to_ascii_lowercase());
    if matches!(extension.as_deref(), Some("html" | "htm" | "xhtml")) {
        // Only the page has the browser's HTML parser.
        match text::decode(bytes) {
            Ok(decoded) => {
                let job = Job::Page(intake, html::events(&decoded.text));
                have_done(outside, job, &JsValue::NULL).await;
            }
            Err(error) => outside.notify(Notice::problem(format!("“{name}”: {error}"))),
        }
        return;
    }
    let Some((outcome, _)) = have_done(outside, Job::File { intake, open }, &buffer()).await else {
        return;
    };
    if let Some(documents) = outcome.backup {
        let question = fill(
            language::words().said.ask_restore,
            &[name, &documents.to_string()],
        );
        let answer = gloo::utils::window().confirm_with_message(&question);
        if matches!(answer, Ok(true)) {
            let name = name.to_owned();
            have_done(outside, Job::Restore { name }, &buffer()).await;
        }
    }
}

/// Opens the page that the bookmarklet sent.
pub fn received(outside: &Outside, page: Result<ReceivedPage, ReceiveError>) {
    match page {
        Ok(page) => start(outside, page_job(page.url, &page.html)),
        Err(error) => outside.notify(Notice::problem(error.to_string())),
    }
}

fn page_job(url: String, page: &str) -> Job {
    Job::Page(intake(Source::Web { url }), html::events(page))
}

/// Fetches a page that the annotator asked for, and opens it.
pub fn fetch(outside: &Outside, url: String) {
    let outside = outside.clone();
    spawn_local(async move {
        let fetched = match fetch_page(&url).await {
            Ok(fetched) => fetched,
            Err(error) => return outside.notify(Notice::problem(error.to_string())),
        };
        let job = match text::decode(&fetched.bytes) {
            Ok(decoded) if fetched.content_type == "text/plain" => {
                let source = Source::Web { url: fetched.url };
                Job::Text(intake(source), TextFormat::Plain, decoded.text)
            }
            Ok(decoded) => page_job(fetched.url, &decoded.text),
            Err(error) => return outside.notify(Notice::problem(format!("{url}: {error}"))),
        };
        have_done(&outside, job, &JsValue::NULL).await;
    });
}

/// Has a job of this message done that writes a file, and gives the file to the annotator.
pub fn write(outside: &Outside, job: Vec<u8>, name: String, mime_type: String) {
    let outside = outside.clone();
    spawn_local(async move {
        if let Some((_, file)) = have_said(&outside, &job, &JsValue::NULL).await
            && file.is_object()
        {
            files::download(&name, &mime_type, &Uint8Array::new(&file).to_vec());
        }
    });
}

/// Saves the project from now on to a folder, one that the annotator chooses or the one of last time.
/// The browser asks for leave to write there, which the annotator may not give.
pub fn use_folder(outside: &Outside, choose: bool, job: Vec<u8>) {
    let outside = outside.clone();
    spawn_local(async move {
        let last = match choose {
            true => None,
            false => have_done(&outside, Job::Folder(Folder::Ask), &JsValue::NULL).await,
        };
        if let Ok(chosen) = folder::ask(last.map(|(_, folder)| folder)).await {
            have_said(&outside, &job, &chosen).await;
        }
    });
}

/// Writes to the folder what has changed.
pub fn save_to_folder(outside: &Outside) {
    start(outside, Job::Folder(Folder::Save));
}

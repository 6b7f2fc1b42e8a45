//! Brings documents in and takes datasets out. The work is the clerk's; the page asks, and tells the
//! annotator what came of it.

use std::mem::take;
use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use spanwright::clerk::{DiskUse, Folder, Job, Means, Outcome};
use spanwright::project::{DocumentId, Intake, Source};
use spanwright::record;
use spanwright::text::TextFormat;
use spanwright::words::fill;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::action::{Action, Gravity, Notice, Writing};
use super::language;
use super::outside::Outside;
use crate::browser::bookmarklet::{ReceiveError, ReceivedPage};
use crate::browser::fetch::fetch_page;
use crate::browser::{clerk, clock, files, folder, html};

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
    outside.settled().await;
    ask(outside, &job, with, true).await
}

/// Has a job of this message done that writes to the disk.
/// One that may be repeated is tried again where the worker dies of it or gets stuck.
async fn ask(
    outside: &Outside,
    job: &[u8],
    with: &JsValue,
    may_repeat: bool,
) -> Option<clerk::Done> {
    if !outside.writes() {
        outside.notify(Notice::information(language::words().said.reads_only));
        return None;
    }
    ask_with(outside, job, means(outside.disk_use()), with, may_repeat).await
}

/// The disk alone.
fn means(disk: DiskUse) -> Means {
    Means {
        disk,
        project: None,
        documents: Vec::new(),
    }
}

async fn ask_with(
    outside: &Outside,
    job: &[u8],
    means: Means,
    with: &JsValue,
    may_repeat: bool,
) -> Option<clerk::Done> {
    let is_file = with.is_instance_of::<File>();
    let began = |link: &_| {
        if is_file {
            outside.reads(link);
        }
    };
    let page = outside.clone();
    let tell = move |text| {
        page.notify(Notice {
            gravity: Gravity::Working,
            text,
        });
    };
    outside.begin();
    let means = record::say(&means).unwrap_or_default();
    let mut tries = 1 + u8::from(may_repeat);
    let done = loop {
        tries -= 1;
        let done = clerk::ask(job, &means, with, began, tell.clone()).await;
        // The worker may have died of something else than this job.
        if done.is_ok() || tries == 0 {
            break done;
        }
    };
    if is_file {
        tell(String::new());
    }
    let done = match done {
        Ok((mut outcome, made)) => {
            take_over(outside, &mut outcome);
            Some((outcome, made))
        }
        Err(why) => {
            let words = language::words().said;
            let words = if may_repeat {
                words.failed_twice
            } else {
                words.failed
            };
            outside.notify(Notice::problem(fill(words, &[&why])));
            None
        }
    };
    outside.end();
    done
}

fn take_over(outside: &Outside, outcome: &mut Outcome) {
    for summary in take(&mut outcome.changed) {
        outside.act(Action::Changed(summary));
    }
    if !outcome.annotations.is_empty() {
        outside.act(Action::TakeOver(take(&mut outcome.annotations)));
    }
    if !outcome.documents.is_empty() {
        outside.act(Action::Kept(take(&mut outcome.documents)));
    }
    if !outcome.added.is_empty() || outcome.schema.is_some() {
        let added = take(&mut outcome.added);
        outside.act(Action::Added(added, outcome.schema.take()));
    }
    if let Some(project) = outcome.restored.take() {
        outside.act(Action::Restored(project));
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
    ask(outside, job, &JsValue::NULL, false).await;
}

/// Has the stored project written as this version has it.
pub async fn renew(outside: &Outside) {
    let job = record::say(&Job::Renew).unwrap_or_default();
    ask_with(outside, &job, means(DiskUse::Write), &JsValue::NULL, true).await;
}

/// Has what is in memory alone stored.
pub async fn keep(outside: &Outside, means: Means) {
    let job = record::say(&Job::Keep).unwrap_or_default();
    ask_with(outside, &job, means, &JsValue::NULL, true).await;
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
pub fn open_files(outside: &Outside, open: Option<DocumentId>, picked: Rc<[File]>) {
    let outside = outside.clone();
    spawn_local(async move {
        for file in picked.iter() {
            open_file(&outside, open.clone(), file).await;
        }
    });
}

/// Has a job done that may hand back the markup of a page: only the page has the browser's HTML parser.
async fn have_read(outside: &Outside, intake: Intake, job: Job, with: &JsValue) -> Option<Outcome> {
    let (outcome, made) = have_done(outside, job, with).await?;
    if let Some(markup) = made.as_string() {
        let job = Job::Page(intake, html::events(&markup));
        have_done(outside, job, &JsValue::NULL).await;
    }
    Some(outcome)
}

async fn open_file(outside: &Outside, open: Option<DocumentId>, file: &File) {
    let name = file.name();
    let intake = intake(Source::File { name: name.clone() });
    let job = Job::File {
        intake: intake.clone(),
        open,
    };
    let Some(outcome) = have_read(outside, intake, job, file).await else {
        return;
    };
    if let Some(documents) = outcome.backup {
        let question = fill(
            language::words().said.ask_restore,
            &[&name, &documents.to_string()],
        );
        let answer = gloo::utils::window().confirm_with_message(&question);
        if matches!(answer, Ok(true)) {
            have_done(outside, Job::Restore { name }, file).await;
        }
    }
}

/// Opens the page that the bookmarklet sent.
pub fn received(outside: &Outside, page: Result<ReceivedPage, ReceiveError>) {
    match page {
        Ok(ReceivedPage { url, html }) => {
            let intake = intake(Source::Web { url });
            start(outside, Job::Page(intake, html::events(&html)));
        }
        Err(error) => outside.notify(Notice::problem(error.to_string())),
    }
}

/// Fetches a page that the annotator asked for, and opens it.
pub fn fetch(outside: &Outside, url: String) {
    let outside = outside.clone();
    spawn_local(async move {
        let answer = fetch_page(url.trim()).await;
        // The address after redirects.
        let found = Reflect::get(&answer, &"url".into()).unwrap_or_default();
        let url = found.as_string().unwrap_or(url);
        let intake = intake(Source::Web { url });
        have_read(&outside, intake.clone(), Job::Fetched(intake), &answer).await;
    });
}

/// Has a file written, and gives it to the annotator.
pub fn write(outside: &Outside, writing: Writing, means: Means) {
    let outside = outside.clone();
    spawn_local(async move {
        outside.settled().await;
        let Writing {
            name,
            mime_type,
            job,
        } = writing;
        if let Some((_, file)) = ask_with(&outside, &job, means, &JsValue::NULL, true).await
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
            outside.settled().await;
            ask(&outside, &job, &chosen, false).await;
        }
    });
}

/// Writes to the folder what has changed.
pub fn save_to_folder(outside: &Outside) {
    start(outside, Job::Folder(Folder::Save));
}

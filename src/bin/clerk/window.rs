//! Keeps a window of the page: draws it, and reads from the disk what it wants to know.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Date, Uint8Array};
use spanwright::annotation::{Annotation, LabelId, Schema, Timestamp, Work};
use spanwright::clerk::Export;
use spanwright::formats::{self, ExportItem, Loss};
use spanwright::project::{Document, DocumentId, Exported, Meta, Source, Usage, places_of};
use spanwright::record;
use spanwright::text::{Block, BlockKind, SkipReason, SourceText, UnicodeSegmenter, find};
use spanwright::windows::{
    Answer, Clock, Hit, LabelledPlace, Question, Request, Search, Session, Shown, Unsaved,
};
use spanwright::workbench::Workbench;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, RequestInit, Response, Url};

use crate::folder;
use crate::storage::{Store, StoreError, is_persistent};

const CLOCK: Clock = Clock {
    now: || Timestamp::from_millis(Date::now() as i64),
    ahead: |at| -(Date::new(&(at.millis() as f64).into()).get_timezone_offset() as i32),
};

/// The window of this worker.
#[derive(Clone)]
pub struct Desk {
    scope: DedicatedWorkerGlobalScope,
    session: Rc<RefCell<Option<Session>>>,
}

impl Desk {
    /// A desk without a window.
    pub fn new(scope: DedicatedWorkerGlobalScope) -> Self {
        let session = Rc::default();
        Self { scope, session }
    }

    /// Hears what the page says, and says what it is to show.
    pub fn hear(&self, said: &[u8]) -> Result<(), JsValue> {
        let request = record::hear(said).map_err(|error| error.to_string())?;
        let shown = match (request, &mut *self.session.borrow_mut()) {
            (Request::Open(which, context), session) => {
                let new = Session::open(which, *context, CLOCK);
                session.insert(new).draw()
            }
            (Request::Context(context), Some(session)) => session.see(*context),
            (
                Request::Event {
                    drawing,
                    target,
                    given,
                },
                Some(session),
            ) => session.event(drawing, target, given),
            // Nothing is said before a window is open.
            (_, None) => return Ok(()),
        };
        self.say(&shown)?;
        self.ask();
        Ok(())
    }

    fn say(&self, shown: &Shown) -> Result<(), JsValue> {
        let bytes = record::say(shown).map_err(|error| error.to_string())?;
        self.scope.post_message(&Uint8Array::from(&*bytes))
    }

    /// Asks the disk what the window wants to know, and gives it the answer.
    fn ask(&self) {
        let mut session = self.session.borrow_mut();
        let Some(question) = session.as_mut().and_then(Session::question) else {
            return;
        };
        let unsaved = session.as_ref().and_then(Session::unsaved);
        let deleted = session.as_ref().map(|session| session.schema().deleted());
        let deleted = deleted.unwrap_or_default();
        let desk = self.clone();
        spawn_local(async move {
            let answer = match Disk::open(unsaved).await {
                Ok(disk) => answer(&question, &disk, deleted).await,
                Err(error) => Err(error),
            };
            let answer = answer.map_err(|error| error.to_string());
            let mut session = desk.session.borrow_mut();
            let shown = session
                .as_mut()
                .and_then(|one| one.answer(&question, answer));
            drop(session);
            if let Some(Err(error)) = shown.map(|shown| desk.say(&shown)) {
                wasm_bindgen::throw_val(error);
            }
            desk.ask();
        });
    }
}

async fn answer(
    question: &Question,
    disk: &Disk,
    deleted: Vec<LabelId>,
) -> Result<Answer, StoreError> {
    Ok(match question {
        Question::Exported => {
            let exported = Store::open().await?.load_setting(Exported::SETTING).await?;
            Answer::Exported(exported.unwrap_or_default(), is_persistent().await)
        }
        Question::Losses(export) => Answer::Losses(losses(&Store::open().await?, export).await?),
        Question::Work(id, _) => {
            let loaded = disk.load(id).await?;
            Answer::Work(loaded.map(|loaded| Box::new((loaded.document.text, loaded.work))))
        }
        Question::Text(id) => {
            let loaded = disk.load(id).await?;
            Answer::Text(loaded.map(|loaded| loaded.document.text))
        }
        Question::Usage(documents) => {
            let mut usages = Vec::new();
            for (id, _) in documents {
                // A document that is gone has no labels.
                let usage = disk
                    .load(id)
                    .await?
                    .map(|one| Usage::of(&one.document.text, one.work.markup()));
                usages.push(usage.unwrap_or_default());
            }
            Answer::Usage(usages)
        }
        Question::Uses(words, documents, most) => {
            let mut places = Vec::new();
            for (id, _) in documents {
                if places.len() >= *most {
                    break;
                }
                let Some(Found { document, work, .. }) = disk.load(id).await? else {
                    continue;
                };
                let found = places_of(words, &document.text, work.markup());
                let found = found.take(most - places.len());
                places.extend(found.map(|one| LabelledPlace {
                    document: id.clone(),
                    span: one.span,
                    label: one.label.clone(),
                    excerpt: document.excerpt(one.span),
                }));
            }
            Answer::Uses(places)
        }
        Question::Fetching => Answer::Fetching(can_fetch().await),
        Question::Folder => Answer::Folder(folder::shown(&Store::open().await?).await?),
        Question::Occurrences(search, documents) => {
            let mut found = Vec::new();
            for id in documents {
                let hits = disk.load(id).await?.map(|one| hits(search, one, &deleted));
                found.push(hits.unwrap_or_default());
            }
            Answer::Occurrences(found)
        }
    })
}

#[wasm_bindgen]
extern "C" {
    /// What a module knows of itself.
    type Module;

    #[wasm_bindgen(thread_local_v2, js_namespace = import, js_name = meta)]
    static MODULE: Module;

    /// The address from which it came.
    #[wasm_bindgen(method, getter)]
    fn url(this: &Module) -> String;
}

/// Whether the file that fetches pages is there: a host that wants no page to be fetched deletes it.
/// Without a network nobody knows.
async fn can_fetch() -> bool {
    let ask = async || {
        let address = Url::new_with_base("fetch.html", &MODULE.with(Module::url))?;
        let head = RequestInit::new();
        head.set_method("HEAD");
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let answer = scope.fetch_with_str_and_init(&address.href(), &head);
        JsFuture::from(answer).await
    };
    let answer = ask()
        .await
        .map(|answer| answer.unchecked_into::<Response>());
    answer.map_or(true, |answer| answer.ok())
}

/// The places of a document where the words stand.
fn hits(search: &Search, found_in: Found, deleted: &[LabelId]) -> Vec<Hit> {
    let Search {
        words,
        options,
        label,
    } = search;
    let Found {
        document,
        work,
        suggestions,
    } = found_in;
    // Most documents of a large project do not have them.
    if find(document.text.as_str(), words, *options, &UnicodeSegmenter).is_empty() {
        return Vec::new();
    }
    let mut bench = Workbench::new(document.into(), work, suggestions);
    bench.hide(deleted.to_vec());
    let found = bench.occurrences(words, label.as_ref(), *options, &UnicodeSegmenter);
    let hits = found.into_iter().map(|one| Hit {
        span: one.span,
        excerpt: bench.document().excerpt(one.span),
        covered: one.covered,
    });
    hits.collect()
}

/// Where documents are read: the disk, or what the page brought along where there is none.
struct Disk {
    store: Option<Store>,
    unsaved: Option<(DocumentId, Unsaved)>,
}

impl Disk {
    async fn open(unsaved: Option<(DocumentId, Unsaved)>) -> Result<Self, StoreError> {
        let store = match unsaved {
            None => Some(Store::open().await?),
            Some(_) => None,
        };
        Ok(Self { store, unsaved })
    }

    async fn load(&self, id: &DocumentId) -> Result<Option<Found>, StoreError> {
        let store = match (&self.store, &self.unsaved) {
            (Some(store), _) => store,
            (None, Some((open, unsaved))) if open == id => return Ok(found(id, unsaved)),
            (None, _) => return Ok(None),
        };
        let loaded = store.load_document(id).await?;
        Ok(loaded.map(|loaded| Found {
            document: loaded.document,
            work: loaded.work,
            suggestions: loaded.suggestions,
        }))
    }
}

/// A document and the work on it.
struct Found {
    document: Document,
    work: Work,
    suggestions: Vec<Annotation>,
}

/// The document that the page brought along, as far as windows look at it.
fn found(id: &DocumentId, unsaved: &Unsaved) -> Option<Found> {
    let blocks = unsaved.blocks.iter().map(|(span, included)| Block {
        span: *span,
        kind: BlockKind::Paragraph,
        language: None,
        skip: (!included).then_some(SkipReason::ShareLine),
    });
    let document = Document {
        id: id.clone(),
        name: String::new(),
        source: Source::Paste,
        added: Timestamp::default(),
        author: None,
        published: None,
        text: SourceText::new(&*unsaved.text).ok()?,
        sha256: String::new(),
        blocks: blocks.collect(),
        meta: Meta::default(),
    };
    Some(Found {
        document,
        work: unsaved.work.clone(),
        suggestions: Vec::new(),
    })
}

async fn losses(store: &Store, export: &Export) -> Result<Vec<Loss>, StoreError> {
    let project = store.load_project().await?;
    let schema = project.map_or_else(Schema::standard, |project| project.schema);
    let mut losses = Vec::new();
    for id in &export.documents {
        if let Some(loaded) = store.load_document(id).await? {
            let suggestions = loaded.suggestions.iter().cloned().collect();
            let item = ExportItem {
                document: &loaded.document,
                markup: loaded.work.markup(),
                suggestions: &suggestions,
            };
            losses.extend(formats::losses(
                export.format,
                [item],
                &schema,
                export.options,
            ));
        }
    }
    Ok(losses)
}

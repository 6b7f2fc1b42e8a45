//! Keeps a window of the page: draws it, and reads from the disk what it wants to know.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Date, Uint8Array};
use spanwright::annotation::{Schema, Timestamp};
use spanwright::clerk::Export;
use spanwright::formats::{self, ExportItem, Loss};
use spanwright::record;
use spanwright::windows::{Answer, Clock, Question, Request, Session, Shown};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::DedicatedWorkerGlobalScope;

use crate::storage::{Store, StoreError};

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
        let desk = self.clone();
        spawn_local(async move {
            let answer = answer(&question).await.map_err(|error| error.to_string());
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

async fn answer(question: &Question) -> Result<Answer, StoreError> {
    let store = Store::open().await?;
    Ok(match question {
        Question::Losses(export) => Answer::Losses(losses(&store, export).await?),
        Question::Work(id, _) => {
            let loaded = store.load_document(id).await?;
            Answer::Work(loaded.map(|loaded| Box::new((loaded.document.text, loaded.work))))
        }
        Question::Text(id) => {
            let loaded = store.load_document(id).await?;
            Answer::Text(loaded.map(|loaded| loaded.document.text))
        }
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

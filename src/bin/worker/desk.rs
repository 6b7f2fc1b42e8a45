//! Answers the page, and has the other programs work where that is wanted.

use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;

use futures_util::future::select;
use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use spanwright::BUILD_ID;
use spanwright::detect::DetectionService;
use spanwright::detect::protocol::{Reply, Request};
use spanwright::record;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::own::Own;
use super::precise::Encoder;

/// How long the page waits until what the team has chosen is read or kept; it takes milliseconds.
pub const PATIENCE_MS: u32 = 3_000;

/// What the worker keeps between messages.
#[derive(Default)]
pub struct Desk {
    pub service: RefCell<DetectionService>,
    pub encoder: RefCell<Encoder>,
    pub own: RefCell<Own>,
    /// What the page says before it is known what the team has chosen; `None` from then on.
    early: RefCell<Option<Vec<JsValue>>>,
}

/// Says which build the worker is of, and answers what the page says from now on.
pub fn serve() -> Result<(), JsValue> {
    say(&Reply::Ready {
        build: BUILD_ID.to_owned(),
    })?;
    let desk = Rc::new(Desk {
        early: RefCell::new(Some(Vec::new())),
        ..Desk::default()
    });
    let later = desk.clone();
    spawn_local(async move {
        let begun = later.begin().await;
        heard(begun);
    });
    let answer = move |event: MessageEvent| desk.take(event.data());
    let answer = Closure::<dyn FnMut(MessageEvent) -> Result<(), JsValue>>::new(answer);
    scope().set_onmessage(Some(answer.as_ref().unchecked_ref()));
    // The worker answers for as long as it lives.
    answer.forget();
    Ok(())
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Says something to the page.
pub fn say(reply: &Reply) -> Result<(), JsValue> {
    let bytes = record::say(reply).map_err(|error| error.to_string())?;
    scope().post_message(&Uint8Array::from(&*bytes))
}

/// Says several things to the page.
pub fn say_all(replies: &[Reply]) -> Result<(), JsValue> {
    replies.iter().try_for_each(say)
}

/// What went wrong where nobody waits for it: the page hears of it by the event that it gets for whatever a worker
/// throws.
pub fn heard(result: Result<(), JsValue>) {
    if let Err(error) = result {
        wasm_bindgen::throw_val(error);
    }
}

impl Desk {
    /// Learns what the team has chosen, then answers what the page has said meanwhile.
    async fn begin(self: Rc<Self>) -> Result<(), JsValue> {
        // A storage that does not answer is done without.
        let (known, patience) = (self.begin_own(), TimeoutFuture::new(PATIENCE_MS));
        select(pin!(known), patience).await;
        let early = self.early.borrow_mut().take();
        for data in early.into_iter().flatten() {
            self.answer(&data)?;
        }
        self.begin_as_last_time().await;
        Ok(())
    }

    fn take(self: &Rc<Self>, data: JsValue) -> Result<(), JsValue> {
        if let Some(early) = &mut *self.early.borrow_mut() {
            early.push(data);
            return Ok(());
        }
        self.answer(&data)
    }

    fn answer(self: &Rc<Self>, data: &JsValue) -> Result<(), JsValue> {
        if let Some(model) = data.dyn_ref::<ArrayBuffer>() {
            let model = Uint8Array::new(model).to_vec();
            return say(&self.service.borrow_mut().take_model(&model));
        }
        if let Some(files) = data.dyn_ref::<Array>() {
            self.take_files(files);
            return Ok(());
        }
        let said = Uint8Array::new(data).to_vec();
        match record::hear(&said).map_err(|error| error.to_string())? {
            Request::Precise(is_wanted) => self.want(is_wanted)?,
            Request::Choose(edits) => self.choose(&edits)?,
            Request::Decided { text_id, decisions } => {
                say_all(&self.service.borrow_mut().decided(text_id, decisions))?;
            }
            request => {
                let reply = self.service.borrow_mut().answer(request);
                reply.as_ref().map_or(Ok(()), say)?;
            }
        }
        self.go_on()
    }

    /// Gives the other programs what they can be given.
    pub fn go_on(self: &Rc<Self>) -> Result<(), JsValue> {
        self.go_on_precisely()?;
        self.go_on_with_own()
    }
}

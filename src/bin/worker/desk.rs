//! Answers the page, and has the encoder read where that is wanted.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{ArrayBuffer, Uint8Array};
use spanwright::BUILD_ID;
use spanwright::detect::DetectionService;
use spanwright::detect::encoder::wire::Said;
use spanwright::detect::encoder::{CACHE, shipped_length};
use spanwright::detect::protocol::{Precise, Reply, Request, check_build};
use spanwright::record;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::caches::caches;
use super::worker_link::{LinkEvent, WorkerLink, read, worker_script};

/// How many windows the encoder has at a time: while it reads one, the next lies ready.
const AT_A_TIME: usize = 2;

/// After so many deaths without an answer in between, the encoder is not started again.
const DEATHS: u8 = 2;

/// An encoder that has nothing to read for so long goes, and its memory with it; it comes back from the
/// browser's cache.
const IDLE_MS: u32 = 60_000;

/// The encoder that was wanted the last time comes after what a visit begins with.
const AFTER_MS: u32 = 1_000;

/// What the worker keeps between messages.
#[derive(Default)]
struct Desk {
    service: RefCell<DetectionService>,
    encoder: RefCell<Encoder>,
}

#[derive(Default)]
struct Encoder {
    is_wanted: bool,
    link: Option<WorkerLink>,
    /// How many were started; what comes from an earlier one than the last is ignored.
    started: u32,
    is_ready: bool,
    under_way: usize,
    deaths: u8,
    idle: Option<Timeout>,
}

/// Says which build the worker is of, and answers what the page says from now on.
pub fn serve() -> Result<(), JsValue> {
    say(&Reply::Ready {
        build: BUILD_ID.to_owned(),
    })?;
    let desk = Rc::new(Desk::default());
    let later = desk.clone();
    spawn_local(async move { later.begin_as_last_time().await });
    let answer = move |event: MessageEvent| desk.answer(&event.data());
    let answer = Closure::<dyn FnMut(MessageEvent) -> Result<(), JsValue>>::new(answer);
    scope().set_onmessage(Some(answer.as_ref().unchecked_ref()));
    // The worker answers for as long as it lives.
    answer.forget();
    Ok(())
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn say(reply: &Reply) -> Result<(), JsValue> {
    let bytes = record::say(reply).map_err(|error| error.to_string())?;
    scope().post_message(&Uint8Array::from(&*bytes))
}

fn say_all(replies: &[Reply]) -> Result<(), JsValue> {
    replies.iter().try_for_each(say)
}

impl Desk {
    fn answer(self: &Rc<Self>, data: &JsValue) -> Result<(), JsValue> {
        if let Some(model) = data.dyn_ref::<ArrayBuffer>() {
            let model = Uint8Array::new(model).to_vec();
            return say(&self.service.borrow_mut().take_model(&model));
        }
        let said = Uint8Array::new(data).to_vec();
        let request = record::hear(&said).map_err(|error| error.to_string())?;
        if let Request::Precise(is_wanted) = request {
            self.want(is_wanted)?;
        } else {
            let reply = self.service.borrow_mut().answer(request);
            reply.as_ref().map_or(Ok(()), say)?;
        }
        self.go_on()
    }

    /// Has the encoder read where it did so on the last visit.
    async fn begin_as_last_time(self: Rc<Self>) {
        gloo::timers::future::TimeoutFuture::new(AFTER_MS).await;
        let Some(caches) = caches() else {
            return;
        };
        let is_kept = JsFuture::from(caches.has(CACHE)).await;
        if is_kept.is_ok_and(|is_kept| is_kept.is_truthy()) {
            // What fails now fails again when the annotator asks for it, and is said then.
            let _ = self.want(true).and_then(|()| self.go_on());
        }
    }

    /// The annotator wants the encoder, or no longer does.
    fn want(self: &Rc<Self>, is_wanted: bool) -> Result<(), JsValue> {
        let was_wanted = {
            let mut encoder = self.encoder.borrow_mut();
            encoder.deaths = 0;
            std::mem::replace(&mut encoder.is_wanted, is_wanted)
        };
        if is_wanted && !was_wanted {
            let total = shipped_length();
            say(&Reply::Precise(Precise::Loading { done: 0, total }))?;
            self.start()?;
        } else if !is_wanted {
            self.stop();
            say_all(&self.service.borrow_mut().read_with(None))?;
            say(&Reply::Precise(Precise::Off))?;
            if let Some(caches) = caches() {
                // Its room is given back; where that fails, it comes again the next time.
                let forgotten = caches.delete(CACHE);
                spawn_local(async move { drop(JsFuture::from(forgotten).await) });
            }
        }
        Ok(())
    }

    fn start(self: &Rc<Self>) -> Result<(), JsValue> {
        let script = worker_script("encoder")?;
        let number = {
            let mut encoder = self.encoder.borrow_mut();
            encoder.started += 1;
            encoder.started
        };
        let desk = self.clone();
        let report = Rc::new(move |event| {
            let last = desk.encoder.borrow().started;
            let heard = if last == number {
                desk.hear(event)
            } else {
                Ok(())
            };
            if let Err(error) = heard {
                // The page hears of it by the event that it gets for whatever a worker throws.
                wasm_bindgen::throw_val(error);
            }
        });
        let link = WorkerLink::start(&script, "encoder", report)?;
        self.encoder.borrow_mut().link = Some(link);
        Ok(())
    }

    fn stop(&self) {
        {
            let mut encoder = self.encoder.borrow_mut();
            // What it has posted already is not heard any more.
            encoder.started += 1;
            encoder.link = None;
            encoder.is_ready = false;
            encoder.under_way = 0;
            encoder.idle = None;
        }
        self.service.borrow_mut().wait_again();
    }

    fn hear(self: &Rc<Self>, event: LinkEvent) -> Result<(), JsValue> {
        let said = match event {
            LinkEvent::Said(said) => read(&said),
            LinkEvent::Died(why) => Err(why),
        };
        match said {
            Ok(Said::Loading { done, total }) => {
                say(&Reply::Precise(Precise::Loading { done, total }))?;
            }
            Ok(Said::Ready { build, reader }) => {
                if let Err(mismatch) = check_build(BUILD_ID, &build) {
                    return self.fail(mismatch.to_string());
                }
                self.encoder.borrow_mut().is_ready = true;
                let changed = self.service.borrow_mut().read_with(Some(*reader));
                say_all(&changed)?;
                say(&Reply::Precise(self.service.borrow().progress()))?;
            }
            Ok(Said::Scores { id, scores }) => {
                {
                    let mut encoder = self.encoder.borrow_mut();
                    encoder.under_way = encoder.under_way.saturating_sub(1);
                    encoder.deaths = 0;
                }
                // The next window goes out before the page hears of this one.
                self.go_on()?;
                let changed = self.service.borrow_mut().take_scores(id, scores);
                say_all(&changed)?;
                say(&Reply::Precise(self.service.borrow().progress()))?;
            }
            Ok(Said::Failed(why)) => return self.fail(why),
            Err(why) => {
                self.stop();
                let deaths = {
                    let mut encoder = self.encoder.borrow_mut();
                    encoder.deaths += 1;
                    encoder.deaths
                };
                match deaths < DEATHS {
                    true => self.start()?,
                    false => return self.fail(why),
                }
            }
        }
        self.go_on()
    }

    /// The encoder cannot be used; it can be asked for again.
    fn fail(&self, why: String) -> Result<(), JsValue> {
        self.stop();
        self.encoder.borrow_mut().is_wanted = false;
        say(&Reply::Precise(Precise::Failed(why)))
    }

    /// Gives the encoder what it can be given, starts it again where it has gone for a while, and lets it go
    /// where there is nothing to read.
    fn go_on(self: &Rc<Self>) -> Result<(), JsValue> {
        let mut encoder = self.encoder.borrow_mut();
        if !encoder.is_wanted {
            return Ok(());
        }
        let is_read = self.service.borrow().is_read();
        if encoder.link.is_none() && !is_read {
            drop(encoder);
            return self.start();
        }
        while encoder.is_ready && encoder.under_way < AT_A_TIME {
            let Some(unscored) = self.service.borrow_mut().next_unscored() else {
                break;
            };
            if let Some(link) = &encoder.link {
                link.send(&unscored)?;
            }
            encoder.under_way += 1;
        }
        let rests = encoder.is_ready && is_read;
        if !rests {
            encoder.idle = None;
        } else if encoder.idle.is_none() {
            let desk = self.clone();
            encoder.idle = Some(Timeout::new(IDLE_MS, move || desk.stop()));
        }
        Ok(())
    }
}

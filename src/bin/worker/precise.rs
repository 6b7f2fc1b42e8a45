//! Has the encoder read where that is wanted.

use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use spanwright::BUILD_ID;
use spanwright::detect::encoder::wire::Said;
use spanwright::detect::encoder::{CACHE, shipped_length};
use spanwright::detect::protocol::{Precise, Reply, check_build};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::caches::caches;
use super::desk::{Desk, heard, say, say_all};
use super::program::Program;
use super::worker_link::{LinkEvent, read};

/// The encoder that was wanted the last time comes after what a visit begins with.
const AFTER_MS: u32 = 1_000;

/// The encoder, and whether it is wanted.
pub struct Encoder {
    is_wanted: bool,
    /// What was said last of how far it is.
    pub precise: Precise,
    program: Program,
}

impl Default for Encoder {
    fn default() -> Self {
        Self {
            is_wanted: false,
            precise: Precise::Off,
            program: Program::new("encoder"),
        }
    }
}

impl Desk {
    /// Has the encoder read where it did so on the last visit.
    pub async fn begin_as_last_time(self: &Rc<Self>) {
        TimeoutFuture::new(AFTER_MS).await;
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
    pub fn want(self: &Rc<Self>, is_wanted: bool) -> Result<(), JsValue> {
        let was_wanted = {
            let mut encoder = self.encoder.borrow_mut();
            encoder.program.forgive();
            std::mem::replace(&mut encoder.is_wanted, is_wanted)
        };
        if is_wanted && !was_wanted {
            let total = shipped_length();
            say(&Reply::Precise(Precise::Loading { done: 0, total }))?;
            self.start_encoder()?;
        } else if !is_wanted {
            self.stop_encoder();
            say_all(&self.service.borrow_mut().read_with(None))?;
            self.say_precise(Precise::Off)?;
            if let Some(caches) = caches() {
                // Its room is given back; where that fails, it comes again the next time.
                let forgotten = caches.delete(CACHE);
                spawn_local(async move { drop(JsFuture::from(forgotten).await) });
            }
        }
        Ok(())
    }

    fn start_encoder(self: &Rc<Self>) -> Result<(), JsValue> {
        let desk = self.clone();
        let hear = move |number, event| {
            if desk.encoder.borrow().program.is_last(number) {
                heard(desk.hear_encoder(event));
            }
        };
        self.encoder.borrow_mut().program.start(hear)
    }

    fn stop_encoder(&self) {
        self.encoder.borrow_mut().program.stop();
        self.service.borrow_mut().wait_again();
    }

    fn hear_encoder(self: &Rc<Self>, event: LinkEvent) -> Result<(), JsValue> {
        let said = match event {
            LinkEvent::Said(said) => read(&said),
            LinkEvent::Died(why) => Err(why),
        };
        match said {
            Ok(Said::Loading { done, total }) => {
                self.say_precise(Precise::Loading { done, total })?;
            }
            Ok(Said::Ready { build, reader }) => {
                if let Err(mismatch) = check_build(BUILD_ID, &build) {
                    return self.fail(mismatch.to_string());
                }
                self.encoder.borrow_mut().program.is_ready();
                let changed = self.service.borrow_mut().read_with(Some(*reader));
                say_all(&changed)?;
                self.say_progress()?;
            }
            Ok(Said::Scores { id, scores }) => {
                self.encoder.borrow_mut().program.answered();
                // The next window goes out before the page hears of this one.
                self.go_on()?;
                let changed = self.service.borrow_mut().take_scores(id, scores);
                say_all(&changed)?;
                self.say_progress()?;
            }
            Ok(Said::Failed(why)) => return self.fail(why),
            Err(why) => {
                self.service.borrow_mut().wait_again();
                let may_start = self.encoder.borrow_mut().program.died();
                match may_start {
                    true => self.start_encoder()?,
                    false => return self.fail(why),
                }
            }
        }
        self.go_on()
    }

    fn say_progress(self: &Rc<Self>) -> Result<(), JsValue> {
        let progress = self.service.borrow().progress();
        self.say_precise(progress)
    }

    /// Says how far the encoder is.
    fn say_precise(self: &Rc<Self>, precise: Precise) -> Result<(), JsValue> {
        self.encoder.borrow_mut().precise = precise.clone();
        say(&Reply::Precise(precise))?;
        self.tell_soon();
        Ok(())
    }

    /// The encoder cannot be used; it can be asked for again.
    fn fail(self: &Rc<Self>, why: String) -> Result<(), JsValue> {
        self.stop_encoder();
        self.encoder.borrow_mut().is_wanted = false;
        self.say_precise(Precise::Failed(why))
    }

    /// Gives the encoder what it can be given, starts it again where it has gone for a while, and lets it go
    /// where there is nothing to read.
    pub fn go_on_precisely(self: &Rc<Self>) -> Result<(), JsValue> {
        let mut encoder = self.encoder.borrow_mut();
        if !encoder.is_wanted {
            return Ok(());
        }
        let is_read = self.service.borrow().is_read();
        if !encoder.program.is_running() && !is_read {
            drop(encoder);
            return self.start_encoder();
        }
        while encoder.program.takes() {
            let Some(unscored) = self.service.borrow_mut().next_unscored() else {
                break;
            };
            encoder.program.give(&unscored)?;
        }
        let desk = self.clone();
        encoder.program.rest(is_read, move || desk.stop_encoder());
        Ok(())
    }
}

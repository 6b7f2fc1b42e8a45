//! Has the encoder read where that is wanted.

use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use js_sys::Reflect;
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

/// Another encoder helps where so many windows are still to be read: for fewer it would hardly be loaded in time.
const WORTH_ANOTHER: usize = 8;

/// More encoders than this would take more memory than time is saved.
const MOST: usize = 3;

/// The encoders, and whether they are wanted.
pub struct Encoder {
    is_wanted: bool,
    /// What was said last of how far they are.
    pub precise: Precise,
    /// The first reads whatever there is; the others help where there is much, and the machine has cores for them.
    programs: Vec<Program>,
}

impl Default for Encoder {
    fn default() -> Self {
        // The other half is for the page and for what else runs on the machine.
        let many = (cores() / 2).clamp(1, MOST);
        Self {
            is_wanted: false,
            precise: Precise::Off,
            programs: (0..many).map(|_| Program::new("encoder")).collect(),
        }
    }
}

/// How many threads the machine runs at a time, as far as the browser says it.
fn cores() -> usize {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into());
    let cores = navigator.and_then(|one| Reflect::get(&one, &"hardwareConcurrency".into()));
    // A browser that does not say it counts as a small machine.
    let cores = cores.ok().and_then(|cores| cores.as_f64());
    cores.map_or(1, |cores| cores as usize)
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
            encoder.programs.iter_mut().for_each(Program::forgive);
            std::mem::replace(&mut encoder.is_wanted, is_wanted)
        };
        if is_wanted && !was_wanted {
            let total = shipped_length();
            say(&Reply::Precise(Precise::Loading { done: 0, total }))?;
            self.start_encoder(0)?;
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

    fn start_encoder(self: &Rc<Self>, which: usize) -> Result<(), JsValue> {
        let desk = self.clone();
        let hear = move |number, event| {
            if desk.encoder.borrow().programs[which].is_last(number) {
                heard(desk.hear_encoder(which, event));
            }
        };
        self.encoder.borrow_mut().programs[which].start(hear)
    }

    fn stop_encoder(&self) {
        let mut encoder = self.encoder.borrow_mut();
        encoder.programs.iter_mut().for_each(Program::stop);
        self.service.borrow_mut().wait_again();
    }

    fn hear_encoder(self: &Rc<Self>, which: usize, event: LinkEvent) -> Result<(), JsValue> {
        let said = match event {
            LinkEvent::Said(said) => read(&said),
            LinkEvent::Died(why) => Err(why),
        };
        match said {
            // The others come out of the cache, into which the first has put it.
            Ok(Said::Loading { .. }) if which > 0 => {}
            Ok(Said::Loading { done, total }) => {
                self.say_precise(Precise::Loading { done, total })?;
            }
            Ok(Said::Ready { build, reader }) => {
                if let Err(mismatch) = check_build(BUILD_ID, &build) {
                    return self.fail(mismatch.to_string());
                }
                self.encoder.borrow_mut().programs[which].set_ready();
                if which == 0 {
                    let changed = self.service.borrow_mut().read_with(Some(*reader));
                    say_all(&changed)?;
                    self.say_progress()?;
                }
            }
            Ok(Said::Scores { id, scores }) => {
                self.encoder.borrow_mut().programs[which].answered();
                // The next window goes out before the page hears of this one.
                self.go_on()?;
                let changed = self.service.borrow_mut().take_scores(id, scores);
                say_all(&changed)?;
                self.say_progress()?;
            }
            // The first goes on without those that only help, and what they had waits for it.
            Ok(Said::Failed(_)) | Err(_) if which > 0 => {
                self.encoder.borrow_mut().programs.truncate(which);
                self.service.borrow_mut().wait_again();
            }
            Ok(Said::Failed(why)) => return self.fail(why),
            Err(why) => {
                self.service.borrow_mut().wait_again();
                let may_start = self.encoder.borrow_mut().programs[0].died();
                match may_start {
                    true => self.start_encoder(0)?,
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

    /// Gives the encoders what they can be given, starts them again where they have gone for a while, and lets them
    /// go where there is nothing to read.
    pub fn go_on_precisely(self: &Rc<Self>) -> Result<(), JsValue> {
        let unread = self.service.borrow().unread();
        let (is_first_ready, missing) = {
            let encoder = self.encoder.borrow();
            if !encoder.is_wanted {
                return Ok(());
            }
            let mut programs = encoder.programs.iter();
            let is_ready = programs.clone().next().is_some_and(Program::is_ready);
            (is_ready, programs.position(|one| !one.is_running()))
        };
        match missing {
            Some(0) if unread > 0 => return self.start_encoder(0),
            Some(which) if is_first_ready && unread >= WORTH_ANOTHER => {
                self.start_encoder(which)?;
            }
            _ => {}
        }
        let mut encoder = self.encoder.borrow_mut();
        for program in &mut encoder.programs {
            while program.takes() {
                let Some(unscored) = self.service.borrow_mut().next_unscored() else {
                    break;
                };
                program.give(&unscored)?;
            }
            let desk = self.clone();
            program.rest(unread == 0, move || desk.stop_encoder());
        }
        Ok(())
    }
}

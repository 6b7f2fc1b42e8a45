//! A program that the worker starts beside itself, in a worker of its own.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::worker_link::{LinkEvent, WorkerLink, worker_script};

/// How many tasks a program has at a time: while it is about one, the next lies ready.
const AT_A_TIME: usize = 2;

/// After so many deaths without an answer in between, a program is not started again.
const DEATHS: u8 = 2;

/// A program that has nothing to do for so long goes, and its memory with it.
const IDLE_MS: u32 = 60_000;

/// A program, running or not.
pub struct Program {
    name: &'static str,
    link: Option<WorkerLink>,
    /// How many were started; what comes from an earlier one than the last is ignored.
    started: u32,
    is_ready: bool,
    under_way: usize,
    /// How many of the tasks that are under way are of no use any more.
    late: usize,
    deaths: u8,
    idle: Option<Timeout>,
}

impl Program {
    /// The program of this name, not running.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            link: None,
            started: 0,
            is_ready: false,
            under_way: 0,
            late: 0,
            deaths: 0,
            idle: None,
        }
    }

    /// Starts it. `hear` is told what it says, with its number.
    pub fn start(&mut self, hear: impl Fn(u32, LinkEvent) + 'static) -> Result<(), JsValue> {
        let script = worker_script(self.name)?;
        self.started += 1;
        let number = self.started;
        let report = Rc::new(move |event| hear(number, event));
        self.link = Some(WorkerLink::start(&script, self.name, report)?);
        Ok(())
    }

    /// Stops it. What it has posted already is not heard any more.
    pub fn stop(&mut self) {
        self.started += 1;
        self.link = None;
        self.is_ready = false;
        self.under_way = 0;
        self.late = 0;
        self.idle = None;
    }

    /// Whether it was started.
    pub const fn is_running(&self) -> bool {
        self.link.is_some()
    }

    /// Whether the one with this number is the last that was started.
    pub const fn is_last(&self, number: u32) -> bool {
        self.started == number
    }

    /// It says that it can be given tasks.
    pub const fn set_ready(&mut self) {
        self.is_ready = true;
    }

    /// Whether it can be given tasks.
    pub const fn is_ready(&self) -> bool {
        self.is_ready
    }

    /// Whether it takes another task now.
    pub const fn takes(&self) -> bool {
        self.is_ready && self.under_way < AT_A_TIME
    }

    /// Gives it a task.
    pub fn give(&mut self, task: &impl Serialize) -> Result<(), JsValue> {
        if let Some(link) = &self.link {
            link.send(task)?;
        }
        self.under_way += 1;
        Ok(())
    }

    /// Its worker, while it runs.
    pub const fn link(&self) -> Option<&WorkerLink> {
        self.link.as_ref()
    }

    /// What it is about is of no use any more. It does the tasks in order, so their answers come first.
    pub const fn let_go(&mut self) {
        self.late = self.under_way;
    }

    /// It has done a task. Returns whether that is of use.
    pub const fn answered(&mut self) -> bool {
        self.under_way = self.under_way.saturating_sub(1);
        self.deaths = 0;
        let is_late = self.late > 0;
        self.late = self.late.saturating_sub(1);
        !is_late
    }

    /// It has died. Returns whether it may be started again.
    pub fn died(&mut self) -> bool {
        self.stop();
        self.deaths += 1;
        self.deaths < DEATHS
    }

    /// It is of no use: it is not started again until somebody asks for it anew.
    pub fn give_up(&mut self) {
        self.stop();
        self.deaths = DEATHS;
    }

    /// Whether it was given up.
    pub const fn is_given_up(&self) -> bool {
        self.deaths >= DEATHS
    }

    /// Somebody asks for it anew, however often it has died.
    pub const fn forgive(&mut self) {
        self.deaths = 0;
    }

    /// Has `stop` called once it has had nothing to do for a while.
    pub fn rest(&mut self, has_nothing: bool, stop: impl FnOnce() + 'static) {
        if !has_nothing || !self.is_ready {
            self.idle = None;
        } else if self.idle.is_none() {
            self.idle = Some(Timeout::new(IDLE_MS, stop));
        }
    }
}

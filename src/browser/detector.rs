//! Looks through the open document with the detector worker: the part in view first, in small
//! steps that can be given up at any time, and again with a new worker where one dies.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::NaiveDate;
use gloo::timers::callback::Timeout;
use js_sys::ArrayBuffer;
use spanwright::BUILD_ID;
use spanwright::detect::dates::{Reading, Timex, Unread};
use spanwright::detect::protocol::{Precise, Reply, Request, RequestId, TextId, check_build};
use spanwright::detect::{Decision, DetectionQueue, Progress, Proposal};
use spanwright::project::DocumentId;
use spanwright::text::{ByteOffset, SourceText, TextSpan};
use spanwright::words::Language;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::js_error::words;
use super::worker_link::{LinkEvent, WorkerLink, read, worker_script};

/// How many requests the worker has at a time: while it works on one, the next lies ready.
const AT_A_TIME: usize = 2;

/// The page comes first: by then it shows what is on disk, if the machine is not very slow, and the worker
/// and its model are loaded.
const AFTER_MS: u32 = 100;

/// A worker that needs longer than this for one request is stuck; a request takes milliseconds.
const PATIENCE_MS: u32 = 20_000;

/// After so many deaths without an answer in between, no new worker is started.
const DEATHS: u8 = 5;

/// The tagger's model, beside the page.
const MODEL: &str = "models/entities-en.bin";

/// What a detector reports.
#[derive(Clone, Debug, PartialEq)]
pub enum DetectorEvent {
    /// What was found in a part of a document; it takes the place of what was found there
    /// before.
    Proposals {
        /// The document.
        document: DocumentId,
        /// The part.
        span: TextSpan,
        /// What was found.
        proposals: Vec<Proposal>,
    },
    /// Time expressions that people marked were read, in a document of this date.
    Read {
        /// The document.
        document: DocumentId,
        /// What they mean.
        readings: Vec<Reading>,
        /// The date.
        reference: Option<NaiveDate>,
    },
    /// The meaning of a time expression of the open document was told.
    Explained {
        /// The time expression.
        span: TextSpan,
        /// Its meaning in words.
        words: String,
        /// The next meaning that it could have.
        next: Option<Timex>,
    },
    /// How far the work on the open document has come.
    Progress {
        /// How many parts are done.
        done: usize,
        /// How many parts there are.
        total: usize,
    },
    /// The whole document was looked through.
    Finished,
    /// How far the precise tier is.
    Precise(Precise),
    /// How things stand with the detectors, as it is sent.
    Standing(Vec<u8>),
    /// Something does not work; the words say what, and what to do.
    Trouble(String),
}

/// Looks through one document at a time. Cheap to clone.
#[derive(Clone)]
pub struct Detector(Rc<Inner>);

struct Inner {
    script: Result<String, String>,
    patience_ms: u32,
    report: Box<dyn Fn(DetectorEvent)>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// Runs out when the first worker is to be started.
    start: Option<Timeout>,
    link: Option<WorkerLink>,
    /// How many workers were started; what comes from an earlier one than the last is ignored.
    workers: u32,
    /// Whether the worker has said that it is ready.
    started: bool,
    model: Model,
    /// Whether the annotator was told that there is no model, which is said once.
    said_no_model: bool,
    open: Option<Open>,
    texts: u64,
    /// How many workers died since one gave an answer.
    deaths: u8,
    watchdog: Option<Timeout>,
}

#[derive(Default)]
enum Model {
    #[default]
    Loading,
    Loaded(ArrayBuffer),
    HandedOver,
    /// The worker uses it, or does without.
    Settled,
}

struct Open {
    document: DocumentId,
    text: SourceText,
    text_id: TextId,
    queue: DetectionQueue,
    reference: Option<NaiveDate>,
    /// The names that were read precisely on an earlier visit.
    names: Vec<Proposal>,
    /// What was decided in it, and how much of that the worker knows.
    decided: Vec<Decision>,
    told: usize,
    /// What is to be read before anything else.
    unread: Vec<Unread>,
    /// The time expression whose meaning is to be told.
    unexplained: Option<(Unread, Timex, Language)>,
    /// Whether the worker has the text.
    sent: bool,
}

impl Detector {
    /// Starts the worker of this build and tells `report` what it finds.
    pub fn new(report: impl Fn(DetectorEvent) + 'static) -> Self {
        Self::with_script(
            worker_script("worker").map_err(|error| words(&error)),
            PATIENCE_MS,
            report,
        )
    }

    /// Starts a worker that runs this module script. It is taken for stuck when it needs longer than
    /// `patience_ms` milliseconds for one request.
    pub fn with_script(
        script: Result<String, String>,
        patience_ms: u32,
        report: impl Fn(DetectorEvent) + 'static,
    ) -> Self {
        let detector = Self(Rc::new(Inner {
            script,
            patience_ms,
            report: Box::new(report),
            state: RefCell::default(),
        }));
        let later = detector.clone();
        let start = Timeout::new(AFTER_MS, move || {
            later.0.state.borrow_mut().start = None;
            later.start_if_stopped();
        });
        detector.0.state.borrow_mut().start = Some(start);
        detector
    }

    /// Looks through the blocks of a document, given in order. What was under way for another
    /// document is given up. `names` are those that were read precisely on an earlier visit, and `decided` is what
    /// people have decided.
    pub fn open(
        &self,
        document: DocumentId,
        text: &SourceText,
        blocks: &[TextSpan],
        reference: Option<NaiveDate>,
        names: Vec<Proposal>,
        decided: Vec<Decision>,
    ) {
        {
            let mut state = self.0.state.borrow_mut();
            state.texts += 1;
            let before = state.open.take();
            let before = before.filter(|before| before.document == document);
            state.open = Some(Open {
                unread: before.map(|before| before.unread).unwrap_or_default(),
                document,
                text: text.clone(),
                text_id: TextId(state.texts),
                queue: DetectionQueue::new(text.as_str(), blocks),
                reference,
                names,
                decided,
                told: 0,
                unexplained: None,
                sent: false,
            });
        }
        self.start_if_stopped();
        self.report_progress();
        self.ask();
    }

    /// Looks first at the text from `view` on.
    pub fn look_at(&self, view: ByteOffset) {
        let mut state = self.0.state.borrow_mut();
        if let Some(open) = &mut state.open {
            open.queue.look_at(view);
        }
        if let Some(link) = state.link.as_ref().filter(|_| state.started) {
            // A worker that cannot hear it does not answer either, and is noticed by that.
            let _ = link.send(&Request::LookAt(view));
        }
    }

    /// Tells the worker something, as it is sent.
    pub fn tell(&self, request: &[u8]) {
        if let Some(link) = self.0.state.borrow().link.as_ref() {
            // As above.
            let _ = link.send_encoded(request);
        }
    }

    /// Hands files to the worker: lists and models of the team.
    pub fn hand_over(&self, files: &[File]) {
        if let Some(link) = self.0.state.borrow().link.as_ref() {
            // As above.
            let _ = link.send_files(files);
        }
    }

    /// Looks through the whole document again, as its date is another one now.
    pub fn set_reference(&self, reference: Option<NaiveDate>) {
        if let Some(open) = &mut self.0.state.borrow_mut().open {
            open.reference = reference;
            open.queue.begin_again();
        }
        self.report_progress();
        self.ask();
    }

    /// Something was decided in the open document.
    pub fn learn(&self, decisions: Vec<Decision>) {
        if let Some(open) = &mut self.0.state.borrow_mut().open {
            open.decided.extend(decisions);
        }
        self.ask();
    }

    /// Reads time expressions that people marked in the open document.
    pub fn read(&self, unread: Vec<Unread>) {
        if let Some(open) = &mut self.0.state.borrow_mut().open {
            open.unread.extend(unread);
        }
        self.ask();
    }

    /// Has the meaning of a time expression of the open document told in words.
    pub fn explain(&self, unread: Unread, timex: Timex, language: Language) {
        if let Some(open) = &mut self.0.state.borrow_mut().open {
            open.unexplained = Some((unread, timex, language));
        }
        self.ask();
    }

    /// Gives up what is under way.
    pub fn close(&self) {
        let mut state = self.0.state.borrow_mut();
        state.open = None;
        state.watchdog = None;
    }

    fn report(&self, event: DetectorEvent) {
        (self.0.report)(event);
    }

    fn report_progress(&self) {
        let state = self.0.state.borrow();
        let Some(open) = &state.open else {
            return;
        };
        let (Progress { done, total }, finished) = (open.queue.progress(), open.queue.is_done());
        drop(state);
        self.report(DetectorEvent::Progress { done, total });
        if finished {
            self.report(DetectorEvent::Finished);
        }
    }

    fn start_if_stopped(&self) {
        let stopped = {
            let state = self.0.state.borrow();
            state.link.is_none() && state.start.is_none()
        };
        if stopped && let Err(why) = self.start() {
            self.report(DetectorEvent::Trouble(cannot_start(&why)));
        }
    }

    fn start(&self) -> Result<(), String> {
        let script = self.0.script.as_ref().map_err(Clone::clone)?;
        let mut state = self.0.state.borrow_mut();
        state.workers += 1;
        let (detector, number) = (self.clone(), state.workers);
        let report = Rc::new(move |event| detector.receive(number, event));
        let link = WorkerLink::start(script, "detector", report);
        state.link = Some(link.map_err(|error| words(&error))?);
        state.started = false;
        state.model = Model::Loading;
        if let Some(open) = &mut state.open {
            open.sent = false;
        }
        spawn_local(self.clone().load_model(number));
        Ok(())
    }

    async fn load_model(self, worker: u32) {
        // The page hands it over, so the worker has nothing to ask for.
        let loaded = super::address::fetch(MODEL).await;
        if self.0.state.borrow().workers != worker {
            return;
        }
        match loaded {
            Ok(bytes) => self.0.state.borrow_mut().model = Model::Loaded(bytes),
            Err(error) => self.do_without_model(&words(&error)),
        }
        self.ask();
    }

    fn do_without_model(&self, why: &str) {
        {
            let mut state = self.0.state.borrow_mut();
            state.model = Model::Settled;
            if std::mem::replace(&mut state.said_no_model, true) {
                return;
            }
        }
        self.report(DetectorEvent::Trouble(format!(
            "Names are not suggested, because their model could not be loaded ({why}). Dates are \
             suggested all the same; reload the page to try again."
        )));
    }

    fn receive(&self, worker: u32, event: LinkEvent) {
        if self.0.state.borrow().workers != worker {
            return;
        }
        let said = match event {
            LinkEvent::Died(why) => Err(why),
            LinkEvent::Said(said) => read(&said),
        };
        let reply = match said {
            Ok(reply) => reply,
            Err(why) => return self.restart(&why),
        };
        match reply {
            Reply::Ready { build } => {
                if let Err(mismatch) = check_build(BUILD_ID, &build) {
                    self.stop();
                    return self.report(DetectorEvent::Trouble(mismatch.to_string()));
                }
                self.0.state.borrow_mut().started = true;
            }
            Reply::Model { .. } => {
                self.0.state.borrow_mut().model = Model::Settled;
            }
            Reply::NoModel { message } => self.do_without_model(&message),
            Reply::Found {
                text_id,
                request,
                proposals,
            } => self.found(text_id, request, proposals),
            Reply::Refined {
                text_id,
                span,
                proposals,
            } => {
                if let Some(document) = self.document(text_id) {
                    self.report(DetectorEvent::Proposals {
                        document,
                        span,
                        proposals,
                    });
                }
            }
            Reply::Precise(precise) => self.report(DetectorEvent::Precise(precise)),
            Reply::Standing(standing) => self.report(DetectorEvent::Standing(standing)),
            Reply::Read {
                text_id,
                readings,
                reference,
            } => {
                if let Some(document) = self.document(text_id) {
                    self.report(DetectorEvent::Read {
                        document,
                        readings,
                        reference,
                    });
                }
            }
            Reply::Explained {
                text_id,
                span,
                words,
                next,
            } => {
                if self.document(text_id).is_some() {
                    self.report(DetectorEvent::Explained { span, words, next });
                }
            }
            Reply::Failed {
                text_id,
                request,
                message,
            } => {
                if self.finish(text_id, request).is_some() {
                    self.report(DetectorEvent::Trouble(format!(
                        "A part of the document was not looked through ({message}). Label it by \
                         hand, or reload the page to try again."
                    )));
                    self.report_progress();
                }
            }
        }
        self.ask();
    }

    /// The open document, where its text has this number.
    fn document(&self, text_id: TextId) -> Option<DocumentId> {
        let state = self.0.state.borrow();
        let open = state.open.as_ref().filter(|open| open.text_id == text_id);
        open.map(|open| open.document.clone())
    }

    fn found(&self, text_id: TextId, request: RequestId, proposals: Vec<Proposal>) {
        let Some((document, span)) = self.finish(text_id, request) else {
            return;
        };
        // The next request goes out before the page is busy with this answer.
        self.ask();
        self.report(DetectorEvent::Proposals {
            document,
            span,
            proposals,
        });
        self.report_progress();
    }

    /// The document and the part that an answer is for, where it is still awaited.
    fn finish(&self, text_id: TextId, request: RequestId) -> Option<(DocumentId, TextSpan)> {
        let mut state = self.0.state.borrow_mut();
        state.deaths = 0;
        state.watchdog = None;
        let open = state.open.as_mut().filter(|open| open.text_id == text_id)?;
        let span = open.queue.finish(request)?;
        Some((open.document.clone(), span))
    }

    /// Sends what can be sent.
    fn ask(&self) {
        let failed = self.0.state.borrow_mut().send_all().err();
        if let Some(error) = failed {
            return self.restart(&words(&error));
        }
        let mut state = self.0.state.borrow_mut();
        let waits = state
            .open
            .as_ref()
            .is_some_and(|open| open.queue.under_way() > 0);
        if waits && state.watchdog.is_none() {
            let (detector, worker) = (self.clone(), state.workers);
            state.watchdog = Some(Timeout::new(self.0.patience_ms, move || {
                detector.receive(worker, LinkEvent::Died("it did not answer".to_owned()));
            }));
        }
    }

    /// Puts a new worker in the place of one that died.
    fn restart(&self, why: &str) {
        let (set_aside, gives_up) = {
            let mut state = self.0.state.borrow_mut();
            state.stop();
            state.deaths += 1;
            let span = state.open.as_mut().and_then(|open| {
                let span = open.queue.restart()?;
                Some(open.text.slice(span).chars().take(60).collect::<String>())
            });
            (span, state.deaths >= DEATHS)
        };
        self.report(DetectorEvent::Precise(Precise::Off));
        if let Some(beginning) = set_aside {
            self.report(DetectorEvent::Trouble(format!(
                "The detectors fail at the part of this document that begins “{beginning}…”, so \
                 it has no suggestions. Label it by hand."
            )));
            self.report_progress();
        }
        if gives_up {
            self.0.state.borrow_mut().deaths = 0;
            self.report(DetectorEvent::Trouble(cannot_start(why)));
        } else {
            self.start_if_stopped();
        }
    }

    fn stop(&self) {
        self.0.state.borrow_mut().stop();
    }
}

impl State {
    fn stop(&mut self) {
        self.link = None;
        self.started = false;
        self.watchdog = None;
        // What the worker has posted already is not heard any more.
        self.workers += 1;
    }

    fn send_all(&mut self) -> Result<(), JsValue> {
        let Some(link) = self.link.as_ref().filter(|_| self.started) else {
            return Ok(());
        };
        if let Model::Loaded(bytes) = &self.model {
            link.send_bytes(bytes)?;
            self.model = Model::HandedOver;
        }
        let (Model::Settled, Some(open)) = (&self.model, &mut self.open) else {
            return Ok(());
        };
        let text_id = open.text_id;
        if !open.sent {
            let text = open.text.as_str().into();
            let names = open.names.clone();
            link.send(&Request::Open {
                text_id,
                text,
                names,
            })?;
            open.sent = true;
            open.told = 0;
        }
        let decisions = open.decided[open.told..].to_vec();
        if !decisions.is_empty() {
            open.told = open.decided.len();
            link.send(&Request::Decided { text_id, decisions })?;
        }
        if !open.unread.is_empty() {
            let (unread, reference) = (std::mem::take(&mut open.unread), open.reference);
            link.send(&Request::Read {
                text_id,
                unread,
                reference,
            })?;
        }
        if let Some((unread, timex, language)) = open.unexplained.take() {
            link.send(&Request::Explain {
                text_id,
                unread,
                timex,
                language,
                reference: open.reference,
            })?;
        }
        while open.queue.under_way() < AT_A_TIME {
            let Some((request, span)) = open.queue.take_next() else {
                break;
            };
            let reference = open.reference;
            link.send(&Request::Detect {
                request,
                text_id,
                span,
                reference,
            })?;
        }
        Ok(())
    }
}

fn cannot_start(why: &str) -> String {
    format!(
        "The detectors cannot be started ({why}), so there are no more suggestions. Labelling by \
         hand works as always; reload the page to try again."
    )
}

//! Has the team's own detectors work, in a program of their own.

use std::collections::BTreeMap;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::Array;
use spanwright::BUILD_ID;
use spanwright::detect::custom::wire::{Ask, Said, Tools};
use spanwright::detect::protocol::{Reply, check_build};
use spanwright::detect::{Loaded, Own as Looking, Setup, SetupEdit, Standing};
use spanwright::record;
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::desk::{Desk, heard, say, say_all};
use super::program::Program;
use super::worker_link::{LinkEvent, read};

/// The files of a model. Each is kept under its name, and a list under `list ` and its name.
pub const MODEL: [&str; 3] = ["model.onnx", "tokenizer.json", "config.json"];

/// How often the page is told how things stand while they change by themselves.
const TELL_MS: u32 = 250;

/// The team's own detectors.
pub struct Own {
    pub program: Program,
    /// The files, by the names under which they are kept, with their numbers.
    pub files: BTreeMap<String, (u32, Blob)>,
    numbers: u32,
    /// What the running program was told to use.
    told: Option<Tools>,
    loaded: Loaded,
    /// What that came of.
    loaded_from: Option<Tools>,
    pub trouble: Option<String>,
    pub is_kept: bool,
    /// Whether somebody wants to know how things stand.
    pub is_watched: bool,
    telling: Option<Timeout>,
    /// What was chosen and is about to be used.
    pub edits: Vec<SetupEdit>,
    pub choosing: Option<Timeout>,
    /// Whether something that was chosen is being kept and then used.
    pub is_choosing: bool,
}

impl Default for Own {
    fn default() -> Self {
        Self {
            program: Program::new("custom"),
            files: BTreeMap::new(),
            numbers: 0,
            told: None,
            loaded: Loaded::default(),
            loaded_from: None,
            trouble: None,
            is_kept: false,
            is_watched: false,
            telling: None,
            edits: Vec::new(),
            choosing: None,
            is_choosing: false,
        }
    }
}

impl Own {
    /// Somebody changes something: what did not work may work now.
    pub fn try_again(&mut self) {
        self.is_watched = true;
        self.trouble = None;
        self.program.forgive();
    }

    /// Takes a file that is kept under a name.
    pub fn add(&mut self, name: &str, blob: Blob) {
        self.numbers += 1;
        self.files.insert(name.to_owned(), (self.numbers, blob));
    }

    /// What the program is to use, as far as the files are there, and the files.
    fn tools(&self, setup: &Setup) -> (Tools, Array) {
        let blobs = Array::new();
        let mut tools = Tools {
            patterns: setup.patterns.clone(),
            ..Tools::default()
        };
        for list in &setup.lists {
            if let Some((number, blob)) = self.files.get(&list_name(&list.name)) {
                blobs.push(blob);
                tools.lists.push((list.name.clone(), list.options, *number));
            }
        }
        let files = MODEL.map(|name| self.files.get(name));
        if let ([Some(network), Some(tokenizer), Some(config)], true) =
            (files, setup.model.is_some())
        {
            // Whichever of them was replaced last has the greatest number.
            tools.model = [network, tokenizer, config]
                .map(|(number, _)| *number)
                .into_iter()
                .max();
            for (_, blob) in [network, tokenizer, config] {
                blobs.push(blob);
            }
        }
        (tools, blobs)
    }
}

/// The name under which a list is kept.
pub fn list_name(name: &str) -> String {
    format!("list {name}")
}

impl Desk {
    /// Uses what was chosen from now on. Returns what is proposed differently.
    pub fn use_setup(self: &Rc<Self>, setup: Setup, is_running: bool) -> Vec<Reply> {
        let mut service = self.service.borrow_mut();
        let mut own = self.own.borrow_mut();
        let (before, _) = own.tools(service.setup());
        let (tools, _) = own.tools(&setup);
        let mut changed = service.set_up(setup);
        let rules = |tools: &Tools| !tools.patterns.is_empty() || !tools.lists.is_empty();
        let has = Looking {
            rules: rules(&tools),
            model: tools.model.is_some(),
        };
        let told = own.told.as_ref().filter(|_| is_running).unwrap_or(&before);
        let anew = Looking {
            rules: (&told.patterns, &told.lists) != (&tools.patterns, &tools.lists),
            model: told.model != tools.model,
        };
        if tools.model.is_none() {
            own.loaded.model = None;
        }
        changed.extend(service.look_with(has, anew));
        if !has.rules && !has.model {
            own.program.stop();
            own.told = None;
            own.loaded = Loaded::default();
        }
        changed
    }

    fn start_own(self: &Rc<Self>) -> Result<(), JsValue> {
        let desk = self.clone();
        let hear = move |number, event| {
            if desk.own.borrow().program.is_last(number) {
                heard(desk.hear_own(event));
            }
        };
        self.own.borrow_mut().program.start(hear)
    }

    fn stop_own(&self) {
        let mut own = self.own.borrow_mut();
        own.program.stop();
        own.told = None;
        self.service.borrow_mut().wait_for_own();
    }

    fn hear_own(self: &Rc<Self>, event: LinkEvent) -> Result<(), JsValue> {
        let said = match event {
            LinkEvent::Said(said) => read(&said),
            LinkEvent::Died(why) => Err(why),
        };
        let is_task_done = matches!(said, Ok(Said::Looked(..) | Said::Read(..)));
        if is_task_done && !self.own.borrow_mut().program.answered() {
            // It was found with other detectors than those that are used now.
            return self.go_on();
        }
        match said {
            Ok(Said::Ready { build }) => match check_build(BUILD_ID, &build) {
                Ok(()) => self.own.borrow_mut().program.set_ready(),
                Err(mismatch) => return self.fail_own(mismatch.to_string()),
            },
            Ok(Said::Loaded(loaded)) => {
                {
                    let mut own = self.own.borrow_mut();
                    own.loaded = loaded;
                    own.loaded_from = own.told.clone();
                }
                self.tell()?;
            }
            Ok(Said::Looked(id, found)) => {
                let changed = self.service.borrow_mut().looked(id, found);
                say_all(&changed)?;
            }
            Ok(Said::Read(id, found)) => {
                self.go_on()?;
                let found = found.unwrap_or_else(|why| {
                    self.own.borrow_mut().trouble = Some(why);
                    Vec::new()
                });
                let changed = self.service.borrow_mut().read_by_own(id, found);
                say_all(&changed)?;
            }
            Err(why) => {
                self.service.borrow_mut().wait_for_own();
                let may_start = {
                    let mut own = self.own.borrow_mut();
                    own.told = None;
                    own.program.died()
                };
                if !may_start {
                    return self.fail_own(why);
                }
            }
        }
        self.tell_soon();
        self.go_on()
    }

    /// The team's own detectors cannot run; a change to them has it tried again.
    fn fail_own(self: &Rc<Self>, why: String) -> Result<(), JsValue> {
        self.stop_own();
        let mut own = self.own.borrow_mut();
        own.program.give_up();
        own.trouble = Some(format!(
            "The lists, patterns and model cannot run ({why}). A model may need more memory than the browser has."
        ));
        drop(own);
        let none = Looking::default();
        let changed = self.service.borrow_mut().look_with(none, none);
        say_all(&changed)?;
        self.tell()
    }

    /// Gives the team's own detectors what they can be given, starts them where there is something to do, and lets
    /// them go where there is nothing.
    pub fn go_on_with_own(self: &Rc<Self>) -> Result<(), JsValue> {
        let mut own = self.own.borrow_mut();
        let (tools, blobs) = own.tools(self.service.borrow().setup());
        let has_task = self.service.borrow().has_task();
        let is_known = own.told.as_ref() == Some(&tools);
        let is_loaded = own.loaded_from.as_ref() == Some(&tools);
        let is_wanted = has_task || (own.is_watched && !is_loaded);
        if tools == Tools::default() || own.program.is_given_up() {
            return Ok(());
        }
        if !own.program.is_running() {
            drop(own);
            return match is_wanted {
                true => self.start_own(),
                false => Ok(()),
            };
        }
        if !is_known && let Some(link) = own.program.link() {
            let ask = record::say(&Ask::Use(tools.clone())).map_err(|error| error.to_string())?;
            link.send_with(&ask, &[], &blobs)?;
            own.told = Some(tools);
            own.program.let_go();
            self.service.borrow_mut().wait_for_own();
        }
        while own.program.takes() {
            let Some(task) = self.service.borrow_mut().next_task() else {
                break;
            };
            own.program.give(&Ask::Do(task))?;
        }
        let desk = self.clone();
        own.program.rest(!has_task, move || desk.stop_own());
        Ok(())
    }

    /// Tells the page how things stand, where somebody wants to know.
    pub fn tell(self: &Rc<Self>) -> Result<(), JsValue> {
        let standing = {
            let own = self.own.borrow();
            if !own.is_watched {
                return Ok(());
            }
            let precise = self.encoder.borrow().precise.clone();
            let standing = self.service.borrow().standing(precise, own.loaded.clone());
            Standing {
                is_kept: own.is_kept,
                trouble: own.trouble.clone(),
                ..standing
            }
        };
        let standing = record::say(&standing).map_err(|error| error.to_string())?;
        say(&Reply::Standing(standing))
    }

    /// The same in a moment, with what changes until then.
    pub fn tell_soon(self: &Rc<Self>) {
        let mut own = self.own.borrow_mut();
        if own.is_watched && own.telling.is_none() {
            let desk = self.clone();
            own.telling = Some(Timeout::new(TELL_MS, move || {
                desk.own.borrow_mut().telling = None;
                heard(desk.tell());
            }));
        }
    }
}

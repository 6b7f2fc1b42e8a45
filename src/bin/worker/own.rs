//! Keeps what the team has chosen, and has its own detectors work.

use std::collections::BTreeMap;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use spanwright::BUILD_ID;
use spanwright::detect::custom::wire::{Ask, Said, Tools};
use spanwright::detect::protocol::{Reply, check_build};
use spanwright::detect::{ListChoice, Loaded, Own as Looking, Setup, SetupEdit, Standing};
use spanwright::record;
use spanwright::text::FindOptions;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File};

use super::desk::{Desk, heard, say, say_all};
use super::program::Program;
use super::shelf::Shelf;
use super::worker_link::{LinkEvent, read};

/// What the team has chosen is kept under this name.
const SETUP: &str = "setup";

/// The files of a model. Each is kept under its name, and a list under `list ` and its name.
const MODEL: [&str; 3] = ["model.onnx", "tokenizer.json", "config.json"];

/// What can be read and run in a browser: WebAssembly has 4 GB, and the weights lie in it twice for a moment.
const LARGEST_MODEL: f64 = 1.5e9;

/// How often the page is told how things stand while they change by themselves.
const TELL_MS: u32 = 250;

/// What counts as a term until somebody says otherwise.
const OPTIONS: FindOptions = FindOptions {
    match_case: false,
    whole_words: true,
};

/// The team's own detectors.
pub struct Own {
    program: Program,
    /// The files, by the names under which they are kept, with their numbers.
    files: BTreeMap<String, (u32, Blob)>,
    numbers: u32,
    /// What the running program was told to use.
    told: Option<Tools>,
    loaded: Loaded,
    trouble: Option<String>,
    is_kept: bool,
    /// Whether somebody wants to know how things stand.
    is_watched: bool,
    telling: Option<Timeout>,
}

impl Default for Own {
    fn default() -> Self {
        Self {
            program: Program::new("custom"),
            files: BTreeMap::new(),
            numbers: 0,
            told: None,
            loaded: Loaded::default(),
            trouble: None,
            is_kept: false,
            is_watched: false,
            telling: None,
        }
    }
}

impl Own {
    fn add(&mut self, name: &str, blob: Blob) {
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

fn list_name(name: &str) -> String {
    format!("list {name}")
}

impl Desk {
    /// Takes from the shelf what the team has chosen on an earlier visit.
    pub async fn begin_own(self: &Rc<Self>) {
        self.own.borrow_mut().is_kept = Shelf::is_possible();
        let Some(shelf) = Shelf::used().await else {
            return;
        };
        let Some(setup) = stored(&shelf).await else {
            return;
        };
        self.fetch_files(&shelf, &setup).await;
        // Nothing is open yet, so nothing changes.
        self.use_setup(setup, false);
    }

    /// Takes from the shelf the files that are not here yet.
    async fn fetch_files(&self, shelf: &Shelf, setup: &Setup) {
        let lists = setup.lists.iter().map(|list| list_name(&list.name));
        let model = MODEL.iter().filter(|_| setup.model.is_some());
        let names = lists.chain(model.map(|&name| name.to_owned()));
        for name in names.collect::<Vec<_>>() {
            let is_here = self.own.borrow().files.contains_key(&name);
            if !is_here && let Some(blob) = shelf.get(&name).await {
                self.own.borrow_mut().add(&name, blob);
            }
        }
    }

    /// The team chooses something else.
    pub fn choose(self: &Rc<Self>, edits: &[u8]) -> Result<(), JsValue> {
        let edits: Vec<SetupEdit> = record::hear(edits).map_err(|error| error.to_string())?;
        {
            let mut own = self.own.borrow_mut();
            own.is_watched = true;
            own.trouble = None;
            own.program.forgive();
        }
        if edits.is_empty() {
            return self.tell();
        }
        // It is seen at once, and kept a moment later.
        let mut setup = self.service.borrow().setup().clone();
        for edit in &edits {
            setup.apply(edit.clone());
        }
        let changed = self.use_setup(setup, true);
        say_all(&changed)?;
        self.tell()?;
        let desk = self.clone();
        spawn_local(async move { desk.keep(edits).await });
        Ok(())
    }

    /// Keeps changes for the next visit. Another tab may have kept others meanwhile, so they are made to what is
    /// kept.
    async fn keep(self: Rc<Self>, edits: Vec<SetupEdit>) {
        let Some(shelf) = Shelf::open().await else {
            return;
        };
        let mut setup = match stored(&shelf).await {
            Some(setup) => setup,
            None => Setup::default(),
        };
        for edit in edits {
            match &edit {
                SetupEdit::RemoveList(name) => {
                    self.drop_file(&shelf, &list_name(name)).await;
                }
                SetupEdit::RemoveModel => {
                    for name in MODEL {
                        self.drop_file(&shelf, name).await;
                    }
                }
                _ => {}
            }
            setup.apply(edit);
        }
        let kept = keep_setup(&shelf, &setup).await;
        self.note_kept(kept);
    }

    async fn drop_file(&self, shelf: &Shelf, name: &str) {
        self.own.borrow_mut().files.remove(name);
        // What stays there is of no use, and does no harm.
        let _ = shelf.remove(name).await;
    }

    fn note_kept(self: &Rc<Self>, kept: Result<(), JsValue>) {
        if let Err(error) = kept {
            self.own.borrow_mut().trouble = Some(format!(
                "The browser does not keep this for the next visit: {}",
                words(&error)
            ));
            heard(self.tell());
        }
    }

    /// Takes files that the annotator gave: lists, and the parts of a model.
    pub fn take_files(self: &Rc<Self>, files: &Array) {
        let files: Vec<File> = files
            .iter()
            .filter_map(|file| file.dyn_into().ok())
            .collect();
        let desk = self.clone();
        spawn_local(async move {
            {
                let mut own = desk.own.borrow_mut();
                own.is_watched = true;
                own.trouble = None;
                own.program.forgive();
            }
            let taken = desk.sort_in(files).await;
            heard(taken);
        });
    }

    async fn sort_in(self: &Rc<Self>, files: Vec<File>) -> Result<(), JsValue> {
        let shelf = Shelf::open().await;
        let mut setup = match &shelf {
            Some(shelf) => stored(shelf).await,
            None => None,
        }
        .unwrap_or_else(|| self.service.borrow().setup().clone());
        let is_model = files
            .iter()
            .any(|file| part_of_model(&file.name()).is_some());
        let mut wrong = None;
        for file in &files {
            let name = file.name();
            let lower = name.to_lowercase();
            let is_list = [".csv", ".tsv", ".txt"]
                .iter()
                .any(|end| lower.ends_with(end));
            let place = match part_of_model(&name) {
                Some(part) => part.to_owned(),
                // A model may come with its vocabulary as text, which the tokenizer has, too.
                None if is_list && !is_model => list_name(&name),
                None if is_model => continue,
                None => {
                    wrong = Some(format!(
                        "{name} is neither a list of terms (.csv, .tsv or .txt) nor a part of a model \
                         (model.onnx, tokenizer.json, config.json)"
                    ));
                    continue;
                }
            };
            if file.size() > LARGEST_MODEL {
                wrong = Some(format!(
                    "{name} has {:.1} GB, and a browser can run {:.1} at most; a model with 8-bit weights has a \
                     quarter of the size",
                    file.size() / 1e9,
                    LARGEST_MODEL / 1e9
                ));
                continue;
            }
            if let Some(shelf) = &shelf {
                let kept = shelf.put(&place, file).await;
                self.note_kept(kept);
            }
            self.own.borrow_mut().add(&place, file.clone().into());
            if place == list_name(&name) {
                // A newer file of the same name is the same list.
                if !setup.lists.iter().any(|list| list.name == name) {
                    setup.lists.push(ListChoice {
                        name,
                        options: OPTIONS,
                        labels: BTreeMap::new(),
                    });
                }
            }
        }
        let missing: Vec<&str> = {
            let own = self.own.borrow();
            let missing = |name: &&str| !own.files.contains_key(*name);
            MODEL.into_iter().filter(missing).collect()
        };
        if is_model && !missing.is_empty() {
            wrong = Some(format!(
                "A model is three files: {}. Still missing: {}",
                MODEL.join(", "),
                missing.join(", ")
            ));
        } else if is_model {
            // Labels that another model calls alike are alike.
            setup.model.get_or_insert_default();
        }
        if let Some(shelf) = &shelf {
            let kept = keep_setup(shelf, &setup).await;
            self.note_kept(kept);
        }
        if wrong.is_some() {
            self.own.borrow_mut().trouble = wrong;
        }
        let changed = self.use_setup(setup, true);
        say_all(&changed)?;
        self.tell()?;
        self.go_on()
    }

    /// Uses what was chosen from now on. Returns what is proposed differently.
    fn use_setup(self: &Rc<Self>, setup: Setup, is_running: bool) -> Vec<Reply> {
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
        match said {
            Ok(Said::Ready { build }) => match check_build(BUILD_ID, &build) {
                Ok(()) => self.own.borrow_mut().program.set_ready(),
                Err(mismatch) => return self.fail_own(mismatch.to_string()),
            },
            Ok(Said::Loaded(loaded)) => {
                self.own.borrow_mut().loaded = loaded;
                self.tell()?;
            }
            Ok(Said::Looked(id, found)) => {
                self.own.borrow_mut().program.answered();
                let changed = self.service.borrow_mut().looked(id, found);
                say_all(&changed)?;
            }
            Ok(Said::Read(id, found)) => {
                self.own.borrow_mut().program.answered();
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
        self.own.borrow_mut().trouble = Some(format!(
            "The lists, patterns and model cannot run ({why}). A model may need more memory than the browser has."
        ));
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
        let is_wanted = has_task || (own.is_watched && own.loaded == Loaded::default());
        if tools == Tools::default() {
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
    fn tell(self: &Rc<Self>) -> Result<(), JsValue> {
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

/// Which file of a model a file is, by its name.
fn part_of_model(name: &str) -> Option<&'static str> {
    let part = |part: &&str| *part == name || (*part == MODEL[0] && name.ends_with(".onnx"));
    MODEL.into_iter().find(part)
}

async fn stored(shelf: &Shelf) -> Option<Setup> {
    let blob = shelf.get(SETUP).await?;
    let bytes = JsFuture::from(blob.array_buffer()).await.ok()?;
    record::open(&Uint8Array::new(&bytes).to_vec()).ok()
}

async fn keep_setup(shelf: &Shelf, setup: &Setup) -> Result<(), JsValue> {
    let sealed = record::seal(setup).map_err(|error| error.to_string())?;
    let parts = Array::of1(&Uint8Array::from(&*sealed));
    let blob = Blob::new_with_u8_array_sequence(&parts)?;
    shelf.put(SETUP, &blob).await
}

/// A JavaScript error in words.
fn words(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => error.as_string().unwrap_or_default(),
    }
}

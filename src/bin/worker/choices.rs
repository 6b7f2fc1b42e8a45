//! Keeps what the team has chosen, and takes the files that it brings.

use std::pin::pin;
use std::rc::Rc;

use futures_util::future::{Either, select};
use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Uint8Array};
use spanwright::detect::{Setup, SetupEdit};
use spanwright::record;
use spanwright::text::FindOptions;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File};

use super::desk::{Desk, PATIENCE_MS, heard, say_all};
use super::js_error::words;
use super::own::{MODEL, list_name};
use super::shelf::Shelf;

/// What the team has chosen is kept under this name.
const SETUP: &str = "setup";

/// What cannot be read any more is kept under this one.
const ASIDE: &str = "setup that cannot be read";

/// What can be read and run in a browser: WebAssembly has 4 GB, and the weights lie in it twice for a moment.
const LARGEST_MODEL: f64 = 1.5e9;

/// What is chosen with a slider comes many times a second, and all of it that comes so soon is used together.
const CHOOSE_MS: u32 = 30;

/// What counts as a term until somebody says otherwise.
const OPTIONS: FindOptions = FindOptions {
    match_case: false,
    whole_words: true,
};

impl Desk {
    /// Takes from the shelf what the team has chosen on an earlier visit.
    pub async fn begin_own(self: &Rc<Self>) {
        self.own.borrow_mut().is_kept = Shelf::is_possible();
        let Some(shelf) = Shelf::used().await else {
            return;
        };
        let Some(blob) = shelf.get(SETUP).await else {
            return;
        };
        let setup = match opened(&blob).await {
            Ok(setup) => setup,
            Err(why) => {
                // It is put aside, so that what is chosen from now on does not take its place.
                let aside = shelf.put(ASIDE, &blob).await;
                let kept = if aside.is_ok() { " It is kept." } else { "" };
                self.own.borrow_mut().trouble = Some(format!(
                    "What was chosen on an earlier visit cannot be read: {why}.{kept}"
                ));
                return;
            }
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
        if edits.is_empty() {
            // Somebody only wants to know how things stand.
            self.own.borrow_mut().is_watched = true;
            return self.tell();
        }
        let mut own = self.own.borrow_mut();
        own.try_again();
        own.edits.extend(edits);
        if own.choosing.is_none() {
            let desk = self.clone();
            own.choosing = Some(Timeout::new(CHOOSE_MS, move || desk.have_chosen()));
        }
        Ok(())
    }

    /// Uses what was chosen, one thing after another, each once it is kept: what the page shows is there on the next
    /// visit.
    fn have_chosen(self: &Rc<Self>) {
        let mut own = self.own.borrow_mut();
        own.choosing = None;
        if std::mem::replace(&mut own.is_choosing, true) {
            return;
        }
        let desk = self.clone();
        spawn_local(async move {
            let used = desk.use_chosen().await;
            desk.own.borrow_mut().is_choosing = false;
            heard(used);
        });
    }

    async fn use_chosen(self: &Rc<Self>) -> Result<(), JsValue> {
        loop {
            let edits = std::mem::take(&mut self.own.borrow_mut().edits);
            if edits.is_empty() {
                return Ok(());
            }
            // A storage that does not answer is done without.
            let (keep, patience) = (self.keep(&edits), TimeoutFuture::new(PATIENCE_MS));
            let kept = match select(pin!(keep), patience).await {
                Either::Left((kept, _)) => kept,
                Either::Right(_) => Err(js_sys::Error::new("its storage does not answer").into()),
            };
            self.note_kept(kept);
            let mut setup = self.service.borrow().setup().clone();
            for edit in &edits {
                setup.apply(edit.clone());
            }
            let changed = self.use_setup(setup, true);
            say_all(&changed)?;
            self.tell()?;
            self.go_on()?;
            self.clear(&edits).await;
        }
    }

    /// Keeps changes for the next visit. Another tab may have kept others meanwhile, so they are made to what is
    /// kept.
    async fn keep(&self, edits: &[SetupEdit]) -> Result<(), JsValue> {
        let Some(shelf) = Shelf::open().await else {
            self.own.borrow_mut().is_kept = false;
            return Ok(());
        };
        let mut setup = stored(&shelf).await.unwrap_or_default();
        for edit in edits {
            setup.apply(edit.clone());
        }
        keep_setup(&shelf, &setup).await
    }

    /// Gives back the room of the files that nothing uses any more.
    async fn clear(&self, edits: &[SetupEdit]) {
        let unused: Vec<String> = {
            let service = self.service.borrow();
            let Setup { lists, model, .. } = service.setup();
            let unused = edits.iter().flat_map(|edit| match edit {
                SetupEdit::RemoveList(name) if lists.iter().all(|list| list.name != *name) => {
                    vec![list_name(name)]
                }
                SetupEdit::RemoveModel if model.is_none() => MODEL.map(str::to_owned).to_vec(),
                _ => Vec::new(),
            });
            unused.collect()
        };
        for name in unused {
            self.own.borrow_mut().files.remove(&name);
            if let Some(shelf) = Shelf::used().await {
                // What stays there is of no use, and does no harm.
                let _ = shelf.remove(&name).await;
            }
        }
    }

    fn note_kept(&self, kept: Result<(), JsValue>) {
        if let Err(error) = kept {
            self.own.borrow_mut().trouble = Some(format!(
                "The browser does not keep this for the next visit: {}",
                words(&error)
            ));
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
            desk.own.borrow_mut().try_again();
            let taken = desk.sort_in(files).await;
            heard(taken);
        });
    }

    async fn sort_in(self: &Rc<Self>, files: Vec<File>) -> Result<(), JsValue> {
        let shelf = Shelf::open().await;
        let mut edits = Vec::new();
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
                edits.push(SetupEdit::AddList(name, OPTIONS));
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
            edits.push(SetupEdit::AddModel);
        }
        {
            let mut own = self.own.borrow_mut();
            if wrong.is_some() {
                own.trouble = wrong;
            }
            own.edits.extend(edits);
        }
        self.have_chosen();
        self.tell()
    }
}

/// Which file of a model a file is, by its name.
fn part_of_model(name: &str) -> Option<&'static str> {
    let part = |part: &&str| *part == name || (*part == MODEL[0] && name.ends_with(".onnx"));
    MODEL.into_iter().find(part)
}

async fn stored(shelf: &Shelf) -> Option<Setup> {
    opened(&shelf.get(SETUP).await?).await.ok()
}

async fn opened(blob: &Blob) -> Result<Setup, String> {
    let bytes = JsFuture::from(blob.array_buffer()).await;
    let bytes = bytes.map_err(|error| words(&error))?;
    record::open(&Uint8Array::new(&bytes).to_vec()).map_err(|error| error.to_string())
}

async fn keep_setup(shelf: &Shelf, setup: &Setup) -> Result<(), JsValue> {
    let sealed = record::seal(setup).map_err(|error| error.to_string())?;
    let parts = Array::of1(&Uint8Array::from(&*sealed));
    let blob = Blob::new_with_u8_array_sequence(&parts)?;
    shelf.put(SETUP, &blob).await
}

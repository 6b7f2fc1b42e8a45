//! Holds the team's detectors, and does with them what is asked, one thing after another.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use spanwright::detect::custom::wire::{Ask, Said, Tools};
use spanwright::detect::custom::{Classifier, Rules, TermCount};
use spanwright::detect::encoder::EncoderFiles;
use spanwright::detect::{Loaded, LoadedModel, Proposal, Task};
use spanwright::record;
use spanwright::text::{FindOptions, TextSpan};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

/// The detectors, and what they were made of.
#[derive(Default)]
struct Desk {
    rules: Rules,
    classifier: Option<Classifier>,
    made: Tools,
    loaded: Loaded,
}

/// What was asked and is not done yet, with the files that came with it.
type Waiting = RefCell<VecDeque<(Ask, Array)>>;

/// Says which build the program is of, and does what is asked from now on.
pub fn serve() -> Result<(), JsValue> {
    let desk = Rc::new(RefCell::new(Desk::default()));
    let waiting = Rc::new(Waiting::default());
    say(&Said::Ready {
        build: spanwright::BUILD_ID.to_owned(),
    })?;
    let take = move |event: MessageEvent| -> Result<(), JsValue> {
        let (ask, files) = heard(&event.data())?;
        waiting.borrow_mut().push_back((ask, files));
        // To read a file takes a while in which more may be asked; who is at work goes on with it.
        if waiting.borrow().len() == 1 {
            let (desk, waiting) = (desk.clone(), waiting.clone());
            spawn_local(async move {
                if let Err(error) = work(&desk, &waiting).await {
                    wasm_bindgen::throw_val(error);
                }
            });
        }
        Ok(())
    };
    let take = Closure::<dyn FnMut(MessageEvent) -> Result<(), JsValue>>::new(take);
    scope().set_onmessage(Some(take.as_ref().unchecked_ref()));
    // The program answers for as long as it lives.
    take.forget();
    Ok(())
}

/// What was said, and the files that came with it.
fn heard(data: &JsValue) -> Result<(Ask, Array), JsValue> {
    let (said, files) = match data.dyn_ref::<Array>() {
        Some(all) => (all.get(0), all.get(2).dyn_into().unwrap_or_default()),
        None => (data.clone(), Array::new()),
    };
    let ask = record::hear(&Uint8Array::new(&said).to_vec());
    Ok((ask.map_err(|error| error.to_string())?, files))
}

async fn work(desk: &RefCell<Desk>, waiting: &Waiting) -> Result<(), JsValue> {
    loop {
        let next = waiting.borrow().front().cloned();
        let Some((ask, files)) = next else {
            return Ok(());
        };
        match ask {
            Ask::Use(tools) => {
                let files: Vec<Blob> = files.iter().map(JsCast::unchecked_into).collect();
                // Nobody else has it meanwhile: what is asked waits.
                let mut taken = desk.take();
                taken.make(tools, &files).await;
                say(&Said::Loaded(taken.loaded.clone()))?;
                desk.replace(taken);
            }
            Ask::Do(task) => say(&desk.borrow().do_it(task))?,
        }
        waiting.borrow_mut().pop_front();
    }
}

impl Desk {
    /// Makes the detectors that are to be used, as far as they are not made.
    async fn make(&mut self, tools: Tools, files: &[Blob]) {
        if tools.patterns != self.made.patterns {
            self.loaded.patterns = self.rules.set_patterns(&tools.patterns);
        }
        let is_kept = |name: &str| tools.lists.iter().any(|(kept, ..)| kept == name);
        self.rules.keep_lists(is_kept);
        self.loaded.lists.retain(|name, _| is_kept(name));
        for (list, file) in tools.lists.iter().zip(files) {
            if self.made.lists.contains(list) {
                continue;
            }
            let (name, options, _) = list;
            let made = self.list(name, file, *options).await;
            self.loaded.lists.insert(name.clone(), made);
        }
        if tools.model != self.made.model {
            // The memory of the one before is free for the next.
            self.classifier = None;
            self.loaded.model = None;
            if let (Some(_), Some([network, tokenizer, config])) =
                (tools.model, files.get(tools.lists.len()..))
            {
                let made = self.model([network, tokenizer, config]).await;
                self.loaded.model = Some(made);
            }
        }
        self.made = tools;
    }

    async fn list(
        &mut self,
        name: &str,
        file: &Blob,
        options: FindOptions,
    ) -> Result<TermCount, String> {
        let bytes = bytes(file).await?;
        let made = self.rules.set_list(name, &bytes, options);
        made.map_err(|error| error.to_string())
    }

    async fn model(&mut self, files: [&Blob; 3]) -> Result<LoadedModel, String> {
        let [network, tokenizer, config] = files;
        let (tokenizer, config) = (bytes(tokenizer).await?, bytes(config).await?);
        let files = EncoderFiles {
            network: bytes(network).await?,
            tokenizer: &tokenizer,
            config: &config,
        };
        let classifier = Classifier::new(files).map_err(|error| error.to_string())?;
        let labels = classifier.labels().into_iter();
        let loaded = LoadedModel {
            name: classifier.name().to_owned(),
            labels: labels.map(|label| label.to_string()).collect(),
        };
        self.classifier = Some(classifier);
        Ok(loaded)
    }

    fn do_it(&self, task: Task) -> Said {
        match task {
            Task::Look(id, text) => {
                let mut found = Vec::new();
                if let Some(whole) = TextSpan::from_range(0..text.len()) {
                    self.rules.detect(&text, whole, &mut found);
                }
                Said::Looked(id, found)
            }
            Task::Read(unscored) => {
                let read = |classifier: &Classifier| -> Result<Vec<Proposal>, String> {
                    let read = classifier.read(&unscored.text, &unscored.sentences);
                    read.map_err(|error| error.to_string())
                };
                // A model that cannot be used finds nothing, and why was said.
                let found = self.classifier.as_ref().map_or(Ok(Vec::new()), read);
                Said::Read(unscored.id, found)
            }
        }
    }
}

async fn bytes(file: &Blob) -> Result<Vec<u8>, String> {
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| "the browser cannot read the file any more".to_owned())?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn say(said: &Said) -> Result<(), JsValue> {
    let bytes = record::say(said).map_err(|error| error.to_string())?;
    scope().post_message(&Uint8Array::from(&*bytes))
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

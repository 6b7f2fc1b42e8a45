//! Saves the project to a folder of the annotator's disk, and brings in what is new there.
//!
//! Nothing in the folder is lost: a file that somebody else has changed since it was written is not
//! written over, and what the project does not know stays where it is.

use js_sys::{Date, Function, IteratorNext, Math, Promise, Reflect, global};
use serde::{Deserialize, Serialize};
use spanwright::annotation::Timestamp;
use spanwright::clerk::Folder as FolderJob;
use spanwright::formats::{self, folder};
use spanwright::project::{DocumentId, Intake, Source, Summary};
use spanwright::text::sha256;
use spanwright::windows::Folder as Shown;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, File, FileSystemDirectoryHandle, FileSystemFileHandle,
    FileSystemGetDirectoryOptions, FileSystemGetFileOptions, FileSystemWritableFileStream,
};

use crate::dataset::Coming;
use crate::jobs::{Clerk, JobError};
use crate::storage::{Store, StoreError};

/// The name under which the folder is stored.
const FOLDER: &str = "folder";

/// The name under which it is stored what lies in the folder.
const COPY: &str = "copy";

/// Why the project is not in the folder.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The browser does not let the page write there.
    #[error(
        "The project is no longer saved to the folder “{0}”, because the browser wants to be asked again. \
         Open Export, “Save to a folder…”, and go on there. Your work is on this browser's own disk."
    )]
    Denied(String),
    /// Somebody else has changed a file.
    #[error(
        "“{0}” was changed by another program and has not been written over, and the project is not saved \
         to its folder meanwhile. Open Export, “Save to a folder…”, to bring in what is new there and to go on."
    )]
    Changed(String),
    /// Something else.
    #[error(
        "“{file}” could not be written to the folder, or read: {reason}. See that the folder is still there \
         and has space, then go on in Export, “Save to a folder…”. Your work is on this browser's own disk."
    )]
    Failed {
        /// The file.
        file: String,
        /// What the browser says.
        reason: String,
    },
}

/// What lies in the folder.
#[derive(Default, Serialize, Deserialize)]
struct Copy {
    files: Vec<Copied>,
}

/// A file as it was last read or written.
#[derive(Serialize, Deserialize)]
struct Copied {
    name: String,
    sha256: String,
    /// The document that was written to it, as the list had it then.
    document: Option<Summary>,
}

impl Copy {
    fn get(&self, name: &str) -> Option<&Copied> {
        self.files.iter().find(|file| file.name == name)
    }

    fn of(&self, id: &DocumentId) -> Option<&Copied> {
        let mut files = self.files.iter();
        files.find(|file| file.document.as_ref().is_some_and(|one| one.id == *id))
    }

    fn put(&mut self, file: Copied) {
        self.files.retain(|one| one.name != file.name);
        self.files.push(file);
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request)]
    fn lock(name: &str, held: &JsValue) -> Promise;
}

/// Waits until no other clerk is at work in the folder. Others wait until this one is gone, which it is when
/// its job is done. `web-sys` has no stable binding for locks.
async fn alone() {
    let granted = Promise::new(&mut |granted, _| {
        let held = Closure::once_into_js(move || {
            // Resolving a promise never throws.
            let _ = granted.call0(&JsValue::UNDEFINED);
            Promise::new(&mut |_, _| {})
        });
        let _ = lock("spanwright folder", &held);
    });
    // The promise is never rejected.
    let _ = JsFuture::from(granted).await;
}

/// What windows are told of the folder.
pub async fn shown(store: &Store) -> Result<Shown, StoreError> {
    let asks = Reflect::get(&global(), &"FileSystemHandle".into())
        .and_then(|kind| Reflect::get(&kind, &"prototype".into()))
        .and_then(|handle| Reflect::has(&handle, &"queryPermission".into()));
    if asks != Ok(true) {
        return Ok(Shown::Impossible);
    }
    Ok(match Files::stored(store).await? {
        None => Shown::None,
        Some(files) => Shown::Chosen {
            name: files.0.name(),
            allowed: files.are_allowed().await,
        },
    })
}

impl Clerk {
    /// Does this about the folder. Without a disk of the browser's there is nothing to save.
    pub(crate) async fn folder(
        &mut self,
        job: FolderJob,
        with: JsValue,
    ) -> Result<JsValue, JobError> {
        self.outcome.folder = Some(false);
        let Some(store) = self.store.clone() else {
            return Ok(JsValue::NULL);
        };
        alone().await;
        match job {
            FolderJob::Ask => {
                self.outcome.folder = None;
                let folder = store.load_value(FOLDER).await?;
                return Ok(folder.unwrap_or(JsValue::NULL));
            }
            FolderJob::Forget => store.save_value(FOLDER, None).await?,
            FolderJob::Use(open) => {
                store.save_value(FOLDER, Some(with.clone())).await?;
                self.use_folder(&store, &Files(with.unchecked_into()), open.as_ref())
                    .await?;
            }
            FolderJob::Save => {
                if let Some(files) = Files::stored(&store).await? {
                    let copy = store.load_setting(COPY).await?.unwrap_or_default();
                    self.save(&store, &files, copy, None).await?;
                }
            }
        }
        Ok(JsValue::NULL)
    }

    /// Brings in what is new in the folder, and writes the project to it.
    async fn use_folder(
        &mut self,
        store: &Store,
        files: &Files,
        open: Option<&DocumentId>,
    ) -> Result<(), JobError> {
        let mut copy = Copy::default();
        if let Some(content) = files.read(folder::PROJECT).await? {
            self.labels(folder::PROJECT, &content);
            copy.put(as_read(folder::PROJECT, &content));
        }
        let at = Timestamp::from_millis(Date::now() as i64);
        for name in files.documents().await? {
            let Some(content) = files.read(&name).await? else {
                continue;
            };
            let intake = Intake {
                id: DocumentId::new(format!("{:016x}", (Math::random() * 1e18) as u64)),
                at,
                source: Source::File { name: name.clone() },
            };
            let coming = Coming::new(&self.project, &intake, open);
            self.dataset(formats::read(&name, &content), coming).await?;
            copy.put(as_read(&name, &content));
        }
        // What the open document takes over is on disk only when the page has taken it over.
        let later = open.filter(|_| !self.outcome.annotations.is_empty());
        self.save(store, files, copy, later).await?;
        self.outcome.news.push(format!(
            "The project is saved to the folder “{}” after each pause of your work.",
            files.0.name()
        ));
        Ok(())
    }

    /// Writes what has changed, but for one document.
    async fn save(
        &mut self,
        store: &Store,
        files: &Files,
        mut copy: Copy,
        later: Option<&DocumentId>,
    ) -> Result<(), JobError> {
        if !files.are_allowed().await {
            return Err(FolderError::Denied(files.0.name()).into());
        }
        let saved = self.save_each(store, files, &mut copy, later).await;
        store.save_setting(COPY, &copy).await?;
        saved?;
        self.outcome.folder = Some(true);
        Ok(())
    }

    async fn save_each(
        &self,
        store: &Store,
        files: &Files,
        copy: &mut Copy,
        later: Option<&DocumentId>,
    ) -> Result<(), JobError> {
        let schema = &self.project.schema;
        let labels = folder::project(schema)?;
        let same_labels = copy
            .get(folder::PROJECT)
            .is_some_and(|file| file.sha256 == sha256(&labels));
        put(files, copy, folder::PROJECT, &labels, None).await?;
        for summary in &self.project.documents {
            let known = copy.of(&summary.id);
            let is_same = known.is_some_and(|file| file.document.as_ref() == Some(summary));
            if (is_same && same_labels) || later == Some(&summary.id) {
                continue;
            }
            if let Some(loaded) = store.load_document(&summary.id).await? {
                let (document, markup) = (&loaded.document, loaded.work.markup());
                let name = format!("{}/{}", folder::DOCUMENTS, folder::file_name(document));
                let text = folder::document(document, markup, schema)?;
                put(files, copy, &name, &text, Some(summary)).await?;
            }
        }
        self.remove_gone(files, copy).await
    }

    /// Removes the files of documents that are no longer in the project, where nobody has changed them.
    async fn remove_gone(&self, files: &Files, copy: &mut Copy) -> Result<(), JobError> {
        let is_gone = |file: &Copied| {
            let document = file.document.as_ref();
            document.is_some_and(|one| self.project.summary(&one.id).is_none())
        };
        let (gone, kept) = std::mem::take(&mut copy.files)
            .into_iter()
            .partition(is_gone);
        copy.files = kept;
        let gone: Vec<Copied> = gone;
        for file in gone {
            let content = files.read(&file.name).await?;
            if content.is_some_and(|content| sha256(&content) == file.sha256) {
                files.remove(&file.name).await?;
            }
        }
        Ok(())
    }
}

fn as_read(name: &str, content: &str) -> Copied {
    Copied {
        name: name.to_owned(),
        sha256: sha256(content),
        document: None,
    }
}

/// Writes a file where it is to be another than it is, and is as it was left.
async fn put(
    files: &Files,
    copy: &mut Copy,
    name: &str,
    text: &str,
    document: Option<&Summary>,
) -> Result<(), JobError> {
    let sha = sha256(text);
    let left = copy.get(name).map(|file| file.sha256.clone());
    if left.as_ref() != Some(&sha) {
        let there = files.read(name).await?.map(|content| sha256(&content));
        if there.is_some() && there != left && there.as_ref() != Some(&sha) {
            return Err(FolderError::Changed(name.to_owned()).into());
        }
        if there.as_ref() != Some(&sha) {
            files.write(name, text).await?;
        }
    }
    copy.put(Copied {
        name: name.to_owned(),
        sha256: sha,
        document: document.cloned(),
    });
    Ok(())
}

/// The files of a folder, by their names; those of documents have their folder before them.
struct Files(FileSystemDirectoryHandle);

impl Files {
    /// The folder that was used last.
    async fn stored(store: &Store) -> Result<Option<Self>, StoreError> {
        let folder = store.load_value(FOLDER).await?;
        Ok(folder.map(|folder| Self(folder.unchecked_into())))
    }

    /// Whether the browser lets the page write. `web-sys` has no stable binding for the question.
    async fn are_allowed(&self) -> bool {
        let ask = async || {
            let options = js_sys::Object::new();
            Reflect::set(&options, &"mode".into(), &"readwrite".into())?;
            let ask: Function = Reflect::get(&self.0, &"queryPermission".into())?.dyn_into()?;
            let answer: Promise = ask.call1(&self.0, &options)?.dyn_into()?;
            JsFuture::from(answer).await
        };
        ask().await.is_ok_and(|answer| answer == "granted")
    }

    /// The names of the documents' files, in order.
    async fn documents(&self) -> Result<Vec<String>, FolderError> {
        let list = async || {
            let mut names = Vec::new();
            let Some(folder) = there(self.0.get_directory_handle(folder::DOCUMENTS)).await? else {
                return Ok(names);
            };
            let keys = folder.unchecked_into::<FileSystemDirectoryHandle>().keys();
            loop {
                let next: IteratorNext = JsFuture::from(keys.next()?).await?.unchecked_into();
                if next.done() {
                    return Ok(names);
                }
                let name = next.value().as_string().unwrap_or_default();
                if name.ends_with(folder::EXTENSION) {
                    names.push(format!("{}/{name}", folder::DOCUMENTS));
                }
            }
        };
        let mut names = list().await.map_err(failed(folder::DOCUMENTS))?;
        names.sort();
        Ok(names)
    }

    /// What is in a file, or `None` where there is no such file.
    async fn read(&self, name: &str) -> Result<Option<String>, FolderError> {
        let read = async || {
            let Some((folder, name)) = self.folder_of(name, false).await? else {
                return Ok(None);
            };
            let Some(handle) = there(folder.get_file_handle(name)).await? else {
                return Ok(None);
            };
            let handle: FileSystemFileHandle = handle.unchecked_into();
            let file: File = JsFuture::from(handle.get_file()).await?.unchecked_into();
            Ok(JsFuture::from(file.text()).await?.as_string())
        };
        read().await.map_err(failed(name))
    }

    /// Writes a file as a whole: the browser puts it in the place of the old one when all of it is there.
    async fn write(&self, name: &str, text: &str) -> Result<(), FolderError> {
        let write = async || {
            let Some((folder, name)) = self.folder_of(name, true).await? else {
                return Ok(());
            };
            let options = FileSystemGetFileOptions::new();
            options.set_create(true);
            let handle = folder.get_file_handle_with_options(name, &options);
            let handle: FileSystemFileHandle = JsFuture::from(handle).await?.unchecked_into();
            let stream = JsFuture::from(handle.create_writable()).await?;
            let stream: FileSystemWritableFileStream = stream.unchecked_into();
            JsFuture::from(stream.write_with_str(text)?).await?;
            JsFuture::from(stream.close()).await.map(drop)
        };
        write().await.map_err(failed(name))
    }

    async fn remove(&self, name: &str) -> Result<(), FolderError> {
        let remove = async || match self.folder_of(name, false).await? {
            Some((folder, name)) => JsFuture::from(folder.remove_entry(name)).await.map(drop),
            None => Ok(()),
        };
        remove().await.map_err(failed(name))
    }

    /// The folder in which the file is, and the file's name there.
    async fn folder_of<'a>(
        &self,
        name: &'a str,
        create: bool,
    ) -> Result<Option<(FileSystemDirectoryHandle, &'a str)>, JsValue> {
        let Some((folder, name)) = name.split_once('/') else {
            return Ok(Some((self.0.clone(), name)));
        };
        let options = FileSystemGetDirectoryOptions::new();
        options.set_create(create);
        let folder = self.0.get_directory_handle_with_options(folder, &options);
        let folder = there(folder).await?;
        Ok(folder.map(|folder| (folder.unchecked_into(), name)))
    }
}

/// What there is, or `None` where there is no such thing.
async fn there(found: Promise) -> Result<Option<JsValue>, JsValue> {
    match JsFuture::from(found).await {
        Ok(found) => Ok(Some(found)),
        Err(error) => match error.dyn_ref::<DomException>() {
            Some(exception) if exception.name() == "NotFoundError" => Ok(None),
            _ => Err(error),
        },
    }
}

fn failed(file: &str) -> impl Fn(JsValue) -> FolderError {
    move |error| FolderError::Failed {
        file: file.to_owned(),
        reason: js_sys::Error::from(error).message().into(),
    }
}

//! Brings datasets in: a small one at once, a large one line by line, so that it takes neither the memory
//! of the page nor much of the clerk's.
//!
//! Documents are written in batches, each whole or not at all, and the page learns of them once all are
//! there. Who gives a long import up gets back what was before, for a second try would meet the half of
//! the first one; where the browser dies in the midst, what was written whole is there the next time.

use std::collections::{HashMap, HashSet};

use spanwright::annotation::{Review, Schema, Stamp, Work};
use spanwright::clerk::{Outcome, Report};
use spanwright::formats::{self, Import, ImportedDocument, LineReader, Reanchored, reimport};
use spanwright::project::{Document, DocumentId, Intake, Project, Summary};
use spanwright::text::{self, TextFormat};
use spanwright::workbench::{Command, Workbench};

use super::file::File;
use super::jobs::{Clerk, JobError};
use super::storage::Loaded;

/// How many bytes are read at once.
const PIECE: u64 = 1 << 20;

/// How many bytes of a file are read before what they hold is written.
const BATCH: u64 = 4 << 20;

/// How many documents the page is told of at once: as many as it takes in within some milliseconds.
const TOLD_AT_ONCE: usize = 1_000;

/// How many documents are taken back at once.
const TAKEN_BACK_AT_ONCE: usize = 1_000;

/// A dataset on its way in.
pub struct Coming<'a> {
    intake: &'a Intake,
    /// The document that is open in the page, which takes over annotations by itself.
    open: Option<&'a DocumentId>,
    known: Known,
    schema: Schema,
    /// How many documents have come.
    count: usize,
    report: Report,
}

/// The documents that were here before, and the identities that are taken.
struct Known {
    /// By their names, where only one has that name.
    named: HashMap<String, Option<DocumentId>>,
    here: HashSet<DocumentId>,
    new: HashSet<DocumentId>,
}

impl Known {
    fn new(project: &Project) -> Self {
        let mut named = HashMap::new();
        for summary in &project.documents {
            let only = named.entry(summary.name.clone());
            let only = only.and_modify(|id| *id = None);
            only.or_insert_with(|| Some(summary.id.clone()));
        }
        let here = project.documents.iter().map(|summary| summary.id.clone());
        Self {
            named,
            here: here.collect(),
            new: HashSet::new(),
        }
    }
}

impl<'a> Coming<'a> {
    /// Nothing has come yet.
    pub fn new(project: &Project, intake: &'a Intake, open: Option<&'a DocumentId>) -> Self {
        Self {
            intake,
            open,
            known: Known::new(project),
            schema: project.schema.clone(),
            count: 0,
            report: Report::default(),
        }
    }
}

impl Clerk {
    /// Takes a dataset in that was read whole.
    pub async fn dataset(
        &mut self,
        import: Import,
        mut coming: Coming<'_>,
    ) -> Result<(), JobError> {
        self.take_in(import, &mut coming).await?;
        self.has_come(coming);
        Ok(())
    }

    /// Takes a dataset in line by line.
    pub async fn stream(
        &mut self,
        name: &str,
        file: &File,
        mut coming: Coming<'_>,
    ) -> Result<(), JobError> {
        let mut reader = LineReader::new(name);
        let (mut at, mut written) = (0, 0);
        while at < file.size() {
            let bytes = file.read(at, at + PIECE).await?;
            if bytes.is_empty() {
                break;
            }
            at += bytes.len() as u64;
            reader.push(&bytes);
            if at - written >= BATCH {
                written = at;
                self.take_in(reader.take(), &mut coming).await?;
            }
            if self.page.has_given_up() {
                return self.take_back(name, &coming).await;
            }
            self.page.tell(|| {
                let (at, all) = (at >> 20, file.size() >> 20);
                let count = formats::grouped(coming.count);
                format!("“{name}”: {at} of {all} MB read, {count} documents.")
            });
        }
        self.take_in(reader.finish(), &mut coming).await?;
        if self.page.has_given_up() {
            return self.take_back(name, &coming).await;
        }
        self.has_come(coming);
        self.tell_apart()
    }

    /// Takes documents in. One that is here already, by its identity or its name, keeps its text and takes
    /// over the annotations that find their place in it; another one is new.
    async fn take_in(
        &mut self,
        mut import: Import,
        coming: &mut Coming<'_>,
    ) -> Result<(), JobError> {
        import.adopt_labels(&mut coming.schema);
        for problem in &import.diagnostics {
            coming.report.add(problem);
        }
        let mut new = Vec::new();
        for imported in &mut import.documents {
            match self.target(imported, &coming.known).await? {
                Some((loaded, reanchored)) => self.take_over(loaded, reanchored, coming).await?,
                None => new.push(new_document(imported, coming, &import.file)),
            }
            coming.count += 1;
        }
        if new.is_empty() {
            return Ok(());
        }
        let summaries = new
            .iter()
            .map(|(document, work)| Summary::new(document, work));
        self.outcome.added.extend(summaries);
        match &self.store {
            Some(store) => store.put_documents(&new).await?,
            None => self.outcome.documents.extend(new),
        }
        Ok(())
    }

    fn has_come(&mut self, coming: Coming) {
        if coming.schema != self.project.schema {
            self.outcome.schema = Some(coming.schema);
        }
        self.outcome.problems.extend(coming.report.into_sentences());
    }

    /// Takes back what has come, as the annotator has given it up.
    async fn take_back(&mut self, name: &str, coming: &Coming<'_>) -> Result<(), JobError> {
        let outcome = std::mem::take(&mut self.outcome);
        let ids: Vec<DocumentId> = outcome.added.into_iter().map(|new| new.id).collect();
        if let Some(store) = &self.store {
            for ids in ids.chunks(TAKEN_BACK_AT_ONCE) {
                store.forget_documents(ids).await?;
            }
        }
        let mut words = format!("The import of “{name}” was stopped.");
        let count = formats::grouped(coming.count - outcome.changed.len());
        words += &format!(" The {count} documents that had come were taken back.");
        if !outcome.changed.is_empty() {
            words += &format!(
                " {} that were here already keep what they took over; undo takes it back in each.",
                outcome.changed.len()
            );
        }
        self.outcome.news.push(words);
        self.outcome.changed = outcome.changed;
        self.outcome.annotations = outcome.annotations;
        Ok(())
    }

    /// Tells the page of the new documents some at a time, for it can do nothing else while it listens.
    fn tell_apart(&mut self) -> Result<(), JobError> {
        let mut added = std::mem::take(&mut self.outcome.added);
        while added.len() > TOLD_AT_ONCE {
            let rest = added.split_off(TOLD_AT_ONCE);
            let part = Outcome {
                added: std::mem::replace(&mut added, rest),
                ..Outcome::default()
            };
            self.page.part(&part).map_err(|_| JobError::Gone)?;
        }
        self.outcome.added = added;
        Ok(())
    }

    /// The document of the project that an imported one belongs to. One that has only its name in
    /// common must take most of the annotations.
    async fn target(
        &self,
        imported: &ImportedDocument,
        known: &Known,
    ) -> Result<Option<(Loaded, Reanchored)>, JobError> {
        let by_id = imported.id.as_ref().filter(|id| known.here.contains(id));
        let by_name = || known.named.get(imported.name.as_ref()?)?.as_ref();
        let (Some(id), Some(store)) = (by_id.or_else(by_name), &self.store) else {
            return Ok(None);
        };
        let Some(loaded) = store.load_document(id).await? else {
            return Ok(None);
        };
        let reanchored = reimport(imported, &loaded.document);
        let fits = by_id.is_some() || reanchored.placed.len() > reanchored.orphans.len();
        Ok(fits.then_some((loaded, reanchored)))
    }

    /// Adds the annotations that found their place to a document that is here, as one edit that
    /// can be undone, and lists those that did not.
    async fn take_over(
        &mut self,
        loaded: Loaded,
        reanchored: Reanchored,
        coming: &mut Coming<'_>,
    ) -> Result<(), JobError> {
        let name = loaded.document.name.clone();
        for orphan in &reanchored.orphans {
            coming.report.add(&format_args!(
                "“{name}”: “{}” ({}) was left out: {}.",
                orphan.quote, orphan.annotation.label, orphan.reason
            ));
        }
        let placed = reanchored
            .placed
            .into_iter()
            .map(|(annotation, _)| annotation);
        let decided: Vec<_> = placed
            .filter(|annotation| annotation.review != Review::Suggested)
            .collect();
        self.outcome.news.push(format!(
            "“{name}” is here already. It keeps its text and takes over what is new of {} annotations.",
            decided.len()
        ));
        if coming.open == Some(&loaded.document.id) {
            self.outcome.annotations.extend(decided);
            return Ok(());
        }
        let stamp = Stamp {
            at: coming.intake.at,
            by: self.project.author.clone(),
        };
        let mut bench = Workbench::new(loaded.document.into(), loaded.work, Vec::new());
        match (
            bench.perform(&Command::Import(decided), &stamp),
            self.store.clone(),
        ) {
            (Ok(Some(entry)), Some(store)) => {
                self.append(&store, loaded.seq, vec![entry], &bench).await?;
            }
            (Ok(_), _) => {}
            (Err(error), _) => self.outcome.problems.push(error.to_string()),
        }
        Ok(())
    }
}

/// A new document. An identity that another document of the same file has stays that one's.
fn new_document(
    imported: &mut ImportedDocument,
    coming: &mut Coming,
    file: &str,
) -> (Document, Work) {
    let intake = coming.intake;
    let mut fresh = DocumentId::new(format!("{}-{}", intake.id.as_str(), coming.count));
    if let Some(id) = imported.id.take_if(|id| coming.known.new.contains(id)) {
        coming.report.add(&format_args!(
            "{file}: a document above has the identity “{}” too. The second one got a new identity.",
            id.as_str()
        ));
    }
    while imported.id.is_none() && coming.known.new.contains(&fresh) {
        fresh = DocumentId::new(format!("{}+", fresh.as_str()));
    }
    let document = imported.document(fresh, intake.source.clone(), intake.at, |text| {
        text::blocks(text.as_str(), TextFormat::Plain).into()
    });
    coming.known.new.insert(document.id.clone());
    (document, Work::new(imported.markup()))
}

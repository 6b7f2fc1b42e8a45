//! Takes the dataset out. It says beforehand what the chosen format cannot hold.

use super::node::{Attribute, Element, div, fieldset, h3, legend, li, p, strong, ul};
use super::widgets::{choice, line, press, switch, told_choice, words};
use super::{Answer, Given, Order, Question, Scene, Which, Window};
use crate::annotation::{Status, Timestamp};
use crate::clerk::{self, Job};
use crate::formats::{ExportOptions, Format, Loss, SkippedBlocks};
use crate::project::{DocumentId, Exported, Summary};
use crate::record;
use crate::words::fill;

/// How many losses are listed one by one.
const LISTED: usize = 200;

/// The window.
pub struct Export {
    format: Format,
    which: Documents,
    options: ExportOptions,
    /// What the choices would lose, once that is known.
    losses: Option<Result<Vec<Loss>, String>>,
    /// What of the work is in a file already, and whether the browser has promised to keep it, once that
    /// is known.
    exported: Option<Result<(Exported, bool), String>>,
}

/// Which documents leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Documents {
    /// All of them.
    All,
    /// Those that are done.
    Done,
    /// The open one.
    Open,
}

/// What can be done in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Choose a format.
    Format(Format),
    /// Choose the documents.
    Which(Documents),
    /// With the text of skipped blocks or without.
    Skipped,
    /// With suggestions or without.
    Suggestions,
    /// With rejections or without.
    Rejected,
    /// Write the file.
    Export,
    /// Write a backup.
    Backup,
    /// Save the project to a folder.
    Folder,
}

impl Default for Export {
    fn default() -> Self {
        let format = Format::JsonLines;
        Self {
            format,
            which: Documents::All,
            options: format.default_options(),
            losses: None,
            exported: None,
        }
    }
}

impl Window for Export {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.export;
        let documents = self.order(scene).documents.len();
        let none = match self.which {
            _ if documents > 0 => None,
            Documents::Done => Some(said.none_done),
            Documents::All | Documents::Open => Some(said.none),
        };
        let limits = match none {
            Some(none) => vec![p().class("empty").text(none)],
            None => vec![
                h3().text(fill(said.limits, &[self.format.name()])),
                self.limits(scene),
            ],
        };
        let export = press(said.export.of(documents), Message::Export)
            .class("primary")
            .flag(Attribute::Disabled, documents == 0);
        div()
            .class("export")
            .child(
                div()
                    .class("columns")
                    .child(self.formats(scene))
                    .child(self.choices(scene)),
            )
            .children(limits)
            .child(line([export]))
            .child(h3().text(said.backup))
            .children(self.unexported(scene))
            .child(words(said.about_backup))
            .child(line([
                press(said.download_backup, Message::Backup),
                press(said.to_a_folder, Message::Folder),
            ]))
    }

    fn update(&mut self, message: Message, given: Given, scene: &Scene) -> Vec<Order> {
        let options = &mut self.options;
        match message {
            Message::Format(format) => {
                self.format = format;
                self.options = format.default_options();
            }
            Message::Which(which) => self.which = which,
            Message::Skipped if given.is_on() => options.skipped = SkippedBlocks::Mark,
            Message::Skipped => options.skipped = SkippedBlocks::Exclude,
            Message::Suggestions => options.suggestions = given.is_on(),
            Message::Rejected => options.rejected = given.is_on(),
            Message::Export => {
                self.record(&self.order(scene).documents, scene);
                return self.write(scene);
            }
            Message::Backup => {
                let documents = scene.context.project.documents.iter();
                let documents: Vec<_> = documents.map(|summary| summary.id.clone()).collect();
                self.record(&documents, scene);
                return vec![backup((scene.clock.now)())];
            }
            Message::Folder => return vec![Order::Open(Which::Folder)],
        }
        self.losses = None;
        Vec::new()
    }

    fn wants(&self, scene: &Scene) -> Option<Question> {
        Some(match self.exported {
            None => Question::Exported,
            Some(_) => Question::Losses(self.order(scene)),
        })
    }

    fn answer(&mut self, answer: Result<Answer, String>, _: &Scene) {
        if self.exported.is_none() {
            self.exported = Some(answer.map(|answer| match answer {
                Answer::Exported(exported, persistent) => (exported, persistent),
                _ => Default::default(),
            }));
            return;
        }
        self.losses = Some(answer.map(|answer| match answer {
            Answer::Losses(losses) => losses,
            _ => Vec::new(),
        }));
    }
}

impl Export {
    fn order(&self, scene: &Scene) -> clerk::Export {
        let open = scene.context.open.as_ref().map(|open| &open.id);
        let fits = |summary: &&Summary| match self.which {
            Documents::All => true,
            Documents::Done => summary.status == Status::Done,
            Documents::Open => Some(&summary.id) == open,
        };
        let documents = scene.context.project.documents.iter().filter(fits);
        clerk::Export {
            documents: documents.map(|summary| summary.id.clone()).collect(),
            format: self.format,
            options: self.options,
        }
    }

    fn formats(&self, scene: &Scene) -> Element<Message> {
        let formats = Format::ALL.into_iter().map(|one| {
            let chosen = self.format == one;
            let message = Message::Format(one);
            let about = (scene.words.export.format_words)(one).description;
            told_choice("format", one.name(), about, chosen, message)
        });
        fieldset()
            .child(legend().text(scene.words.export.format))
            .children(formats)
    }

    fn choices(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.export;
        let which = [Documents::All, Documents::Done, Documents::Open];
        let which = which.into_iter().zip(said.which);
        let which = which
            .map(|(one, words)| choice("which", words, self.which == one, Message::Which(one)));
        let skipped = self.options.skipped == SkippedBlocks::Mark;
        let (suggestions, rejected) = (self.options.suggestions, self.options.rejected);
        fieldset()
            .class("stack")
            .child(legend().text(said.what))
            .children(which)
            .child(switch(said.skipped, skipped, Message::Skipped))
            .child(switch(said.suggestions, suggestions, Message::Suggestions))
            .child(switch(said.rejected, rejected, Message::Rejected))
    }

    /// What is lost whatever the documents are, and what is lost of these.
    fn limits(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.export;
        let always = (said.format_words)(self.format).cannot_hold.iter();
        let always = ul().children(always.map(|limit| li().text(*limit)));
        let limits = div().child(always);
        let losses = match &self.losses {
            None => return limits.child(words(said.looking)),
            Some(Err(why)) => return limits.child(p().class("wrong").text(why)),
            Some(Ok(losses)) => losses,
        };
        let rows = losses.iter().take(LISTED).map(|loss| {
            li().child(strong().text(format!("“{}”", loss.quote)))
                .text(format!(" {}: {}", loss.label, (said.loss)(&loss.reason)))
        });
        let more = losses.len().saturating_sub(LISTED);
        limits
            .child(words(match losses.len() {
                0 => said.fits.to_owned(),
                many => said.does_not_fit.of(many),
            }))
            .children((!losses.is_empty()).then(|| ul().class("losses").children(rows)))
            .children((more > 0).then(|| words(fill(said.and_more, &[&more.to_string()]))))
    }

    /// What is in no file yet, and whether the browser has promised to keep it.
    fn unexported(&self, scene: &Scene) -> Vec<Element<Message>> {
        let said = &scene.words.export;
        let Some(Ok((exported, persistent))) = &self.exported else {
            return Vec::new();
        };
        let lacks: Vec<&Summary> = exported.lacks(&scene.context.project).collect();
        let names = lacks.iter().take(LISTED);
        let names = names.map(|summary| li().text(&*summary.name));
        let names = ul().class("losses").children(names);
        let mut all = match lacks.len() {
            0 => vec![words(said.all_exported)],
            many => vec![p().class("wrong").text(said.unexported.of(many)), names],
        };
        all.push(words(said.persistent[usize::from(*persistent)]));
        all
    }

    /// These documents are about to be in a file; where the clerk fails, the page says so.
    fn record(&mut self, documents: &[DocumentId], scene: &Scene) {
        if let Some(Ok((exported, _))) = &mut self.exported {
            exported.record(documents, &scene.context.project);
        }
    }

    fn write(&self, scene: &Scene) -> Vec<Order> {
        vec![write(
            &Job::Export(self.order(scene)),
            format!("spanwright.{}", self.format.extension()),
            self.format.mime_type(),
        )]
    }
}

fn backup(now: Timestamp) -> Order {
    let now = now.to_rfc3339();
    let day = now.get(..10).unwrap_or_default();
    let name = format!("{day}.spanwright.json");
    write(&Job::Backup, name, "application/json")
}

fn write(job: &Job, name: String, mime_type: &str) -> Order {
    Order::Write {
        name,
        mime_type: mime_type.to_owned(),
        // Every job of this version has a compact form.
        job: record::say(job).unwrap_or_default(),
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::annotation::{AnnotationId, LabelId};
    use crate::formats::LossReason;
    use crate::text::CodePointOffset;
    use crate::windows::picture;
    use crate::windows::session::tests::scene;

    fn choose(window: &mut Export, message: Message) -> Vec<Order> {
        window.update(message, Given::On(true), &scene("A b C"))
    }

    fn documents(window: &Export) -> Vec<String> {
        let documents = window.order(&scene("A b C")).documents.into_iter();
        documents.map(|id| id.as_str().to_owned()).collect()
    }

    #[test]
    fn it_shows_the_choices_and_what_would_be_lost() {
        let mut window = Export::default();
        picture::check("export-looking", &window.view(&scene("A b C")));
        let exported = Answer::Exported(Exported::default(), true);
        window.answer(Ok(exported), &scene(""));
        choose(&mut window, Message::Format(Format::Conll));
        let loss = Loss {
            document: DocumentId::new("A"),
            annotation: AnnotationId::new(1),
            start: CodePointOffset::new(0),
            end: CodePointOffset::new(7),
            label: LabelId::new("ORG"),
            quote: "Ada Inc".to_owned(),
            reason: LossReason::CutsToken,
        };
        window.answer(Ok(Answer::Losses(vec![loss])), &scene(""));
        picture::check("export-losses", &window.view(&scene("A b C")));
    }

    #[test]
    fn where_there_is_nothing_to_export_it_says_what_to_do() {
        let mut window = Export::default();
        let drawn = window.view(&scene("")).to_string();
        assert!(drawn.contains("p.empty “There is nothing"), "{drawn}");
        choose(&mut window, Message::Which(Documents::Done));
        let drawn = window.view(&scene("a")).to_string();
        assert!(drawn.contains("p.empty “No document is done"), "{drawn}");
        assert!(!drawn.contains("What JSON Lines"), "{drawn}");
        let drawn = window.view(&scene("a B")).to_string();
        assert!(!drawn.contains("p.empty"), "{drawn}");
    }

    #[test]
    fn the_chosen_documents_leave() {
        let mut window = Export::default();
        assert_eq!(documents(&window), ["A", "b", "C"]);
        choose(&mut window, Message::Which(Documents::Done));
        assert_eq!(documents(&window), ["A", "C"]);
        choose(&mut window, Message::Which(Documents::Open));
        assert_eq!(documents(&window), ["A"]);
    }

    #[test]
    fn each_choice_is_looked_through_anew() {
        let mut window = Export::default();
        window.answer(Err("no disk".to_owned()), &scene(""));
        let before = window.wants(&scene("A b C"));
        window.answer(Ok(Answer::Losses(Vec::new())), &scene(""));
        choose(&mut window, Message::Suggestions);
        assert_ne!(window.wants(&scene("A b C")), before);
        assert!(window.losses.is_none());
    }

    #[test]
    fn work_that_is_in_no_file_is_named_until_it_is() {
        let mut scene = scene("A b");
        scene.context.project.documents[1].progress.actions = 2;
        let mut window = Export::default();
        assert_eq!(window.wants(&scene), Some(Question::Exported));
        window.answer(Ok(Answer::Exported(Exported::default(), false)), &scene);
        let drawn = window.view(&scene).to_string();
        assert!(drawn.contains("1 document has changed"), "{drawn}");
        assert!(drawn.contains("li “Document b”"), "{drawn}");
        assert!(drawn.contains("has not promised"), "{drawn}");
        window.update(Message::Backup, Given::Nothing, &scene);
        let drawn = window.view(&scene).to_string();
        assert!(drawn.contains("All work is in an export"), "{drawn}");
    }

    #[test]
    fn a_format_comes_with_what_most_people_want_of_it() {
        let mut window = Export::default();
        choose(&mut window, Message::Suggestions);
        choose(&mut window, Message::Format(Format::SpacyJsonl));
        assert_eq!(window.options, Format::SpacyJsonl.default_options());
    }

    #[test]
    fn the_file_is_written_by_the_clerk() {
        let mut window = Export::default();
        let orders = choose(&mut window, Message::Export);
        let [Order::Write { name, job, .. }] = &*orders else {
            panic!("{orders:?}");
        };
        assert_eq!(name, "spanwright.jsonl");
        let expected = Job::Export(window.order(&scene("A b C")));
        assert_eq!(record::hear::<Job>(job), Ok(expected));
    }
}

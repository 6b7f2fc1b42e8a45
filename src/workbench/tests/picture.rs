//! Pictures of an open document, in one notation for what goes in and what comes out.
//!
//! ```text
//! @2016-07-16                          the document's date, on a line of its own
//! [PERSON Ada Lovelace] met «Babbage»  a person's annotation; the words in focus
//! [DATE?=2016-07-15 last Friday]       a suggestion, with the value that its detector gave
//! [DATE* 5 May] [DATE*=2016-05-05! x]  what became of one: accepted; with a person's value
//! «[ORG Acme]»                         the annotation in focus
//! Ada |met Babbage                     the caret, where nothing is selected with it
//! [ORG Acme [PERSON Jo]^ Poe]          crossing: `^` closes the bracket before the innermost
//! ~Share this                          a block that does not belong to the article
//! ```
//!
//! Each line is a block. What is rejected is not in the picture, as it is not on the page.

use chrono::NaiveDate;
use std::sync::Arc;

use crate::annotation::{
    Annotation, AnnotationId, Author, BlockIndex, Entry, LabelId, Markup, Origin, Review, Stamp,
    TimeValue, Timestamp, Work,
};
use crate::detect::dates::{self, Timex, TimexKind};
use crate::detect::{DetectorId, Proposal, Score};
use crate::project::{Document, DocumentId, Source};
use crate::text::{Block, BlockKind, ByteOffset, SkipReason, SourceText, TextSpan};
use crate::workbench::{Caret, Command, Focus, Workbench};

const DETECTOR: DetectorId = DetectorId {
    name: std::borrow::Cow::Borrowed("pictured"),
    version: std::borrow::Cow::Borrowed("1"),
};

/// Acts on the picture `before` and compares the result with the picture `after`. Undoing all of
/// it must give `before` again, and redoing it `after`, but for the focus.
#[track_caller]
pub fn check(before: &str, act: impl FnOnce(&mut Bench), after: &str) {
    let mut bench = Bench::of(before);
    assert_eq!(bench.picture(), before, "the picture before is not read");
    let begun = bench.annotations();
    act(&mut bench);
    assert_eq!(bench.picture(), after);
    assert_drawn_as_from_new(&bench.workbench);
    let ended = bench.annotations();
    let changes = bench.workbench.work().history().done().len();
    for _ in 0..changes {
        bench.perform(&Command::Undo);
    }
    if bench.suggestions_are_as_pictured {
        assert_eq!(bench.annotations(), begun, "undone");
    }
    for _ in 0..changes {
        bench.perform(&Command::Redo);
    }
    assert_eq!(bench.annotations(), ended, "redone");
    assert_drawn_as_from_new(&bench.workbench);
}

/// What was drawn step by step is what would be drawn had the document just been opened.
#[track_caller]
pub fn assert_drawn_as_from_new(bench: &Workbench) {
    let suggestions = bench.suggestions().iter().map(|s| (**s).clone()).collect();
    let anew = Workbench::new(bench.document().clone(), bench.work().clone(), suggestions);
    assert_eq!(bench.views(), anew.views());
}

/// A document of these blocks; those marked `true` are not recognised as part of the article.
pub fn document(blocks: &[(&str, bool)]) -> Arc<Document> {
    let mut text = String::new();
    let blocks = blocks.iter().map(|(words, skipped)| {
        let start = text.len();
        text.push_str(words);
        let span = TextSpan::from_range(start..text.len()).unwrap();
        text.push('\n');
        Block {
            span,
            kind: BlockKind::Paragraph,
            language: None,
            skip: skipped.then_some(SkipReason::ShareLine),
        }
    });
    let blocks: Vec<Block> = blocks.collect();
    Arc::new(Document {
        id: DocumentId::new("pictured"),
        name: "Pictured".to_owned(),
        source: Source::Paste,
        added: Timestamp::default(),
        author: None,
        published: None,
        sha256: String::new(),
        blocks: blocks.into(),
        text: SourceText::new(text).unwrap(),
        meta: crate::project::Meta::default(),
    })
}

/// A workbench with an annotator before it, who acts once a second.
pub struct Bench {
    pub workbench: Workbench,
    proposals: Vec<Proposal>,
    suggestions_are_as_pictured: bool,
    clock: i64,
}

impl Bench {
    /// The workbench of a picture.
    pub fn of(picture: &str) -> Self {
        let picture = Picture::read(picture);
        let blocks: Vec<(&str, bool)> = picture
            .blocks
            .iter()
            .map(|(words, skipped)| (words.as_str(), *skipped))
            .collect();
        let mut markup = Markup {
            date: picture.date,
            ..Markup::default()
        };
        for annotation in picture.annotations {
            markup.annotations.insert(annotation);
        }
        let suggestions = picture.proposals.iter().cloned();
        let suggestions = suggestions.map(Annotation::suggested).collect();
        let mut workbench = Workbench::new(document(&blocks), Work::new(markup), suggestions);
        workbench.set_focus(picture.focus.map_or(Focus::Nothing, Focus::Text));
        if let Some(caret) = picture.caret {
            workbench.place_caret(caret, false);
        }
        Self {
            workbench,
            proposals: picture.proposals,
            suggestions_are_as_pictured: true,
            clock: 0,
        }
    }

    pub fn stamp(&mut self) -> Stamp {
        self.clock += 1_000;
        Stamp {
            at: Timestamp::from_millis(self.clock),
            by: Author::new("Ada"),
        }
    }

    pub fn perform(&mut self, command: &Command) -> Option<Entry> {
        let stamp = self.stamp();
        let entry = self.workbench.perform(command, &stamp).unwrap()?;
        let unread = self.workbench.unread(command);
        let date = self.workbench.markup().date;
        let document = self.workbench.document().clone();
        let readings = dates::read(document.text.as_str(), &unread, date);
        self.workbench.take_readings(date, &readings, &stamp);
        Some(entry)
    }

    /// The first place where the text has these words.
    #[track_caller]
    pub fn span(&self, words: &str) -> TextSpan {
        let text = self.workbench.document().text.as_str();
        let start = text.find(words).expect("the words are in the text");
        TextSpan::from_range(start..start + words.len()).unwrap()
    }

    /// The first annotation or suggestion over exactly these words.
    #[track_caller]
    pub fn at(&self, words: &str) -> AnnotationId {
        let text = &self.workbench.document().text;
        let mut drawn = self.workbench.views().iter().flat_map(|v| v.annotations());
        let there = drawn.find(|annotation| text.slice(annotation.span) == words);
        there.expect("an annotation is over the words").id
    }

    pub fn select(&mut self, words: &str) {
        let span = self.span(words);
        self.workbench.set_focus(Focus::Text(span));
    }

    pub fn label(&mut self, label: &str) -> Option<Entry> {
        self.perform(&Command::Label(LabelId::new(label)))
    }

    pub fn accept(&mut self, words: &str) {
        self.perform(&Command::Accept(self.at(words)));
    }

    pub fn reject(&mut self, words: &str) {
        self.perform(&Command::Reject(self.at(words)));
    }

    pub fn remove(&mut self, words: &str) {
        self.perform(&Command::Remove(self.at(words)));
    }

    pub fn resize(&mut self, words: &str, to: &str) {
        self.perform(&Command::Resize(self.at(words), self.span(to)));
    }

    pub fn toggle(&mut self, block: u32) {
        self.perform(&Command::ToggleBlock(BlockIndex::new(block)));
    }

    pub fn set_date(&mut self, date: &str) {
        self.perform(&Command::SetDate(date.parse().ok()));
    }

    pub fn undo(&mut self) {
        self.perform(&Command::Undo);
    }

    pub fn redo(&mut self) {
        self.perform(&Command::Redo);
    }

    /// The detectors propose again what they proposed in the picture.
    pub fn suggest_again(&mut self) {
        let whole = self.workbench.document().text.whole().unwrap();
        self.workbench.suggest(whole, Vec::new());
        self.workbench.suggest(whole, self.proposals.clone());
    }

    /// The detectors propose this, in place of what they proposed for the whole document before.
    pub fn suggest(&mut self, proposals: &[(&str, &str)]) {
        let proposals = proposals.iter().map(|(label, words)| Proposal {
            span: self.span(words),
            label: LabelId::new(*label),
            score: Score::new(0.5),
            detector: DETECTOR,
            time: None,
        });
        let proposals = proposals.collect();
        let whole = self.workbench.document().text.whole().unwrap();
        self.workbench.suggest(whole, proposals);
        self.suggestions_are_as_pictured = false;
    }

    /// The picture of the document, with what is in focus.
    pub fn picture(&self) -> String {
        draw(
            &self.workbench,
            self.workbench.focus(),
            self.workbench.caret(),
        )
    }

    /// The picture of the document without what is in focus.
    fn annotations(&self) -> String {
        draw(&self.workbench, Focus::Nothing, None)
    }
}

/// What a picture says.
#[derive(Default)]
struct Picture {
    date: Option<NaiveDate>,
    blocks: Vec<(String, bool)>,
    annotations: Vec<Annotation>,
    proposals: Vec<Proposal>,
    focus: Option<TextSpan>,
    caret: Option<ByteOffset>,
}

impl Picture {
    fn read(picture: &str) -> Self {
        let mut read = Self::default();
        let mut start = 0;
        let mut focus = 0;
        let mut open: Vec<(String, usize)> = Vec::new();
        for line in picture.lines() {
            if let Some(date) = line.strip_prefix('@') {
                read.date = Some(date.parse().unwrap());
                continue;
            }
            let (line, skipped) = match line.strip_prefix('~') {
                Some(line) => (line, true),
                None => (line, false),
            };
            let mut words = String::new();
            let mut characters = line.chars().peekable();
            while let Some(character) = characters.next() {
                let here = start + words.len();
                match character {
                    '[' => {
                        let what = characters.by_ref().take_while(|c| *c != ' ').collect();
                        open.push((what, here));
                    }
                    ']' => {
                        let mut at = open.len() - 1;
                        while characters.next_if_eq(&'^').is_some() {
                            at -= 1;
                        }
                        let (what, from) = open.remove(at);
                        read.annotate(&what, TextSpan::from_range(from..here).unwrap());
                    }
                    '|' => read.caret = Some(ByteOffset::from_usize(here)),
                    '«' => focus = here,
                    '»' => read.focus = TextSpan::from_range(focus..here),
                    other => words.push(other),
                }
            }
            start += words.len() + 1;
            read.blocks.push((words, skipped));
        }
        read
    }

    fn annotate(&mut self, what: &str, span: TextSpan) {
        let (what, value) = match what.split_once('=') {
            Some((what, value)) => (what, Some(value)),
            None => (what, None),
        };
        let time = value.map(|value| {
            let by_person = value.ends_with('!');
            let timex = Timex {
                implied: !by_person,
                ..Timex::new(TimexKind::Date, value.trim_end_matches('!'))
            };
            TimeValue { timex, by_person }
        });
        let proposal = Proposal {
            span,
            label: LabelId::new(what.trim_end_matches(['?', '*'])),
            score: Score::new(0.5),
            detector: DETECTOR,
            time: time.clone().map(|time| time.timex),
        };
        if what.ends_with('?') {
            return self.proposals.push(proposal);
        }
        let id = AnnotationId::new(self.annotations.len() as u64);
        let stamp = Stamp {
            at: Timestamp::default(),
            by: Author::new("Charles"),
        };
        self.annotations.push(match what.ends_with('*') {
            true => {
                let accepted = Annotation::suggested(proposal.clone());
                let accepted = accepted.decided(id, Review::Accepted, stamp);
                self.proposals.push(proposal);
                Annotation { time, ..accepted }
            }
            false => Annotation {
                time,
                ..Annotation::drawn(id, span, proposal.label, stamp)
            },
        });
    }
}

/// A pair of marks around a piece of the text.
struct Mark {
    span: TextSpan,
    opening: String,
    /// Whether it closes with a bracket.
    bracket: bool,
    /// Whether guillemets stand around it.
    focused: bool,
}

fn draw(bench: &Workbench, focus: Focus, caret: Option<Caret>) -> String {
    let caret = caret.filter(|caret| caret.selection().is_none());
    let document = bench.document();
    let mut marks: Vec<Mark> = Vec::new();
    if let Focus::Text(span) = focus {
        marks.push(Mark {
            span,
            opening: String::new(),
            bracket: false,
            focused: true,
        });
    }
    let drawn = bench.views().iter().flat_map(|view| view.begun());
    marks.extend(drawn.map(|annotation| Mark {
        span: annotation.span,
        opening: opening(annotation),
        bracket: true,
        focused: focus == Focus::Annotation(annotation.id),
    }));
    marks.sort_by_key(|mark| mark.span);
    let mut marks = marks.into_iter().peekable();

    let mut picture = String::new();
    if let Some(date) = bench.markup().date {
        picture += &format!("@{date}\n");
    }
    let mut open: Vec<Mark> = Vec::new();
    let text = document.text.as_str();
    for (at, character) in text.char_indices() {
        let at = ByteOffset::from_usize(at);
        close(&mut open, at, &mut picture);
        let block = document.blocks.iter().position(|b| b.span.start() == at);
        let block = block.map(BlockIndex::from_usize);
        if block.is_some_and(|block| !document.is_included(block, bench.markup())) {
            picture.push('~');
        }
        while let Some(mark) = marks.next_if(|mark| mark.span.start() == at) {
            picture += if mark.focused { "«" } else { "" };
            picture += &mark.opening;
            open.push(mark);
        }
        if caret.is_some_and(|caret| caret.head == at) {
            picture.push('|');
        }
        picture.push(character);
    }
    picture.trim_end().to_owned()
}

fn close(open: &mut Vec<Mark>, at: ByteOffset, picture: &mut String) {
    let mut n = open.len();
    while n > 0 {
        n -= 1;
        if open[n].span.end() != at {
            continue;
        }
        let mark = open.remove(n);
        if mark.bracket {
            let inner = open[n..].iter().filter(|mark| mark.bracket).count();
            picture.push(']');
            *picture += &"^".repeat(inner);
        }
        *picture += if mark.focused { "»" } else { "" };
    }
}

fn opening(annotation: &Annotation) -> String {
    let sign = match (annotation.review, &annotation.origin) {
        (Review::Suggested, _) => "?",
        (_, Origin::Detector { .. }) => "*",
        _ => "",
    };
    let value = annotation.time.as_ref().map(|time| {
        let by_person = if time.by_person { "!" } else { "" };
        format!("={}{by_person}", time.timex.value)
    });
    let value = value.unwrap_or_default();
    format!("[{}{sign}{value} ", annotation.label)
}

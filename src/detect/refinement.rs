//! How what takes longer comes after what is found at once: what is read next, and what is proposed meanwhile.
//!
//! A document is looked through part by part at once. What is found then is kept. The lists and patterns of the team
//! look through the same parts, a moment later; the precise tier and the team's model read them in windows of some
//! sentences. As a window is read precisely, its names take the place of those that were found first; everything
//! else stays. Once all is read, the names are told once more in the light of the whole document. What of all this
//! is proposed, the team's [`Setup`] says.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::entities::{Decoder, Sentence, SentenceScores, Tagger, detect_sentences, sentences};
use super::lessons::{Lessons, Taught};
use super::{Decision, DetectorId, LabelId, Proposal, Setup, Source};
use crate::text::{ByteOffset, TextSpan};

/// About as many words stand in a window as the encoder reads at once: more would keep the annotator waiting
/// for the first of them.
const WORDS: usize = 120;

/// Of more words it is not asked which parts have them, as nearly all will.
const FEW: usize = 8;

/// Who reads precisely, and how names are made of its scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reader {
    /// Who proposes the names.
    pub detector: DetectorId,
    /// How they are made.
    pub decoder: Decoder,
}

/// The number of a window or of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WindowId {
    /// The number of the text that it is a part of.
    pub text: u64,
    /// Where it begins.
    pub start: ByteOffset,
}

/// A piece of the text to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unscored {
    /// Which one.
    pub id: WindowId,
    /// What it says.
    pub text: String,
    /// Its words, sentence by sentence, as spans of what it says.
    pub sentences: Vec<Vec<TextSpan>>,
}

/// What the team's own detectors are to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// The lists and patterns look through a part.
    Look(WindowId, String),
    /// The model reads a window.
    Read(Unscored),
}

/// Which detectors the team has that work beside the built-in ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Lists or patterns.
    pub rules: bool,
    /// A model.
    pub model: bool,
}

/// The parts of a document that are looked through, and how far they are read.
#[derive(Default)]
pub struct Refinement {
    setup: Setup,
    reader: Option<Arc<Reader>>,
    own: Own,
    text: u64,
    parts: BTreeMap<ByteOffset, Part>,
    view: ByteOffset,
    /// What takes longer, as it was found on an earlier visit.
    known: Vec<Proposal>,
    lessons: Lessons,
    /// Whether the names were told in the light of all that is read.
    is_whole: bool,
}

struct Part {
    span: TextSpan,
    /// Dates and terms.
    by_rule: Vec<Proposal>,
    /// Names as the instant tier has them.
    instant: Vec<Proposal>,
    /// What the team's lists and patterns find, with the labels that stand in them.
    own: Slot,
    /// What the annotator's decisions tell about it.
    taught: Taught,
    windows: Vec<Window>,
}

struct Window {
    span: TextSpan,
    sentences: Vec<Vec<TextSpan>>,
    /// Its names as they were read on an earlier visit.
    known: Vec<Proposal>,
    state: State,
    /// What the team's model finds, with the labels that it has.
    model: Slot,
}

#[derive(PartialEq)]
enum State {
    Waiting,
    UnderWay,
    Read {
        scores: Vec<SentenceScores>,
        names: Vec<Proposal>,
    },
}

/// What one of the team's own detectors has found in a piece of the text.
#[derive(Default)]
struct Slot {
    stage: Stage,
    /// What it found last; it stands until the piece is read anew. `None` where it never did.
    found: Option<Vec<Proposal>>,
    /// What it found on an earlier visit, with labels of the project.
    known: Vec<Proposal>,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Stage {
    #[default]
    Waiting,
    UnderWay,
    Done,
}

/// What is proposed in a part of the text now.
pub type Proposed = (TextSpan, Vec<Proposal>);

impl Refinement {
    /// Another text takes the place of the one before. `known` is what takes longer and was found in it on an
    /// earlier visit, in order: it stands until it is read anew.
    pub fn open(&mut self, text: u64, known: Vec<Proposal>) {
        self.parts.clear();
        self.text = text;
        self.known = known;
        self.lessons = Lessons::default();
        self.view = ByteOffset::ZERO;
        self.is_whole = false;
    }

    /// What the team has chosen.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// The annotator now looks at the text from `view` on.
    pub fn look_at(&mut self, view: ByteOffset) {
        self.view = view;
    }

    /// The annotator has decided something about the text. Returns what is proposed where that is something else now.
    pub fn learn(&mut self, text: &str, decisions: Vec<Decision>) -> Vec<Proposed> {
        let changed = self.lessons.take(text, decisions);
        let has_any = |span: TextSpan| {
            let text = span.slice(text);
            changed.len() > FEW || changed.iter().any(|words| text.contains(first_word(words)))
        };
        let parts = self.parts.values().map(|part| part.span);
        let touched = parts.filter(|span| !changed.is_empty() && has_any(*span));
        let mut proposed = Vec::new();
        for span in touched.collect::<Vec<_>>() {
            let Some(mut part) = self.parts.remove(&span.start()) else {
                continue;
            };
            let before = self.proposed(&part);
            part.taught = self.lessons.find(text, span);
            let after = self.proposed(&part);
            proposed.extend(Some(after).filter(|after| *after != before));
            self.parts.insert(span.start(), part);
        }
        proposed
    }

    /// The team chooses something else.
    pub fn set_up(&mut self, setup: Setup) -> Vec<Proposed> {
        self.change(|refinement| refinement.setup = setup)
    }

    /// The team has these detectors from now on; they look at everything anew. What they found before stands
    /// meanwhile, where there is still somebody to look.
    pub fn look_with(&mut self, own: Own, anew: Own) -> Vec<Proposed> {
        self.change(|refinement| {
            refinement.own = own;
            for part in refinement.parts.values_mut() {
                part.own.renew(own.rules, anew.rules);
                for window in &mut part.windows {
                    window.model.renew(own.model, anew.model);
                }
            }
        })
    }

    /// Somebody reads precisely from now on, or nobody does; then everything is as it was found first.
    /// The same reader as before goes on where it was.
    pub fn read_with(&mut self, reader: Option<Reader>) -> Vec<Proposed> {
        if reader.as_ref() == self.reader.as_deref() {
            self.wait_again();
            return Vec::new();
        }
        self.change(|refinement| {
            refinement.reader = reader.map(Arc::new);
            refinement.is_whole = false;
            refinement.known.retain(|one| !is_precise(one));
            for window in refinement.windows_mut() {
                window.state = State::Waiting;
                window.known.clear();
            }
        })
    }

    /// Changes something. Returns what is proposed where that is something else now.
    fn change(&mut self, change: impl FnOnce(&mut Self)) -> Vec<Proposed> {
        let all = |refinement: &Self| -> Vec<Proposed> {
            let parts = refinement.parts.values();
            parts.map(|part| refinement.proposed(part)).collect()
        };
        let before = all(self);
        change(self);
        let pairs = before.into_iter().zip(all(self));
        let changed = pairs.filter(|(before, after)| before != after);
        changed.map(|(_, after)| after).collect()
    }

    /// Whoever reads precisely has died: what was under way waits again.
    pub fn wait_again(&mut self) {
        for window in self.windows_mut() {
            if window.state == State::UnderWay {
                window.state = State::Waiting;
            }
        }
    }

    /// What runs the team's own detectors has died: what was under way waits again.
    pub fn wait_for_own(&mut self) {
        for part in self.parts.values_mut() {
            part.own.wait_again();
            for window in &mut part.windows {
                window.model.wait_again();
            }
        }
    }

    /// A part was looked through at once. Returns what is proposed in it: where it was read before, what takes
    /// longer is as it was read.
    pub fn put(
        &mut self,
        text: &str,
        span: TextSpan,
        by_rule: Vec<Proposal>,
        instant: Vec<Proposal>,
    ) -> Vec<Proposal> {
        let known = self.parts.remove(&span.start());
        let known = known.filter(|part| part.span == span);
        let part = match known {
            Some(part) => Part {
                by_rule,
                instant,
                ..part
            },
            None => {
                self.is_whole = false;
                let mut windows = cut(text, span);
                for window in &mut windows {
                    window.known = self.known_in(window.span, is_precise);
                    let is_model = |one: &Proposal| Source::of(&one.detector) == Source::Model;
                    window.model.known = self.known_in(window.span, is_model);
                }
                let is_rule = |one: &Proposal| {
                    matches!(Source::of(&one.detector), Source::Lists | Source::Patterns)
                };
                let own = Slot {
                    known: self.known_in(span, is_rule),
                    ..Slot::default()
                };
                Part {
                    span,
                    by_rule,
                    instant,
                    own,
                    taught: self.lessons.find(text, span),
                    windows,
                }
            }
        };
        let (_, proposals) = self.proposed(&part);
        self.parts.insert(span.start(), part);
        proposals
    }

    fn known_in(&self, span: TextSpan, of: impl Fn(&Proposal) -> bool) -> Vec<Proposal> {
        let known = names_in(&self.known, span).iter();
        known.filter(|one| of(one)).cloned().collect()
    }

    /// The next window to be read precisely: in view, else behind it, else before it.
    pub fn next(&mut self, text: &str) -> Option<Unscored> {
        self.reader.as_ref()?;
        let (id, view) = (self.text, self.view);
        let waits = |window: &Window| window.state == State::Waiting;
        let window = from_view(self.windows_mut(), view, |one| one.span, waits)?;
        window.state = State::UnderWay;
        Some(window.unscored(id, text))
    }

    /// The next thing that the team's own detectors are to do. Lists and patterns come before the model, which is
    /// slow.
    pub fn next_for_own(&mut self, text: &str) -> Option<Task> {
        let (id, view, own) = (self.text, self.view, self.own);
        if own.rules {
            let waits = |part: &Part| part.own.stage == Stage::Waiting;
            let part = from_view(self.parts.values_mut(), view, |one| one.span, waits);
            if let Some(part) = part {
                part.own.stage = Stage::UnderWay;
                let start = part.span.start();
                let words = part.span.slice(text).to_owned();
                return Some(Task::Look(WindowId { text: id, start }, words));
            }
        }
        if !own.model {
            return None;
        }
        let waits = |window: &Window| window.model.stage == Stage::Waiting;
        let window = from_view(self.windows_mut(), view, |one| one.span, waits)?;
        window.model.stage = Stage::UnderWay;
        Some(Task::Read(window.unscored(id, text)))
    }

    /// Whether the team's own detectors have something to do, or are about it.
    pub fn has_task(&self) -> bool {
        let is_open = |slot: &Slot| slot.stage != Stage::Done;
        let rules = self.own.rules && self.parts.values().any(|part| is_open(&part.own));
        rules || (self.own.model && self.windows().any(|window| is_open(&window.model)))
    }

    /// A window is read precisely. Returns what is proposed now where that may be something else than before; where
    /// the window is not under way, nothing.
    pub fn read(&mut self, text: &str, id: WindowId, scores: Vec<SentenceScores>) -> Vec<Proposed> {
        let Some(reader) = self.reader.clone() else {
            return Vec::new();
        };
        let window = self.window(id);
        let Some(window) = window.filter(|window| window.fits(&scores)) else {
            return Vec::new();
        };
        let names = reader.names(text, window.sentences.clone(), scores.clone());
        window.state = State::Read { scores, names };
        let mut changed = self.around(id);
        if self.is_read() && !self.is_whole {
            changed.extend(self.tell_whole(text, &reader));
        }
        changed
    }

    /// The team's lists and patterns have looked through a part, and found this, in spans of the part.
    pub fn looked(&mut self, id: WindowId, found: Vec<Proposal>) -> Vec<Proposed> {
        let is_own = self.own.rules && id.text == self.text;
        let part = self.parts.get_mut(&id.start).filter(|_| is_own);
        let Some(part) = part.filter(|part| part.own.stage == Stage::UnderWay) else {
            return Vec::new();
        };
        part.own.take(found, part.span);
        self.around(id)
    }

    /// The team's model has read a window, and found this, in spans of the window.
    pub fn read_by_own(&mut self, id: WindowId, found: Vec<Proposal>) -> Vec<Proposed> {
        let is_own = self.own.model;
        let window = self.window(id).filter(|_| is_own);
        let Some(window) = window.filter(|one| one.model.stage == Stage::UnderWay) else {
            return Vec::new();
        };
        window.model.take(found, window.span);
        self.around(id)
    }

    /// How many windows there are, and how many of them are read precisely.
    pub fn progress(&self) -> (usize, usize) {
        let read = self
            .windows()
            .filter(|window| matches!(window.state, State::Read { .. }));
        (read.count(), self.windows().count())
    }

    /// How many windows there are, and how many of them the team's model has read.
    pub fn progress_of_own(&self) -> (usize, usize) {
        let read = self
            .windows()
            .filter(|window| window.model.stage == Stage::Done);
        (read.count(), self.windows().count())
    }

    /// Whether nothing is left to be read precisely.
    pub fn is_read(&self) -> bool {
        let (read, all) = self.progress();
        read == all
    }

    /// For each label how many proposals are shown, and how many there would be without thresholds.
    pub fn count(&self) -> BTreeMap<LabelId, (u32, u32)> {
        let mut counts = BTreeMap::new();
        for part in self.parts.values() {
            self.setup.count(self.found(part), &mut counts);
        }
        counts
    }

    /// Tells all names again, each in the light of what its words are elsewhere in the document.
    fn tell_whole(&mut self, text: &str, reader: &Reader) -> Vec<Proposed> {
        self.is_whole = true;
        let (mut all, mut all_scores) = (Vec::new(), Vec::new());
        for window in self.windows_mut() {
            if let State::Read { scores, .. } = &window.state {
                all.extend(window.sentences.iter().cloned());
                all_scores.extend(scores.iter().cloned());
            }
        }
        let told = reader.names(text, all, all_scores);
        self.change(|refinement| {
            for window in refinement.windows_mut() {
                let span = window.span;
                if let State::Read { names, .. } = &mut window.state {
                    *names = names_in(&told, span).to_vec();
                }
            }
        })
    }

    /// What is proposed in the part in which this window lies.
    fn around(&self, id: WindowId) -> Vec<Proposed> {
        let part = self.parts.range(..=id.start).next_back();
        part.map(|(_, part)| self.proposed(part))
            .into_iter()
            .collect()
    }

    fn proposed(&self, part: &Part) -> Proposed {
        (part.span, self.setup.settle(self.found(part)))
    }

    /// All that was found in a part, overlaps and all, with labels of the project.
    fn found(&self, part: &Part) -> Vec<Proposal> {
        let mut all = part.by_rule.clone();
        let own = |slot: &Slot, all: &mut Vec<Proposal>| match &slot.found {
            Some(found) => all.extend(found.iter().filter_map(|one| self.setup.placed(one))),
            None => all.extend(slot.known.iter().cloned()),
        };
        if self.own.rules {
            own(&part.own, &mut all);
        }
        for window in &part.windows {
            let names = match &window.state {
                State::Read { names, .. } => names,
                _ if window.known.is_empty() => names_in(&part.instant, window.span),
                _ => &window.known,
            };
            all.extend(names.iter().filter_map(|one| self.setup.placed(one)));
            if self.own.model {
                own(&window.model, &mut all);
            }
        }
        let Taught {
            accepted,
            drawn,
            refused,
        } = &part.taught;
        let is_refused = |one: &Proposal| {
            let mut refused = refused.iter();
            refused.any(|(span, label)| *span == one.span && *label == one.label)
        };
        all.retain(|one| !Source::of(&one.detector).finds_names() || !is_refused(one));
        let names = all
            .iter()
            .filter(|one| Source::of(&one.detector).finds_names());
        let names: HashSet<TextSpan> = names.map(|one| one.span).collect();
        all.extend(
            accepted
                .iter()
                .filter(|one| names.contains(&one.span))
                .cloned(),
        );
        all.extend(drawn.iter().cloned());
        all
    }

    fn window(&mut self, id: WindowId) -> Option<&mut Window> {
        let is_open = id.text == self.text;
        let (_, part) = self.parts.range_mut(..=id.start).next_back()?;
        let mut windows = part.windows.iter_mut();
        windows
            .find(|one| one.span.start() == id.start)
            .filter(|_| is_open)
    }

    fn windows(&self) -> impl Iterator<Item = &Window> {
        self.parts.values().flat_map(|part| &part.windows)
    }

    fn windows_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut Window> {
        self.parts.values_mut().flat_map(|part| &mut part.windows)
    }
}

/// The first of those that wait which reaches beyond the view, else the last of those that wait.
fn from_view<'a, T>(
    all: impl Iterator<Item = &'a mut T>,
    view: ByteOffset,
    span: impl Fn(&T) -> TextSpan,
    waits: impl Fn(&T) -> bool,
) -> Option<&'a mut T> {
    let mut last = None;
    for one in all.filter(|one| waits(one)) {
        let is_behind = span(one).end() > view;
        last = Some(one);
        if is_behind {
            break;
        }
    }
    last
}

/// The first of several words.
fn first_word(words: &str) -> &str {
    words.split(' ').next().unwrap_or(words)
}

/// Whether the precise tier has found it.
fn is_precise(proposal: &Proposal) -> bool {
    Source::of(&proposal.detector) == Source::Names
}

impl Slot {
    /// It is looked at anew where that is to be; where nobody looks any more, nothing is found.
    fn renew(&mut self, is_looked_at: bool, anew: bool) {
        if !is_looked_at {
            *self = Self::default();
        } else if anew {
            self.stage = Stage::Waiting;
        }
    }

    fn wait_again(&mut self) {
        if self.stage == Stage::UnderWay {
            self.stage = Stage::Waiting;
        }
    }

    /// Takes what was found in a piece of the text, in spans of that. What lies not in it was found in another.
    fn take(&mut self, found: Vec<Proposal>, piece: TextSpan) {
        let from = piece.start().to_usize();
        let moved = found.into_iter().filter_map(|mut one| {
            let range = one.span.range();
            one.span = TextSpan::from_range(from + range.start..from + range.end)?;
            piece.contains(one.span).then_some(one)
        });
        self.found = Some(moved.collect());
        self.stage = Stage::Done;
    }
}

impl Unscored {
    /// Its words.
    pub fn words(&self) -> Vec<Vec<&str>> {
        let words = |sentence: &Vec<TextSpan>| {
            let words = sentence.iter().map(|word| word.slice(&self.text));
            words.collect()
        };
        self.sentences.iter().map(words).collect()
    }
}

impl Reader {
    /// The names in these sentences of the text, whose words have these scores.
    fn names(
        &self,
        text: &str,
        sentences: Vec<Vec<TextSpan>>,
        scores: Vec<SentenceScores>,
    ) -> Vec<Proposal> {
        struct Scored<'a>(&'a Reader, Vec<SentenceScores>);
        impl Tagger for Scored<'_> {
            fn id(&self) -> DetectorId {
                self.0.detector.clone()
            }
            fn scores(&self, _: &[Sentence<'_>]) -> Vec<SentenceScores> {
                self.1.clone()
            }
            fn decoder(&self) -> &Decoder {
                &self.0.decoder
            }
        }
        let mut names = Vec::new();
        detect_sentences(&Scored(self, scores), text, sentences, &mut names);
        names
    }
}

impl Window {
    fn unscored(&self, text_number: u64, text: &str) -> Unscored {
        let from = self.span.start().to_usize();
        let moved = |word: &TextSpan| {
            let range = word.range();
            TextSpan::from_range(range.start - from..range.end - from)
        };
        let sentence = |words: &Vec<TextSpan>| words.iter().filter_map(moved).collect();
        Unscored {
            id: WindowId {
                text: text_number,
                start: self.span.start(),
            },
            text: self.span.slice(text).to_owned(),
            sentences: self.sentences.iter().map(sentence).collect(),
        }
    }

    /// Whether it waits for scores, and these are as many as it has words.
    fn fits(&self, scores: &[SentenceScores]) -> bool {
        let words = self.sentences.iter().map(Vec::len);
        self.state == State::UnderWay && words.eq(scores.iter().map(|one| one.tags.len()))
    }
}

/// Those of the names, given in order, that begin in a span.
fn names_in(names: &[Proposal], span: TextSpan) -> &[Proposal] {
    let from = names.partition_point(|name| name.span.start() < span.start());
    let to = names.partition_point(|name| name.span.start() < span.end());
    &names[from..to]
}

/// The windows of a part: whole sentences, one at least.
fn cut(text: &str, span: TextSpan) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    let mut words = 0;
    for sentence in sentences(text, span) {
        let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else {
            continue;
        };
        let span = first.hull(*last);
        words += sentence.len();
        match windows.last_mut() {
            Some(window) if words <= WORDS => {
                window.span = window.span.hull(span);
                window.sentences.push(sentence);
            }
            _ => {
                words = sentence.len();
                windows.push(Window {
                    span,
                    sentences: vec![sentence],
                    known: Vec::new(),
                    state: State::Waiting,
                    model: Slot::default(),
                });
            }
        }
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::entities::{EntityLabel, NAME, TAGS, Tag};
    use crate::detect::{LabelId, Score, Verdict, encoder};

    const TEXT: &str = "Ada met Bo in May. They ate.\n\nBo left. ";

    fn proposal(detector: &'static str, label: &str, range: std::ops::Range<usize>) -> Proposal {
        Proposal {
            span: TextSpan::from_range(range).unwrap(),
            label: LabelId::new(label),
            score: Score::new(0.9),
            detector: DetectorId::built_in(detector, "1"),
            time: None,
        }
    }

    fn reader() -> Reader {
        Reader {
            detector: DetectorId::built_in(encoder::NAME, "1"),
            decoder: Decoder {
                transitions: [[0.0; TAGS]; TAGS],
                temperature: 1.0,
                trust: 8.0,
            },
        }
    }

    /// A text of many paragraphs like this one, of which the instant tier took “Ada” for a place.
    fn looked_through(times: usize, known: Vec<Proposal>) -> (String, Refinement) {
        let text = TEXT.repeat(times);
        let mut refinement = Refinement::default();
        refinement.open(1, known);
        let whole = TextSpan::from_range(0..text.len()).unwrap();
        let dates = vec![proposal("dates", "DATE", 14..17)];
        let names = vec![proposal(NAME, "PLACE", 0..3)];
        refinement.put(&text, whole, dates, names);
        (text, refinement)
    }

    /// What an encoder says that takes these words for persons.
    fn scores(unscored: &Unscored, persons: &[&str]) -> Vec<SentenceScores> {
        let of_word = |word: &&str| {
            let mut scores = [0.0; TAGS];
            let is_person = persons.contains(word);
            let tag = match is_person {
                true => Tag::begin(EntityLabel::Person),
                false => Tag::OUTSIDE,
            };
            scores[tag.index()] = 5.0;
            scores
        };
        let of_sentence = |sentence: &Vec<&str>| SentenceScores {
            tags: sentence.iter().map(of_word).collect(),
            kinds: Vec::new(),
        };
        unscored.words().iter().map(of_sentence).collect()
    }

    fn picture(text: &str, changed: &[Proposed]) -> Vec<String> {
        let proposals = changed.iter().flat_map(|(_, proposals)| proposals);
        proposals
            .map(|one| format!("{} {}", one.label, one.span.slice(text)))
            .collect()
    }

    #[test]
    fn what_is_read_precisely_takes_the_place_of_names_and_of_nothing_else() {
        let (text, mut refinement) = looked_through(1, Vec::new());
        assert_eq!(refinement.next(&text), None, "nobody reads");
        refinement.read_with(Some(reader()));
        let window = refinement.next(&text).unwrap();
        assert_eq!(
            window.words().concat().concat(),
            "AdametBoinMay.Theyate.Boleft."
        );
        let found = refinement.read(&text, window.id, scores(&window, &["Ada", "Bo"]));
        let expected = ["PERSON Ada", "PERSON Bo", "DATE May", "PERSON Bo"];
        assert_eq!(picture(&text, &found), expected);
        assert_eq!((refinement.next(&text), refinement.is_read()), (None, true));

        // The document's date is another one: the part is looked through anew, and read no more.
        let whole = TextSpan::from_range(0..text.len()).unwrap();
        let again = refinement.put(&text, whole, Vec::new(), Vec::new());
        assert_eq!(again.len(), 3);
        let back = refinement.read_with(None);
        assert_eq!(
            picture(&text, &back),
            Vec::<String>::new(),
            "as the instant tier has it"
        );
    }

    fn decided(annotation: u64, range: std::ops::Range<usize>, verdict: Verdict) -> Decision {
        Decision {
            annotation,
            span: TextSpan::from_range(range).unwrap(),
            label: LabelId::new("PERSON"),
            verdict,
        }
    }

    #[test]
    fn what_was_decided_about_words_holds_for_the_same_words_elsewhere_until_it_is_withdrawn() {
        let (text, mut refinement) = looked_through(1, Vec::new());
        let bo = |verdict| decided(1, 8..10, verdict);
        assert!(
            refinement
                .learn(&text, vec![bo(Verdict::Accepted)])
                .is_empty()
        );
        let learned = refinement.learn(&text, vec![bo(Verdict::Drawn)]);
        let expected = ["PLACE Ada", "DATE May", "PERSON Bo"];
        assert_eq!(picture(&text, &learned), expected);
        let ada = decided(2, 0..3, Verdict::Accepted);
        let learned = refinement.learn(&text, vec![ada, bo(Verdict::Withdrawn)]);
        assert_eq!(picture(&text, &learned), ["PERSON Ada", "DATE May"]);

        // What is looked through later is seen in the same light, and another text in none.
        let whole = TextSpan::from_range(0..text.len()).unwrap();
        let again = refinement.put(&text, whole, Vec::new(), Vec::new());
        assert!(
            again.is_empty(),
            "nobody takes the word for a name any more"
        );
        refinement.open(2, Vec::new());
        assert!(
            refinement
                .put(&text, whole, Vec::new(), Vec::new())
                .is_empty()
        );
    }

    #[test]
    fn what_was_rejected_twice_is_not_proposed_again_as_a_name() {
        let text = "May Bo, May Bo, May Bo";
        let whole = TextSpan::from_range(0..text.len()).unwrap();
        let mut refinement = Refinement::default();
        let places = [0, 8, 16];
        let named = places.map(|at| proposal(NAME, "PERSON", at + 4..at + 6));
        let dated = places.map(|at| proposal("dates", "PERSON", at..at + 3));
        refinement.put(text, whole, dated.into(), named.into());
        let rejected = |n: usize, at: usize| decided(n as u64, at..at + 2, Verdict::Rejected);
        assert!(refinement.learn(text, vec![rejected(1, 4)]).is_empty());
        let learned = refinement.learn(text, vec![rejected(2, 12)]);
        assert_eq!(picture(text, &learned), ["PERSON May"; 3]);
    }

    #[test]
    fn who_does_not_want_to_be_followed_is_not() {
        let (text, mut refinement) = looked_through(1, Vec::new());
        let off = std::iter::once(Source::Decisions).collect();
        refinement.set_up(Setup {
            off,
            ..Setup::default()
        });
        let learned = refinement.learn(&text, vec![decided(1, 8..10, Verdict::Drawn)]);
        assert!(learned.is_empty());
        let wanted = refinement.set_up(Setup::default());
        assert_eq!(picture(&text, &wanted).len(), 3);
    }

    #[test]
    fn the_window_in_view_comes_first_and_what_got_lost_comes_again() {
        let (text, mut refinement) = looked_through(60, Vec::new());
        refinement.read_with(Some(reader()));
        refinement.look_at(ByteOffset::new(1_000));
        let first = refinement.next(&text).unwrap();
        let end = |window: &Unscored| window.words().concat().len();
        assert!(
            first.id.start <= ByteOffset::new(1_000) && end(&first) <= WORDS,
            "{first:?}"
        );
        let second = refinement.next(&text).unwrap();
        assert!(second.id.start > first.id.start);
        refinement.wait_again();
        assert_eq!(refinement.next(&text).unwrap().id, first.id);
        let mut read = 1;
        while refinement.next(&text).is_some() {
            read += 1;
        }
        assert_eq!(refinement.progress(), (0, read));
    }

    #[test]
    fn at_the_end_a_word_is_what_it_is_elsewhere() {
        let (text, mut refinement) = looked_through(60, Vec::new());
        refinement.read_with(Some(reader()));
        let mut last = Vec::new();
        let mut first = true;
        while let Some(window) = refinement.next(&text) {
            // The first window is read as if nobody in it were a person.
            let persons: &[&str] = if first { &[] } else { &["Ada", "Bo"] };
            first = false;
            last = refinement.read(&text, window.id, scores(&window, persons));
        }
        let names = picture(&text, &last[last.len() - 1..]);
        let of = |name: &str| names.iter().filter(|one| *one == name).count();
        assert_eq!((of("PERSON Ada"), of("PERSON Bo")), (60, 120));
    }

    #[test]
    fn names_of_an_earlier_visit_stand_until_they_are_read_anew() {
        let known = vec![proposal(encoder::NAME, "PERSON", 0..3)];
        let (text, mut refinement) = looked_through(1, known);
        let whole = TextSpan::from_range(0..text.len()).unwrap();
        let instant = vec![proposal(NAME, "PLACE", 0..3)];
        let shown = refinement.put(&text, whole, Vec::new(), instant);
        assert_eq!(picture(&text, &[(whole, shown)]), ["PERSON Ada"]);
    }

    #[test]
    fn scores_that_nobody_waits_for_are_of_no_use() {
        let (text, mut refinement) = looked_through(1, Vec::new());
        refinement.read_with(Some(reader()));
        let window = refinement.next(&text).unwrap();
        let scores = scores(&window, &["Ada"]);
        assert_eq!(
            refinement.read(&text, window.id, vec![SentenceScores::default()]),
            []
        );
        let of_another = WindowId {
            text: 2,
            ..window.id
        };
        assert_eq!(refinement.read(&text, of_another, scores.clone()), []);
        assert_ne!(refinement.read(&text, window.id, scores.clone()), []);
        assert_eq!(
            refinement.read(&text, window.id, scores),
            [],
            "it came twice"
        );
    }

    #[test]
    fn what_the_team_has_brought_looks_first_and_what_it_found_stands_until_it_looks_anew() {
        let (text, mut refinement) = looked_through(1, Vec::new());
        assert_eq!(
            refinement.next_for_own(&text),
            None,
            "it has brought nothing"
        );
        let own = Own {
            rules: true,
            model: true,
        };
        refinement.look_with(own, own);
        let Some(Task::Look(part, words)) = refinement.next_for_own(&text) else {
            panic!("the lists do not come first");
        };
        assert_eq!(words, text);
        let ate = proposal("patterns", "Meal", 24..27);
        let found = refinement.looked(part, vec![ate.clone()]);
        assert_eq!(
            picture(&text, &found),
            ["PLACE Ada", "DATE May", "Meal ate"]
        );
        assert_eq!(
            refinement.looked(part, Vec::new()),
            [],
            "nobody waits for it"
        );
        let Some(Task::Read(window)) = refinement.next_for_own(&text) else {
            panic!("the model does not come");
        };
        let bo = |start| proposal("model:bert", "PER", start..start + 2);
        refinement.set_up(Setup {
            model: Some(crate::detect::ModelChoice::default()),
            ..Setup::default()
        });
        let found = refinement.read_by_own(window.id, vec![bo(8), bo(30)]);
        let all = [
            "PLACE Ada",
            "PERSON Bo",
            "DATE May",
            "Meal ate",
            "PERSON Bo",
        ];
        assert_eq!(picture(&text, &found), all);
        assert!(!refinement.has_task());

        // Other lists: what they found stands until they have looked, and is not taken from who died meanwhile.
        let rules = Own {
            rules: true,
            model: false,
        };
        assert_eq!(refinement.look_with(own, rules), []);
        assert!(matches!(
            refinement.next_for_own(&text),
            Some(Task::Look(..))
        ));
        refinement.wait_for_own();
        assert_eq!(refinement.looked(part, Vec::new()), []);
        assert!(matches!(
            refinement.next_for_own(&text),
            Some(Task::Look(..))
        ));
        let found = refinement.looked(part, Vec::new());
        assert_eq!(picture(&text, &found).len(), 4, "no meal any more");
        let found = refinement.look_with(Own::default(), Own::default());
        assert_eq!(picture(&text, &found), ["PLACE Ada", "DATE May"]);
    }
}

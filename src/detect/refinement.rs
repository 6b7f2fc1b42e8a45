//! How the precise tier comes after the instant one: which sentences it reads next, and what is proposed
//! meanwhile.
//!
//! A document is looked through part by part at once. What is found then is kept, and the precise tier reads the
//! same parts in windows of some sentences. As a window is read, its names take the place of those that were
//! found first; dates and terms stay. Once all is read, the names are told once more in the light of the whole
//! document.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::entities::lattice::TagScores;
use super::entities::{Decoder, Sentence, Tagger, detect_sentences, sentences};
use super::{DetectorId, Proposal, merge};
use crate::text::{ByteOffset, TextSpan};

/// About as many words stand in a window as the encoder reads at once: more would keep the annotator waiting
/// for the first of them.
const WORDS: usize = 120;

/// Who reads precisely, and how names are made of its scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reader {
    /// Who proposes the names.
    pub detector: DetectorId,
    /// How they are made.
    pub decoder: Decoder,
}

/// The number of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WindowId {
    /// The number of the text that it is a part of.
    pub text: u64,
    /// Where it begins.
    pub start: ByteOffset,
}

/// Words to be scored, sentence by sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unscored {
    /// The window.
    pub id: WindowId,
    /// Its words.
    pub sentences: Vec<Vec<String>>,
}

/// The parts of a document that are looked through, and how far they are read precisely.
#[derive(Default)]
pub struct Refinement {
    reader: Option<Arc<Reader>>,
    text: u64,
    parts: BTreeMap<ByteOffset, Part>,
    view: ByteOffset,
    /// Names that were read precisely on an earlier visit.
    known: Vec<Proposal>,
    /// Whether the names were told in the light of all that is read.
    is_whole: bool,
}

struct Part {
    span: TextSpan,
    /// Dates and terms.
    by_rule: Vec<Proposal>,
    /// Names as the instant tier has them.
    instant: Vec<Proposal>,
    windows: Vec<Window>,
}

struct Window {
    span: TextSpan,
    sentences: Vec<Vec<TextSpan>>,
    /// Its names as they were read on an earlier visit.
    known: Vec<Proposal>,
    state: State,
}

#[derive(PartialEq)]
enum State {
    Waiting,
    UnderWay,
    Read {
        scores: Vec<Vec<TagScores>>,
        names: Vec<Proposal>,
    },
}

/// What is proposed in a part of the text now.
pub type Proposed = (TextSpan, Vec<Proposal>);

impl Refinement {
    /// Another text takes the place of the one before. `known` are the names in it that were read precisely on
    /// an earlier visit, in order: they stand until it is read anew.
    pub fn open(&mut self, text: u64, known: Vec<Proposal>) {
        self.parts.clear();
        self.text = text;
        self.known = known;
        self.view = ByteOffset::ZERO;
        self.is_whole = false;
    }

    /// The annotator now looks at the text from `view` on.
    pub fn look_at(&mut self, view: ByteOffset) {
        self.view = view;
    }

    /// Somebody reads precisely from now on, or nobody does; then everything is as it was found first.
    /// The same reader as before goes on where it was.
    pub fn read_with(&mut self, reader: Option<Reader>) -> Vec<Proposed> {
        if reader.as_ref() == self.reader.as_deref() {
            self.wait_again();
            return Vec::new();
        }
        self.reader = reader.map(Arc::new);
        self.is_whole = false;
        self.known.clear();
        let mut changed = Vec::new();
        for part in self.parts.values_mut() {
            let before = part.proposed();
            for window in &mut part.windows {
                window.state = State::Waiting;
                window.known.clear();
            }
            let after = part.proposed();
            changed.extend((after != before).then_some(after));
        }
        changed
    }

    /// Whoever reads has died: what was under way waits again.
    pub fn wait_again(&mut self) {
        for window in self.windows_mut() {
            if window.state == State::UnderWay {
                window.state = State::Waiting;
            }
        }
    }

    /// A part was looked through at once. Returns what is proposed in it: where it was read precisely before, the
    /// names are as they were read.
    pub fn put(
        &mut self,
        text: &str,
        span: TextSpan,
        by_rule: Vec<Proposal>,
        instant: Vec<Proposal>,
    ) -> Vec<Proposal> {
        let known = self.parts.remove(&span.start());
        let known = known.filter(|part| part.span == span);
        let windows = known.map_or_else(
            || {
                self.is_whole = false;
                let mut windows = cut(text, span);
                for window in &mut windows {
                    window.known = names_in(&self.known, window.span).to_vec();
                }
                windows
            },
            |part| part.windows,
        );
        let part = Part {
            span,
            by_rule,
            instant,
            windows,
        };
        let (_, proposals) = part.proposed();
        self.parts.insert(span.start(), part);
        proposals
    }

    /// The next window to be read: in view, else behind it, else before it.
    pub fn next(&mut self, text: &str) -> Option<Unscored> {
        self.reader.as_ref()?;
        let view = self.view;
        let waits = |window: &&mut Window| window.state == State::Waiting;
        let behind = |window: &Window| window.span.end() > view;
        let found = self.windows_mut().filter(waits).find(|one| behind(one));
        let window = match found {
            Some(window) => window,
            None => self.windows_mut().filter(waits).last()?,
        };
        window.state = State::UnderWay;
        let words = |sentence: &Vec<TextSpan>| {
            let words = sentence.iter().map(|word| word.slice(text).to_owned());
            words.collect()
        };
        let (start, sentences) = (
            window.span.start(),
            window.sentences.iter().map(words).collect(),
        );
        let id = WindowId {
            text: self.text,
            start,
        };
        Some(Unscored { id, sentences })
    }

    /// A window is read. Returns what is proposed now where that may be something else than before; where the
    /// window is not under way, nothing.
    pub fn read(&mut self, text: &str, id: WindowId, scores: Vec<Vec<TagScores>>) -> Vec<Proposed> {
        let Some(reader) = self.reader.clone().filter(|_| id.text == self.text) else {
            return Vec::new();
        };
        let part = self.parts.range_mut(..=id.start).next_back();
        let Some((_, part)) = part else {
            return Vec::new();
        };
        let window = part
            .windows
            .iter_mut()
            .find(|one| one.span.start() == id.start);
        let Some(window) = window.filter(|window| window.fits(&scores)) else {
            return Vec::new();
        };
        let names = reader.names(text, window.sentences.clone(), scores.clone());
        window.state = State::Read { scores, names };
        let mut changed = vec![part.proposed()];
        if self.is_read() && !self.is_whole {
            changed.extend(self.tell_whole(text, &reader));
        }
        changed
    }

    /// How many windows there are, and how many of them are read.
    pub fn progress(&self) -> (usize, usize) {
        let windows = || self.parts.values().flat_map(|part| &part.windows);
        let read = windows().filter(|window| matches!(window.state, State::Read { .. }));
        (read.count(), windows().count())
    }

    /// Whether nothing is left to be read.
    pub fn is_read(&self) -> bool {
        let (read, all) = self.progress();
        read == all
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
        let mut changed = Vec::new();
        for part in self.parts.values_mut() {
            let mut is_changed = false;
            for window in &mut part.windows {
                let span = window.span;
                if let State::Read { names, .. } = &mut window.state {
                    let now = names_in(&told, span);
                    is_changed |= names != now;
                    *names = now.to_vec();
                }
            }
            if is_changed {
                changed.push(part.proposed());
            }
        }
        changed
    }

    fn windows_mut(&mut self) -> impl Iterator<Item = &mut Window> {
        self.parts.values_mut().flat_map(|part| &mut part.windows)
    }
}

impl Reader {
    /// The names in these sentences of the text, whose words have these scores.
    fn names(
        &self,
        text: &str,
        sentences: Vec<Vec<TextSpan>>,
        scores: Vec<Vec<TagScores>>,
    ) -> Vec<Proposal> {
        struct Scored<'a>(&'a Reader, Vec<Vec<TagScores>>);
        impl Tagger for Scored<'_> {
            fn id(&self) -> DetectorId {
                self.0.detector.clone()
            }
            fn scores(&self, _: &[Sentence<'_>]) -> Vec<Vec<TagScores>> {
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

impl Part {
    fn proposed(&self) -> Proposed {
        let mut all = self.by_rule.clone();
        for window in &self.windows {
            let names = match &window.state {
                State::Read { names, .. } => names,
                _ if window.known.is_empty() => names_in(&self.instant, window.span),
                _ => &window.known,
            };
            all.extend(names.iter().cloned());
        }
        (self.span, merge(all))
    }
}

impl Window {
    /// Whether it waits for scores, and these are as many as it has words.
    fn fits(&self, scores: &[Vec<TagScores>]) -> bool {
        let words = self.sentences.iter().map(Vec::len);
        self.state == State::UnderWay && words.eq(scores.iter().map(Vec::len))
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
                });
            }
        }
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::entities::lattice::TagScores;
    use crate::detect::entities::{EntityLabel, NAME, TAGS, Tag};
    use crate::detect::{LabelId, Score, encoder};

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
    fn scores(unscored: &Unscored, persons: &[&str]) -> Vec<Vec<TagScores>> {
        let of_word = |word: &String| {
            let mut scores = [0.0; TAGS];
            let is_person = persons.contains(&word.as_str());
            let tag = match is_person {
                true => Tag::begin(EntityLabel::Person),
                false => Tag::OUTSIDE,
            };
            scores[tag.index()] = 5.0;
            scores
        };
        let of_sentence = |sentence: &Vec<String>| sentence.iter().map(of_word).collect();
        unscored.sentences.iter().map(of_sentence).collect()
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
            window.sentences.concat().concat(),
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

    #[test]
    fn the_window_in_view_comes_first_and_what_got_lost_comes_again() {
        let (text, mut refinement) = looked_through(60, Vec::new());
        refinement.read_with(Some(reader()));
        refinement.look_at(ByteOffset::new(1_000));
        let first = refinement.next(&text).unwrap();
        let end = |window: &Unscored| window.sentences.concat().len();
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
        assert_eq!(refinement.read(&text, window.id, vec![Vec::new()]), []);
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
}

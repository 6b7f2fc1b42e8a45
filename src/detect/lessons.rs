//! What the annotator's decisions about words tell about the same words elsewhere in the document.
//!
//! Who has said once that “Kremlin” is an organisation need not say it again: wherever the word stands for itself and
//! is taken for a name, it is proposed as one, and where a person has labelled the word by hand, also where nobody takes
//! it for anything. Words that were labelled in two ways tell nothing, as they are different things in different
//! places; and words that were rejected twice, and accepted nowhere, are not proposed again.
//!
//! Nothing is decided here. What is proposed is a suggestion like any other, and it goes with the decision that it
//! came from. It is not proposed where a person has labelled the words by hand: who takes that label back would see a
//! suggestion in its place until the decision is forgotten here, too.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{DetectorId, LabelId, Proposal, Score};
use crate::text::{TextSpan, is_cut, is_ideographic};

/// The name under which it proposes.
pub const NAME: &str = "decisions";

/// Words that are longer, in bytes, hardly stand in a text twice.
const LONGEST: usize = 200;

/// So many rejections of the same words are no accident.
const REJECTIONS: u32 = 2;

/// How often the same words that stand for themselves are the same thing again in one document: 4,147 of 4,301 times in
/// the dev parts of Re-DocRED, WikiGold, UNER-EWT and the news of GUM, where the first mention teaches the others. That
/// it is nearly always so is known as “one sense per discourse” (Gale, Church and Yarowsky 1992).
const SURENESS: f32 = 0.96;

/// What a person says of a piece of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The annotation that it is about. A decision takes the place of an earlier one about the same annotation.
    pub annotation: u64,
    /// The piece of the text.
    pub span: TextSpan,
    /// The label that it has or does not have.
    pub label: LabelId,
    /// What was decided.
    pub verdict: Verdict,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// It has the label, which was proposed.
    Accepted,
    /// It has the label, which a person gave it by hand.
    Drawn,
    /// It does not have it.
    Rejected,
    /// Nothing is said of it any more.
    Withdrawn,
}

/// What is known of the words in a part of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taught {
    /// What they are to be where they are taken for a name, in the order of the text.
    pub accepted: Vec<Proposal>,
    /// What they are to be wherever they stand, in the order of the text.
    pub drawn: Vec<Proposal>,
    /// What they are not to be.
    pub refused: Vec<(TextSpan, LabelId)>,
}

/// All decisions about one text, by its words.
#[derive(Default)]
pub struct Lessons {
    decisions: HashMap<u64, Known>,
    tallies: HashMap<Arc<str>, Tally>,
    /// The words of which something is known, by how they begin, the longest first.
    heads: HashMap<Box<str>, Vec<Arc<str>>>,
}

/// A decision about words.
struct Known {
    words: Arc<str>,
    span: TextSpan,
    label: LabelId,
    verdict: Verdict,
}

/// How often words were accepted and rejected with each label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Tally(BTreeMap<LabelId, Counts>);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    accepted: u32,
    drawn: u32,
    rejected: u32,
}

impl Counts {
    fn holds(&self) -> bool {
        self.accepted + self.drawn > 0
    }
}

impl Tally {
    fn count(&mut self, label: &LabelId, verdict: Verdict, by: i32) {
        let counts = self.0.entry(label.clone()).or_default();
        let count = match verdict {
            Verdict::Accepted => &mut counts.accepted,
            Verdict::Drawn => &mut counts.drawn,
            Verdict::Rejected => &mut counts.rejected,
            Verdict::Withdrawn => return,
        };
        *count = count.saturating_add_signed(by);
        self.0.retain(|_, counts| *counts != Counts::default());
    }

    /// The one label that the words have and were never rejected with, and whether a person gave it to them by hand.
    fn taught(&self) -> Option<(&LabelId, bool)> {
        let mut held = self.0.iter().filter(|(_, counts)| counts.holds());
        match (held.next(), held.next()) {
            (Some((label, counts)), None) if counts.rejected == 0 => {
                Some((label, counts.drawn > 0))
            }
            _ => None,
        }
    }

    /// The labels that the words were rejected with, where they have none.
    fn refused(&self) -> impl Iterator<Item = &LabelId> {
        let holds = self.0.values().any(Counts::holds);
        let refused = move |counts: &Counts| !holds && counts.rejected >= REJECTIONS;
        let labels = self.0.iter().filter(move |(_, counts)| refused(counts));
        labels.map(|(label, _)| label)
    }

    /// Whether the same is known by the other one.
    fn agrees_with(&self, other: &Self) -> bool {
        self.taught() == other.taught() && self.refused().eq(other.refused())
    }
}

impl Lessons {
    /// Takes decisions about pieces of this text. Returns the words of which something else is known now.
    pub fn take(&mut self, text: &str, decisions: Vec<Decision>) -> Vec<Arc<str>> {
        let mut before: HashMap<Arc<str>, Tally> = HashMap::new();
        for decision in decisions {
            let gone = self.decisions.remove(&decision.annotation);
            let words = text.get(decision.span.range()).and_then(telling);
            let words = words.filter(|_| decision.verdict != Verdict::Withdrawn);
            let come = words.map(|words| Known {
                words: words.into(),
                span: decision.span,
                label: decision.label,
                verdict: decision.verdict,
            });
            let changes = gone.iter().map(|gone| (gone, -1));
            for (known, by) in changes.chain(come.iter().map(|come| (come, 1))) {
                let tally = self.tallies.entry(known.words.clone()).or_default();
                before
                    .entry(known.words.clone())
                    .or_insert_with(|| tally.clone());
                tally.count(&known.label, known.verdict, by);
            }
            if let Some(come) = come {
                self.decisions.insert(decision.annotation, come);
            }
        }
        before.retain(|words, before| {
            let now = self.tallies.get(words).cloned().unwrap_or_default();
            if now.0.is_empty() {
                self.tallies.remove(words);
            }
            !now.agrees_with(before)
        });
        let changed: Vec<Arc<str>> = before.into_keys().collect();
        for words in &changed {
            self.index(words);
        }
        changed
    }

    /// The pieces of a part of the text that a person has labelled by hand.
    fn drawn_in(&self, part: TextSpan) -> Vec<TextSpan> {
        let known = self.decisions.values();
        let drawn = known.filter(|known| known.verdict == Verdict::Drawn);
        let spans = drawn.map(|known| known.span);
        spans.filter(|span| span.overlaps(part)).collect()
    }

    /// Finds the words in the text, or no longer.
    fn index(&mut self, words: &Arc<str>) {
        let head = head(words);
        let alike = self.heads.entry(head.into()).or_default();
        alike.retain(|one| one != words);
        let tally = self.tallies.get(words);
        if tally.is_some_and(|tally| !tally.agrees_with(&Tally::default())) {
            let at = alike.partition_point(|one| one.len() > words.len());
            alike.insert(at, words.clone());
        }
        if alike.is_empty() {
            self.heads.remove(head);
        }
    }

    /// What is known of the words in a part of the text.
    pub fn find(&self, text: &str, part: TextSpan) -> Taught {
        let mut taught = Taught::default();
        let drawn = self.drawn_in(part);
        let (mut at, end) = (part.range().start, part.range().end);
        while let Some(rest) = text.get(at..end).filter(|rest| !rest.is_empty()) {
            if self.heads.is_empty() {
                break;
            }
            let head = head(rest);
            let alike = self.heads.get(head).filter(|_| !is_cut(text, at));
            let mut next = at + head.len();
            for words in alike.into_iter().flatten() {
                let read = reads_as(rest, words).map(|length| at..at + length);
                let read = read.filter(|read| !is_cut(text, read.end));
                let Some((span, tally)) = read
                    .and_then(TextSpan::from_range)
                    .zip(self.tallies.get(words))
                else {
                    continue;
                };
                let refused = tally.refused().map(|label| (span, label.clone()));
                taught.refused.extend(refused);
                if let Some((label, is_drawn)) = tally.taught() {
                    let places = match is_drawn {
                        true => &mut taught.drawn,
                        false => &mut taught.accepted,
                    };
                    let proposal = Proposal {
                        span,
                        label: label.clone(),
                        score: Score::new(SURENESS),
                        detector: DetectorId::built_in(NAME, "1"),
                        time: None,
                    };
                    places.extend(Some(proposal).filter(|_| !drawn.contains(&span)));
                    next = next.max(span.range().end);
                    break;
                }
            }
            at = next;
        }
        taught
    }
}

/// The words of a piece of the text with single spaces between them, where they are likely to mean the same elsewhere:
/// not a number, a pronoun or a long clause.
fn telling(piece: &str) -> Option<String> {
    if piece.len() > LONGEST || piece.chars().nth(1).is_none() {
        return None;
    }
    let words: Vec<&str> = piece.split_whitespace().collect();
    let is_name = |c: char| c.is_alphabetic() && !c.is_lowercase();
    let has_letters = piece.contains(char::is_alphabetic);
    let is_telling = piece.contains(is_name) || words.len() > 1 && has_letters;
    is_telling.then(|| words.join(" "))
}

/// The first word of a text that is written with spaces, else its first character.
fn head(text: &str) -> &str {
    let is_part = |c: char| c.is_alphanumeric() && !is_ideographic(c);
    let end = match text.find(|c| !is_part(c)) {
        Some(0) => text.chars().next().map_or(0, char::len_utf8),
        Some(end) => end,
        None => text.len(),
    };
    &text[..end]
}

/// How many bytes at the beginning of a text are these words, whatever white space is between them.
fn reads_as(text: &str, words: &str) -> Option<usize> {
    let mut rest = text;
    for (number, word) in words.split(' ').enumerate() {
        if number > 0 {
            let next = rest.trim_start();
            if next.len() == rest.len() {
                return None;
            }
            rest = next;
        }
        rest = rest.strip_prefix(word)?;
    }
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests;

//! Tags the sentences of a document, whoever it is that scores the tags.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::dateline::Dateline;
use super::features::features;
use super::lattice::{Marginals, TagScores, Transitions, viterbi};
use super::memory::Memory;
use super::model::Model;
use super::shape::WordView;
use super::tag::{EntityLabel, KindScores, MiscKind, Tag, TagSet};
use crate::detect::DetectorId;

/// Scores what each word of a sentence could be a part of; [`tag`] makes names of the scores.
pub trait Tagger: Send + Sync {
    /// Who it is, as it stands in what is proposed.
    fn id(&self) -> DetectorId;

    /// For each sentence what its words score. The sentences are of one document and stand in its order.
    fn scores(&self, sentences: &[Sentence<'_>]) -> Vec<SentenceScores>;

    /// How names are made of the scores.
    fn decoder(&self) -> &Decoder;
}

/// How names are made of scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decoder {
    /// What is added to the score of a tag for the tag before it.
    pub transitions: Transitions,
    /// What scores are divided by before they are taken for logarithms of probabilities.
    pub temperature: f32,
    /// How much the score of a label grows where all other places of a word in the document have that
    /// label.
    pub trust: f32,
}

/// By how much a dateline raises the odds that its words are a place, as a natural logarithm, where more than the
/// capitals and the dash speaks for it.
const FULL: f32 = 6.0;

/// The same where nothing else does: a tagger that is sure of something else is believed.
const BARE: f32 = 3.5;

/// What the words of a sentence score.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SentenceScores {
    /// For each word its tags.
    pub tags: Vec<TagScores>,
    /// For each word the kinds of MISC; empty where the tagger does not tell them apart.
    pub kinds: Vec<KindScores>,
}

/// A sentence to be tagged.
pub struct Sentence<'a> {
    /// Its words.
    pub words: &'a [&'a str],
    /// The same as features see them.
    pub views: Vec<WordView>,
}

impl Tagger for Model {
    fn id(&self) -> DetectorId {
        DetectorId {
            name: super::NAME.into(),
            version: self.version().to_owned().into(),
        }
    }

    fn scores(&self, sentences: &[Sentence<'_>]) -> Vec<SentenceScores> {
        let of_sentence = |sentence: &Sentence<'_>| {
            let mut tags = Vec::with_capacity(sentence.views.len());
            features(&sentence.views, |_, list| tags.push(self.scores_of(list)));
            let kinds = Vec::new();
            SentenceScores { tags, kinds }
        };
        sentences.iter().map(of_sentence).collect()
    }

    fn decoder(&self) -> &Decoder {
        &self.decoder
    }
}

/// A name that the tagger found in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The tokens of the sentence that the name consists of.
    pub tokens: Range<usize>,
    /// What kind of name it is.
    pub label: EntityLabel,
    /// What kind of MISC it is, where it is one.
    pub kind: MiscKind,
    /// How probable it is that exactly these tokens are a name of this kind, from 0 to 1.
    pub score: f32,
}

/// Finds the names in the sentences of one document: for each sentence its mentions in order.
///
/// A sentence is read twice: alone, and then in the light of what the same words were taken for
/// in the other sentences.
pub fn tag(tagger: &dyn Tagger, sentences: &[&[&str]]) -> Vec<Vec<Mention>> {
    let sentences: Vec<Sentence> = sentences.iter().copied().map(Sentence::new).collect();
    let scores = tagger.scores(&sentences);
    tagger.decoder().mentions(sentences, scores)
}

impl Decoder {
    /// The names in the sentences of one document, whose words have these scores.
    fn mentions(&self, sentences: Vec<Sentence>, scores: Vec<SentenceScores>) -> Vec<Vec<Mention>> {
        let drafts = sentences.into_iter().zip(scores);
        let mut drafts: Vec<Draft> = drafts
            .map(|(sentence, scores)| Draft::new(self, sentence, scores))
            .collect();
        let mut memory = Memory::default();
        for draft in &drafts {
            memory.add(&draft.words, &draft.alone);
        }
        for draft in &mut drafts {
            draft.recall(&memory, self.trust);
        }
        drafts.iter().map(|draft| draft.mentions(self)).collect()
    }

    /// Raises the scores by which the place of a dateline is one, and no more than the place.
    fn believe(&self, dateline: &Dateline, scores: &mut [TagScores]) {
        let odds = if dateline.is_full { FULL } else { BARE };
        let place = EntityLabel::Place;
        let places = scores.get_mut(dateline.place.clone()).unwrap_or_default();
        for (number, scores) in places.iter_mut().enumerate() {
            let tag = match number {
                0 => Tag::begin(place),
                _ => Tag::inside(place),
            };
            scores[tag.index()] += odds * self.temperature;
        }
        if let Some(behind) = scores.get_mut(dateline.place.end) {
            behind[Tag::OUTSIDE.index()] += odds * self.temperature;
        }
    }

    fn marginals(&self, scores: &[TagScores]) -> Option<Marginals> {
        Marginals::new(scores, &self.transitions, self.temperature, |_| TagSet::ALL)
    }
}

impl<'a> Sentence<'a> {
    /// The sentence of these words.
    pub fn new(words: &'a [&'a str]) -> Self {
        Self {
            words,
            views: words.iter().map(|word| WordView::new(word)).collect(),
        }
    }
}

/// A sentence on its way to its mentions.
struct Draft {
    words: Vec<WordView>,
    unary: Vec<TagScores>,
    kinds: Vec<KindScores>,
    /// How probable each tag of each word is when the sentence is read alone; empty where no word
    /// could be a name.
    alone: Vec<TagScores>,
}

impl Draft {
    fn new(decoder: &Decoder, sentence: Sentence, scores: SentenceScores) -> Self {
        let (mut unary, kinds) = (scores.tags, scores.kinds);
        let dateline = Dateline::of(sentence.words);
        if let Some(dateline) = dateline.filter(|found| found.len == unary.len()) {
            decoder.believe(&dateline, &mut unary);
        }
        let words = sentence.views;
        let mut alone = Vec::new();
        if words.iter().any(WordView::is_capitalised)
            && let Some(sums) = decoder.marginals(&unary)
        {
            alone = (0..words.len()).map(|i| sums.token(i)).collect();
        }
        Self {
            words,
            unary,
            kinds,
            alone,
        }
    }

    fn recall(&mut self, memory: &Memory, trust: f32) {
        let words = self.words.iter().zip(&self.alone);
        for ((word, alone), scores) in words.zip(&mut self.unary) {
            memory.add_bonus(word, alone, trust, scores);
        }
    }

    fn mentions(&self, decoder: &Decoder) -> Vec<Mention> {
        let tags = viterbi(&self.unary, &decoder.transitions, |_| TagSet::ALL).unwrap_or_default();
        let runs = runs(&tags);
        if runs.is_empty() {
            return Vec::new();
        }
        let sums = decoder.marginals(&self.unary);
        let score = |tokens: &Range<usize>| {
            let sums = sums.as_ref()?;
            Some(
                sums.run(tokens.start, tags.get(tokens.clone())?)
                    .clamp(0.0, 1.0),
            )
        };
        runs.into_iter()
            .map(|(tokens, label)| Mention {
                score: score(&tokens).unwrap_or_default(),
                kind: match label {
                    EntityLabel::Misc => {
                        MiscKind::of(self.kinds.get(tokens.clone()).unwrap_or_default())
                    }
                    _ => MiscKind::Other,
                },
                tokens,
                label,
            })
            .collect()
    }
}

/// The mentions that a sequence of tags spells.
fn runs(tags: &[Tag]) -> Vec<(Range<usize>, EntityLabel)> {
    let mut runs: Vec<(Range<usize>, EntityLabel)> = Vec::new();
    for (i, tag) in tags.iter().enumerate() {
        match (tag.label(), runs.last_mut()) {
            (Some(_), Some((run, _))) if tag.is_inside() => run.end = i + 1,
            (Some(label), _) => runs.push((i..i + 1, label)),
            (None, _) => {}
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_mentions_stay_apart() {
        let person = EntityLabel::Person;
        let tags = [
            Tag::begin(person),
            Tag::inside(person),
            Tag::begin(person),
            Tag::OUTSIDE,
            Tag::begin(EntityLabel::Org),
        ];
        assert_eq!(
            runs(&tags),
            [(0..2, person), (2..3, person), (4..5, EntityLabel::Org)]
        );
    }
}

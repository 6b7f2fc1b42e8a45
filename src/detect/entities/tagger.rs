//! Tags the sentences of a document.

use std::ops::Range;

use super::features::features;
use super::lattice::{Marginals, TagScores, viterbi};
use super::memory::Memory;
use super::model::Model;
use super::shape::WordView;
use super::tag::{EntityLabel, Tag, TagSet};

/// A name that the tagger found in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The tokens of the sentence that the name consists of.
    pub tokens: Range<usize>,
    /// What kind of name it is.
    pub label: EntityLabel,
    /// How probable it is that exactly these tokens are a name of this kind, from 0 to 1.
    pub score: f32,
}

/// Finds the names in the sentences of one document: for each sentence its mentions in order.
///
/// A sentence is read twice: alone, and then in the light of what the same words were taken for
/// in the other sentences.
pub fn tag(model: &Model, sentences: &[&[&str]]) -> Vec<Vec<Mention>> {
    let mut drafts: Vec<Draft> = sentences
        .iter()
        .map(|sentence| Draft::new(model, sentence))
        .collect();
    let mut memory = Memory::default();
    for draft in &drafts {
        memory.add(&draft.words, &draft.alone);
    }
    for draft in &mut drafts {
        draft.recall(&memory);
    }
    drafts.iter().map(|draft| draft.mentions(model)).collect()
}

/// A sentence on its way to its mentions.
struct Draft {
    words: Vec<WordView>,
    unary: Vec<TagScores>,
    /// How probable each tag of each word is when the sentence is read alone; empty where no word
    /// could be a name.
    alone: Vec<TagScores>,
}

impl Draft {
    fn new(model: &Model, sentence: &[&str]) -> Self {
        let words: Vec<WordView> = sentence.iter().map(|t| WordView::new(t)).collect();
        let mut unary = Vec::with_capacity(words.len());
        features(&words, |_, list| unary.push(model.scores(list)));
        let mut alone = Vec::new();
        if words.iter().any(WordView::is_capitalised)
            && let Some(sums) = marginals(model, &unary)
        {
            alone = (0..words.len()).map(|i| sums.token(i)).collect();
        }
        Self {
            words,
            unary,
            alone,
        }
    }

    fn recall(&mut self, memory: &Memory) {
        let words = self.words.iter().zip(&self.alone);
        for ((word, alone), scores) in words.zip(&mut self.unary) {
            memory.add_bonus(word, alone, scores);
        }
    }

    fn mentions(&self, model: &Model) -> Vec<Mention> {
        let tags = viterbi(&self.unary, &model.transitions, |_| TagSet::ALL).unwrap_or_default();
        let runs = runs(&tags);
        if runs.is_empty() {
            return Vec::new();
        }
        let sums = marginals(model, &self.unary);
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
                tokens,
                label,
            })
            .collect()
    }
}

fn marginals(model: &Model, unary: &[TagScores]) -> Option<Marginals> {
    Marginals::new(unary, &model.transitions, model.temperature, |_| {
        TagSet::ALL
    })
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

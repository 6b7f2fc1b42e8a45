//! Tags the sentences of a document.

use std::ops::Range;

use super::features::features;
use super::lattice::{Marginals, TagScores, viterbi};
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
pub fn tag(model: &Model, sentences: &[&[&str]]) -> Vec<Vec<Mention>> {
    sentences
        .iter()
        .map(|sentence| {
            let words: Vec<WordView> = sentence.iter().map(|t| WordView::new(t)).collect();
            tag_words(model, &words)
        })
        .collect()
}

fn tag_words(model: &Model, words: &[WordView]) -> Vec<Mention> {
    let mut unary: Vec<TagScores> = Vec::with_capacity(words.len());
    features(words, |_, list| unary.push(model.scores(list)));
    let Some(tags) = viterbi(&unary, &model.transitions, |_| TagSet::ALL) else {
        return Vec::new();
    };
    let runs = runs(&tags);
    if runs.is_empty() {
        return Vec::new();
    }
    let marginals = Marginals::new(&unary, &model.transitions, model.temperature, |_| {
        TagSet::ALL
    });
    runs.into_iter()
        .map(|(tokens, label)| {
            let score = marginals
                .as_ref()
                .map_or(0.0, |m| m.run(tokens.start, &tags[tokens.clone()]));
            Mention {
                tokens,
                label,
                score: score.clamp(0.0, 1.0),
            }
        })
        .collect()
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

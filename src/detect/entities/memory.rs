//! What the words of a document were taken for all over it, so that a name that one sentence
//! explains is known in the others.

use std::collections::HashMap;

use super::lattice::TagScores;
use super::shape::WordView;
use super::tag::{EntityLabel, Tag};

/// One column for no name, one for each label.
type Votes = [f32; 1 + EntityLabel::ALL.len()];

/// For each capitalised word of a document, what it was taken for.
#[derive(Default)]
pub struct Memory {
    /// The sum of the probabilities, and of how many places.
    seen: HashMap<u32, (Votes, f32)>,
}

impl Memory {
    /// Adds a sentence: its words and how probable each tag of each is.
    pub fn add(&mut self, words: &[WordView], probabilities: &[TagScores]) {
        for (word, tags) in words.iter().zip(probabilities) {
            if word.is_capitalised() {
                let (sums, places) = self.seen.entry(word.form).or_default();
                for (sum, vote) in sums.iter_mut().zip(votes(tags)) {
                    *sum += vote;
                }
                *places += 1.0;
            }
        }
    }

    /// Raises the scores of a word's tags by what it was taken for in its other places, by `trust` where
    /// all were taken for the same; `own` is what this place itself has added.
    pub fn add_bonus(&self, word: &WordView, own: &TagScores, trust: f32, scores: &mut TagScores) {
        if !word.is_capitalised() {
            return;
        }
        let Some((sums, places)) = self.seen.get(&word.form).filter(|seen| seen.1 > 1.0) else {
            return;
        };
        let own = votes(own);
        for tag in Tag::all() {
            let column = column(tag);
            scores[tag.index()] += trust * (sums[column] - own[column]) / (places - 1.0);
        }
    }
}

fn column(tag: Tag) -> usize {
    tag.label().map_or(0, |label| 1 + label as usize)
}

fn votes(probabilities: &TagScores) -> Votes {
    let mut votes = Votes::default();
    for tag in Tag::all() {
        votes[column(tag)] += probabilities[tag.index()];
    }
    votes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::entities::TAGS;

    fn certain(tag: Tag) -> TagScores {
        let mut scores = [0.0; TAGS];
        scores[tag.index()] = 1.0;
        scores
    }

    #[test]
    fn a_word_is_believed_to_be_what_it_is_elsewhere() {
        let org = certain(Tag::begin(EntityLabel::Org));
        let outside = certain(Tag::OUTSIDE);
        let word = WordView::new("Apple");
        let mut memory = Memory::default();
        memory.add(&[word.clone(), word.clone()], &[org, outside]);
        let mut scores = [0.0; TAGS];
        memory.add_bonus(&word, &outside, 2.0, &mut scores);
        assert_eq!(scores[Tag::inside(EntityLabel::Org).index()], 2.0);
        assert_eq!(scores[Tag::OUTSIDE.index()], 0.0);
    }

    #[test]
    fn a_word_that_stands_alone_or_in_lower_case_tells_nothing() {
        let org = certain(Tag::begin(EntityLabel::Org));
        for word in ["Apple", "apple"] {
            let word = WordView::new(word);
            let mut memory = Memory::default();
            memory.add(std::slice::from_ref(&word), &[org]);
            let mut scores = [0.0; TAGS];
            memory.add_bonus(&word, &org, 2.0, &mut scores);
            assert_eq!(scores, [0.0; TAGS]);
        }
    }
}

//! Finds names in running text.

use super::model::Model;
use super::tagger::tag;
use crate::detect::{DetectorId, Proposal, Score};
use crate::text::{TextSpan, sentences_of, tokens};

/// The detector's name, as it stands in what it proposes.
pub const NAME: &str = "entities";

/// Proposes the names in the part of the text within a span, in the order of the text.
///
/// The words around the span are not looked at, so `within` should be a block or more.
pub fn detect(model: &Model, text: &str, within: TextSpan, out: &mut Vec<Proposal>) {
    detect_blocks(model, text, &[within], out);
}

/// Proposes the names in the blocks of one document, in the order of the blocks. What a word is
/// in one block helps to tell what it is in another.
pub fn detect_blocks(model: &Model, text: &str, blocks: &[TextSpan], out: &mut Vec<Proposal>) {
    let sentences = blocks
        .iter()
        .flat_map(|block| split(text, tokens(text, *block)))
        .collect();
    propose(model, text, sentences, out);
}

/// Proposes the names among the tokens of a text, for a caller who has the tokens already.
///
/// The tokens stand in the order of the text and do not overlap. Every proposal begins and ends
/// where a token does.
pub fn detect_tokens(model: &Model, text: &str, tokens: &[TextSpan], out: &mut Vec<Proposal>) {
    propose(model, text, split(text, tokens.to_vec()), out);
}

/// The tokens sentence by sentence.
fn split(text: &str, mut tokens: Vec<TextSpan>) -> Vec<Vec<TextSpan>> {
    let mut sentences = Vec::new();
    for sentence in sentences_of(text, &tokens).into_iter().rev() {
        let start = tokens.partition_point(|token| token.start() < sentence.start());
        sentences.push(tokens.split_off(start));
    }
    sentences.reverse();
    sentences
}

fn propose(model: &Model, text: &str, sentences: Vec<Vec<TextSpan>>, out: &mut Vec<Proposal>) {
    let words: Vec<Vec<&str>> = sentences
        .iter()
        .map(|sentence| sentence.iter().map(|token| token.slice(text)).collect())
        .collect();
    let words: Vec<&[&str]> = words.iter().map(Vec::as_slice).collect();
    let detector = DetectorId {
        name: NAME.into(),
        version: model.version().to_owned().into(),
    };
    for (sentence, mentions) in sentences.iter().zip(tag(model, &words)) {
        out.extend(mentions.into_iter().map(|mention| Proposal {
            span: sentence[mention.tokens.start].hull(sentence[mention.tokens.end - 1]),
            label: mention.label.id(),
            score: Score::new(mention.score),
            detector: detector.clone(),
            time: None,
        }));
    }
}

//! Finds names in running text.

use super::model::Model;
use super::tagger::tag;
use crate::detect::{DetectorId, Proposal};
use crate::text::{TextSpan, sentences_of, tokens};

/// The detector's name, as it stands in what it proposes.
pub const NAME: &str = "entities";

/// Proposes the names in the part of the text within a span, in the order of the text.
///
/// The words around the span are not looked at, so `within` should be a block.
pub fn detect(model: &Model, text: &str, within: TextSpan, out: &mut Vec<Proposal>) {
    detect_tokens(model, text, &tokens(text, within), out);
}

/// Proposes the names among the tokens of a text, for a caller who has the tokens already.
///
/// The tokens stand in the order of the text and do not overlap. Every proposal begins and ends
/// where a token does.
pub fn detect_tokens(model: &Model, text: &str, tokens: &[TextSpan], out: &mut Vec<Proposal>) {
    let words: Vec<&str> = tokens.iter().map(|token| token.slice(text)).collect();
    let mut sentences: Vec<&[&str]> = Vec::new();
    let mut rest = tokens;
    let mut start = 0;
    for sentence in sentences_of(text, tokens) {
        let length = rest.partition_point(|token| token.start() < sentence.end());
        sentences.push(&words[start..start + length]);
        rest = &rest[length..];
        start += length;
    }
    let detector = DetectorId {
        name: NAME,
        version: model.version().to_owned().into(),
    };
    let mut offset = 0;
    for (sentence, mentions) in sentences.iter().zip(tag(model, &sentences)) {
        for mention in mentions {
            let first = tokens[offset + mention.tokens.start];
            let last = tokens[offset + mention.tokens.end - 1];
            out.push(Proposal {
                span: first.hull(last),
                label: mention.label.id(),
                score: mention.score,
                detector: detector.clone(),
                time: None,
            });
        }
        offset += sentence.len();
    }
}

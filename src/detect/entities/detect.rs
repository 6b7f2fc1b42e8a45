//! Finds names in running text, with whichever tagger.

use super::dateline::Dateline;
use super::tagger::{Tagger, tag};
use crate::detect::{Proposal, Score};
use crate::text::{TextSpan, sentences_of, tokens};

/// The detector's name, as it stands in what it proposes.
pub const NAME: &str = "entities";

/// Proposes the names in the part of the text within a span, in the order of the text.
///
/// The words around the span are not looked at, so `within` should be a block or more.
pub fn detect(tagger: &dyn Tagger, text: &str, within: TextSpan, out: &mut Vec<Proposal>) {
    detect_blocks(tagger, text, &[within], out);
}

/// Proposes the names in the blocks of one document, in the order of the blocks. What a word is
/// in one block helps to tell what it is in another.
pub fn detect_blocks(
    tagger: &dyn Tagger,
    text: &str,
    blocks: &[TextSpan],
    out: &mut Vec<Proposal>,
) {
    let sentences = blocks.iter().flat_map(|block| sentences(text, *block));
    detect_sentences(tagger, text, sentences.collect(), out);
}

/// The sentences of a block, each as the tokens that it consists of.
pub fn sentences(text: &str, block: TextSpan) -> Vec<Vec<TextSpan>> {
    sentences_in(text, tokens(text, block))
}

/// Proposes the names among the tokens of a text, for a caller who has the tokens already.
///
/// The tokens stand in the order of the text and do not overlap. Every proposal begins and ends
/// where a token does.
pub fn detect_tokens(
    tagger: &dyn Tagger,
    text: &str,
    tokens: &[TextSpan],
    out: &mut Vec<Proposal>,
) {
    detect_sentences(tagger, text, sentences_in(text, tokens.to_vec()), out);
}

/// The tokens sentence by sentence. A dateline is one of its own.
pub fn sentences_in(text: &str, mut tokens: Vec<TextSpan>) -> Vec<Vec<TextSpan>> {
    let mut starts = Vec::new();
    let mut behind = 0;
    for sentence in sentences_of(text, &tokens) {
        let start = tokens.partition_point(|token| token.start() < sentence.start());
        // A dateline may have an abbreviation in it that looks like the end of a sentence.
        if start < behind {
            continue;
        }
        starts.push(start);
        let words = tokens[start..].iter().take(Dateline::LONGEST);
        let words: Vec<&str> = words.map(|token| token.slice(text)).collect();
        if let Some(dateline) = Dateline::of(&words) {
            behind = start + dateline.len;
            starts.extend(Some(behind).filter(|behind| *behind < tokens.len()));
        }
    }
    starts.dedup();
    let mut sentences: Vec<_> = starts
        .into_iter()
        .rev()
        .map(|start| tokens.split_off(start))
        .collect();
    sentences.reverse();
    sentences
}

/// Proposes the names in the sentences of one document, in the order of the sentences.
pub fn detect_sentences(
    tagger: &dyn Tagger,
    text: &str,
    sentences: Vec<Vec<TextSpan>>,
    out: &mut Vec<Proposal>,
) {
    let words: Vec<Vec<&str>> = sentences
        .iter()
        .map(|sentence| sentence.iter().map(|token| token.slice(text)).collect())
        .collect();
    let words: Vec<&[&str]> = words.iter().map(Vec::as_slice).collect();
    let detector = tagger.id();
    for (sentence, mentions) in sentences.iter().zip(tag(tagger, &words)) {
        out.extend(mentions.into_iter().map(|mention| Proposal {
            span: sentence[mention.tokens.start].hull(sentence[mention.tokens.end - 1]),
            label: mention.kind.id().unwrap_or_else(|| mention.label.id()),
            score: Score::new(mention.score),
            detector: detector.clone(),
            time: None,
        }));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::detect::entities::features::features;
    use crate::detect::entities::{EntityLabel, Model, ModelParts, TAGS, Tag, WordView};

    /// The features that a word has wherever it stands and that no other word here has.
    fn own_features(word: &str) -> HashSet<u32> {
        let lists = |sentence: [&str; 3]| {
            let mut lists = Vec::new();
            features(&sentence.map(WordView::new), |_, list| {
                lists.push(list.iter().copied().collect::<HashSet<_>>());
            });
            lists
        };
        let (here, there) = (lists([word, "met", "Bo"]), lists(["Oslo", "saw", word]));
        let others: HashSet<u32> = [&here[1], &here[2], &there[0], &there[1]]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        here[0]
            .intersection(&there[2])
            .filter(|f| !others.contains(f))
            .copied()
            .collect()
    }

    /// A model that knows one person and one place.
    fn model() -> Model {
        let mut weights = Vec::new();
        for (word, label) in [("Ada", EntityLabel::Person), ("Zürich", EntityLabel::Place)] {
            for feature in own_features(word) {
                let mut row = [0; TAGS];
                row[Tag::begin(label).index()] = 127;
                weights.push((feature, row));
            }
        }
        let parts = ModelParts {
            weights,
            transitions: [[0.0; TAGS]; TAGS],
            temperature: 1.0,
        };
        Model::from_bytes(&parts.to_bytes()).unwrap()
    }

    fn names(text: &str, blocks: &[&str]) -> Vec<String> {
        let span = |block: &&str| {
            let start = text.find(*block).unwrap();
            TextSpan::from_range(start..start + block.len()).unwrap()
        };
        let blocks: Vec<TextSpan> = blocks.iter().map(span).collect();
        let mut found = Vec::new();
        detect_blocks(&model(), text, &blocks, &mut found);
        let picture = |p: &Proposal| format!("{} {}", p.label, p.span.slice(text));
        found.iter().map(picture).collect()
    }

    #[test]
    fn names_are_found_behind_characters_of_any_length() {
        let text = "😀 “Ada went to Zürich.” Then 🇨🇭 Zürich liked Ada’s work.";
        assert_eq!(
            names(text, &[text]),
            ["PERSON Ada", "PLACE Zürich", "PLACE Zürich", "PERSON Ada"]
        );
    }

    #[test]
    fn a_dateline_is_a_sentence_of_its_own() {
        let text = "It ends.\n\nINDEPENDENCE, MO. (AP)-- Ada left. HAVANA — Bo came.\n\nLIMA _";
        let whole = TextSpan::from_range(0..text.len()).unwrap();
        let sentences = sentences(text, whole);
        let pictures = sentences.iter().map(|sentence| {
            let words = sentence.iter().map(|token| token.slice(text));
            words.collect::<Vec<_>>().join(" ")
        });
        let expected = [
            "It ends .",
            "INDEPENDENCE , MO . ( AP ) --",
            "Ada left .",
            "HAVANA —",
            "Bo came .",
            "LIMA _",
        ];
        assert_eq!(pictures.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn only_the_blocks_are_looked_at() {
        let text = "Ada spoke.\n\nZürich slept.\n\nAda left.";
        assert_eq!(names(text, &["Zürich slept."]), ["PLACE Zürich"]);
        assert_eq!(names(text, &["Ada spoke.", "Ada left."]).len(), 2);
        assert!(names(text, &[]).is_empty());
    }
}

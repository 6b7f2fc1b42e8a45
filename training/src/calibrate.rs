//! Chooses the temperature at which the tagger's probabilities agree best with how often it is
//! right, on dev sets.

use std::path::Path;

use spanwright::detect::entities::{EntityLabel, Mention, Model, ModelParts, Tag, TagSet, tag};

use crate::convention::{CONVENTIONS, Convention};
use crate::corpus::{self, CorpusError, Sentence};
use crate::examples::{WordFacts, example};

/// The dev sets to look at, each with the training corpus whose convention it shares.
const SETS: [(&str, &str); 4] = [
    ("gmb", "gmb"),
    ("redocred", "redocred"),
    ("uner_ewt", "uner_ewt"),
    ("gum_news_named", "gum_named"),
];

/// The temperatures to try.
const TEMPERATURES: [f32; 9] = [0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0];

/// A sentence and what its annotation leaves open.
type Judged = (Sentence, Vec<TagSet>);

/// The temperature with the least loss, averaged over the sets.
///
/// # Errors
/// Where a dev set cannot be read or the weights do not make a model.
pub fn temperature(
    folder: &Path,
    facts: &WordFacts,
    parts: &mut ModelParts,
) -> Result<f32, Box<dyn std::error::Error>> {
    let sets = SETS
        .iter()
        .filter_map(|(set, of)| {
            let convention = CONVENTIONS.iter().find(|c| c.corpus == *of)?;
            Some(read(folder, set, convention, facts))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let mut best = (f64::INFINITY, 1.0);
    for temperature in TEMPERATURES {
        parts.temperature = temperature;
        let model = Model::from_bytes(&parts.to_bytes())?;
        let total: f64 = sets.iter().map(|set| loss(&model, set)).sum();
        let loss = total / sets.len() as f64;
        eprintln!("temperature {temperature}: {loss:.4} nats a mention");
        if loss < best.0 {
            best = (loss, temperature);
        }
    }
    Ok(best.1)
}

fn read(
    folder: &Path,
    set: &str,
    convention: &Convention,
    facts: &WordFacts,
) -> Result<Vec<Judged>, CorpusError> {
    let sentences = corpus::read(folder, set)?.sentences.into_iter();
    Ok(sentences
        .map(|sentence| {
            let allowed = example(&sentence, convention, facts).allowed;
            (sentence, allowed)
        })
        .collect())
}

/// The mean logarithmic loss of the scores of the mentions that the annotation can judge.
fn loss(model: &Model, set: &[Judged]) -> f64 {
    let mut sum = 0.0;
    let mut judged = 0.0;
    for (sentence, allowed) in set {
        let tokens: Vec<&str> = sentence.tokens.iter().map(String::as_str).collect();
        for mention in tag(model, &[&tokens]).iter().flatten() {
            if let Some(right) = is_right(mention, allowed) {
                let score = f64::from(mention.score.clamp(1e-4, 1.0 - 1e-4));
                sum -= if right {
                    score.ln()
                } else {
                    (1.0 - score).ln()
                };
                judged += 1.0;
            }
        }
    }
    sum / f64::max(judged, 1.0)
}

/// Whether a mention agrees with the annotation, or `None` where that leaves it open.
fn is_right(mention: &Mention, allowed: &[TagSet]) -> Option<bool> {
    let inside = &allowed[mention.tokens.clone()];
    let is_open =
        |set: &TagSet| set.contains(Tag::OUTSIDE) && *set != TagSet::EMPTY.with(Tag::OUTSIDE);
    if inside.iter().any(is_open) {
        return None;
    }
    let tags = (0..).map(|i| if i == 0 { Tag::begin } else { Tag::inside });
    let matches = inside
        .iter()
        .zip(tags)
        .all(|(set, tag)| set.contains(tag(mention.label)));
    let goes_on = allowed.get(mention.tokens.end).is_some_and(|set| {
        EntityLabel::ALL
            .iter()
            .any(|l| set.contains(Tag::inside(*l)))
            && !set.contains(Tag::OUTSIDE)
            && !EntityLabel::ALL
                .iter()
                .any(|l| set.contains(Tag::begin(*l)))
    });
    Some(matches && !goes_on)
}

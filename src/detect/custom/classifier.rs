//! A token classifier in the form in which Hugging Face's tools write one: `model.onnx`, `tokenizer.json` and
//! `config.json`.

use std::collections::BTreeMap;

use serde::Deserialize;
use tokenizers::Tokenizer;

use super::MODEL;
use crate::detect::encoder::{EncoderError, EncoderFiles, Network, windows};
use crate::detect::{DetectorId, LabelId, Proposal, Score};
use crate::text::{TextSpan, sha256};

/// How many pieces are read at once at most, whatever the model could read: what it costs to read a piece grows
/// with their number.
const ROOM: usize = 254;

/// A model that says of each piece of a text which kind of name it is a part of.
pub struct Classifier {
    network: Network,
    tokenizer: Tokenizer,
    /// What stands before the pieces of a window, and what behind them.
    edges: (Vec<i32>, Vec<i32>),
    tags: Vec<ClassTag>,
    room: usize,
    detector: DetectorId,
}

/// The part of `config.json` that is looked at.
#[derive(Deserialize)]
struct Config {
    #[serde(default, rename = "_name_or_path")]
    name: String,
    #[serde(default)]
    model_type: String,
    id2label: BTreeMap<usize, String>,
    #[serde(default)]
    max_position_embeddings: Option<usize>,
}

/// A tag of a model: a part of a name, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ClassTag {
    /// The kind of name; `None` for what is no name.
    label: Option<LabelId>,
    /// Whether a name begins with it, even one of the same kind as before.
    begins: bool,
}

impl Classifier {
    /// The classifier of these files.
    ///
    /// # Errors
    /// Where one of them is not what it should be, or asks for what is not known here; the error says which file,
    /// and names the operator, the input, the tokenizer or the field.
    pub fn new(files: EncoderFiles<'_>) -> Result<Self, EncoderError> {
        let config: Config = serde_json::from_slice(files.config)
            .map_err(|error| EncoderError::Config(error.to_string()))?;
        let tags = tags(&config.id2label)?;
        let mut tokenizer = Tokenizer::from_bytes(files.tokenizer)
            .map_err(|error| unknown_tokenizer(files.tokenizer, &error))?;
        // Windows are cut here, and each is read by itself.
        tokenizer.with_truncation(None).map_err(unusable)?;
        tokenizer.with_padding(None);
        let edges = edges(&tokenizer)?;
        // RoBERTa and its kin count their places from the one behind the number of the padding, which is 1.
        let unused = match &*config.model_type {
            "roberta" | "xlm-roberta" | "camembert" | "longformer" | "mpnet" => 2,
            _ => 0,
        };
        let name = config.name.rsplit('/').find(|part| !part.is_empty());
        let name = name.unwrap_or(&config.model_type);
        let version = sha256(&files.network)[..8].to_owned();
        let longest = config.max_position_embeddings.unwrap_or(usize::MAX);
        let specials = edges.0.len() + edges.1.len() + unused;
        let classifier = Self {
            network: Network::any(files.network)?,
            tokenizer,
            edges,
            tags,
            room: longest.saturating_sub(specials).clamp(1, ROOM),
            detector: DetectorId {
                name: format!("{MODEL}{name}").into(),
                version: version.into(),
            },
        };
        // Whatever a window of any length can meet, the longest meets here.
        classifier.scores(&vec![0; classifier.room])?;
        Ok(classifier)
    }

    /// Who it is, as it stands in what is proposed: what `config.json` calls it, and the beginning of the SHA-256 of
    /// its network.
    pub fn id(&self) -> &DetectorId {
        &self.detector
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        let name = &*self.detector.name;
        name.strip_prefix(MODEL).unwrap_or(name)
    }

    /// The kinds of names that it tells apart, as it calls them.
    pub fn labels(&self) -> Vec<LabelId> {
        let mut labels: Vec<LabelId> = self
            .tags
            .iter()
            .filter_map(|tag| tag.label.clone())
            .collect();
        labels.sort();
        labels.dedup();
        labels
    }

    /// The names among the words of a text, in order. `sentences` holds the words sentence by sentence; what stands
    /// between them is read, too, but is no part of a name unless both neighbours are.
    ///
    /// Each has the label that the model gives it, and is as sure as the mean of the probabilities of its words' tags.
    /// A word has the tag of its first piece, and a name is a run of words with tags of one kind, as the tools of
    /// Hugging Face have it under the name `first`.
    ///
    /// # Errors
    /// Where the tokenizer cannot cut the text, or the network cannot read it.
    pub fn read(
        &self,
        text: &str,
        sentences: &[Vec<TextSpan>],
    ) -> Result<Vec<Proposal>, EncoderError> {
        let (pieces, begins) = self.cut(text)?;
        let words: Vec<TextSpan> = sentences.iter().flatten().copied().collect();
        let firsts = firsts(&begins, &words);
        // A word has the pieces up to the next word's first.
        let ends = firsts.iter().skip(1).copied().chain([pieces.len()]);
        let mut from = 0;
        let lengths: Vec<usize> = ends
            .map(|end| {
                let length = end - from;
                from = end;
                length
            })
            .collect();
        let mut from = 0;
        let ranges: Vec<_> = sentences
            .iter()
            .map(|sentence| {
                from += sentence.len();
                from - sentence.len()..from
            })
            .filter(|range| !range.is_empty())
            .collect();
        let mut tagged = Vec::with_capacity(words.len());
        for window in windows(&lengths, &ranges, self.room) {
            let start: usize = lengths[..window.words.start].iter().sum();
            let length: usize = lengths[window.words].iter().sum();
            // A word alone may have more pieces than fit.
            let end = start + length.min(self.room);
            let scores = self.scores(&pieces[start..end])?;
            for number in window.kept {
                let owns = begins
                    .get(firsts[number])
                    .is_some_and(|begin| words[number].range().contains(begin));
                let row = firsts[number].checked_sub(start);
                let row = row.and_then(|row| scores.get(row)).filter(|_| owns);
                tagged.push((words[number], row.map(|row| best(row))));
            }
        }
        Ok(self.names(&tagged))
    }

    /// The pieces of a text, and where the first visible byte of each stands (see [`begins`]).
    fn cut(&self, text: &str) -> Result<(Vec<i32>, Vec<usize>), EncoderError> {
        // Counted in bytes, some offsets of `tokenizers` 0.23 lie inside a character.
        let cut = self.tokenizer.encode_char_offsets(text, false);
        let cut = cut.map_err(unusable)?;
        let pieces = cut.get_ids().iter().map(|id| id.cast_signed()).collect();
        Ok((pieces, begins(text, cut.get_offsets())))
    }

    /// The scores of the tags of each piece of a window.
    fn scores(&self, window: &[i32]) -> Result<Vec<Vec<f32>>, EncoderError> {
        let (begin, end) = &self.edges;
        let whole = [begin, window, end].concat();
        let shapes = vec![0; whole.len()];
        let scores = self.network.run(&whole, &shapes, self.tags.len())?;
        let rows = scores.tags.chunks(self.tags.len()).skip(begin.len());
        Ok(rows.take(window.len()).map(<[f32]>::to_vec).collect())
    }

    /// The names that the words' best tags spell. A word that is only a part of a piece goes on with what the word
    /// before it is.
    fn names(&self, tagged: &[(TextSpan, Option<(usize, f32)>)]) -> Vec<Proposal> {
        let mut names: Vec<(TextSpan, &LabelId, Vec<f32>)> = Vec::new();
        let mut is_open = false;
        for (word, best) in tagged {
            let Some((number, probability)) = best else {
                if let (true, Some((span, ..))) = (is_open, names.last_mut()) {
                    *span = span.hull(*word);
                }
                continue;
            };
            let tag = &self.tags[*number];
            let Some(label) = &tag.label else {
                is_open = false;
                continue;
            };
            match names.last_mut() {
                Some((span, open, scores)) if is_open && *open == label && !tag.begins => {
                    *span = span.hull(*word);
                    scores.push(*probability);
                }
                _ => names.push((*word, label, vec![*probability])),
            }
            is_open = true;
        }
        let named = |(span, label, scores): (TextSpan, &LabelId, Vec<f32>)| Proposal {
            span,
            label: label.clone(),
            score: Score::new(scores.iter().sum::<f32>() / scores.len() as f32),
            detector: self.detector.clone(),
            time: None,
        };
        names.into_iter().map(named).collect()
    }
}

fn unusable(error: tokenizers::Error) -> EncoderError {
    EncoderError::Tokenizer(error.to_string())
}

/// Why a tokenizer cannot be read, and of which kind it is, which the library does not say.
fn unknown_tokenizer(json: &[u8], error: &tokenizers::Error) -> EncoderError {
    #[derive(Deserialize)]
    struct File {
        model: Kind,
    }
    #[derive(Deserialize)]
    struct Kind {
        #[serde(rename = "type")]
        name: String,
    }
    let kind = serde_json::from_slice::<File>(json).map(|file| file.model.name);
    EncoderError::Tokenizer(match kind {
        Ok(kind) => format!("a tokenizer of the kind {kind:?} cannot be read: {error}"),
        Err(_) => error.to_string(),
    })
}

/// The tags of a model by number. The ways to write them that are known are BIO, IOB, BIOES, BILOU and the bare
/// kind of name.
fn tags(id2label: &BTreeMap<usize, String>) -> Result<Vec<ClassTag>, EncoderError> {
    let config = |problem: String| EncoderError::Config(problem);
    if id2label.is_empty() || !id2label.keys().copied().eq(0..id2label.len()) {
        return Err(config(format!(
            "id2label does not count its {} tags from 0 on",
            id2label.len()
        )));
    }
    let tag = |name: &String| {
        let (prefix, label) = match name.split_once(['-', '_']) {
            Some((prefix @ ("B" | "I" | "E" | "L" | "S" | "U" | "M"), label)) => (prefix, label),
            _ => ("I", &**name),
        };
        let label = (name != "O" && !label.is_empty()).then(|| LabelId::new(label));
        ClassTag {
            label,
            begins: matches!(prefix, "B" | "S" | "U"),
        }
    };
    let tags: Vec<ClassTag> = id2label.values().map(tag).collect();
    match tags.iter().any(|tag| tag.label.is_some()) {
        true => Ok(tags),
        false => Err(config("id2label has no kind of name, only O".to_owned())),
    }
}

/// The pieces that the tokenizer puts before a text and behind it.
fn edges(tokenizer: &Tokenizer) -> Result<(Vec<i32>, Vec<i32>), EncoderError> {
    let cut = tokenizer.encode("a", true).map_err(unusable)?;
    let pieces = || cut.get_ids().iter().zip(cut.get_special_tokens_mask());
    let special = |(id, special): (&u32, &u32)| (*special == 1).then(|| id.cast_signed());
    let before: Vec<i32> = pieces().map_while(special).collect();
    let mut behind: Vec<i32> = pieces().rev().map_while(special).collect();
    behind.reverse();
    Ok((before, behind))
}

/// Where the first visible byte of each piece stands, of which the offsets are in characters; `usize::MAX` for a piece
/// of white space. Some tokenizers count the space before a word to it.
fn begins(text: &str, offsets: &[(usize, usize)]) -> Vec<usize> {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let place = |at: &usize| places.get(*at).copied().unwrap_or(text.len());
    let begin = |(start, end): &(usize, usize)| {
        let (start, end) = (place(start), place(end));
        let piece = text.get(start..end).unwrap_or_default();
        match piece.len() - piece.trim_start().len() {
            white if white == piece.len() => usize::MAX,
            white => start + white,
        }
    };
    offsets.iter().map(begin).collect()
}

/// The first piece of each word: the first that begins in it or behind it, never one before an earlier word's.
fn firsts(begins: &[usize], words: &[TextSpan]) -> Vec<usize> {
    let mut at = 0;
    let first = |word: &TextSpan| {
        let is_before = |begin: &usize| *begin == usize::MAX || *begin < word.range().start;
        while begins.get(at).is_some_and(is_before) {
            at += 1;
        }
        at
    };
    words.iter().map(first).collect()
}

/// The best tag and its probability.
fn best(scores: &[f32]) -> (usize, f32) {
    let ranked = scores.iter().copied().enumerate();
    let (number, top) = ranked.fold((0, f32::NEG_INFINITY), |best, one| {
        if one.1 > best.1 { one } else { best }
    });
    let sum: f32 = scores.iter().map(|score| (score - top).exp()).sum();
    (number, 1.0 / sum)
}

#[cfg(test)]
mod tests;

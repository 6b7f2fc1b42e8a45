//! Tags the sentences of a document with an encoder.

use std::ops::Range;

use super::files::{Config, pieces};
use super::network::Network;
use super::windows::windows;
use super::{EncoderError, NAME, Shape, WordPiece};
use crate::detect::DetectorId;
use crate::detect::entities::lattice::Transitions;
use crate::detect::entities::{Decoder, Sentence, SentenceScores, TAGS, Tagger};

/// Between the scores of neighbouring tags the encoder itself has seen to; what cannot follow is forbidden
/// anyway.
const TRANSITIONS: Transitions = [[0.0; TAGS]; TAGS];

/// The files that an encoder is made of, as Hugging Face's tools name them.
pub struct EncoderFiles<'a> {
    /// `model.onnx`, which is given away: it is large.
    pub network: Vec<u8>,
    /// `tokenizer.json`
    pub tokenizer: &'a [u8],
    /// `config.json`
    pub config: &'a [u8],
}

/// A neural tagger: it reads whole windows of a text at once.
pub struct Encoder {
    network: Network,
    pieces: WordPiece,
    /// How many pieces fit between the two that begin and end a window.
    room: usize,
    decoder: Decoder,
    version: String,
}

impl Encoder {
    /// The encoder of these files.
    ///
    /// # Errors
    /// Where one of them is not what it should be; the error says which and why.
    pub fn new(files: EncoderFiles<'_>) -> Result<Self, EncoderError> {
        let config = Config::new(files.config)?;
        let encoder = Self {
            pieces: pieces(files.tokenizer)?,
            network: Network::new(files.network)?,
            room: config.longest.saturating_sub(2).max(1),
            decoder: Decoder {
                transitions: TRANSITIONS,
                temperature: config.temperature,
                trust: config.trust,
            },
            version: config.version,
        };
        // Whatever a window of any length can meet, the longest meets here.
        let longest = vec![(0, Shape::None); encoder.room];
        encoder.read(&longest)?;
        Ok(encoder)
    }

    /// The scores of each piece of a window.
    fn read(&self, window: &[(u32, Shape)]) -> Result<SentenceScores, EncoderError> {
        let edge = |number| std::iter::once((number, Shape::None));
        let whole = edge(self.pieces.begin())
            .chain(window.iter().copied())
            .chain(edge(self.pieces.end()));
        // The numbers of a vocabulary and of the shapes are small.
        let (numbers, shapes): (Vec<i32>, Vec<i32>) = whole
            .map(|(number, shape)| (number.cast_signed(), shape.number().cast_signed()))
            .unzip();
        let found = self.network.run(&numbers, &shapes, TAGS)?;
        let ((tags, _), (kinds, _)) = (found.tags.as_chunks(), found.kinds.as_chunks());
        let inner = 1..numbers.len() - 1;
        Ok(SentenceScores {
            tags: tags[inner.clone()].to_vec(),
            kinds: kinds.get(inner).unwrap_or_default().to_vec(),
        })
    }

    /// The pieces of a word, at least one and no more than fit into a window.
    fn pieces_of(&self, word: &str) -> Vec<(u32, Shape)> {
        let found = self.pieces.cut(word);
        let mut pieces: Vec<_> = found
            .iter()
            .map(|piece| (piece.number, piece.shape))
            .collect();
        if pieces.is_empty() {
            pieces.push((self.pieces.unknown(), Shape::None));
        }
        pieces.truncate(self.room);
        pieces
    }
}

impl Tagger for Encoder {
    fn id(&self) -> DetectorId {
        DetectorId {
            name: NAME.into(),
            version: self.version.clone().into(),
        }
    }

    fn scores(&self, sentences: &[Sentence<'_>]) -> Vec<SentenceScores> {
        let words = sentences.iter().flat_map(|sentence| sentence.words);
        let words: Vec<Vec<(u32, Shape)>> = words.map(|word| self.pieces_of(word)).collect();
        let lengths: Vec<usize> = words.iter().map(Vec::len).collect();
        let mut from = 0;
        let ranges = sentences.iter().map(|sentence| {
            from += sentence.words.len();
            from - sentence.words.len()..from
        });
        let ranges: Vec<Range<usize>> = ranges.filter(|range| !range.is_empty()).collect();
        let mut scores = SentenceScores::default();
        for window in windows(&lengths, &ranges, self.room) {
            let pieces = words[window.words.clone()].concat();
            // It has read the longest window; where one fails all the same, nothing is a name in it.
            let rows = self.read(&pieces).unwrap_or_else(|_| SentenceScores {
                tags: vec![[0.0; TAGS]; pieces.len()],
                kinds: Vec::new(),
            });
            // A word has the tag of its first piece.
            let mut first: usize = lengths[window.words.start..window.kept.start].iter().sum();
            for word in window.kept {
                scores.tags.push(rows.tags[first]);
                scores
                    .kinds
                    .push(rows.kinds.get(first).copied().unwrap_or_default());
                first += lengths[word];
            }
        }
        let (mut tags, mut kinds) = (scores.tags.into_iter(), scores.kinds.into_iter());
        let of = |sentence: &Sentence<'_>| {
            let count = sentence.words.len();
            SentenceScores {
                tags: tags.by_ref().take(count).collect(),
                kinds: kinds.by_ref().take(count).collect(),
            }
        };
        sentences.iter().map(of).collect()
    }

    fn decoder(&self) -> &Decoder {
        &self.decoder
    }
}

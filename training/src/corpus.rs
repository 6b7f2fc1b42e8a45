//! Reads corpora of JSON Lines, `{"doc": "...", "tokens": [...], "spans": [[first, end, label], ...]}`.

use std::path::{Path, PathBuf};

/// A sentence with its gold spans under the corpus's own labels.
#[derive(serde::Deserialize)]
pub struct Sentence {
    /// The document that it stands in.
    #[serde(default)]
    pub doc: String,
    /// The words.
    pub tokens: Vec<String>,
    /// First token, the token behind the last, label.
    pub spans: Vec<(usize, usize, String)>,
}

/// The corpus's file as it was read.
pub struct Corpus {
    /// The file's name without extension, which decides how its labels are understood.
    pub name: String,
    /// A hash of the file's bytes, for the manifest.
    pub hash: String,
    /// What was in it.
    pub sentences: Vec<Sentence>,
}

/// Why a corpus could not be read.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// The file could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line is not a sentence.
    #[error("{}, line {line}: {message}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
}

/// Reads `FOLDER/NAME.jsonl`.
///
/// # Errors
/// Where the file cannot be read, a line is not a sentence or a span leaves its sentence.
pub fn read(folder: &Path, name: &str) -> Result<Corpus, CorpusError> {
    let path = folder.join(format!("{name}.jsonl"));
    let text = std::fs::read_to_string(&path).map_err(|source| CorpusError::Io {
        path: path.clone(),
        source,
    })?;
    let mut sentences = Vec::new();
    for (i, line) in text.lines().enumerate() {
        let fail = |message| CorpusError::Line {
            path: path.clone(),
            line: i + 1,
            message,
        };
        let sentence: Sentence = serde_json::from_str(line).map_err(|e| fail(e.to_string()))?;
        let length = sentence.tokens.len();
        if let Some(bad) = sentence.spans.iter().find(|s| s.0 >= s.1 || s.1 > length) {
            return Err(fail(format!(
                "the span {}..{} leaves the sentence of {length} tokens",
                bad.0, bad.1
            )));
        }
        sentences.push(sentence);
    }
    Ok(Corpus {
        name: name.to_owned(),
        hash: format!("{:016x}", fnv(text.as_bytes())),
        sentences,
    })
}

fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

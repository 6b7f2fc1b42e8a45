//! The file that a model is shipped in.

use super::features::FeatureHash;
use super::lattice::Transitions;
use super::tag::{EntityLabel, TAGS};

/// The first bytes of every model file.
const MAGIC: &[u8; 8] = b"SPWTAGR\n";

/// The version of the file format and of the features, which must change together with either.
pub(super) const FORMAT: u16 = 1;

/// The contents of a model, as training leaves them.
pub struct ModelParts {
    /// The weights of each feature, in units of `WEIGHT_STEP`.
    pub weights: Vec<(FeatureHash, [i8; TAGS])>,
    /// The scores of one tag after another.
    pub transitions: Transitions,
    /// What scores are divided by to make the probabilities agree with how often they are right.
    pub temperature: f32,
}

/// Why bytes are not a model that this program can use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The bytes do not begin as a model file does.
    #[error("this is not a Spanwright model file; check that the address leads to the .bin file")]
    NotAModel,
    /// The file was made for another version of the program.
    #[error(
        "the model file has format {found}, but this program reads format {FORMAT}; use the file that came with the program"
    )]
    OtherFormat {
        /// The format of the file.
        found: u16,
    },
    /// The file tells other labels apart than the program.
    #[error("the model file has the labels {found}, but this program expects {expected}; use the file that came with the program", expected = label_list())]
    OtherLabels {
        /// The labels of the file.
        found: String,
    },
    /// Bytes are missing or were changed.
    #[error("the model file is damaged ({what}, {length} bytes read); load it again")]
    Damaged {
        /// What is wrong.
        what: &'static str,
        /// How many bytes were given.
        length: usize,
    },
}

impl ModelParts {
    /// Reads a model file; the second value is the hash of its contents.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<(Self, u64), ModelError> {
        let damaged = |what| ModelError::Damaged {
            what,
            length: bytes.len(),
        };
        let mut reader = Reader(bytes);
        if reader.take(MAGIC.len()) != Some(MAGIC) {
            return Err(ModelError::NotAModel);
        }
        let found = reader.u16().ok_or(damaged("no header"))?;
        if found != FORMAT {
            return Err(ModelError::OtherFormat { found });
        }
        let expected_hash = reader.u64().ok_or(damaged("no header"))?;
        if content_hash(reader.0) != expected_hash {
            return Err(damaged("its contents do not match their hash"));
        }
        let found = reader.text().ok_or(damaged("no labels"))?;
        if found != label_list() {
            return Err(ModelError::OtherLabels { found });
        }
        let parts = reader.parts().ok_or(damaged("its weights are cut off"))?;
        Ok((parts, expected_hash))
    }

    /// Writes a model file.
    ///
    /// The layout, all numbers little-endian: the magic bytes, the format (u16), a hash of the
    /// rest (u64), the labels (length as u16, UTF-8), the temperature (f32), the transitions
    /// (f32 each), the number of features (u32), and for each feature in the order of its hash
    /// the distance from the hash before (LEB128), the set of tags that it has weights for (u16)
    /// and those weights (i8 each).
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        let labels = label_list();
        body.extend((labels.len() as u16).to_le_bytes());
        body.extend(labels.as_bytes());
        body.extend(self.temperature.to_le_bytes());
        for score in self.transitions.iter().flatten() {
            body.extend(score.to_le_bytes());
        }
        let mut rows: Vec<_> = self.weights.iter().collect();
        rows.sort_by_key(|row| row.0);
        body.extend((rows.len() as u32).to_le_bytes());
        let mut last = 0;
        for (hash, weights) in rows {
            leb128(&mut body, hash - last);
            last = *hash;
            let present = weights.iter().enumerate().filter(|(_, w)| **w != 0);
            let mask = present.fold(0u16, |mask, (t, _)| mask | 1 << t);
            body.extend(mask.to_le_bytes());
            body.extend(weights.iter().filter(|w| **w != 0).map(|w| *w as u8));
        }
        Self::seal(&body)
    }

    /// The model file in which this, right or wrong, stands after the hash. A right hash does not make a
    /// model of it.
    ///
    /// ```
    /// use spanwright::detect::entities::{Model, ModelParts};
    /// assert!(Model::from_bytes(&ModelParts::seal(b"no labels, no weights")).is_err());
    /// ```
    pub fn seal(body: &[u8]) -> Vec<u8> {
        let hash = content_hash(body).to_le_bytes();
        [MAGIC.as_slice(), &FORMAT.to_le_bytes(), &hash, body].concat()
    }
}

fn label_list() -> String {
    EntityLabel::ALL.map(EntityLabel::name).join(" ")
}

/// FNV-1a over eight bytes at a time: notices damage, promises nothing against forgery.
fn content_hash(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3);
        hash ^= hash >> 29;
    }
    hash
}

fn leb128(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Reads numbers off the front of a slice; `None` where it ends too early.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    fn f32(&mut self) -> Option<f32> {
        self.array()
            .map(f32::from_le_bytes)
            .filter(|f| f.is_finite())
    }

    fn text(&mut self) -> Option<String> {
        let length = self.u16()?;
        String::from_utf8(self.take(length.into())?.to_vec()).ok()
    }

    fn leb128(&mut self) -> Option<u32> {
        let mut value = 0u32;
        for shift in (0..35).step_by(7) {
            let [byte] = self.array()?;
            let bits = u32::from(byte & 0x7f);
            value |= bits.checked_shl(shift).filter(|v| v >> shift == bits)?;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn parts(&mut self) -> Option<ModelParts> {
        let temperature = self.f32().filter(|t| *t > 0.0)?;
        let mut transitions = [[0.0; TAGS]; TAGS];
        for score in transitions.iter_mut().flatten() {
            *score = self.f32()?;
        }
        let count = self.array().map(u32::from_le_bytes)? as usize;
        // A feature takes at least three bytes, so a wrong count asks for no memory.
        let mut weights = Vec::with_capacity(count.min(self.0.len() / 3));
        let mut hash = 0u32;
        for _ in 0..count {
            hash = hash.checked_add(self.leb128()?)?;
            let mask = self.u16().filter(|mask| mask >> TAGS == 0)?;
            let mut row = [0; TAGS];
            for (t, weight) in row.iter_mut().enumerate() {
                if mask & 1 << t != 0 {
                    *weight = i8::from_le_bytes(self.array()?);
                }
            }
            weights.push((hash, row));
        }
        self.0.is_empty().then_some(ModelParts {
            weights,
            transitions,
            temperature,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Model, WEIGHT_STEP};
    use super::*;

    fn parts() -> ModelParts {
        let mut weights = Vec::new();
        for hash in [1u32, 90, 70_000, u32::MAX] {
            let mut row = [0; TAGS];
            row[hash as usize % TAGS] = -7;
            row[3] = 100;
            weights.push((hash, row));
        }
        ModelParts {
            weights,
            transitions: [[0.25; TAGS]; TAGS],
            temperature: 1.5,
        }
    }

    #[test]
    fn a_written_model_is_read_back() {
        let model = Model::from_bytes(&parts().to_bytes()).unwrap();
        assert_eq!(model.feature_count(), 4);
        assert_eq!(model.scores_of(&[90, 90, 5])[3], 200.0 * WEIGHT_STEP);
        assert_eq!(model.scores_of(&[5]), [0.0; TAGS]);
        assert_eq!(model.decoder.temperature, 1.5);
        assert!(model.version().starts_with("en-1-"), "{}", model.version());
    }

    #[test]
    fn every_cut_and_every_flipped_byte_is_refused() {
        let bytes = parts().to_bytes();
        for end in 0..bytes.len() {
            assert!(Model::from_bytes(&bytes[..end]).is_err(), "cut at {end}");
        }
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x10;
            assert!(Model::from_bytes(&bytes).is_err(), "flipped at {at}");
        }
    }

    #[test]
    fn weights_that_are_nonsense_are_refused_even_with_a_right_hash() {
        let good = parts().to_bytes();
        for at in 18..good.len() {
            for value in [0, 0x7f, 0xff] {
                let mut bytes = good.clone();
                bytes[at] = value;
                let hash = content_hash(&bytes[18..]);
                bytes[10..18].copy_from_slice(&hash.to_le_bytes());
                // Whatever comes of it, it must not panic.
                let _ = Model::from_bytes(&bytes);
            }
        }
    }

    #[test]
    fn another_format_is_named() {
        let mut bytes = parts().to_bytes();
        bytes[8] = 9;
        let error = Model::from_bytes(&bytes).err().unwrap();
        assert_eq!(error, ModelError::OtherFormat { found: 9 });
    }
}

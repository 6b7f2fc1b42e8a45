//! Fits the weights: stochastic gradient ascent (AdaGrad) on the log-likelihood of all tag
//! sequences that an annotation leaves open, against all sequences.

use std::collections::HashMap;

use spanwright::detect::entities::features::{FeatureHash, features};
use spanwright::detect::entities::lattice::{Marginals, TagScores, Transitions};
use spanwright::detect::entities::{TAGS, Tag, TagSet};

use crate::examples::Example;

/// What the fit depends on besides the data.
#[derive(Clone, Debug, serde::Serialize, clap::Args)]
pub struct Settings {
    /// How often the data is gone through.
    #[arg(long, default_value_t = 10)]
    pub epochs: usize,
    /// The step of AdaGrad.
    #[arg(long, default_value_t = 0.05)]
    pub rate: f32,
    /// The share of a token's features that is hidden at each visit, so that no single word is
    /// relied upon.
    #[arg(long, default_value_t = 0.35)]
    pub dropout: f32,
    /// How often a feature must be seen to get weights.
    #[arg(long, default_value_t = 2)]
    pub min_count: u32,
    /// Where the random numbers begin.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// The fitted weights.
pub struct Fit {
    /// The feature of each row.
    pub hashes: Vec<FeatureHash>,
    /// How often the feature was seen.
    pub counts: Vec<u32>,
    /// The weights of each row.
    pub weights: Vec<TagScores>,
    /// The scores of one tag after another.
    pub transitions: Transitions,
}

/// A sentence whose features are rows.
struct Sample<'a> {
    example: &'a Example,
    rows: Vec<u32>,
    ends: Vec<u32>,
}

/// A weight row and its sums of squared gradients, side by side in memory.
#[derive(Clone)]
struct Row {
    weights: TagScores,
    squares: TagScores,
}

/// Fits weights to the examples.
pub fn fit(examples: &[Example], settings: &Settings) -> Fit {
    let (hashes, counts, mut samples) = index(examples, settings.min_count);
    eprintln!(
        "{} features seen at least {} times",
        hashes.len(),
        settings.min_count
    );
    let blank = Row {
        weights: [0.0; TAGS],
        squares: [1e-2; TAGS],
    };
    let mut rows = vec![blank.clone(); hashes.len()];
    let mut chain = vec![blank; TAGS];
    let mut random = Random(settings.seed);
    for epoch in 1..=settings.epochs {
        random.shuffle(&mut samples);
        let mut loss = 0.0;
        let mut tokens = 0;
        for sample in &samples {
            loss += step(sample, &mut rows, &mut chain, settings, &mut random);
            tokens += sample.ends.len();
        }
        eprintln!("epoch {epoch}: {:.4} nats a token", loss / tokens as f64);
    }
    Fit {
        hashes,
        counts,
        weights: rows.into_iter().map(|row| row.weights).collect(),
        transitions: std::array::from_fn(|p| chain[p].weights),
    }
}

/// Numbers the features that occur often enough.
fn index(examples: &[Example], min_count: u32) -> (Vec<FeatureHash>, Vec<u32>, Vec<Sample<'_>>) {
    let mut count: HashMap<FeatureHash, u32> = HashMap::new();
    for example in examples {
        features(&example.words, |_, list| {
            for hash in list {
                *count.entry(*hash).or_default() += 1;
            }
        });
    }
    let mut kept: Vec<_> = count.into_iter().filter(|(_, n)| *n >= min_count).collect();
    kept.sort_unstable();
    let number: HashMap<FeatureHash, u32> = (0..)
        .zip(&kept)
        .map(|(row, (hash, _))| (*hash, row))
        .collect();
    let mut samples = Vec::with_capacity(examples.len());
    for example in examples {
        let mut sample = Sample {
            example,
            rows: Vec::new(),
            ends: Vec::new(),
        };
        features(&example.words, |_, list| {
            sample
                .rows
                .extend(list.iter().filter_map(|hash| number.get(hash)));
            sample.ends.push(sample.rows.len() as u32);
        });
        if !sample.ends.is_empty() {
            samples.push(sample);
        }
    }
    let (hashes, counts) = kept.into_iter().unzip();
    (hashes, counts, samples)
}

/// One step on one sentence; returns its loss.
fn step(
    sample: &Sample,
    rows: &mut [Row],
    chain: &mut [Row],
    settings: &Settings,
    random: &mut Random,
) -> f64 {
    let mut used: Vec<u32> = Vec::with_capacity(sample.rows.len());
    let mut ends = Vec::with_capacity(sample.ends.len());
    let mut unary: Vec<TagScores> = Vec::with_capacity(sample.ends.len());
    let mut start = 0;
    for &end in &sample.ends {
        let mut sum = [0.0; TAGS];
        for &row in &sample.rows[start..end as usize] {
            if random.share() < settings.dropout {
                continue;
            }
            used.push(row);
            for (s, w) in sum.iter_mut().zip(rows[row as usize].weights) {
                *s += w;
            }
        }
        start = end as usize;
        ends.push(used.len());
        unary.push(sum);
    }
    let transitions: Transitions = std::array::from_fn(|p| chain[p].weights);
    let allowed = &sample.example.allowed;
    let free = Marginals::new(&unary, &transitions, 1.0, |_| TagSet::ALL);
    let held = Marginals::new(&unary, &transitions, 1.0, |i| allowed[i]);
    let (Some(free), Some(held)) = (free, held) else {
        return 0.0;
    };
    let weight = sample.example.weight;
    let mut start = 0;
    for (i, &end) in ends.iter().enumerate() {
        let (expected, wanted) = (free.token(i), held.token(i));
        let gradient: TagScores = std::array::from_fn(|t| weight * (wanted[t] - expected[t]));
        if gradient.iter().any(|g| g.abs() > 1e-3) {
            for &row in &used[start..end] {
                rows[row as usize].climb(&gradient, settings.rate);
            }
        }
        start = end;
        if i > 0 {
            let (expected, wanted) = (free.pair(i), held.pair(i));
            for previous in Tag::all().map(Tag::index) {
                let gradient: TagScores =
                    std::array::from_fn(|t| weight * (wanted[previous][t] - expected[previous][t]));
                if gradient.iter().any(|g| g.abs() > 1e-3) {
                    chain[previous].climb(&gradient, settings.rate);
                }
            }
        }
    }
    free.log_partition() - held.log_partition()
}

impl Row {
    fn climb(&mut self, gradient: &TagScores, rate: f32) {
        let slots = self.weights.iter_mut().zip(&mut self.squares);
        for ((weight, square), slope) in slots.zip(gradient) {
            *square += slope * slope;
            *weight += rate * slope / square.sqrt();
        }
    }
}

/// SplitMix64: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u32 << 24) as f32
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}

//! A linear-chain conditional random field over the tags of one sentence: the best sequence, and
//! how probable a part of it is.

use super::tag::{TAGS, Tag, TagSet};

/// A score for each tag.
pub type TagScores = [f32; TAGS];

/// The scores of one tag after another, `scores[previous][next]`. Forbidden pairs weigh nothing
/// whatever stands here.
pub type Transitions = [TagScores; TAGS];

/// The most probable sequence of tags that the constraints admit.
///
/// `allowed` gives for each token the tags to choose from. Returns `None` where it leaves no
/// sequence.
pub fn viterbi(
    unary: &[TagScores],
    transitions: &Transitions,
    allowed: impl Fn(usize) -> TagSet,
) -> Option<Vec<Tag>> {
    let Some(first) = unary.first() else {
        return Some(Vec::new());
    };
    let mut best = [f32::NEG_INFINITY; TAGS];
    for tag in Tag::all().filter(|&t| t.may_start() && allowed(0).contains(t)) {
        best[tag.index()] = first[tag.index()];
    }
    let mut back = vec![[Tag::OUTSIDE; TAGS]; unary.len()];
    for (i, scores) in unary.iter().enumerate().skip(1) {
        let mut next = [f32::NEG_INFINITY; TAGS];
        for tag in Tag::all().filter(|&t| allowed(i).contains(t)) {
            for previous in Tag::all().filter(|&p| tag.may_follow(p)) {
                let score = best[previous.index()] + transitions[previous.index()][tag.index()];
                if score > next[tag.index()] {
                    next[tag.index()] = score;
                    back[i][tag.index()] = previous;
                }
            }
            next[tag.index()] += scores[tag.index()];
        }
        best = next;
    }
    // Of equal scores the first tag wins, so a word that nothing is known of is no name.
    let mut tag = Tag::all()
        .rev()
        .max_by(|a, b| best[a.index()].total_cmp(&best[b.index()]))?;
    if best[tag.index()] == f32::NEG_INFINITY {
        return None;
    }
    let mut tags = vec![tag; unary.len()];
    for i in (1..unary.len()).rev() {
        tag = back[i][tag.index()];
        tags[i - 1] = tag;
    }
    Some(tags)
}

/// The forward and backward sums over all sequences of tags of one sentence.
///
/// Each token's sums are scaled to add up to one, so that sentences of any length stay in range;
/// the scales are kept.
pub struct Marginals {
    potentials: Vec<TagScores>,
    transitions: Transitions,
    forward: Vec<TagScores>,
    backward: Vec<TagScores>,
    scales: Vec<f32>,
    log_partition: f64,
}

impl Marginals {
    /// Sums over the sequences that `allowed` admits, with all scores divided by `temperature`.
    /// Returns `None` where no sequence is admitted.
    pub fn new(
        unary: &[TagScores],
        transitions: &Transitions,
        temperature: f32,
        allowed: impl Fn(usize) -> TagSet,
    ) -> Option<Self> {
        let mut log_partition = 0.0;
        let mut potentials = Vec::with_capacity(unary.len());
        for (i, scores) in unary.iter().enumerate() {
            let allowed = allowed(i);
            let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            log_partition += f64::from(highest / temperature);
            let mut row = [0.0; TAGS];
            for tag in Tag::all().filter(|&t| allowed.contains(t)) {
                row[tag.index()] = ((scores[tag.index()] - highest) / temperature).exp();
            }
            potentials.push(row);
        }
        let mut factors = [[0.0; TAGS]; TAGS];
        for previous in Tag::all() {
            for tag in Tag::all().filter(|t| t.may_follow(previous)) {
                let score = transitions[previous.index()][tag.index()];
                factors[previous.index()][tag.index()] = (score / temperature).exp();
            }
        }
        let mut sums = Self {
            forward: Vec::with_capacity(unary.len()),
            backward: vec![[1.0; TAGS]; unary.len()],
            scales: Vec::with_capacity(unary.len()),
            potentials,
            transitions: factors,
            log_partition,
        };
        sums.sweep_forward()?;
        sums.sweep_backward();
        Some(sums)
    }

    /// The logarithm of the sum over all admitted sequences.
    pub fn log_partition(&self) -> f64 {
        self.log_partition
    }

    /// The probability of each tag at a token.
    pub fn token(&self, i: usize) -> TagScores {
        let mut probabilities = [0.0; TAGS];
        for (t, p) in probabilities.iter_mut().enumerate() {
            *p = self.forward[i][t] * self.backward[i][t];
        }
        probabilities
    }

    /// The probability of each pair of tags at token `i` and the one before it.
    pub fn pair(&self, i: usize) -> Transitions {
        let mut probabilities = [[0.0; TAGS]; TAGS];
        for (p, row) in probabilities.iter_mut().enumerate() {
            for (t, probability) in row.iter_mut().enumerate() {
                *probability = self.forward[i - 1][p] * self.step(i, p, t) * self.backward[i][t];
            }
        }
        probabilities
    }

    /// The probability that the tokens from `start` have exactly the given tags and that the
    /// token behind them does not go on with the mention.
    pub fn run(&self, start: usize, tags: &[Tag]) -> f32 {
        let Some(first) = tags.first() else {
            return 1.0;
        };
        let mut probability = self.forward[start][first.index()];
        let mut last = *first;
        for (i, &tag) in (start + 1..).zip(&tags[1..]) {
            probability *= self.step(i, last.index(), tag.index());
            last = tag;
        }
        let end = start + tags.len();
        if end == self.forward.len() {
            return probability * self.backward[end - 1][last.index()];
        }
        let after: f32 = Tag::all()
            .filter(|tag| !tag.is_inside())
            .map(|tag| self.step(end, last.index(), tag.index()) * self.backward[end][tag.index()])
            .sum();
        probability * after
    }

    fn step(&self, i: usize, previous: usize, tag: usize) -> f32 {
        self.transitions[previous][tag] * self.potentials[i][tag] / self.scales[i]
    }

    fn sweep_forward(&mut self) -> Option<()> {
        for i in 0..self.potentials.len() {
            let mut row = self.potentials[i];
            if let Some(before) = i.checked_sub(1).map(|b| self.forward[b]) {
                let mut reached = [0.0; TAGS];
                for (weight, factors) in before.iter().zip(&self.transitions) {
                    for (sum, factor) in reached.iter_mut().zip(factors) {
                        *sum += weight * factor;
                    }
                }
                for (value, sum) in row.iter_mut().zip(reached) {
                    *value *= sum;
                }
            } else {
                for tag in Tag::all().filter(|t| !t.may_start()) {
                    row[tag.index()] = 0.0;
                }
            }
            let scale: f32 = row.iter().sum();
            if scale <= 0.0 || !scale.is_finite() {
                return None;
            }
            row.iter_mut().for_each(|value| *value /= scale);
            self.log_partition += f64::from(scale.ln());
            self.forward.push(row);
            self.scales.push(scale);
        }
        Some(())
    }

    fn sweep_backward(&mut self) {
        for i in (1..self.potentials.len()).rev() {
            let mut ahead = [0.0; TAGS];
            for (t, value) in ahead.iter_mut().enumerate() {
                *value = self.potentials[i][t] * self.backward[i][t] / self.scales[i];
            }
            for (p, factors) in self.transitions.iter().enumerate() {
                self.backward[i - 1][p] = factors.iter().zip(ahead).map(|(f, a)| f * a).sum();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::entities::EntityLabel;

    fn scores(seed: u32) -> TagScores {
        std::array::from_fn(|t| f32::from((seed * 31 + t as u32 * 17) as u8 % 13) / 4.0)
    }

    fn transitions() -> Transitions {
        std::array::from_fn(|p| scores(p as u32 + 100))
    }

    /// Every legal sequence of three tags with its score.
    fn sequences(unary: &[TagScores]) -> Vec<(Vec<Tag>, f32)> {
        let mut all = vec![(Vec::<Tag>::new(), 0.0)];
        for row in unary {
            let mut longer = Vec::new();
            for (tags, score) in &all {
                for tag in Tag::all() {
                    let step = match tags.last() {
                        None if !tag.may_start() => continue,
                        Some(&last) if !tag.may_follow(last) => continue,
                        None => 0.0,
                        Some(last) => transitions()[last.index()][tag.index()],
                    };
                    let mut tags = tags.clone();
                    tags.push(tag);
                    longer.push((tags, score + step + row[tag.index()]));
                }
            }
            all = longer;
        }
        all
    }

    #[test]
    fn viterbi_finds_the_sequence_that_exhaustive_search_finds() {
        for seed in 0..20 {
            let unary: Vec<_> = (0..3).map(|i| scores(seed * 3 + i)).collect();
            let best = sequences(&unary)
                .into_iter()
                .max_by(|a, b| a.1.total_cmp(&b.1))
                .unwrap();
            let found = viterbi(&unary, &transitions(), |_| TagSet::ALL).unwrap();
            let score = sequences(&unary)
                .into_iter()
                .find(|s| s.0 == found)
                .unwrap()
                .1;
            assert!((score - best.1).abs() < 1e-4, "{found:?} {score} {best:?}");
        }
    }

    #[test]
    fn probabilities_agree_with_the_sum_over_all_sequences() {
        let unary: Vec<_> = (0..3).map(|i| scores(i + 7)).collect();
        let sums = Marginals::new(&unary, &transitions(), 1.0, |_| TagSet::ALL).unwrap();
        let all = sequences(&unary);
        let total: f64 = all.iter().map(|s| f64::from(s.1).exp()).sum();
        assert!((sums.log_partition() - total.ln()).abs() < 1e-3);

        let begin = Tag::begin(EntityLabel::Place);
        let inside = Tag::inside(EntityLabel::Place);
        let exact: f64 = all
            .iter()
            .filter(|s| s.0[0] == begin && s.0[1] == inside && s.0[2] != inside)
            .map(|s| f64::from(s.1).exp())
            .sum();
        let run = f64::from(sums.run(0, &[begin, inside]));
        assert!(
            (run - exact / total).abs() < 1e-4,
            "{run} {}",
            exact / total
        );

        let tag: f64 = all
            .iter()
            .filter(|s| s.0[1] == inside)
            .map(|s| f64::from(s.1).exp())
            .sum();
        let token = f64::from(sums.token(1)[inside.index()]);
        assert!((token - tag / total).abs() < 1e-4);
        let pairs: f32 = sums.pair(1).iter().flatten().sum();
        assert!((pairs - 1.0).abs() < 1e-4);
    }

    #[test]
    fn constraints_that_leave_no_sequence_are_reported() {
        let inside = TagSet::EMPTY.with(Tag::inside(EntityLabel::Org));
        assert_eq!(viterbi(&[scores(1)], &transitions(), |_| inside), None);
        assert!(Marginals::new(&[scores(1)], &transitions(), 1.0, |_| inside).is_none());
    }
}

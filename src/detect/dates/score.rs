//! Scores time expressions by the protocol of TempEval-3 (UzZaman et al. 2013).
//!
//! Expressions are aligned one to one by overlap: identical extents first, then the largest
//! overlap, then the leftmost. *Strict* counts the pairs of identical extent, *relaxed* all
//! pairs, *type* and *value* the pairs that agree in those.

use std::cmp::Reverse;
use std::ops::Range;

use super::TimexKind;

/// A time expression, with its extent in code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// The extent in code points, without white space at its ends.
    pub extent: Range<u32>,
    /// The TIMEX3 type.
    pub kind: TimexKind,
    /// The TIMEX3 value.
    pub value: String,
}

/// What was counted over documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The expressions of the gold annotation.
    pub gold: usize,
    /// The expressions of the system.
    pub system: usize,
    /// The aligned pairs of identical extent.
    pub strict: usize,
    /// The aligned pairs.
    pub relaxed: usize,
    /// The aligned pairs of the same type.
    pub kind: usize,
    /// The aligned pairs of the same value.
    pub value: usize,
}

/// Precision, recall and their harmonic mean, in per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// What share of the system's expressions is right.
    pub precision: f64,
    /// What share of the gold expressions was found.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
}

/// Aligns the expressions of one document; each pair holds the index of the gold expression and
/// that of the system's.
pub fn align(gold: &[Expression], system: &[Expression]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (i, expected) in gold.iter().enumerate() {
        for (j, found) in system.iter().enumerate() {
            let start = expected.extent.start.max(found.extent.start);
            let end = expected.extent.end.min(found.extent.end);
            if start < end {
                let differs = expected.extent != found.extent;
                let order = (
                    differs,
                    Reverse(end - start),
                    expected.extent.start,
                    found.extent.start,
                );
                pairs.push((order, i, j));
            }
        }
    }
    pairs.sort();
    let mut taken = (vec![false; gold.len()], vec![false; system.len()]);
    pairs
        .into_iter()
        .filter_map(|(_, i, j)| {
            let free = !taken.0[i] && !taken.1[j];
            free.then(|| {
                taken.0[i] = true;
                taken.1[j] = true;
                (i, j)
            })
        })
        .collect()
}

impl Counts {
    /// Counts one document more.
    pub fn add(&mut self, gold: &[Expression], system: &[Expression]) {
        self.gold += gold.len();
        self.system += system.len();
        for (i, j) in align(gold, system) {
            let (expected, found) = (&gold[i], &system[j]);
            self.relaxed += 1;
            self.strict += usize::from(expected.extent == found.extent);
            self.kind += usize::from(expected.kind == found.kind);
            self.value += usize::from(expected.value == found.value);
        }
    }

    /// The figures of `correct` expressions, one of the counts.
    pub fn figures(&self, correct: usize) -> Figures {
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
        let share = |whole: usize| {
            if whole == 0 {
                0.0
            } else {
                correct as f64 / whole as f64
            }
        };
        let (precision, recall) = (share(self.system), share(self.gold));
        let f1 = if correct == 0 {
            0.0
        } else {
            2.0 * precision * recall / (precision + recall)
        };
        Figures {
            precision: 100.0 * precision,
            recall: 100.0 * recall,
            f1: 100.0 * f1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression(extent: Range<u32>, value: &str) -> Expression {
        Expression {
            extent,
            kind: TimexKind::Date,
            value: value.to_owned(),
        }
    }

    #[test]
    fn identical_extents_are_aligned_before_larger_overlaps() {
        let gold = [expression(0..20, "1999"), expression(5..9, "1998")];
        let system = [expression(5..9, "1998")];
        assert_eq!(align(&gold, &system), [(1, 0)]);
    }

    #[test]
    fn a_second_expression_over_the_same_gold_one_is_wrong() {
        let gold = [expression(0..12, "2016-07-15TMO")];
        let system = [expression(0..6, "2016-07-15"), expression(7..12, "TMO")];
        let mut counts = Counts::default();
        counts.add(&gold, &system);
        assert_eq!((counts.relaxed, counts.strict, counts.value), (1, 0, 0));
        let figures = counts.figures(counts.relaxed);
        assert!((figures.precision - 50.0).abs() < 1e-9);
        assert!((figures.recall - 100.0).abs() < 1e-9);
        assert!((figures.f1 - 200.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn no_expressions_score_nothing() {
        assert!(Counts::default().figures(0).f1.abs() < 1e-9);
    }
}

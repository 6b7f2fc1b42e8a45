//! Makes the fitted weights fit into the file: rounds them and leaves out those that matter least.

use spanwright::detect::entities::{ModelParts, TAGS, WEIGHT_STEP};

use crate::optimise::Fit;

/// The weights that a file of at most `size` bytes can hold.
pub fn shrink(fit: &Fit, size: usize) -> ModelParts {
    // A feature matters by how far its weights move scores and by how often it is met.
    let mut order: Vec<(f32, usize)> = fit
        .weights
        .iter()
        .enumerate()
        .map(|(row, weights)| {
            let force = weights.iter().map(|w| w * w).sum::<f32>();
            (force * (1.0 + fit.counts[row] as f32).ln(), row)
        })
        .collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (mut low, mut high) = (0, order.len());
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if parts(fit, &order[..middle]).to_bytes().len() <= size {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    parts(fit, &order[..low])
}

fn parts(fit: &Fit, rows: &[(f32, usize)]) -> ModelParts {
    let mut weights: Vec<_> = rows
        .iter()
        .map(|&(_, row)| (fit.hashes[row], round(&fit.weights[row])))
        .filter(|(_, row)| row.iter().any(|w| *w != 0))
        .collect();
    weights.sort_by_key(|row| row.0);
    ModelParts {
        weights,
        transitions: fit.transitions,
        temperature: 1.0,
    }
}

/// Rounds to steps; weights of less than three steps are left out.
fn round(weights: &[f32; TAGS]) -> [i8; TAGS] {
    weights.map(|w| {
        let steps = (w / WEIGHT_STEP).round().clamp(-127.0, 127.0) as i8;
        if steps.abs() < 3 { 0 } else { steps }
    })
}

//! A hash table from features to their weights, flat in memory.

use super::features::FeatureHash;
use super::tag::TAGS;

/// The weights of one feature, padded so that the additions fit into vector registers.
type Row = [i16; 12];

const _: () = assert!(TAGS <= 12);

/// Weights by feature, open addressing with linear probing.
///
/// The small index of hashes is all that a feature without weights touches; rows are dense and
/// can be changed or appended to.
pub struct WeightTable {
    index: Vec<Slot>,
    rows: Vec<Row>,
}

#[derive(Clone, Copy)]
struct Slot {
    /// The feature, or 0 where the slot is empty.
    hash: FeatureHash,
    row: u32,
}

impl WeightTable {
    /// Builds the table; of a feature that comes twice, the first weights are found.
    pub fn new(weights: &[(FeatureHash, [i8; TAGS])]) -> Self {
        let capacity = (weights.len() * 2).next_power_of_two().max(2);
        let mut table = Self {
            index: vec![Slot { hash: 0, row: 0 }; capacity],
            rows: Vec::with_capacity(weights.len()),
        };
        for (hash, weights) in weights {
            let mut row = [0; 12];
            for (to, from) in row.iter_mut().zip(weights) {
                *to = i16::from(*from);
            }
            table.push(*hash, row);
        }
        table
    }

    /// The number of features.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The sum of the weights of the features.
    pub fn sum(&self, features: &[FeatureHash]) -> [i32; TAGS] {
        let mut sums = [0i32; 12];
        for &feature in features {
            if let Some(row) = self.find(feature) {
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += i32::from(*weight);
                }
            }
        }
        std::array::from_fn(|t| sums[t])
    }

    fn find(&self, feature: FeatureHash) -> Option<&Row> {
        let mask = self.index.len() - 1;
        let mut at = home(feature) & mask;
        loop {
            let slot = self.index[at];
            if slot.hash == feature {
                return self.rows.get(slot.row as usize);
            }
            if slot.hash == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    fn push(&mut self, hash: FeatureHash, row: Row) {
        let mask = self.index.len() - 1;
        let mut at = home(hash) & mask;
        while self.index[at].hash != 0 {
            at = (at + 1) & mask;
        }
        self.index[at] = Slot {
            hash,
            row: self.rows.len() as u32,
        };
        self.rows.push(row);
    }
}

/// Where a feature's slot is looked for first.
const fn home(feature: FeatureHash) -> usize {
    (feature ^ feature >> 16) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_a_plain_map() {
        let weights: Vec<_> = (1..2000u32)
            .map(|n| (n.wrapping_mul(0x9e37_79b9) | 1, [(n % 90) as i8; TAGS]))
            .collect();
        let table = WeightTable::new(&weights);
        let map: std::collections::HashMap<_, _> = weights.iter().rev().copied().collect();
        for n in 1..3000u32 {
            let feature = n.wrapping_mul(0x9e37_79b9) | 1;
            let expected = map.get(&feature).map_or(0, |row| i32::from(row[0]));
            assert_eq!(table.sum(&[feature])[0], expected);
        }
    }

    #[test]
    fn an_empty_table_finds_nothing() {
        assert_eq!(WeightTable::new(&[]).sum(&[1, 2, u32::MAX]), [0; TAGS]);
    }
}

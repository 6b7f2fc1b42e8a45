//! Choosing among overlapping annotations, for formats that hold one a place.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Preference;
use super::prepared::Chosen;
use crate::annotation::Review;
use crate::text::ByteOffset;

/// An annotation that gave way, and to which.
pub(super) struct GaveWay<'a> {
    pub loser: Chosen<'a>,
    pub winner: Chosen<'a>,
    pub why: Preference,
}

/// Keeps annotations that do not overlap: what a person accepted before what nobody has looked
/// at, the longer before the shorter, the earlier before the later, the older before the newer.
pub(super) fn flatten(chosen: Vec<Chosen>) -> (Vec<Chosen>, Vec<GaveWay>) {
    let mut by_preference = chosen;
    by_preference.sort_by_key(|chosen| {
        (
            chosen.annotation.review != Review::Accepted,
            Reverse(chosen.span.len_bytes()),
            chosen.span.start(),
            chosen.annotation.id,
        )
    });
    let mut kept: BTreeMap<ByteOffset, Chosen> = BTreeMap::new();
    let mut gave_way = Vec::new();
    for candidate in by_preference {
        // What is kept does not overlap, so only the last that starts before the candidate's end
        // can reach into it.
        let before = kept.range(..candidate.span.end()).next_back();
        match before.filter(|(_, other)| other.span.overlaps(candidate.span)) {
            Some((_, winner)) => gave_way.push(GaveWay {
                why: preference(winner, &candidate),
                winner: winner.clone(),
                loser: candidate,
            }),
            None => {
                kept.insert(candidate.span.start(), candidate);
            }
        }
    }
    gave_way.sort_by_key(|gone| gone.loser.span);
    (kept.into_values().collect(), gave_way)
}

fn preference(winner: &Chosen, loser: &Chosen) -> Preference {
    if winner.annotation.review != loser.annotation.review {
        Preference::Accepted
    } else if winner.span.len_bytes() != loser.span.len_bytes() {
        Preference::Longer
    } else if winner.span.start() != loser.span.start() {
        Preference::First
    } else {
        Preference::Older
    }
}

//! Settles which proposals stand where detectors disagree.

use super::{Proposal, dates, entities, terms};

/// Keeps of the proposals those that no better one overlaps, in the order of the text.
///
/// The rule, where two proposals share text:
///
/// 1. An e-mail address or a URL beats all: nothing else is to be found inside one.
/// 2. A name of several words that contains a date or a term beats it where the name is the
///    longer one: "Theresa May" is a person, "Friday the 13th Part 2" a work.
/// 3. Otherwise the rules beat the tagger, which has no rule to give as its reason: dates before
///    terms before names.
/// 4. Within one detector the longer proposal beats the shorter, then the surer the less sure,
///    then the earlier the later.
///
/// ```
/// use spanwright::detect::merge;
/// assert!(merge(Vec::new()).is_empty());
/// ```
pub fn merge(mut proposals: Vec<Proposal>) -> Vec<Proposal> {
    proposals.sort_by(|a, b| {
        trust(a)
            .cmp(&trust(b))
            .then(b.span.len_bytes().cmp(&a.span.len_bytes()))
            .then(b.score.total_cmp(&a.score))
            .then(a.span.cmp(&b.span))
            .then(a.label.cmp(&b.label))
    });
    let names: Vec<_> = proposals
        .iter()
        .filter(|p| p.detector.name == entities::NAME)
        .map(|p| p.span)
        .collect();
    let inside_longer_name = |p: &Proposal| {
        trust(p) != Trust::Address
            && p.detector.name != entities::NAME
            && names
                .iter()
                .any(|name| name.contains(p.span) && *name != p.span)
    };
    let mut kept: Vec<Proposal> = Vec::with_capacity(proposals.len());
    for proposal in &proposals {
        if !inside_longer_name(proposal) && !kept.iter().any(|k| k.span.overlaps(proposal.span)) {
            kept.push(proposal.clone());
        }
    }
    kept.sort_by_key(|p| p.span);
    kept
}

/// Who is believed first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    Address,
    Date,
    Term,
    Name,
}

fn trust(proposal: &Proposal) -> Trust {
    match (proposal.detector.name, proposal.label.as_str()) {
        (_, "EMAIL" | "URL") => Trust::Address,
        (dates::NAME, _) => Trust::Date,
        (terms::NAME, _) => Trust::Term,
        _ => Trust::Name,
    }
}

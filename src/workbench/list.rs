//! The list of annotations: what stands in it, in which order, and how many there are of each kind.

use std::cmp::Ordering;
use std::sync::Arc;

use super::Workbench;
use crate::annotation::{Annotation, LabelId, Origin, Review, Schema};
use crate::detect::Score;
use crate::text::{FindOptions, Segmenter, find};

/// How the list is sorted. What is equal stands in the order of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SortBy {
    /// By place in the text.
    #[default]
    Position,
    /// By label, in the order of the label table.
    Label,
    /// By the words, capitals and small letters alike.
    Text,
    /// By the detector's score, the least sure first; what has none comes last.
    Score,
    /// By what a time expression means, earlier before later; what has none comes last.
    Date,
}

/// How an annotation came to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// A person or a file made it.
    Made,
    /// A detector proposed it and a person accepted it.
    Accepted,
    /// A detector proposes it.
    Suggested,
}

/// What the list is to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListOptions {
    /// In which order.
    pub sort: SortBy,
    /// Whether the order is turned round.
    pub descending: bool,
    /// Only this label.
    pub label: Option<LabelId>,
    /// Only what came to be so.
    pub standing: Option<Standing>,
    /// Only what has these words in it.
    pub text: String,
    /// How sure a suggestion must be; what is decided is listed whatever its score.
    pub at_least: Score,
}

/// How many annotations there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Of each label of the table that has any, in its order, and of labels that are not in it.
    pub labels: Vec<(LabelId, usize)>,
    /// That a person or a file made.
    pub made: usize,
    /// That a person accepted.
    pub accepted: usize,
    /// That nobody has decided about.
    pub suggested: usize,
}

impl Standing {
    /// How an annotation that is drawn came to be there.
    pub fn of(annotation: &Annotation) -> Self {
        match (annotation.review, &annotation.origin) {
            (Review::Suggested, _) => Self::Suggested,
            (_, Origin::Detector { .. }) => Self::Accepted,
            _ => Self::Made,
        }
    }
}

impl Workbench {
    /// The annotations that hold and the visible suggestions that the list is to show.
    pub fn list(
        &self,
        schema: &Schema,
        options: &ListOptions,
        segmenter: &dyn Segmenter,
    ) -> Vec<Arc<Annotation>> {
        let text = self.document.text.as_str();
        let wanted = options.label.as_ref().map(|label| schema.resolve(label));
        let shown = |one: &&Arc<Annotation>| {
            wanted.is_none_or(|wanted| schema.resolve(&one.label) == wanted)
                && options
                    .standing
                    .is_none_or(|standing| standing == Standing::of(one))
                && (one.review != Review::Suggested || one.score >= Some(options.at_least))
                && (options.text.is_empty() || {
                    let words = one.span.slice(text);
                    !find(words, &options.text, FindOptions::default(), segmenter).is_empty()
                })
        };
        let mut list: Vec<&Arc<Annotation>> = self.all_drawn().filter(shown).collect();
        if options.sort == SortBy::Text {
            // Small letters are made once for each annotation, not once for each comparison.
            let mut keyed: Vec<(String, &Arc<Annotation>)> = list
                .into_iter()
                .map(|one| (one.span.slice(text).to_ascii_lowercase(), one))
                .collect();
            keyed.sort_by(|a, b| in_order(a.0.cmp(&b.0), options.descending));
            return keyed.into_iter().map(|(_, one)| one.clone()).collect();
        }
        let compare = |a: &&Arc<Annotation>, b: &&Arc<Annotation>| {
            let order = match options.sort {
                SortBy::Position | SortBy::Text => a.place().cmp(&b.place()),
                SortBy::Label => schema.rank(&a.label).cmp(&schema.rank(&b.label)),
                SortBy::Score => return known_first(a.score, b.score, options.descending),
                SortBy::Date => return known_first(date(a), date(b), options.descending),
            };
            in_order(order, options.descending)
        };
        // It mostly comes in order, and the small sort of the page does not notice by itself.
        if !list.is_sorted_by(|a, b| compare(a, b).is_le()) {
            list.sort_by(compare);
        }
        list.into_iter().cloned().collect()
    }

    /// How many there are of each label and kind.
    pub fn counts(&self, schema: &Schema) -> Counts {
        let mut counts = Counts::default();
        for one in self.all_drawn() {
            let label = schema.resolve(&one.label);
            match counts.labels.iter_mut().find(|(known, _)| known == label) {
                Some((_, count)) => *count += 1,
                None => counts.labels.push((label.clone(), 1)),
            }
            *match Standing::of(one) {
                Standing::Made => &mut counts.made,
                Standing::Accepted => &mut counts.accepted,
                Standing::Suggested => &mut counts.suggested,
            } += 1;
        }
        counts.labels.sort_by_key(|(label, _)| schema.rank(label));
        counts
    }

    /// All that is drawn, in the order of the text.
    fn all_drawn(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        self.views.iter().flat_map(|view| view.begun())
    }
}

fn date(annotation: &Annotation) -> Option<&str> {
    let time = annotation.time.as_ref()?;
    Some(&time.timex.value)
}

fn in_order(order: Ordering, descending: bool) -> Ordering {
    match descending {
        true => order.reverse(),
        false => order,
    }
}

/// What is not known comes last in either direction.
fn known_first<T: Ord>(a: Option<T>, b: Option<T>, descending: bool) -> Ordering {
    let unknown = a.is_none().cmp(&b.is_none());
    unknown.then_with(|| in_order(a.cmp(&b), descending))
}

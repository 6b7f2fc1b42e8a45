//! The annotations of a document, sorted by (start, longest first).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{Annotation, AnnotationId};
use crate::text::{ByteOffset, TextSpan};

/// How many annotations a chunk holds before it is split in two.
const CHUNK: usize = 512;

/// A sorted set of annotations that may overlap, nest and coincide.
///
/// Annotations stand in chunks of at most 512 that know how far their spans reach. Adding and
/// removing move the annotations of one chunk and a pointer for each chunk; a query passes over
/// the chunks that end too early without looking into them.
#[derive(Clone, Debug, Default)]
pub struct AnnotationSet {
    chunks: Vec<Chunk>,
    /// Where to look for an annotation.
    spans: HashMap<AnnotationId, TextSpan>,
}

#[derive(Clone, Debug, Default)]
struct Chunk {
    annotations: Vec<Arc<Annotation>>,
    /// The largest end of any of its spans.
    reach: ByteOffset,
}

/// Where an annotation stands in the set, see [`Annotation::place`].
type Place = (TextSpan, AnnotationId);

impl AnnotationSet {
    /// How many annotations there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The annotation with this identity.
    pub fn get(&self, id: AnnotationId) -> Option<&Arc<Annotation>> {
        let span = *self.spans.get(&id)?;
        let chunk = self.chunks.get(self.chunk_of((span, id)))?;
        let at = chunk.find((span, id)).ok()?;
        chunk.annotations.get(at)
    }

    /// All annotations in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Annotation>> {
        self.chunks.iter().flat_map(|chunk| &chunk.annotations)
    }

    /// The annotations that share at least a byte with `span`, in order.
    pub fn overlapping(&self, span: TextSpan) -> impl Iterator<Item = &Arc<Annotation>> {
        self.chunks[..self.chunks_before(span.end())]
            .iter()
            .filter(move |chunk| chunk.reach > span.start())
            .flat_map(|chunk| &chunk.annotations)
            .take_while(move |annotation| annotation.span.start() < span.end())
            .filter(move |annotation| annotation.span.end() > span.start())
    }

    /// The annotations from the first that starts at or after `offset`, in order.
    pub fn starting_from(&self, offset: ByteOffset) -> impl Iterator<Item = &Arc<Annotation>> {
        let chunk = self.chunks.partition_point(|chunk| {
            let last = chunk.annotations.last();
            last.is_some_and(|last| last.span.start() < offset)
        });
        self.chunks[chunk..]
            .iter()
            .flat_map(|chunk| &chunk.annotations)
            .skip_while(move |annotation| annotation.span.start() < offset)
    }

    /// The annotations that start before `offset`, the last one first.
    pub fn starting_before(&self, offset: ByteOffset) -> impl Iterator<Item = &Arc<Annotation>> {
        self.chunks[..self.chunks_before(offset)]
            .iter()
            .rev()
            .flat_map(|chunk| chunk.annotations.iter().rev())
            .skip_while(move |annotation| annotation.span.start() >= offset)
    }

    /// Adds an annotation and returns the one that had the same identity before.
    pub fn insert(&mut self, annotation: Annotation) -> Option<Arc<Annotation>> {
        let replaced = self.remove(annotation.id);
        let place = annotation.place();
        self.spans.insert(annotation.id, annotation.span);
        if self.chunks.is_empty() {
            self.chunks.push(Chunk::default());
        }
        let at = self.chunk_of(place);
        if let Some(chunk) = self.chunks.get_mut(at) {
            let (Ok(position) | Err(position)) = chunk.find(place);
            chunk.reach = chunk.reach.max(annotation.span.end());
            chunk.annotations.insert(position, Arc::new(annotation));
            if chunk.annotations.len() > CHUNK {
                let upper = Chunk::new(chunk.annotations.split_off(CHUNK / 2));
                *chunk = Chunk::new(std::mem::take(&mut chunk.annotations));
                self.chunks.insert(at + 1, upper);
            }
        }
        replaced
    }

    /// Takes an annotation out.
    pub fn remove(&mut self, id: AnnotationId) -> Option<Arc<Annotation>> {
        let span = *self.spans.get(&id)?;
        self.spans.remove(&id);
        let at = self.chunk_of((span, id));
        let chunk = self.chunks.get_mut(at)?;
        let position = chunk.find((span, id)).ok()?;
        let removed = chunk.annotations.remove(position);
        if chunk.annotations.is_empty() {
            self.chunks.remove(at);
        } else if removed.span.end() == chunk.reach {
            *chunk = Chunk::new(std::mem::take(&mut chunk.annotations));
        }
        Some(removed)
    }

    /// The chunk in which an annotation stands or would stand.
    fn chunk_of(&self, wanted: Place) -> usize {
        let after = self.chunks.partition_point(|chunk| {
            let first = chunk.annotations.first();
            first.is_some_and(|first| first.place() <= wanted)
        });
        after.saturating_sub(1)
    }

    /// How many chunks begin before `offset`.
    fn chunks_before(&self, offset: ByteOffset) -> usize {
        self.chunks.partition_point(|chunk| {
            let first = chunk.annotations.first();
            first.is_some_and(|first| first.span.start() < offset)
        })
    }
}

impl Chunk {
    fn new(annotations: Vec<Arc<Annotation>>) -> Self {
        let ends = annotations.iter().map(|annotation| annotation.span.end());
        let reach = ends.max().unwrap_or_default();
        Self { annotations, reach }
    }

    fn find(&self, wanted: Place) -> Result<usize, usize> {
        self.annotations
            .binary_search_by(|annotation| annotation.place().cmp(&wanted))
    }
}

impl PartialEq for AnnotationSet {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl FromIterator<Annotation> for AnnotationSet {
    /// Sorts once, so that loading a million annotations does not insert a million times. Of
    /// annotations with the same identity the last one is kept.
    fn from_iter<I: IntoIterator<Item = Annotation>>(annotations: I) -> Self {
        let mut sorted: Vec<_> = annotations.into_iter().map(Arc::new).collect();
        let spans = sorted
            .iter()
            .map(|annotation| (annotation.id, annotation.span));
        let spans: HashMap<AnnotationId, TextSpan> = spans.collect();
        if spans.len() < sorted.len() {
            let mut seen = HashSet::new();
            sorted.reverse();
            sorted.retain(|annotation| seen.insert(annotation.id));
        }
        sorted.sort_by_key(|annotation| annotation.place());
        let chunks = sorted.chunks(CHUNK / 2);
        let chunks = chunks.map(|chunk| Chunk::new(chunk.to_vec()));
        Self {
            chunks: chunks.collect(),
            spans,
        }
    }
}

impl serde::Serialize for AnnotationSet {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeSeq as _;
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        for annotation in self.iter() {
            list.serialize_element(annotation)?;
        }
        list.end()
    }
}

impl<'de> serde::Deserialize<'de> for AnnotationSet {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let annotations = Vec::<Annotation>::deserialize(deserializer)?;
        Ok(annotations.into_iter().collect())
    }
}

#[cfg(test)]
mod tests;

//! What the tagger can say about one token.

use crate::detect::LabelId;

/// A kind of name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityLabel {
    /// People, real or invented.
    Person,
    /// Companies, institutions, parties, teams, bands.
    Org,
    /// Countries, cities, landscapes, buildings.
    Place,
    /// Nationalities, religious and political groups, and their adjectives.
    Group,
    /// Events, works, laws and products.
    Misc,
}

impl EntityLabel {
    /// Every label, in the order of the model's tags.
    pub const ALL: [Self; 5] = [
        Self::Person,
        Self::Org,
        Self::Place,
        Self::Group,
        Self::Misc,
    ];

    /// The label's identity, as it stands in proposals and in the model file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Org => "ORG",
            Self::Place => "PLACE",
            Self::Group => "GROUP",
            Self::Misc => "MISC",
        }
    }

    /// The label's identity.
    pub fn id(self) -> LabelId {
        LabelId::new(self.name())
    }
}

/// What a MISC is, as far as a tagger tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MiscKind {
    /// Anything else.
    #[default]
    Other,
    /// Wars, elections, conferences, tournaments, storms.
    Event,
    /// Books, songs, films, paintings.
    Work,
    /// Things that are made and sold, and programming languages.
    Product,
}

impl MiscKind {
    /// Every kind, in the order of the network's output.
    pub const ALL: [Self; KINDS] = [Self::Other, Self::Event, Self::Work, Self::Product];

    /// The label of names of this kind; `None` where it is MISC.
    pub fn id(self) -> Option<LabelId> {
        let name = match self {
            Self::Other => return None,
            Self::Event => "EVENT",
            Self::Work => "WORK",
            Self::Product => "PRODUCT",
        };
        Some(LabelId::new(name))
    }

    /// The kind that the words of a name have together: the one with the greatest sum.
    pub(super) fn of(words: &[KindScores]) -> Self {
        let sum = |kind: &Self| -> f32 { words.iter().map(|word| word[*kind as usize]).sum() };
        let best = Self::ALL
            .into_iter()
            .max_by(|a, b| sum(a).total_cmp(&sum(b)));
        best.filter(|_| !words.is_empty()).unwrap_or_default()
    }
}

/// The number of kinds of MISC.
pub const KINDS: usize = 4;

/// What a word has for each kind of MISC.
pub type KindScores = [f32; KINDS];

/// The number of tags.
pub const TAGS: usize = 1 + 2 * EntityLabel::ALL.len();

/// One tag of the IOB2 scheme: outside, or the beginning or the inside of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(u8);

impl Tag {
    /// The token belongs to no mention.
    pub const OUTSIDE: Self = Self(0);

    /// The token begins a mention.
    pub const fn begin(label: EntityLabel) -> Self {
        Self(1 + 2 * label as u8)
    }

    /// The token goes on with a mention that began before.
    pub const fn inside(label: EntityLabel) -> Self {
        Self(2 + 2 * label as u8)
    }

    /// Every tag in the order of its index.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (0..TAGS as u8).map(Self)
    }

    /// The position of the tag in a row of weights.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The label of the mention that the token belongs to.
    pub fn label(self) -> Option<EntityLabel> {
        let label = usize::from(self.0).checked_sub(1)? / 2;
        EntityLabel::ALL.get(label).copied()
    }

    /// Whether the token goes on with a mention.
    pub const fn is_inside(self) -> bool {
        self.0 > 0 && self.0.is_multiple_of(2)
    }

    /// Whether a token of this tag can stand behind one tagged `previous`; nothing can go on with
    /// a mention that did not begin.
    pub fn may_follow(self, previous: Self) -> bool {
        !self.is_inside() || self.label() == previous.label()
    }

    /// Whether a token of this tag can begin a sentence.
    pub fn may_start(self) -> bool {
        !self.is_inside()
    }
}

/// As IOB2 writes it: `O`, `B-ORG`, `I-ORG`.
impl std::fmt::Display for Tag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.label() {
            None => f.write_str("O"),
            Some(label) if self.is_inside() => write!(f, "I-{}", label.name()),
            Some(label) => write!(f, "B-{}", label.name()),
        }
    }
}

/// A set of tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagSet(u16);

impl TagSet {
    /// Every tag.
    pub const ALL: Self = Self((1 << TAGS) - 1);

    /// No tag.
    pub const EMPTY: Self = Self(0);

    /// This set and `tag`.
    #[must_use]
    pub const fn with(self, tag: Tag) -> Self {
        Self(self.0 | 1 << tag.0)
    }

    /// Whether `tag` is in the set.
    pub const fn contains(self, tag: Tag) -> bool {
        self.0 & (1 << tag.0) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_cannot_go_on_before_it_began_or_under_another_label() {
        let begin = Tag::begin(EntityLabel::Org);
        let inside = Tag::inside(EntityLabel::Org);
        assert!(inside.may_follow(begin) && inside.may_follow(inside));
        assert!(!inside.may_follow(Tag::OUTSIDE) && !inside.may_start());
        assert!(!inside.may_follow(Tag::begin(EntityLabel::Person)));
        assert!(begin.may_follow(inside) && begin.may_start());
    }

    #[test]
    fn tags_know_their_labels() {
        for label in EntityLabel::ALL {
            assert_eq!(Tag::begin(label).label(), Some(label));
            assert_eq!(Tag::inside(label).label(), Some(label));
        }
        assert_eq!(Tag::OUTSIDE.label(), None);
        assert_eq!(Tag::all().count(), TAGS);
    }
}

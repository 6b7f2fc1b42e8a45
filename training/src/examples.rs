//! Turns annotated sentences into what the tagger learns from: for each token the tags that the
//! annotation leaves open.

use std::collections::{HashMap, HashSet};

use spanwright::detect::entities::{EntityLabel, Tag, TagSet, WordView};

use crate::convention::{Convention, Meaning};
use crate::corpus::{Corpus, Sentence};

/// A sentence to learn from or to be judged by.
pub struct Example {
    /// The words.
    pub words: Vec<WordView>,
    /// For each word the tags that the annotation leaves open.
    pub allowed: Vec<TagSet>,
    /// How much the sentence counts.
    pub weight: f32,
}

/// What all corpora together say about words.
pub struct WordFacts {
    /// Nationalities and their adjectives, in lower case.
    demonyms: HashSet<String>,
    /// Whether what GMB has wrong is mended. The encoder learns those errors by heart; to the linear tagger it makes
    /// no difference on the dev sets.
    pub mends: bool,
    /// What GMB calls a place at least twice as often as an organisation, as it is written.
    places: HashSet<String>,
    /// How often a word, in lower case, begins with a capital behind another word, less how
    /// often it does not.
    capitalised: HashMap<String, i64>,
}

/// GMB counts a title to the person's name; the tagger does not.
const TITLES: &str = "president mr. mr mrs. mrs ms. ms dr. dr prime minister secretary general \
    gen. senator sen. king queen prince princess pope chancellor ambassador colonel col. \
    lieutenant lt. captain major sergeant admiral premier chief justice judge sheikh ayatollah \
    archbishop bishop cardinal representative congressman congresswoman governor gov. mayor \
    professor prof. vice-president vice sir lord lady rev. reverend foreign";

impl WordFacts {
    /// Counts words in the training corpora.
    pub fn new(corpora: &[Corpus]) -> Self {
        let mut nationality: HashMap<String, i64> = HashMap::new();
        let mut capitalised: HashMap<String, i64> = HashMap::new();
        let mut place: HashMap<String, (usize, usize)> = HashMap::new();
        for corpus in corpora {
            for sentence in &corpus.sentences {
                for token in sentence.tokens.iter().skip(1) {
                    let step = if starts_upper(token) { 1 } else { -1 };
                    *capitalised.entry(token.to_lowercase()).or_default() += step;
                }
                if corpus.name == "gmb" {
                    for (start, end, label) in &sentence.spans {
                        let name = || sentence.tokens[*start..*end].join(" ");
                        match label.as_str() {
                            "geo" => place.entry(name()).or_default().0 += 1,
                            "org" => place.entry(name()).or_default().1 += 1,
                            _ => {}
                        }
                        if end - start == 1 {
                            let word = sentence.tokens[*start].to_lowercase();
                            let step = if label == "gpe" { 1 } else { -1 };
                            *nationality.entry(word).or_default() += step;
                        }
                    }
                }
            }
        }
        Self {
            demonyms: nationality
                .into_iter()
                .filter(|(_, balance)| *balance >= 2)
                .map(|(word, _)| word)
                .collect(),
            places: place
                .into_iter()
                .filter(|(_, (geo, org))| *geo >= 3 && *geo >= 2 * *org)
                .map(|(name, _)| name)
                .collect(),
            capitalised,
            mends: false,
        }
    }

    /// What GMB's label means here. It was made by machine and calls a country an organisation before a title
    /// (“U.S. President”), and half of “Secretary of State”: the first is left open, the second is no name.
    fn mended(&self, tokens: &[String], start: usize, end: usize, label: &str) -> Option<Meaning> {
        if !self.mends || label != "org" {
            return None;
        }
        let is_title = tokens[start..end] == ["State"]
            && start >= 2
            && tokens[start - 2..start] == ["Secretary", "of"];
        if is_title {
            return Some(Meaning::Nothing);
        }
        let is_place = self.places.contains(&tokens[start..end].join(" "));
        is_place.then_some(Meaning::Mention(&[EntityLabel::Org, EntityLabel::Place]))
    }

    fn is_demonym(&self, words: &[String]) -> bool {
        matches!(words, [word] if self.demonyms.contains(&word.to_lowercase()))
    }

    /// Whether a word may be part of a name that its corpus is silent about.
    fn may_be_name(&self, word: &str) -> bool {
        starts_upper(word)
            && word != "I"
            && self
                .capitalised
                .get(&word.to_lowercase())
                .is_none_or(|balance| *balance > 0)
    }
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Reads a sentence under its corpus's convention.
pub fn example(sentence: &Sentence, convention: &Convention, facts: &WordFacts) -> Example {
    let tokens = &sentence.tokens;
    let open = TagSet::EMPTY.with(Tag::OUTSIDE);
    let mut allowed: Vec<Option<TagSet>> = vec![None; tokens.len()];
    for (start, end, label) in &sentence.spans {
        let (mut start, mut end) = (*start, *end);
        let mended = match convention.corpus {
            "gmb" => facts.mended(tokens, start, end, label),
            _ => None,
        };
        let meaning = mended.unwrap_or_else(|| (convention.meaning)(label));
        if !matches!(meaning, Meaning::Nothing) {
            (start, end) = cut(tokens, start, end, label == "per", &mut allowed);
        }
        let demonym = facts.is_demonym(&tokens[start..end]);
        match meaning {
            Meaning::Nothing => allowed[start..end].fill(Some(open)),
            Meaning::Mention(_) | Meaning::Unsure(_) if demonym => {
                mention(&mut allowed[start..end], &[EntityLabel::Group]);
            }
            Meaning::Mention(labels) => mention(&mut allowed[start..end], labels),
            Meaning::Unsure(labels) => {
                for (slot, token) in allowed[start..end].iter_mut().zip(&tokens[start..end]) {
                    *slot = Some(if facts.may_be_name(token) {
                        either(open, labels)
                    } else {
                        inside(open, labels)
                    });
                }
            }
        }
    }
    let mut result = Vec::with_capacity(tokens.len());
    for (i, slot) in allowed.iter().enumerate() {
        result.push(slot.unwrap_or_else(|| {
            if !facts.may_be_name(&tokens[i]) {
                return open;
            }
            let silent = convention.silent;
            let behind_mention = i > 0 && allowed[i - 1].is_some();
            let set = silent.iter().fold(open, |set, l| set.with(Tag::begin(*l)));
            if behind_mention {
                set
            } else {
                either(set, silent)
            }
        }));
    }
    Example {
        words: tokens.iter().map(|t| WordView::new(t)).collect(),
        allowed: result,
        weight: convention.weight,
    }
}

/// Cuts leading articles (and titles of people), a trailing possessive; what is cut is outside.
fn cut(
    tokens: &[String],
    mut start: usize,
    mut end: usize,
    titles: bool,
    allowed: &mut [Option<TagSet>],
) -> (usize, usize) {
    let outside = Some(TagSet::EMPTY.with(Tag::OUTSIDE));
    let is_cut = |token: &String| {
        let word = token.to_lowercase();
        matches!(word.as_str(), "the" | "a" | "an")
            || titles && TITLES.split_whitespace().any(|title| title == word)
    };
    while end - start > 1 && is_cut(&tokens[start]) {
        allowed[start] = outside;
        start += 1;
    }
    if end - start > 1 && matches!(tokens[end - 1].as_str(), "'s" | "’s" | "'" | "’") {
        end -= 1;
        allowed[end] = outside;
    }
    (start, end)
}

fn mention(slots: &mut [Option<TagSet>], labels: &[EntityLabel]) {
    for (i, slot) in slots.iter_mut().enumerate() {
        let tag = if i == 0 { Tag::begin } else { Tag::inside };
        *slot = Some(
            labels
                .iter()
                .fold(TagSet::EMPTY, |set, l| set.with(tag(*l))),
        );
    }
}

fn inside(set: TagSet, labels: &[EntityLabel]) -> TagSet {
    labels.iter().fold(set, |set, l| set.with(Tag::inside(*l)))
}

fn either(set: TagSet, labels: &[EntityLabel]) -> TagSet {
    let set = inside(set, labels);
    labels.iter().fold(set, |set, l| set.with(Tag::begin(*l)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convention::CONVENTIONS;

    /// For each word, what the annotation leaves open: `-` outside only, `?` more than one tag,
    /// else the label.
    fn picture(corpus: &str, text: &str, spans: &[(usize, usize, &str)]) -> String {
        let sentence = Sentence {
            doc: String::new(),
            tokens: text.split(' ').map(str::to_owned).collect(),
            spans: spans.iter().map(|s| (s.0, s.1, s.2.to_owned())).collect(),
        };
        let facts = WordFacts {
            demonyms: HashSet::from(["russian".to_owned()]),
            mends: true,
            places: HashSet::from(["U.S.".to_owned()]),
            capitalised: HashMap::from([("the".to_owned(), -9), ("in".to_owned(), -9)]),
        };
        let convention = CONVENTIONS.iter().find(|c| c.corpus == corpus).unwrap();
        let words = example(&sentence, convention, &facts)
            .allowed
            .into_iter()
            .map(|set| {
                let open: Vec<Tag> = Tag::all().filter(|tag| set.contains(*tag)).collect();
                match open.as_slice() {
                    [tag] => tag.label().map_or("-", EntityLabel::name).to_owned(),
                    _ => "?".to_owned(),
                }
            });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn titles_articles_and_possessives_are_cut_from_names() {
        let text = "the President Putin 's plan";
        assert_eq!(picture("gmb", text, &[(0, 4, "per")]), "- - PERSON - -");
    }

    #[test]
    fn what_a_machine_called_an_organisation_before_a_title_is_left_open() {
        let text = "U.S. Secretary of State Kerry";
        let spans = [(0, 1, "org"), (3, 4, "org"), (4, 5, "per")];
        assert_eq!(picture("gmb", text, &spans), "? ? - - PERSON");
        let text = "Kerry left the State Department";
        assert_eq!(picture("gmb", text, &[(3, 5, "org")]), "? - - ORG ORG");
    }

    #[test]
    fn a_nationality_is_a_group_whatever_its_corpus_calls_it() {
        let spans = [(0, 1, "LOC"), (3, 4, "LOC")];
        assert_eq!(
            picture("redocred", "Russian ships in Oslo", &spans),
            "GROUP - - PLACE"
        );
    }

    #[test]
    fn silence_is_outside_only_where_the_corpus_would_have_spoken() {
        let text = "In Oslo the Marathon began";
        let spans = [(1, 2, "LOC")];
        assert_eq!(picture("uner_ewt", text, &spans), "- PLACE - ? -");
        assert_eq!(picture("redocred", text, &spans), "- PLACE - - -");
    }
}

//! Recognises what a web page leaves around and inside an article: teasers for other stories,
//! share lines, repeats, lines in another language.
//!
//! Nothing is removed. Four passes each mark what the earlier ones left: language, phrases,
//! teasers by repetition, repeats. The title is never marked.

use std::collections::{HashMap, HashSet};

use super::clutter_cues::{
    CUES, FOLLOW_VERBS, NETWORKS, Place, TEASER_HEADING_STARTS, TEASER_HEADINGS,
};
use super::kinds::{is_blank_between, is_heading_like};
use super::{Block, BlockKind, Language, SkipReason};

/// Marks the blocks that are not part of the article.
pub(super) fn mark(text: &str, blocks: &mut [Block]) {
    let mut page = Page::new(text, blocks);
    page.mark_other_languages();
    page.mark_cues();
    if !page.is_verse() {
        page.mark_repeated_teasers();
        page.mark_repeats();
    }
}

struct Page<'a> {
    text: &'a str,
    blocks: &'a mut [Block],
    /// What each block says, by which repeats are found; empty where it says nothing.
    keys: Vec<String>,
    /// Whether each block has the shape of a heading.
    headings: Vec<bool>,
}

impl<'a> Page<'a> {
    fn new(text: &'a str, blocks: &'a mut [Block]) -> Self {
        let content = |block: &Block| block.span.slice(text);
        let keys = blocks.iter().map(|block| key(content(block))).collect();
        let headings = blocks
            .iter()
            .map(|block| is_heading_like(content(block)))
            .collect();
        Self {
            text,
            blocks,
            keys,
            headings,
        }
    }

    fn content(&self, i: usize) -> &'a str {
        self.blocks[i].span.slice(self.text)
    }

    fn is_prose(&self, i: usize) -> bool {
        !self.headings[i] && !self.keys[i].is_empty()
    }

    fn skip(&mut self, i: usize, reason: SkipReason) {
        let block = &mut self.blocks[i];
        if block.kind != BlockKind::Title && block.skip.is_none() {
            block.skip = Some(reason);
        }
    }

    /// Marks lines with the phrases of clutter, and the headlines that such a line announces.
    ///
    /// A line such as "Related stories" announces all the rest where that is headlines with at
    /// most one paragraph each, else only the headlines that follow directly.
    fn mark_cues(&mut self) {
        let len = self.blocks.len();
        // From here on, every paragraph stands under a headline.
        let headed = (1..len)
            .rposition(|i| !self.headings[i] && !self.headings[i - 1])
            .map_or(0, |last| last + 1);
        let mut announced = 0;
        for i in 0..len {
            let content = self.content(i);
            let is_title = self.blocks[i].kind == BlockKind::Title;
            if let Some(reason) = cue(content, &self.keys[i]) {
                self.skip(i, reason);
            } else if is_teaser_heading(&self.keys[i]) && !is_title {
                self.skip(i, SkipReason::Teaser);
                let from = i + 1;
                announced = if from >= headed && self.headings.get(from) == Some(&true) {
                    len
                } else {
                    let rest = &self.headings[from.max(announced)..];
                    let run = rest.iter().take_while(|is_heading| **is_heading).count();
                    from.max(announced) + run
                };
            } else if i < announced {
                self.skip(i, SkipReason::Teaser);
            }
        }
    }

    /// Marks blocks in another language, where the text has one main language.
    fn mark_other_languages(&mut self) {
        let mut lengths: HashMap<Language, usize> = HashMap::new();
        for block in self.blocks.iter().filter(|block| block.skip.is_none()) {
            if let Some(language) = block.language {
                *lengths.entry(language).or_default() += block.span.range().len();
            }
        }
        let total: usize = lengths.values().sum();
        let Some((&article, &main)) = lengths.iter().max_by_key(|&(_, length)| length) else {
            return;
        };
        if main * 10 < total * 7 {
            return;
        }
        for i in 0..self.blocks.len() {
            if let Some(language) = self.blocks[i].language.filter(|&other| other != article) {
                self.skip(i, SkipReason::OtherLanguage { language, article });
            }
        }
    }

    /// Marks the headlines and summaries that come more than once, as teasers do whose picture
    /// and headline both link to the story.
    ///
    /// A repeated headline with a repeated summary is a teaser anywhere. Behind the article's
    /// end, where everything is repeated or marked, repeated headlines are teasers too.
    fn mark_repeated_teasers(&mut self) {
        let places = self.places();
        let count = |i: usize| places.get(self.keys[i].as_str()).map_or(0, Vec::len);
        let first =
            (0..self.blocks.len()).find(|&i| self.is_prose(i) && self.blocks[i].skip.is_none());
        // Where even the first paragraph comes twice, the whole page does.
        let Some(first) = first.filter(|&first| count(first) == 1) else {
            return;
        };
        let title = self
            .blocks
            .iter()
            .position(|block| block.kind == BlockKind::Title)
            .map(|i| self.keys[i].as_str());
        let mut teasers: HashSet<&str> = HashSet::new();
        let mut pairs: HashSet<(&str, &str)> = HashSet::new();
        for i in first + 1..self.blocks.len() {
            let (headline, summary) = (self.keys[i - 1].as_str(), self.keys[i].as_str());
            let is_pair = self.headings[i - 1] && self.is_prose(i) && Some(headline) != title;
            if is_pair && !headline.is_empty() && !pairs.insert((headline, summary)) {
                teasers.extend([headline, summary]);
            }
        }
        let zone = self.trailing_zone(first, &places);
        let in_zone = |i: usize| {
            places
                .get(self.keys[i].as_str())
                .is_some_and(|p| p[0] >= zone)
        };
        let headlines: HashSet<&str> = (zone..self.blocks.len())
            .filter(|&i| self.headings[i] && count(i) > 1 && in_zone(i))
            .map(|i| self.keys[i].as_str())
            .collect();
        let is_marked = |i: usize| self.blocks[i].skip.is_some();
        if headlines.len() > 1 || (zone..self.blocks.len()).any(is_marked) {
            teasers.extend(headlines);
        }
        for i in zone.max(1)..self.blocks.len() {
            if self.is_prose(i) && in_zone(i) && teasers.contains(self.keys[i - 1].as_str()) {
                teasers.insert(&self.keys[i]);
            }
        }
        let found: Vec<usize> = (first..self.blocks.len())
            .filter(|&i| teasers.contains(self.keys[i].as_str()))
            .collect();
        for i in found {
            self.skip(i, SkipReason::Teaser);
        }
    }

    /// The first block behind the article's end: from there on every block is marked, repeated,
    /// or a summary under a headline that stands twice in a row.
    fn trailing_zone(&self, first: usize, places: &HashMap<&str, Vec<usize>>) -> usize {
        let is_clutter = |i: usize| {
            self.blocks[i].skip.is_some()
                || places
                    .get(self.keys[i].as_str())
                    .is_none_or(|p| p.len() > 1)
        };
        let has_double_headline = |i: usize| {
            i >= first + 3 && self.headings[i - 1] && self.keys[i - 1] == self.keys[i - 2]
        };
        let mut zone = self.blocks.len();
        let mut start = zone;
        let mut unique_summaries = 0;
        while start > first + 1 {
            let i = start - 1;
            if is_clutter(i) {
                start = i;
                zone = start;
            } else if self.is_prose(i) && has_double_headline(i) {
                unique_summaries += 1;
                start = i - 2;
                zone = start;
            } else if self.headings[i] && start == zone && zone < self.blocks.len() {
                // One headline of its own between two teasers does not end the search.
                start = i;
            } else {
                break;
            }
        }
        // A doubled heading over one last paragraph may as well be the article's own.
        let is_weak = unique_summaries == 1
            && (zone..self.blocks.len()).all(|i| self.blocks[i].skip.is_none())
            && self.blocks.len() - zone <= 3;
        if is_weak { self.blocks.len() } else { zone }
    }

    /// Marks what an earlier block said already; short lines may well come again.
    fn mark_repeats(&mut self) {
        const SHORT: usize = 4;
        let title = self
            .blocks
            .iter()
            .position(|block| block.kind == BlockKind::Title);
        let mut repeats = Vec::new();
        for (key, places) in self.places() {
            let is_title = title.is_some_and(|title| self.keys[title] == key);
            let is_short = key.split(' ').take(SHORT + 1).count() <= SHORT;
            for pair in places.windows(2) {
                if is_title || !is_short || (pair[0] + 1 == pair[1] && self.headings[pair[1]]) {
                    repeats.push((pair[1], places[0]));
                }
            }
        }
        for (i, of) in repeats {
            self.skip(i, SkipReason::Repeated { of });
        }
    }

    /// Where each thing is said.
    fn places(&self) -> HashMap<&str, Vec<usize>> {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, key) in self
            .keys
            .iter()
            .enumerate()
            .filter(|(_, key)| !key.is_empty())
        {
            places.entry(key).or_default().push(i);
        }
        places
    }

    /// Whether the text is mostly short lines in groups, whose refrains are no clutter.
    fn is_verse(&self) -> bool {
        const FEWEST: usize = 6;
        const LONGEST: usize = 60;
        let spans: Vec<_> = self.blocks.iter().map(|block| block.span).collect();
        let grouped = spans
            .windows(2)
            .filter(|pair| !is_blank_between(self.text, pair[0], pair[1]))
            .filter(|pair| pair.iter().all(|span| span.range().len() <= LONGEST))
            .count();
        spans.len() >= FEWEST && grouped * 2 > spans.len()
    }
}

/// What a block says, regardless of case, punctuation and white space.
pub(super) fn key(content: &str) -> String {
    let mut key = String::with_capacity(content.len());
    let mut is_apart = false;
    for c in content.chars() {
        if c.is_alphanumeric() {
            if is_apart && !key.is_empty() {
                key.push(' ');
            }
            key.extend(c.to_lowercase());
            is_apart = false;
        } else if !matches!(c, '\'' | '’') {
            is_apart = true;
        }
    }
    key
}

/// The reason by which a line with the phrase of a cue is skipped.
fn cue(content: &str, key: &str) -> Option<SkipReason> {
    const SHORT: usize = 14;
    const RIGHTS: usize = 40;
    let words = key.split(' ').take(RIGHTS + 1).count();
    if words > RIGHTS || key.is_empty() {
        return None;
    }
    if content.starts_with('©') || (key.starts_with("copyright ") && words <= SHORT) {
        return Some(SkipReason::Copyright);
    }
    if words <= SHORT && asks_to_follow(key) {
        return Some(SkipReason::ShareLine);
    }
    let holds = |place: Place, phrase: &&str| match place {
        Place::Whole => key == *phrase,
        Place::Start => words <= SHORT && starts_with_words(key, phrase),
        Place::Anywhere => key.contains(phrase),
        Place::Label => words <= 2 * SHORT && is_label(content, key, phrase),
    };
    CUES.iter()
        .find(|cue| cue.phrases.iter().any(|phrase| holds(cue.place, phrase)))
        .map(|cue| cue.reason)
}

fn starts_with_words(key: &str, phrase: &str) -> bool {
    key.strip_prefix(phrase)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether the phrase stands before a colon, a bar or a dash, as in "Read more: Another story".
fn is_label(content: &str, content_key: &str, phrase: &str) -> bool {
    starts_with_words(content_key, phrase)
        && content
            .split_once([':', '|', '–', '—', '»', '>'])
            .is_some_and(|(label, rest)| key(label) == phrase && !rest.trim().is_empty())
}

fn asks_to_follow(key: &str) -> bool {
    const MOST_WORDS: usize = 10;
    let words: Vec<&str> = key.split(' ').collect();
    let names_network = |word: &&&str| NETWORKS[..16].contains(word) && **word != "x";
    let follows = words.len() <= MOST_WORDS
        && words
            .first()
            .is_some_and(|verb| FOLLOW_VERBS.contains(verb))
        && words.iter().any(|word| *word == "on" || *word == "via")
        && words.iter().any(|word| names_network(&word));
    let is_buttons = words.len() > 1 && words.iter().all(|word| NETWORKS.contains(word));
    follows || is_buttons
}

fn is_teaser_heading(key: &str) -> bool {
    const MOST_WORDS: usize = 5;
    TEASER_HEADINGS.contains(&key)
        || (key.split(' ').take(MOST_WORDS + 1).count() <= MOST_WORDS
            && TEASER_HEADING_STARTS
                .iter()
                .any(|start| starts_with_words(key, start)))
}

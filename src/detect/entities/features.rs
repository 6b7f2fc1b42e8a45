//! What the tagger sees of each token: hashed features of the word, its shape, its neighbours and
//! the run of capitalised words around it.

use super::shape::WordView;

/// A feature of a token: the hash of a template's number and of what it saw.
pub type FeatureHash = u32;

/// Calls `visit` for each token of the sentence with its features, in order.
///
/// The list is reused from token to token. Training and tagging share this one function, so the
/// tagger always sees what the weights were made for; a change here needs new weights.
pub fn features(words: &[WordView], mut visit: impl FnMut(usize, &[FeatureHash])) {
    let runs = runs(words);
    let shouting = is_shouting(words);
    let mut list = Vec::with_capacity(64);
    for (i, run) in runs.iter().enumerate() {
        list.clear();
        Extractor {
            words,
            i,
            list: &mut list,
        }
        .extract(run, shouting);
        visit(i, &list);
    }
}

/// A maximal run of capitalised words, joined over small words such as "of" in between.
#[derive(Clone, Default)]
struct Run {
    start: usize,
    end: usize,
}

/// For each token the run that it lies in, or an empty one.
fn runs(words: &[WordView]) -> Vec<Run> {
    let mut runs = vec![Run::default(); words.len()];
    let mut i = 0;
    while i < words.len() {
        if !words[i].is_name_like() {
            i += 1;
            continue;
        }
        let start = i;
        let mut end = i + 1;
        while end < words.len() {
            if words[end].is_name_like() {
                end += 1;
            } else if words[end].is_linker()
                && words.get(end + 1).is_some_and(WordView::is_name_like)
            {
                end += 2;
            } else {
                break;
            }
        }
        runs[start..end].fill(Run { start, end });
        i = end;
    }
    runs
}

/// Whether most words are in capitals, as in headlines, so that capitals say little.
fn is_shouting(words: &[WordView]) -> bool {
    let letters = words.iter().filter(|w| w.has_letter()).count();
    let capitalised = words.iter().filter(|w| w.is_capitalised()).count();
    letters >= 4 && capitalised * 10 > letters * 7
}

/// Stands for the word before the first and behind the last.
const EDGE: u32 = 0x5bd1_e995;

struct Extractor<'a> {
    words: &'a [WordView],
    i: usize,
    list: &'a mut Vec<FeatureHash>,
}

impl Extractor<'_> {
    fn at<T: From<u32>>(&self, offset: isize, of: impl Fn(&WordView) -> T) -> T {
        self.i
            .checked_add_signed(offset)
            .and_then(|i| self.words.get(i))
            .map_or_else(|| T::from(EDGE), of)
    }

    fn lower(&self, offset: isize) -> u32 {
        self.at(offset, |w| w.lower)
    }

    fn shape(&self, offset: isize) -> u32 {
        self.at(offset, |w| w.shape)
    }

    fn kind(&self, offset: isize) -> u32 {
        self.at(offset, |w| w.kind())
    }

    fn add(&mut self, template: u32, parts: &[u32]) {
        let mut hash = template.wrapping_mul(0x9e37_79b9) ^ 0x85eb_ca6b;
        for part in parts {
            hash = (hash.rotate_left(13) ^ part).wrapping_mul(0xcc9e_2d51);
        }
        hash ^= hash >> 15;
        hash = hash.wrapping_mul(0x2c1b_3c6d);
        hash ^= hash >> 13;
        // Zero marks an empty slot of the weight table.
        self.list.push(hash.max(1));
    }

    fn extract(&mut self, run: &Run, shouting: bool) {
        let kind = self.kind(0);
        let first = u32::from(self.i == 0);
        let word = self.words[self.i].clone();
        self.add(0, &[]);
        // The word.
        self.add(1, &[word.form]);
        self.add(2, &[word.lower]);
        self.add(3, &[word.lower, first, kind]);
        for (n, &prefix) in (4..).zip(&word.prefixes) {
            self.add(n, &[prefix, kind]);
        }
        for (n, &suffix) in (8..).zip(&word.suffixes) {
            self.add(n, &[suffix, kind]);
        }
        // Its shape and its neighbours' shapes.
        self.add(12, &[word.shape, first]);
        self.add(13, &[self.shape(-1), word.shape]);
        self.add(14, &[word.shape, self.shape(1)]);
        self.add(15, &[self.shape(-1), word.shape, self.shape(1)]);
        self.add(
            16,
            &[
                kind,
                self.kind(-1),
                self.kind(-2),
                self.kind(1),
                self.kind(2),
            ],
        );
        self.add(17, &[kind, first, u32::from(shouting)]);
        // Its neighbours.
        self.add(18, &[self.lower(-1), kind]);
        self.add(19, &[self.lower(1), kind]);
        self.add(20, &[self.lower(-2), kind]);
        self.add(21, &[self.lower(2), kind]);
        self.add(22, &[self.lower(-1), word.lower]);
        self.add(23, &[word.lower, self.lower(1)]);
        self.add(24, &[self.lower(-1), self.lower(1), kind]);
        self.add(25, &[self.lower(-2), self.lower(-1), kind]);
        self.add(26, &[self.lower(1), self.lower(2), kind]);
        self.add(27, &[self.at(-1, |w| w.suffixes[2]), kind]);
        self.add(28, &[self.at(1, |w| w.suffixes[2]), kind]);
        self.add(29, &[self.at(-1, |w| w.form), self.shape(0)]);
        self.add(30, &[self.at(1, |w| w.form), self.shape(0)]);
        self.add(41, &[self.lower(-3), kind]);
        self.add(42, &[self.lower(3), kind]);
        if run.end > run.start {
            self.extract_run(run, first);
        }
    }

    /// What the run of capitalised words says: its first and last words, the words around it and
    /// where in it the token stands.
    fn extract_run(&mut self, run: &Run, first: u32) {
        let word = |i: usize| self.words.get(i).map_or(EDGE, |w| w.lower);
        let before = run.start.checked_sub(1).map_or(EDGE, word);
        let after = word(run.end);
        let (head, tail) = (word(run.start), word(run.end - 1));
        let tail_suffix = self.words[run.end - 1].suffixes[2];
        let length = (run.end - run.start).min(5) as u32;
        let position = (self.i - run.start).min(3) as u32 | u32::from(self.i + 1 == run.end) << 4;
        self.add(32, &[before, position]);
        self.add(33, &[after, position]);
        self.add(34, &[head, position]);
        self.add(35, &[tail, position]);
        self.add(36, &[length, position, first]);
        self.add(37, &[before, after, position]);
        self.add(38, &[tail_suffix, position]);
        self.add(39, &[before, length, position]);
        self.add(40, &[after, length, position]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run_texts(sentence: &str) -> Vec<String> {
        let tokens: Vec<&str> = sentence.split(' ').collect();
        let words: Vec<WordView> = tokens.iter().map(|t| WordView::new(t)).collect();
        let mut seen = Vec::new();
        for run in runs(&words) {
            let text = tokens[run.start..run.end].join(" ");
            if run.end > run.start && seen.last() != Some(&text) {
                seen.push(text);
            }
        }
        seen
    }

    #[test]
    fn runs_join_over_small_words_and_stop_at_others() {
        assert_eq!(
            run_texts("the Bank of England told Ada Lovelace and"),
            ["Bank of England", "Ada Lovelace"]
        );
    }

    #[test]
    fn the_same_word_has_other_features_in_another_place() {
        let words: Vec<WordView> = ["May", "met", "May"].map(WordView::new).into();
        let mut lists = Vec::new();
        features(&words, |_, list| lists.push(list.to_vec()));
        assert_eq!(lists.len(), 3);
        assert_ne!(lists[0], lists[2]);
        assert!(lists[0].iter().any(|f| lists[2].contains(f)));
    }
}

//! Which part of a document is looked through next.

use super::protocol::RequestId;
use crate::text::{ByteOffset, TextSpan};

/// Blocks are put together until a part has so many bytes: few enough that the answer is there
/// in a blink, and enough for most articles to be one part, because the tagger and the date engine
/// learn from what they read before.
const PART_BYTES: u32 = 16_000;

/// A block longer than this is cut between sentences.
const LONGEST_PART_BYTES: u32 = 24_000;

/// How often a part may be under way when the worker dies before it is set aside.
const DEATHS: u8 = 2;

/// How far the work on a document has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many parts are looked through or set aside.
    pub done: usize,
    /// How many parts there are.
    pub total: usize,
}

/// The parts of a document in the order "visible, then what follows, then what lies before".
#[derive(Clone, Debug)]
pub struct DetectionQueue {
    parts: Vec<TextSpan>,
    /// Whether nobody works on a part that is to be looked through, by its number.
    waiting: Vec<bool>,
    /// The parts that the worker works on, the oldest request first.
    under_way: Vec<(RequestId, usize)>,
    /// How often the worker died of a part, by number.
    deaths: Vec<u8>,
    next_request: RequestId,
    view: ByteOffset,
}

impl DetectionQueue {
    /// All of these blocks, given in order, wait. Blocks between which there is other text are
    /// never put together.
    pub fn new(text: &str, blocks: &[TextSpan]) -> Self {
        let parts = parts(text, blocks);
        Self {
            waiting: vec![true; parts.len()],
            deaths: vec![0; parts.len()],
            parts,
            under_way: Vec::new(),
            next_request: RequestId::default(),
            view: ByteOffset::ZERO,
        }
    }

    /// The annotator now looks at the text from `view` on.
    pub fn look_at(&mut self, view: ByteOffset) {
        self.view = view;
    }

    /// The next part, with the number of the request for it; `None` where none waits.
    pub fn take_next(&mut self) -> Option<(RequestId, TextSpan)> {
        let visible = self.parts.partition_point(|part| part.end() <= self.view);
        let (before, after) = self.waiting.split_at(visible);
        let after = after.iter().position(|waits| *waits);
        let number = after
            .map(|number| visible + number)
            .or_else(|| before.iter().rposition(|waits| *waits))?;
        let span = *self.parts.get(number)?;
        self.wait(number, false);
        let request = self.next_request;
        self.next_request.0 += 1;
        self.under_way.push((request, number));
        Some((request, span))
    }

    /// A request was answered. Returns the part that it was for, or `None` where the answer comes
    /// too late to be of use.
    pub fn finish(&mut self, request: RequestId) -> Option<TextSpan> {
        let at = self.under_way.iter().position(|(id, _)| *id == request)?;
        let (_, number) = self.under_way.remove(at);
        self.parts.get(number).copied()
    }

    /// The worker died or was stuck: what it worked on waits again. Returns the part that it died
    /// of, where it did so for the second time; that part is set aside.
    pub fn restart(&mut self) -> Option<TextSpan> {
        let lost = std::mem::take(&mut self.under_way);
        for (_, number) in &lost {
            self.wait(*number, true);
        }
        // The worker takes the requests in order, so it died of the oldest.
        let (_, culprit) = lost.first()?;
        let deaths = self.deaths.get_mut(*culprit)?;
        *deaths += 1;
        if *deaths < DEATHS {
            return None;
        }
        self.wait(*culprit, false);
        self.parts.get(*culprit).copied()
    }

    /// Everything is to be looked through again, as the document's date has changed; answers that
    /// are under way are of no use any more. What was set aside stays there.
    pub fn begin_again(&mut self) {
        self.under_way.clear();
        self.waiting = self.deaths.iter().map(|deaths| *deaths < DEATHS).collect();
    }

    /// How many requests are under way.
    pub fn under_way(&self) -> usize {
        self.under_way.len()
    }

    /// How far the work has come.
    pub fn progress(&self) -> Progress {
        let total = self.parts.len();
        let waiting = self.waiting.iter().filter(|waits| **waits).count();
        let done = total - waiting - self.under_way.len();
        Progress { done, total }
    }

    /// Whether nothing is left to do.
    pub fn is_done(&self) -> bool {
        !self.waiting.contains(&true) && self.under_way.is_empty()
    }

    fn wait(&mut self, number: usize, waits: bool) {
        if let Some(part) = self.waiting.get_mut(number) {
            *part = waits;
        }
    }
}

fn parts(text: &str, blocks: &[TextSpan]) -> Vec<TextSpan> {
    let mut parts: Vec<TextSpan> = Vec::new();
    for piece in blocks.iter().flat_map(|block| cut(text, *block)) {
        let joined = parts.last_mut().filter(|last| {
            let between = TextSpan::new(last.end(), piece.start());
            let apart = between.is_some_and(|between| between.trimmed(text).is_some());
            !apart && last.hull(piece).len_bytes() <= PART_BYTES
        });
        match joined {
            Some(last) => *last = last.hull(piece),
            None => parts.push(piece),
        }
    }
    parts
}

/// A block, in pieces where it is very long.
fn cut(text: &str, block: TextSpan) -> Vec<TextSpan> {
    let mut pieces = Vec::new();
    let mut range = block.range();
    if range.len() <= LONGEST_PART_BYTES as usize {
        return vec![block];
    }
    while range.len() > PART_BYTES as usize {
        let window = text.floor_char_boundary(range.start + PART_BYTES as usize);
        let end = range.start + break_before(&text[range.start..window]);
        pieces.extend(TextSpan::from_range(range.start..end));
        range.start = end;
    }
    pieces.extend(TextSpan::from_range(range));
    let trimmed = pieces.into_iter().filter_map(|piece| piece.trimmed(text));
    trimmed.collect()
}

/// Where to cut so that as little as possible is torn apart: after the last sentence, else after
/// the last word, else at the end. What ends a sentence is guessed, as precisely as it is worth:
/// the tables that know abbreviations are not for the page.
fn break_before(window: &str) -> usize {
    let mut word = None;
    let mut after = None;
    for (at, character) in window.char_indices().rev() {
        let end = at + character.len_utf8();
        let ends_sentence = match character {
            '.' | '!' | '?' | '…' => after.is_some_and(char::is_whitespace),
            '。' | '！' | '？' => true,
            _ => false,
        };
        if ends_sentence {
            return end;
        }
        if character.is_whitespace() {
            word.get_or_insert(end);
        }
        after = Some(character);
    }
    word.unwrap_or(window.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten blocks of 12,000 bytes, so that each is a part.
    fn queue() -> DetectionQueue {
        let text = format!("{}\n", "x".repeat(11_999)).repeat(10);
        let blocks: Vec<_> = (0..10)
            .filter_map(|n| TextSpan::from_range(n * 12_000..n * 12_000 + 11_999))
            .collect();
        DetectionQueue::new(&text, &blocks)
    }

    fn number(span: TextSpan) -> u32 {
        span.start().get() / 12_000
    }

    fn take(queue: &mut DetectionQueue) -> (RequestId, u32) {
        let (request, span) = queue.take_next().unwrap();
        (request, number(span))
    }

    fn rest(queue: &mut DetectionQueue) -> Vec<u32> {
        std::iter::from_fn(|| queue.take_next())
            .map(|(_, span)| number(span))
            .collect()
    }

    #[test]
    fn the_view_comes_first_then_what_follows_then_what_lies_before() {
        let mut queue = queue();
        queue.look_at(ByteOffset::new(54_000));
        assert_eq!(take(&mut queue).1, 4);
        assert_eq!(take(&mut queue).1, 5);
        queue.look_at(ByteOffset::new(84_000));
        assert_eq!(rest(&mut queue), [7, 8, 9, 6, 3, 2, 1, 0]);
    }

    #[test]
    fn an_answer_counts_once_and_only_while_it_is_awaited() {
        let mut queue = queue();
        let (first, part) = take(&mut queue);
        assert_eq!(queue.finish(first).map(number), Some(part));
        assert_eq!(queue.finish(first), None);
        let (second, _) = take(&mut queue);
        queue.begin_again();
        assert_eq!(queue.finish(second), None);
        assert_eq!(queue.progress(), Progress { done: 0, total: 10 });
    }

    #[test]
    fn a_part_that_kills_the_worker_twice_is_set_aside_and_its_neighbour_is_not() {
        let mut queue = queue();
        take(&mut queue);
        take(&mut queue);
        assert_eq!(queue.restart(), None);
        assert_eq!(take(&mut queue).1, 0);
        assert_eq!(take(&mut queue).1, 1);
        assert_eq!(queue.restart().map(number), Some(0));
        assert_eq!(queue.progress(), Progress { done: 1, total: 10 });
        queue.begin_again();
        assert_eq!(rest(&mut queue), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }

    #[test]
    fn a_worker_that_dies_idle_blames_no_part() {
        let mut queue = queue();
        assert_eq!(queue.restart(), None);
        assert_eq!(queue.restart(), None);
        assert_eq!(rest(&mut queue).len(), 10);
    }

    #[test]
    fn short_blocks_are_put_together_but_not_over_a_skipped_one() {
        let text = "One.\n\nTwo.\n\nSkipped.\n\nThree.";
        let block = |word: &str| {
            let start = text.find(word).unwrap();
            TextSpan::from_range(start..start + word.len()).unwrap()
        };
        let mut queue = DetectionQueue::new(text, &[block("One."), block("Two."), block("Three.")]);
        let parts: Vec<_> = std::iter::from_fn(|| queue.take_next())
            .map(|(_, span)| span.slice(text))
            .collect();
        assert_eq!(parts, ["One.\n\nTwo.", "Three."]);
    }

    #[test]
    fn a_very_long_block_is_cut_between_sentences() {
        let text = "He came home late on Monday. ".repeat(5_000);
        let block = TextSpan::from_range(0..text.trim_end().len()).unwrap();
        let mut queue = DetectionQueue::new(&text, &[block]);
        let mut sentences = 0;
        while let Some((_, span)) = queue.take_next() {
            let part = span.slice(&text);
            assert!(part.len() <= 16_000 && part.starts_with("He ") && part.ends_with('.'));
            sentences += part.matches('.').count();
        }
        assert_eq!(sentences, 5_000);
    }

    #[test]
    fn a_very_long_block_without_sentences_is_cut_between_words_and_never_in_a_character() {
        for unit in ["word ", "東", "👩‍🚀", "Ende。"] {
            let text = unit.repeat(100_000 / unit.len());
            let block = TextSpan::from_range(0..text.trim_end().len()).unwrap();
            let mut queue = DetectionQueue::new(&text, &[block]);
            let parts = std::iter::from_fn(|| queue.take_next());
            let parts: Vec<_> = parts.map(|(_, span)| span.slice(&text)).collect();
            assert!(
                parts
                    .iter()
                    .all(|part| part.len() <= LONGEST_PART_BYTES as usize)
            );
            let separator = if unit.ends_with(' ') { " " } else { "" };
            assert_eq!(parts.join(separator), text.trim_end());
        }
    }

    #[test]
    fn a_document_without_text_is_done_at_once() {
        assert!(DetectionQueue::new("", &[]).is_done());
    }
}

//! Cuts a document into windows that an encoder can read at once.

use std::ops::Range;

/// Words that are read together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The words.
    pub words: Range<usize>,
    /// Those of them whose scores count; what stands around them is read for their sake, and counts in
    /// another window.
    pub kept: Range<usize>,
}

/// The windows of a document, of at most `room` pieces each unless a single word has more.
///
/// `lengths` holds for each word the number of its pieces, `sentences` the words of each sentence, one sentence
/// behind the other. As many whole sentences stand in a window as fit. A sentence that does not fit into one is
/// read in several, of which each repeats the last quarter of the one before, so that a name at an edge is seen
/// with the words on both sides of it.
pub fn windows(lengths: &[usize], sentences: &[Range<usize>], room: usize) -> Vec<Window> {
    let pieces = |words: Range<usize>| lengths[words].iter().sum::<usize>();
    let mut windows = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let close = |windows: &mut Vec<Window>, open: &mut Option<Range<usize>>| {
        windows.extend(open.take().map(|words| Window {
            kept: words.clone(),
            words,
        }));
    };
    for sentence in sentences {
        match &mut open {
            Some(words) if pieces(words.start..sentence.end) <= room => words.end = sentence.end,
            _ => {
                close(&mut windows, &mut open);
                if pieces(sentence.clone()) <= room {
                    open = Some(sentence.clone());
                } else {
                    overlapping(lengths, sentence.clone(), room, &mut windows);
                }
            }
        }
    }
    close(&mut windows, &mut open);
    windows
}

/// The windows of a sentence that is too long for one.
fn overlapping(lengths: &[usize], sentence: Range<usize>, room: usize, out: &mut Vec<Window>) {
    let mut start = sentence.start;
    let mut kept_from = start;
    loop {
        let end = reach(lengths, start..sentence.end, room);
        if end == sentence.end {
            out.push(Window {
                words: start..end,
                kept: kept_from..end,
            });
            return;
        }
        // What is read twice counts half in the one window and half in the other.
        let next = reach(lengths, start..end, room - room / 4).max(kept_from + 1);
        let kept_to = reach(lengths, next..end, room / 8).min(end);
        out.push(Window {
            words: start..end,
            kept: kept_from..kept_to,
        });
        start = next.min(kept_to);
        kept_from = kept_to;
    }
}

/// How far one comes in the words with so many pieces, but one word at least.
fn reach(lengths: &[usize], words: Range<usize>, room: usize) -> usize {
    let mut used = 0;
    let fits = |at: &usize| {
        used += lengths[*at];
        used <= room
    };
    let fitting = words.clone().take_while(fits).count();
    (words.start + fitting.max(1)).min(words.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sentences(lengths: &[usize]) -> Vec<Range<usize>> {
        let mut from = 0;
        let one = |length: &usize| {
            from += length;
            from - length..from
        };
        lengths.iter().map(one).collect()
    }

    fn window(words: Range<usize>, kept: Range<usize>) -> Window {
        Window { words, kept }
    }

    #[test]
    fn as_many_sentences_as_fit_are_read_together() {
        let found = windows(&[1; 12], &sentences(&[3, 4, 4, 1]), 8);
        assert_eq!(found, [window(0..7, 0..7), window(7..12, 7..12)]);
    }

    #[test]
    fn a_long_sentence_is_read_in_windows_that_share_words() {
        let found = windows(&[1; 22], &sentences(&[2, 20]), 16);
        let expected = [
            window(0..2, 0..2),
            window(2..18, 2..16),
            window(14..22, 16..22),
        ];
        assert_eq!(found, expected);
    }

    proptest! {
        #[test]
        fn each_word_counts_in_one_window_and_none_is_too_long(
            lengths in prop::collection::vec(1_usize..40, 0..80),
            of_sentences in prop::collection::vec(1_usize..30, 0..20),
            room in 1_usize..60,
        ) {
            let mut rest = lengths.len();
            let mut of_sentences: Vec<usize> = of_sentences
                .into_iter()
                .map(|wanted| { let taken = wanted.min(rest); rest -= taken; taken })
                .filter(|taken| *taken > 0)
                .collect();
            of_sentences.extend((rest > 0).then_some(rest));
            let found = windows(&lengths, &sentences(&of_sentences), room);
            let kept: Vec<usize> = found.iter().flat_map(|one| one.kept.clone()).collect();
            prop_assert_eq!(kept, (0..lengths.len()).collect::<Vec<_>>());
            for Window { words, kept } in found {
                prop_assert!(words.start <= kept.start && kept.end <= words.end);
                let pieces: usize = lengths[words.clone()].iter().sum();
                prop_assert!(pieces <= room || words.len() == 1, "{words:?} has {pieces}");
            }
        }
    }
}

//! Patterns over tokens: a small language and its matcher.
//!
//! | written | matches |
//! |---|---|
//! | `week` | the word |
//! | `","` | the mark |
//! | `MONTH` | a member of the class, whose value the frame takes |
//! | `.MONTH` | the same, but the frame does not take the value |
//! | `a? (b \| c)` | optional, alternatives |
//! | `~x` | x without white space before it |
//! | `!"-"` | nothing, where that mark does not follow without white space |
//! | `!day`, `!UNIT` | nothing, where that word or a member of that class does not follow |
//! | `!_` | nothing, where no noun follows: the end, a mark, a function word, a verb |
//! | `!*` | nothing, where no word or number follows: the end or a mark |
//! | `[x]` | the part that is the expression, where the rest is context |
//!
//! There is no repetition, so that a match never takes longer than the pattern is: looking for a
//! pattern costs time linear in the text.

mod compile;
mod matcher;

use super::class::Class;
use super::frame::Frame;
use super::lexicon::{Lexicon, WordId};
use super::token::Token;

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Pattern {
    program: Vec<Step>,
    second: Heads,
}

/// One step of a pattern's program; targets are indices of steps.
#[derive(Clone, Copy, Debug)]
enum Step {
    Word(WordId),
    Class(Class),
    /// A member of the class, whose value the frame does not take.
    Silent(Class),
    /// Tries what follows first, and then the target.
    Split(u16),
    Jump(u16),
    /// The next token must not be this word.
    Not(WordId),
    /// The next token must not be this mark, joined without white space.
    NotJoined(WordId),
    /// The next token must not be a member of this class.
    NotClass(Class),
    /// The next token must not be what may be a noun.
    NotNoun,
    /// The next token must not be a word or a number.
    NotWord,
    /// The next token must follow without white space.
    Joined,
    Begin,
    End,
    Done,
}

/// What a pattern matched, in tokens counted from where it was tried.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// All tokens, context included.
    pub(super) whole: usize,
    /// The first token of the expression.
    pub(super) begin: usize,
    /// One past the last token of the expression.
    pub(super) end: usize,
    /// The classes matched, with the values.
    pub(super) captures: Vec<(Class, i32)>,
}

/// What a certain token of a match can be.
#[derive(Debug, Default)]
pub(super) struct Heads {
    /// These words.
    pub(super) words: Vec<WordId>,
    /// Members of these classes.
    pub(super) classes: Vec<Class>,
    /// The classes of words as a set of bits.
    set: u64,
    /// Whether it can be a number.
    numeric: bool,
    /// Whether a match can end before it.
    ends: bool,
}

impl Pattern {
    /// Compiles a pattern; `None` where it is not well formed.
    pub(super) fn parse(source: &str, lexicon: &mut Lexicon) -> Option<Self> {
        let mut pattern = Self {
            program: compile::compile(source, lexicon)?,
            second: Heads::default(),
        };
        pattern.second = pattern.heads(1);
        Some(pattern)
    }

    /// The longest match at the beginning of the tokens.
    pub(super) fn longest(&self, tokens: &[Token], lexicon: &Lexicon) -> Option<Match> {
        matcher::longest(&self.program, tokens, lexicon)
    }

    /// Whether a match can have this token, or none, in the second place.
    pub(super) fn goes_on_with(&self, next: Option<&Token>, lexicon: &Lexicon) -> bool {
        self.can_be_alone()
            || next.is_some_and(|next| {
                self.second.numeric && next.number.is_some()
                    || lexicon.entry(next.word).is_in(self.second.set)
                    || self.second.words.contains(&next.word)
            })
    }

    /// Whether a match can be of one token.
    pub(super) fn can_be_alone(&self) -> bool {
        self.second.ends
    }

    /// What a match can begin with.
    pub(super) fn first(&self) -> Heads {
        self.heads(0)
    }

    /// What the token of a match that so many others stand before can be.
    fn heads(&self, place: usize) -> Heads {
        let mut heads = Heads::default();
        let mut open = vec![(0, 0)];
        let mut seen = Vec::new();
        while let Some((at, before)) = open.pop() {
            if seen.contains(&(at, before)) {
                continue;
            }
            seen.push((at, before));
            match self.program.get(at) {
                Some(Step::Word(_) | Step::Class(_) | Step::Silent(_)) if before < place => {
                    open.push((at + 1, before + 1));
                }
                Some(Step::Word(word)) => heads.words.push(*word),
                Some(Step::Class(class) | Step::Silent(class)) => {
                    heads.classes.push(*class);
                    heads.set |= class.bit();
                    heads.numeric |= class.is_numeric();
                }
                Some(Step::Split(target)) => {
                    open.extend([(at + 1, before), (usize::from(*target), before)]);
                }
                Some(Step::Jump(target)) => open.push((usize::from(*target), before)),
                Some(Step::Done) => heads.ends = true,
                Some(_) => open.push((at + 1, before)),
                None => {}
            }
        }
        heads
    }
}

impl Match {
    /// The frame that the captures fill.
    pub(super) fn fill(&self, mut frame: Frame) -> Frame {
        for &(class, value) in &self.captures {
            frame.capture(class, value);
        }
        frame
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokenize;
    use super::*;
    use crate::text::TextSpan;

    /// How many tokens the pattern matches at the beginning of the text, and where the expression
    /// is in them.
    fn matched(pattern: &str, text: &str) -> Option<(usize, usize, usize)> {
        let words = "MONTH 7: july\nUNIT day: day days\nORDINAL_SUFFIX 0: th\nFUNCTION 0: the";
        let mut lexicon = Lexicon::parse(words, &mut Vec::new());
        let pattern = Pattern::parse(pattern, &mut lexicon).unwrap();
        let whole = TextSpan::from_range(0..text.len()).unwrap();
        let mut tokens = Vec::new();
        tokenize(text, whole, &lexicon, &mut tokens);
        let found = pattern.longest(&tokens, &lexicon)?;
        Some((found.whole, found.begin, found.end))
    }

    #[test]
    fn the_longest_way_through_a_pattern_wins() {
        assert_eq!(
            matched("MONTH (DAY | DAY YEAR)?", "July 4 1999"),
            Some((3, 0, 3))
        );
        assert_eq!(
            matched("MONTH (DAY | DAY YEAR)?", "July heat"),
            Some((1, 0, 1))
        );
        assert_eq!(matched("MONTH DAY", "July heat"), None);
    }

    #[test]
    fn context_is_matched_and_left_out() {
        assert_eq!(matched("in [MONTH] heat", "in July heat"), Some((3, 1, 2)));
    }

    #[test]
    fn gaps_count_where_the_pattern_says_so() {
        assert_eq!(matched("YEAR ~s", "1990s"), Some((2, 0, 2)));
        assert_eq!(matched("YEAR ~s", "1990 s"), None);
        assert_eq!(matched("COUNT UNIT !\"-\"", "6 days-long"), None);
        assert_eq!(
            matched("COUNT UNIT !\"-\"", "6 days - long"),
            Some((2, 0, 2))
        );
        assert_eq!(matched("MONTH DAY", "July\n\n4"), None);
    }

    #[test]
    fn what_follows_can_be_barred() {
        assert_eq!(matched("DAY !_", "14th, they met"), Some((1, 0, 1)));
        assert_eq!(matched("DAY !_", "14th the met"), Some((1, 0, 1)));
        assert_eq!(matched("DAY !_", "14th attempt"), None);
        assert_eq!(matched("DAY !*", "14th the met"), None);
        assert_eq!(matched("DAY !*", "14th, the met"), Some((1, 0, 1)));
        assert_eq!(matched("COUNT !UNIT", "14 days"), None);
        assert_eq!(matched("COUNT !days", "14 days"), None);
        assert_eq!(matched("COUNT !days", "14 men"), Some((1, 0, 1)));
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for source in ["(MONTH", "MONTH)", "NONSENSE", "\"-"] {
            let mut lexicon = Lexicon::parse("", &mut Vec::new());
            assert!(Pattern::parse(source, &mut lexicon).is_none(), "{source}");
        }
    }
}

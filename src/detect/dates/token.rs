//! Cuts a text into words, numbers and marks.

use super::class::Class;
use super::lexicon::{LONGEST_WORD, Lexicon, WordId};
use super::number::{self, Number};
use super::work;
use crate::text::TextSpan;

/// What stands between a token and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// White space inside a paragraph.
    Space,
    /// A blank line or the beginning of the text; no expression goes across.
    Break,
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// The byte where it begins.
    pub(super) start: u32,
    /// The byte where it ends.
    pub(super) end: u32,
    /// What stands before it.
    pub(super) gap: Gap,
    /// Which word of the lexicon it is.
    pub(super) word: WordId,
    /// The number that it is.
    pub(super) number: Option<Number>,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// Whether it begins with a capital and goes on without.
    pub(super) title: bool,
    /// Whether it is a word.
    pub(super) letters: bool,
    /// Whether it looks like a past form.
    pub(super) past_form: bool,
    /// Whether it looks like a plural.
    pub(super) plural_form: bool,
    /// Whether it looks like a form of a verb that goes on.
    pub(super) progressive_form: bool,
    /// How likely it is another word: an abbreviation without its stop (1), a name without its
    /// capital (2), such as `sun` or `may`.
    pub(super) doubt: i32,
}

impl Token {
    /// The token's value in the class, where it is a member.
    pub(super) fn value(&self, class: Class, lexicon: &Lexicon) -> Option<i32> {
        if class.is_numeric() {
            self.number?.value(class)
        } else if self.word == WordId::UNKNOWN {
            None
        } else {
            lexicon.entry(self.word).value(class)
        }
    }
}

/// Adds the tokens of a piece of the text. Nothing goes across its beginning.
pub(super) fn tokenize(text: &str, within: TextSpan, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    let range = within.range();
    let Some(piece) = text.get(range.clone()) else {
        return;
    };
    let first = tokens.len();
    tokens.reserve(piece.len() / 4);
    let mut reader = Reader {
        text: piece,
        base: range.start,
        lexicon,
    };
    let mut at = 0;
    let mut gap = Gap::Break;
    let mut lines = 0;
    while let Some(&byte) = piece.as_bytes().get(at) {
        work::step();
        if byte.is_ascii_whitespace() {
            lines += u32::from(byte == b'\n');
            if gap != Gap::Break {
                gap = if lines > 1 { Gap::Break } else { Gap::Space };
            }
            at += 1;
            continue;
        }
        let (token, end) = if byte.is_ascii_alphabetic() {
            reader.word(at, gap)
        } else if byte.is_ascii_digit() {
            reader.digits(at, gap)
        } else {
            let Some(char) = piece[at..].chars().next() else {
                break;
            };
            if char.is_whitespace() {
                if gap == Gap::None {
                    gap = Gap::Space;
                }
                at += char.len_utf8();
                continue;
            }
            if char.is_alphabetic() {
                reader.word(at, gap)
            } else {
                reader.mark(at, char, gap)
            }
        };
        tokens.push(token);
        at = end;
        gap = Gap::None;
        lines = 0;
    }
    number::join(tokens, first, lexicon);
}

struct Reader<'a> {
    text: &'a str,
    /// Where the piece begins in the text.
    base: usize,
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    fn word(&mut self, start: usize, gap: Gap) -> (Token, usize) {
        let bytes = self.text.as_bytes();
        let mut end = start;
        let mut ascii = true;
        while let Some(&byte) = bytes.get(end) {
            if byte.is_ascii_alphabetic() {
                end += 1;
            } else if byte >= 0x80 {
                match self.text[end..].chars().next() {
                    Some(char) if char.is_alphabetic() => end += char.len_utf8(),
                    _ => break,
                }
                ascii = false;
            } else {
                break;
            }
        }
        let mut key = [0; LONGEST_WORD];
        let mut length = 0;
        if is_dotted_pair(&bytes[start..]) {
            // A pair of letters with stops ("a.m.") is one word, its last stop included.
            end = start + 3 + usize::from(bytes.get(start + 3) == Some(&b'.'));
            key[..4].copy_from_slice(&[bytes[start], b'.', bytes[start + 2], b'.']);
            length = 4;
        } else if ascii && end - start <= LONGEST_WORD {
            length = end - start;
            key[..length].copy_from_slice(&bytes[start..end]);
        } else if !ascii {
            length = lower_case(&self.text[start..end], &mut key).unwrap_or(0);
        }
        let key = &mut key[..length];
        key.make_ascii_lowercase();
        let word = self.lexicon.find(key).unwrap_or(WordId::UNKNOWN);
        let abbreviation = self.lexicon.entry(word).abbreviation;
        let stop = abbreviation && bytes.get(end) == Some(&b'.');
        end += usize::from(stop);
        let mut token = self.token(start, end, gap);
        token.word = word;
        token.letters = true;
        token.capital = (self.text[start..].chars().next()).is_some_and(char::is_uppercase);
        token.title = token.capital && bytes.get(start + 1).is_some_and(u8::is_ascii_lowercase);
        // Not "United".
        token.past_form = !token.capital && self.lexicon.is_participle(key);
        token.plural_form = word == WordId::UNKNOWN && self.lexicon.is_plural(key);
        token.progressive_form = self.lexicon.is_progressive(key);
        token.doubt = if self.lexicon.entry(word).capital && !token.capital {
            2
        } else {
            i32::from(abbreviation && !stop && length <= 3)
        };
        (token, end)
    }

    fn digits(&mut self, start: usize, gap: Gap) -> (Token, usize) {
        let length = self.text.as_bytes()[start..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let end = start + length;
        let mut token = self.token(start, end, gap);
        token.number = Number::from_digits(&self.text[start..end]);
        (token, end)
    }

    fn mark(&mut self, start: usize, char: char, gap: Gap) -> (Token, usize) {
        let end = start + char.len_utf8();
        let mut token = self.token(start, end, gap);
        // Typographic forms mean what their typewriter forms mean.
        let key = match char {
            '\u{2018}' | '\u{2019}' | '`' => "'",
            '\u{2010}'..='\u{2014}' => "-",
            _ => &self.text[start..end],
        };
        token.word = self.lexicon.find(key.as_bytes()).unwrap_or(WordId::UNKNOWN);
        (token, end)
    }

    fn token(&self, start: usize, end: usize, gap: Gap) -> Token {
        let offset = |at: usize| u32::try_from(self.base + at).unwrap_or(u32::MAX);
        Token {
            start: offset(start),
            end: offset(end),
            gap,
            word: WordId::UNKNOWN,
            number: None,
            capital: false,
            title: false,
            letters: false,
            past_form: false,
            plural_form: false,
            progressive_form: false,
            doubt: 0,
        }
    }
}

/// Writes the word in lower case, and gives its length; `None` where there is no room for it.
fn lower_case(word: &str, key: &mut [u8]) -> Option<usize> {
    let mut length = 0;
    for char in word.chars().flat_map(char::to_lowercase) {
        let room = key.get_mut(length..length + char.len_utf8())?;
        length += char.encode_utf8(room).len();
    }
    Some(length)
}

/// Whether the bytes begin with letter, stop, letter and then no other letter: `a.m`, `U.S.`.
fn is_dotted_pair(bytes: &[u8]) -> bool {
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    letter(0)
        && bytes.get(1) == Some(&b'.')
        && letter(2)
        && !letter(3)
        && bytes.get(3).is_none_or(u8::is_ascii)
}

#[cfg(test)]
mod tests {
    use super::super::grammar::grammar;
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let span = TextSpan::from_range(0..text.len()).unwrap();
        let mut tokens = Vec::new();
        tokenize(text, span, &grammar("en").unwrap().lexicon, &mut tokens);
        tokens
            .iter()
            .map(|token| &text[token.start as usize..token.end as usize])
            .collect()
    }

    #[test]
    fn abbreviations_keep_their_stop_and_sentences_do_not() {
        assert_eq!(
            cut("On Oct. 5 at 3 p.m. they met."),
            ["On", "Oct.", "5", "at", "3", "p.m.", "they", "met", "."]
        );
    }

    #[test]
    fn numbers_are_joined() {
        assert_eq!(
            cut("1,000 twenty-five nineteen ninety-six 2 1/2 3.5 21st"),
            [
                "1,000",
                "twenty-five",
                "nineteen ninety-six",
                "2 1/2",
                "3.5",
                "21st"
            ]
        );
    }

    #[test]
    fn a_blank_line_parts_and_a_line_end_does_not() {
        let text = "a\nb\n \nc";
        let span = TextSpan::from_range(0..text.len()).unwrap();
        let mut tokens = Vec::new();
        tokenize(text, span, &grammar("en").unwrap().lexicon, &mut tokens);
        let gaps: Vec<Gap> = tokens.iter().map(|token| token.gap).collect();
        assert_eq!(gaps, [Gap::Break, Gap::Space, Gap::Break]);
    }
}

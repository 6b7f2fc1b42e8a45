//! One word as the tagger's features see it.

/// A word's hashes and shape, computed once and used by the features of its neighbours too.
#[derive(Clone, Debug)]
pub struct WordView {
    /// The word as it is written, digits made equal.
    pub(super) form: u32,
    /// The word in lower case, digits made equal.
    pub(super) lower: u32,
    /// The word's letters and digits by kind, runs shortened: `Xx`, `XX`, `dd-dd`.
    pub(super) shape: u32,
    /// The first 1 to 4 characters of the lower-case word.
    pub(super) prefixes: [u32; 4],
    /// The last 1 to 4 characters of the lower-case word.
    pub(super) suffixes: [u32; 4],
    kind: Kind,
    linker: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Lower = 1,
    Title,
    Upper,
    SingleCapital,
    Mixed,
    Number,
    WithDigit,
    Punctuation,
}

/// Words that stand inside names without a capital.
const LINKERS: [&str; 17] = [
    "of", "the", "and", "&", "de", "la", "del", "van", "von", "der", "bin", "al", "for", "du",
    "di", "da", "le",
];

impl WordView {
    /// Looks at one token.
    pub fn new(token: &str) -> Self {
        let mut form = Hash::new();
        let mut lower = Hash::new();
        let mut shape = Hash::new();
        let mut last = '\0';
        let mut repeats = 0;
        let mut chars: [char; CHARS] = ['\0'; CHARS];
        let mut tail: [char; 4] = ['\0'; 4];
        let mut count = 0;
        let mut facts = Facts::default();
        for raw in token.chars() {
            let c = unify(raw);
            let small = lower_case(c);
            form.add(c);
            lower.add(small);
            if count < CHARS {
                chars[count] = small;
            }
            tail = [tail[1], tail[2], tail[3], small];
            count += 1;
            let class = facts.add(c);
            repeats = if class == last { repeats + 1 } else { 1 };
            last = class;
            if repeats <= 2 {
                shape.add(class);
            }
        }
        let mut prefixes = [0; 4];
        let mut suffixes = [0; 4];
        let mut head_hash = Hash::new();
        let mut tail_hash = Hash::new();
        for n in 0..4 {
            if n < count {
                head_hash.add(chars[n]);
                tail_hash.add(tail[3 - n]);
            }
            prefixes[n] = head_hash.finish();
            suffixes[n] = tail_hash.finish();
        }
        Self {
            form: form.finish(),
            lower: lower.finish(),
            shape: shape.finish(),
            prefixes,
            suffixes,
            kind: facts.kind(count),
            linker: LINKERS.contains(&token),
        }
    }

    /// The kind of the word as part of a feature.
    pub(super) fn kind(&self) -> u32 {
        self.kind as u32
    }

    /// Whether the word begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        matches!(
            self.kind,
            Kind::Title | Kind::Upper | Kind::SingleCapital | Kind::Mixed
        )
    }

    /// Whether the word can be part of a name by its looks.
    pub(super) fn is_name_like(&self) -> bool {
        self.is_capitalised() || self.kind == Kind::WithDigit
    }

    /// Whether the word can stand inside a name without a capital.
    pub(super) fn is_linker(&self) -> bool {
        self.linker
    }

    /// Whether there is a letter in the word.
    pub(super) fn has_letter(&self) -> bool {
        !matches!(self.kind, Kind::Number | Kind::Punctuation)
    }
}

/// As many characters as the prefixes need.
const CHARS: usize = 4;

/// Makes digits equal and typographic apostrophes and quotes plain, since corpora differ in them.
fn unify(c: char) -> char {
    match c {
        '0'..='9' => '0',
        '’' | '‘' | '`' => '\'',
        '“' | '”' => '"',
        '–' | '—' => '-',
        _ => c,
    }
}

fn lower_case(c: char) -> char {
    if c.is_ascii() {
        c.to_ascii_lowercase()
    } else {
        c.to_lowercase().next().unwrap_or(c)
    }
}

/// What a word is made of.
#[derive(Default)]
struct Facts {
    upper: usize,
    lower: usize,
    digits: usize,
    starts_upper: bool,
    seen: usize,
}

impl Facts {
    /// Counts one character and gives its class in the shape.
    fn add(&mut self, c: char) -> char {
        let class = if c.is_uppercase() {
            self.upper += 1;
            self.starts_upper |= self.seen == 0;
            'X'
        } else if c.is_alphabetic() {
            self.lower += 1;
            'x'
        } else if c.is_numeric() {
            self.digits += 1;
            'd'
        } else {
            c
        };
        self.seen += 1;
        class
    }

    fn kind(&self, length: usize) -> Kind {
        match (self.upper, self.lower, self.digits) {
            (0, 0, 0) => Kind::Punctuation,
            (0, 0, _) => Kind::Number,
            (_, _, d) if d > 0 => Kind::WithDigit,
            (0, ..) => Kind::Lower,
            (1, 0, _) if length <= 2 => Kind::SingleCapital,
            (_, 0, _) => Kind::Upper,
            (1, ..) if self.starts_upper => Kind::Title,
            _ => Kind::Mixed,
        }
    }
}

/// A small multiplicative hash over characters (FNV-1a on whole code points).
struct Hash(u32);

impl Hash {
    const fn new() -> Self {
        Self(0x811c_9dc5)
    }

    const fn add(&mut self, c: char) {
        self.0 = (self.0 ^ c as u32).wrapping_mul(0x0100_0193);
    }

    const fn finish(&self) -> u32 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_apostrophes_are_made_equal() {
        assert_eq!(WordView::new("1984").form, WordView::new("2016").form);
        assert_eq!(WordView::new("O’Neill").form, WordView::new("O'Neill").form);
        assert_ne!(WordView::new("May").form, WordView::new("may").form);
        assert_eq!(WordView::new("May").lower, WordView::new("may").lower);
    }

    #[test]
    fn shapes_forget_the_length_of_long_words() {
        assert_eq!(WordView::new("London").shape, WordView::new("Berlin").shape);
        assert_eq!(
            WordView::new("Rome").shape,
            WordView::new("Amsterdam").shape
        );
        assert_ne!(WordView::new("NATO").shape, WordView::new("Nato").shape);
    }

    #[test]
    fn kinds_follow_capitals() {
        for (word, capitalised) in [
            ("Ada", true),
            ("NATO", true),
            ("U.S.", true),
            ("iPhone", true),
            ("Élan", true),
            ("ada", false),
            ("5", false),
            (",", false),
        ] {
            assert_eq!(WordView::new(word).is_capitalised(), capitalised, "{word}");
        }
    }
}

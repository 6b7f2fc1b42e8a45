//! What a word looks like.

use unicode_categories::UnicodeCategories;

/// What a word looks like, beside its letters in lower case. The encoder reads lower-case text only, so this is
/// how capitals reach it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// No word: a mark that begins or ends a window.
    None,
    /// In lower case.
    Lower,
    /// With one capital, at its beginning.
    Title,
    /// One capital.
    Upper1,
    /// Two to four capitals.
    Upper4,
    /// More capitals.
    Upper,
    /// With a capital at its beginning and others inside, as “McDonald”.
    TitleMixed,
    /// With a small letter at its beginning and capitals inside, as “eBay”.
    LowerMixed,
    /// Digits without letters.
    Digits,
    /// Letters and digits.
    LettersDigits,
    /// Neither.
    Mark,
    /// Letters of a script without capitals.
    Caseless,
}

impl Shape {
    /// The shape of a word, which is what stands between white space and punctuation.
    ///
    /// ```
    /// use spanwright::detect::encoder::Shape;
    /// assert_eq!(Shape::of("Marlow"), Shape::Title);
    /// assert_eq!(Shape::of("G20"), Shape::LettersDigits);
    /// ```
    pub fn of(word: &str) -> Self {
        let (mut cased, mut capitals, mut first) = (0_usize, 0_usize, None);
        let (mut has_letters, mut has_digits) = (false, false);
        for character in word.chars() {
            let is_capital = character.is_letter_uppercase() || character.is_letter_titlecase();
            has_letters |= character.is_letter();
            has_digits |= character.is_number_decimal_digit();
            if is_capital || character.is_letter_lowercase() {
                first.get_or_insert(is_capital);
                cased += 1;
                capitals += usize::from(is_capital);
            }
        }
        match first {
            _ if has_digits && has_letters => Self::LettersDigits,
            _ if has_digits => Self::Digits,
            None if has_letters => Self::Caseless,
            None => Self::Mark,
            Some(_) if capitals == 0 => Self::Lower,
            Some(_) if capitals == cased => match cased {
                1 => Self::Upper1,
                2..=4 => Self::Upper4,
                _ => Self::Upper,
            },
            Some(true) if capitals == 1 => Self::Title,
            Some(true) => Self::TitleMixed,
            Some(false) => Self::LowerMixed,
        }
    }

    /// The shape's number in the encoder's table.
    pub const fn number(self) -> u32 {
        self as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_by_their_capitals_and_digits() {
        for (words, shape) in [
            ("ferry naïve москва", Shape::Lower),
            ("Marlow Ísland Ǆ-ungla", Shape::Title),
            ("A É", Shape::Upper1),
            ("UN NATO", Shape::Upper4),
            ("UNESCO", Shape::Upper),
            ("McDonald O’Brien", Shape::TitleMixed),
            ("eBay iPhone", Shape::LowerMixed),
            ("2016 ١٢٣", Shape::Digits),
            ("G20 4bn 3D", Shape::LettersDigits),
            (", € 😀", Shape::Mark),
            ("東京 서울", Shape::Caseless),
        ] {
            for word in words.split(' ') {
                assert_eq!(Shape::of(word), shape, "{word}");
            }
        }
    }
}

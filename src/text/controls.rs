//! Characters that cannot be seen and change what is seen around them, or were never meant for a text:
//! who labels a text must see that they are there.

/// The signs of the first 32 characters, [Control Pictures](https://www.unicode.org/charts/PDF/U2400.pdf),
/// each three bytes long.
const PICTURES: &str = "␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟";

/// What to show for a character that cannot be seen; `None` for one that can, for white space, and for
/// what joins or parts letters of scripts that need it.
///
/// The characters that change the direction of what is around them have the names that
/// [UAX #9](https://www.unicode.org/reports/tr9/) gives them.
///
/// ```
/// use spanwright::text::control_sign;
/// assert_eq!(control_sign('\u{202e}'), Some("RLO"));
/// assert_eq!(control_sign('\0'), Some("␀"));
/// assert_eq!(control_sign('\n'), None);
/// assert_eq!(control_sign('\u{200d}'), None);
/// ```
pub fn control_sign(c: char) -> Option<&'static str> {
    Some(match c {
        '\t' | '\n' | '\r' => return None,
        '\0'..' ' => {
            let at = 3 * c as usize;
            return PICTURES.get(at..at + 3);
        }
        '\u{7f}' => "␡",
        '\u{80}'..='\u{9f}' => "␦",
        '\u{61c}' => "ALM",
        '\u{200e}' => "LRM",
        '\u{200f}' => "RLM",
        '\u{202a}' => "LRE",
        '\u{202b}' => "RLE",
        '\u{202c}' => "PDF",
        '\u{202d}' => "LRO",
        '\u{202e}' => "RLO",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{feff}' => "BOM",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_control_character_has_the_picture_that_unicode_gives_it() {
        for c in '\0'..' ' {
            let picture = char::from_u32(0x2400 + u32::from(c)).unwrap();
            let sign = control_sign(c).map(str::to_owned);
            let is_space = matches!(c, '\t' | '\n' | '\r');
            assert_eq!(sign, (!is_space).then(|| picture.to_string()));
        }
    }

    #[test]
    fn letters_and_white_space_have_none() {
        let seen = "Zoë 北京 דנה 👩‍🚀\u{a0}\u{200b}\u{200c}\u{2028}e\u{301}";
        assert!(seen.chars().all(|c| control_sign(c).is_none()));
    }
}

//! Turns the bytes of a file into text, or says why they are not text.

use serde::{Deserialize, Serialize};

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without the encoding mark, else exactly as it was.
    pub text: String,
    /// How the text was written.
    pub encoding: Encoding,
}

/// How the text of a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8 without an encoding mark.
    Utf8,
    /// UTF-8 behind an encoding mark (byte order mark).
    Utf8WithMark,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

/// Why bytes are not text. Offsets count bytes from the beginning of the file, its encoding mark
/// included; the caller knows the name of the file and adds it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The file begins like one of another kind.
    #[error("this is {kind}, not a text file; {remedy}")]
    OtherKind {
        /// The kind of file, with its article.
        kind: &'static str,
        /// What to do instead.
        remedy: &'static str,
    },
    /// The bytes are text of no encoding that is known here.
    #[error(
        "byte {byte:#04x} at offset {at} is not UTF-8; the file looks like {likely}, so save it \
         as UTF-8 and open it again"
    )]
    NotUtf8 {
        /// Where the first wrong byte is.
        at: u64,
        /// The wrong byte.
        byte: u8,
        /// What the file looks like.
        likely: &'static str,
    },
    /// The last character is not complete.
    #[error(
        "the file ends in the midst of a character, at offset {at}; it may be cut off, so fetch it again"
    )]
    CutOff {
        /// Where the incomplete character begins.
        at: u64,
    },
    /// There is a zero byte, which no text has.
    #[error(
        "there is a zero byte at offset {at}, so this is not a text file but a binary one; open a text or HTML file"
    )]
    ZeroByte {
        /// Where the zero is.
        at: u64,
    },
    /// Half a surrogate pair stands alone in UTF-16.
    #[error(
        "the UTF-16 unit {unit:#06x} at offset {at} is half of a character without its other half; save the file as UTF-8 and open it again"
    )]
    LoneSurrogate {
        /// Where the unit is.
        at: u64,
        /// The unit.
        unit: u16,
    },
}

const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// The text of a file in UTF-8 or UTF-16.
///
/// UTF-16 without an encoding mark is taken for it only where nothing else is likely: every
/// other byte is mostly zero and the rest hardly ever are. No other encoding is guessed, since a wrong
/// guess would put wrong letters into the data without a word.
///
/// ```
/// use spanwright::text::{Encoding, decode};
/// let decoded = decode(b"\xff\xfeA\x00d\x00a\x00")?;
/// assert_eq!((decoded.text.as_str(), decoded.encoding), ("Ada", Encoding::Utf16Le));
/// assert!(decode(b"caf\xe9").unwrap_err().to_string().contains("Windows-1252"));
/// # Ok::<(), spanwright::text::DecodeError>(())
/// ```
///
/// # Errors
/// Where the bytes are of another kind of file, of another encoding, cut off or broken.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if let Some(error) = other_kind(bytes) {
        return Err(error);
    }
    if let Some(rest) = bytes.strip_prefix(UTF8_MARK) {
        return utf8(rest, UTF8_MARK.len(), Encoding::Utf8WithMark);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, 2, Encoding::Utf16Le);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, 2, Encoding::Utf16Be);
    }
    match unmarked_utf16(bytes) {
        Some(encoding) => utf16(bytes, 0, encoding),
        None => utf8(bytes, 0, Encoding::Utf8),
    }
}

fn utf8(bytes: &[u8], mark: usize, encoding: Encoding) -> Result<Decoded, DecodeError> {
    let zero = bytes.iter().position(|&b| b == 0);
    match std::str::from_utf8(bytes) {
        Ok(text) => match zero {
            Some(at) => Err(DecodeError::ZeroByte {
                at: (mark + at) as u64,
            }),
            None => Ok(Decoded {
                text: text.to_owned(),
                encoding,
            }),
        },
        Err(error) => {
            let wrong = error.valid_up_to();
            let at = (mark + wrong) as u64;
            Err(match (zero, error.error_len()) {
                (Some(zero), _) => DecodeError::ZeroByte {
                    at: (mark + zero) as u64,
                },
                (None, None) if wrong > 0 && !bytes[..wrong].is_ascii() => {
                    DecodeError::CutOff { at }
                }
                _ => DecodeError::NotUtf8 {
                    at,
                    byte: bytes[wrong],
                    likely: likely_encoding(bytes),
                },
            })
        }
    }
}

fn utf16(bytes: &[u8], mark: usize, encoding: Encoding) -> Result<Decoded, DecodeError> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let units = || {
        pairs.iter().map(|&pair| match encoding {
            Encoding::Utf16Be => u16::from_be_bytes(pair),
            _ => u16::from_le_bytes(pair),
        })
    };
    let offset = |unit: usize| (mark + 2 * unit) as u64;
    if let Some(at) = units().position(|unit| unit == 0) {
        return Err(DecodeError::ZeroByte { at: offset(at) });
    }
    let mut text = String::with_capacity(bytes.len());
    let mut read = 0;
    for decoded in char::decode_utf16(units()) {
        match decoded {
            Ok(c) => {
                text.push(c);
                read += c.len_utf16();
            }
            Err(error) => {
                return Err(DecodeError::LoneSurrogate {
                    at: offset(read),
                    unit: error.unpaired_surrogate(),
                });
            }
        }
    }
    if !odd.is_empty() {
        return Err(DecodeError::CutOff { at: offset(read) });
    }
    Ok(Decoded { text, encoding })
}

/// The byte order of UTF-16 without a mark, where it can be nothing else.
fn unmarked_utf16(bytes: &[u8]) -> Option<Encoding> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    if pairs.is_empty() || !odd.is_empty() {
        return None;
    }
    let zeros = |side: usize| pairs.iter().filter(|pair| pair[side] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let is_high = |high: usize, low: usize| high * 2 > pairs.len() && low * 8 < pairs.len();
    if pairs.contains(&[0, 0]) {
        None
    } else if is_high(second, first) {
        Some(Encoding::Utf16Le)
    } else if is_high(first, second) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

fn likely_encoding(bytes: &[u8]) -> &'static str {
    let is_control = |b: &&u8| **b < 0x20 && !b.is_ascii_whitespace() && **b != 0x1b;
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    if bytes.iter().filter(is_control).count() * 100 > bytes.len() {
        "a binary file rather than text"
    } else if high * 3 > bytes.len() {
        "text in an older encoding such as GB 18030, Shift JIS or Windows-1251"
    } else {
        "text in an older encoding such as Windows-1252 (Latin-1)"
    }
}

const EXPORT_TEXT: &str = "save its text as .txt or .html and open that";
const UTF_32: &str = "text in UTF-32";
const NO_TEXT: &str = "it has no text to label";
const UNPACK: &str = "unpack it and open the text files in it";

/// How files of other kinds begin, after how many bytes, what they are and what to do.
const OTHER_KINDS: &[(usize, &[u8], &str, &str)] = &[
    (
        0,
        b"%PDF-",
        "a PDF document",
        "copy the article's text out of it and paste that",
    ),
    (
        0,
        b"PK\x03\x04",
        "a ZIP archive or an office document",
        "unpack it, or save its text as .txt or .html, and open that",
    ),
    (
        0,
        b"\xd0\xcf\x11\xe0",
        "an old office document",
        EXPORT_TEXT,
    ),
    (0, b"{\\rtf", "an RTF document", EXPORT_TEXT),
    (0, b"\x89PNG", "a PNG image", NO_TEXT),
    (0, b"\xff\xd8\xff", "a JPEG image", NO_TEXT),
    (0, b"GIF8", "a GIF image", NO_TEXT),
    (8, b"WEBP", "a WebP image", NO_TEXT),
    (0, b"II*\0", "a TIFF image", NO_TEXT),
    (0, b"MM\0*", "a TIFF image", NO_TEXT),
    (4, b"ftyp", "a video or an image", NO_TEXT),
    (0, b"\x1aE\xdf\xa3", "a video", NO_TEXT),
    (0, b"OggS\0", "a sound file", NO_TEXT),
    (0, b"ID3", "a sound file", NO_TEXT),
    (0, b"fLaC\0", "a sound file", NO_TEXT),
    (0, b"\x1f\x8b", "a gzip archive", UNPACK),
    (0, b"BZh9", "a bzip2 archive", UNPACK),
    (0, b"\xfd7zXZ", "an xz archive", UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive", UNPACK),
    (0, b"7z\xbc\xaf", "a 7-Zip archive", UNPACK),
    (0, b"Rar!\x1a", "a RAR archive", UNPACK),
    (0, b"SQLite format 3\0", "an SQLite database", EXPORT_TEXT),
    (0, b"\x7fELF", "a program", NO_TEXT),
    (0, b"\0asm", "a WebAssembly module", NO_TEXT),
    (0, b"\xff\xfe\0\0", UTF_32, "save it as UTF-8 and open that"),
    (0, b"\0\0\xfe\xff", UTF_32, "save it as UTF-8 and open that"),
];

/// Refuses a file that is of another kind, by how it begins; some 100 bytes tell.
///
/// # Errors
/// Where it is.
pub fn check_kind(beginning: &[u8]) -> Result<(), DecodeError> {
    other_kind(beginning).map_or(Ok(()), Err)
}

fn other_kind(bytes: &[u8]) -> Option<DecodeError> {
    let begins = |at: usize, start: &[u8]| bytes.get(at..).is_some_and(|b| b.starts_with(start));
    // What is marked as text is text, whatever letters it begins with; UTF-32 has a mark of its own.
    let is_marked = [UTF8_MARK, b"\xff\xfe", b"\xfe\xff"]
        .into_iter()
        .any(|mark| begins(0, mark));
    OTHER_KINDS
        .iter()
        .filter(|(_, _, kind, _)| !is_marked || *kind == UTF_32)
        .find(|(at, start, ..)| begins(*at, start) && is_binary_start(bytes, *at, start))
        .map(|&(_, _, kind, remedy)| DecodeError::OtherKind { kind, remedy })
}

/// Letters alone may also begin a text, so that they need a control character after them.
fn is_binary_start(bytes: &[u8], at: usize, start: &[u8]) -> bool {
    const LOOK: usize = 64;
    let is_word = start.iter().all(u8::is_ascii_alphanumeric);
    let around = &bytes[..bytes.len().min(at + start.len() + LOOK)];
    !is_word || around.iter().any(|&b| b < 0x20 && !b.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Encoding) {
        let decoded = decode(bytes).unwrap();
        (decoded.text, decoded.encoding)
    }

    fn error(bytes: &[u8]) -> String {
        decode(bytes).unwrap_err().to_string()
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn utf8_keeps_everything_but_its_mark() {
        assert_eq!(text(b""), (String::new(), Encoding::Utf8));
        assert_eq!(
            text("a\r\nб\t ".as_bytes()),
            ("a\r\nб\t ".into(), Encoding::Utf8)
        );
        let marked = "\u{feff}a\u{feff}b";
        assert_eq!(
            text(marked.as_bytes()),
            ("a\u{feff}b".into(), Encoding::Utf8WithMark)
        );
        assert_eq!(
            text(b"ID3 tags are old"),
            ("ID3 tags are old".into(), Encoding::Utf8)
        );
        assert_eq!(
            text(b"GIF8 is short"),
            ("GIF8 is short".into(), Encoding::Utf8)
        );
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        for (encoding, to_bytes) in [
            (Encoding::Utf16Le, u16::to_le_bytes as fn(u16) -> [u8; 2]),
            (Encoding::Utf16Be, u16::to_be_bytes),
        ] {
            let marked = utf16("\u{feff}Ada 😀 ж", to_bytes);
            assert_eq!(text(&marked), ("Ada 😀 ж".into(), encoding));
            let unmarked = utf16("Ada 😀 met Ben.\r\n", to_bytes);
            assert_eq!(text(&unmarked), ("Ada 😀 met Ben.\r\n".into(), encoding));
        }
    }

    #[test]
    fn broken_utf16_is_refused_with_its_place() {
        assert_eq!(
            decode(b"\xff\xfeA\0\x3d\xd8B\0"),
            Err(DecodeError::LoneSurrogate {
                at: 4,
                unit: 0xd83d
            })
        );
        assert_eq!(decode(b"\xff\xfeA\0B"), Err(DecodeError::CutOff { at: 4 }));
        assert_eq!(
            decode(b"\xff\xfeA\0\0\0B\0"),
            Err(DecodeError::ZeroByte { at: 4 })
        );
    }

    #[test]
    fn other_encodings_are_named_and_not_guessed() {
        assert!(error(b"caf\xe9 au lait").contains("0xe9 at offset 3 is not UTF-8"));
        assert!(error(b"\xcf\xf0\xe8\xe2\xe5\xf2").contains("Windows-1251"));
        assert!(error(b"\xff\xfe\0\0A\0\0\0").contains("UTF-32"));
        assert_eq!(
            decode("жж".as_bytes()[..3].as_ref()),
            Err(DecodeError::CutOff { at: 2 })
        );
    }

    #[test]
    fn other_kinds_of_files_are_named() {
        assert!(error(b"%PDF-1.7\n").contains("a PDF document"));
        assert!(error(b"PK\x03\x04\x14\0").contains("office document"));
        assert!(error(b"\x89PNG\r\n\x1a\n\0").contains("a PNG image"));
        assert!(error(b"RIFF\x10\0\0\0WEBPVP8 ").contains("a WebP image"));
        assert!(error(b"plain\0text").contains("zero byte at offset 5"));
        assert!(error(b"\x01\x02\x80\x03").contains("binary"));
    }

    #[test]
    fn what_is_marked_as_text_is_taken_for_nothing_else() {
        let marked = b"\xef\xbb\xbfaftyp\x05 is a box of MP4";
        assert_eq!(text(marked).0, "aftyp\x05 is a box of MP4");
        assert!(error(b"isomftyp\x05").contains("video"));
    }
}

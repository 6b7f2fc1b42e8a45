//! Any bytes are text or are refused with a reason; text that was written in a known encoding is
//! read as it was.

#![no_main]

use libfuzzer_sys::{arbitrary, fuzz_target};
use spanwright::text::{Encoding, decode};

#[derive(Debug, arbitrary::Arbitrary)]
enum Input<'a> {
    Bytes(&'a [u8]),
    Marked(&'a str),
    Utf16 { text: &'a str, is_big_endian: bool },
}

fuzz_target!(|input: Input| {
    match input {
        Input::Bytes(bytes) => match decode(bytes) {
            Ok(decoded) => {
                assert!(!decoded.text.contains('\0'));
                if decoded.encoding == Encoding::Utf8 {
                    assert_eq!(decoded.text.as_bytes(), bytes);
                }
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        },
        Input::Marked(text) => check(format!("\u{feff}{text}").as_bytes(), text),
        Input::Utf16 {
            text,
            is_big_endian,
        } => {
            let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
            let bytes = units.flat_map(|unit| match is_big_endian {
                true => unit.to_be_bytes(),
                false => unit.to_le_bytes(),
            });
            // A zero after the mark of UTF-16 is the mark of UTF-32.
            check(&bytes.collect::<Vec<u8>>(), text);
        }
    }
});

fn check(bytes: &[u8], text: &str) {
    match decode(bytes) {
        Ok(decoded) => assert_eq!(decoded.text, text),
        Err(error) => assert!(text.contains('\0'), "{error}"),
    }
}

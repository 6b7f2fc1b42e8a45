//! The fingerprint of a text, by which a later reading tells whether it is the same text.

use sha2::{Digest, Sha256};

/// The SHA-256 of the bytes, those of a text in UTF-8, in lower-case hexadecimal (FIPS 180-4).
///
/// ```
/// use spanwright::text::sha256;
/// assert!(sha256("abc").starts_with("ba7816bf8f01cfea"));
/// ```
pub fn sha256(content: impl AsRef<[u8]>) -> String {
    use std::fmt::Write;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(content) {
        // Writing to a string never fails.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

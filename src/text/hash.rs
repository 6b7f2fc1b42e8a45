//! The checksum of a text.

use sha2::{Digest, Sha256};

/// The SHA-256 of the text's UTF-8 bytes in lower-case hexadecimal digits.
///
/// ```
/// use spanwright::text::sha256;
/// assert!(sha256("abc").starts_with("ba7816bf8f01cfea414140de5dae2223"));
/// ```
pub fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

//! The files of the encoder that is shipped.

/// A file that the site is hosted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShippedFile {
    /// Its path in the site.
    pub path: &'static str,
    /// How many bytes it has.
    pub length: u32,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: &'static str,
}

/// The name of the browser's cache in which they are kept. Where it is there, somebody has wanted them; the service
/// worker's caches have other names.
pub const CACHE: &str = "spanwright models";

/// How many bytes the files have together.
pub fn shipped_length() -> u32 {
    SHIPPED.iter().map(|file| file.length).sum()
}

// The build script knows them.
include!(concat!(env!("OUT_DIR"), "/shipped_files.rs"));

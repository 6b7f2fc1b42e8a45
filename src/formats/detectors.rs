//! What a team has chosen for its detectors, as a file to keep, to share and to give to the command line.
//!
//! The file is JSON: `{"format": "spanwright-detectors", "version": 1, "setup": …}`, where the setup is a
//! [`Setup`]. Lists and models are in it by their names and labels; their files are files already.

use std::io::Write;

use serde::{Deserialize, Serialize};

use super::WriteError;
use super::escape::write_json_lines;
use crate::detect::{Setup, Source};

/// What the file calls itself.
pub const FORMAT: &str = "spanwright-detectors";

/// The version of the file that is written.
pub const VERSION: u64 = 1;

/// How the names of the files end, without the dot.
pub const EXTENSION: &str = "detectors.json";

/// The media type of the files.
pub const MIME_TYPE: &str = "application/json";

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: u64,
    setup: &'a Setup,
}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u64,
}

#[derive(Deserialize)]
struct Read {
    setup: Setup,
}

/// Writes what was chosen.
///
/// ```
/// use spanwright::detect::{Score, Setup};
/// use spanwright::formats::detectors;
/// let mut setup = Setup::default();
/// setup.threshold = Score::new(0.4);
/// let mut file = Vec::new();
/// detectors::write(&setup, &mut file)?;
/// assert_eq!(detectors::read(&file), Ok(setup));
/// # Ok::<(), spanwright::formats::WriteError>(())
/// ```
///
/// # Errors
/// Where the sink refuses.
pub fn write(setup: &Setup, mut sink: impl Write) -> Result<(), WriteError> {
    let written = Written {
        format: FORMAT,
        version: VERSION,
        setup,
    };
    write_json_lines(&written, &mut sink)?;
    Ok(sink.write_all(b"\n")?)
}

/// Reads what was chosen.
///
/// # Errors
/// Where it is another file, of a later version, or damaged: what is wrong with it, and where.
pub fn read(file: &[u8]) -> Result<Setup, String> {
    let wrong = |error: serde_json::Error| error.to_string();
    let head: Head = serde_json::from_slice(file).map_err(wrong)?;
    if head.format != FORMAT {
        return Err(format!(
            "the format is {:?}, and {FORMAT:?} was expected",
            head.format
        ));
    }
    if head.version > VERSION {
        return Err(format!(
            "the version is {}, and this version of Spanwright reads up to {VERSION}",
            head.version
        ));
    }
    let Read { mut setup } = serde_json::from_slice(file).map_err(wrong)?;
    // Each source has one place, whatever a hand has written.
    let mut trust = Vec::new();
    for source in setup.trust.into_iter().chain(Source::ALL) {
        if !trust.contains(&source) {
            trust.push(source);
        }
    }
    setup.trust = trust;
    Ok(setup)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_is_refused_with_the_reason() {
        let wrong = |file: &str| read(file.as_bytes()).unwrap_err();
        assert!(wrong("{").contains("line 1"));
        assert!(wrong(r#"{"format": "x", "version": 1}"#).contains("\"x\""));
        let later = r#"{"format": "spanwright-detectors", "version": 2}"#;
        assert!(wrong(later).contains("reads up to 1"));
        let damaged = r#"{"format": "spanwright-detectors", "version": 1, "setup": {"off": 1}}"#;
        assert!(wrong(damaged).contains("expected a sequence"));
    }

    #[test]
    fn each_source_has_one_place() {
        let setup = Setup {
            trust: vec![Source::Names, Source::Names],
            ..Setup::default()
        };
        let mut file = Vec::new();
        write(&setup, &mut file).unwrap();
        let read = read(&file).unwrap();
        assert_eq!(read.trust.len(), Source::ALL.len());
        assert_eq!(read.trust[..2], [Source::Names, Source::Decisions]);
    }
}

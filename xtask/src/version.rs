//! Versions of tools: what a tool says of its own, and whether that will do.

/// Which versions of a tool will do.
#[derive(Clone, Copy)]
pub enum Wanted {
    /// The version that would be installed and no other.
    Exactly,
    /// This version or a later one.
    AtLeast(&'static str),
}

impl Wanted {
    /// Whether the version that was found will do, where `pinned` is the one that would be
    /// installed.
    pub fn accepts(self, found: &str, pinned: &str) -> bool {
        match self {
            Self::Exactly => found == pinned,
            Self::AtLeast(least) => numbers(found) >= numbers(least),
        }
    }
}

/// The version in what a tool answers to `--version`: the first word that begins with a digit, so
/// "0.21.14" of "trunk 0.21.14" and "132" of "wasm-opt version 132 (version_132)".
pub fn parse(answer: &str) -> Option<String> {
    answer
        .split_whitespace()
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .map(str::to_owned)
}

/// The numbers of a version, for comparison.
fn numbers(version: &str) -> Vec<u64> {
    version
        .split('.')
        .map(|part| {
            let digits = part
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(part.len());
            part[..digits].parse().unwrap_or(0)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_each_tool_says_about_its_version() {
        for (says, version) in [
            ("trunk 0.21.14", "0.21.14"),
            ("wasm-bindgen 0.2.126", "0.2.126"),
            ("wasm-opt version 132 (version_132)", "132"),
            ("wasm-opt version 108", "108"),
            ("cargo-deny 0.20.2", "0.20.2"),
        ] {
            assert_eq!(parse(says).as_deref(), Some(version));
        }
        assert_eq!(parse("no version here"), None);
    }

    #[test]
    fn an_exact_tool_accepts_no_other_version_not_even_a_later_one() {
        assert!(Wanted::Exactly.accepts("0.2.126", "0.2.126"));
        assert!(!Wanted::Exactly.accepts("0.2.127", "0.2.126"));
        assert!(!Wanted::Exactly.accepts("0.2.12", "0.2.126"));
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(Wanted::AtLeast("0.18").accepts("0.20.2", "0.20.2"));
        assert!(Wanted::AtLeast("120").accepts("132", "132"));
        assert!(!Wanted::AtLeast("120").accepts("108", "132"));
        assert!(!Wanted::AtLeast("0.18").accepts("0.9.4", "0.20.2"));
    }
}

//! Reads Cargo.lock.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

#[derive(Deserialize)]
struct Lockfile {
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
}

/// The version of a package that the lock file holds exactly once.
///
/// # Errors
///
/// Where the file cannot be read, or holds no or several versions of the package.
pub fn version_of(lockfile: &Path, package: &str) -> Result<String> {
    let name = lockfile.display();
    let text = fs::read_to_string(lockfile).with_context(|| format!("cannot read {name}"))?;
    let lock: Lockfile = toml::from_str(&text).with_context(|| format!("cannot read {name}"))?;
    let mut versions = lock.package.into_iter().filter(|p| p.name == package);
    match (versions.next(), versions.next()) {
        (Some(only), None) => Ok(only.version),
        (None, _) => bail!("{name} holds no package `{package}`"),
        (Some(one), Some(other)) => bail!(
            "{name} holds several versions of `{package}` ({}, {}); its tool can fit only one",
            one.version,
            other.version
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lock: &str, package: &str) -> Result<String> {
        let file = tempfile::NamedTempFile::new()?;
        fs::write(file.path(), lock)?;
        version_of(file.path(), package)
    }

    const LOCK: &str = "version = 4\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.126\"\ndependencies = [\"cfg-if\"]\n\
        [[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\
        [[package]]\nname = \"gloo\"\nversion = \"0.11.0\"\n\
        [[package]]\nname = \"gloo\"\nversion = \"0.12.0\"\n";

    #[test]
    fn finds_the_version_of_the_very_package() {
        assert_eq!(read(LOCK, "wasm-bindgen").unwrap(), "0.2.126");
    }

    #[test]
    fn refuses_to_choose_between_versions_or_to_invent_one() {
        let several = read(LOCK, "gloo").unwrap_err().to_string();
        assert!(several.contains("0.11.0, 0.12.0"), "{several}");
        assert!(read(LOCK, "trunk").is_err());
        assert!(read("package = 1", "trunk").is_err());
    }

    #[test]
    fn reads_the_lock_file_of_this_checkout() {
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        assert!(version_of(&lock, "wasm-bindgen").is_ok());
    }
}

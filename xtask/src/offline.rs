//! Tells the service worker which files the site is made of.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::bundle::is_hashed;
use crate::fingerprint;

/// What the page never asks for, or only where there is a network.
const NOT_KEPT: &[&str] = &[
    "sw.js",
    "fetch.html",
    "fetch.js",
    "404.html",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "models/README.md",
];

/// What only those load who want it, and keep by themselves (`src/bin/encoder/load.rs`).
const NOT_FOR_ALL: &str = "models/precise/";

/// What the page asks for with its build's id behind it.
const OF_A_BUILD: &[&str] = &["worker", "clerk", "encoder", "custom", "models/", "words/"];

/// What the start page asks for with the version of the site behind it.
const OF_A_VERSION: &[&str] = &["boot.js", "offline.js"];

/// Writes the version of the site into the start page, and the version and the SHA-256 of each file
/// into `sw.js`, which therefore changes whenever any of them does.
///
/// # Errors
///
/// Where a file cannot be read or written, or is not as it is expected to be.
pub fn list_files(dist: &Path, build_id: &str) -> Result<()> {
    let mut files = Vec::new();
    for path in fingerprint::files_under(dist)? {
        let name = path.strip_prefix(dist)?.to_string_lossy().into_owned();
        let is_kept = !NOT_KEPT.contains(&&*name) && !name.starts_with(NOT_FOR_ALL);
        if name != "index.html" && is_kept {
            let hash = hash_of(&path)?;
            files.push((name, hash));
        }
    }
    let mut all = Sha256::new();
    let start = dist.join("index.html");
    for (name, hash) in &files {
        all.update(format!("{hash} {name}\n"));
    }
    all.update(fs::read(&start)?);
    all.update(fs::read(dist.join("sw.js"))?);
    let version = hex(&all.finalize())[..16].to_owned();

    replace(
        &start,
        "boot.js\" data-js",
        &format!("boot.js?v={version}\" data-js"),
    )?;
    let listed = files
        .iter()
        .map(|(name, hash)| (address(name, build_id, &version), hash.clone()));
    // The start page comes last: it stands for a cache that is whole.
    let listed = listed.chain([("./".to_owned(), hash_of(&start)?)]);
    let lines: Vec<String> = listed
        .map(|(address, hash)| format!("  \"{address}\": \"{hash}\",\n"))
        .collect();
    let script = dist.join("sw.js");
    replace(
        &script,
        "VERSION = \"\";",
        &format!("VERSION = \"{version}\";"),
    )?;
    let list = format!("FILES = {{\n{}}};", lines.concat());
    replace(&script, "FILES = {};", &list)
}

/// What the page asks for when it wants the file.
fn address(name: &str, build_id: &str, version: &str) -> String {
    if OF_A_VERSION.contains(&name) {
        format!("{name}?v={version}")
    } else if !is_hashed(name) && OF_A_BUILD.iter().any(|start| name.starts_with(start)) {
        format!("{name}?v={build_id}")
    } else {
        name.to_owned()
    }
}

fn replace(file: &Path, old: &str, new: &str) -> Result<()> {
    let name = file.display();
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {name}"))?;
    if text.matches(old).count() != 1 {
        bail!("{name} does not have {old:?} exactly once");
    }
    fs::write(file, text.replace(old, new)).with_context(|| format!("cannot write {name}"))
}

fn hash_of(file: &Path) -> Result<String> {
    let contents = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(hex(&Sha256::digest(contents)))
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: &str =
        "<script src=\"./boot.js\" data-js=\"./page-0123456789abcdef.js\"></script>";
    const WORKER: &str = "const VERSION = \"\";\nconst FILES = {};\n";

    fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("models")).unwrap();
        let fixed = [("index.html", START), ("sw.js", WORKER)];
        for (name, contents) in fixed.iter().chain(files) {
            fs::write(folder.path().join(name), contents).unwrap();
        }
        folder
    }

    fn listed(folder: &tempfile::TempDir) -> (String, String) {
        list_files(folder.path(), "b1").unwrap();
        let read = |name| fs::read_to_string(folder.path().join(name)).unwrap();
        (read("sw.js"), read("index.html"))
    }

    #[test]
    fn each_file_is_listed_by_its_address_and_its_contents() {
        let folder = site(&[
            ("boot.js", "boot"),
            ("clerk_bg.wasm", "clerk"),
            ("fetch.html", "for the network alone"),
            ("models/en.bin", "model"),
            ("page-0123456789abcdef.js", "page"),
        ]);
        let (script, start) = listed(&folder);
        let version = script.split('"').nth(1).unwrap();
        assert_eq!(version.len(), 16);
        assert!(start.contains(&format!("./boot.js?v={version}\"")));
        let addresses: Vec<&str> = script
            .lines()
            .filter_map(|line| line.strip_prefix("  \"")?.split('"').next())
            .collect();
        let boot = format!("boot.js?v={version}");
        assert_eq!(
            addresses,
            [
                &*boot,
                "clerk_bg.wasm?v=b1",
                "models/en.bin?v=b1",
                "page-0123456789abcdef.js",
                "./"
            ]
        );
        let line = format!("\"./\": \"{}\"", hex(&Sha256::digest(start)));
        assert!(script.contains(&line), "{script}");
    }

    #[test]
    fn whatever_changes_there_is_another_version() {
        let first = listed(&site(&[("boot.js", "boot"), ("models/en.bin", "one")])).0;
        let same = listed(&site(&[("boot.js", "boot"), ("models/en.bin", "one")])).0;
        let other = listed(&site(&[("boot.js", "boot"), ("models/en.bin", "two")])).0;
        assert_eq!(first, same);
        assert_ne!(first.split('"').nth(1), other.split('"').nth(1));
    }
}

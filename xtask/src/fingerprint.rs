//! Hashes of files, by which a build knows what has changed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The SHA-256 of the names and contents of these files and folders, in hexadecimal digits. What
/// does not exist counts as absent.
///
/// # Errors
///
/// Where a file or folder cannot be read.
pub fn of(root: &Path, names: &[&str]) -> Result<String> {
    let mut hash = Sha256::new();
    for name in names {
        for file in files_under(&root.join(name))? {
            let contents =
                fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy();
            // Lengths first, so that no two different trees give the same bytes.
            hash.update(name.len().to_le_bytes());
            hash.update(name.as_bytes());
            hash.update(contents.len().to_le_bytes());
            hash.update(contents);
        }
    }
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// Every file in the folder and the folders in it, in the order of their paths; the path itself
/// where it is a file; nothing where it does not exist.
///
/// # Errors
///
/// Where a folder cannot be read.
pub fn files_under(path: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if path.is_file() {
        files.push(path.to_owned());
    } else if path.is_dir() {
        let listed =
            fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut entries = listed.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(fs::DirEntry::path);
        for entry in entries {
            files.extend(files_under(&entry.path())?);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_with_the_contents_and_the_names_and_with_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("src/lib.rs");
        fs::create_dir(folder.path().join("src")).unwrap();
        fs::write(&file, "one").unwrap();
        let hash = || of(folder.path(), &["src", "absent"]).unwrap();

        let first = hash();
        assert_eq!(first.len(), 64);
        fs::write(&file, "two").unwrap();
        assert_ne!(hash(), first);
        fs::write(&file, "one").unwrap();
        assert_eq!(hash(), first);
        fs::rename(&file, folder.path().join("src/main.rs")).unwrap();
        assert_ne!(hash(), first);
    }
}

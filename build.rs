//! Lists the languages whose date rules are in `src/detect/dates/rules`, so that a folder of data
//! files is all that a language needs: `words.txt` and any number of rule files, which count in
//! the order of their names.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const RULES: &str = "src/detect/dates/rules";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={RULES}");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut list = String::from("pub(super) const LANGUAGES: &[Source] = &[\n");
    for folder in sorted(&root.join(RULES))? {
        let code = folder.file_name().unwrap_or_default().to_string_lossy();
        let (words, rules): (Vec<PathBuf>, Vec<PathBuf>) = sorted(&folder)?
            .into_iter()
            .partition(|file| file.ends_with("words.txt"));
        let include = |file: &PathBuf| format!("include_str!({:?})", file.display());
        let rules: Vec<String> = rules.iter().map(include).collect();
        for words in &words {
            let _ = writeln!(
                list,
                "Source {{ code: {code:?}, words: {}, rules: &[{}] }},",
                include(words),
                rules.join(", ")
            );
        }
    }
    list.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("date_rules.rs"), list)
}

/// What is in the folder, by name.
fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<io::Result<Vec<PathBuf>>>()?;
    paths.sort();
    Ok(paths)
}

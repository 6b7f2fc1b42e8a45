//! Lists the languages whose date rules are in `src/detect/dates/rules`, so that a folder of data
//! files is all that a language needs: `words.txt` and any number of rule files, which count in
//! the order of their names. Comments and examples are for people and tests: what is shipped goes
//! without them.
//!
//! And says what the encoder's files are, so that the page takes no others for them.

use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const RULES: &str = "src/detect/dates/rules";
const ENCODER: &str = "models/precise";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={RULES}");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let folders = sorted(&root.join(RULES))?;
    let shipped = list(&folders, shipped)?;
    let tested = list(&folders, whole)?;
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("shipped_files.rs"), encoder_files(&root)?)?;
    fs::write(
        out.join("date_rules.rs"),
        format!("#[cfg(not(test))]\n{shipped}\n#[cfg(test)]\n{tested}"),
    )
}

/// The constant that says how long each of the encoder's files is, and its SHA-256.
fn encoder_files(root: &Path) -> io::Result<String> {
    println!("cargo::rerun-if-changed=static/{ENCODER}");
    let mut list = String::from(
        "/// Its files: the network, the tokenizer, the configuration.\npub const SHIPPED: [ShippedFile; 3] = [\n",
    );
    for name in ["model.onnx", "tokenizer.json", "config.json"] {
        let path = format!("{ENCODER}/{name}");
        let contents = fs::read(root.join("static").join(&path))?;
        let digest = Sha256::digest(&contents);
        let sha256: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let length = contents.len();
        let _ = writeln!(
            list,
            "ShippedFile {{ path: {path:?}, length: {length}, sha256: {sha256:?} }},"
        );
    }
    Ok(list + "];\n")
}

/// The constant that lists the languages, each file as the expression that `data` gives for it.
fn list(folders: &[PathBuf], data: fn(&Path) -> io::Result<String>) -> io::Result<String> {
    let mut list = String::from("const LANGUAGES: &[Source] = &[\n");
    for folder in folders {
        let code = folder.file_name().unwrap_or_default().to_string_lossy();
        let mut rules = String::new();
        let mut words = String::from("\"\"");
        for file in sorted(folder)? {
            let expression = data(&file)?;
            if file.ends_with("words.txt") {
                words = expression;
            } else {
                rules = rules + &expression + ", ";
            }
        }
        let _ = writeln!(
            list,
            "Source {{ code: {code:?}, words: {words}, rules: &[{rules}] }},"
        );
    }
    Ok(list + "];\n")
}

fn whole(file: &Path) -> io::Result<String> {
    Ok(format!("include_str!({:?})", file.display()))
}

/// The file's lines that are neither empty nor comments nor examples.
fn shipped(file: &Path) -> io::Result<String> {
    let text = fs::read_to_string(file)?;
    let lines = text.lines().map(str::trim);
    let kept = lines
        .filter(|line| !line.is_empty() && !line.starts_with("//") && !line.starts_with("eg "));
    Ok(format!("{:?}", kept.collect::<Vec<_>>().join("\n")))
}

/// What is in the folder, by name.
fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<io::Result<Vec<PathBuf>>>()?;
    paths.sort();
    Ok(paths)
}

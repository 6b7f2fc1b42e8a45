//! Prints how large the site is and holds it to size-budget.toml.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Deserialize;

use crate::fingerprint;

/// Prints the size of every file of the site and of the parts that have a budget.
///
/// # Errors
///
/// Where a part is over its budget or none of its files exists, or a file cannot be read.
pub fn check(dist: &Path, budgets: &Path) -> Result<()> {
    let name = budgets.display();
    let text = fs::read_to_string(budgets).with_context(|| format!("cannot read {name}"))?;
    let budgets: Budgets = toml::from_str(&text).with_context(|| format!("cannot read {name}"))?;

    let files = measure(dist)?;
    println!("{:>10} {:>10}  dist/", "bytes", "gzip");
    for file in &files {
        println!("{:>10} {:>10}  {}", file.raw, file.gzip, file.name);
    }
    let mut over = Vec::new();
    for budget in &budgets.budget {
        let spent = budget.spent(&files)?;
        let max = budget.gzip_max;
        println!(
            "{}: {:.1} kB of at most {:.1} kB gzip",
            budget.part,
            kilobytes(spent),
            kilobytes(max)
        );
        if spent > max {
            over.push(format!("{} by {} bytes", budget.part, spent - max));
        }
    }
    if !over.is_empty() {
        bail!("over the size budget of {name}: {}", over.join(", "));
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budgets {
    budget: Vec<Budget>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    part: String,
    files: Vec<String>,
    gzip_max: u64,
}

struct File {
    name: String,
    raw: u64,
    gzip: u64,
}

impl Budget {
    /// The bytes after gzip of the part's files. A part without any file is a mistake in the
    /// budget: its limit would hold nothing.
    fn spent(&self, files: &[File]) -> Result<u64> {
        let mut spent = 0;
        for pattern in &self.files {
            let mut matching = files
                .iter()
                .filter(|f| matches(pattern, &f.name))
                .peekable();
            if matching.peek().is_none() {
                bail!(
                    "the budget of the {} names {pattern}, and dist/ has no such file",
                    self.part
                );
            }
            spent += matching.map(|f| f.gzip).sum::<u64>();
        }
        Ok(spent)
    }
}

fn measure(dist: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for path in fingerprint::files_under(dist)? {
        let contents =
            fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        files.push(File {
            name: path.strip_prefix(dist)?.to_string_lossy().into_owned(),
            raw: contents.len() as u64,
            gzip: gzip_length(&contents)?,
        });
    }
    Ok(files)
}

/// The length under gzip's default level, which is what static hosts use at least.
fn gzip_length(contents: &[u8]) -> Result<u64> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(contents)?;
    Ok(encoder.finish()?.len() as u64)
}

/// Whether the name fits the pattern, in which `*` stands for any characters, at most once.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, end)) => {
            name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sizes of files, shown to one decimal"
)]
fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_site(site: &[(&str, usize)], budget: &str) -> Result<()> {
        let folder = tempfile::tempdir()?;
        let dist = folder.path().join("dist");
        fs::create_dir_all(dist.join("models"))?;
        for (name, length) in site {
            // Bytes that do not compress, so that the length is known.
            let mut state = 1_u32;
            let noise = std::iter::repeat_with(|| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state.to_be_bytes()[0]
            });
            fs::write(dist.join(name), noise.take(*length).collect::<Vec<u8>>())?;
        }
        let budgets = folder.path().join("size-budget.toml");
        fs::write(&budgets, budget)?;
        check(&dist, &budgets)
    }

    const BUDGET: &str = "[[budget]]\npart = \"page\"\nfiles = [\"page-*.js\", \"page-*_bg.wasm\"]\n\
                          gzip_max = 3000\n";

    #[test]
    fn a_site_within_its_budget_passes() {
        let site = [
            ("page-1.js", 1000),
            ("page-1_bg.wasm", 1500),
            ("worker.js", 90_000),
        ];
        check_site(&site, BUDGET).unwrap();
    }

    #[test]
    fn the_files_of_a_part_are_counted_together() {
        let site = [("page-1.js", 1000), ("page-1_bg.wasm", 2500)];
        let error = check_site(&site, BUDGET).unwrap_err().to_string();
        assert!(error.contains("page by "), "{error}");
    }

    #[test]
    fn a_budget_that_holds_no_file_is_a_mistake() {
        let error = check_site(&[("page-1.js", 1000)], BUDGET)
            .unwrap_err()
            .to_string();
        assert!(error.contains("page-*_bg.wasm"), "{error}");
    }

    #[test]
    fn a_star_stands_for_any_characters() {
        assert!(matches("page-*.js", "page-0123.js"));
        assert!(matches("models/*", "models/entities.bin"));
        assert!(!matches("page-*.js", "worker.js"));
        assert!(!matches("aba*ba", "aba"));
        assert!(!matches("boot.js", "reboot.js"));
    }
}

//! Measures the engine, and the page beside other annotators.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::tests_run::with_site;
use crate::workspace::{Workspace, run as run_command, say};
use crate::{BenchPart, browser, server, tools};

/// How many documents the large project has.
const DOCUMENTS: &str = "10000";

/// Runs one part of the benchmarks, or both.
///
/// # Errors
///
/// Where something cannot be built, or the page does not do what is measured.
pub fn run(workspace: &Workspace, part: Option<BenchPart>, filter: &[String]) -> Result<()> {
    if part.is_none_or(|part| part == BenchPart::Engine) {
        let bench = ["bench", "--package", "spanwright", "--benches"].map(String::from);
        let filter = filter.iter().cloned();
        workspace.run_program("cargo", bench.into_iter().chain(filter))?;
    }
    if part.is_none_or(|part| part == BenchPart::Page) {
        let tokens = if part.is_some() { filter } else { &[] };
        page(workspace, tokens)?;
    }
    if part.is_none_or(|part| part == BenchPart::Encoder) {
        encoder(workspace)?;
    }
    Ok(())
}

/// Builds the site and the peers' pages, serves both and measures.
fn page(workspace: &Workspace, tokens: &[String]) -> Result<()> {
    let folder = bundle_peers(workspace)?;
    let peers = server::Background::start(&folder, false)?;
    let driver = browser::chromium(workspace)?;
    with_site(workspace, &driver, |cargo| {
        cargo
            .args(["run", "--quiet", "--locked", "--release"])
            .args(["--package", "e2e", "--bin", "bench", "--"])
            .arg(&folder)
            .args([&peers.url, DOCUMENTS])
            .args(tokens);
        run_command(cargo)
    })
}

/// Builds the site, serves it and the peer's page, and measures the encoder in both.
fn encoder(workspace: &Workspace) -> Result<()> {
    let folder = bundle_peers(workspace)?;
    let peers = server::Background::start(&folder, false)?;
    let driver = browser::chromium(workspace)?;
    let models = workspace.root().join("static/models/precise");
    with_site(workspace, &driver, |cargo| {
        cargo
            .args(["run", "--quiet", "--locked", "--release"])
            .args(["--package", "e2e", "--bin", "bench", "--", "encoder"])
            .arg(&folder)
            .arg(&peers.url)
            .arg(&models);
        run_command(cargo)
    })
}

/// Writes the peers' pages into a folder of their own, with what they need from npm.
fn bundle_peers(workspace: &Workspace) -> Result<PathBuf> {
    let sources = workspace.root().join("benches/peers");
    let folder = workspace.root().join("target/bench");
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(&sources)? {
        let file = entry?.path();
        let name = file.file_name().context("a file has a name")?;
        fs::copy(&file, folder.join(name))?;
    }
    let esbuild = folder.join("node_modules/.bin/esbuild");
    // What was installed, by the lock file that it was installed by.
    let (wanted, installed) = (
        folder.join("package-lock.json"),
        folder.join("installed.json"),
    );
    let lock = fs::read(&wanted)?;
    if fs::read(&installed).ok().as_ref() != Some(&lock) {
        say("Installing what is to be compared with into target/bench.");
        tools::install_locked_from_npm(workspace, &folder)?;
        fs::write(&installed, &lock)?;
    }
    bundle(workspace, &esbuild, &folder)?;
    Ok(folder)
}

fn bundle(workspace: &Workspace, esbuild: &Path, folder: &Path) -> Result<()> {
    let mut command = workspace.command(esbuild);
    command
        .args(["recogito.js", "react.js", "--bundle", "--minify"])
        .args(["--format=esm", "--outdir=.", "--allow-overwrite"])
        .arg("--define:process.env.NODE_ENV=\"production\"")
        .current_dir(folder);
    run_command(&mut command).context("cannot bundle the annotators to compare with")
}

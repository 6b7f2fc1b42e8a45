//! Builds dist/: the site, ready for any static host.

use std::panic::resume_unwind;
use std::path::Path;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::tools::{self, TrunkDownloads, WASM_TARGET};
use crate::workspace::{Workspace, run, say};
use crate::{fingerprint, headers, offline, short_names, size_budget};

/// What the WebAssembly programs and the data that they load are made from.
const PROGRAM_SOURCES: &[&str] = &[
    "src",
    "static/models",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    ".cargo/config.toml",
    "xtask/src/bundle.rs",
    "xtask/src/short_names.rs",
];

/// What else the site is made from.
const SITE_SOURCES: &[&str] = &[
    "static",
    "index.html",
    "Trunk.toml",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "xtask/src",
];

/// Builds the release into dist/ unless it is there already, then prints its sizes.
///
/// # Errors
///
/// Where a tool is missing, the build fails or a part is over its size budget.
pub fn build(workspace: &Workspace) -> Result<()> {
    let programs = fingerprint::of(workspace.root(), PROGRAM_SOURCES)?;
    let stamp = workspace.root().join("target/dist.stamp");
    let inputs = format!(
        "{programs} {}",
        fingerprint::of(workspace.root(), SITE_SOURCES)?
    );
    let is_current = fs::read_to_string(&stamp)
        .is_ok_and(|written| stamp_of(&inputs, workspace).is_ok_and(|now| now == written));
    if is_current {
        say("dist/ is up to date.");
    } else {
        let downloads = tools::ensure_build_tools(workspace)?;
        let build_id = &programs[..16];
        compile(workspace, build_id, downloads)?;
        shorten_names(&workspace.dist())?;
        finish(&workspace.dist(), build_id)?;
        fs::write(&stamp, stamp_of(&inputs, workspace)?)
            .with_context(|| format!("cannot write {}", stamp.display()))?;
    }
    size_budget::check(
        &workspace.dist(),
        &workspace.root().join("size-budget.toml"),
    )
}

/// Tells a dist/ that was made from these inputs and not touched since.
fn stamp_of(inputs: &str, workspace: &Workspace) -> Result<String> {
    Ok(format!(
        "{inputs} {}",
        fingerprint::of(workspace.root(), &["dist"])?
    ))
}

/// Has Cargo compile the standard library together with the site.
///
/// The library that rustup brings is compiled for speed and for telling about panics, of which a
/// page without a console shows nothing: its own build saves 28 kB gzip of 260. The options are not
/// stable yet, so they go with the pinned compiler, which is told to accept them; the tests and the
/// command line use the library of rustup.
const SMALL_STD: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// A panic ends the program at once, as `panic = "abort"` does after writing a message that nobody
/// could read; what `Debug` writes is for engineers, and no text of the page is made with it. The
/// paths of the machine that builds do not belong in the site. Every browser that the page runs in does
/// arithmetic on several numbers at once, which the encoder lives on.
fn compiler_flags() -> Vec<String> {
    let mut flags: Vec<String> = [
        "-Zunstable-options",
        "-Cpanic=immediate-abort",
        "-Zlocation-detail=none",
        "-Zfmt-debug=none",
        "-Ctarget-feature=+simd128",
    ]
    .map(str::to_owned)
    .into();
    let homes = [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")];
    for (variable, folder) in homes {
        let home = env::var_os("HOME").map(|home| Path::new(&home).join(folder));
        if let Some(folder) = env::var_os(variable).map(Into::into).or(home) {
            flags.push(format!("--remap-path-prefix={}=", folder.display()));
        }
    }
    flags
}

fn compile(workspace: &Workspace, build_id: &str, downloads: TrunkDownloads) -> Result<()> {
    say(&format!("Building the release, build id {build_id}."));
    let command = |program: &str| {
        let mut command = workspace.command(program);
        command
            .env("SPANWRIGHT_BUILD_ID", build_id)
            .envs(SMALL_STD)
            .env("CARGO_ENCODED_RUSTFLAGS", compiler_flags().join("\u{1f}"));
        command
    };
    if downloads == TrunkDownloads::Forbidden {
        fetch(workspace)?;
    }
    // Trunk has Cargo build the programs of a profile one after another, and most of that is linking, which
    // keeps one core busy. What is built here, as many at a time as there are cores, Trunk finds.
    let link = |profile: &str, programs: &[&str]| {
        let mut cargo = command("cargo");
        cargo.args([
            "build",
            "--locked",
            "--target",
            WASM_TARGET,
            "--profile",
            profile,
        ]);
        run(cargo.args(programs.iter().flat_map(|program| ["--bin", program])))
    };
    std::thread::scope(|scope| {
        let worker = scope.spawn(|| link("fast", &["worker"]));
        link("release", &["page", "clerk", "encoder", "custom"])?;
        worker.join().unwrap_or_else(|panic| resume_unwind(panic))
    })?;
    let mut trunk = command("trunk");
    trunk
        .args(["build", "--release", "--locked"])
        // Trunk reads NO_COLOR as a switch and refuses the customary value 1.
        .env_remove("NO_COLOR");
    if downloads == TrunkDownloads::Forbidden {
        trunk.arg("--offline");
    }
    run(&mut trunk)
}

/// Fetches what the programs and the standard library are made of, so that Trunk, which stays off the network, finds
/// all of it also on a machine that never built anything.
fn fetch(workspace: &Workspace) -> Result<()> {
    let mut cargo = workspace.command("cargo");
    cargo.args(["fetch", "--locked", "--target", WASM_TARGET]);
    run(cargo.envs(SMALL_STD))
}

/// Shortens the names inside the programs, and names the page's files after what they hold now.
fn shorten_names(dist: &Path) -> Result<()> {
    for program in ["worker", "clerk", "encoder", "custom"] {
        short_names::shorten(dist, program)?;
    }
    let files = fingerprint::files_under(dist)?;
    let stem = files.iter().find_map(|file| {
        let name = file.file_name()?.to_str()?;
        name.strip_suffix("_bg.wasm")
            .filter(|stem| stem.starts_with("page-"))
    });
    let stem = stem.context("Trunk has written no page-*_bg.wasm")?;
    short_names::shorten(dist, stem)?;
    let new = format!("page-{}", short_names::hash_of(dist, stem)?);
    for suffix in [".js", "_bg.wasm"] {
        fs::rename(
            dist.join(format!("{stem}{suffix}")),
            dist.join(format!("{new}{suffix}")),
        )?;
    }
    let index = dist.join("index.html");
    let page = fs::read_to_string(&index)?.replace(stem, &new);
    Ok(fs::write(index, page)?)
}

/// Adds what hosts and the service worker read and Trunk does not write.
fn finish(dist: &Path, build_id: &str) -> Result<()> {
    // It is loaded before anything else.
    short_names::strip(&dist.join("boot.js"))?;
    offline::list_files(dist, build_id)?;
    headers::write(dist)?;
    // GitHub Pages would otherwise run Jekyll over the site.
    Ok(fs::write(dist.join(".nojekyll"), "")?)
}

/// Whether the name ends in Trunk's hash of the contents, as `page-0123456789abcdef_bg.wasm` does.
pub fn is_hashed(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-')
        .is_some_and(|(_, hash)| hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_may_be_kept_for_ever() {
        for name in [
            "page-0123456789abcdef.js",
            "page-0123456789abcdef_bg.wasm",
            "style-fedcba9876543210.css",
        ] {
            assert!(is_hashed(name), "{name}");
        }
        for name in [
            "index.html",
            "worker.js",
            "worker_bg.wasm",
            "LICENSE-APACHE",
            "boot.js",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}

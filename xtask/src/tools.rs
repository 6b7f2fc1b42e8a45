//! The tools that the commands need, their versions, and how each is installed where the machine
//! does not have it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::version::{self, Wanted};
use crate::workspace::{Workspace, run, say};
use crate::{apt, lockfile};

/// The tools and their versions. wasm-bindgen's is not here: Cargo.lock says it.
const TRUNK: CargoTool = CargoTool {
    program: "trunk",
    package: "trunk",
    version: "0.21.14",
    wanted: Wanted::Exactly,
};
const CARGO_DENY: CargoTool = CargoTool {
    program: "cargo-deny",
    package: "cargo-deny",
    version: "0.20.2",
    wanted: Wanted::AtLeast("0.18"),
};
const GECKODRIVER: CargoTool = CargoTool {
    program: "geckodriver",
    package: "geckodriver",
    version: "0.37.1",
    // The first one with `--allow-system-access`.
    wanted: Wanted::AtLeast("0.36"),
};
/// The rules that tell whether a page can be used by everybody, from npm.
const AXE_CORE: &str = "4.14.1";
/// wasm-opt comes from the npm package `binaryen`; older ones refuse what rustc 1.95 writes.
const BINARYEN: &str = "132";
const WASM_OPT_WANTED: Wanted = Wanted::AtLeast("120");

/// What the site is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Whether Trunk may download a tool that could not be installed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TrunkDownloads {
    /// All of Trunk's tools are here; it stays off the network.
    Forbidden,
    /// wasm-opt is missing, and Trunk is left to download it.
    Allowed,
}

/// Makes sure that what turns the sources into the site is here.
///
/// # Errors
///
/// Where something is missing and cannot be installed; the message says what to do.
pub fn ensure_build_tools(workspace: &Workspace) -> Result<TrunkDownloads> {
    ensure_wasm_target(workspace)?;
    ensure_std_sources(workspace)?;
    TRUNK.ensure(workspace)?;
    ensure_wasm_bindgen(workspace)?;
    ensure_wasm_opt(workspace)
}

/// Makes sure that rustc can compile to WebAssembly.
///
/// # Errors
///
/// Where rustup cannot add the target.
pub fn ensure_wasm_target(workspace: &Workspace) -> Result<()> {
    if rustlib(workspace)?.join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    say("Adding the WebAssembly target to the Rust toolchain.");
    workspace
        .run_program("rustup", ["target", "add", WASM_TARGET])
        .context("the Rust toolchain lacks the WebAssembly target and rustup could not add it")
}

/// Makes sure that the sources of the standard library are here: the site is built with a library
/// of its own, see [`crate::bundle`].
fn ensure_std_sources(workspace: &Workspace) -> Result<()> {
    if rustlib(workspace)?.join("src/rust/library").is_dir() {
        return Ok(());
    }
    say("Adding the sources of the standard library to the Rust toolchain.");
    workspace
        .run_program("rustup", ["component", "add", "rust-src"])
        .context(
            "the Rust toolchain lacks the sources of the standard library and rustup could not \
             add them",
        )
}

/// The folder in which the toolchain keeps its libraries.
fn rustlib(workspace: &Workspace) -> Result<PathBuf> {
    let sysroot = workspace
        .output("rustc", &["--print", "sysroot"])
        .context("cannot run rustc; install Rust with rustup (https://rustup.rs)")?;
    Ok(Path::new(&sysroot).join("lib/rustlib"))
}

/// Makes sure that wasm-bindgen and its test runner of exactly Cargo.lock's version are here.
///
/// # Errors
///
/// Where they cannot be installed.
pub fn ensure_wasm_bindgen(workspace: &Workspace) -> Result<()> {
    let version = lockfile::version_of(&workspace.root().join("Cargo.lock"), "wasm-bindgen")?;
    for program in ["wasm-bindgen", "wasm-bindgen-test-runner"] {
        CargoTool {
            program,
            package: "wasm-bindgen-cli",
            version: &version,
            wanted: Wanted::Exactly,
        }
        .ensure(workspace)?;
    }
    Ok(())
}

/// Makes sure that rustfmt, clippy and cargo-deny are here.
///
/// # Errors
///
/// Where one is missing and cannot be installed.
pub fn ensure_check_tools(workspace: &Workspace) -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if workspace
            .output("cargo", &[subcommand, "--version"])
            .is_none()
        {
            say(&format!("Adding {component} to the Rust toolchain."));
            workspace.run_program("rustup", ["component", "add", component])?;
        }
    }
    CARGO_DENY.ensure(workspace)
}

/// The path of geckodriver, which drives Firefox.
///
/// # Errors
///
/// Where it is missing and cannot be installed.
pub fn ensure_geckodriver(workspace: &Workspace) -> Result<PathBuf> {
    GECKODRIVER.ensure(workspace)?;
    workspace
        .which(GECKODRIVER.program)
        .context("geckodriver was installed and is not there")
}

/// The path of axe-core's script.
///
/// # Errors
///
/// Where it is missing and cannot be installed.
pub fn ensure_axe(workspace: &Workspace) -> Result<PathBuf> {
    // A folder of its own: npm removes from a folder what it did not install there this time.
    let folder = workspace.tools().join(format!("axe-core-{AXE_CORE}"));
    let script = folder.join("node_modules/axe-core/axe.min.js");
    if !script.is_file() {
        say(&format!(
            "Installing axe-core {AXE_CORE} into target/tools."
        ));
        install_from_npm(workspace, &folder, "axe-core", AXE_CORE)?;
    }
    Ok(script)
}

/// A tool that `cargo install` builds.
struct CargoTool<'a> {
    program: &'a str,
    package: &'a str,
    version: &'a str,
    wanted: Wanted,
}

impl CargoTool<'_> {
    fn ensure(&self, workspace: &Workspace) -> Result<()> {
        let found = version_here(workspace, self.program);
        if found.is_some_and(|found| self.wanted.accepts(&found, self.version)) {
            return Ok(());
        }
        let Self {
            package, version, ..
        } = self;
        say(&format!(
            "Installing {package} {version} into target/tools; this takes some minutes, once."
        ));
        let mut install = workspace.command("cargo");
        install
            .args([
                "install",
                package,
                "--version",
                version,
                "--locked",
                "--force",
                "--root",
            ])
            .arg(workspace.tools());
        build_quickly(&mut install);
        run(&mut install).with_context(|| {
            format!(
                "cannot install {package}; put {} {version} on PATH instead",
                self.program
            )
        })
    }
}

/// A tool runs for seconds and is built once, so a quick build wins: without it the tools of a
/// fresh machine take three times as long.
fn build_quickly(command: &mut Command) {
    command
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
}

/// wasm-opt from PATH or npm; where neither is possible, Trunk downloads its own.
fn ensure_wasm_opt(workspace: &Workspace) -> Result<TrunkDownloads> {
    let found = version_here(workspace, "wasm-opt");
    if found
        .as_ref()
        .is_some_and(|found| WASM_OPT_WANTED.accepts(found, BINARYEN))
    {
        return Ok(TrunkDownloads::Forbidden);
    }
    say(&format!(
        "Installing wasm-opt (binaryen {BINARYEN}) into target/tools."
    ));
    match install_binaryen(workspace) {
        Ok(()) => Ok(TrunkDownloads::Forbidden),
        Err(error) => match found {
            // Trunk would take the old one from PATH.
            Some(old) => bail!(
                "wasm-opt {old} on PATH is too old, and a newer one cannot be installed ({error:#}); \
                 put wasm-opt of Binaryen {BINARYEN} on PATH"
            ),
            None => {
                say(&format!(
                    "Not possible ({error:#}); Trunk will download wasm-opt itself."
                ));
                Ok(TrunkDownloads::Allowed)
            }
        },
    }
}

fn install_binaryen(workspace: &Workspace) -> Result<()> {
    install_from_npm(workspace, &workspace.tools(), "binaryen", BINARYEN)?;
    // An npm that is too old for the package installs it all the same.
    version_here(workspace, "wasm-opt").context("the installed wasm-opt does not run")?;
    Ok(())
}

/// Installs a package of npm into the folder; npm too, where it is not here and apt-get may be used.
fn install_from_npm(
    workspace: &Workspace,
    folder: &Path,
    package: &str,
    version: &str,
) -> Result<()> {
    ensure_npm(workspace)?;
    fs::create_dir_all(folder)?;
    let mut npm = workspace.command("npm");
    npm.args([
        "install",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--prefix",
    ])
    .arg(folder)
    .arg(format!("{package}@{version}"));
    run(&mut npm).with_context(|| format!("cannot install {package} {version} from npm"))
}

/// Installs what the folder's lock file names.
///
/// # Errors
///
/// Where npm is missing and cannot be installed, or it fails.
pub fn install_locked_from_npm(workspace: &Workspace, folder: &Path) -> Result<()> {
    ensure_npm(workspace)?;
    let mut npm = workspace.command("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(folder);
    run(&mut npm).with_context(|| format!("cannot install what {} needs", folder.display()))
}

fn ensure_npm(workspace: &Workspace) -> Result<()> {
    if workspace.which("npm").is_none() {
        apt::install(workspace, &["nodejs", "npm"]).context("there is no npm")?;
    }
    Ok(())
}

/// The version of the program that the path leads to.
fn version_here(workspace: &Workspace, program: &str) -> Option<String> {
    workspace.which(program)?;
    version::parse(&workspace.output(program, &["--version"])?)
}

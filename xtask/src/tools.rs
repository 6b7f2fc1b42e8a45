//! The tools that the commands need, their versions, and how each is installed where the machine
//! does not have it.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::lockfile;
use crate::workspace::{Workspace, run, say};

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
/// wasm-opt comes from the npm package `binaryen`; older ones refuse what rustc 1.95 writes.
const BINARYEN: &str = "132";
const WASM_OPT_WANTED: Wanted = Wanted::AtLeast("120");

const WASM_TARGET: &str = "wasm32-unknown-unknown";

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
    let sysroot = workspace
        .output("rustc", &["--print", "sysroot"])
        .context("cannot run rustc; install Rust with rustup (https://rustup.rs)")?;
    let target = std::path::Path::new(&sysroot)
        .join("lib/rustlib")
        .join(WASM_TARGET);
    if target.is_dir() {
        return Ok(());
    }
    say("Adding the WebAssembly target to the Rust toolchain.");
    workspace
        .run_program("rustup", ["target", "add", WASM_TARGET])
        .context("the Rust toolchain lacks the WebAssembly target and rustup could not add it")
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

/// Makes sure that the Debian packages are here, by apt-get where that is allowed.
///
/// # Errors
///
/// Where this is not a Debian or Ubuntu machine, or its user may not install packages.
pub fn apt_install(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    if workspace.which("apt-get").is_none() {
        bail!("there is no apt-get here");
    }
    let root = workspace.output("id", &["-u"]).as_deref() == Some("0");
    if !root && workspace.output("sudo", &["-n", "true"]).is_none() {
        bail!("installing packages needs root or a sudo that asks no password");
    }
    let apt = |arguments: &[&str]| {
        let mut command = if root {
            workspace.command("apt-get")
        } else {
            let mut sudo = workspace.command("sudo");
            sudo.args(["-n", "apt-get"]);
            sudo
        };
        run(command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(arguments))
    };
    apt(&["update", "-qq"])?;
    apt(&[
        &["install", "-y", "-qq", "--no-install-recommends"],
        packages,
    ]
    .concat())
}

/// Which versions of a tool will do.
#[derive(Clone, Copy)]
enum Wanted {
    /// The version that would be installed and no other.
    Exactly,
    /// This version or a later one.
    AtLeast(&'static str),
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
    if workspace.which("npm").is_none() {
        apt_install(workspace, &["nodejs", "npm"]).context("there is no npm")?;
    }
    fs::create_dir_all(workspace.tools())?;
    let mut npm = workspace.command("npm");
    npm.args([
        "install",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--prefix",
    ])
    .arg(workspace.tools())
    .arg(format!("binaryen@{BINARYEN}"));
    run(&mut npm)?;
    // An npm that is too old for the package installs it all the same.
    version_here(workspace, "wasm-opt").context("the installed wasm-opt does not run")?;
    Ok(())
}

/// The version of the program that the path leads to.
fn version_here(workspace: &Workspace, program: &str) -> Option<String> {
    workspace.which(program)?;
    parse_version(&workspace.output(program, &["--version"])?)
}

/// The first word that begins with a digit: "0.21.14" of "trunk 0.21.14", "132" of "wasm-opt
/// version 132 (version_132)".
fn parse_version(output: &str) -> Option<String> {
    output
        .split_whitespace()
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .map(str::to_owned)
}

impl Wanted {
    fn accepts(self, found: &str, pinned: &str) -> bool {
        match self {
            Self::Exactly => found == pinned,
            Self::AtLeast(least) => numbers(found) >= numbers(least),
        }
    }
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
            assert_eq!(parse_version(says).as_deref(), Some(version));
        }
        assert_eq!(parse_version("no version here"), None);
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

//! Checks format, lints, documentation, licences and security advisories.

use anyhow::{Result, bail};

use crate::tools;
use crate::workspace::{Workspace, run, say};

/// Runs every check, whatever an earlier one came to.
///
/// # Errors
///
/// Where a check fails; the message names each that did.
pub fn run_all(workspace: &Workspace) -> Result<()> {
    tools::ensure_wasm_target(workspace)?;
    tools::ensure_check_tools(workspace)?;
    let mut failed = Vec::new();
    for (name, check) in [
        ("format", format as fn(&Workspace) -> Result<()>),
        ("lints", lints),
        ("lints for WebAssembly", wasm_lints),
        ("documentation", documentation),
        ("dependencies", dependencies),
        ("security advisories", advisories),
    ] {
        say(&format!("Checking: {name}."));
        if let Err(error) = check(workspace) {
            eprintln!("{error:#}");
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        bail!("failed checks: {}", failed.join(", "));
    }
    say("All checks passed.");
    Ok(())
}

fn format(workspace: &Workspace) -> Result<()> {
    workspace.run_program("cargo", ["fmt", "--all", "--check"])
}

fn lints(workspace: &Workspace) -> Result<()> {
    workspace.run_program(
        "cargo",
        [
            "clippy",
            "--locked",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
    )
}

fn wasm_lints(workspace: &Workspace) -> Result<()> {
    let target = ["--target", "wasm32-unknown-unknown"];
    let programs = [
        "--lib", "--bin", "page", "--bin", "worker", "--bin", "clerk", "--bin", "encoder", "--bin",
        "custom", "--test", "browser*",
    ];
    let mut cargo = workspace.command("cargo");
    cargo
        .args(["clippy", "--locked", "--package", "spanwright"])
        .args(target)
        .args(programs);
    run(cargo.args(["--", "-D", "warnings"]))
}

fn documentation(workspace: &Workspace) -> Result<()> {
    let everything = ["--workspace"];
    let in_the_browser = [
        "--target",
        "wasm32-unknown-unknown",
        "--bin",
        "page",
        "--bin",
        "worker",
        "--bin",
        "clerk",
        "--bin",
        "encoder",
        "--bin",
        "custom",
    ];
    for what in [&everything[..], &in_the_browser[..]] {
        let mut cargo = workspace.command("cargo");
        cargo
            .args(["doc", "--locked", "--no-deps", "--document-private-items"])
            .args(what);
        run(cargo.env("RUSTDOCFLAGS", "-D warnings"))?;
    }
    Ok(())
}

/// Licences, duplicate and banned crates, and where crates come from.
fn dependencies(workspace: &Workspace) -> Result<()> {
    workspace.run_program(
        "cargo",
        ["deny", "--locked", "check", "bans", "licenses", "sources"],
    )
}

/// Known vulnerabilities, where the advisory database can be reached.
fn advisories(workspace: &Workspace) -> Result<()> {
    if workspace
        .run_program("cargo", ["deny", "--locked", "fetch", "db"])
        .is_err()
    {
        say(
            "NOT CHECKED: security advisories. The advisory database cannot be reached from this \
             network; all other checks are done without it.",
        );
        return Ok(());
    }
    workspace.run_program(
        "cargo",
        ["deny", "--locked", "check", "--disable-fetch", "advisories"],
    )
}

//! Runs the tests: native, in WebAssembly, and end to end.

use std::process::Command;

use anyhow::{Result, bail};

use crate::workspace::{Workspace, run as run_command, say};
use crate::{Part, browser, bundle, server, tools};

/// Runs one part of the tests, or all of them, whatever an earlier part came to.
///
/// # Errors
///
/// Where a part fails; the message names each that did.
pub fn run(workspace: &Workspace, part: Option<Part>, filter: &[String]) -> Result<()> {
    let mut failed = Vec::new();
    for (each, name, test) in [
        (
            Part::Native,
            "native",
            native as fn(&Workspace, &[String]) -> Result<()>,
        ),
        (Part::Wasm, "wasm", wasm),
        (Part::E2e, "end-to-end", end_to_end),
    ] {
        if part.is_none_or(|wanted| wanted == each) {
            say(&format!("The {name} tests."));
            if let Err(error) = test(workspace, filter) {
                eprintln!("{name} tests: {error:#}");
                failed.push(name);
            }
        }
    }
    if !failed.is_empty() {
        bail!("failed: the {} tests", failed.join(", the "));
    }
    say("All tests passed.");
    Ok(())
}

/// Everything that needs no browser.
fn native(workspace: &Workspace, filter: &[String]) -> Result<()> {
    let mut cargo = workspace.command("cargo");
    cargo.args([
        "test",
        "--locked",
        "--no-fail-fast",
        "--workspace",
        "--exclude",
        "e2e",
    ]);
    run_command(with_filter(&mut cargo, filter))
}

/// The tests of the page, the worker and `tests/browser*.rs`, compiled to WebAssembly.
fn wasm(workspace: &Workspace, filter: &[String]) -> Result<()> {
    tools::ensure_wasm_target(workspace)?;
    tools::ensure_wasm_bindgen(workspace)?;
    let chromedriver = browser::ensure(workspace)?;
    let mut cargo = workspace.command("cargo");
    cargo
        .args([
            "test",
            "--locked",
            "--no-fail-fast",
            "--package",
            "spanwright",
        ])
        .args(["--target", "wasm32-unknown-unknown"])
        .args(["--bin", "page", "--bin", "worker", "--test", "browser*"])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env("CHROMEDRIVER", chromedriver)
        // Seconds; the default of 20 is short on a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    run_command(with_filter(&mut cargo, filter))
}

/// The built site in a browser.
fn end_to_end(workspace: &Workspace, filter: &[String]) -> Result<()> {
    with_site(workspace, |cargo| {
        cargo.args(["test", "--locked", "--no-fail-fast", "--package", "e2e"]);
        run_command(with_filter(cargo, filter))
    })
}

/// Builds the site, serves it and starts a chromedriver, then hands out a `cargo` that is told
/// where both are.
///
/// # Errors
///
/// Where one of these or the action fails.
pub fn with_site(
    workspace: &Workspace,
    action: impl FnOnce(&mut Command) -> Result<()>,
) -> Result<()> {
    let chromedriver = browser::ensure(workspace)?;
    bundle::build(workspace)?;
    let server = server::Background::start(workspace.dist())?;
    let driver = browser::Driver::start(workspace, &chromedriver)?;
    let mut cargo = workspace.command("cargo");
    cargo
        .env("SPANWRIGHT_URL", &server.url)
        .env("WEBDRIVER_URL", &driver.url);
    action(&mut cargo)
}

fn with_filter<'a>(cargo: &'a mut Command, filter: &[String]) -> &'a mut Command {
    if !filter.is_empty() {
        cargo.arg("--").args(filter);
    }
    cargo
}

//! Runs the tests: native, in WebAssembly, and end to end.

use std::process::Command;
use std::thread::available_parallelism;

use anyhow::{Result, bail};

use crate::workspace::{Workspace, run as run_command, say};
use crate::{Part, browser, bundle, server, tools};

/// What became of a part of the tests.
enum Outcome {
    /// It ran, and every test passed.
    Passed,
    /// This machine cannot run it, for this reason.
    NotRun(anyhow::Error),
}

/// Runs one part of the tests, or all of them, whatever an earlier part came to. A machine that
/// cannot have Firefox passes without it, unless that part alone is asked for.
///
/// # Errors
///
/// Where a part fails; the message names each that did.
pub fn run(workspace: &Workspace, part: Option<Part>, filter: &[String]) -> Result<()> {
    let mut failed = Vec::new();
    let mut not_run = Vec::new();
    for (each, name, test) in [
        (
            Part::Native,
            "native",
            native as fn(&Workspace, &[String]) -> Result<Outcome>,
        ),
        (Part::Wasm, "wasm", wasm),
        (Part::E2e, "end-to-end", in_chromium),
        (Part::Firefox, "end-to-end (Firefox)", in_firefox),
    ] {
        if part.is_none_or(|wanted| wanted == each) {
            say(&format!("The {name} tests."));
            match test(workspace, filter) {
                Ok(Outcome::Passed) => {}
                Ok(Outcome::NotRun(reason)) if part.is_none() => not_run.push((name, reason)),
                Ok(Outcome::NotRun(error)) | Err(error) => {
                    eprintln!("{name} tests: {error:#}");
                    failed.push(name);
                }
            }
        }
    }
    for (name, reason) in &not_run {
        say(&format!("NOT RUN: the {name} tests: {reason:#}"));
    }
    if !failed.is_empty() {
        bail!("failed: the {} tests", failed.join(", the "));
    }
    say(match not_run.is_empty() {
        true => "All tests passed.",
        false => "All tests that were run passed.",
    });
    Ok(())
}

/// Everything that needs no browser.
fn native(workspace: &Workspace, filter: &[String]) -> Result<Outcome> {
    let mut cargo = workspace.command("cargo");
    cargo.args([
        "test",
        "--locked",
        "--no-fail-fast",
        "--workspace",
        "--exclude",
        "e2e",
    ]);
    run_command(with_filter(&mut cargo, filter))?;
    Ok(Outcome::Passed)
}

/// `tests/browser*.rs`, compiled to WebAssembly.
fn wasm(workspace: &Workspace, filter: &[String]) -> Result<Outcome> {
    tools::ensure_wasm_target(workspace)?;
    tools::ensure_wasm_bindgen(workspace)?;
    let chromedriver = browser::chromium(workspace)?.driver;
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
        .args(["--test", "browser*"])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env("CHROMEDRIVER", chromedriver)
        // Seconds; the default of 20 is short on a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    run_command(with_filter(&mut cargo, filter))?;
    Ok(Outcome::Passed)
}

/// The built site in Chromium.
fn in_chromium(workspace: &Workspace, filter: &[String]) -> Result<Outcome> {
    end_to_end(workspace, &browser::chromium(workspace)?, filter)
}

/// The built site in Firefox, where it can be had.
fn in_firefox(workspace: &Workspace, filter: &[String]) -> Result<Outcome> {
    match browser::firefox(workspace) {
        Ok(driver) => end_to_end(workspace, &driver, filter),
        Err(reason) => Ok(Outcome::NotRun(reason)),
    }
}

fn end_to_end(
    workspace: &Workspace,
    driver: &browser::Installed,
    filter: &[String],
) -> Result<Outcome> {
    let axe = tools::ensure_axe(workspace)?;
    with_site(workspace, driver, |cargo| {
        cargo.env("SPANWRIGHT_AXE", axe).args([
            "test",
            "--locked",
            "--no-fail-fast",
            "--package",
            "e2e",
        ]);
        run_command(with_filter(cargo, filter))
    })?;
    Ok(Outcome::Passed)
}

/// Builds the site, serves it and starts a driver for each core, then hands out a `cargo` that is told
/// where they are, and for which browser the drivers are.
///
/// # Errors
///
/// Where one of these or the action fails.
pub fn with_site(
    workspace: &Workspace,
    installed: &browser::Installed,
    action: impl FnOnce(&mut Command) -> Result<()>,
) -> Result<()> {
    bundle::build(workspace)?;
    // In Chromium the site comes with the headers that hosts are asked to send; in Firefox without, as
    // from a host that cannot be asked, so that the policy in the page itself is tried alone.
    let server = server::Background::start(&workspace.dist(), installed.browser == "chromium")?;
    // Cargo runs as many tests at a time, and each has a driver of its own.
    let drivers = (0..available_parallelism()?.get())
        .map(|_| browser::Driver::start(workspace, installed))
        .collect::<Result<Vec<_>>>()?;
    let urls: Vec<&str> = drivers.iter().map(|driver| &*driver.url).collect();
    let mut cargo = workspace.command("cargo");
    cargo
        .env("SPANWRIGHT_URL", &server.url)
        .env("SPANWRIGHT_BROWSER", installed.browser)
        .env("WEBDRIVER_URL", urls.join(" "));
    action(&mut cargo)
}

fn with_filter<'a>(cargo: &'a mut Command, filter: &[String]) -> &'a mut Command {
    if !filter.is_empty() {
        cargo.arg("--").args(filter);
    }
    cargo
}

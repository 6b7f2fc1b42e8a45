//! Chromium and Firefox with their drivers, for the tests that need a browser.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::workspace::{Workspace, say};
use crate::{apt, tools};

/// The names under which Chromium may be installed.
const CHROMIUMS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

/// The names under which Firefox may be installed.
const FIREFOXES: &[&str] = &["firefox-esr", "firefox"];

const HOW_TO_INSTALL_CHROMIUM: &str = "\
The tests need Chromium (or Chrome) and a chromedriver of the same version.
  Debian:  apt-get install chromium chromium-driver
  Ubuntu:  its chromium is a snap, whose driver cannot start in containers; use Chrome for Testing:
           npx @puppeteer/browsers install chrome@stable --install-deps
           npx @puppeteer/browsers install chromedriver@stable
           and put both folders on PATH
Or set CHROMEDRIVER to the path of the driver.";

/// A driver that can be started, and what the tests must know of its browser.
pub struct Installed {
    /// What the tests call the browser (`SPANWRIGHT_BROWSER`).
    pub browser: &'static str,
    /// The path of the driver.
    pub driver: PathBuf,
    arguments: &'static [&'static str],
    /// What stands before the port in the line in which the driver names it.
    announces: &'static str,
}

/// chromedriver; installs it with Chromium where neither is here and apt-get may be used.
///
/// # Errors
///
/// Where they are missing and cannot be installed; the message says how to do it by hand.
pub fn chromium(workspace: &Workspace) -> Result<Installed> {
    let installed = |driver| Installed {
        browser: "chromium",
        driver,
        arguments: &["--port=0"],
        announces: "started successfully on port ",
    };
    if let Some(driver) = env::var_os("CHROMEDRIVER") {
        return Ok(installed(driver.into()));
    }
    if let Some(driver) = chromedriver(workspace) {
        return Ok(installed(driver));
    }
    say("Installing Chromium and its driver.");
    apt::install(workspace, &["chromium", "chromium-driver"]).context(HOW_TO_INSTALL_CHROMIUM)?;
    chromedriver(workspace)
        .map(installed)
        .context(HOW_TO_INSTALL_CHROMIUM)
}

/// The driver, where it runs and there is a browser for it. Ubuntu has a program of this name
/// that only tells to install a snap; it does not count.
fn chromedriver(workspace: &Workspace) -> Option<PathBuf> {
    CHROMIUMS
        .iter()
        .find(|name| workspace.which(name).is_some())?;
    workspace.output("chromedriver", &["--version"])?;
    workspace.which("chromedriver")
}

/// geckodriver; installs it, and Firefox where it is not here and apt-get may be used.
///
/// # Errors
///
/// Where one is missing and cannot be installed.
pub fn firefox(workspace: &Workspace) -> Result<Installed> {
    let is_here = || {
        // Ubuntu has a program of this name that only tells to install a snap; it does not count.
        FIREFOXES
            .iter()
            .any(|name| workspace.output(name, &["--version"]).is_some())
    };
    if !is_here() {
        say("Installing Firefox.");
        apt::install(workspace, &["firefox-esr"])
            .context("put firefox or firefox-esr on PATH, with a geckodriver")?;
        if !is_here() {
            bail!("Firefox was installed and does not start");
        }
    }
    Ok(Installed {
        browser: "firefox",
        driver: tools::ensure_geckodriver(workspace)?,
        // The tests read Firefox's console in its own window, which drivers may not enter otherwise.
        arguments: &["--port=0", "--allow-system-access"],
        announces: "Listening on 127.0.0.1:",
    })
}

/// A running driver, which ends when this is dropped.
pub struct Driver {
    process: Child,
    /// Where it listens.
    pub url: String,
}

impl Driver {
    /// Starts the driver on a port that it chooses.
    ///
    /// # Errors
    ///
    /// Where it does not start.
    pub fn start(workspace: &Workspace, installed: &Installed) -> Result<Self> {
        let name = installed.driver.display();
        let mut process = workspace
            .command(&installed.driver)
            .args(installed.arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        let output = process
            .stdout
            .take()
            .with_context(|| format!("{name} has no output"))?;
        let mut lines = BufReader::new(output).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| port_in(&line, installed.announces));
        // The driver would stop at a full pipe if nobody read on.
        thread::spawn(move || lines.for_each(drop));
        let mut driver = Self {
            process,
            url: String::new(),
        };
        let Some(port) = port else {
            bail!(
                "{name} ended without naming a port: {}",
                driver.process.wait()?
            );
        };
        driver.url = format!("http://127.0.0.1:{port}");
        Ok(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to stop.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The port in "ChromeDriver was started successfully on port 40123." and in "Listening on
/// 127.0.0.1:40123".
fn port_in(line: &str, announces: &str) -> Option<u16> {
    let (_, rest) = line.split_once(announces)?;
    rest.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_port_that_the_driver_names() {
        let chromedriver = "started successfully on port ";
        let line = "ChromeDriver was started successfully on port 40123.";
        assert_eq!(port_in(line, chromedriver), Some(40123));
        assert_eq!(
            port_in("Starting ChromeDriver 156.0 on port 0", chromedriver),
            None
        );
        let line = "1763818900123\tgeckodriver\tINFO\tListening on 127.0.0.1:40123";
        assert_eq!(port_in(line, "Listening on 127.0.0.1:"), Some(40123));
    }
}

//! Chromium and its driver, for the tests that need a browser.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::apt;
use crate::workspace::{Workspace, say};

/// The names under which the browser may be installed.
const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

const HOW_TO_INSTALL: &str = "\
The tests need Chromium (or Chrome) and a chromedriver of the same version.
  Debian:  apt-get install chromium chromium-driver
  Ubuntu:  its chromium is a snap, whose driver cannot start in containers; use Chrome for Testing:
           npx @puppeteer/browsers install chrome@stable --install-deps
           npx @puppeteer/browsers install chromedriver@stable
           and put both folders on PATH
Or set CHROMEDRIVER to the path of the driver.";

/// The path of chromedriver; installs it with Chromium where neither is here and apt-get may be
/// used.
///
/// # Errors
///
/// Where they are missing and cannot be installed; the message says how to do it by hand.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(driver) = env::var_os("CHROMEDRIVER") {
        return Ok(driver.into());
    }
    if let Some(driver) = installed(workspace) {
        return Ok(driver);
    }
    say("Installing Chromium and its driver.");
    apt::install(workspace, &["chromium", "chromium-driver"]).context(HOW_TO_INSTALL)?;
    installed(workspace).context(HOW_TO_INSTALL)
}

/// The driver, where it runs and there is a browser for it. Ubuntu has a program of this name
/// that only tells to install a snap; it does not count.
fn installed(workspace: &Workspace) -> Option<PathBuf> {
    BROWSERS
        .iter()
        .find(|name| workspace.which(name).is_some())?;
    workspace.output("chromedriver", &["--version"])?;
    workspace.which("chromedriver")
}

/// A running chromedriver, which ends when this is dropped.
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
    pub fn start(workspace: &Workspace, chromedriver: &PathBuf) -> Result<Self> {
        let mut process = workspace
            .command(chromedriver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", chromedriver.display()))?;
        let output = process
            .stdout
            .take()
            .context("chromedriver has no output")?;
        let mut lines = BufReader::new(output).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| port_in(&line));
        // The driver would stop at a full pipe if nobody read on.
        thread::spawn(move || lines.for_each(drop));
        let mut driver = Self {
            process,
            url: String::new(),
        };
        let Some(port) = port else {
            bail!(
                "chromedriver ended without naming a port: {}",
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

/// The port in "ChromeDriver was started successfully on port 40123."
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("started successfully on port ")?;
    rest.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_port_that_the_driver_names() {
        let line = "ChromeDriver was started successfully on port 40123.";
        assert_eq!(port_in(line), Some(40123));
        assert_eq!(port_in("Starting ChromeDriver 156.0 on port 0"), None);
    }
}

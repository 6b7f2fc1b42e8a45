//! The built page in a real browser, driven as an annotator drives it.
//!
//! `cargo xtask test e2e` and `cargo xtask test firefox` build and serve the page, start the
//! browser's drivers and say where they are (`SPANWRIGHT_URL`, `WEBDRIVER_URL`) and which browser it
//! is (`SPANWRIGHT_BROWSER`: `chromium`, which is the default, or `firefox`). A test is one call
//! of [`run`]:
//!
//! ```no_run
//! # fn main() -> anyhow::Result<()> {
//! e2e::run("undo_brings_back_the_label", async |browser| {
//!     browser.open("").await?;
//!     browser.drag_over("article", "Ada Lovelace").await?;
//!     browser.press("1").await?;
//!     browser.press("Control+z").await?;
//!     browser.wait_until("no label is left", "return !document.querySelector('mark')").await
//! })
//! # }
//! ```
//!
//! Nothing here sleeps for a fixed time: each wait ends when what it waits for has happened, and
//! fails after [`PATIENCE`].

mod axe;
pub mod bench;
mod browser;
mod chromium;
mod driver;
mod endpoint;
pub mod film;
mod firefox;
mod gateway;
mod input;
mod page;
mod picture;

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::Duration;

use anyhow::{Context as _, Result};
use futures_util::FutureExt as _;

pub use browser::{Browser, Kill, Kind};
pub use gateway::Gateway;
pub use input::Point;
pub use page::Tab;

/// How long a wait lasts before it fails: far longer than anything should take on a slow machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Runs a scenario in a browser with a fresh profile, and closes the browser whatever happens.
///
/// Where the scenario fails, a picture of the page is left in
/// `target/screenshots/failed-NAME.png` and the console's errors are printed.
///
/// # Errors
///
/// Where the browser cannot be started or the scenario fails.
pub fn run<S>(name: &str, scenario: S) -> Result<()>
where
    S: AsyncFnOnce(&mut Browser) -> Result<()>,
{
    run_for("en-US,en", name, scenario)
}

/// Runs a scenario as [`run`] does, in the browser of a person who reads these languages, as
/// `Accept-Language` lists them.
///
/// # Errors
///
/// Where the browser cannot be started or the scenario fails.
pub fn run_for<S>(languages: &str, name: &str, scenario: S) -> Result<()>
where
    S: AsyncFnOnce(&mut Browser) -> Result<()>,
{
    start(languages, None, name, scenario)
}

/// Runs a scenario as [`run`] does, in a browser all of whose requests go through the gateway.
///
/// # Errors
///
/// Where the browser cannot be started or the scenario fails.
pub fn run_through<S>(gateway: &Gateway, name: &str, scenario: S) -> Result<()>
where
    S: AsyncFnOnce(&mut Browser) -> Result<()>,
{
    start("en-US,en", Some(gateway.proxy()), name, scenario)
}

fn start<S>(languages: &str, proxy: Option<String>, name: &str, scenario: S) -> Result<()>
where
    S: AsyncFnOnce(&mut Browser) -> Result<()>,
{
    let kind = Kind::wanted()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut browser = Browser::start(kind, languages, proxy).await?;
        let outcome = AssertUnwindSafe(scenario(&mut browser))
            .catch_unwind()
            .await;
        if !matches!(outcome, Ok(Ok(()))) {
            report_failure(&mut browser, name).await;
        }
        browser.close().await;
        outcome
            .unwrap_or_else(|panic| resume_unwind(panic))
            .with_context(|| format!("scenario {name}"))
    })
}

/// Leaves behind what helps to understand a failure. The browser may be in any state, so what
/// cannot be had is left out.
async fn report_failure(browser: &mut Browser, name: &str) {
    if let Ok(file) = browser.screenshot(&format!("failed-{name}")).await {
        eprintln!("{name}: the page as it failed: {}", file.display());
    }
    for error in browser.console_errors().await.unwrap_or_default() {
        eprintln!("{name}: console: {error}");
    }
}

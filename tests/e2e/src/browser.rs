//! A browser with a profile of its own: its life, its console and its requests.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;
use tempfile::TempDir;

use crate::driver::Driver;
use crate::{chromium, firefox};

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Chromium or Chrome, through chromedriver.
    Chromium,
    /// Firefox, through geckodriver.
    Firefox,
}

impl Kind {
    /// The browser that `SPANWRIGHT_BROWSER` names.
    pub(crate) fn wanted() -> Result<Self> {
        match env::var("SPANWRIGHT_BROWSER").as_deref() {
            Err(_) | Ok("chromium") => Ok(Self::Chromium),
            Ok("firefox") => Ok(Self::Firefox),
            Ok(other) => bail!("SPANWRIGHT_BROWSER is {other:?}; chromium and firefox are known"),
        }
    }
}

/// The death of a browser, which comes at its time.
pub struct Kill(JoinHandle<Result<()>>);

impl Kill {
    /// Whether it has come.
    pub fn has_come(&self) -> bool {
        self.0.is_finished()
    }

    /// Waits until it has come.
    ///
    /// # Errors
    ///
    /// Where the browser could not be killed.
    pub fn wait(self) -> Result<()> {
        let killed = self.0.join();
        killed.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }
}

/// A browser with a profile of its own, which is deleted with it.
pub struct Browser {
    pub(crate) client: Client,
    kind: Kind,
    /// The address of the site, with a slash at the end.
    pub(crate) site: String,
    profile: TempDir,
    /// The languages that its person reads, as `Accept-Language` lists them.
    languages: String,
    /// The host and port of its proxy.
    proxy: Option<String>,
    driver: Driver,
}

impl Browser {
    /// Starts a browser with a fresh profile, of a person who reads these languages, as
    /// `Accept-Language` lists them. All its requests go to the proxy, where there is one.
    ///
    /// # Errors
    ///
    /// Where the addresses of the site and the driver are not given, or the driver refuses.
    pub async fn start(kind: Kind, languages: &str, proxy: Option<String>) -> Result<Self> {
        let profile = TempDir::new()?;
        let driver = Driver::take()?;
        let proxied = proxy.as_deref();
        let client = connect(&driver, kind, profile.path(), languages, proxied).await?;
        Ok(Self {
            client,
            kind,
            site: variable("SPANWRIGHT_URL")?,
            profile,
            languages: languages.to_owned(),
            proxy,
            driver,
        })
    }

    /// Which browser this is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Ends the browser as a crash or a power cut would, then starts it again with the same
    /// profile. No page is open afterwards.
    ///
    /// # Errors
    ///
    /// Where the browser cannot be killed or started again.
    pub async fn kill_and_restart(&mut self) -> Result<()> {
        self.kill_in(Duration::ZERO)?.wait()?;
        self.restart().await
    }

    /// Ends the browser as a crash or a power cut would, once this time is over, whatever is done with
    /// it meanwhile. Before it can be used again, it has to be started with [`Self::restart`].
    ///
    /// # Errors
    ///
    /// Where the driver does not say which process the browser is.
    pub fn kill_in(&self, delay: Duration) -> Result<Kill> {
        let process = self.process()?;
        Ok(Kill(thread::spawn(move || {
            thread::sleep(delay);
            let killed = Command::new("kill")
                .args(["-KILL", &process.to_string()])
                .status()?;
            if !killed.success() {
                bail!("cannot kill the browser (process {process})");
            }
            // One that is dying still has its files locked.
            while is_running(process)? {
                thread::sleep(Duration::from_millis(10));
            }
            Ok(())
        })))
    }

    /// Which process the browser is.
    pub(crate) fn process(&self) -> Result<u32> {
        let named = match self.kind {
            Kind::Chromium => chromium::PROCESS,
            Kind::Firefox => firefox::PROCESS,
        };
        self.client
            .capabilities()
            .and_then(|capabilities| capabilities.get(named))
            .and_then(Value::as_u64)
            .and_then(|process| process.try_into().ok())
            .context("the driver does not say which process the browser is")
    }

    /// Starts the browser again with the same profile, after it was killed. No page is open
    /// afterwards.
    ///
    /// # Errors
    ///
    /// Where it cannot be started.
    pub async fn restart(&mut self) -> Result<()> {
        // The driver may answer that the browser is gone, which is the point.
        let _ = self.client.clone().close().await;
        self.client = connect(
            &self.driver,
            self.kind,
            self.profile.path(),
            &self.languages,
            self.proxy.as_deref(),
        )
        .await?;
        Ok(())
    }

    /// A command of the Chrome DevTools Protocol.
    pub(crate) async fn devtools(&self, command: &str, parameters: &Value) -> Result<()> {
        chromium::devtools(&self.client, command, parameters).await
    }

    /// Goes to an address, whatever is there.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn go_to(&self, address: &str) -> Result<()> {
        Ok(self.client.goto(address).await?)
    }

    /// The errors in the console since this was last asked: exceptions, violations of the content
    /// security policy and, in Chromium, failed requests.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn console_errors(&mut self) -> Result<Vec<String>> {
        match self.kind {
            Kind::Chromium => chromium::console_errors(&self.client).await,
            Kind::Firefox => firefox::console_errors(&self.client).await,
        }
    }

    /// The addresses that the page has requested over the network since this was last asked.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn requests(&mut self) -> Result<Vec<String>> {
        match self.kind {
            Kind::Chromium => chromium::requests(&self.client).await,
            Kind::Firefox => firefox::requests(&self.client).await,
        }
    }

    /// Runs a script in each page of this tab before the page's own, as far as this browser can: in
    /// Firefox there is no way, and this fails.
    ///
    /// # Errors
    ///
    /// Where the driver refuses.
    pub async fn run_before_pages(&self, script: &str) -> Result<()> {
        match self.kind {
            Kind::Chromium => chromium::run_before_pages(&self.client, script).await,
            Kind::Firefox => bail!("Firefox runs no script before the page's own"),
        }
    }

    /// The address of the site, with a slash at the end.
    pub fn site(&self) -> &str {
        &self.site
    }

    /// The site is at another address from now on, with a slash at the end.
    pub fn go_to_site(&mut self, url: String) {
        self.site = url;
    }

    /// The folder that the browser writes its downloads to.
    pub fn downloads(&self) -> PathBuf {
        downloads_in(self.profile.path())
    }

    /// Ends the browser.
    pub(crate) async fn close(self) {
        if let Err(error) = self.client.close().await {
            eprintln!("the browser did not close: {error}");
        }
    }
}

/// Whether the process has not ended yet. One that nobody has asked about since it ended has none of its
/// files open any more.
fn is_running(process: u32) -> Result<bool> {
    let state = Command::new("ps")
        .args(["-o", "stat=", "-p", &process.to_string()])
        .output()?;
    Ok(!state.stdout.is_empty() && !state.stdout.starts_with(b"Z"))
}

/// Where a browser with this folder writes its downloads to.
pub(crate) fn downloads_in(folder: &Path) -> PathBuf {
    folder.join("downloads")
}

async fn connect(
    driver: &Driver,
    kind: Kind,
    folder: &Path,
    languages: &str,
    proxy: Option<&str>,
) -> Result<Client> {
    let driver = &driver.url;
    let capabilities = match kind {
        Kind::Chromium => chromium::capabilities(folder, languages, proxy),
        Kind::Firefox => firefox::capabilities(folder, languages, proxy),
    };
    let client = ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(driver)
        .await
        .with_context(|| format!("cannot start {kind:?} through the driver at {driver}"))?;
    if kind == Kind::Firefox {
        firefox::watch(&client).await?;
    }
    Ok(client)
}

pub(crate) fn variable(name: &str) -> Result<String> {
    env::var(name).with_context(|| {
        format!("{name} is not set; run the end-to-end tests with `cargo xtask test e2e`")
    })
}

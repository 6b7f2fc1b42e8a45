//! A browser with a profile of its own: its life, its console and its requests.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::chromedriver::Post;

/// What addresses that leave the browser begin with; `data:`, `blob:` and `chrome:` ones do not.
const NETWORK_SCHEMES: &[&str] = &["http:", "https:", "ws:", "wss:"];

/// A browser with a profile of its own, which is deleted with it.
pub struct Browser {
    pub(crate) client: Client,
    /// The address of the site, with a slash at the end.
    pub(crate) site: String,
    profile: TempDir,
}

impl Browser {
    /// Starts a browser with a fresh profile.
    ///
    /// # Errors
    ///
    /// Where the addresses of the site and the driver are not given, or the driver refuses.
    pub async fn start() -> Result<Self> {
        let profile = TempDir::new()?;
        let client = connect(&profile).await?;
        Ok(Self {
            client,
            site: variable("SPANWRIGHT_URL")?,
            profile,
        })
    }

    /// Ends the browser as a crash or a power cut would, then starts it again with the same
    /// profile. No page is open afterwards.
    ///
    /// # Errors
    ///
    /// Where the browser cannot be killed or started again.
    pub async fn kill_and_restart(&mut self) -> Result<()> {
        let process = self
            .client
            .capabilities()
            .and_then(|capabilities| capabilities.get("goog:processID"))
            .and_then(Value::as_u64)
            .context("chromedriver does not say which process the browser is")?;
        let killed = Command::new("kill")
            .args(["-KILL", &process.to_string()])
            .status()?;
        if !killed.success() {
            bail!("cannot kill the browser (process {process})");
        }
        let dead = std::mem::replace(&mut self.client, connect(&self.profile).await?);
        // The driver may answer that the browser is gone, which is the point.
        let _ = dead.close().await;
        Ok(())
    }

    /// The errors in the console since this was last asked: exceptions, failed requests,
    /// violations of the content security policy.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn console_errors(&mut self) -> Result<Vec<String>> {
        let entries = self.client.issue_cmd(Post::log("browser")).await?;
        Ok(list(&entries)
            .filter(|entry| entry["level"] == "SEVERE")
            .filter_map(|entry| entry["message"].as_str().map(str::to_owned))
            .collect())
    }

    /// The addresses that the page has requested over the network since this was last asked.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn requests(&mut self) -> Result<Vec<String>> {
        let entries = self.client.issue_cmd(Post::log("performance")).await?;
        let mut requests = Vec::new();
        for entry in list(&entries) {
            let event: Value = serde_json::from_str(entry["message"].as_str().unwrap_or("null"))?;
            let event = &event["message"];
            if event["method"] == "Network.requestWillBeSent"
                && let Some(url) = event["params"]["request"]["url"].as_str()
                && NETWORK_SCHEMES.iter().any(|scheme| url.starts_with(scheme))
            {
                requests.push(url.to_owned());
            }
        }
        Ok(requests)
    }

    /// A command of the Chrome DevTools Protocol.
    ///
    /// # Errors
    ///
    /// Where the browser refuses the command.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let answer = self
            .client
            .issue_cmd(Post::devtools(command, &parameters))
            .await;
        answer.with_context(|| format!("DevTools command {command} {parameters}"))
    }

    /// The address of the site, with a slash at the end.
    pub fn site(&self) -> &str {
        &self.site
    }

    /// The folder that the browser writes its downloads to.
    pub fn downloads(&self) -> PathBuf {
        self.profile.path().join("downloads")
    }

    /// Ends the browser.
    pub(crate) async fn close(self) {
        if let Err(error) = self.client.close().await {
            eprintln!("the browser did not close: {error}");
        }
    }
}

async fn connect(profile: &TempDir) -> Result<Client> {
    let driver = variable("WEBDRIVER_URL")?;
    ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities(profile))
        .connect(&driver)
        .await
        .with_context(|| format!("cannot start a browser through chromedriver at {driver}"))
}

fn capabilities(profile: &TempDir) -> Map<String, Value> {
    let folder = profile.path().display();
    let mut capabilities = Map::new();
    capabilities.insert(
        "goog:chromeOptions".to_owned(),
        json!({
            "args": [
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--window-size=1280,800",
                format!("--user-data-dir={folder}/browser"),
                // No other host can be found, should the page ask for one after all.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
            ],
            "prefs": {
                "download.default_directory": format!("{folder}/downloads"),
                "download.prompt_for_download": false,
            },
        }),
    );
    capabilities.insert(
        "goog:loggingPrefs".to_owned(),
        json!({ "browser": "ALL", "performance": "ALL" }),
    );
    capabilities
}

fn variable(name: &str) -> Result<String> {
    env::var(name).with_context(|| {
        format!("{name} is not set; run the end-to-end tests with `cargo xtask test e2e`")
    })
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

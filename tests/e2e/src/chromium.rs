//! What only Chromium and its driver can do, and how they are asked.

use std::path::Path;

use anyhow::{Context, Result};
use fantoccini::Client;
use serde_json::{Map, Value, json};

use crate::browser::downloads_in;
use crate::endpoint::Post;

/// The capability in which the driver says which process the browser is.
pub(crate) const PROCESS: &str = "goog:processID";

/// What addresses that leave the browser begin with; `data:`, `blob:` and `chrome:` ones do not.
const NETWORK_SCHEMES: &[&str] = &["http:", "https:", "ws:", "wss:"];

/// A browser without a window of the desktop, whose profile is in the folder, for a person of these
/// languages. All its requests go to the proxy, where there is one.
pub(crate) fn capabilities(
    folder: &Path,
    languages: &str,
    proxy: Option<&str>,
) -> Map<String, Value> {
    let mut capabilities = Map::new();
    let direct = "--no-proxy-server".to_owned();
    let through = |proxy| format!("--proxy-server=http://{proxy}");
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
                proxy.map_or(direct, through),
                // What goes to this machine goes through the proxy too.
                "--proxy-bypass-list=<-loopback>",
                format!("--user-data-dir={}", folder.join("browser").display()),
                // No other host can be found, should the page ask for one after all.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
            ],
            "prefs": {
                "intl.accept_languages": languages,
                "download.default_directory": downloads_in(folder),
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

/// The errors in the console since this was last asked.
pub(crate) async fn console_errors(client: &Client) -> Result<Vec<String>> {
    let entries = client.issue_cmd(Post::log("browser")).await?;
    Ok(list(&entries)
        .filter(|entry| entry["level"] == "SEVERE")
        .filter_map(|entry| entry["message"].as_str().map(str::to_owned))
        .collect())
}

/// The addresses requested over the network since this was last asked.
pub(crate) async fn requests(client: &Client) -> Result<Vec<String>> {
    let entries = client.issue_cmd(Post::log("performance")).await?;
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

/// Shows the page in a window of this size, in CSS pixels.
pub(crate) async fn resize(client: &Client, width: u32, height: u32) -> Result<()> {
    let size = json!({
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
    });
    devtools(client, "Emulation.setDeviceMetricsOverride", &size).await
}

/// Asks the page for dark or light colours.
pub(crate) async fn prefer_dark(client: &Client, dark: bool) -> Result<()> {
    let scheme = if dark { "dark" } else { "light" };
    let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    devtools(client, "Emulation.setEmulatedMedia", &media).await
}

/// Runs a script in each page of the tab before the page's own.
pub(crate) async fn run_before_pages(client: &Client, script: &str) -> Result<()> {
    let source = json!({ "source": script });
    devtools(client, "Page.addScriptToEvaluateOnNewDocument", &source).await
}

/// A command of the Chrome DevTools Protocol.
pub(crate) async fn devtools(client: &Client, command: &str, parameters: &Value) -> Result<()> {
    let answer = client.issue_cmd(Post::devtools(command, parameters)).await;
    answer
        .map(drop)
        .with_context(|| format!("DevTools command {command} {parameters}"))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

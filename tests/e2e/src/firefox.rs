//! What only Firefox and its driver can do, and how they are asked.
//!
//! The WebDriver standard knows neither a console nor a log of requests. Firefox lets its driver
//! run scripts in the browser's own window (`moz/context`, for which geckodriver is started with
//! `--allow-system-access`), and that window sees both.

use std::path::Path;

use anyhow::{Context, Result};
use fantoccini::Client;
use serde_json::{Map, Value, json};

use crate::browser::downloads_in;
use crate::endpoint::Post;

/// The capability in which the driver says which process the browser is.
pub(crate) const PROCESS: &str = "moz:processID";

/// A browser without a window of the desktop, whose profile is in the folder, for a person of these
/// languages. All its requests go to the proxy, where there is one.
pub(crate) fn capabilities(
    folder: &Path,
    languages: &str,
    proxy: Option<&str>,
) -> Map<String, Value> {
    // Every host but this machine is behind a proxy that is not there, should the page ask for one after
    // all.
    let (host, port) = proxy
        .and_then(|proxy| proxy.split_once(':'))
        .unwrap_or(("127.0.0.1", "9"));
    let port: u16 = port.parse().unwrap_or(9);
    let direct = if proxy.is_some() {
        ""
    } else {
        "localhost, 127.0.0.1"
    };
    let profile = folder.join("browser");
    // Firefox wants the folder to be there. Where it cannot be made, Firefox says so.
    let _ = std::fs::create_dir_all(&profile);
    let mut capabilities = Map::new();
    capabilities.insert(
        "moz:firefoxOptions".to_owned(),
        json!({
            "args": ["-headless", "-profile", profile, "-width", "1280", "-height", "885"],
            "prefs": {
                "intl.accept_languages": languages,
                "browser.download.folderList": 2,
                "browser.download.dir": downloads_in(folder),
                "browser.download.useDownloadDir": true,
                "browser.download.always_ask_before_handling_new_types": false,
                "browser.download.alwaysOpenPanel": false,
                "network.proxy.type": 1,
                "network.proxy.http": host,
                "network.proxy.http_port": port,
                "network.proxy.ssl": host,
                "network.proxy.ssl_port": port,
                "network.proxy.no_proxies_on": direct,
                "network.proxy.allow_hijacking_localhost": proxy.is_some(),
            },
        }),
    );
    capabilities
}

/// Begins to write down what the page requests. The list lives in the browser's window, not in the
/// page.
pub(crate) async fn watch(client: &Client) -> Result<()> {
    const WATCH: &str = "
        window.requests = [];
        Services.obs.addObserver((channel) => {
            channel = channel.QueryInterface(Ci.nsIHttpChannel);
            const { browsingContextID, workerAssociatedBrowsingContextID } = channel.loadInfo;
            if (browsingContextID || workerAssociatedBrowsingContextID) {
                window.requests.push(channel.URI.spec);
            }
        }, 'http-on-modify-request');
        Services.console.reset();";
    in_chrome(client, WATCH, vec![]).await.map(drop)
}

/// The errors in the console since this was last asked. What `console.error` writes is not among
/// them: it stays in the page's own process.
pub(crate) async fn console_errors(client: &Client) -> Result<Vec<String>> {
    const ERRORS: &str = "
        const errors = Services.console.getMessageArray().filter((message) =>
            message instanceof Ci.nsIScriptError && /^(https?|blob):/.test(message.sourceName)
            && !(message.flags & Ci.nsIScriptError.warningFlag));
        Services.console.reset();
        return errors.map((error) => `${error.category}: ${error.errorMessage}`);";
    let errors = in_chrome(client, ERRORS, vec![]).await?;
    Ok(serde_json::from_value(errors)?)
}

/// The addresses requested over the network since this was last asked.
pub(crate) async fn requests(client: &Client) -> Result<Vec<String>> {
    let requests = in_chrome(client, "return window.requests.splice(0)", vec![]).await?;
    Ok(serde_json::from_value(requests)?)
}

/// Shows the page in a window of this size, in CSS pixels. The browser's own window has a least
/// width; the part of it that shows the page has none.
pub(crate) async fn resize(client: &Client, width: u32, height: u32) -> Result<()> {
    const RESIZE: &str = "
        const [width, height] = arguments;
        const { style } = gBrowser.selectedBrowser;
        for (const [side, length] of [['width', width], ['height', height]]) {
            style.setProperty(`min-${side}`, `${length}px`);
            style.setProperty(`max-${side}`, `${length}px`);
        }";
    in_chrome(client, RESIZE, vec![json!(width), json!(height)]).await?;
    let shown = format!("return innerWidth === {width} && innerHeight === {height}");
    for _ in 0..200 {
        if client.execute(&shown, vec![]).await? == true {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    anyhow::bail!("Firefox does not show the page at {width} × {height}")
}

/// Asks the page for dark or light colours.
pub(crate) async fn prefer_dark(client: &Client, dark: bool) -> Result<()> {
    const PREFER: &str = "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0])";
    let scheme = if dark { 0 } else { 1 };
    in_chrome(client, PREFER, vec![json!(scheme)])
        .await
        .map(drop)
}

/// What the body of a function returns that runs in the browser's own window.
async fn in_chrome(client: &Client, body: &str, arguments: Vec<Value>) -> Result<Value> {
    client.issue_cmd(Post::script_context("chrome")).await?;
    let answer = client.execute(body, arguments).await;
    client.issue_cmd(Post::script_context("content")).await?;
    answer.with_context(|| format!("JavaScript in Firefox's window: {body}"))
}

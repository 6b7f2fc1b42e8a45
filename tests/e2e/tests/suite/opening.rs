//! The page opens, and keeps to itself.

use anyhow::Result;
use serde_json::Value;

#[test]
fn the_page_opens_without_an_error() -> Result<()> {
    e2e::run("the_page_opens_without_an_error", async |browser| {
        browser.open("").await?;
        assert!(browser.text("h1").await?.contains("Spanwright"));
        assert_eq!(browser.console_errors().await?, Vec::<String>::new());
        Ok(())
    })
}

#[test]
fn the_page_asks_its_own_origin_alone() -> Result<()> {
    e2e::run("the_page_asks_its_own_origin_alone", async |browser| {
        browser.open("").await?;
        let site = browser.site().to_owned();
        let requests = browser.requests().await?;
        assert!(
            requests.iter().any(|url| url.ends_with(".wasm")),
            "{requests:?}"
        );
        for url in requests {
            assert!(url.starts_with(&site), "the page requested {url}");
        }
        Ok(())
    })
}

/// The worker as the page starts it: from a blob, so that it inherits the page's policy.
const START_WORKER: &str = r#"
const source = `
  addEventListener("securitypolicyviolation", (e) => postMessage(e.effectiveDirective));
  const { default: start } = await import("${document.baseURI}worker.js");
  await start({ module_or_path: "${document.baseURI}worker_bg.wasm" });
  await fetch("https://example.org/").catch(() => {});
`;
const worker = new Worker(
  URL.createObjectURL(new Blob([source], { type: "text/javascript" })), { type: "module" });
const heard = [];
return new Promise((resolve, reject) => {
  worker.onerror = (e) => reject(e.message);
  worker.onmessage = ({ data }) => {
    heard.push(data);
    if (data === "connect-src") resolve(heard);
  };
});"#;

#[test]
fn the_worker_starts_under_the_pages_policy_and_cannot_reach_another_origin() -> Result<()> {
    e2e::run(
        "the_worker_starts_under_the_pages_policy",
        async |browser| {
            browser.open("").await?;
            let heard = browser.evaluate(START_WORKER, vec![]).await?;
            let heard = heard.as_array().cloned().unwrap_or_default();
            assert_eq!(heard.last(), Some(&Value::from("connect-src")), "{heard:?}");
            let greeting = heard.first().and_then(Value::as_str).unwrap_or_default();
            assert_eq!(
                greeting.len(),
                16,
                "the worker's first word is its build id: {heard:?}"
            );
            Ok(())
        },
    )
}

#[test]
fn a_killed_browser_opens_the_page_again() -> Result<()> {
    e2e::run("a_killed_browser_opens_the_page_again", async |browser| {
        browser.open("").await?;
        browser.kill_and_restart().await?;
        browser.open("").await?;
        assert_eq!(browser.console_errors().await?, Vec::<String>::new());
        Ok(())
    })
}

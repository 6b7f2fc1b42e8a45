//! The page opens, and keeps to itself.

use anyhow::Result;
use serde_json::Value;

use crate::annotating::settled;

#[test]
fn the_page_opens_without_an_error() -> Result<()> {
    e2e::run("the_page_opens_without_an_error", async |browser| {
        browser.open("").await?;
        assert!(browser.text(".brand").await?.contains("Spanwright"));
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
  const { default: start } = await import("${document.baseURI}worker.js?v=1");
  await start({ module_or_path: "${document.baseURI}worker_bg.wasm?v=1" });
  await fetch("https://example.org/").catch(() => {});
`;
const worker = new Worker(
  URL.createObjectURL(new Blob([source], { type: "text/javascript" })), { type: "module" });
const heard = [];
return new Promise((resolve, reject) => {
  worker.onerror = (e) => reject(e.message);
  worker.onmessage = ({ data }) => {
    // The first word is that the worker is ready (0), and 16 letters that name its build.
    heard.push(typeof data === "string" ? data : new TextDecoder().decode(data));
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
            let build = greeting.strip_prefix("\0\u{10}");
            assert_eq!(build.map(str::len), Some(16), "its first word: {heard:?}");
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

/// What of the policy keeps the page itself from fetching an address. The event says so at once;
/// the console hears of it when the browser finds the time.
const FETCH_BY_PAGE: &str = r#"
const [url] = arguments;
return new Promise((resolve) => {
  const refused = (event) => resolve(event.effectiveDirective);
  document.addEventListener("securitypolicyviolation", refused, { once: true });
  fetch(url).then(() => resolve("fetched"), () => {});
});"#;

/// Asks the frame for an address, as the page does for the annotator.
const FETCH_BY_FRAME: &str = r#"
const [url] = arguments;
return (async () => {
  const frame = document.createElement("iframe");
  frame.src = "fetch.html";
  document.body.append(frame);
  await new Promise((loaded) => (frame.onload = loaded));
  const { port1, port2 } = new MessageChannel();
  frame.contentWindow.postMessage({ url }, location.origin, [port2]);
  const { data } = await new Promise((answered) => (port1.onmessage = answered));
  const { status, type, error, bytes } = data;
  return { status, type, error, text: bytes && new TextDecoder().decode(bytes) };
})();"#;

#[test]
fn only_the_frame_for_it_can_fetch_an_article_from_another_site() -> Result<()> {
    e2e::run("only_the_frame_can_fetch", async |browser| {
        browser.open("").await?;
        // The same server under another name is another origin.
        let other = browser.site().replace("localhost", "127.0.0.1");
        let article = vec![Value::from(format!("{other}404.html"))];

        let refused = browser.evaluate(FETCH_BY_PAGE, article.clone()).await?;
        assert_eq!(refused, "connect-src");

        let answer = browser.evaluate(FETCH_BY_FRAME, article).await?;
        assert_eq!(answer["status"], 200, "{answer}");
        assert_eq!(answer["type"], "text/html");
        assert!(
            answer["text"]
                .as_str()
                .unwrap_or_default()
                .contains("Not found")
        );

        let unknown = vec![Value::from("https://no-such-host.example/")];
        let answer = browser.evaluate(FETCH_BY_FRAME, unknown).await?;
        assert!(
            answer["error"]
                .as_str()
                .unwrap_or_default()
                .contains("fetch"),
            "{answer}"
        );
        Ok(())
    })
}

/// Puts something else in the place of the project's record, or says what stands there.
fn project_record(put: &str) -> String {
    format!(
        "return new Promise((resolve, reject) => {{
            const opened = indexedDB.open('spanwright');
            opened.onerror = () => reject(opened.error);
            opened.onsuccess = () => {{
                const disk = opened.result;
                const change = disk.transaction('project', 'readwrite');
                const table = change.objectStore('project');
                {put}
                const record = table.get('project');
                change.oncomplete = () => {{ disk.close(); resolve(String(record.result)); }};
                change.onerror = () => reject(change.error);
            }};
        }})"
    )
}

#[test]
fn a_project_that_cannot_be_read_is_told_of_and_not_written_over() -> Result<()> {
    e2e::run("unreadable_project", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        let damage = project_record("table.put(new Uint8Array([7, 7, 7]), 'project');");
        let damaged = browser.evaluate(&damage, vec![]).await?;
        assert_eq!(damaged, "7,7,7");
        browser.open("?again").await?;
        let told = "return document.querySelector('.notice.problem')";
        browser.wait_until("it is told of", told).await?;
        // The page can be worked with all the same, and the record stays as it is.
        browser.find("article mark.suggested").await?;
        browser.press("Space").await?;
        browser.press("a").await?;
        browser.find("article mark.accepted").await?;
        let now = browser.evaluate(&project_record(""), vec![]).await?;
        assert_eq!(now, "7,7,7");
        Ok(())
    })
}

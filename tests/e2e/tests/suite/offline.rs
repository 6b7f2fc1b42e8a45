//! The page without a network, and the coming of newer versions.

use anyhow::{Context as _, Result};
use e2e::{Browser, Gateway};
use spanwright::text::sha256;

use crate::annotating::{marks, settled};
use crate::datasets::{click_in_dialog, open_dialog};

// The page is opened anew where a person would reload it: when a driver reloads, Firefox goes past every
// cache, the service worker's too.

/// Opens the page as the gateway shows it, and waits until it is kept for when there is no network.
async fn visit(browser: &mut Browser, gateway: &Gateway) -> Result<()> {
    browser.go_to_site(gateway.url());
    browser.open("").await?;
    settled(browser).await?;
    let kept = "return !!navigator.serviceWorker.controller";
    browser.wait_until("the page is kept", kept).await
}

#[test]
fn after_the_first_visit_the_page_works_without_a_network() -> Result<()> {
    e2e::run("offline", async |browser| {
        let gateway = Gateway::open()?;
        visit(browser, &gateway).await?;
        gateway.cut();
        browser.open("").await?;
        settled(browser).await?;
        browser.drag_over("article", "harbour company").await?;
        browser.press("2").await?;
        settled(browser).await?;
        open_dialog(browser, "Export…").await?;
        click_in_dialog(browser, "Export 1 document").await?;
        let file = browser.downloaded("spanwright.jsonl").await?;
        assert!(String::from_utf8_lossy(&file).contains("harbour company"));

        browser.kill_and_restart().await?;
        browser.open("").await?;
        settled(browser).await?;
        assert_eq!(marks(browser, "harbour company").await?, ["ORG drawn"]);
        Ok(())
    })
}

/// The version of the site that the page is of.
async fn version(browser: &Browser) -> Result<String> {
    let body =
        "return new URL(document.querySelector('script[data-wasm]').src).searchParams.get('v')";
    let version = browser.evaluate(body, vec![]).await?;
    Ok(version
        .as_str()
        .context("the page has no version")?
        .to_owned())
}

#[test]
fn a_newer_version_comes_whole_and_never_under_a_page_at_work() -> Result<()> {
    e2e::run("newer_version", async |browser| {
        let gateway = Gateway::open()?;
        visit(browser, &gateway).await?;
        let old = version(browser).await?;
        let new: String = old.chars().rev().collect();
        let start = browser.evaluate("return fetch('./').then(page => page.text())", vec![]);
        let start = start.await?.as_str().unwrap_or_default().to_owned();
        let title = "<title>Spanwright</title>";
        let newer = start.replace(&old, &new);
        let newer = newer.replace(title, "<title>Spanwright 2</title>");
        assert_ne!(sha256(&start), sha256(&newer));
        let (before, after) = (old.clone(), new.clone());
        gateway.edit(move |path, body| match path {
            "/" => newer.clone().into_bytes(),
            "/sw.js" => String::from_utf8_lossy(&body)
                .replace(&before, &after)
                .replace(&sha256(&start), &sha256(&newer))
                .into_bytes(),
            _ => body,
        });

        // The browser looks for it by itself from time to time.
        let look = "return navigator.serviceWorker.getRegistration().then(known => known.update())
            .then(() => true)";
        browser.evaluate(look, vec![]).await?;
        let told =
            "return document.querySelector('.notice')?.textContent.includes('newer version')";
        browser.wait_until("it is told of", told).await?;
        // The page at work is what it was, and what it loads now is of its own version.
        browser.press("?").await?;
        browser.find("dialog kbd").await?;
        browser.press("Escape").await?;
        assert_eq!(version(browser).await?, old);

        browser.open("").await?;
        settled(browser).await?;
        assert_eq!(version(browser).await?, new);
        let alone = format!(
            "return caches.keys().then(names => names.length === 1 && names[0].endsWith('{new}'))"
        );
        browser
            .wait_until("the old version is gone", &alone)
            .await?;
        gateway.cut();
        browser.open("").await?;
        settled(browser).await?;
        let title = browser.evaluate("return document.title", vec![]).await?;
        assert_eq!(title, "Spanwright 2");
        let told = browser.find_all(".notice").await?;
        assert!(
            told.is_empty(),
            "a page of the newest version hears of none"
        );
        Ok(())
    })
}

/// Damages one of the kept files and removes another.
const DAMAGE: &str = "return (async () => {
    const [name] = await caches.keys();
    const cache = await caches.open(name);
    const kept = await cache.keys();
    const find = (part) => kept.find(({ url }) => url.includes(part));
    await cache.put(find('page'), new Response('damaged'));
    return cache.delete(find('worker_bg.wasm'));
})()";

/// Whether the two are there again.
const WHOLE: &str = "return (async () => {
    const [name] = await caches.keys();
    const cache = await caches.open(name);
    const kept = await cache.matchAll();
    const texts = await Promise.all(kept.map((response) => response.text()));
    const files = (await cache.keys()).map(({ url }) => url);
    return !texts.includes('damaged') && files.some((file) => file.includes('worker_bg.wasm'));
})()";

#[test]
fn a_damaged_or_missing_file_is_fetched_anew() -> Result<()> {
    e2e::run("damaged_file", async |browser| {
        let gateway = Gateway::open()?;
        visit(browser, &gateway).await?;
        assert_eq!(browser.evaluate(DAMAGE, vec![]).await?, true);
        // The page cannot start, says so, and has its files checked.
        browser.go_to(&gateway.url()).await?;
        assert!(browser.text("[role=alert]").await?.contains("Reload"));
        browser.wait_until("all files are whole", WHOLE).await?;
        gateway.cut();
        browser.open("").await?;
        settled(browser).await?;
        Ok(())
    })
}

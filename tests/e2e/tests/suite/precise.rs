//! The precise tier of the detectors: an encoder that is loaded where it is wanted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use e2e::{Browser, Gateway};

use crate::annotating::{marks, settled};
use crate::datasets::{click_in_dialog, close_dialog};
use crate::own::{open_text, shows};

/// Waits until the open window says this.
pub async fn says(browser: &Browser, words: &str) -> Result<()> {
    let body = format!("return document.querySelector('dialog')?.textContent.includes('{words}')");
    browser
        .wait_until(&format!("it says “{words}”"), &body)
        .await
}

pub async fn open_detectors(browser: &Browser) -> Result<()> {
    browser.click(".topbar button.status").await?;
    browser.find("dialog[open]").await.map(drop)
}

/// Waits until the menu of these words says who has found them, and closes it.
pub async fn is_told(browser: &Browser, quote: &str, who: &str) -> Result<()> {
    browser.click_on("article", quote).await?;
    browser.click_on("article", quote).await?;
    let body = format!("return /{who}/.test(document.querySelector('.menu .from')?.textContent)");
    browser
        .wait_until("the menu says who proposes it", &body)
        .await?;
    browser.press("Escape").await
}

/// Opens the page anew once all is kept, and the network gone.
pub async fn come_back_without_a_network(browser: &mut Browser, gateway: &Gateway) -> Result<()> {
    settled(browser).await?;
    gateway.cut();
    browser.open("").await?;
    settled(browser).await
}

/// How often the model was asked for.
fn loads(gateway: &Gateway) -> usize {
    let requests = gateway.requests();
    let model = |address: &&String| address.contains("model.onnx");
    requests.iter().filter(model).count()
}

#[test]
fn names_are_read_precisely_once_that_is_wanted_and_without_a_network_after_that() -> Result<()> {
    e2e::run("precise", async |browser| {
        let gateway = Gateway::open()?;
        browser.go_to_site(gateway.url());
        browser.open("").await?;
        settled(browser).await?;
        browser
            .wait_until(
                "the page is kept",
                "return !!navigator.serviceWorker.controller",
            )
            .await?;
        assert_eq!(loads(&gateway), 0, "nobody has asked for it yet");
        browser.drag_over("article", "harbour company").await?;
        browser.press("2").await?;
        open_detectors(browser).await?;
        click_in_dialog(browser, "Find names precisely").await?;
        says(browser, "All of this article is read precisely").await?;
        close_dialog(browser).await?;
        assert_eq!(loads(&gateway), 1);
        assert_eq!(marks(browser, "harbour company").await?, ["ORG drawn"]);

        // Who has found a name is told in its menu, also once it is accepted.
        is_told(browser, "Duarte Nogueira", "encoder").await?;
        come_back_without_a_network(browser, &gateway).await?;
        open_detectors(browser).await?;
        says(browser, "All of this article is read precisely").await?;
        click_in_dialog(browser, "Stop, and delete it").await?;
        says(browser, "Find names precisely").await?;
        browser
            .wait_until(
                "it is deleted",
                "return caches.has('spanwright models').then(kept => !kept)",
            )
            .await?;
        assert_eq!(marks(browser, "harbour company").await?, ["ORG drawn"]);
        Ok(())
    })
}

#[test]
fn a_model_that_is_not_the_one_is_refused_and_can_be_asked_for_again() -> Result<()> {
    e2e::run("precise_hash", async |browser| {
        let gateway = Gateway::open()?;
        let is_damaged = Arc::new(AtomicBool::new(true));
        let damages = is_damaged.clone();
        gateway.edit(move |path, mut body| {
            if path.ends_with("model.onnx") && damages.load(Ordering::SeqCst) {
                let middle = body.len() / 2;
                body[middle] ^= 1;
            }
            body
        });
        browser.go_to_site(gateway.url());
        browser.open("").await?;
        settled(browser).await?;
        open_detectors(browser).await?;
        click_in_dialog(browser, "Find names precisely").await?;
        says(browser, "models/precise/model.onnx is not the file").await?;
        is_damaged.store(false, Ordering::SeqCst);
        click_in_dialog(browser, "Try again").await?;
        says(browser, "All of this article is read precisely").await?;
        Ok(())
    })
}

#[test]
fn events_and_works_are_told_apart_where_that_is_wanted() -> Result<()> {
    e2e::run("precise_kinds", async |browser| {
        let text = "She read War and Peace by Leo Tolstoy during the Battle of Borodino.\n";
        open_text(browser, text).await?;
        open_detectors(browser).await?;
        click_in_dialog(browser, "Find names precisely").await?;
        says(browser, "All of this article is read precisely").await?;
        shows(browser, "War and Peace", &["MISC"]).await?;
        click_in_dialog(browser, "Tell events, works and products apart").await?;
        shows(browser, "War and Peace", &["WORK"]).await?;
        shows(browser, "Battle of Borodino", &["EVENT"]).await?;
        // The project has labels for them now.
        let label = "return [...document.querySelectorAll('.legend, aside')]
            .some((part) => part.textContent.includes('PRODUCT'))";
        browser
            .wait_until("there is a label PRODUCT", label)
            .await?;
        click_in_dialog(browser, "Tell events, works and products apart").await?;
        shows(browser, "War and Peace", &["MISC"]).await
    })
}

//! The annotator's work on the built-in article: decide, label, undo, reload.

use anyhow::Result;
use e2e::Browser;
use serde_json::Value;

/// Waits until the detectors have read the article and everything is on disk.
pub async fn settled(browser: &Browser) -> Result<()> {
    browser
        .wait_until(
            "the detectors are done and all is saved",
            "return document.querySelector('.app[data-detected=true][data-saved=true]')",
        )
        .await
}

/// The marks that begin with this quotation, as `LABEL state`.
pub async fn marks(browser: &Browser, quote: &str) -> Result<Vec<String>> {
    let body = "return [...document.querySelectorAll('article mark.starts')]
        .filter(mark => mark.textContent === arguments[0])
        .map(mark => mark.dataset.tag.split(' ')[0] + ' '
            + ['suggested', 'accepted', 'drawn'].find(state => mark.classList.contains(state)))";
    let found = browser.evaluate(body, vec![quote.into()]).await?;
    Ok(serde_json::from_value(found)?)
}

/// The text of what is in focus, as an expression of JavaScript.
const FOCUSED: &str = "(document.querySelector('article mark.focused')?.textContent ?? null)";

/// Waits until something else than `before` is in focus. Returns its text.
async fn focused_after(browser: &Browser, before: &Value) -> Result<Value> {
    let other = format!("return {FOCUSED} !== null && {FOCUSED} !== {before}");
    browser
        .wait_until("something else is in focus", &other)
        .await?;
    browser.evaluate(&format!("return {FOCUSED}"), vec![]).await
}

#[test]
fn a_newcomer_sees_a_highlighted_article_and_what_to_press() -> Result<()> {
    e2e::run("first_minute", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        assert!(browser.find_all("mark.suggested").await?.len() > 20);
        assert!(browser.text(".hint-line").await?.contains("Space"));
        browser.screenshot("first-minute").await?;
        assert_eq!(browser.console_errors().await?, Vec::<String>::new());
        Ok(())
    })
}

#[test]
fn the_keyboard_alone_decides_about_suggestions() -> Result<()> {
    e2e::run("keyboard", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.press("Space").await?;
        let first = focused_after(browser, &Value::Null).await?;
        browser.press("a").await?;
        let second = focused_after(browser, &first).await?;
        browser.press("x").await?;
        focused_after(browser, &second).await?;
        assert_eq!(browser.find_all("mark.accepted").await?.len(), 1);
        browser.press("Shift+Space").await?;
        browser.press("Control+z").await?;
        browser.press("Control+z").await?;
        let undone = "return !document.querySelector('mark.accepted')";
        browser.wait_until("both are undone", undone).await?;
        let back = format!("return {FOCUSED} === {first}");
        browser
            .wait_until("the first one is in focus", &back)
            .await?;
        Ok(())
    })
}

#[test]
fn a_click_accepts_and_the_cross_rejects() -> Result<()> {
    e2e::run("mouse", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.click_on("article", "Elena Marchetti").await?;
        assert_eq!(
            marks(browser, "Elena Marchetti").await?,
            ["PERSON accepted"]
        );
        let pending = browser.find_all("mark.suggested.starts").await?.len();
        browser.hover_over("article", "Duarte Nogueira").await?;
        browser
            .wait_until(
                "the cross is there",
                "return document.querySelector('.cross:not([hidden])')",
            )
            .await?;
        browser.click(".cross").await?;
        assert_eq!(
            marks(browser, "Duarte Nogueira").await?,
            Vec::<String>::new()
        );
        assert_eq!(
            browser.find_all("mark.suggested.starts").await?.len(),
            pending - 1
        );
        Ok(())
    })
}

#[test]
fn dragging_selects_whole_words_and_a_digit_labels_them() -> Result<()> {
    e2e::run("drag_and_label", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.drag_over("article", "arbour compan").await?;
        browser.find(".menu .label").await?;
        browser.press("2").await?;
        assert_eq!(marks(browser, "harbour company").await?, ["ORG drawn"]);
        browser.click_on("article", "harbour company").await?;
        browser.press("3").await?;
        assert_eq!(marks(browser, "harbour company").await?, ["PLACE drawn"]);
        browser.press("Delete").await?;
        assert_eq!(
            marks(browser, "harbour company").await?,
            Vec::<String>::new()
        );
        Ok(())
    })
}

#[test]
fn a_killed_browser_brings_everything_back() -> Result<()> {
    e2e::run("kill", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.double_click_on("article", "observer").await?;
        browser.press("1").await?;
        assert_eq!(marks(browser, "observer").await?, ["PERSON drawn"]);
        settled(browser).await?;
        browser.kill_and_restart().await?;
        browser.open("").await?;
        browser.find("mark.drawn").await?;
        assert_eq!(marks(browser, "observer").await?, ["PERSON drawn"]);
        assert_eq!(focused_after(browser, &Value::Null).await?, "observer");
        browser.press("Control+z").await?;
        assert_eq!(marks(browser, "observer").await?, Vec::<String>::new());
        Ok(())
    })
}

#[test]
fn the_view_stays_where_it_is_when_menus_windows_and_labels_come_and_go() -> Result<()> {
    e2e::run("view_stays", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        let scroll = "window.kept = document.querySelector('[data-block=\"5\"]');
            document.querySelector('.reader').scrollTo(0, 300)";
        browser.evaluate(scroll, vec![]).await?;
        let place = "return document.querySelector('[data-block=\"5\"]') === window.kept
            && document.querySelector('.reader').scrollTop";
        browser.press("?").await?;
        browser.find("dialog[open]").await?;
        assert_eq!(browser.evaluate(place, vec![]).await?, 300);
        browser.press("Escape").await?;
        browser.click_on("article", "Duarte Nogueira").await?;
        // To click, the words were scrolled into the middle of the view.
        browser.click_on("article", "Duarte Nogueira").await?;
        let middle = browser.evaluate(place, vec![]).await?;
        assert!(middle.is_number());
        browser.find(".menu").await?;
        browser.press("Escape").await?;
        assert_eq!(browser.evaluate(place, vec![]).await?, middle);
        browser.press("Delete").await?;
        assert_eq!(browser.evaluate(place, vec![]).await?, middle);
        Ok(())
    })
}

#[test]
fn skipped_blocks_are_included_with_one_click() -> Result<()> {
    e2e::run("include", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        let skipped = browser.find_all(".block.skipped").await?.len();
        assert!(skipped >= 7);
        browser.click(".include").await?;
        assert_eq!(browser.find_all(".block.skipped").await?.len(), skipped - 1);
        Ok(())
    })
}

#[test]
fn nested_and_crossing_labels_are_all_visible() -> Result<()> {
    e2e::run("nested", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser
            .drag_over("article", "harbour company Northern Gate Logistics")
            .await?;
        browser.press("2").await?;
        browser.drag_over("article", "company Northern").await?;
        browser.press("5").await?;
        let drawn = browser.find_all("mark.drawn.starts").await?.len();
        assert_eq!(drawn, 2);
        browser.screenshot("nested").await?;
        Ok(())
    })
}

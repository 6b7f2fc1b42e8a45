//! What a mouse and a finger can do without the keys, and together with them.

use anyhow::Result;
use e2e::Browser;
use serde_json::Value;

use crate::annotating::{marks, settled};

async fn open(browser: &mut Browser) -> Result<()> {
    browser.open("").await?;
    settled(browser).await
}

/// Waits until the marks with this quotation are these.
async fn marked(browser: &Browser, quote: &str, expected: &[&str]) -> Result<()> {
    let body = format!(
        "const found = [...document.querySelectorAll('article mark.starts')]
            .filter(mark => mark.textContent === {quote})
            .map(mark => mark.dataset.tag.split(' ')[0] + ' '
                + ['suggested', 'accepted', 'drawn'].find(state => mark.classList.contains(state)));
        return JSON.stringify(found) === JSON.stringify({expected});",
        quote = Value::from(quote),
        expected = Value::from(expected.to_vec()),
    );
    let waited = browser.wait_until(quote, &body).await;
    assert_eq!(marks(browser, quote).await?, expected, "{quote}");
    waited
}

#[test]
fn a_key_labels_what_the_mouse_points_at_a_name_as_a_whole() -> Result<()> {
    e2e::run("pointing", async |browser| {
        open(browser).await?;
        browser.hover_over("article", "Act would").await?;
        browser.press("5").await?;
        marked(browser, "Ports Act", &["MISC drawn"]).await?;
        // What is pointed at counts and not what was labelled before.
        browser.hover_over("article", "Muslim").await?;
        browser.press("4").await?;
        marked(browser, "Muslim", &["GROUP accepted"]).await?;
        marked(browser, "Ports Act", &["MISC drawn"]).await?;
        browser.hover_over("article", "Rotterdam").await?;
        browser.press("x").await?;
        marked(browser, "Rotterdam", &[]).await?;
        browser.hover_over("article", "Duarte").await?;
        browser.press("a").await?;
        marked(browser, "Duarte Nogueira", &["PERSON accepted"]).await?;
        // Once the keys lead somewhere, they are about that.
        browser.hover_over("article", "Filhos").await?;
        browser.press("Control+Home").await?;
        browser.press("Control+ArrowRight").await?;
        browser.press("3").await?;
        assert_eq!(
            marks(browser, "Nogueira & Filhos").await?,
            ["ORG suggested"]
        );
        Ok(())
    })
}

#[test]
fn with_a_label_chosen_first_one_click_gives_it_to_a_name_or_an_annotation() -> Result<()> {
    e2e::run("choose_first", async |browser| {
        open(browser).await?;
        browser.click(".legend li:nth-child(5) button").await?;
        browser.click_on("article", "Act would").await?;
        marked(browser, "Ports Act", &["MISC drawn"]).await?;
        browser.click_on("article", "Harbour Pact").await?;
        marked(browser, "Harbour Pact", &["MISC accepted"]).await?;
        Ok(())
    })
}

#[test]
fn both_ends_can_be_dragged_and_the_annotation_stays_the_same_one() -> Result<()> {
    e2e::run("handles", async |browser| {
        open(browser).await?;
        browser.hover_over("article", "Rotterdam").await?;
        browser.press("a").await?;
        marked(browser, "Rotterdam", &["PLACE accepted"]).await?;
        let id = "return document.querySelector('mark.accepted').dataset.id";
        let first = browser.evaluate(id, vec![]).await?;
        let article = "article";
        browser
            .drag_handle(".handle.end", (article, "Rotterdam and may"), false)
            .await?;
        marked(browser, "Rotterdam and may", &["PLACE accepted"]).await?;
        browser
            .drag_handle(".handle.end", (article, "Rotterdam and"), false)
            .await?;
        marked(browser, "Rotterdam and", &["PLACE accepted"]).await?;
        browser
            .drag_handle(".handle.start", (article, "freight t"), false)
            .await?;
        marked(browser, "to Rotterdam and", &["PLACE accepted"]).await?;
        assert_eq!(browser.evaluate(id, vec![]).await?, first);
        // What has no label yet has handles as well.
        browser.drag_over(article, "aid groups").await?;
        browser
            .drag_handle(".handle.end", (article, "Muslim aid"), false)
            .await?;
        browser.press("2").await?;
        marked(browser, "aid", &["ORG drawn"]).await?;
        Ok(())
    })
}

/// The menu lies at the lower edge of the window, over nothing that it is about, and what can be
/// tapped in it is large.
const AT_THE_THUMB: &str = "const menu = document.querySelector('.menu');
    if (!menu) return false;
    const box = menu.getBoundingClientRect();
    const focus = document.querySelector('.handle.end').getBoundingClientRect();
    const small = [...menu.querySelectorAll('button.label')]
        .some(button => button.getBoundingClientRect().height < 40);
    return box.bottom >= innerHeight - 1 && box.width >= innerWidth - 1
        && focus.top < box.top && !small
        && document.documentElement.scrollWidth <= innerWidth";

#[test]
fn a_finger_selects_labels_and_decides_on_a_narrow_screen() -> Result<()> {
    e2e::run("finger", async |browser| {
        browser.resize(360, 740).await?;
        open(browser).await?;
        // Two taps select the name.
        browser.tap_on("article", "Act would", 2).await?;
        browser
            .wait_until("the labels are at the thumb", AT_THE_THUMB)
            .await?;
        browser.screenshot("finger").await?;
        browser
            .drag_handle(".handle.end", ("article", "Ports"), true)
            .await?;
        browser
            .wait_until("the labels are back", AT_THE_THUMB)
            .await?;
        browser.tap(".menu .label:nth-child(5)").await?;
        marked(browser, "Ports", &["MISC drawn"]).await?;
        // A tap on a suggestion asks what to do with it.
        browser.tap_on("article", "Harbour Pact", 1).await?;
        browser
            .wait_until("the menu is at the thumb", AT_THE_THUMB)
            .await?;
        browser.tap(".menu .about button:nth-of-type(1)").await?;
        marked(browser, "Harbour Pact", &["ORG accepted"]).await?;
        Ok(())
    })
}

/// No driver makes a browser select by a long touch, so a script selects what it would have.
#[test]
fn what_a_long_touch_selects_comes_into_focus_and_stays_selected() -> Result<()> {
    e2e::run("long_touch", async |browser| {
        browser.resize(360, 740).await?;
        open(browser).await?;
        browser.tap_on("article", "members would", 1).await?;
        let select = "const walker = document.createTreeWalker(
                document.querySelector('article'), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf('members would');
                if (at < 0) continue;
                getSelection().setBaseAndExtent(
                    walker.currentNode, at, walker.currentNode, at + 'members would'.length);
                return;
            }";
        browser.evaluate(select, vec![]).await?;
        browser.find(".menu .labels").await?;
        let selected = browser.evaluate("return String(getSelection())", vec![]);
        assert_eq!(selected.await?, "members would");
        // The browser's own handles are there.
        browser.find(".handles[hidden]").await?;
        browser.tap(".menu .label:nth-child(4)").await?;
        marked(browser, "members would", &["GROUP drawn"]).await
    })
}

#[test]
fn one_key_accepts_the_rest_and_is_done() -> Result<()> {
    e2e::run("accept_and_done", async |browser| {
        open(browser).await?;
        browser.hover_over("article", "Cranes").await?;
        browser.press("x").await?;
        browser.press("Control+Shift+Enter").await?;
        browser
            .wait_until(
                "nothing is left to decide",
                "return !document.querySelector('mark.suggested')
                    && document.querySelector('.document.done')",
            )
            .await?;
        assert_eq!(marks(browser, "Cranes").await?, Vec::<String>::new());
        browser.press("Control+z").await?;
        browser
            .wait_until(
                "one step takes it back",
                "return document.querySelectorAll('mark.suggested.starts').length > 40
                    && !document.querySelector('.document.done')",
            )
            .await
    })
}

#[test]
fn what_the_mouse_points_at_has_handles_too() -> Result<()> {
    e2e::run("pointed_handles", async |browser| {
        open(browser).await?;
        browser.hover_over("article", "Rotterdam").await?;
        browser
            .drag_handle(".handle.end", ("article", "Rotterdam and may"), false)
            .await?;
        marked(browser, "Rotterdam and may", &["PLACE accepted"]).await?;
        browser.press("Control+z").await?;
        marked(browser, "Rotterdam", &["PLACE suggested"]).await
    })
}

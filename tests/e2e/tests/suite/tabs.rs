//! Several tabs on the same project: one writes, the others read.

use anyhow::Result;
use e2e::Browser;

use crate::annotating::{marks, settled};

async fn only_reads(browser: &Browser, reads: bool) -> Result<()> {
    let alert = "document.querySelector('main [role=alert]')?.textContent.includes('only reads')";
    let body = match reads {
        true => format!("return {alert}"),
        false => format!("return !{alert} && document.querySelector('article mark')"),
    };
    browser
        .wait_until(&format!("the tab only reads: {reads}"), &body)
        .await
}

/// The records of each table that only work changes. Of where the annotator is, only the caret, which comes last in
/// the record: what is in view, the tab that works may tell at any time.
async fn stored(browser: &Browser) -> Result<serde_json::Value> {
    let body = "return new Promise((done) => {
        const open = indexedDB.open('spanwright');
        open.onsuccess = () => {
            const tables = ['journal', 'work', 'places', 'suggestions', 'documents', 'summaries'];
            const read = open.result.transaction(tables);
            const all = tables.map((table) => read.objectStore(table).getAll());
            read.oncomplete = () => {
                open.result.close();
                const told = (record, table) => String(tables[table] === 'places' ? record.slice(-5) : record);
                done(JSON.stringify(all.map((one, table) => one.result.map((record) => told(record, table)))));
            };
        };
    });";
    browser.evaluate(body, vec![]).await
}

#[test]
fn a_second_tab_only_reads_until_the_first_one_is_closed() -> Result<()> {
    e2e::run("second_tab", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.drag_over("article", "harbour company").await?;
        browser.press("2").await?;
        settled(browser).await?;
        let first = browser.tab().await?;
        let second = browser.open_tab("").await?;
        only_reads(browser, true).await?;
        settled(browser).await?;
        assert_eq!(marks(browser, "harbour company").await?, ["ORG drawn"]);
        browser.screenshot("second-tab").await?;

        // It can be read and looked through, and whoever wants to change something is told why not.
        let before = stored(browser).await?;
        browser.press("Space").await?;
        browser.press("a").await?;
        browser
            .wait_until(
                "it says why",
                "return document.querySelector('.notice')?.textContent.includes('nothing is changed')",
            )
            .await?;
        browser.press("Control+z").await?;
        assert!(browser.find_all("mark.accepted").await?.is_empty());
        assert_eq!(marks(browser, "harbour company").await?, ["ORG drawn"]);
        assert_eq!(stored(browser).await?, before);

        // The first one goes on, and the second one knows of it once it has taken over.
        browser.turn_to(&first).await?;
        browser.double_click_on("article", "walkout").await?;
        browser.press("5").await?;
        settled(browser).await?;
        browser.close_tab(&second).await?;
        only_reads(browser, false).await?;
        settled(browser).await?;
        assert_eq!(marks(browser, "walkout").await?, ["MISC drawn"]);
        browser.press("Control+z").await?;
        browser
            .wait_until(
                "it can be undone here",
                "return document.querySelectorAll('mark.drawn').length === 1",
            )
            .await?;
        settled(browser).await
    })
}

#[test]
fn a_tab_gives_the_project_to_another_one_that_asks_for_it() -> Result<()> {
    e2e::run("give_back", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        let first = browser.tab().await?;
        let second = browser.open_tab("").await?;
        only_reads(browser, true).await?;
        browser.turn_to(&first).await?;
        browser.drag_over("article", "harbour company").await?;
        browser.press("2").await?;
        browser.turn_to(&second).await?;
        browser.click("[role=alert] button").await?;
        only_reads(browser, false).await?;
        settled(browser).await?;
        assert_eq!(marks(browser, "harbour company").await?, ["ORG drawn"]);
        browser.double_click_on("article", "walkout").await?;
        browser.press("5").await?;
        settled(browser).await?;

        browser.turn_to(&first).await?;
        only_reads(browser, true).await?;
        browser.click("[role=alert] button").await?;
        only_reads(browser, false).await?;
        settled(browser).await?;
        assert_eq!(marks(browser, "walkout").await?, ["MISC drawn"]);
        browser.turn_to(&second).await?;
        only_reads(browser, true).await
    })
}

#[test]
fn a_tab_that_gives_no_answer_loses_the_project() -> Result<()> {
    e2e::run("stuck_tab", async |browser| {
        browser.open("404.html").await.ok();
        // A tab that holds the lock and hears nothing.
        let hold =
            "navigator.locks.request('spanwright', () => new Promise(() => {})); return true";
        browser.evaluate(hold, vec![]).await?;
        browser.open_tab("").await?;
        let reads = "return document.querySelector('main [role=alert]')";
        browser.wait_until("it only reads", reads).await?;
        browser.click("[role=alert] button").await?;
        only_reads(browser, false).await?;
        settled(browser).await
    })
}

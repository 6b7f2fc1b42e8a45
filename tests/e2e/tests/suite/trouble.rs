//! The disk does not work: the work goes on in memory, and one click rescues it.

use anyhow::Result;
use e2e::{Browser, Kind};
use serde_json::Value;

use crate::annotating::{marks, settled};
use crate::datasets::open_dialog;

async fn is_told(browser: &Browser, words: &str) -> Result<()> {
    let body = format!(
        "return [...document.querySelectorAll('.notice.problem')]
            .some((notice) => notice.textContent.includes({words:?}))"
    );
    browser
        .wait_until(&format!("it says {words:?}"), &body)
        .await
}

/// Brings in a text as a document of its own.
async fn bring(browser: &Browser, name: &str, text: &str) -> Result<()> {
    browser.bring_file(name, text.as_bytes()).await?;
    starts_with(browser, text).await
}

async fn starts_with(browser: &Browser, text: &str) -> Result<()> {
    let body =
        format!("return document.querySelector('article')?.textContent.startsWith({text:?})");
    browser.wait_until("the document is open", &body).await
}

/// Rescues everything and returns the names of the documents in the file, and how many annotations.
async fn rescued(browser: &Browser) -> Result<(Vec<String>, usize)> {
    browser.click(".topbar .rescue").await?;
    let file = browser.downloaded("rescue.spanwright.json").await?;
    let file: Value = serde_json::from_slice(&file)?;
    assert_eq!(file["format"], "spanwright-backup");
    let documents = file["documents"].as_array().cloned().unwrap_or_default();
    let names = documents.iter();
    let names = names.map(|one| {
        one["content"]["document"]["name"]
            .as_str()
            .unwrap_or_default()
    });
    let spans = documents.iter().map(|one| {
        let spans = one["content"]["work"]["markup"]["annotations"].as_array();
        spans.map_or(0, Vec::len)
    });
    Ok((names.map(str::to_owned).collect(), spans.sum()))
}

/// Opens the page with something done to it before it runs, and says whether that could be done: Firefox
/// has no way.
async fn open_with(browser: &mut Browser, script: &str) -> Result<bool> {
    if browser.kind() == Kind::Firefox {
        return Ok(false);
    }
    browser.run_before_pages(script).await?;
    browser.open("").await?;
    Ok(true)
}

#[test]
fn without_any_storage_documents_are_worked_on_in_memory_and_rescued() -> Result<()> {
    e2e::run("no_storage", async |browser| {
        let script = "Object.defineProperty(window, 'indexedDB', { value: undefined })";
        if !open_with(browser, script).await? {
            return Ok(());
        }
        is_told(browser, "does not let the page keep anything").await?;
        browser.find("article mark.suggested").await?;
        bring(browser, "one.txt", "The quillfeather came home.").await?;
        browser.double_click_on("article", "quillfeather").await?;
        browser.press("2").await?;
        bring(browser, "two.txt", "Nobody saw the marl.").await?;
        browser.double_click_on("article", "marl").await?;
        browser.press("3").await?;
        browser.screenshot("no-storage").await?;
        // All that came in can be turned to, with what was done in it.
        for (name, text, label) in [
            ("one.txt", "The quillfeather", "ORG drawn"),
            ("two.txt", "Nobody", "PLACE drawn"),
        ] {
            let open = "[...document.querySelectorAll('.document')]
                .find((one) => one.textContent.includes(arguments[0])).click()";
            browser.evaluate(open, vec![name.into()]).await?;
            starts_with(browser, text).await?;
            let quote = if name == "one.txt" {
                "quillfeather"
            } else {
                "marl"
            };
            assert_eq!(marks(browser, quote).await?, [label]);
        }
        let (names, spans) = rescued(browser).await?;
        assert_eq!(
            (&names[1..], spans),
            (&["one.txt".to_owned(), "two.txt".to_owned()][..], 2)
        );
        open_dialog(browser, "Export…").await?;
        // The notice stands at the lower edge of the window, and hides nothing once one has scrolled.
        browser.find("dialog .primary").await?;
        let scroll = "document.querySelector('dialog .primary').scrollIntoView()";
        browser.evaluate(scroll, vec![]).await?;
        browser.screenshot("notice-in-window").await?;
        browser.click("dialog .primary").await?;
        let lines = browser.downloaded("spanwright.jsonl").await?;
        let lines = String::from_utf8(lines)?;
        assert!(lines.contains("quillfeather") && lines.contains("marl"));
        Ok(())
    })
}

#[test]
fn a_browser_that_refuses_storage_says_so() -> Result<()> {
    e2e::run("refused_storage", async |browser| {
        let script = "IDBFactory.prototype.open = () => {
            throw new DOMException('not here', 'SecurityError'); }";
        if !open_with(browser, script).await? {
            return Ok(());
        }
        is_told(browser, "does not let the page keep anything").await?;
        browser.find("article mark.suggested").await?;
        let (names, _) = rescued(browser).await?;
        assert_eq!(names.len(), 1);
        Ok(())
    })
}

#[test]
fn where_there_is_no_room_the_work_is_in_memory_until_there_is() -> Result<()> {
    e2e::run("no_room", async |browser| {
        let script = "const put = IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = function (...all) {
                if (window.full && this.name === 'journal') {
                    throw new DOMException('no room', 'QuotaExceededError');
                }
                return put.apply(this, all);
            };";
        if !open_with(browser, script).await? {
            return Ok(());
        }
        settled(browser).await?;
        bring(browser, "one.txt", "The quillfeather came home.").await?;
        settled(browser).await?;
        browser.evaluate("window.full = true", vec![]).await?;
        browser.double_click_on("article", "quillfeather").await?;
        browser.press("2").await?;
        is_told(browser, "no room left").await?;
        // Another document is opened from the disk, and the first one from memory.
        let open = "[...document.querySelectorAll('.document')][arguments[0]].click()";
        browser.evaluate(open, vec![0.into()]).await?;
        browser.find("article mark.suggested").await?;
        browser.evaluate(open, vec![1.into()]).await?;
        starts_with(browser, "The quillfeather").await?;
        assert_eq!(marks(browser, "quillfeather").await?, ["ORG drawn"]);
        let (names, spans) = rescued(browser).await?;
        assert_eq!((names.len(), spans), (2, 1));
        // There is room again.
        browser.evaluate("window.full = false", vec![]).await?;
        browser.click(".status.unsaved").await?;
        settled(browser).await?;
        browser.reload().await?;
        starts_with(browser, "The quillfeather").await?;
        assert_eq!(marks(browser, "quillfeather").await?, ["ORG drawn"]);
        assert!(browser.find_all(".notice.problem").await?.is_empty());
        Ok(())
    })
}

#[test]
fn a_database_that_is_deleted_meanwhile_costs_nothing_that_is_in_memory() -> Result<()> {
    e2e::run("deleted_storage", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        let delete = "return new Promise((done) => {
            indexedDB.deleteDatabase('spanwright').onsuccess = () => done(true); })";
        browser.evaluate(delete, vec![]).await?;
        browser.drag_over("article", "harbour company").await?;
        browser.press("2").await?;
        is_told(browser, "storage, perhaps because").await?;
        let (names, spans) = rescued(browser).await?;
        assert_eq!((names.len(), spans), (1, 1));
        Ok(())
    })
}

#[test]
fn a_database_of_a_newer_version_is_left_alone() -> Result<()> {
    e2e::run("newer_storage", async |browser| {
        browser.open("404.html").await.ok();
        let raise = "return new Promise((done) => {
            const open = indexedDB.open('spanwright', 99);
            open.onsuccess = () => { open.result.close(); done(true); } })";
        browser.evaluate(raise, vec![]).await?;
        browser.open("").await?;
        is_told(browser, "A newer version of Spanwright has stored").await?;
        browser.find("article mark.suggested").await?;
        let version = "return indexedDB.databases().then((all) => all[0].version)";
        assert_eq!(browser.evaluate(version, vec![]).await?, 99);
        Ok(())
    })
}

#[test]
fn a_project_of_a_newer_version_is_left_alone() -> Result<()> {
    e2e::run("newer_project", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        // The first byte of a record is its version.
        let raise = "return new Promise((done) => {
            const open = indexedDB.open('spanwright');
            open.onsuccess = () => {
                const writes = open.result.transaction('project', 'readwrite');
                const table = writes.objectStore('project');
                table.openCursor().onsuccess = ({ target: { result: cursor } }) => {
                    if (!cursor) return;
                    cursor.update(cursor.value.fill(77, 0, 1));
                    cursor.continue();
                };
                writes.oncomplete = () => { open.result.close(); done(true); };
            }; })";
        browser.evaluate(raise, vec![]).await?;
        browser.reload().await?;
        is_told(browser, "it is of version 77").await?;
        browser.find("article mark.suggested").await?;
        browser.drag_over("article", "harbour company").await?;
        browser.press("2").await?;
        let (_, spans) = rescued(browser).await?;
        assert_eq!(spans, 1);
        let version = "return new Promise((done) => {
            const open = indexedDB.open('spanwright');
            open.onsuccess = () => {
                const read = open.result.transaction('project').objectStore('project').getAll();
                read.onsuccess = () => { open.result.close(); done(read.result[0][0]); };
            }; })";
        assert_eq!(browser.evaluate(version, vec![]).await?, 77);
        Ok(())
    })
}

#[test]
fn a_database_that_another_tab_keeps_to_itself_is_done_without() -> Result<()> {
    e2e::run("blocked_storage", async |browser| {
        browser.open("404.html").await.ok();
        let hold = "return new Promise((done) => {
            const open = indexedDB.open('spanwright', 1);
            open.onsuccess = () => {
                window.held = open.result;
                indexedDB.deleteDatabase('spanwright').onblocked = () => done(true);
            }; })";
        browser.evaluate(hold, vec![]).await?;
        browser.open_tab("").await?;
        is_told(browser, "Another tab keeps the project's storage to itself").await?;
        browser.find("article mark.suggested").await?;
        browser.drag_over("article", "harbour company").await?;
        browser.press("2").await?;
        let (_, spans) = rescued(browser).await?;
        assert_eq!(spans, 1);
        Ok(())
    })
}

#[test]
fn a_window_whose_worker_dies_says_so_and_the_next_one_opens() -> Result<()> {
    e2e::run("dead_window", async |browser| {
        let script = "const Real = Worker;
            window.Worker = function (script, options) {
                const breaks = window.broken && options.name === 'window';
                const own = breaks && URL.createObjectURL(new Blob([window.broken], { type: 'text/javascript' }));
                return new Real(own || script, options);
            };";
        if !open_with(browser, script).await? {
            return Ok(());
        }
        settled(browser).await?;
        let breaks = "window.broken = 'throw new Error(`poison`)'";
        browser.evaluate(breaks, vec![]).await?;
        browser.press("h").await?;
        let said = "return document.querySelector('dialog')?.textContent.includes('poison')";
        browser.wait_until("the window says why", said).await?;
        browser.evaluate("window.broken = ''", vec![]).await?;
        browser.press("Escape").await?;
        browser.press("h").await?;
        let shown = "return document.querySelector('dialog h2')?.textContent === 'History'";
        browser.wait_until("the history is shown", shown).await
    })
}

#[test]
fn undo_takes_back_what_was_done_last_though_the_clock_was_set_back() -> Result<()> {
    e2e::run("clock", async |browser| {
        let script = "const now = Date.now; window.ahead = 86400000;
            Date.now = () => now() + window.ahead;";
        if !open_with(browser, script).await? {
            return Ok(());
        }
        settled(browser).await?;
        browser.drag_over("article", "harbour company").await?;
        browser.press("2").await?;
        browser.evaluate("window.ahead = -86400000", vec![]).await?;
        browser.double_click_on("article", "walkout").await?;
        browser.press("5").await?;
        browser.press("Control+z").await?;
        assert_eq!(marks(browser, "harbour company").await?, ["ORG drawn"]);
        assert!(marks(browser, "walkout").await?.is_empty());
        settled(browser).await?;
        browser.reload().await?;
        settled(browser).await?;
        assert_eq!(marks(browser, "harbour company").await?, ["ORG drawn"]);
        Ok(())
    })
}

//! Documents in, datasets out, and back in.

use anyhow::Result;
use e2e::Browser;
use serde_json::Value;

use crate::annotating::{marks, settled};

/// An HTML page with clutter around its article.
const PAGE: &str = "<!doctype html><html><head><title>Bridge opens | The Daily</title>
<meta property='article:published_time' content='2021-03-04T08:00:00Z'></head><body>
<nav><a href='/'>Home</a></nav><script>document.title = 'hacked'</script>
<article><h1>Bridge opens</h1>
<p>The bridge over the river Oder opened on Thursday, and Anna Kowalska was the first to cross it, on a bicycle.</p>
<p>It took the city of Wrocław three years, and more money than planned, to build it. Nobody complained today.</p>
</article><footer>All rights reserved</footer></body></html>";

pub async fn open_dialog(browser: &Browser, button: &str) -> Result<()> {
    browser.open_window(button).await
}

pub async fn close_dialog(browser: &Browser) -> Result<()> {
    browser.press("Escape").await?;
    browser
        .wait_until(
            "the window is closed",
            "return !document.querySelector('dialog')",
        )
        .await
}

/// Clicks the first thing with these words in the open window that can be clicked, once it is there.
pub async fn click_in_dialog(browser: &Browser, words: &str) -> Result<()> {
    let found = format!(
        "[...document.querySelectorAll('dialog button, dialog label, dialog summary')]
            .find(control => control.textContent.includes({}) && !control.disabled)",
        Value::from(words)
    );
    // What is in a window is drawn by a worker, which has to start first.
    let what = format!("{words} is in the window");
    browser
        .wait_until(&what, &format!("return {found}"))
        .await?;
    browser
        .evaluate(&format!("{found}.click()"), vec![])
        .await?;
    Ok(())
}

pub async fn choose(browser: &Browser, name: &str, content: &[u8]) -> Result<()> {
    browser.bring_file(name, content).await
}

async fn documents(browser: &Browser) -> Result<Vec<String>> {
    let body = "return [...document.querySelectorAll('.document .name')].map(n => n.textContent)";
    Ok(serde_json::from_value(
        browser.evaluate(body, vec![]).await?,
    )?)
}

#[test]
fn an_export_comes_back_as_it_was() -> Result<()> {
    e2e::run("export_import", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.drag_over("article", "harbour company").await?;
        browser.press("2").await?;
        settled(browser).await?;
        open_dialog(browser, "Export…").await?;
        browser
            .wait_until(
                "the losses are known",
                "return document.querySelector('.export')?.textContent.includes('fits')",
            )
            .await?;
        browser.screenshot("export").await?;
        click_in_dialog(browser, "Export 1 document").await?;
        let file = browser.downloaded("spanwright.jsonl").await?;
        let line: Value = serde_json::from_slice(&file)?;
        let text: Vec<char> = line["text"].as_str().unwrap_or_default().chars().collect();
        let span = &line["spans"][0];
        let at = |name: &str| span[name].as_u64().unwrap_or_default() as usize;
        let quote: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(quote, "harbour company");
        assert_eq!(span["label"], "ORG");

        // Another browser profile would not have the document; here it is removed first.
        close_dialog(browser).await?;
        browser
            .evaluate("window.confirm = () => true", vec![])
            .await?;
        browser
            .evaluate("document.querySelector('.remove').click()", vec![])
            .await?;
        browser
            .wait_until(
                "the list is empty",
                "return !document.querySelector('.document')",
            )
            .await?;
        choose(browser, "mine.jsonl", &file).await?;
        browser
            .wait_until("it is back", "return document.querySelector('mark.drawn')")
            .await?;
        assert_eq!(marks(browser, "harbour company").await?, ["ORG drawn"]);
        Ok(())
    })
}

#[test]
fn what_a_format_cannot_hold_is_said_beforehand() -> Result<()> {
    e2e::run("losses", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser
            .drag_over("article", "harbour company Northern")
            .await?;
        browser.press("2").await?;
        browser
            .drag_over("article", "company Northern Gate")
            .await?;
        browser.press("5").await?;
        settled(browser).await?;
        open_dialog(browser, "Export…").await?;
        click_in_dialog(browser, "CoNLL").await?;
        browser
            .wait_until(
                "the overlap is listed",
                "return document.querySelector('.losses')?.textContent.includes('overlaps')",
            )
            .await?;
        Ok(())
    })
}

#[test]
fn a_web_page_becomes_its_article_and_its_scripts_never_run() -> Result<()> {
    e2e::run("html", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        choose(browser, "bridge.html", PAGE.as_bytes()).await?;
        browser
            .wait_until(
                "the article is open",
                "return document.querySelector('h1.block')?.textContent === 'Bridge opens'",
            )
            .await?;
        assert_eq!(
            browser.evaluate("return document.title", vec![]).await?,
            "Spanwright"
        );
        let date = browser.evaluate("return document.querySelector('.date input').value", vec![]);
        assert_eq!(date.await?, "2021-03-04");
        let text = browser.text("article").await?;
        assert!(!text.contains("Home") && !text.contains("rights"), "{text}");
        assert_eq!(documents(browser).await?.len(), 2);
        Ok(())
    })
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_opened() -> Result<()> {
    e2e::run("bad_file", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        choose(browser, "photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").await?;
        browser
            .wait_until("the file is named", "return document.querySelector('.notice.problem')?.textContent.includes('photo.txt')")
            .await?;
        assert_eq!(documents(browser).await?.len(), 1);
        Ok(())
    })
}

#[test]
fn a_backup_restores_everything_with_its_history() -> Result<()> {
    e2e::run("backup", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.double_click_on("article", "observer").await?;
        browser.press("1").await?;
        settled(browser).await?;
        open_dialog(browser, "Export…").await?;
        click_in_dialog(browser, "Download a backup").await?;
        let day = browser
            .evaluate("return new Date().toISOString().slice(0, 10)", vec![])
            .await?;
        let name = format!("{}.spanwright.json", day.as_str().unwrap_or_default());
        let file = browser.downloaded(&name).await?;
        close_dialog(browser).await?;
        browser.press("Control+z").await?;
        assert_eq!(marks(browser, "observer").await?, Vec::<String>::new());
        browser
            .evaluate("window.confirm = () => true", vec![])
            .await?;
        choose(browser, "back.spanwright.json", &file).await?;
        browser
            .wait_until("it is back", "return document.querySelector('mark.drawn')")
            .await?;
        assert_eq!(marks(browser, "observer").await?, ["PERSON drawn"]);
        browser.press("Escape").await?;
        browser.press("Control+z").await?;
        assert_eq!(marks(browser, "observer").await?, Vec::<String>::new());
        Ok(())
    })
}

/// Opens a file and waits until its document is the open one.
async fn open_text(browser: &Browser, name: &str, text: &str, words: &str) -> Result<()> {
    choose(browser, name, text.as_bytes()).await?;
    let shown =
        format!("return document.querySelector('article')?.textContent.includes('{words}')");
    browser.wait_until("the document is open", &shown).await
}

#[test]
fn annotations_find_their_place_in_a_text_that_has_changed() -> Result<()> {
    e2e::run("reanchor", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        let first = "A quiet day\n\nOn the pier stood Mara Lindqvist, who sells herring to the ferries.\n\n\
            Tomas Oduya had left an hour before she came.";
        open_text(browser, "first.txt", first, "herring").await?;
        for (words, key) in [
            ("Mara Lindqvist", "1"),
            ("herring", "5"),
            ("Tomas Oduya", "1"),
        ] {
            browser.drag_over("article", words).await?;
            browser.press(key).await?;
        }
        settled(browser).await?;
        open_dialog(browser, "Export…").await?;
        click_in_dialog(browser, "the open document").await?;
        browser
            .wait_until("one document is chosen", "return document.querySelector('.export')?.textContent.includes('Export 1 document')")
            .await?;
        click_in_dialog(browser, "Export 1 document").await?;
        let file = browser.downloaded("spanwright.jsonl").await?;
        close_dialog(browser).await?;
        browser
            .evaluate("window.confirm = () => true", vec![])
            .await?;
        browser
            .evaluate("document.querySelector('[aria-current=true]').parentElement.querySelector('.remove').click()", vec![])
            .await?;
        browser
            .wait_until(
                "it is gone",
                "return document.querySelectorAll('.document').length === 1",
            )
            .await?;

        let second = "A quiet day\n\nUpdated with a reply.\n\nOn the old pier stood Mara Lindquist, who sells \
            salmon to the ferries.\n\nTomas Oduya had left an hour before she came.";
        open_text(browser, "second.txt", second, "salmon").await?;
        choose(browser, "old.jsonl", &file).await?;
        browser
            .wait_until("what has no place is listed", "return document.querySelector('.notice.problem')?.textContent.includes('“herring”')")
            .await?;
        for name in ["Tomas Oduya", "Mara Lindquist"] {
            let found = marks(browser, name).await?;
            let decided = ["PERSON drawn", "PERSON accepted"];
            assert!(
                found.len() == 1 && decided.contains(&&*found[0]),
                "{name}: {found:?}"
            );
        }
        assert_eq!(documents(browser).await?.len(), 2);
        Ok(())
    })
}

#[test]
fn what_cannot_be_seen_in_a_text_is_shown_and_turns_nothing() -> Result<()> {
    e2e::run("controls", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        let line = "{\"text\": \"Pay \\u202e100 to\\u0000 Ada Lovelace\\u2066 today.\"}\n";
        choose(browser, "controls.jsonl", line.as_bytes()).await?;
        browser
            .wait_until(
                "the document is open",
                "return document.querySelector('article, main')?.textContent.includes('Lovelace')",
            )
            .await?;
        let signs = "return [...document.querySelectorAll('.block [data-sign]')]
            .filter(sign => getComputedStyle(sign, '::before').content !== 'none')
            .map(sign => sign.dataset.sign)";
        assert_eq!(
            browser.evaluate(signs, vec![]).await?,
            serde_json::json!(["RLO", "␀", "LRI"])
        );
        let text = "return document.querySelector('.block').textContent";
        assert_eq!(
            browser.evaluate(text, vec![]).await?,
            "Pay \u{202e}100 to\0 Ada Lovelace\u{2066} today."
        );
        // The words stand from left to right as they do in memory.
        let place = async |words| browser.place_of(".block", words).await;
        let (pay, sum, name) = (
            place("Pay").await?,
            place("100").await?,
            place("Ada").await?,
        );
        assert!(pay.x < sum.x && sum.x < name.x);
        Ok(())
    })
}

#[test]
fn a_large_dataset_comes_in_line_by_line() -> Result<()> {
    e2e::run("large_dataset", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        let words = "Ada met the minister in London on Friday. ".repeat(50);
        let mut file = String::new();
        for n in 0..1_500 {
            file += &format!(
                "{{\"text\": \"{words}\", \"id\": \"d{n}\", \"name\": \"Document {n}\"}}\n"
            );
        }
        file += "{damaged\n";
        choose(browser, "large.jsonl", file.as_bytes()).await?;
        browser
            .wait_until(
                "all documents are there",
                "return document.querySelector('.documents h2').textContent.includes('1501')",
            )
            .await?;
        assert!(browser.text(".notice").await?.contains("line 1501"));
        // The list has the rows near the view alone.
        assert!(documents(browser).await?.len() < 450);
        browser.reload().await?;
        settled(browser).await?;
        assert!(browser.text(".documents h2").await?.contains("1501"));
        Ok(())
    })
}

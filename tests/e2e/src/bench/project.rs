//! A project of many documents.

use std::time::Instant;

use anyhow::Result;
use serde_json::json;

use super::documents::Document;
use super::number;
use super::report::Report;
use super::tool::Tool;
use crate::Browser;

/// How many tokens each document has.
const TOKENS: usize = 200;

/// Brings so many documents in, opens the list, filters it, goes on to the next unfinished one, and
/// exports.
pub(super) async fn measure(
    browser: &mut Browser,
    documents: usize,
    report: &mut Report,
) -> Result<()> {
    let what = format!("{documents} documents");
    let mut put = |row: &str, value: f64| report.put(Tool::Spanwright, &what, row, vec![value]);
    let document = Document::of_tokens(TOKENS);
    let lines: Vec<String> = (0..documents)
        .map(|n| document.line(&format!("Article {n}")))
        .collect();
    browser.open("").await?;
    let begin = Instant::now();
    browser.add("documents.jsonl", &lines.join("\n")).await?;
    put("import", begin.elapsed().as_secs_f64() * 1000.0);
    browser.run_before_pages(include_str!("measure.js")).await?;
    browser.go_to(browser.site()).await?;
    browser
        .wait_until("it is listed", "return bench.listed")
        .await?;
    let listed = browser.evaluate("return bench.listed", vec![]).await?;
    put("listed", number(&listed)?);
    browser.wait_until_done().await?;
    put("memory of the tab (MB)", browser.private_memory().await?);

    browser.click(".documents input").await?;
    browser.type_text("Article 77").await?;
    let found = "document.querySelector('.documents .name').textContent === 'Article 777'";
    let filter = async || browser.type_text("7").await;
    let filtered = browser.time("armUntil", json!(["keydown", found]), filter);
    put("filter, the last letter", filtered.await?);
    for _ in 0.."Article 777".len() {
        browser.press("Backspace").await?;
    }
    browser.click("article").await?;

    let title = "document.querySelector('.documents [aria-current] .name').textContent";
    let before = browser.evaluate(&format!("return {title}"), vec![]).await?;
    let other = format!("{title} !== {before} && document.querySelector('article mark')");
    let next = async || browser.press("Control+Enter").await;
    let next = browser.time("armUntil", json!(["keydown", other]), next);
    put("done, next one", next.await?);
    browser.wait_until_done().await?;

    browser.open_window("Export…").await?;
    let begin = Instant::now();
    browser.click("dialog .primary").await?;
    browser.downloaded("spanwright.jsonl").await?;
    put("export", begin.elapsed().as_secs_f64() * 1000.0);
    Ok(())
}

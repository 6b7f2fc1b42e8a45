//! What comes in: a newcomer, and a large dataset.

use std::time::Instant;

use anyhow::Result;
use serde_json::json;

use super::documents::Document;
use super::report::Report;
use super::tool::Tool;
use super::{in_browser, longest_task, number};
use crate::Browser;

/// How often the page is visited for the first time.
const VISITS: usize = 5;

/// How many times slower than this machine's the processor of the page is then.
const SLOWER: u32 = 4;

/// How many bytes the dataset has, or a few more.
const DATASET: usize = 100_000_000;

/// How many tokens each of its documents has.
const TOKENS: usize = 2_000;

/// Visits the page for the first time with a slow processor, until the sample article is highlighted, and
/// brings a large dataset in.
pub(super) async fn measure(report: &mut Report) -> Result<()> {
    let mut visits = Vec::new();
    for _ in 0..VISITS {
        visits.push(in_browser(first_visit).await?);
    }
    let on = format!("first visit, processor {SLOWER} times slower");
    report.put(Tool::Spanwright, &on, "highlighted", visits);
    in_browser(async |browser| import(browser, report).await).await
}

/// The time until the sample is highlighted.
async fn first_visit(browser: &mut Browser) -> Result<f64> {
    browser.run_before_pages(include_str!("measure.js")).await?;
    let slower = json!({ "rate": SLOWER });
    browser
        .devtools("Emulation.setCPUThrottlingRate", &slower)
        .await?;
    browser.go_to(browser.site()).await?;
    browser
        .wait_until("the sample is highlighted", "return bench.detected")
        .await?;
    number(&browser.evaluate("return bench.detected", vec![]).await?)
}

async fn import(browser: &mut Browser, report: &mut Report) -> Result<()> {
    let document = Document::of_tokens(TOKENS);
    let mut dataset = String::with_capacity(DATASET + DATASET / 10);
    for n in 0.. {
        if dataset.len() >= DATASET {
            break;
        }
        dataset += &document.line(&format!("Article {n}"));
        dataset.push('\n');
    }
    browser.run_before_pages(include_str!("measure.js")).await?;
    browser.open("").await?;
    let begin = Instant::now();
    browser.add("large.jsonl", &dataset).await?;
    let took = begin.elapsed().as_secs_f64() * 1000.0;
    let bench = browser.evaluate("return bench", vec![]).await?;
    let mut put = |row: &str, value: f64| {
        report.put(Tool::Spanwright, "dataset of 100 MB", row, vec![value]);
    };
    put("import", took);
    put("longest task", longest_task(&bench, 0.0));
    put("memory of the tab (MB)", browser.private_memory().await?);
    Ok(())
}

//! How fast the page is, beside other annotators on the same documents in the same browser.
//!
//! Times are taken in the page (`measure.js`), from the event to the frame that shows what came of it,
//! and tell nothing by themselves on another machine: the peers are measured in the same run.

mod documents;
pub mod encoder;
mod hands;
mod intake;
mod project;
mod report;
mod tool;

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::{Browser, Kind};
use documents::{Document, NAME};
use report::Report;
use tool::Tool;

/// How many tokens the documents have, unless it is said otherwise.
pub const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 500_000];

/// How long the preparations may take.
const LONG: Duration = Duration::from_secs(600);

/// How often a document is opened.
const OPENINGS: usize = 3;

/// Measures the page and its peers, whose pages are in the folder and served at `peers`, on documents of
/// so many tokens and on a project of so many documents. Prints a table and writes all figures to
/// `page.json` in the folder.
///
/// # Errors
///
/// Where Spanwright's page does not do what is measured. What a peer does not do within the time that a
/// wait takes is told as such.
pub fn run(folder: &Path, peers: &str, sizes: &[usize], documents: usize) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let mut report = Report::default();
    let mut complete = true;
    for &tokens in sizes {
        let document = Document::of_tokens(tokens);
        let served = folder.join(format!("doc-{tokens}.json"));
        fs::write(&served, document.for_peers().to_string())?;
        for tool in Tool::ALL {
            eprintln!("{tokens} tokens: {}", tool.name());
            let measured = runtime.block_on(in_browser(async |browser| {
                measure(browser, tool, peers, tokens, &document, &mut report).await
            }));
            if let Err(error) = measured {
                eprintln!("  not all of it: {error:#}");
                complete &= tool != Tool::Spanwright;
            }
        }
    }
    if documents > 0 {
        eprintln!("a project of {documents} documents");
        runtime.block_on(in_browser(async |browser| {
            project::measure(browser, documents, &mut report).await
        }))?;
        eprintln!("a first visit, and a dataset of 100 MB");
        runtime.block_on(intake::measure(&mut report))?;
    }
    println!("{report}");
    let file = folder.join("page.json");
    fs::write(&file, serde_json::to_string_pretty(&report.to_json())?)?;
    println!("All figures: {}", file.display());
    ensure!(complete, "Spanwright did not do all that is measured");
    Ok(())
}

/// Does something in a browser of its own, which is closed whatever comes of it.
async fn in_browser<T>(act: impl AsyncFnOnce(&mut Browser) -> Result<T>) -> Result<T> {
    let mut browser = Browser::start(Kind::Chromium, "en-US,en", None).await?;
    let done = act(&mut browser).await;
    browser.close().await;
    done
}

/// Measures one tool on one document.
async fn measure(
    browser: &mut Browser,
    tool: Tool,
    peers: &str,
    tokens: usize,
    document: &Document,
    report: &mut Report,
) -> Result<()> {
    let mut put =
        |row: &str, values: Vec<f64>| report.put(tool, &format!("{tokens} tokens"), row, values);
    if tool == Tool::Spanwright {
        browser.open("").await?;
        browser
            .add(&format!("{tokens}.jsonl"), &document.line("generated"))
            .await?;
    }
    browser.run_before_pages(include_str!("measure.js")).await?;
    let (mut first, mut all) = (Vec::new(), Vec::new());
    let (mut longest, mut longest_after) = (Vec::new(), Vec::new());
    for _ in 0..OPENINGS {
        browser
            .go_to(&tool.address(browser.site(), peers, tokens))
            .await?;
        browser
            .wait_until("all is there", "return bench.all")
            .await?;
        let opened = browser.evaluate("return bench", vec![]).await?;
        first.push(number(&opened["first"])?);
        all.push(number(&opened["all"])?);
        longest.push(longest_task(&opened, 0.0));
        longest_after.push(longest_task(&opened, number(&opened["first"])?));
    }
    put("open: first screenful", first);
    put("open: all of it", all);
    put("open: longest task", longest);
    put("open: after the screenful", longest_after);
    if tool == Tool::Spanwright {
        browser.wait_until_done().await?;
    }
    put(
        "memory of the tab (MB)",
        vec![browser.private_memory().await?],
    );
    let scrolled = browser
        .evaluate("return bench.scroll(100, 300)", vec![])
        .await?;
    put("scroll: a frame", serde_json::from_value(scrolled)?);
    tool.label(browser, &mut put).await?;
    if tool == Tool::Spanwright {
        hands::many(browser, tokens, &mut put).await?;
    }
    Ok(())
}

fn number(value: &Value) -> Result<f64> {
    value
        .as_f64()
        .with_context(|| format!("{value} is no time"))
}

/// The longest task that began after a time; 0 where none took longer than 50 ms, as shorter ones are not
/// told of.
fn longest_task(bench: &Value, after: f64) -> f64 {
    let tasks = bench["longTasks"].as_array().into_iter().flatten();
    tasks
        .filter_map(|task| Some((task[0].as_f64()?, task[1].as_f64()?)))
        .filter(|(begin, _)| *begin >= after)
        .map(|(_, duration)| duration)
        .fold(0.0, f64::max)
}

impl Browser {
    /// Brings a dataset in and waits until all is done that comes of it.
    async fn add(&self, name: &str, content: &str) -> Result<()> {
        self.wait_until_done().await?;
        self.bring_file(name, content.as_bytes()).await?;
        let shown =
            format!("return document.querySelector('article').textContent.includes('{NAME}')");
        self.wait_at_most(LONG, "it is in", &shown).await?;
        let done = "return !document.querySelector('dialog')";
        self.wait_at_most(LONG, "the window is closed", done)
            .await?;
        self.wait_until_done().await
    }

    /// Waits until everything is on disk and the detectors have been through the open document.
    async fn wait_until_done(&self) -> Result<()> {
        let done = "return document.querySelector('.app[data-detected=true][data-saved=true]')";
        self.wait_at_most(LONG, "all is detected and saved", done)
            .await
    }

    /// Takes the time from an event that `act` brings about until what came of it was painted.
    async fn time(
        &self,
        arm: &str,
        arguments: Value,
        act: impl AsyncFnOnce() -> Result<()>,
    ) -> Result<f64> {
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        self.evaluate(&format!("bench.{arm}(...arguments)"), arguments.clone())
            .await?;
        act().await?;
        let what = format!("it was painted ({arm} {arguments:?})");
        self.wait_until(&what, "return bench.answer").await?;
        number(&self.evaluate("return bench.answer", vec![]).await?)
    }

    /// The memory that belongs to the tab alone, in megabytes: its page and its workers.
    async fn private_memory(&self) -> Result<f64> {
        self.devtools("HeapProfiler.collectGarbage", &json!({}))
            .await?;
        let renderers = self.renderers()?;
        let largest = renderers
            .iter()
            .map(|process| private_kilobytes(*process))
            .max();
        let largest = largest.flatten().context("there is no tab")?;
        ensure!(largest > 0, "the tab has no memory");
        Ok(largest as f64 / 1000.0)
    }

    /// The processes that draw the browser's pages.
    fn renderers(&self) -> Result<Vec<u32>> {
        let browser = self.process()?;
        let processes = fs::read_dir("/proc").context("memory is only known on Linux")?;
        let numbers = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
        let draws = |process: &u32| {
            let told = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&told).contains("--type=renderer")
                && descends(*process, browser)
        };
        Ok(numbers.filter(draws).collect())
    }
}

/// Whether one process was started by the other, or by one that was.
fn descends(process: u32, from: u32) -> bool {
    let mut one = process;
    while one > 1 {
        if one == from {
            return true;
        }
        let status = fs::read_to_string(format!("/proc/{one}/status")).unwrap_or_default();
        let parent = status.lines().find_map(|line| line.strip_prefix("PPid:"));
        one = parent
            .and_then(|parent| parent.trim().parse().ok())
            .unwrap_or(0);
    }
    false
}

/// The memory of a process that it shares with no other.
fn private_kilobytes(process: u32) -> Option<u64> {
    let told = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let lines = told.lines().filter(|line| line.starts_with("Private_"));
    Some(
        lines
            .filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok())
            .sum(),
    )
}

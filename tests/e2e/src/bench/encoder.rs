//! How fast names are read precisely, beside onnxruntime-web with the same model on the same text.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use spanwright::detect::encoder::{Shape, WordPiece};
use spanwright::text::{TextSpan, tokens};

use super::{LONG, in_browser, number};
use crate::Browser;

/// How often the article is read.
const READINGS: usize = 5;

/// How many pieces a window of the peer has, between the two that begin and end it: as many as the model was
/// trained with.
const ROOM: usize = 190;

/// How often the sample stands in the article, so that it has about a thousand words.
const TIMES: usize = 3;

/// Where the status line says how much of the article is read precisely: notes when it changes.
const WATCH: &str = "
    const status = document.querySelector('.topbar');
    window.reading = { begun: performance.now() };
    const look = () => {
        const percent = /(\\d+) % read precisely/.exec(status.querySelector('button.status')?.textContent ?? '')?.[1];
        const { begun, first, seen } = window.reading;
        if (percent !== undefined) window.reading.seen = true;
        if (percent > 0 && !first) window.reading.first = performance.now() - begun;
        if (seen && percent === undefined) window.reading.all ??= performance.now() - begun;
    };
    new MutationObserver(look).observe(status, { subtree: true, childList: true, characterData: true });
    [...document.querySelectorAll('button.document')].find(one => one.textContent.includes(arguments[0])).click();";

/// Measures both and prints a table. `folder` holds the peers' pages, which are served at `peers`.
///
/// # Errors
///
/// Where a page does not do what is measured.
pub fn run(folder: &Path, peers: &str, models: &Path) -> Result<()> {
    let article = include_str!("../../../../static/sample.txt").repeat(TIMES);
    let whole = TextSpan::from_range(0..article.len()).context("the article is empty")?;
    let words = tokens(&article, whole).len();
    fs::copy(models.join("model.onnx"), folder.join("model.onnx"))?;
    let windows = windows(&article, &models.join("tokenizer.json"))?;
    fs::write(folder.join("windows.json"), json!(windows).to_string())?;

    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let peer = format!("{peers}onnx.html");
    let mut theirs = runtime.block_on(in_browser(async |browser| theirs(browser, &peer).await))?;
    let mut ours = runtime.block_on(in_browser(async |browser| ours(browser, &article).await))?;
    let median = |values: &mut Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
    };
    let (first, all) = (median(&mut ours.first), median(&mut ours.all));
    let theirs = median(&mut theirs);
    let rate = |milliseconds: f64| words as f64 / milliseconds * 1000.0;
    println!("An article of {words} tokens, medians of {READINGS} readings, one core each:");
    println!(
        "Spanwright, from the click that opens it: first names after {first:.0} ms, all after {all:.0} ms,"
    );
    println!(
        "  {:.0} tokens a second with cutting, decoding and drawing",
        rate(all)
    );
    println!(
        "onnxruntime-web, the network alone: {theirs:.0} ms, {:.0} tokens a second",
        rate(theirs)
    );
    println!("ratio {:.2}", theirs / all);
    let [before, after] = ours.memory;
    println!("memory of the tab: {before:.0} MB, with the encoder {after:.0} MB");
    Ok(())
}

/// The article as windows of pieces and of shapes, each one behind the other.
fn windows(article: &str, tokenizer: &Path) -> Result<Vec<[Vec<u32>; 2]>> {
    let file: Value = serde_json::from_slice(&fs::read(tokenizer)?)?;
    let vocabulary = file["model"]["vocab"]
        .as_object()
        .context("there is no vocabulary")?;
    let numbered = vocabulary.iter().filter_map(|(piece, number)| {
        let number = number.as_u64()?.try_into().ok()?;
        Some((piece.as_str(), number))
    });
    let vocabulary = WordPiece::new(numbered)?;
    let pieces = vocabulary.cut(article);
    let windows = pieces.chunks(ROOM).map(|window| {
        let edge = |number| std::iter::once((number, Shape::None.number()));
        let inner = window
            .iter()
            .map(|piece| (piece.number, piece.shape.number()));
        let all = edge(vocabulary.begin())
            .chain(inner)
            .chain(edge(vocabulary.end()));
        let (pieces, shapes) = all.unzip();
        [pieces, shapes]
    });
    Ok(windows.collect())
}

/// The milliseconds of each reading.
async fn theirs(browser: &mut Browser, page: &str) -> Result<Vec<f64>> {
    browser.go_to(page).await?;
    browser
        .wait_at_most(LONG, "the peer is ready", "return !!window.read")
        .await?;
    let mut times = Vec::new();
    for _ in 0..=READINGS {
        times.push(number(&browser.evaluate("return read()", vec![]).await?)?);
    }
    // The first one makes ready.
    Ok(times.split_off(1))
}

struct Ours {
    /// The milliseconds from the opening to the first names, and to the last.
    first: Vec<f64>,
    all: Vec<f64>,
    /// The memory of the tab before the encoder is there, and with it, in megabytes.
    memory: [f64; 2],
}

async fn ours(browser: &mut Browser, article: &str) -> Result<Ours> {
    browser.open("").await?;
    browser.wait_until_done().await?;
    let named = |name: &str| format!("{name}\n\n{article}");
    for name in ["First article", "Second article"] {
        browser
            .bring_file(&format!("{name}.txt"), named(name).as_bytes())
            .await?;
        let shown =
            format!("return document.querySelector('article').textContent.includes('{name}')");
        browser.wait_at_most(LONG, "it is open", &shown).await?;
        browser.wait_until_done().await?;
    }
    let before = browser.private_memory().await?;
    browser.click(".topbar button.status").await?;
    let begin = "[...document.querySelectorAll('dialog button')].find(one => one.textContent.includes('precisely'))";
    browser
        .wait_until("it can be asked for", &format!("return {begin}"))
        .await?;
    browser
        .evaluate(&format!("{begin}.click()"), vec![])
        .await?;
    let done = "return document.querySelector('dialog')?.textContent.includes('All of this')";
    browser.wait_at_most(LONG, "all is read", done).await?;
    browser.press("Escape").await?;
    let (mut first, mut all) = (Vec::new(), Vec::new());
    for name in ["First article", "Second article"]
        .into_iter()
        .cycle()
        .take(READINGS)
    {
        browser.evaluate(WATCH, vec![name.into()]).await?;
        browser
            .wait_at_most(LONG, "all is read", "return window.reading.all")
            .await?;
        let reading = browser.evaluate("return window.reading", vec![]).await?;
        first.push(number(&reading["first"])?);
        all.push(number(&reading["all"])?);
    }
    let memory = [before, browser.private_memory().await?];
    Ok(Ours { first, all, memory })
}

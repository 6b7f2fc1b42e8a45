//! Writes a picture of the page; `cargo xtask shot` runs it.

use std::env;
use std::path::Path;

use anyhow::{Context, Result};

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [out, suffix, width, height, colours] = &arguments[..] else {
        anyhow::bail!("wanted: OUT.png SUFFIX WIDTH HEIGHT light|dark");
    };
    let (width, height) = (
        width.parse().context("the width is a number of pixels")?,
        height.parse().context("the height is a number of pixels")?,
    );
    e2e::run("shot", async |browser| {
        browser.resize(width, height).await?;
        browser.prefer_dark(colours == "dark").await?;
        browser.open(suffix).await?;
        browser.screenshot_to(Path::new(out)).await
    })?;
    println!("{out}");
    Ok(())
}

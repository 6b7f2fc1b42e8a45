//! Films how an article is annotated; `cargo xtask film` runs it.

use std::env;
use std::path::Path;

use anyhow::{Context, Result};
use e2e::film::Film;
use e2e::{Browser, Point};

fn main() -> Result<()> {
    let out = env::args().nth(1).context("wanted: OUT.png")?;
    e2e::run("film", async |browser| {
        browser.resize(1024, 640).await?;
        browser.open("").await?;
        let ready = "return document.querySelector('.app[data-detected=true][data-saved=true]')";
        browser.wait_until("the article is read", ready).await?;
        browser.click(".topbar button").await?;
        let film = play(browser).await?;
        film.write(Path::new(&out))
    })?;
    println!("{out}");
    Ok(())
}

/// Waits until something of this kind is on the page, which a key has brought there.
async fn comes(browser: &Browser, selector: &str) -> Result<()> {
    browser.find(selector).await.map(drop)
}

async fn play(browser: &Browser) -> Result<Film<'_>> {
    let article = "article";
    let mut film = Film::of(browser, Point { x: 560.0, y: 480.0 }).await?;
    film.hold(600).await?;

    film.point_at(article, "dockers refused").await?;
    film.press("4", "4", "label what is pointed at").await?;
    comes(browser, ".mark.drawn").await?;
    film.hold(500).await?;
    film.point_at(article, "Northern Gate").await?;
    film.press("2", "2", "another label").await?;
    film.hold(500).await?;
    film.point_at(article, "hours after").await?;
    film.press("x", "X", "not this one").await?;
    film.hold(400).await?;

    film.press("Space", "Space", "to the next suggestion")
        .await?;
    comes(browser, ".mark.focused").await?;
    film.hold(200).await?;
    for _ in 0..2 {
        film.press("a", "A", "accept, go on").await?;
    }
    film.hold(500).await?;

    film.point_at(article, "next Thursday").await?;
    film.press("d", "D", "what a date means").await?;
    comes(browser, ".date-editor .quote").await?;
    film.hold(1300).await?;
    film.press("Escape", "Esc", "back").await?;
    film.hold(150).await?;

    film.point_at(article, "Marlow began").await?;
    film.press("r", "R", "the same words everywhere").await?;
    comes(browser, ".occurrences li").await?;
    film.hold(1100).await?;
    film.press("Enter", "Enter", "label them all").await?;
    film.hold(500).await?;

    film.press(
        "Control+Shift+Enter",
        "Ctrl Shift Enter",
        "accept the rest, done",
    )
    .await?;
    comes(browser, ".topbar .pressed").await?;
    film.hold(500).await?;
    film.release().await?;
    film.hold(1800).await?;
    Ok(film)
}

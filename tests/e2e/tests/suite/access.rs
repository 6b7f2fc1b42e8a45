//! Every screen can be used by everybody: axe-core finds nothing against any, in either theme.

use std::fmt::Write as _;

use anyhow::Result;
use e2e::Browser;

use crate::annotating::settled;

/// What axe-core finds, screen by screen.
struct Audit<'b> {
    browser: &'b Browser,
    found: String,
}

impl Audit<'_> {
    /// Looks at the screen as it is now, in both themes.
    async fn screen(&mut self, name: &str) -> Result<()> {
        for dark in [false, true] {
            self.browser.prefer_dark(dark).await?;
            for violation in self.browser.violations().await? {
                let theme = if dark { "dark" } else { "light" };
                writeln!(self.found, "{name}, {theme}: {violation}")?;
            }
        }
        Ok(())
    }

    async fn window(&mut self, name: &str) -> Result<()> {
        self.browser.find("dialog[open]").await?;
        // What is in a window may be drawn by a worker, which has to start first.
        self.browser
            .wait_until(
                "the window is drawn",
                "return !document.querySelector('dialog .opening')",
            )
            .await?;
        self.screen(name).await?;
        self.browser.press("Escape").await?;
        self.browser
            .wait_until(
                "the window is closed",
                "return !document.querySelector('dialog')",
            )
            .await
    }
}

async fn button(browser: &Browser, words: &str) -> Result<()> {
    let click = "[...document.querySelectorAll('.topbar button')]
        .find(button => button.textContent === arguments[0]).click()";
    browser.evaluate(click, vec![words.into()]).await.map(drop)
}

async fn article_and_its_menus(audit: &mut Audit<'_>) -> Result<()> {
    let browser = audit.browser;
    audit.screen("first screen").await?;
    browser.press("Space").await?;
    browser.press("Enter").await?;
    browser.find(".menu").await?;
    audit.screen("menu of a suggestion").await?;
    browser.press("Escape").await?;
    browser.drag_over("article", "harbour company").await?;
    browser.find(".menu").await?;
    audit.screen("menu of a selection").await?;
    browser.press("2").await?;
    browser.press("Escape").await?;
    browser.click_on("article", "Tuesday").await?;
    browser.click_on("article", "Tuesday").await?;
    browser.find(".time").await?;
    audit.screen("menu of a date").await?;
    browser.press("d").await?;
    browser.find(".date-editor .quote").await?;
    audit.screen("editor of a date").await?;
    browser.type_text("nonsense").await?;
    browser.find(".date-editor .wrong").await?;
    audit
        .window("editor of a date, with a value that is none")
        .await?;
    browser.press("Shift+T").await?;
    browser.find(".timeline ol").await?;
    audit.window("timeline").await?;
    browser.press("Escape").await?;
    browser.press("Shift+A").await?;
    audit.screen("accepted suggestions").await?;
    browser.click(".choice-row input").await?;
    audit.screen("some annotations chosen").await?;
    browser.click(".choice-row input").await?;
    browser
        .evaluate("document.querySelector('.reader').scrollTo(0, 1e6)", vec![])
        .await?;
    audit.screen("skipped blocks").await
}

async fn dense(audit: &mut Audit<'_>) -> Result<()> {
    let browser = audit.browser;
    for (words, key) in [
        ("exporters, who send coffee and cork through Marlow", "2"),
        ("who send coffee and cork", "5"),
        ("coffee and cork through", "3"),
        ("coffee and cork", "1"),
    ] {
        browser.drag_over("article", words).await?;
        browser.press(key).await?;
    }
    browser.press("t").await?;
    audit.screen("nested and crossing labels").await?;
    browser.press("t").await
}

async fn windows(audit: &mut Audit<'_>) -> Result<()> {
    let browser = audit.browser;
    button(browser, "Open…").await?;
    audit.window("window: open").await?;
    button(browser, "Export…").await?;
    browser
        .wait_until(
            "the losses are known",
            "return document.querySelector('.export')?.textContent.includes('fits')",
        )
        .await?;
    audit.window("window: export").await?;
    browser.press("?").await?;
    audit.window("window: help").await?;
    browser.press("h").await?;
    audit.window("window: history").await?;
    for (panel, button) in [(".annotations", "labels"), (".documents", "progress")] {
        browser.click(&format!("{panel} h2 button")).await?;
        audit.window(&format!("window: {button}")).await?;
    }
    browser.press("m").await?;
    audit.window("window: consistency").await?;
    browser.press("g").await?;
    browser.find(".beside .label-guide").await?;
    audit.screen("guidelines beside the article").await?;
    browser.click(".beside .guidelines button").await?;
    browser.find("#guidelines-text").await?;
    browser.type_text("# People\n\nsee `this`").await?;
    browser.find(".beside .prose details").await?;
    audit.screen("guidelines that are written").await?;
    browser.click(".beside header button").await?;
    browser.click(".hint-line button").await?;
    for step in 1..=5 {
        browser.find(&format!(".step-{step}")).await?;
        audit.screen(&format!("step {step} of the tour")).await?;
        browser.click(".step .primary").await?;
    }
    browser.double_click_on("article", "Marlow").await?;
    browser.press("r").await?;
    browser.find(".occurrences").await?;
    audit.window("window: the same words").await?;
    browser.press("Control+f").await?;
    browser.find("#find").await?;
    browser.type_text("the").await?;
    browser
        .wait_until(
            "it is found",
            "return document.querySelector('.find .count').textContent.includes('found')",
        )
        .await?;
    audit.screen("find bar").await?;
    browser.press("Escape").await
}

#[test]
fn no_screen_shuts_anybody_out() -> Result<()> {
    e2e::run("access", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        let mut audit = Audit {
            browser,
            found: String::new(),
        };
        article_and_its_menus(&mut audit).await?;
        dense(&mut audit).await?;
        windows(&mut audit).await?;
        assert!(audit.found.is_empty(), "\n{}", audit.found);
        Ok(())
    })
}

#[test]
fn nobody_is_shut_out_on_a_narrow_screen() -> Result<()> {
    e2e::run("access_narrow", async |browser| {
        browser.resize(390, 800).await?;
        browser.open("").await?;
        settled(browser).await?;
        let mut audit = Audit {
            browser,
            found: String::new(),
        };
        audit.screen("narrow").await?;
        browser.click(".hint-line button").await?;
        browser.find(".step").await?;
        audit.screen("narrow: tour").await?;
        browser.click(".step .leave").await?;
        for panel in ["Documents", "Labels and annotations"] {
            let selector = format!(".topbar [aria-label='{panel}']");
            browser.click(&selector).await?;
            browser.find(".panel").await?;
            audit.screen(&format!("narrow: {panel}")).await?;
            browser.click(&selector).await?;
        }
        browser.drag_over("article", "harbour company").await?;
        browser.find(".menu").await?;
        audit.screen("narrow: menu").await?;
        browser.press("Escape").await?;
        button(browser, "Open…").await?;
        audit.window("narrow: window").await?;
        assert!(audit.found.is_empty(), "\n{}", audit.found);
        Ok(())
    })
}

#[test]
fn an_empty_project_and_a_refused_file_shut_nobody_out() -> Result<()> {
    e2e::run("access_empty", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        let photo = browser.downloads().join("photo.txt");
        std::fs::create_dir_all(browser.downloads())?;
        std::fs::write(&photo, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")?;
        button(browser, "Open…").await?;
        browser
            .choose_file("dialog input[type=file]", &photo)
            .await?;
        browser.find(".notice.problem").await?;
        let mut audit = Audit {
            browser,
            found: String::new(),
        };
        audit.screen("a notice").await?;
        let remove = "window.confirm = () => true; document.querySelector('.remove').click()";
        browser.evaluate(remove, vec![]).await?;
        browser
            .wait_until(
                "the list is empty",
                "return !document.querySelector('.document')",
            )
            .await?;
        audit.screen("empty project").await?;
        assert!(audit.found.is_empty(), "\n{}", audit.found);
        Ok(())
    })
}

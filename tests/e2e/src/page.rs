//! The page: opening it, waiting for it, reading it.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::wd::WindowHandle;
use serde_json::Value;

use crate::{Browser, PATIENCE};

/// A tab of the browser.
pub struct Tab(WindowHandle);

/// How often a wait looks again.
const PERIOD: Duration = Duration::from_millis(20);

impl Browser {
    /// Opens the page and waits until it is ready. `suffix` follows the site's address: empty, a
    /// `?query` or a `#fragment`.
    ///
    /// # Errors
    ///
    /// Where the page does not become ready.
    pub async fn open(&mut self, suffix: &str) -> Result<()> {
        self.client.goto(&format!("{}{suffix}", self.site)).await?;
        self.wait_until_ready().await
    }

    /// Opens the page in another tab, turns to it and waits until it is ready.
    ///
    /// # Errors
    ///
    /// Where the page does not become ready.
    pub async fn open_tab(&mut self, suffix: &str) -> Result<Tab> {
        let tab = Tab(self.client.new_window(true).await?.handle);
        self.turn_to(&tab).await?;
        self.open(suffix).await?;
        Ok(tab)
    }

    /// The tab that the driver is turned to.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn tab(&self) -> Result<Tab> {
        Ok(Tab(self.client.window().await?))
    }

    /// Turns to a tab.
    ///
    /// # Errors
    ///
    /// Where it is closed.
    pub async fn turn_to(&self, tab: &Tab) -> Result<()> {
        Ok(self.client.switch_to_window(tab.0.clone()).await?)
    }

    /// Closes the tab that the driver is turned to; afterwards it is turned to this one.
    ///
    /// # Errors
    ///
    /// Where the other one is closed.
    pub async fn close_tab(&mut self, then: &Tab) -> Result<()> {
        self.client.close_window().await?;
        self.turn_to(then).await
    }

    /// Loads the page anew and waits until it is ready.
    ///
    /// # Errors
    ///
    /// Where the page does not become ready.
    pub async fn reload(&mut self) -> Result<()> {
        self.client.refresh().await?;
        self.wait_until_ready().await
    }

    /// Waits until the page says that it is ready, by an element with the attribute `data-ready`.
    ///
    /// # Errors
    ///
    /// Where it does not within [`PATIENCE`].
    pub async fn wait_until_ready(&self) -> Result<()> {
        self.find("[data-ready]")
            .await
            .context("the page did not become ready")
            .map(drop)
    }

    /// The first element that fits the CSS selector, as soon as there is one.
    ///
    /// # Errors
    ///
    /// Where there is none within [`PATIENCE`].
    pub async fn find(&self, selector: &str) -> Result<Element> {
        let wait = self.client.wait().at_most(PATIENCE).every(PERIOD);
        let found = wait.for_element(Locator::Css(selector)).await;
        found.with_context(|| format!("waited for an element `{selector}`"))
    }

    /// All elements that fit the CSS selector now, which may be none.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn find_all(&self, selector: &str) -> Result<Vec<Element>> {
        Ok(self.client.find_all(Locator::Css(selector)).await?)
    }

    /// The visible text of the first element that fits the CSS selector.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub async fn text(&self, selector: &str) -> Result<String> {
        Ok(self.find(selector).await?.text().await?)
    }

    /// Waits until the body of a JavaScript function returns something true. `what` names it in
    /// the error.
    ///
    /// # Errors
    ///
    /// Where it does not within [`PATIENCE`].
    pub async fn wait_until(&self, what: &str, body: &str) -> Result<()> {
        self.wait_at_most(PATIENCE, what, body).await
    }

    /// Waits so long at most until the body of a JavaScript function returns something true.
    pub(crate) async fn wait_at_most(
        &self,
        patience: Duration,
        what: &str,
        body: &str,
    ) -> Result<()> {
        let end = Instant::now() + patience;
        loop {
            let answer = self.evaluate(body, vec![]).await?;
            if !matches!(answer, Value::Null | Value::Bool(false)) {
                return Ok(());
            }
            if Instant::now() > end {
                bail!("waited until {what}, but `{body}` gives {answer}");
            }
            tokio::time::sleep(PERIOD).await;
        }
    }

    /// What the body of a JavaScript function returns, given these `arguments`; a promise is
    /// waited for.
    ///
    /// # Errors
    ///
    /// Where it throws.
    pub async fn evaluate(&self, body: &str, arguments: Vec<Value>) -> Result<Value> {
        let answer = self.client.execute(body, arguments).await;
        answer.with_context(|| format!("JavaScript `{body}`"))
    }

    /// Opens the window that a button of the bar opens, by the button's words.
    ///
    /// # Errors
    ///
    /// Where there is no such button.
    pub async fn open_window(&self, button: &str) -> Result<()> {
        let click = "[...document.querySelectorAll('.topbar button')]
            .find(button => button.textContent === arguments[0]).click()";
        self.evaluate(click, vec![button.into()]).await?;
        self.find("dialog[open]").await.map(drop)
    }

    /// Has the page open a file with this name and content, through its own window.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written or the page has no such window.
    pub async fn bring_file(&self, name: &str, content: &[u8]) -> Result<()> {
        fs::create_dir_all(self.downloads())?;
        let file = self.downloads().join(name);
        fs::write(&file, content)?;
        self.open_window("Open…").await?;
        self.choose_file("dialog input[type=file]", &file).await
    }

    /// Gives a file to an `<input type="file">`, as the browser's file dialogue would.
    ///
    /// # Errors
    ///
    /// Where there is no such input.
    pub async fn choose_file(&self, selector: &str, file: &Path) -> Result<()> {
        self.choose_files(selector, &[file]).await
    }

    /// Gives files to an `<input type="file" multiple>`, as the browser's file dialogue would.
    ///
    /// # Errors
    ///
    /// Where there is no such input, or a file does not exist.
    pub async fn choose_files(&self, selector: &str, files: &[&Path]) -> Result<()> {
        let paths = files.iter().map(|file| {
            let path = file.canonicalize()?;
            Ok(path.to_string_lossy().into_owned())
        });
        let paths: Vec<String> = paths.collect::<Result<_>>()?;
        Ok(self
            .find(selector)
            .await?
            .send_keys(&paths.join("\n"))
            .await?)
    }

    /// The contents of a finished download.
    ///
    /// # Errors
    ///
    /// Where it is not there within [`PATIENCE`].
    pub async fn downloaded(&self, name: &str) -> Result<Vec<u8>> {
        let file = self.downloads().join(name);
        // Chromium writes under another name and renames the finished file; Firefox does too, but
        // keeps the name with an empty file from the beginning.
        let begun = self.downloads().join(format!("{name}.part"));
        let is_there = || fs::metadata(&file).is_ok_and(|file| file.len() > 0) && !begun.exists();
        let end = Instant::now() + PATIENCE;
        while !is_there() {
            if Instant::now() > end {
                bail!("waited for the download of {name}");
            }
            tokio::time::sleep(PERIOD).await;
        }
        Ok(fs::read(file)?)
    }
}

//! How the page is shown: its size, its colours, and pictures of it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{Browser, Kind, chromium, firefox};

impl Browser {
    /// Shows the page in a window of this size, in CSS pixels; narrower than a browser's own
    /// window can be, where wanted.
    ///
    /// # Errors
    ///
    /// Where the browser refuses.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        match self.kind() {
            Kind::Chromium => chromium::resize(&self.client, width, height).await,
            Kind::Firefox => firefox::resize(&self.client, width, height).await,
        }
    }

    /// Asks the page for dark or light colours, as the system's setting does.
    ///
    /// # Errors
    ///
    /// Where the browser refuses.
    pub async fn prefer_dark(&self, dark: bool) -> Result<()> {
        match self.kind() {
            Kind::Chromium => chromium::prefer_dark(&self.client, dark).await?,
            Kind::Firefox => firefox::prefer_dark(&self.client, dark).await?,
        }
        let has_changed =
            format!("return matchMedia('(prefers-color-scheme: dark)').matches === {dark}");
        self.wait_until("the page has changed its colours", &has_changed)
            .await
    }

    /// Writes what the window shows to `target/screenshots/NAME.png`.
    ///
    /// # Errors
    ///
    /// Where the picture cannot be taken or written.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/screenshots");
        fs::create_dir_all(&folder)?;
        let file = folder.canonicalize()?.join(format!("{name}.png"));
        self.screenshot_to(&file).await?;
        Ok(file)
    }

    /// Writes what the window shows to the file.
    ///
    /// # Errors
    ///
    /// Where the picture cannot be taken or written.
    pub async fn screenshot_to(&self, file: &Path) -> Result<()> {
        Ok(fs::write(file, self.picture().await?)?)
    }

    /// What the window shows, as PNG.
    pub(crate) async fn picture(&self) -> Result<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }
}

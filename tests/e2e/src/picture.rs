//! How the page is shown: its size, its colours, and pictures of it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::json;

use crate::Browser;

impl Browser {
    /// Shows the page in a window of this size, in CSS pixels; narrower than a browser's own
    /// window can be, where wanted.
    ///
    /// # Errors
    ///
    /// Where the browser refuses.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await
            .map(drop)
    }

    /// Asks the page for dark or light colours, as the system's setting does.
    ///
    /// # Errors
    ///
    /// Where the browser refuses.
    pub async fn prefer_dark(&self, dark: bool) -> Result<()> {
        let scheme = if dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", media)
            .await
            .map(drop)
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
        Ok(fs::write(file, self.client.screenshot().await?)?)
    }
}

//! Films the page for the README.

use std::env;
use std::path::Path;

use anyhow::Result;

use crate::browser;
use crate::tests_run::with_site;
use crate::workspace::{Workspace, run};

/// Builds and serves the site, and writes an animated picture of how an article is annotated.
///
/// # Errors
///
/// Where the page does not do what the film is about, or the picture cannot be written.
pub fn make(workspace: &Workspace, out: &Path) -> Result<()> {
    // cargo runs in the checkout, whatever folder the user is in.
    let out = env::current_dir()?.join(out);
    let driver = browser::chromium(workspace)?;
    with_site(workspace, &driver, |cargo| {
        cargo.args(["run", "--quiet", "--locked", "--package", "e2e"]);
        cargo.args(["--bin", "film", "--"]).arg(out);
        run(cargo)
    })
}

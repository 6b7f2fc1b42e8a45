//! Takes a picture of the page.

use std::env;

use anyhow::Result;

use crate::ShotArguments;
use crate::browser;
use crate::tests_run::with_site;
use crate::workspace::{Workspace, run};

/// Builds and serves the site and writes a picture of it once it is ready.
///
/// # Errors
///
/// Where the page does not become ready or the picture cannot be written.
pub fn take(workspace: &Workspace, arguments: &ShotArguments) -> Result<()> {
    // cargo runs in the checkout, whatever folder the user is in.
    let out = env::current_dir()?.join(&arguments.out);
    let driver = browser::chromium(workspace)?;
    with_site(workspace, &driver, |cargo| {
        cargo.args([
            "run",
            "--quiet",
            "--locked",
            "--package",
            "e2e",
            "--bin",
            "shot",
            "--",
        ]);
        cargo.arg(out).arg(&arguments.path);
        cargo.args([arguments.width.to_string(), arguments.height.to_string()]);
        cargo.arg(if arguments.dark { "dark" } else { "light" });
        run(cargo)
    })
}

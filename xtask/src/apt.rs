//! Debian packages, where the user may install them.

use anyhow::{Result, bail};

use crate::workspace::{Workspace, run};

/// Makes sure that the packages are here, by apt-get as root or through a sudo that asks no
/// password.
///
/// # Errors
///
/// Where this is not a Debian or Ubuntu machine, its user may not install packages, or there is
/// no such package.
pub fn install(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    if workspace.which("apt-get").is_none() {
        bail!("there is no apt-get here");
    }
    let root = workspace.output("id", &["-u"]).as_deref() == Some("0");
    if !root && workspace.output("sudo", &["-n", "true"]).is_none() {
        bail!("installing packages needs root or a sudo that asks no password");
    }
    let apt = |arguments: &[&str]| {
        let mut command = workspace.command(if root { "apt-get" } else { "sudo" });
        if !root {
            command.args(["-n", "apt-get"]);
        }
        run(command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(arguments))
    };
    apt(&["update", "-qq"])?;
    apt(&["install", "-y", "-qq", "--no-install-recommends"]
        .iter()
        .chain(packages)
        .copied()
        .collect::<Vec<_>>())
}

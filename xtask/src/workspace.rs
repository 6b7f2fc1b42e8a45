//! The checkout, and programs run in it.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The checkout that xtask works in.
pub struct Workspace {
    root: PathBuf,
    path: OsString,
}

impl Workspace {
    /// The checkout that this xtask was compiled in.
    ///
    /// # Errors
    ///
    /// Where `PATH` is unset or holds a folder that cannot be written in it.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask lies in the checkout's own folder")?
            .to_owned();
        let tools = root.join("target/tools");
        let mut folders = vec![tools.join("bin"), tools.join("node_modules/.bin")];
        folders.extend(env::split_paths(
            &env::var_os("PATH").context("the environment has no PATH")?,
        ));
        let path = env::join_paths(folders).context("cannot add target/tools to PATH")?;
        Ok(Self { root, path })
    }

    /// The root of the checkout.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where the finished site is.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Where tools are installed that the machine does not have.
    pub fn tools(&self) -> PathBuf {
        self.root.join("target/tools")
    }

    /// The first file of this name on the path, where tools of the checkout come before those of
    /// the machine.
    pub fn which(&self, program: &str) -> Option<PathBuf> {
        env::split_paths(&self.path)
            .map(|folder| folder.join(program))
            .find(|file| file.is_file())
    }

    /// A program to be run in the root of the checkout, which sees the checkout's tools.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = match program.as_ref().to_str().and_then(|name| self.which(name)) {
            Some(file) => Command::new(file),
            None => Command::new(program),
        };
        command.current_dir(&self.root).env("PATH", &self.path);
        command
    }

    /// Says what is run and runs it; its output goes straight to the terminal.
    ///
    /// # Errors
    ///
    /// Where the program cannot be started or does not succeed.
    pub fn run_program(
        &self,
        program: &str,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Result<()> {
        run(self.command(program).args(arguments))
    }

    /// What the program writes to its standard output, or `None` where it cannot be started or
    /// does not succeed.
    pub fn output(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let output = self.command(program).args(arguments).output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(text)
    }
}

/// Says what is run and runs it; its output goes straight to the terminal.
///
/// # Errors
///
/// Where the program cannot be started or does not succeed.
pub fn run(command: &mut Command) -> Result<()> {
    let line = describe(command);
    println!("$ {line}");
    let status = command
        .status()
        .with_context(|| format!("cannot start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// Tells the reader of the terminal what happens now.
pub fn say(message: &str) {
    println!("==> {message}");
}

/// The command as one would type it.
fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program
        .file_name()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}

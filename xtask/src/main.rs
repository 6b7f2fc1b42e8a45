//! Set-up, build, test, serve and measure: the commands of the README.
//!
//! Each command first installs what it needs and does not find (see [`tools`] and [`browser`]),
//! says what it runs, and does nothing that an earlier run has already done.

mod apt;
mod bench;
mod browser;
mod bundle;
mod check;
mod film;
mod fingerprint;
mod headers;
mod lockfile;
mod offline;
mod server;
mod short_names;
mod shot;
mod size_budget;
mod tests_run;
mod tools;
mod version;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use workspace::Workspace;

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    let workspace = Workspace::find()?;
    match command {
        Command::Serve { port } => {
            bundle::build(&workspace)?;
            server::serve(&workspace.dist(), port)
        }
        Command::Build => bundle::build(&workspace),
        Command::Test { part, filter } => tests_run::run(&workspace, part, &filter),
        Command::Check => check::run_all(&workspace),
        Command::Bench { part, filter } => bench::run(&workspace, part, &filter),
        Command::Shot(arguments) => shot::take(&workspace, &arguments),
        Command::Film { out } => film::make(&workspace, &out),
    }
}

/// Set-up, build, test, serve and measure Spanwright.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the release and serve it on localhost; prints the address
    Serve {
        /// The port to listen on
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Build dist/, ready for any static host, and check it against size-budget.toml
    Build,
    /// Run the native tests, the wasm tests and the end-to-end tests in Chromium and in Firefox
    Test {
        /// Run one part alone
        part: Option<Part>,
        /// Run only the tests whose name contains this
        filter: Vec<String>,
    },
    /// Check format, lints, documentation, licences and security advisories
    Check,
    /// Measure how the engine's costs grow, and the page beside other annotators
    Bench {
        /// Run one part alone
        part: Option<BenchPart>,
        /// The engine: only the benchmarks whose name contains this. The page: the numbers of tokens of
        /// the documents
        filter: Vec<String>,
    },
    /// Take a picture of the page, to look at
    Shot(ShotArguments),
    /// Film how an article is annotated, as the animated picture of the README
    Film {
        /// Where to write the picture (animated PNG)
        out: PathBuf,
    },
}

/// A part of the tests.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The engine and the command line, on this machine
    Native,
    /// The rooms that need a browser, in headless Chromium
    Wasm,
    /// The built page, used as an annotator uses it, in headless Chromium
    E2e,
    /// The same in headless Firefox
    Firefox,
}

/// A part of the benchmarks.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BenchPart {
    /// The engine, on this machine
    Engine,
    /// The built page in headless Chromium, beside its peers
    Page,
    /// How fast names are read precisely in headless Chromium, beside onnxruntime-web
    Encoder,
}

/// What `cargo xtask shot` takes a picture of.
#[derive(clap::Args)]
struct ShotArguments {
    /// Where to write the picture (PNG)
    out: PathBuf,
    /// What follows the page's address: `?query` or `#fragment`
    #[arg(long, default_value = "")]
    path: String,
    /// The width of the window in CSS pixels
    #[arg(long, default_value_t = 1280)]
    width: u32,
    /// The height of the window in CSS pixels
    #[arg(long, default_value_t = 800)]
    height: u32,
    /// Ask for the dark colours
    #[arg(long)]
    dark: bool,
}

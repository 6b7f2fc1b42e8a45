//! The command line: a thin shell over the engine.

#[cfg(not(target_arch = "wasm32"))]
mod detect;
#[cfg(not(target_arch = "wasm32"))]
mod score;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use clap::Parser as _;
    let result = match Cli::parse().command {
        Command::Detect(arguments) => detect::run(&arguments),
        Command::Score(arguments) => score::run(&arguments),
    };
    match result {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("spanwright: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

/// Finds entities and dates in text and measures how well it does.
#[cfg(not(target_arch = "wasm32"))]
#[derive(clap::Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[cfg(not(target_arch = "wasm32"))]
#[derive(clap::Subcommand)]
enum Command {
    /// Find entities and dates in JSON Lines documents.
    Detect(detect::Arguments),
    /// Score the detectors against gold annotations.
    Score(score::Arguments),
}

/// The command line has no meaning in a browser.
#[cfg(target_arch = "wasm32")]
fn main() {}

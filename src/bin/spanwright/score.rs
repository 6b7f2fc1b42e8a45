//! `spanwright score`.

/// What to score.
#[derive(clap::Args)]
pub struct Arguments {}

/// Runs the command.
pub fn run(_arguments: &Arguments) -> Result<(), String> {
    Ok(())
}

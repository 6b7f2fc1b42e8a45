//! `spanwright detect`.

/// What to detect and where.
#[derive(clap::Args)]
pub struct Arguments {}

/// Runs the command.
pub fn run(_arguments: &Arguments) -> Result<(), String> {
    Ok(())
}
